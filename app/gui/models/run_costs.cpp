// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/run_costs.h"

#include "engine/insight/table_group.h"
#include "engine/run/comparison.h"

namespace isotherm {

RunCosts::RunCosts(const RunModel& run, QObject* parent) : QObject(parent), run_(run) {
    connect(&run, &RunModel::restarted, this, [this] {
        sums_.clear();
        statement_.reset();
    });
    connect(&run, &RunModel::ended, this, [this] { statement_.reset(); });
}

const Statement* RunCosts::statement() const {
    constexpr qint64 again_ms = 500;
    const std::int64_t seconds = run_.recorded_seconds();
    if (!run_.scenario() || run_.empty() || seconds == 0) return nullptr;
    const bool fresh =
        statement_ && (billed_seconds_ == seconds || billed_at_.elapsed() < again_ms);
    if (!fresh) {
        statement_ = bill_until(run_.recording(), *run_.scenario(), seconds);
        billed_seconds_ = seconds;
        billed_at_.start();
    }
    return statement_->complete() ? &*statement_ : nullptr;
}

std::optional<RunCosts::Share> RunCosts::bill(std::size_t table) const {
    if (table >= run_.recording().tables.size()) return std::nullopt;
    const Statement* all = statement();
    if (all == nullptr) return std::nullopt;
    Share share{.of_table = {}, .of_all = all->total, .hours = all->hours};
    for (const std::size_t t : table_group(run_.recording(), table))
        share.of_table += all->total_of(run_.recording().tables[t].name);
    return share;
}

std::optional<ThroughputCost> RunCosts::cost(std::size_t table, TimeWindow window) const {
    if (!run_.scenario()) return std::nullopt;
    return sums_.cost(run_.recording(), *run_.scenario(), table, window);
}

std::optional<ThroughputCost> RunCosts::cost_per_hour(std::size_t table, TimeWindow window) const {
    if (!run_.scenario()) return std::nullopt;
    return sums_.cost_per_hour(run_.recording(), *run_.scenario(), table, window);
}

}  // namespace isotherm
