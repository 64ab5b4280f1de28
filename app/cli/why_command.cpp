// SPDX-License-Identifier: Apache-2.0
// isotherm why: prints the causal chain behind one moment of one partition, like "Why?" in the
// window.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/cli/command.h"
#include "app/cli/progress.h"
#include "app/cli/scenario_options.h"
#include "app/cli/usage.h"
#include "app/report/english.h"
#include "engine/insight/episodes.h"
#include "engine/insight/explanation.h"
#include "engine/recording/run_manifest.h"
#include "engine/run/simulation.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

struct WhyOptions {
    ScenarioOptions scenario;  // its file may also be a run directory or run.sqlite
    std::string at;
    std::string table;
    std::string side;
    std::string partition;
};

// The run to explain: either a scenario that was just simulated, or a stored run.
struct SeenRun {
    std::unique_ptr<Simulation> simulation;
    StoredRun stored;

    const Recording& recording() const {
        return simulation != nullptr ? simulation->recording() : stored.recording;
    }
};

Result<SeenRun> seen_run(const WhyOptions& options) {
    SeenRun seen;
    std::error_code ignored;
    const std::filesystem::path path(options.scenario.file);
    if (std::filesystem::is_directory(path, ignored) || path.extension() == ".sqlite") {
        auto run = read_run(options.scenario.file);
        if (!run.ok()) return run.errors();
        seen.stored = std::move(run.value());
        return seen;
    }
    const auto scenario = read_scenario(options.scenario);
    if (!scenario.ok()) return scenario.errors();
    auto created = Simulation::create(scenario.value());
    if (!created.ok()) return created.errors();
    seen.simulation = std::move(created.value());
    Simulation& simulation = *seen.simulation;
    ProgressLine progress(true);
    while (!simulation.finished() && !interrupted_by()) {
        simulation.advance(simulation.now() + stopping_interval);
        progress.show(simulation.now(), simulation.end(), simulation.attempts());
    }
    progress.clear();
    if (simulation.failure() != nullptr) return *simulation.failure();
    (void)simulation.report();  // completes the recording
    return seen;
}

std::uint64_t throttled_of(const TableRecording& table, Side side) {
    std::uint64_t sum = 0;
    for (const SeriesSecond& second : table.seconds[side]) sum += second.throttled();
    return sum;
}

struct Place {
    std::size_t table = 0;
    Side side = Side::read;
    std::int64_t second = 0;
    std::size_t partition = 0;
};

// Returns the table named by --table, or the one with the most throttled requests.
Result<std::size_t> table_asked(const WhyOptions& options, const Recording& recording) {
    std::vector<std::string> names;
    std::size_t most = 0;
    const auto throttled = [&](std::size_t t) {
        return throttled_of(recording.tables[t], Side::read) +
               throttled_of(recording.tables[t], Side::write);
    };
    for (std::size_t t = 0; t < recording.tables.size(); ++t) {
        names.push_back(recording.tables[t].name.label());
        if (names.back() == options.table) return t;
        if (throttled(t) > throttled(most)) most = t;
    }
    if (options.table.empty()) return most;
    return usage_error(ErrorNumber::why_not_there, "why",
                       fmt::format("there is no table \"{}\"", printable(options.table)),
                       suggestion_text(options.table, names));
}

// Returns the second given by --at, or the first second of the throttle episode with the most
// throttled requests.
Result<std::int64_t> second_of(const WhyOptions& options, const Recording& recording,
                               const Place& place) {
    if (options.at.empty()) {
        const auto list = throttle_episodes(recording.tables[place.table], place.side);
        const auto worst = std::max_element(
            list.begin(), list.end(),
            [](const Episode& a, const Episode& b) { return a.throttled < b.throttled; });
        if (worst == list.end())
            return usage_error(ErrorNumber::why_not_there, "why",
                               "nothing was throttled, so --at has to say which moment is meant",
                               "write --at 10m");
        return worst->seconds.first;
    }
    const auto at = parse_duration(options.at);
    if (!at)
        return usage_error(
            ErrorNumber::why_not_there, "why",
            fmt::format("--at is \"{}\"; expected {}, counted from the start of the run",
                        printable(options.at), duration_form),
            "write --at 10m");
    if (whole_seconds(*at) >= recording.seconds())
        return usage_error(ErrorNumber::why_not_there, "why",
                           fmt::format("the run ends at {}", text_of(recording.simulated)),
                           "choose an earlier moment");
    return whole_seconds(*at);
}

