// SPDX-License-Identifier: Apache-2.0
// isotherm trace info|head|convert: shows what a recorded stream contains, before it is replayed.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/importing/trace_convert.h"
#include "app/cli/importing/trace_inputs.h"
#include "app/cli/usage.h"
#include "engine/vocabulary/json_text.h"
#include "engine/vocabulary/quantity.h"
#include "workloads/recorded/trace_opening.h"
#include "workloads/recorded/trace_statistics.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

struct TraceOptions {
    TraceInputs inputs;
    std::size_t rows = 10;
    bool allow_empty = false;
    bool json = false;

    std::string file() const { return inputs.name(); }
};

// Returns whole seconds as an integer, other times with a fraction.
Json seconds_json(std::int64_t time_us) {
    if (time_us % 1'000'000 == 0) return time_us / 1'000'000;
    return static_cast<double>(time_us) / 1e6;
}

double rounded(double value, int decimals) {
    const double scale = std::pow(10.0, decimals);
    return std::round(value * scale) / scale;
}

Json top_json(const TraceStatistics& statistics) {
    Json top = Json::array();
    for (const auto& key : statistics.top) {
        top.push_back({{"key", key.key},
                       {"count", key.count},
                       {"share", rounded(statistics.share(key.count), 6)}});
    }
    return top;
}

void add_bad_lines(Json& json, const OpenTrace& trace) {
    if (trace.reader == nullptr) return;
    const BadLines bad = trace.reader->bad_lines();
    json["bad_lines"] = bad.count;
    if (bad.count == 0) return;
    json["first_bad_lines"] = Json::array();
    for (const Error& error : bad.first) {
        json["first_bad_lines"].push_back(
            {{"line", error.place.line}, {"column", error.place.column}, {"what", error.what}});
    }
}

Json statistics_json(const TraceStatistics& s, const OpenTrace& trace, const std::string& file) {
    Json json{{"file", file}, {"format", trace.format}, {"format_reason", trace.reason}};
    if (!trace.doubt.empty()) json["format_doubt"] = trace.doubt;
    if (!trace.assumed.empty()) json["format_settings"] = trace.assumed;
    json["rows"] = s.rows;
    json["reads"] = s.reads;
    json["writes"] = s.writes;
    if (s.has_verbs) json["ops"] = s.operations;
    json["distinct_keys"] = s.distinct_keys;
    if (s.has_times) {
        json["first_time"] = seconds_json(s.first_time_us);
        json["last_time"] = seconds_json(s.last_time_us);
        json["duration_s"] = seconds_json(s.last_time_us - s.first_time_us);
        json["times_non_decreasing"] = s.times_non_decreasing;
        json["busiest_second_rows"] = s.busiest_second_rows;
        json["seconds_with_rows"] = s.seconds_with_rows;
    }
    if (s.has_sizes) {
        json["sum_size"] = s.size_sum;
        json["sum_size_reads"] = s.size_sum_reads;
        json["sum_size_writes"] = s.size_sum - s.size_sum_reads;
        json["min_size"] = s.size_min;
        json["max_size"] = s.size_max;
    }
    json["top10"] = top_json(s);
    json["top10_share"] = rounded(s.top_share(), 6);
    // Adding 0.0 turns -0.0 into 0.0.
    json["zipf_alpha_fit"] =
        s.zipf_exponent ? Json(rounded(*s.zipf_exponent, 3) + 0.0) : Json(nullptr);
    for (const auto& [name, total] : s.totals) json[name] = total;
    for (const auto& [name, held] : s.checks) json[name] = held;
    json["uncompressed_bytes"] = s.uncompressed_bytes;
    add_bad_lines(json, trace);
    return json;
}

std::string count_text(std::uint64_t count) { return grouped(static_cast<std::int64_t>(count)); }

