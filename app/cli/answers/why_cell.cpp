// SPDX-License-Identifier: Apache-2.0
#include "app/cli/answers/why_cell.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/cli/command.h"
#include "app/cli/usage.h"
#include "app/report/english.h"
#include "engine/insight/episodes.h"
#include "engine/insight/explanation.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

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
Result<std::size_t> table_asked(const CellQuestion& question, const Recording& recording) {
    std::vector<std::string> names;
    std::size_t most = 0;
    const auto throttled = [&](std::size_t t) {
        return throttled_of(recording.tables[t], Side::read) +
               throttled_of(recording.tables[t], Side::write);
    };
    for (std::size_t t = 0; t < recording.tables.size(); ++t) {
        names.push_back(recording.tables[t].name.label());
        if (names.back() == question.table) return t;
        if (throttled(t) > throttled(most)) most = t;
    }
    if (question.table.empty()) return most;
    return usage_error(ErrorNumber::why_not_there, "why",
                       fmt::format("there is no table \"{}\"", printable(question.table)),
                       suggestion_text(question.table, names));
}

// Returns the second given by --at, or the first second of the throttle episode with the most
// throttled requests.
Result<std::int64_t> second_of(const CellQuestion& question, const Recording& recording,
                               const Place& place) {
    if (question.at.empty()) {
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
    const auto at = parse_duration(question.at);
    if (!at)
        return usage_error(
            ErrorNumber::why_not_there, "why",
            fmt::format("--at is \"{}\"; expected {}, counted from the start of the run",
                        printable(question.at), duration_form),
            "write --at 10m");
    if (whole_seconds(*at) >= recording.seconds())
        return usage_error(ErrorNumber::why_not_there, "why",
                           fmt::format("the run ends at {}", text_of(recording.simulated)),
                           "choose an earlier moment");
    return whole_seconds(*at);
}

// Returns the partition named by --partition ("P3" or "3"), or the one that was throttled most in
// that second.
Result<std::size_t> partition_of(const CellQuestion& question, const Recording& recording,
                                 const Place& place) {
    const TableRecording& table = recording.tables[place.table];
    if (question.partition.empty()) {
        if (const auto most = most_throttled_partition(table, place.side, place.second))
            return *most;
        for (std::size_t p = 0; p < table.partitions.size(); ++p) {
            if (!table.partitions[p].retired_second) return p;
        }
        return std::size_t{0};
    }
    const std::string_view digits =
        std::string_view(question.partition).substr(question.partition.front() == 'P' ? 1 : 0);
    const auto number = parse_count(digits);
    if (number && *number >= 0 && *number < std::ssize(table.partitions))
        return static_cast<std::size_t>(*number);
    return usage_error(
        ErrorNumber::why_not_there, "why",
        fmt::format("{} has no partition \"{}\"", table.name, printable(question.partition)),
        fmt::format("choose one from P0 to P{}", table.partitions.size() - 1));
}

Result<Place> place_of(const CellQuestion& question, const Recording& recording) {
    if (recording.tables.empty())
        return usage_error(ErrorNumber::why_not_there, "why", "the run has no tables", "add one");
    Place place;
    const auto table = table_asked(question, recording);
    if (!table.ok()) return table.errors();
    place.table = table.value();
    const TableRecording& of = recording.tables[place.table];
    place.side = question.side.empty()
                     ? (throttled_of(of, Side::write) >= throttled_of(of, Side::read) ? Side::write
                                                                                      : Side::read)
                     : (question.side == "read" ? Side::read : Side::write);
    const auto second = second_of(question, recording, place);
    if (!second.ok()) return second.errors();
    place.second = second.value();
    const auto partition = partition_of(question, recording, place);
    if (!partition.ok()) return partition.errors();
    place.partition = partition.value();
    return place;
}

}  // namespace

ExitCode explain_cell(const CellQuestion& question, const Recording& recording,
                      const Scenario* scenario) {
    const auto place = place_of(question, recording);
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
    for (const Message& step : explanation(recording, table, side, *facts, scenario))
        fmt::print("{}\n", printable(english(step)));
    return ExitCode::done;
}

}  // namespace isotherm
