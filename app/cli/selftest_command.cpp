// SPDX-License-Identifier: Apache-2.0
// isotherm selftest: runs cases with a known answer on this machine and compares the measured
// values with the closed form. Needs no file and no network.

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <future>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

#include "app/cli/command.h"
#include "app/cli/scenario_options.h"
#include "app/selftest/numeric_row.h"
#include "engine/vocabulary/json_text.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

// One printed line: an expected figure and its measured value.
struct Compared {
    std::string id;
    ExpectedFigure figure;
    double measured = 0;

    bool pass() const {
        if (figure.at_most) return measured <= figure.expected;
        return std::abs(measured - figure.expected) <= figure.tolerance;
    }
    // Deviation in standard deviations; the tolerance is five of them. nullopt: the row is exact.
    std::optional<double> z() const {
        if (figure.tolerance == 0) return std::nullopt;
        return (measured - figure.expected) / (figure.tolerance / 5);
    }
};

std::vector<NumericRow> all_rows() {
    std::vector<NumericRow> rows = bucket_rows();
    for (auto* more : {retry_rows, workload_rows}) {
        for (NumericRow& row : more()) rows.push_back(std::move(row));
    }
    return rows;
}

// Measures all rows in parallel. Rows are independent, so each free thread takes the next row.
std::vector<Compared> compare(const std::vector<NumericRow>& rows, std::uint64_t seed) {
    std::vector<std::vector<double>> measured(rows.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t r = next++; r < rows.size(); r = next++)
            measured[r] = rows[r].measure(seed);
    };
    std::vector<std::future<void>> workers;
    const std::size_t worker_count =
        std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, rows.size());
    for (std::size_t w = 0; w < worker_count; ++w)
        workers.push_back(std::async(std::launch::async, work));
    for (std::future<void>& worker : workers) worker.get();  // rethrows exceptions of the worker

    std::vector<Compared> lines;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (std::size_t f = 0; f < rows[r].figures.size(); ++f) {
            lines.push_back({rows[r].id, rows[r].figures[f], measured[r].at(f)});
        }
    }
    return lines;
}

std::size_t passed_count(const std::vector<Compared>& lines) {
    return static_cast<std::size_t>(std::count_if(
        lines.begin(), lines.end(), [](const Compared& line) { return line.pass(); }));
}

void print_json(const std::vector<Compared>& lines, std::uint64_t seed) {
    Json all{{"seed", seed}, {"passed", passed_count(lines)}, {"total", lines.size()}};
    Json& rows = all["rows"] = Json::array();
    for (const Compared& line : lines) {
        rows.push_back({{"id", line.id},
                        {"what", line.figure.what},
                        {"expected", line.figure.expected},
                        {"measured", line.measured},
                        {"tolerance", line.figure.tolerance},
                        {"bound", line.figure.at_most},
                        {"z", line.z() ? Json(*line.z()) : Json(nullptr)},
                        {"pass", line.pass()}});
    }
    Json& unmodelled = all["not_modelled"] = Json::array();
    for (const UnmodelledRow& row : unmodelled_rows()) {
        unmodelled.push_back({{"id", row.id}, {"what", row.what}, {"why", row.why}});
    }
    fmt::print("{}\n", written_json(all));
}

void print_text(const std::vector<Compared>& lines, std::uint64_t seed) {
    fmt::print(
        "seed {}; tolerance: five standard deviations of one run; z: deviation in standard "
        "deviations\n\n",
        seed);
    fmt::print("{:<4} {:<58} {:>14} {:>14} {:>10} {:>6}  pass\n", "id", "what", "expected",
               "measured", "tolerance", "z");
    for (const Compared& line : lines) {
        const std::string expected =
            fmt::format("{}{:.8g}", line.figure.at_most ? "<= " : "", line.figure.expected);
        fmt::print("{:<4} {:<58} {:>14} {:>14.8g} {:>10.3g} {:>6}  {}\n", line.id, line.figure.what,
                   expected, line.measured, line.figure.tolerance,
                   line.z() ? fmt::format("{:.2f}", *line.z()) : "-", line.pass() ? "yes" : "NO");
    }
    for (const UnmodelledRow& row : unmodelled_rows()) {
        fmt::print("{:<4} {:<58} not modelled: {}\n", row.id, row.what, row.why);
    }
    fmt::print("\n{} of {} rows pass\n", passed_count(lines), lines.size());
}

ExitCode selftest(const std::string& seed_text, bool json) {
    const auto seed = read_seed(seed_text);
    if (!seed.ok()) return print_errors(seed.errors(), json);
    const std::vector<Compared> lines = compare(all_rows(), seed.value());
    if (json)
        print_json(lines, seed.value());
    else
        print_text(lines, seed.value());
    return passed_count(lines) == lines.size() ? ExitCode::done : ExitCode::internal_error;
}

}  // namespace

void add_selftest_command(CLI::App& app, ExitCode& result) {
    struct Options {
        std::string seed = "1";
        bool numeric = false;  // required; the only test so far
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(
        "selftest", "Compare simulated numbers with closed-form formulas, one by one");
    command
        ->add_flag("--numeric", options->numeric,
                   "Buckets, partitions, retries and workloads against formulas")
        ->required();
    command->add_option("--seed", options->seed, "Seed of all random numbers")
        ->capture_default_str();
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &result] { result = selftest(options->seed, options->json); });
}

}  // namespace isotherm
