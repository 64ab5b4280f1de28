// SPDX-License-Identifier: Apache-2.0
#pragma once
// The pace of a recorded stream, and the load that it would put on a table: requests and capacity
// units by second, aggregated to columns that keep their busiest second.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/model/charge.h"
#include "engine/model/table.h"
#include "workloads/recorded/trace_format.h"

namespace isotherm {

struct PaceColumn {
    std::uint64_t reads = 0;
    std::uint64_t writes = 0;
    std::uint64_t busiest_reads = 0;  // in the second with the most requests
    std::uint64_t busiest_writes = 0;

    std::uint64_t requests() const { return reads + writes; }
    std::uint64_t busiest() const { return busiest_reads + busiest_writes; }
};

// Capacity units that one side needs.
struct PaceNeed {
    double units = 0;    // total
    double mean = 0;     // per second
    double busiest = 0;  // in the second with the highest demand
    std::int64_t busiest_second = 0;

    // Capacity of a table that is provisioned for the mean.
    std::int64_t provisioned() const {
        return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(mean)));
    }
};

struct StreamPace {
    std::int64_t seconds = 0;  // from the first request to the last; 0: no times recorded
    std::int64_t column_seconds = 1;
    std::vector<PaceColumn> columns;
    double mean_requests = 0;  // per second
    std::uint64_t busiest_requests = 0;
    std::int64_t busiest_second = 0;  // counted from the stream's first second
    BySide<PaceNeed> needs;
};

// Computes the units that the replay would be charged: reads as eventually consistent GetItem,
// writes as PutItem.
class StreamPaceBuilder {
public:
    static constexpr std::string_view era = "2026";
    // More columns than any screen has pixels.
    static constexpr std::int64_t most_columns = 8'192;
    // Size of an item if the stream records no sizes.
    static constexpr std::uint32_t assumed_item_bytes = 1'024;
    // Requests per second if the stream records no times.
    static constexpr double assumed_rate = 1'000;

    StreamPaceBuilder();

    void add(const TraceRows& rows, const TraceReader& reader);
    StreamPace finish() const;

private:
    struct Second {
        std::uint64_t reads = 0;
        std::uint64_t writes = 0;
        BySide<std::int64_t> half_units{};
    };

    Charge charge_;
    std::uint32_t item_bytes_most_;
    bool has_times_ = false;
    Second all_;
    std::unordered_map<std::int64_t, Second> seconds_;  // empty if the stream records no times
};

}  // namespace isotherm
