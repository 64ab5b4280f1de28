// SPDX-License-Identifier: Apache-2.0
#include "engine/run/checkpoint.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <zstd.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/recording/output_file.h"
#include "engine/recording/run_manifest.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/json_text.h"
#include "engine/vocabulary/text_file.h"
#include "engine/vocabulary/fingerprint.h"
#include "engine/vocabulary/version.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

// The number of the file format. Format 1 had no state: the run was simulated again.
constexpr int file_format = 2;
constexpr std::size_t largest_checkpoint = std::size_t{4} << 30;
// A state does not compress to less than a thousandth; a file that claims more is not one of ours.
constexpr std::uint64_t expansion_most = 1'000;
constexpr std::uint64_t expansion_free = std::uint64_t{1} << 20;

Error checkpoint_error(const std::string& path, ExitCode code, std::string what, std::string fix) {
    return {code, ErrorNumber::bad_checkpoint, {.file = path}, std::move(what), std::move(fix)};
}

Error damaged(const std::string& path, std::string_view what) {
    return checkpoint_error(path, ExitCode::bad_trace,
                            fmt::format("not a checkpoint, or damaged: {}", what),
                            "name a file that `isotherm run --checkpoint` wrote");
}

// "isotherm 0.2.0 (commit 39078f5b1c02)": what decides the layout of a state.
std::string this_version() {
    const std::string line = version_line();
    const std::size_t comma = line.find(',');
    return comma == line.npos ? line : line.substr(0, comma) + ")";
}

std::string hash_of(std::string_view bytes) {
    Fingerprint hash;
    hash.add(std::span<const char>(bytes.data(), bytes.size()));
    return fmt::format("{:016x}", hash.value());
}

std::vector<std::pair<std::string, std::string>> inputs_of(const Scenario& scenario) {
    std::vector<std::pair<std::string, std::string>> inputs;
    for (const auto& [name, workload] : scenario.workloads)
        for (const std::string& file :
             workload.workload->input_files(workload_context(scenario, workload)))
            inputs.emplace_back(name, file_hash(file));
    return inputs;
}

// What follows the header, uncompressed.
void visit_content(Checkpoint& checkpoint, StateVisitor& visit) {
    visit.part("scenario", [&] { visit(checkpoint.scenario); });
    visit.part("inputs", [&] { visit(checkpoint.inputs); });
    visit.part("state", [&] { visit(checkpoint.state); });
    visit.part("recording", [&] { visit(checkpoint.history); });
}

// The settings of a scenario, by key, from its resolved text: "[table]" lines and "key = value".
std::map<std::string, std::string> settings_in(const std::string& resolved) {
    std::map<std::string, std::string> settings;
    std::string table;
    std::size_t at = 0;
    while (at < resolved.size()) {
        const std::size_t end = std::min(resolved.find('\n', at), resolved.size());
        const std::string line = resolved.substr(at, end - at);
        at = end + 1;
        if (line.starts_with('[')) {
            table = line + " ";
            continue;
        }
        const std::size_t equals = line.find(" = ");
        if (equals != line.npos) settings[table + line.substr(0, equals)] = line.substr(equals + 3);
    }
    return settings;
}

// The first settings that differ: "[tables.votes] capacity.read: 10, was 20".
std::string differences(const std::string& now, const std::string& before) {
    constexpr std::size_t shown_most = 3;
    const auto present = settings_in(now);
    const auto past = settings_in(before);
    std::set<std::string> keys;
    for (const auto& [key, value] : present) keys.insert(key);
    for (const auto& [key, value] : past) keys.insert(key);
    const auto value_in = [](const auto& settings, const std::string& key) {
        const auto found = settings.find(key);
        return found == settings.end() ? std::string("not set") : printable(found->second);
    };
    std::vector<std::string> list;
    std::size_t count = 0;
    for (const std::string& key : keys) {
        const std::string is = value_in(present, key);
        const std::string was = value_in(past, key);
        if (is == was || ++count > shown_most) continue;
        list.push_back(fmt::format("{} is {}, was {}", printable(key), is, was));
    }
    if (count > shown_most) list.push_back(fmt::format("and {} more", count - shown_most));
    return fmt::format("{}", fmt::join(list, "; "));
}

}  // namespace

Checkpoint Checkpoint::of(Simulation& simulation) {
    Checkpoint checkpoint;
    checkpoint.version = this_version();
    checkpoint.time = simulation.now();
    checkpoint.state = simulation.state();
    checkpoint.history = simulation.history();
    checkpoint.fingerprint = simulation.fingerprint();
    checkpoint.attempts = simulation.attempts();
    checkpoint.scenario = resolved_text(simulation.scenario());
    checkpoint.inputs = inputs_of(simulation.scenario());
    return checkpoint;
}

