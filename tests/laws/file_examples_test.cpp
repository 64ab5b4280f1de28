// SPDX-License-Identifier: Apache-2.0
// Laws of trace formats and workload kinds. The example of each catalog entry gives the requests
// that it states, however the run is driven. A damaged file gives an error with its place, or other
// requests, but never a crash.

#include <gtest/gtest.h>

#include <fstream>

#include "tests/laws/books.h"
#include "tests/laws/run_of.h"
#include "tests/sanitized.h"
#include "tests/temporary_folder.h"
#include "workloads/recorded/trace_format.h"

namespace isotherm {
namespace {

struct FileExample {
    std::string name;
    std::string workload;  // lines of its table
    Example example;
};

std::vector<FileExample> file_examples() {
    std::vector<FileExample> examples;
    const auto& kinds = Catalog<WorkloadKind>::instance();
    for (const std::string& kind : kinds.names()) {
        const Example example = kinds.example(kind);
        examples.push_back({"workloads_" + kind, std::string(example.settings), example});
    }
    const auto& formats = Catalog<TraceFormat>::instance();
    for (const std::string& format : formats.names()) {
        const Example example = formats.example(format);
        std::string lines =
            fmt::format("replay = {{ file = \"FILE\", format = \"{}\"{}{} }}\n", format,
                        example.settings.empty() ? "" : ", ", example.settings);
        if (!formats.create(format)->has_times())
            lines += "arrivals = { shape = \"poisson\", rate = \"100/s\" }\n";
        examples.push_back({"formats_" + format, std::move(lines), example});
    }
    return examples;
}

struct Outcomes {
    Errors errors;
    std::string fingerprint;
    std::uint64_t requests = 0;
};

class FileExamples : public testing::TestWithParam<FileExample> {
protected:
    Scenario scenario() const {
        Scenario scenario = scenario_of(R"(name = "laws"
era = "2026"
duration = "1m"
[tables.orders]
capacity = { read = 100, write = 100 }
[workloads.callers]
table = "orders"
)" + GetParam().workload)
                                .value();
        scenario.folder = folder_.path().string();
        return scenario;
    }
    void write(std::string_view content) const {
        std::ofstream(folder_.path("FILE"), std::ios::binary) << content;
    }
    Outcomes run(const Scenario& scenario, std::size_t batch_rows = 2048) const {
        auto created = Simulation::create(scenario, {.batch_rows = batch_rows});
        if (!created.ok()) return {created.errors(), "", 0};
        Simulation& simulation = *created.value();
        while (!simulation.finished()) simulation.advance(simulation.end());
        if (simulation.failure() != nullptr) return {*simulation.failure(), "", 0};
        const RunReport report = simulation.report();
        return {{}, report.fingerprint(), report.recording().totals().requests};
    }
    // Runs with a damaged file, in batches and row by row, and returns the errors.
    Errors told_about(const std::string& content) const {
        write(content);
        const Scenario damaged = scenario();
        const Outcomes whole = run(damaged), by_one = run(damaged, 1);
        EXPECT_EQ(all_texts(whole.errors), all_texts(by_one.errors));
        EXPECT_EQ(whole.fingerprint, by_one.fingerprint);
        for (const Error& error : whole.errors) {
            EXPECT_FALSE(error.what.empty() || error.fix.empty() || error.place.file.empty())
                << error.text();
            EXPECT_NE(error.number, ErrorNumber::none) << error.text();
        }
        return whole.errors;
    }

private:
    TemporaryFolder folder_;
};

TEST_P(FileExamples, gives_its_requests_however_the_run_is_driven) {
    const Example& example = GetParam().example;
    write(example.file);
    const Outcomes whole = run(scenario());
    ASSERT_TRUE(whole.errors.empty()) << all_texts(whole.errors);
    EXPECT_GT(whole.requests, 0u);
    EXPECT_TRUE(example.file.empty() || whole.requests == example.rows) << whole.requests;
    for (const std::size_t rows : {1, 7, 2'048})
        EXPECT_EQ(run(scenario(), rows).fingerprint, whole.fingerprint) << rows << " rows";
    const Scenario again = scenario_of(resolved_text(scenario())).value();
    EXPECT_EQ(resolved_text(again), resolved_text(scenario()));
    expect_balanced(FinishedRun(scenario()));
}

// Saved and continued at every second: the file is read again up to there.
TEST_P(FileExamples, goes_on_from_every_second) {
    write(GetParam().example.file);
    const std::string whole = run(scenario()).fingerprint;
    for (const std::size_t rows : {1, 2'048}) {
        auto simulation = Simulation::create(scenario(), {.batch_rows = rows, .threads = 1});
        ASSERT_TRUE(simulation.ok()) << all_texts(simulation.errors());
        std::unique_ptr<Simulation> present = std::move(simulation.value());
        while (!present->finished()) {
            present->advance(present->now() + 1s);
            const std::string state = present->state();
            auto next = Simulation::create(scenario(), {.batch_rows = rows, .threads = 1});
            ASSERT_EQ(next.value()->resume(state, present->give_history()), std::nullopt);
            present = std::move(next.value());
        }
        EXPECT_EQ(present->report().fingerprint(), whole) << rows << " rows";
    }
}

TEST_P(FileExamples, says_where_a_file_is_damaged) {
    const std::string file(GetParam().example.file);
    if (file.empty()) return;
    const Errors behind = told_about(file + std::string("\0\1", 2));
    ASSERT_EQ(behind.size(), 1u);
    EXPECT_TRUE(behind[0].place.line > 0 || behind[0].place.offset >= 0) << behind[0].text();
    const std::size_t step = sanitized ? 5 : 1;  // a sanitizer takes ten times as long
    for (std::size_t at = 0; at < file.size(); at += step) {
        SCOPED_TRACE(at);
        told_about(file.substr(0, at));
        for (const char byte : {'\0', '\xff', ' '}) {
            std::string changed = file;
            changed[at] = byte;
            told_about(changed);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Laws, FileExamples, testing::ValuesIn(file_examples()),
                         [](const auto& example) { return example.param.name; });

}  // namespace
}  // namespace isotherm
