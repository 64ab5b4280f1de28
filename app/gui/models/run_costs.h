// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The costs of a table with its indexes: the bill of the run so far, and the cost of its throughput
// at any moment, which shows where the bill comes from.

#include <QElapsedTimer>
#include <QObject>
#include <optional>

#include "app/gui/models/run_model.h"
#include "engine/insight/throughput_sums.h"
#include "engine/billing/statement.h"

namespace isotherm {

class RunCosts final : public QObject {
    Q_OBJECT

public:
    explicit RunCosts(const RunModel& run, QObject* parent = nullptr);

    // The bill of what is recorded, including begun hours and storage, for the table with its
    // indexes and for all tables. nullopt: a price is not known, or nothing is recorded.
    struct Share {
        Money of_table;
        Money of_all;
        std::int64_t hours = 0;  // billed hours
    };
    std::optional<Share> bill(std::size_t table) const;

    // Returns the cost of throughput in US dollars over the recorded part of the window; nullopt: a
    // price is not known.
    std::optional<ThroughputCost> cost(std::size_t table, TimeWindow window) const;
    // Returns the mean cost per hour over the recorded part of the window.
    std::optional<ThroughputCost> cost_per_hour(std::size_t table, TimeWindow window) const;

private:
    const Statement* statement() const;

    const RunModel& run_;
    // The bill of the first `billed_seconds_`. It is kept for a while, because it changes slowly
    // and takes time to compute for a long run.
    mutable std::optional<Statement> statement_;
    mutable std::int64_t billed_seconds_ = -1;
    mutable QElapsedTimer billed_at_;
    mutable ThroughputSums sums_;
};

}  // namespace isotherm
