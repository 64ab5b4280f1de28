#include "engine/run/checkpoint.h"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/vocabulary/fingerprint.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

std::string hash_of(const Scenario& scenario) {
    const std::string text = resolved_text(scenario);
    Fingerprint hash;
    hash.add(std::span<const char>(text.data(), text.size()));
    return fmt::format("{:016x}", hash.value());
}

Error checkpoint_error(const std::string& path, ExitCode code, std::string what, std::string fix) {
    return {code, 320, {.file = path}, std::move(what), std::move(fix)};
}

}  // namespace

Checkpoint Checkpoint::of(const Simulation& simulation, const Scenario& scenario) {
    return {simulation.now(), hash_of(scenario), simulation.fingerprint(), simulation.attempts()};
}

Errors Checkpoint::replay(Simulation& simulation, const Scenario& scenario,
                          const std::string& file) const {
    if (hash_of(scenario) != scenario_hash) {
        return {checkpoint_error(file, ExitCode::bad_scenario,
                                 "the checkpoint was taken of another scenario",
                                 "give the scenario, seed and --set values of that run")};
    }
    simulation.advance(time);
    if (simulation.failure() != nullptr) return *simulation.failure();
    if (simulation.fingerprint() == fingerprint && simulation.attempts() == attempts) return {};
    return {checkpoint_error(
        file, ExitCode::bad_trace,
        fmt::format("at {} the run has fingerprint {} after {} tries; the checkpoint has {} after "
                    "{}",
                    clock_text(time), simulation.fingerprint(), simulation.attempts(), fingerprint,
                    attempts),
        "an input file or the program has changed since: run from the start")};
}

Errors write_checkpoint(const Checkpoint& checkpoint, const std::string& path) {
    const Json json{{"checkpoint", 1},
                    {"time_us", checkpoint.time.time_since_epoch().count()},
                    {"scenario_hash", checkpoint.scenario_hash},
                    {"fingerprint", checkpoint.fingerprint},
                    {"attempts", checkpoint.attempts}};
    std::ofstream file(path, std::ios::trunc);
    file << json.dump(2) << "\n";
    file.close();
    if (file) return {};
    return {checkpoint_error(path, ExitCode::cannot_create, "cannot write the checkpoint",
                             "check the folder, its permissions and the free space")};
}

Result<Checkpoint> read_checkpoint(const std::string& path) {
    std::ifstream file(path);
    if (!file) {
        return checkpoint_error(path, ExitCode::input_missing, "cannot read the checkpoint",
                                "name a file that `isotherm run --checkpoint` wrote");
    }
    const Json json = Json::parse(file, nullptr, false);
    const auto damaged = [&] {
        return checkpoint_error(path, ExitCode::bad_trace, "not a checkpoint, or damaged",
                                "name a file that `isotherm run --checkpoint` wrote");
    };
    if (!json.is_object() || json.value("checkpoint", Json()) != 1) return damaged();
    try {
        Checkpoint checkpoint;
        checkpoint.time = sim_start + SimDuration(json.at("time_us").get<std::int64_t>());
        checkpoint.scenario_hash = json.at("scenario_hash").get<std::string>();
        checkpoint.fingerprint = json.at("fingerprint").get<std::string>();
        checkpoint.attempts = json.at("attempts").get<std::uint64_t>();
        if (checkpoint.time < sim_start) return damaged();
        return checkpoint;
    } catch (const Json::exception&) {
        return damaged();
    }
}

}  // namespace isotherm
