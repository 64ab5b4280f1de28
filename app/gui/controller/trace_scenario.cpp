// A recorded stream that was dropped on the window, as a scenario to start from.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "app/gui/controller/session.h"
#include "workloads/recorded/trace_format.h"

namespace isotherm {
namespace {

// Enough to see the pace of a stream without reading all of a large one.
constexpr std::size_t most_rows = 500'000;
constexpr std::size_t rows_a_time = 4'096;

struct Pace {
    std::uint64_t rows = 0;
    std::uint64_t reads = 0;
    std::uint64_t bytes = 0;
    std::int64_t first_us = 0;
    std::int64_t last_us = 0;
    bool has_times = false;
    bool whole = false;  // the stream ended within the rows looked at

    double seconds() const { return std::max(1.0, static_cast<double>(last_us - first_us) * 1e-6); }
};

Result<Pace> pace_of(TraceReader& reader, bool has_times) {
    Pace pace;
    pace.has_times = has_times;
    TraceColumns columns;
    columns.resize(rows_a_time);
    while (pace.rows < most_rows) {
        const std::size_t count = reader.read(columns.rows(0, rows_a_time));
        for (std::size_t i = 0; i < count; ++i) {
            const std::int64_t time = columns.time_us[i];
            if (pace.rows + i == 0) pace.first_us = pace.last_us = time;
            pace.first_us = std::min(pace.first_us, time);
            pace.last_us = std::max(pace.last_us, time);
            pace.bytes += columns.bytes[i];
            pace.reads += reader.verbs()[columns.verb[i]].kind == VerbKind::read;
        }
        pace.rows += count;
        if (count < rows_a_time) {
            pace.whole = true;
            break;
        }
    }
    if (pace.rows == 0 && reader.failure() != nullptr) return *reader.failure();
    return pace;
}

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

std::string text_for(const std::string& path, const std::string& format, const Pace& pace) {
    const std::string file = std::filesystem::path(path).filename().string();
    const double rows_a_second = static_cast<double>(pace.rows) / pace.seconds();
    const double size =
        pace.rows > 0 ? static_cast<double>(pace.bytes) / static_cast<double>(pace.rows) : 0;
    const double reads =
        pace.rows > 0 ? static_cast<double>(pace.reads) / static_cast<double>(pace.rows) : 1;
    // Mean units: half a unit for 4 KB read with eventual consistency, a unit for 1 KB written.
    const auto units = [&](double share, double block, double each) {
        return std::max<std::int64_t>(
            1, std::llround(rows_a_second * share * std::max(1.0, std::ceil(size / block)) * each));
    };
    const double length = std::min(pace.has_times ? std::ceil(pace.seconds()) : 60.0, 86'400.0);
    return fmt::format(
        "# A recorded stream against a table that is provisioned for its mean load.\n"
        "name = {}\n"
        "era = \"2024\"\n"
        "seed = 1\n"
        "duration = \"{:.0f}s\"\n\n"
        "[tables.table]\n"
        "partition_key = \"key\"\n"
        "capacity = {{ mode = \"provisioned\", read = {}, write = {} }}\n\n"
        "[workloads.recorded]\n"
        "table = \"table\"\n"
        "client = {{ retry = \"sdk_standard\" }}\n"
        "{}\n"
        "[workloads.recorded.replay]\n"
        "file = {}\n"
        "format = {}\n"
        "oversize = \"cut\"\n",
        quoted(file), length, units(reads, 4096, 0.5), units(1 - reads, 1024, 1),
        pace.has_times ? "" : "arrivals = { shape = \"poisson\", rate = \"1000/s\" }\n",
        quoted(file), quoted(format));
}

}  // namespace

Result<std::string> scenario_of_trace(const std::string& path) {
    auto source = open_source(path);
    if (!source.ok()) return source.errors();
    SourceHead head = read_head(std::move(source.value()), trace_head_bytes);
    const TraceHead beginning{head.bytes, path, head.complete};
    const FormatGuess guess = guess_format(beginning);
    if (guess.name.empty()) {
        Error error;
        error.exit_code = ExitCode::bad_trace;
        error.place.file = path;
        error.what = "this is neither a scenario nor a run, and resembles no recorded stream known";
        error.fix =
            "open a .toml file, a run directory, or a stream in one of the formats that "
            "isotherm list formats shows";
        return error;
    }
    const auto format = Catalog<TraceFormat>::instance().create(guess.name);
    format->suit(beginning);
    KeyNames names(KeyNames::Keep::frequent);
    auto reader = format->open(std::move(head.whole), {&names, false, false});
    if (!reader.ok()) return reader.errors();
    const auto pace = pace_of(*reader.value(), format->has_times());
    if (!pace.ok()) return pace.errors();
    return text_for(path, guess.name, pace.value());
}

}  // namespace isotherm
