// SPDX-License-Identifier: Apache-2.0
// Recorded streams that are written in another format: what is read back is what was written.

#include "workloads/recorded/written/conversion.h"

#include <algorithm>

#include "tests/engine/scenario/scenario_folder.h"
#include "tests/workloads/recorded/trace_reading.h"
#include "workloads/recorded/blocks/block_layout.h"
#include "workloads/recorded/trace_opening.h"
#include "workloads/recorded/trace_statistics.h"
#include "workloads/recorded/written/compressed_text.h"
#include "workloads/recorded/written/sorted_runs.h"

namespace isotherm {
namespace {

using testing::Settings;

struct Row {
    std::int64_t time_us;
    std::string key;
    std::uint64_t bytes;
    std::string verb;
    bool operator==(const Row&) const = default;
};

// Rows that a test makes, as a stream.
class MadeReader final : public TraceReader {
public:
    MadeReader(std::vector<Row> rows, TraceTraits traits, std::vector<Verb> verbs, KeyNames& names)
        : rows_(std::move(rows)), traits_(traits), verbs_(std::move(verbs)), names_(names) {}
    std::size_t read(const TraceRows& rows) override {
        std::size_t filled = 0;
        for (; filled < rows.size() && next_ < rows_.size(); ++filled, ++next_) {
            const Row& row = rows_[next_];
            rows.time_us[filled] = row.time_us;
            rows.key[filled] = key_from_text(row.key);
            names_.remember(rows.key[filled], row.key);
            rows.bytes[filled] = row.bytes;
            rows.verb[filled] = static_cast<std::uint8_t>(
                std::find_if(verbs_.begin(), verbs_.end(),
                             [&](const Verb& verb) { return verb.name == row.verb; }) -
                verbs_.begin());
            rows.place[filled] = {next_ + 1, 0};
        }
        return filled;
    }
    const Errors* failure() const override { return nullptr; }
    TraceTraits traits() const override { return traits_; }
    std::span<const Verb> verbs() const override { return verbs_; }
    RequestStream::Progress progress() const override { return {}; }
    std::uint64_t bytes_read() const override { return 0; }

private:
    std::vector<Row> rows_;
    TraceTraits traits_;
    std::vector<Verb> verbs_;
    KeyNames& names_;
    std::size_t next_ = 0;
};

const std::vector<Verb> get_and_put{{"get", VerbKind::read}, {"put", VerbKind::write}};
constexpr TraceTraits all_exact{Stamps::exact, true, true, "record"};

struct Written {
    std::string bytes;
    Errors errors;
    ConvertedRows converted;
    std::vector<std::string> losses;
    std::string settings;
};

Written written_as(const std::string& format, const std::vector<Row>& rows,
                   TraceTraits traits = all_exact, std::vector<Verb> verbs = get_and_put,
                   const ConversionOrder& order = {}) {
    KeyNames names(KeyNames::Keep::all);
    MadeReader reader(rows, traits, std::move(verbs), names);
    const auto writer = writable_format(format)->make(traits);
    Written written;
    const auto converted = convert_rows(reader, names, "made", *writer, order, [&](auto text) {
        written.bytes += text;
        return true;
    });
    if (converted.ok())
        written.converted = converted.value();
    else
        written.errors = converted.errors();
    written.losses = writer->losses();
    written.settings = writer->settings();
    return written;
}

std::vector<Row> read_back(const std::string& bytes, const std::string& format,
                           const Settings& settings = {}, std::size_t rows_per_read = 1'000) {
    const auto made = Catalog<TraceFormat>::instance().create(format);
    testing::GivenSettings given(settings);
    made->settings(given);
    KeyNames names(KeyNames::Keep::all);
    auto reader = made->open(std::move(source_over(bytes, "t").value()), {.names = &names});
    std::vector<Row> rows;
    EXPECT_TRUE(reader.ok());
    if (!reader.ok()) return rows;
    TraceColumns columns;
    columns.resize(rows_per_read);
    for (std::size_t count = rows_per_read; count == rows_per_read;) {
        count = reader.value()->read(columns.rows(0, rows_per_read));
        for (std::size_t i = 0; i < count; ++i)
            rows.push_back({columns.time_us[i], names.name_of(columns.key[i]), columns.bytes[i],
                            reader.value()->verbs()[columns.verb[i]].name});
    }
    EXPECT_EQ(reader.value()->failure(), nullptr)
        << (reader.value()->failure() == nullptr ? "" : reader.value()->failure()->front().text());
    return rows;
}

// Some blocks full of rows: numbers and texts as keys, times that sometimes go back.
std::vector<Row> many_rows(std::size_t count) {
    std::vector<Row> rows;
    std::int64_t time = 1'700'000'000'000'000;
    for (std::size_t i = 0; i < count; ++i) {
        time += static_cast<std::int64_t>(i * 7'919 % 5'000) - (i % 100 == 0 ? 3'000 : 0);
        const std::string number = std::to_string(i * 2'654'435'761 % 50'000);
        rows.push_back({time, i % 3 == 0 ? number : "user," + number, 100 + i % 9'000,
                        i % 4 == 0 ? "put" : "get"});
    }
    return rows;
}

TEST(Conversion, own_format_keeps_every_row_however_many_are_read_at_a_time) {
    const auto rows = many_rows(100'000);
    const Written written = written_as("isotherm", rows);
    EXPECT_EQ(written.converted.rows, rows.size());
    for (const std::size_t rows_per_read : {1'000, 4'096, 77'777}) {
        EXPECT_TRUE(read_back(written.bytes, "isotherm", {}, rows_per_read) == rows)
            << rows_per_read;
    }
}

TEST(Conversion, own_format_finds_every_cut_and_every_changed_byte) {
    const auto rows = many_rows(500);
    const std::string bytes = written_as("isotherm", rows).bytes;
    for (std::size_t length = 0; length < bytes.size(); length += 1 + length / 50)
        EXPECT_FALSE(testing::read_text(bytes.substr(0, length), "isotherm").errors.empty())
            << length;
    for (std::size_t at = 0; at < bytes.size(); at += 1 + at / 40) {
        std::string damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
        const auto read = testing::read_text(damaged, "isotherm");
        ASSERT_FALSE(read.errors.empty()) << at;
        EXPECT_FALSE(read.errors.front().fix.empty());
        if (at < bytes.size() - block_head_bytes) {
            EXPECT_TRUE(read.time_us.empty()) << "no row of a damaged block is used";
        }
    }
}

TEST(Conversion, own_format_says_how_far_a_stream_was_whole) {
    const std::string bytes = written_as("isotherm", many_rows(40'000)).bytes;
    const auto read = testing::read_text(bytes.substr(0, bytes.size() - 60), "isotherm");
    EXPECT_EQ(read.time_us.size(), block_rows_most);
    ASSERT_EQ(read.errors.size(), 1U);
    EXPECT_EQ(read.errors.front().number, ErrorNumber::trace_ends_inside_record);
    EXPECT_EQ(read.errors.front().place.line, static_cast<std::int64_t>(block_rows_most) + 1);
    const auto twice = testing::read_text(bytes + bytes, "isotherm");
    ASSERT_EQ(twice.errors.size(), 1U);
    EXPECT_NE(twice.errors.front().what.find("follow the end"), std::string::npos);
}

TEST(Conversion, formats_read_back_what_they_can_hold) {
    const std::vector<Row> whole{{5'000'000, "12", 1'024, "get"},
                                 {5'000'000, "7", 512, "put"},
                                 {9'000'000, "12", 1'024, "get"}};
    const TraceTraits seconds{Stamps::whole_seconds, true, true, "record"};
    struct Case {
        std::string format;
        Settings settings;
        std::vector<std::string> verbs;  // of the three rows
        bool timed = true;
        bool sized = true;
        std::string key_prefix = {};
    };
    const std::vector<Case> cases{
        {"csv", {{"time_unit", "s"}, {"size", "size"}, {"operation", "op"}}, {"get", "put", "get"}},
        {"twitter", {}, {"get", "set", "get"}},
        {"cachelib", {}, {"get", "put", "get"}},
        {"oracle_general", {}, {"read", "read", "read"}},
        {"vscsi", {}, {"28", "2a", "28"}},
        {"disksim", {}, {"read", "write", "read"}, true, true, "0:"},
        {"ycsb", {}, {"READ", "UPDATE", "READ"}, false, false},
        {"orm", {}, {"read", "read", "read"}, false, false},
        {"isotherm", {}, {"get", "put", "get"}},
    };
    ASSERT_EQ(cases.size(), writable_formats().size());
    for (const Case& each : cases) {
        const Written written = written_as(each.format, whole, seconds);
        std::vector<Row> expected = whole;
        for (std::size_t i = 0; i < expected.size(); ++i) {
            expected[i].verb = each.verbs[i];
            expected[i].key = each.key_prefix + expected[i].key;
            if (!each.timed) expected[i].time_us = 0;
            if (!each.sized) expected[i].bytes = 0;
        }
        EXPECT_TRUE(read_back(written.bytes, each.format, each.settings) == expected)
            << each.format << "\n"
            << written.bytes;
        const auto guess = guess_format({written.bytes, "rows", true});
        EXPECT_EQ(guess.name, each.format);
    }
}

TEST(Conversion, says_what_is_lost) {
    const std::vector<Row> rows{{1'500'000, "12", 100, "get"}, {2'500'000, "7", 700, "put"}};
    const auto lost = [&](const std::string& format) {
        std::string text;
        for (const std::string& loss : written_as(format, rows).losses) text += loss + "; ";
        return text;
    };
    EXPECT_EQ(lost("isotherm"), "");
    EXPECT_EQ(lost("csv"), "");
    EXPECT_EQ(lost("twitter"), "the fractions of seconds are left out; ");
    EXPECT_EQ(lost("orm"),
              "the times are left out; the sizes are left out; of 1 row writes became reads; ");
    EXPECT_EQ(lost("disksim"), "of 2 rows the size was rounded up to 512 bytes; ");
    EXPECT_EQ(written_as("csv", rows).bytes,
              "time,key,size,op\n1500000,12,100,get\n2500000,7,700,put\n");
}

TEST(Conversion, refuses_rows_that_a_format_cannot_hold_with_their_place) {
    const std::vector<Row> rows{{0, "7", 1, "get"}, {1, "a,b", 1, "get"}};
    for (const auto& [format, what] :
         std::vector<std::pair<std::string, std::string>>{{"twitter", "has a comma"},
                                                          {"disksim", "DEVICE:SECTOR"},
                                                          {"ycsb", "is not a number"},
                                                          {"orm", "32 bits"}}) {
        const Written written = written_as(format, rows);
        ASSERT_EQ(written.errors.size(), 1U) << format;
        EXPECT_EQ(written.errors.front().place.line, 2) << format;
        EXPECT_EQ(written.errors.front().place.file, "made");
        EXPECT_NE(written.errors.front().what.find(what), std::string::npos)
            << written.errors.front().text();
    }
    EXPECT_TRUE(written_as("csv", rows).errors.empty());
}

TEST(Conversion, sorts_as_a_stable_sort_does_across_runs) {
    std::vector<Row> rows;
    const std::size_t count = SortedRuns::rows_of_run + 20'000;
    for (std::size_t i = 0; i < count; ++i)
        rows.push_back({static_cast<std::int64_t>(i * 48'271 % 9'973) * 1'000,
                        i % 2 == 0 ? "k" + std::to_string(i % 300) : std::to_string(i), i,
                        i % 5 == 0 ? "put" : "get"});
    std::vector<Row> expected = rows;
    std::stable_sort(expected.begin(), expected.end(),
                     [](const Row& a, const Row& b) { return a.time_us < b.time_us; });
    const Written written =
        written_as("isotherm", rows, all_exact, get_and_put, {.sort = true, .max_disorder = {}});
    EXPECT_TRUE(read_back(written.bytes, "isotherm") == expected);
}

TEST(Conversion, moves_rows_forward_that_are_a_little_late) {
    const std::vector<Row> rows{{5'000'000, "1", 1, "get"},
                                {4'000'000, "2", 1, "get"},
                                {6'000'000, "3", 1, "get"},
                                {3'500'000, "4", 1, "get"}};
    const auto moved = [&](SimDuration most) {
        return written_as("csv", rows, all_exact, get_and_put,
                          {.sort = false, .max_disorder = most});
    };
    const Written allowed = moved(2'500ms);
    EXPECT_EQ(allowed.converted.moved, 2U);
    EXPECT_EQ(allowed.bytes,
              "time,key,size,op\n5000000,1,1,get\n5000000,2,1,get\n6000000,3,1,get\n"
              "6000000,4,1,get\n");
    const Written refused = moved(2s);
    ASSERT_EQ(refused.errors.size(), 1U);
    EXPECT_EQ(refused.errors.front().number, ErrorNumber::trace_out_of_order);
    EXPECT_EQ(refused.errors.front().place.line, 4);
    EXPECT_NE(refused.errors.front().what.find("2500ms"), std::string::npos)
        << refused.errors.front().what;
}

TEST(Conversion, compresses_so_that_sources_read_it_back) {
    std::string text;
    for (int i = 0; i < 50'000; ++i) text += std::to_string(i * 7'919LL % 104'729) + "\n";
    for (const std::string name : {"a.csv.gz", "a.csv.zst", "a.csv"}) {
        const auto compressor = compressor_for(name);
        std::string stored;
        for (std::size_t at = 0; at < text.size(); at += 10'000)
            compressor->add(std::string_view(text).substr(at, 10'000), stored);
        compressor->end(stored);
        EXPECT_EQ(stored.size() < text.size(), name != "a.csv");
        auto head = read_head(std::move(source_over(stored, name).value()), text.size() + 1);
        EXPECT_TRUE(head.bytes == text) << name;
    }
}

// Every shared recording keeps its statistics in the own format.
TEST(Conversion, shared_recordings_keep_their_statistics) {
    if (testing::shared_traces().empty()) GTEST_SKIP() << "the shared recordings are not here";
    for (const std::string file :
         {"cachelib/kv_traces_1.csv", "cloudphysics/cloudphysics-hour1.vscsi.gz",
          "disksim/tpcc-small.trace", "oracleGeneral/cloudphysics-hour1.oracleGeneral.zst",
          "twitter/converted-cloudphysics-hour1.csv.gz",
          "weblog/nasa-http-1995-08-01-first-6h.tsv.gz", "ycsb/read-update-zipfian.run.txt.gz"}) {
        const std::string path = testing::shared_traces() + "/" + file;
        auto trace = open_trace(path, {});
        ASSERT_TRUE(trace.ok()) << file;
        std::string bytes;
        const auto writer = writable_format("isotherm")->make(trace.value().reader->traits());
        ASSERT_TRUE(convert_rows(*trace.value().reader, *trace.value().names, path, *writer, {},
                                 [&](auto text) {
                                     bytes += text;
                                     return true;
                                 })
                        .ok());
        const ScenarioFolder folder;
        const std::string copy = folder.file("copy", bytes);
        const auto statistics_of = [](const std::string& name) {
            auto opened = open_trace(name, {});
            EXPECT_TRUE(opened.ok());
            auto read = read_statistics(*opened.value().reader, *opened.value().names, name);
            EXPECT_TRUE(read.ok());
            return read.value();
        };
        const TraceStatistics before = statistics_of(path);
        const TraceStatistics after = statistics_of(copy);
        EXPECT_EQ(after.rows, before.rows) << file;
        EXPECT_EQ(after.reads, before.reads);
        EXPECT_EQ(after.operations, before.operations);
        EXPECT_EQ(after.distinct_keys, before.distinct_keys);
        EXPECT_EQ(after.first_time_us, before.first_time_us);
        EXPECT_EQ(after.last_time_us, before.last_time_us);
        EXPECT_EQ(after.busiest_second_rows, before.busiest_second_rows);
        EXPECT_EQ(after.size_sum, before.size_sum);
        EXPECT_EQ(after.top.front().key, before.top.front().key);
        EXPECT_EQ(after.zipf_exponent, before.zipf_exponent);
    }
}

}  // namespace
}  // namespace isotherm
