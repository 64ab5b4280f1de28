// SPDX-License-Identifier: Apache-2.0
#include "app/report/stream_reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "engine/scenario/scenario.h"
#include "engine/toml/toml_writer.h"
#include "workloads/recorded/trace_opening.h"

namespace isotherm {
namespace {

// Returns the format's settings by name, with their values as TOML.
std::map<std::string, std::string> values_of(TraceFormat& format) {
    std::map<std::string, std::string> values;
    for (auto& [key, value] : written_settings(format)) values[key] = std::move(value);
    return values;
}

// Returns the settings that a scenario must spell out because they differ from the format's
// defaults.
std::string settings_of(const OpenTrace& trace) {
    const auto own = values_of(*trace.settings);
    const auto usual = values_of(*Catalog<TraceFormat>::instance().create(trace.format));
    std::string text;
    for (const auto& [name, value] : own) {
        const auto found = usual.find(name);
        if (found == usual.end() || found->second != value)
            text += fmt::format("{} = {}\n", name, value);
    }
    // resolved_text leaves out empty texts. An empty setting whose default is not empty is
    // therefore written as "" here.
    for (const auto& [name, value] : usual) {
        if (own.count(name) == 0) text += fmt::format("{} = \"\"\n", name);
    }
    return text;
}

double share_of(const TraceReader& reader) {
    const auto [read, total] = reader.progress();
    return total > 0 ? std::min(1.0, static_cast<double>(read) / static_cast<double>(total)) : 0;
}

}  // namespace

Result<StreamFacts> read_stream(const std::string& path, ReadingState& state) {
    auto opened = open_trace(path, {});
    if (!opened.ok()) {
        Error error = opened.errors().front();
        if (error.number != ErrorNumber::trace_unknown_format) return opened.errors();
        error.what = "this file is not a scenario, a run, or a recorded stream in a known format";
        error.fix =
            "open a .toml file, a run directory, or a stream in one of the formats that isotherm "
            "list formats shows";
        return error;
    }
    OpenTrace& trace = opened.value();
    TraceReader& reader = *trace.reader;
    TraceStatisticsBuilder counts;
    StreamPaceBuilder pace;
    read_rows(reader, [&](const TraceRows& rows) {
        counts.add(rows, reader);
        pace.add(rows, reader);
        state.rows += rows.size();
        state.share = share_of(reader);
        return !state.stop && !state.unwanted;
    });
    StreamFacts facts;
    if (state.unwanted) return facts;
    if (const Errors* failure = reader.failure()) facts.failure = *failure;
    if (state.rows == 0) {
        if (!facts.failure.empty()) return facts.failure;
        return no_rows_error(path);
    }
    facts.path = path;
    facts.format = trace.format;
    facts.format_help = Catalog<TraceFormat>::instance().help(trace.format);
    facts.reason = trace.reason;
    facts.doubt = trace.doubt;
    facts.assumed = trace.assumed;
    facts.settings = settings_of(trace);
    facts.statistics = counts.finish(reader, *trace.names);
    facts.pace = pace.finish();
    facts.share = share_of(reader);
    facts.stopped = state.stop && facts.share < 1;
    return facts;
}

std::string scenario_of_stream(const StreamFacts& facts) {
    const std::string file = std::filesystem::path(facts.path).filename().string();
    const bool has_times = facts.statistics.has_times;
    const auto& reads = facts.pace.needs[Side::read];
    const auto& writes = facts.pace.needs[Side::write];
    const std::int64_t seconds =
        has_times ? std::clamp<std::int64_t>(facts.pace.seconds, 1, whole_seconds(longest_run))
                  : 60;
    return fmt::format(
        "# A recorded stream against a table that is provisioned for its mean load.\n"
        "name = {}\n"
        "era = \"{}\"\n"
        "seed = 1\n"
        "duration = \"{}s\"\n\n"
        "[tables.table]\n"
        "partition_key = \"key\"\n"
        "{}"
        "capacity = {{ mode = \"provisioned\", read = {}, write = {} }}\n\n"
        "[workloads.recorded]\n"
        "table = \"table\"\n"
        "client = {{ retry = \"sdk_standard\" }}\n"
        "{}\n"
        "[workloads.recorded.replay]\n"
        "file = {}\n"
        "format = {}\n"
        "{}"
        "oversize = \"cut\"\n"
        "{}",
        toml_quoted(file), StreamPaceBuilder::era, seconds,
        facts.statistics.has_sizes
            ? ""
            : fmt::format("item_size = \"{} B\"  # the stream records no sizes\n",
                          StreamPaceBuilder::assumed_item_bytes),
        reads.provisioned(), writes.provisioned(),
        has_times ? ""
                  : fmt::format("arrivals = {{ shape = \"poisson\", rate = \"{:.0f}/s\" }}\n",
                                StreamPaceBuilder::assumed_rate),
        toml_quoted(file), toml_quoted(facts.format), facts.settings,
        // Somewhere in the stream, the time decreases.
        facts.statistics.times_non_decreasing ? "" : "sort = true\n");
}

}  // namespace isotherm
