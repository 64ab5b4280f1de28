// SPDX-License-Identifier: Apache-2.0
#pragma once
// Applications that keep a table for each period send each request to the table of its item's time:
// writes to the present one, late writes and reads of older items to earlier ones.
// Hot path: once per request of such a workload.

#include <cstdint>
#include <vector>

#include "engine/model/time_series.h"
#include "engine/requests/request_batch.h"

namespace isotherm {

class PeriodRouter {
public:
    // The tables of one series, or one index of each of them.
    struct Series {
        std::vector<SimTime>
            begins;  // of each period, ascending; the first may be before the start
        std::vector<TableIndex> tables;
        TimeSeriesSpec spec;
    };

    // The workload's requests go to the series from now on. `seed` is its own.
    void add(WorkloadIndex workload, Series series, std::uint64_t seed);

    // Chooses the table of each first try; what is sent again stays where it was.
    void route(RequestBatch& batch);

    // The table is gone; what belonged there goes to the oldest one left.
    void remove(TableIndex table);

private:
    struct Route {
        Series series;
        std::uint64_t salt = 0;
        std::vector<double> age_limits;  // cumulative shares of read_ages
        std::size_t oldest = 0;
        std::size_t present = 0;  // of the last row; requests come in order of time
    };

    static std::size_t period_at(const Route& route, SimTime time);
    static std::size_t period_of_row(Route& route, const RequestBatch& batch, std::size_t row);

    std::vector<Route> routes_;
    std::vector<std::int32_t> route_of_;  // by workload; -1: none
};

}  // namespace isotherm
