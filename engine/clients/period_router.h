// SPDX-License-Identifier: Apache-2.0
#pragma once
// Routes requests of applications that use one table per period. A write goes to the table of the
// current period; late writes and reads of older items go to earlier tables.
// Hot path: runs once per request of such a workload.

#include <cstdint>
#include <vector>

#include "engine/model/time_series.h"
#include "engine/requests/request_batch.h"

namespace isotherm {

class PeriodRouter {
public:
    // The tables of one series, or the same index of each of these tables.
    struct Series {
        std::vector<SimTime> begins;  // period starts, ascending; the first may precede the run
        std::vector<TableIndex> tables;
        TimeSeriesSpec spec;
    };

    // Routes the workload's requests to the series from now on. `seed` must be unique to the
    // workload.
    void add(WorkloadIndex workload, Series series, std::uint64_t seed);

    // Sets the table of each first attempt. Resent requests keep the table of their first attempt.
    void route(RequestBatch& batch);

    // Handles the deletion of a table: from now on, requests for it and for earlier tables go to
    // the oldest remaining table.
    void remove(TableIndex table);

    void state(StateVisitor& visit);

private:
    struct Route {
        Series series;
        std::uint64_t salt = 0;
        std::vector<double> age_limits;  // cumulative shares of read_ages, up to 1
        std::size_t oldest = 0;
        std::size_t present = 0;  // period of the last row; requests come in order of time
    };

    static std::size_t period_at(const Route& route, SimTime time);
    static std::size_t period_of_row(Route& route, const RequestBatch& batch, std::size_t row);

    std::vector<Route> routes_;
    std::vector<std::int32_t> route_of_;  // index in routes_ by workload; -1: none
};

}  // namespace isotherm
