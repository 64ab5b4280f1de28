// SPDX-License-Identifier: Apache-2.0
#include "app/cli/run_eras.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/progress.h"
#include "app/report/english_json.h"
#include "engine/vocabulary/json_text.h"
#include "engine/run/simulation.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

struct EraResult {
    std::string era;
    Json report;         // empty if the era cannot run the scenario
    std::string broken;  // names of broken limits and expectations; empty: all hold
    std::string why_not;
};

Result<std::vector<std::string>> chosen_eras(const std::string& wanted) {
    const std::vector<std::string> known = era_names();
    if (wanted == "all") return known;
    std::vector<std::string> names;
    for (std::size_t start = 0; start <= wanted.size();) {
        const std::size_t end = std::min(wanted.find(',', start), wanted.size());
        const std::string name = wanted.substr(start, end - start);
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            return Error{ExitCode::usage,
                         ErrorNumber::unknown_era,
                         {.file = "--eras"},
                         fmt::format("there is no era \"{}\"", printable(name)),
                         suggestion_text(name, known)};
        }
        names.push_back(name);
        start = end + 1;
    }
    return names;
}

std::string broken_names(const RunReport& report) {
    std::string names;
    const auto add = [&names](const std::string& name) {
        names += (names.empty() ? "" : ", ") + printable(name);
    };
    for (const BrokenLimit& limit : report.broken_limits()) add(limit.name);
    for (const JudgedExpectation& one : report.expectations())
        if (!one.holds) add(one.name);
    return names;
}

// Runs the scenario under `era`. Expectations that name no era are judged only in the era that the
// scenario was written for.
EraResult run_one(ScenarioOptions options, const std::string& era, const std::string& written_for) {
    options.sets.push_back("era=\"" + era + "\"");
    auto scenario = read_scenario(options);
    if (!scenario.ok()) return {era, {}, {}, scenario.errors().front().what};
    scenario.value().judged_era = written_for;
    auto created = Simulation::create(scenario.value());
    if (!created.ok()) return {era, {}, {}, created.errors().front().what};
    Simulation& simulation = *created.value();
    while (!simulation.finished() && !interrupted_by()) simulation.advance(simulation.now() + 60s);
    if (simulation.failure() != nullptr) return {era, {}, {}, simulation.failure()->front().what};
    const RunReport report = simulation.report();
    return {era, in_english(report.json()), broken_names(report), ""};
}

void print_table(const std::vector<EraResult>& results) {
    fmt::print("{:<6} {:<18} {:>14} {:>14} {:>8} {:>14} {:>12} {:>12}  {:<16}  {}\n", "era",
               "admission", "tries", "throttled", "share", "failed", "RCU used", "WCU used",
               "fingerprint", "broken");
    for (const EraResult& result : results) {
        if (!result.why_not.empty()) {
            fmt::print("{:<6} not possible: {}\n", result.era, result.why_not);
            continue;
        }
        const Json& totals = result.report["totals"];
        const auto attempts = totals["attempts"].get<std::int64_t>();
        const auto throttled = totals["throttled"].get<std::int64_t>();
        const double share =
            attempts == 0 ? 0 : static_cast<double>(throttled) / static_cast<double>(attempts);
        fmt::print("{:<6} {:<18} {:>14} {:>14} {:>8} {:>14} {:>12} {:>12}  {:<16}  {}\n",
                   result.era, result.report["admission"].get<std::string>(), grouped(attempts),
                   grouped(throttled), percent(share),
                   grouped(totals["given_up"].get<std::int64_t>()),
                   grouped(totals["consumed_read_units"].get<double>(), 0),
                   grouped(totals["consumed_write_units"].get<double>(), 0),
                   result.report["fingerprint"].get<std::string>(),
                   result.broken.empty() ? "-" : result.broken);
    }
}

}  // namespace

ExitCode run_eras(const ScenarioOptions& options, const std::string& wanted, bool json) {
    const auto eras = chosen_eras(wanted);
    if (!eras.ok()) return print_errors(eras.errors(), json);
    // Errors that do not depend on the era are reported once, in full.
    const auto as_written = read_scenario(options);
    if (!as_written.ok()) return print_errors(as_written.errors(), json);
    catch_interrupts();
    std::vector<EraResult> results;
    for (const std::string& era : eras.value()) {
        if (interrupted_by()) return ExitCode::interrupted;
        results.push_back(run_one(options, era, as_written.value().era.name));
    }
    const bool broken = std::any_of(results.begin(), results.end(),
                                    [](const EraResult& result) { return !result.broken.empty(); });
    if (json) {
        Json all = Json::array();
        for (EraResult& result : results) {
            if (result.why_not.empty())
                all.push_back(std::move(result.report));
            else
                all.push_back({{"era", result.era}, {"not_possible", result.why_not}});
        }
        fmt::print("{}\n", written_json(all));
    } else {
        fmt::print("{} under each era of DynamoDB: same requests, same random numbers\n\n",
                   printable(as_written.value().name));
        print_table(results);
    }
    return broken ? ExitCode::limit_broken : ExitCode::done;
}

}  // namespace isotherm