// Returns the partition named by --partition ("P3" or "3"), or the one that was throttled most in
// that second.
Result<std::size_t> partition_of(const WhyOptions& options, const Recording& recording,
                                 const Place& place) {
    const TableRecording& table = recording.tables[place.table];
    if (options.partition.empty()) {
        if (const auto most = most_throttled_partition(table, place.side, place.second))
            return *most;
        for (std::size_t p = 0; p < table.partitions.size(); ++p) {
            if (!table.partitions[p].retired_second) return p;
        }
        return std::size_t{0};
    }
    const std::string_view digits =
        std::string_view(options.partition).substr(options.partition.front() == 'P' ? 1 : 0);
    const auto number = parse_count(digits);
    if (number && *number >= 0 && *number < std::ssize(table.partitions))
        return static_cast<std::size_t>(*number);
    return usage_error(
        ErrorNumber::why_not_there, "why",
        fmt::format("{} has no partition \"{}\"", table.name, printable(options.partition)),
        fmt::format("choose one from P0 to P{}", table.partitions.size() - 1));
}

Result<Place> place_of(const WhyOptions& options, const Recording& recording) {
    if (recording.tables.empty())
        return usage_error(ErrorNumber::why_not_there, "why", "the run has no tables", "add one");
    Place place;
    const auto table = table_asked(options, recording);
    if (!table.ok()) return table.errors();
    place.table = table.value();
    const TableRecording& of = recording.tables[place.table];
    place.side = options.side.empty()
                     ? (throttled_of(of, Side::write) >= throttled_of(of, Side::read) ? Side::write
                                                                                      : Side::read)
                     : (options.side == "read" ? Side::read : Side::write);
    const auto second = second_of(options, recording, place);
    if (!second.ok()) return second.errors();
    place.second = second.value();
    const auto partition = partition_of(options, recording, place);
    if (!partition.ok()) return partition.errors();
    place.partition = partition.value();
    return place;
}

ExitCode why(const WhyOptions& options) {
    catch_interrupts();
    const auto seen = seen_run(options);
    if (!seen.ok()) return print_errors(seen.errors(), false);
    const Recording& recording = seen.value().recording();
    const auto place = place_of(options, recording);
    if (!place.ok()) return print_errors(place.errors(), false);
    const auto [table, side, second, partition] = place.value();
    const KeyPosition position = recording.tables[table].partitions[partition].first_position;
    const auto facts = cell_facts(recording, table, side, {second, position});
    if (!facts) {
        return print_errors({usage_error(ErrorNumber::why_not_there, "why",
                                         "the partition is not in service at that moment",
                                         "choose another moment, or another partition")},
                            false);
    }
    for (const Message& step : explanation(recording, table, side, *facts))
        fmt::print("{}\n", printable(english(step)));
    return ExitCode::done;
}

}  // namespace

void add_why_command(CLI::App& app, ExitCode& result) {
    auto options = std::make_shared<WhyOptions>();
    CLI::App* command =
        app.add_subcommand("why", "Explain one moment of one partition, step by step");
    add_scenario_options(*command, options->scenario);
    command->add_option("--at", options->at,
                        "Moment of the run, such as 10m; default: the worst throttling episode");
    command->add_option("--table", options->table,
                        "Table, or index (\"votes / by_date\"); default: the most throttled one");
    command->add_option("--side", options->side, "read or write; default: the more throttled side")
        ->check(CLI::IsMember({"read", "write"}));
    command->add_option("--partition", options->partition,
                        "Partition, such as P3; default: the most throttled one at that moment");
    command->callback([options, &result] { result = why(*options); });
}

}  // namespace isotherm
