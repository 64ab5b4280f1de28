// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/table_comparison.h"

#include <algorithm>
#include <map>

#include "engine/run/run_bill.h"
#include "engine/run/simulation.h"

namespace isotherm {
namespace {

const SideFigures* side_in(const ComparedRun& run, const ResourceName& resource, Side side) {
    for (const SideFigures& figures : run.sides)
        if (figures.resource == resource && figures.side == side) return &figures;
    return nullptr;
}

// Means of one side over the runs; nullopt if they do not have it.
std::optional<ComparedSide::Means> means_of(const std::vector<ComparedRun>& runs,
                                            const ResourceName& resource, Side side) {
    ComparedSide::Means means;
    double cost = 0;
    bool priced = true;
    const auto count = static_cast<double>(runs.size());
    for (const ComparedRun& run : runs) {
        const SideFigures* figures = side_in(run, resource, side);
        if (figures == nullptr) return std::nullopt;
        means.throttled += static_cast<double>(figures->throttled) / count;
        means.attempts += static_cast<double>(figures->attempts) / count;
        means.consumed += figures->consumed / count;
        priced = priced && figures->cost_month.has_value();
        cost += figures->cost_month.value_or(0) / count;
    }
    if (priced) means.cost_month = cost;
    return means;
}

// A month like the compared part.
std::optional<double> month_of(const std::vector<ComparedRun>& runs) {
    double sum = 0;
    for (const ComparedRun& run : runs) {
        std::map<ResourceName, double> costs;
        for (const SideFigures& side : run.sides) {
            if (!side.cost_month) return std::nullopt;
            costs[side.resource] = *side.cost_month;
        }
        for (const auto& [resource, cost] : costs) sum += cost;
    }
    return sum / static_cast<double>(runs.size());
}

double mean_share(const std::vector<ComparedRun>& runs) {
    double sum = 0;
    for (const ComparedRun& run : runs) sum += run.all.throttled_share();
    return sum / static_cast<double>(runs.size());
}

}  // namespace

ComparedRun compared_part(const Recording& recording, const Scenario* scenario,
                          std::int64_t seconds) {
    ComparedRun run;
    std::optional<Statement> bill;
    double months = 0;  // in the billed hours
    if (scenario != nullptr) {
        run.all = figures_of(recording, *scenario, seconds);
        bill = bill_until(recording, *scenario, run.all.seconds);
        months = static_cast<double>(bill->hours) /
                 static_cast<double>(scenario->billing.hours_per_month);
    }
    for (const TableRecording& table : recording.tables) {
        const ColumnRange columns = columns_of(0, seconds, table.column_seconds);
        for (const Side side : both_sides) {
            SideFigures figures{table.name, side, 0, 0, 0, {}};
            const auto end = std::min<std::int64_t>(columns.end, std::ssize(table.seconds[side]));
            for (std::int64_t c = 0; c < end; ++c) {
                const SeriesSecond& second = table.seconds[side][static_cast<std::size_t>(c)];
                figures.throttled += second.throttled();
                figures.attempts += second.tries();
                figures.consumed += HalfUnits(second.consumed).in_units();
            }
            if (bill && bill->complete() && months > 0)
                figures.cost_month = bill->total_of(table.name).in_dollars() / months;
            if (scenario == nullptr) {
                run.all.seconds = std::max(run.all.seconds, end * table.column_seconds);
                run.all.throttled += figures.throttled;
                run.all.tries += figures.attempts;
            }
            run.sides.push_back(std::move(figures));
        }
    }
    return run;
}

Result<std::optional<ComparedRun>> compared_run(Scenario scenario, std::int64_t seed,
                                                std::int64_t seconds,
                                                const std::function<bool()>& stopping) {
    scenario.seed = seed;
    auto created = Simulation::create(scenario);
    if (!created.ok()) return created.errors();
    Simulation& simulation = *created.value();
    const SimTime until = sim_start + std::chrono::seconds(seconds);
    while (simulation.now() < until && !simulation.finished()) {
        if (stopping()) return std::optional<ComparedRun>();
        simulation.advance(std::min(simulation.now() + stopping_interval, until));
    }
    if (simulation.failure() != nullptr) return *simulation.failure();
    const RunReport report = simulation.report();
    return std::optional(compared_part(report.recording(), &scenario, seconds));
}

Comparison comparison_of(const std::vector<ComparedRun>& a, const std::vector<ComparedRun>& b) {
    Comparison comparison;
    std::vector<std::pair<ResourceName, Side>> places;
    for (const ComparedRun* run : {&a.front(), &b.front()})
        for (const SideFigures& side : run->sides)
            if (std::find(places.begin(), places.end(), std::pair(side.resource, side.side)) ==
                places.end())
                places.emplace_back(side.resource, side.side);
    for (const auto& [resource, side] : places) {
        ComparedSide compared{
            resource, side, means_of(a, resource, side), means_of(b, resource, side), {}};
        const bool used =
            (compared.a && compared.a->attempts > 0) || (compared.b && compared.b->attempts > 0);
        if (!used) continue;
        if (compared.a && compared.b)
            for (std::size_t i = 0; i < a.size(); ++i)
                compared.throttled_share.add(side_in(a[i], resource, side)->throttled_share(),
                                             side_in(b[i], resource, side)->throttled_share());
        comparison.sides.push_back(std::move(compared));
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        comparison.throttled_share.add(a[i].all.throttled_share(), b[i].all.throttled_share());
        if (b[i].all.throttled_share() < a[i].all.throttled_share()) ++comparison.less;
    }
    comparison.share_a = mean_share(a);
    comparison.share_b = mean_share(b);
    comparison.cost_month_a = month_of(a);
    comparison.cost_month_b = month_of(b);
    return comparison;
}

}  // namespace isotherm
