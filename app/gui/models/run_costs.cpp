// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/run_costs.h"

#include <algorithm>

#include "app/gui/models/table_group.h"
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

const RunCosts::Sums& RunCosts::sums_of(std::size_t table) const {
    const Recording& recording = run_.recording();
    sums_.resize(recording.tables.size());
    auto& sums = sums_[table];
    const TableRecording& of = recording.tables[table];
    if (!sums) {
        sums.emplace();
        sums->prices = throughput_prices(*run_.scenario(), of);
        sums->until.emplace_back();
    }
    const std::size_t columns =
        std::max(of.seconds[Side::read].size(), of.seconds[Side::write].size());
    for (std::size_t c = sums->until.size() - 1; c < columns && sums->known; ++c) {
        const auto cost = throughput_cost(of, c, sums->prices);
        sums->known = cost.has_value();
        sums->until.push_back(sums->until.back());
        if (cost) sums->until.back() += *cost;
    }
    return *sums;
}

std::optional<ThroughputCost> RunCosts::cost(std::size_t table, TimeWindow window) const {
    if (!run_.scenario() || table >= run_.recording().tables.size()) return std::nullopt;
    ThroughputCost cost;
    for (const std::size_t t : table_group(run_.recording(), table)) {
        const Sums& sums = sums_of(t);
        if (!sums.known) return std::nullopt;
        const ColumnRange range =
            columns_of(window.first, window.end, run_.recording().tables[t].column_seconds);
        const auto last = static_cast<std::int64_t>(sums.until.size()) - 1;
        const auto at = [&](std::int64_t column) -> const ThroughputCost& {
            return sums.until[static_cast<std::size_t>(std::min(column, last))];
        };
        cost.used += at(range.end).used - at(range.first).used;
        cost.idle += at(range.end).idle - at(range.first).idle;
    }
    return cost;
}

std::optional<ThroughputCost> RunCosts::cost_per_hour(std::size_t table, TimeWindow window) const {
    const std::int64_t length = std::min(window.end, run_.recorded_seconds()) - window.first;
    auto sum = cost(table, window);
    if (!sum || length <= 0) return std::nullopt;
    const double hours = static_cast<double>(length) / 3'600;
    return ThroughputCost{sum->used / hours, sum->idle / hours};
}

}  // namespace isotherm
