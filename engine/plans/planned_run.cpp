// SPDX-License-Identifier: Apache-2.0
#include "engine/plans/planned_run.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/insight/run_end.h"
#include "engine/run/run_meter.h"
#include "engine/run/service_uses.h"
#include "engine/run/simulation.h"
#include "engine/scenario/replica_settings.h"

namespace isotherm {
namespace {

PlannedRun figures_of_run(const RunReport& report, const Promise& promise) {
    const Recording& recording = report.recording();
    PlannedRun run;
    const Totals totals = recording.totals();
    run.all = {totals.attempts, totals.throttled};
    for (const TableRecording& table : recording.tables) {
        TryCounts& counts = run.tables[table.name.table];
        counts.attempts += table.callers.attempts;
        counts.throttled += table.callers.throttled;
        if (!table.is_index)
            run.debt_grows[table.name.table] = debt_grows(recording, table.name.table);
    }
    run.judged = promise.judge(report.json());
    for (const Keep& keep : promise.keeps()) run.about_cost.push_back(keep.about_cost);
    run.use.hours = run_hours(recording, report.scenario());
    Meter meter(report.scenario().billing.hours_per_month);
    for (const ResourceHour& hour : run.use.hours) meter.add(hour);
    run.use.services = service_uses(recording, report.scenario(), meter.usage().hours);
    run.list_month = list_month_of(run.use, report.scenario());
    return run;
}

bool begins_with(const std::string& key, const std::string& start) {
    return key == start || key.starts_with(start + ".");
}

}  // namespace

bool PlannedRun::keeps(bool without_cost) const {
    for (std::size_t k = 0; k < judged.size(); ++k)
        if (!judged[k].holds && !(without_cost && about_cost[k])) return false;
    return true;
}

BilledUse use_of_table(const BilledUse& use, const std::string& table) {
    BilledUse own;
    for (const ResourceHour& hour : use.hours)
        if (hour.resource.table == table) own.hours.push_back(hour);
    for (const ServiceUse& service : use.services)
        if (service.resource.table == table) own.services.push_back(service);
    return own;
}

std::optional<double> list_month_of(const BilledUse& use, const Scenario& scenario) {
    BillingSettings plain = scenario.billing;
    plain.reserved_read = plain.reserved_write = 0;
    plain.savings_plan = 0;
    plain.free_tier = false;
    const Statement month = present_payment(use, price_book(scenario), plain).month;
    return month.complete() ? std::optional(month.total.in_dollars()) : std::nullopt;
}

Result<Scenario> PlanRuns::scenario(const std::vector<RemedyEdit>& edits, bool as_cells) const {
    auto changed = with_edits(base_.text, edits);
    if (!changed)
        return Error{ExitCode::bad_scenario,
                     ErrorNumber::none,
                     {.file = base_.file},
                     "the text of the scenario has no place for a setting of the plan",
                     "write the table's capacity as [tables.NAME] sections"};
    TriedText text{std::move(*changed), base_.file, {}};
    for (const Override& set : base_.overrides) {
        const bool decided = std::any_of(edits.begin(), edits.end(), [&](const RemedyEdit& edit) {
            const std::string key = toml_key(edit.path);
            return begins_with(set.path, key) || begins_with(key, set.path);
        });
        if (!decided) text.overrides.push_back(set);
    }
    if (as_cells) text.overrides.push_back({"fidelity", "cells"});
    return text.scenario();
}

Result<std::optional<PlannedRun>> PlanRuns::run(const Scenario& scenario, std::int64_t seed,
                                                const Inspect& inspect) const {
    Scenario seeded = scenario;
    seeded.seed = seed;
    auto created = Simulation::create(seeded, {.threads = 1});
    if (!created.ok()) return created.errors();
    Simulation& simulation = *created.value();
    while (!simulation.finished()) {
        if (stopping_()) return std::optional<PlannedRun>();
        simulation.advance(simulation.now() + stopping_interval);
    }
    if (simulation.failure() != nullptr) return *simulation.failure();
    const RunReport report = simulation.report();
    if (inspect) inspect(report);
    return std::optional(figures_of_run(report, promise_));
}

}  // namespace isotherm