std::string time_text(std::int64_t time_us) {
    std::string text = fmt::format("{} s", seconds_json(time_us).dump());
    // Times after 1980 are almost certainly Unix time.
    constexpr std::int64_t year_1980_us = 315'532'800'000'000;
    if (time_us > year_1980_us)
        text += fmt::format(" ({} as Unix time)", utc_text(WallTime(SimDuration(time_us))));
    return text;
}

void print_line(std::string_view name, std::string_view value) {
    fmt::print("{:<22} {}\n", name, value);
}

void print_format(const OpenTrace& trace) {
    const std::string_view help = Catalog<TraceFormat>::instance().help(trace.format);
    print_line("format", fmt::format("{}: {}", trace.format, help));
    print_line(
        "", trace.reason == "given" ? "as given" : fmt::format("chosen because {}", trace.reason));
    if (!trace.doubt.empty())
        print_line("", fmt::format("may be wrong: {}; give --format to be sure", trace.doubt));
    if (!trace.assumed.empty())
        print_line("", fmt::format("read with {}", printable(trace.assumed)));
}

void print_times(const TraceStatistics& s) {
    if (!s.has_times) {
        print_line("times",
                   "none, only the order of rows; a replay takes the times from `arrivals`");
        return;
    }
    print_line("first time", time_text(s.first_time_us));
    print_line("last time", time_text(s.last_time_us));
    print_line("duration",
               fmt::format("{} s", seconds_json(s.last_time_us - s.first_time_us).dump()));
    print_line("times in order",
               s.times_non_decreasing ? "yes" : "no; a replay needs max_disorder or sort");
    print_line("busiest second", fmt::format("{} rows", count_text(s.busiest_second_rows)));
    print_line("seconds with rows", count_text(s.seconds_with_rows));
}

void print_bad_lines(const BadLines& bad) {
    if (bad.count == 0) return;
    print_line("bad lines", fmt::format("{} skipped; the first:", count_text(bad.count)));
    for (const Error& error : bad.first)
        print_line("", fmt::format("{}: {}", error.where(), error.what));
}

void print_statistics(const TraceStatistics& s, const OpenTrace& trace, const std::string& file) {
    print_line("file", printable(file));
    print_format(trace);
    print_line("rows", count_text(s.rows));
    if (trace.reader != nullptr) print_bad_lines(trace.reader->bad_lines());
    print_line("reads", fmt::format("{} ({})", count_text(s.reads), percent(s.share(s.reads))));
    print_line("writes", fmt::format("{} ({})", count_text(s.writes), percent(s.share(s.writes))));
    if (s.has_verbs) {
        for (const auto& [name, count] : s.operations) {
            print_line(fmt::format("  {}", printable(name)), count_text(count));
        }
    }
    print_times(s);
    if (s.has_sizes) {
        print_line("bytes", fmt::format("{} in all, {} to {} a row", count_text(s.size_sum),
                                        count_text(s.size_min), count_text(s.size_max)));
    } else {
        print_line("sizes", "none; a replay uses the table's item size");
    }
    for (const auto& [name, total] : s.totals) print_line(name, grouped(total));
    for (const auto& [name, held] : s.checks) print_line(name, held ? "yes" : "no");
    print_line("distinct keys", count_text(s.distinct_keys));
    print_line("Zipf exponent, fitted", s.zipf_exponent
                                            ? fmt::format("{:.3f} (rough)", *s.zipf_exponent + 0.0)
                                            : "no key repeats");
    fmt::print("\n{:>4} {:>12} {:>8}  {}\n", "rank", "rows", "share", "key");
    for (std::size_t i = 0; i < s.top.size(); ++i) {
        fmt::print("{:>4} {:>12} {:>8}  {}\n", i + 1, count_text(s.top[i].count),
                   percent(s.share(s.top[i].count), 2), printable(s.top[i].key));
    }
}

std::string as_text(const Json& json) { return written_json(json); }