Errors Checkpoint::resume(Simulation& simulation, const std::string& file) const {
    if (version != this_version()) {
        return {checkpoint_error(
            file, ExitCode::bad_scenario,
            fmt::format("written by {}; this is {}", printable(version), this_version()),
            "run from the start, or continue with the program that wrote it")};
    }
    const std::string present = resolved_text(simulation.scenario());
    if (present != scenario) {
        return {checkpoint_error(file, ExitCode::bad_scenario,
                                 fmt::format("the checkpoint belongs to a different scenario: {}",
                                             differences(present, scenario)),
                                 "give the scenario, seed and --set values of that run")};
    }
    if (inputs_of(simulation.scenario()) != inputs) {
        return {checkpoint_error(file, ExitCode::bad_trace,
                                 "a recorded stream has changed since the checkpoint",
                                 "run from the start")};
    }
    if (const auto part = simulation.resume(state, history))
        return {damaged(file, fmt::format("the part \"{}\" is not as it was saved", *part))};
    if (simulation.now() == time && simulation.fingerprint() == fingerprint &&
        simulation.attempts() == attempts)
        return {};
    return {damaged(file, fmt::format("its state is that of {} with fingerprint {}, not of {} "
                                      "with {}",
                                      clock_text(simulation.now()), simulation.fingerprint(),
                                      clock_text(time), printable(fingerprint)))};
}

std::string checkpoint_text(const Checkpoint& checkpoint) {
    Checkpoint copy = checkpoint;  // visiting takes non-const references; nothing is changed
    std::string content;
    StateVisitor visit(content);
    visit_content(copy, visit);
    std::string packed(ZSTD_compressBound(content.size()), '\0');
    constexpr int fast = 1;
    packed.resize(
        ZSTD_compress(packed.data(), packed.size(), content.data(), content.size(), fast));
    const Json header{{"checkpoint", file_format},
                      {"version", checkpoint.version},
                      {"time_us", checkpoint.time.time_since_epoch().count()},
                      {"fingerprint", checkpoint.fingerprint},
                      {"attempts", checkpoint.attempts},
                      {"scenario_hash", hash_of(checkpoint.scenario)},
                      {"bytes", content.size()},
                      {"packed_hash", hash_of(packed)}};
    return header.dump() + "\n" + packed;
}

Errors write_checkpoint(const Checkpoint& checkpoint, const std::string& path,
                        const std::vector<std::string>& inputs) {
    return write_file(path, checkpoint_text(checkpoint), inputs);
}

Result<Checkpoint> read_checkpoint(const std::string& path) {
    const auto text = read_text_file(path, largest_checkpoint);
    if (!text.ok()) {
        Errors errors = text.errors();
        // The file is too large to be a checkpoint.
        if (errors.front().exit_code == ExitCode::bad_scenario)
            errors.front().exit_code = ExitCode::bad_trace;
        return errors;
    }
    return read_checkpoint_text(text.value(), path);
}

Result<Checkpoint> read_checkpoint_text(const std::string& text, const std::string& path) {
    const std::size_t end = text.find('\n');
    if (end == text.npos) return damaged(path, "it has no header line");
    const Json header = Json::parse(text.substr(0, end), nullptr, false);
    if (!header.is_object()) return damaged(path, "its first line is not a header");
    const auto whole = [&](const char* name) {
        return header.contains(name) && header[name].is_number_unsigned();
    };
    const auto word = [&](const char* name) {
        return header.contains(name) && header[name].is_string();
    };
    for (const char* name : {"checkpoint", "time_us", "attempts", "bytes"})
        if (!whole(name)) return damaged(path, fmt::format("the header has no number `{}`", name));
    for (const char* name : {"version", "fingerprint", "packed_hash"})
        if (!word(name)) return damaged(path, fmt::format("the header has no text `{}`", name));
    Checkpoint checkpoint;
    checkpoint.version = header["version"].get<std::string>();
    if (header["checkpoint"] != file_format) {
        return checkpoint_error(path, ExitCode::bad_scenario,
                                fmt::format("a checkpoint of format {}; expected {}",
                                            header["checkpoint"].dump(), file_format),
                                "run from the start, or continue with the program that wrote it");
    }
    const auto time_us = header["time_us"].get<std::uint64_t>();
    if (time_us > static_cast<std::uint64_t>(longest_run.count()))
        return damaged(path, "its time is beyond every run");
    checkpoint.time = sim_start + SimDuration(static_cast<std::int64_t>(time_us));
    checkpoint.fingerprint = header["fingerprint"].get<std::string>();
    checkpoint.attempts = header["attempts"].get<std::uint64_t>();
    const std::string_view packed = std::string_view(text).substr(end + 1);
    if (hash_of(packed) != header["packed_hash"].get<std::string>())
        return damaged(path, fmt::format("the {} bytes after the header are not those that were "
                                         "written",
                                         packed.size()));
    const auto bytes = header["bytes"].get<std::uint64_t>();
    if (bytes > packed.size() * expansion_most + expansion_free)
        return damaged(path, "it claims to hold more than such a file can");
    std::string content(bytes, '\0');
    const std::size_t size =
        ZSTD_decompress(content.data(), content.size(), packed.data(), packed.size());
    if (ZSTD_isError(size) != 0 || size != bytes)
        return damaged(path, "its content does not unpack to its length");
    StateVisitor visit{std::string_view(content)};
    try {
        visit_content(checkpoint, visit);
        visit.require(visit.at_end());
    } catch (const DamagedState& found) {
        return damaged(path, fmt::format("the part \"{}\" is not complete", found.part));
    }
    return checkpoint;
}

}  // namespace isotherm
