#pragma once
// What a table with its indexes costs over any stretch of the run, from sums made once.

#include <QObject>
#include <optional>
#include <vector>

#include "app/gui/models/run_model.h"
#include "app/gui/models/time_window.h"
#include "engine/run/throughput_cost.h"

namespace isotherm {

class RunCosts final : public QObject {
    Q_OBJECT

public:
    explicit RunCosts(const RunModel& run, QObject* parent = nullptr);

    // US dollars for throughput over what is recorded of the window. Nothing where a price is not
    // known.
    std::optional<ThroughputCost> cost(std::size_t table, TimeWindow window) const;
    // On average over what is recorded of the window, an hour.
    std::optional<ThroughputCost> cost_per_hour(std::size_t table, TimeWindow window) const;

private:
    struct Sums {
        ThroughputPrices prices;
        std::vector<ThroughputCost> until;  // by column: of all columns before it
        bool known = true;
    };
    const Sums& sums_of(std::size_t table) const;

    const RunModel& run_;
    mutable std::vector<std::optional<Sums>> sums_;  // by table
};

}  // namespace isotherm