ExitCode trace_info(const TraceOptions& options) {
    auto trace = open_trace_inputs(options.inputs);
    TraceStatistics statistics;
    Errors errors;
    if (!trace.ok()) {
        errors = trace.errors();
    } else {
        auto read = read_statistics(*trace.value().reader, *trace.value().names, options.file());
        if (read.ok())
            statistics = std::move(read.value());
        else
            errors = read.errors();
    }
    const bool empty_allowed = options.allow_empty && !errors.empty() &&
                               errors.front().number == ErrorNumber::trace_no_requests;
    if (!errors.empty() && !empty_allowed) return print_errors(errors, options.json);
    const OpenTrace none{};
    const OpenTrace& shown = trace.ok() ? trace.value() : none;
    if (options.json)
        fmt::print("{}\n", as_text(statistics_json(statistics, shown, options.file())));
    else
        print_statistics(statistics, shown, options.file());
    return ExitCode::done;
}

void print_rows(const TraceRows& rows, const OpenTrace& trace, bool json) {
    const TraceTraits traits = trace.reader->traits();
    const auto verbs = trace.reader->verbs();
    Json list = Json::array();
    if (!json)
        fmt::print("{:>10} {:>18} {:>12} {:<12} {}\n", traits.row_word, "time (s)", "bytes",
                   "operation", "key");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string key = trace.names->name_of(rows.key[i]);
        const bool timed = traits.stamps != Stamps::none;
        const Json time = timed ? seconds_json(rows.time_us[i]) : Json(nullptr);
        const Json bytes = traits.has_sizes ? Json(rows.bytes[i]) : Json(nullptr);
        const std::string& verb = verbs[rows.verb[i]].name;
        if (json) {
            list.push_back({{std::string(traits.row_word), rows.place[i].line},
                            {"time", time},
                            {"key", key},
                            {"size", bytes},
                            {"operation", traits.has_verbs ? Json(verb) : Json(nullptr)}});
        } else {
            fmt::print("{:>10} {:>18} {:>12} {:<12} {}\n", rows.place[i].line,
                       timed ? time.dump() : "-",
                       traits.has_sizes ? count_text(rows.bytes[i]) : "-",
                       traits.has_verbs ? printable(verb) : "-", printable(key));
        }
    }
    if (json) fmt::print("{}\n", as_text(list));
}

ExitCode trace_head(const TraceOptions& options) {
    auto trace = open_trace_inputs(options.inputs);
    if (!trace.ok()) return print_errors(trace.errors(), options.json);
    OpenTrace& open = trace.value();
    TraceColumns columns;
    columns.resize(options.rows);
    const std::size_t count = open.reader->read(columns.rows(0, options.rows));
    if (!options.json) {
        print_format(open);
        fmt::print("\n");
    }
    print_rows(columns.rows(0, count), open, options.json);
    // Rows before the invalid row are shown before the error is printed.
    if (count < options.rows && open.reader->failure() != nullptr) {
        return print_errors(*open.reader->failure(), options.json);
    }
    return ExitCode::done;
}

void add_trace_options(CLI::App& command, const std::shared_ptr<TraceOptions>& options) {
    add_trace_inputs(command, options->inputs);
    command.add_flag("--json", options->json, "Print JSON");
}

}  // namespace

void add_trace_command(CLI::App& app, ExitCode& result) {
    CLI::App* trace = app.add_subcommand("trace", "Look at recorded streams, and convert them");
    trace->require_subcommand(1);

    auto info_options = std::make_shared<TraceOptions>();
    CLI::App* info = trace->add_subcommand("info", "Count rows, keys, times and sizes");
    add_trace_options(*info, info_options);
    info->add_flag("--allow-empty", info_options->allow_empty, "Accept a stream without rows");
    info->callback([info_options, &result] { result = trace_info(*info_options); });

    auto head_options = std::make_shared<TraceOptions>();
    CLI::App* head = trace->add_subcommand("head", "Show the first rows");
    add_trace_options(*head, head_options);
    head->add_option("-n,--rows", head_options->rows, "How many rows")
        ->check(CLI::Range(1, 1'000'000));
    head->callback([head_options, &result] { result = trace_head(*head_options); });
    add_trace_convert(*trace, result);
}

}  // namespace isotherm
