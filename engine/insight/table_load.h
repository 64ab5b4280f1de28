// SPDX-License-Identifier: Apache-2.0
#pragma once
// How full the limit of a whole table was. With global admission, and in on-demand mode, a request
// needs capacity of the table as well as of its partition, so a cell can be cold by the limit of
// its partition while the table is asked for more than it has.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/recording/heat_pyramid.h"
#include "engine/recording/recording.h"

namespace isotherm {

struct Scenario;

// One side of one table. The limit is the provisioned throughput if the scenario's admission model
// does not share it out to the partitions; in on-demand mode, the capacity that the table serves
// instantly, or its maximum if that is lower. Without a scenario, the admission model of
// provisioned tables is not known, so they count as having no such limit.
class TableLoad {
public:
    // No table-wide limit.
    TableLoad() = default;
    TableLoad(const Recording& recording, const Scenario* scenario, std::size_t table, Side side);

    // Reads what was recorded from a second on. The recording must be the same or its successor.
    void extend(const Recording& recording, const Scenario* scenario, std::int64_t from_second);

    // Demand / limit in the second that a column of the recording covers, or in the busiest second
    // of its minute; 0 if there is no limit.
    double share(std::int64_t column) const;
    // The limit in a column, units per second; nullopt: none.
    std::optional<double> limit(std::int64_t column) const;

    // Raises the highest heat of each partition to the highest share in the seconds in which it was
    // asked for anything. `sums` are the summaries of [first_second, end_second) by partition.
    void raise(const TableRecording& table, std::vector<HeatSummary>& sums,
               std::int64_t first_second, std::int64_t end_second) const;
    // The same for one partition.
    double peak(const TableRecording& table, std::size_t partition, std::int64_t first_second,
                std::int64_t end_second) const;

private:
    struct Column {
        float share = 0;
        float limit = 0;  // units per second; 0: none
    };

    std::size_t table_ = 0;
    Side side_ = Side::write;
    bool limited_ = false;  // whether any column has a limit
    std::vector<Column> columns_;
};

}  // namespace isotherm
