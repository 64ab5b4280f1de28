// SPDX-License-Identifier: Apache-2.0
// Every importer reproduces the figures that an independent script measured in real files.

#include "workloads/recorded/trace_statistics.h"

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/workloads/recorded/trace_reading.h"

namespace isotherm {
namespace {

using testing::shared_traces;
using Json = nlohmann::json;

struct File {
    const char* name;
    const char* format;
};
constexpr std::array<File, 17> files{{
    {"cachelib/block_traces_1.csv", "cachelib"},
    {"cachelib/kv_traces_1.csv", "cachelib"},
    {"cloudphysics/cloudphysics-hour1.csv.gz", "csv"},
    {"cloudphysics/cloudphysics-hour1.vscsi.gz", "vscsi"},
    {"disksim/tpcc-small.trace", "disksim"},
    {"oracleGeneral/cloudphysics-hour1.oracleGeneral.bin", "oracle_general"},
    {"oracleGeneral/cloudphysics-hour1.oracleGeneral.zst", "oracle_general"},
    {"orm/orm-busy-first-500k.int32be.gz", "orm"},
    {"twitter/cluster015-rows-001-080.csv", "twitter"},
    {"twitter/converted-cloudphysics-hour1.csv.gz", "twitter"},
    {"twitter/quoted-rows-cluster052.csv", "twitter"},
    {"weblog/apache-combined-lines-0001-5000.log.gz", "apache_combined"},
    {"weblog/nasa-http-1995-08-01-first-6h.tsv.gz", "weblog"},
    {"ycsb/load-300.txt.gz", "ycsb"},
    {"ycsb/read-mostly-hotspot.run.txt.gz", "ycsb"},
    {"ycsb/read-update-zipfian.reduced.txt.gz", "ycsb"},
    {"ycsb/read-update-zipfian.run.txt.gz", "ycsb"},
}};

void expect_counts(const TraceStatistics& s, const Json& expected) {
    EXPECT_EQ(s.rows, expected["rows"]);
    EXPECT_EQ(s.reads, expected["reads"]);
    EXPECT_EQ(s.writes, expected["writes"]);
    EXPECT_EQ(s.distinct_keys, expected["distinct_keys"]);
    if (expected.contains("ops")) {
        EXPECT_EQ(Json(s.operations), expected["ops"]);
    }
    ASSERT_EQ(s.top.size(), expected["top10"].size());
    for (std::size_t i = 0; i < s.top.size(); ++i) {
        EXPECT_EQ(s.top[i].key, expected["top10"][i]["key"]);
        EXPECT_EQ(s.top[i].count, expected["top10"][i]["count"]);
    }
    EXPECT_NEAR(s.top_share(), expected["top10_share"].get<double>(), 5.1e-7);
    EXPECT_EQ(s.zipf_exponent.has_value(), !expected["zipf_alpha_fit"].is_null());
    if (s.zipf_exponent) {
        EXPECT_NEAR(*s.zipf_exponent, expected["zipf_alpha_fit"].get<double>(), 5.1e-4);
    }
}

void expect_times_and_sizes(const TraceStatistics& s, const Json& expected) {
    ASSERT_EQ(s.has_times, expected.contains("first_time"));
    if (s.has_times) {
        const auto us = [&](const char* name) {
            return std::llround(expected[name].get<double>() * 1e6);
        };
        EXPECT_EQ(s.first_time_us, us("first_time"));
        EXPECT_EQ(s.last_time_us, us("last_time"));
        EXPECT_EQ(s.last_time_us - s.first_time_us, us("duration_s"));
        EXPECT_EQ(s.times_non_decreasing, expected["times_non_decreasing"]);
        EXPECT_EQ(s.busiest_second_rows, expected["busiest_second_rows"]);
        EXPECT_EQ(s.seconds_with_rows, expected["seconds_with_rows"]);
    }
    ASSERT_EQ(s.has_sizes, expected.contains("sum_size"));
    if (s.has_sizes) {
        EXPECT_EQ(s.size_sum, expected["sum_size"]);
        EXPECT_EQ(s.size_sum_reads, expected["sum_size_reads"]);
        EXPECT_EQ(s.size_sum - s.size_sum_reads, expected["sum_size_writes"]);
        EXPECT_EQ(s.size_min, expected["min_size"]);
        EXPECT_EQ(s.size_max, expected["max_size"]);
    }
    for (const auto& [name, total] : s.totals) {
        if (expected.contains(name)) {
            EXPECT_EQ(total, expected[name]) << name;
        }
    }
    for (const auto& [name, held] : s.checks) EXPECT_EQ(held, expected[name]) << name;
    if (expected.contains("uncompressed_bytes")) {
        EXPECT_EQ(s.uncompressed_bytes, expected["uncompressed_bytes"]);
    }
}

TEST(TraceStatistics, importers_reproduce_the_measured_figures_of_every_shared_file) {
    if (shared_traces().empty()) GTEST_SKIP() << "the shared recordings are not beside the sources";
    const Json all = Json::parse(std::ifstream(shared_traces() + "/expected-stats.json"));
    for (const File& file : files) {
        SCOPED_TRACE(file.name);
        auto source = open_source(shared_traces() + "/" + file.name);
        ASSERT_TRUE(source.ok()) << source.errors().front().text();
        SourceHead head = read_head(std::move(source.value()), trace_head_bytes);
        const TraceHead beginning{head.bytes, file.name, head.complete};
        EXPECT_EQ(guess_format(beginning).name, file.format)
            << "the format is told from the content";
        const auto format = Catalog<TraceFormat>::instance().create(file.format);
        format->suit(beginning);
        KeyNames names(KeyNames::Keep::all);
        auto reader = format->open(std::move(head.whole), {&names, false, true});
        ASSERT_TRUE(reader.ok()) << reader.errors().front().text();
        const auto statistics = read_statistics(*reader.value(), names, file.name);
        ASSERT_TRUE(statistics.ok()) << statistics.errors().front().text();
        expect_counts(statistics.value(), all[file.name]["stats"]);
        expect_times_and_sizes(statistics.value(), all[file.name]["stats"]);
    }
}

// The counts 1000 / rank^2 are on a line of slope -2 in logarithmic scales.
TEST(TraceStatistics, the_fit_finds_the_exponent_of_an_exact_power_law) {
    EXPECT_NEAR(*fitted_zipf_exponent({3'600, 900, 400, 225, 144, 100}), 2.0, 1e-12);
    EXPECT_NEAR(*fitted_zipf_exponent({7, 7, 7}), 0.0, 1e-12);
    EXPECT_FALSE(fitted_zipf_exponent({9, 1, 1}).has_value())
        << "one key that comes twice is no line";
}

}  // namespace
}  // namespace isotherm
