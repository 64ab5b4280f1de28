// SPDX-License-Identifier: Apache-2.0
#include "engine/run/checkpoint.h"

#include <fmt/format.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "engine/recording/output_file.h"
#include "engine/vocabulary/json_text.h"
#include "engine/vocabulary/text_file.h"
#include "engine/vocabulary/fingerprint.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t largest_checkpoint = std::size_t{1} << 20;

std::string hash_of(const Scenario& scenario) {
    const std::string text = resolved_text(scenario);
    Fingerprint hash;
    hash.add(std::span<const char>(text.data(), text.size()));
    return fmt::format("{:016x}", hash.value());
}

Error checkpoint_error(const std::string& path, ExitCode code, std::string what, std::string fix) {
    return {code, ErrorNumber::bad_checkpoint, {.file = path}, std::move(what), std::move(fix)};
}

}  // namespace

Checkpoint Checkpoint::of(const Simulation& simulation, const Scenario& scenario) {
    return {simulation.now(), hash_of(scenario), simulation.fingerprint(), simulation.attempts()};
}

Errors Checkpoint::replay(Simulation& simulation, const Scenario& scenario, const std::string& file,
                          const std::function<bool()>& stop) const {
    if (hash_of(scenario) != scenario_hash) {
        return {checkpoint_error(file, ExitCode::bad_scenario,
                                 "the checkpoint belongs to a different scenario",
                                 "give the scenario, seed and --set values of that run")};
    }
    if (time > simulation.end()) {
        return {
            checkpoint_error(file, ExitCode::bad_trace,
                             fmt::format("the checkpoint was taken at {}, after the end of the run",
                                         clock_text(time)),
                             "name a file that `isotherm run --checkpoint` wrote")};
    }
    while (simulation.now() < time && simulation.failure() == nullptr) {
        if (stop()) return {};
        simulation.advance(std::min(simulation.now() + 1s, time));
    }
    if (simulation.failure() != nullptr) return *simulation.failure();
    if (simulation.fingerprint() == fingerprint && simulation.attempts() == attempts) return {};
    return {checkpoint_error(
        file, ExitCode::bad_trace,
        fmt::format("at {} the run has fingerprint {} after {} tries, but the checkpoint recorded "
                    "{} after {}",
                    clock_text(time), simulation.fingerprint(), simulation.attempts(), fingerprint,
                    attempts),
        "an input file or the program has changed since the checkpoint: run from the start")};
}

Errors write_checkpoint(const Checkpoint& checkpoint, const std::string& path,
                        const std::vector<std::string>& inputs) {
    const Json json{{"checkpoint", 1},
                    {"time_us", checkpoint.time.time_since_epoch().count()},
                    {"scenario_hash", checkpoint.scenario_hash},
                    {"fingerprint", checkpoint.fingerprint},
                    {"attempts", checkpoint.attempts}};
    return write_file(path, json.dump(2) + "\n", inputs);
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
    const auto parsed =
        parse_json_text(text, path, ExitCode::bad_trace, ErrorNumber::bad_checkpoint);
    if (!parsed.ok()) return parsed.errors();
    const auto& json = parsed.value();
    const auto damaged = checkpoint_error(path, ExitCode::bad_trace, "not a checkpoint, or damaged",
                                          "name a file that `isotherm run --checkpoint` wrote");
    const auto whole = [&](const char* name) {
        return json.contains(name) && json[name].is_number_integer() &&
               (json[name].is_number_unsigned() || json[name].get<std::int64_t>() >= 0);
    };
    const auto words = [&](const char* name) {
        return json.contains(name) && json[name].is_string();
    };
    if (!json.is_object() || !whole("checkpoint") || json["checkpoint"] != 1 || !whole("time_us") ||
        !whole("attempts") || !words("scenario_hash") || !words("fingerprint"))
        return damaged;
    const auto time_us = json["time_us"].get<std::uint64_t>();
    if (time_us > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        return damaged;
    Checkpoint checkpoint;
    checkpoint.time = sim_start + SimDuration(static_cast<std::int64_t>(time_us));
    checkpoint.scenario_hash = json["scenario_hash"].get<std::string>();
    checkpoint.fingerprint = json["fingerprint"].get<std::string>();
    checkpoint.attempts = json["attempts"].get<std::uint64_t>();
    return checkpoint;
}

}  // namespace isotherm
