// SPDX-License-Identifier: Apache-2.0
#include "engine/clients/period_router.h"

#include <algorithm>
#include <cassert>

#include "engine/model/key_space.h"
#include "engine/vocabulary/exact_math.h"

namespace isotherm {
namespace {

// Converts the upper 53 bits to a number in [0, 1).
double unit_of(std::uint64_t bits) { return static_cast<double>(bits >> 11) * 0x1p-53; }

SimDuration lateness(const TimeSeriesSpec& spec, double unit) {
    const double mean = static_cast<double>(spec.late_by.count());
    return SimDuration(static_cast<std::int64_t>(-mean * exact::log(1 - unit)));
}

}  // namespace

void PeriodRouter::add(WorkloadIndex workload, Series series, std::uint64_t seed) {
    assert(!series.begins.empty() && series.begins.size() == series.tables.size());
    if (route_of_.size() <= workload.value) route_of_.resize(workload.value + 1, -1);
    route_of_[workload.value] = static_cast<std::int32_t>(routes_.size());
    Route route{std::move(series), position_of(seed), {}};
    double sum = 0;
    for (const double weight : route.series.spec.read_ages)
        route.age_limits.push_back(sum += weight);
    for (double& limit : route.age_limits) limit /= sum;
    routes_.push_back(std::move(route));
}

void PeriodRouter::route(RequestBatch& batch) {
    if (routes_.empty()) return;
    for (std::size_t row = 0; row < batch.size(); ++row) {
        const std::uint32_t workload = batch.workload[row].value;
        if (batch.attempt[row] != 1 || workload >= route_of_.size() || route_of_[workload] < 0)
            continue;
        Route& route = routes_[static_cast<std::size_t>(route_of_[workload])];
        batch.table[row] = route.series.tables[period_of_row(route, batch, row)];
    }
}

std::size_t PeriodRouter::period_at(const Route& route, SimTime time) {
    const auto& begins = route.series.begins;
    const auto after = std::upper_bound(begins.begin(), begins.end(), time);
    return after == begins.begin() ? 0 : static_cast<std::size_t>(after - begins.begin()) - 1;
}

// Derives random numbers from the row's sequence number, so that batch boundaries do not matter.
std::size_t PeriodRouter::period_of_row(Route& route, const RequestBatch& batch, std::size_t row) {
    const auto& begins = route.series.begins;
    const SimTime now = batch.arrival[row];
    while (route.present + 1 < begins.size() && begins[route.present + 1] <= now) ++route.present;
    std::size_t period = route.present;
    const std::uint64_t bits = position_of(route.salt ^ batch.sequence[row]);
    const double unit = unit_of(bits);
    if (side_of(batch.operation[row]) == Side::write) {
        if (unit < route.series.spec.late.value) {
            period =
                period_at(route, now - lateness(route.series.spec, unit_of(position_of(bits))));
        }
    } else if (!route.age_limits.empty()) {
        const auto age = std::upper_bound(route.age_limits.begin(), route.age_limits.end(), unit) -
                         route.age_limits.begin();
        period -= std::min(period, static_cast<std::size_t>(age));
    }
    return std::max(period, std::min(route.oldest, route.present));
}

void PeriodRouter::state(StateVisitor& visit) {
    for (Route& route : routes_) {
        visit(route.oldest, route.present);
        visit.require(route.oldest <= route.series.tables.size() &&
                      route.present < route.series.begins.size());
    }
}

void PeriodRouter::remove(TableIndex table) {
    for (Route& route : routes_) {
        const auto& tables = route.series.tables;
        const auto at = std::find(tables.begin(), tables.end(), table);
        if (at == tables.end()) continue;
        route.oldest = std::max(route.oldest, static_cast<std::size_t>(at - tables.begin()) + 1);
    }
}

}  // namespace isotherm
