// SPDX-License-Identifier: Apache-2.0
#pragma once
// How a recorded stream comes over time, and what it would ask of a table: requests and capacity
// units by second, folded into columns that keep the busiest second of each.

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
    std::uint64_t busiest_reads = 0;  // of the second with the most requests
    std::uint64_t busiest_writes = 0;

    std::uint64_t requests() const { return reads + writes; }
    std::uint64_t busiest() const { return busiest_reads + busiest_writes; }
};

// Capacity units of one side.
struct PaceNeed {
    double units = 0;    // in all
    double mean = 0;     // a second
    double busiest = 0;  // in the second that asks for most
    std::int64_t busiest_second = 0;

    // What a table for the mean is given.
    std::int64_t provisioned() const {
        return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(mean)));
    }
};

struct StreamPace {
    std::int64_t seconds = 0;  // from the first request to the last; 0 without times
    std::int64_t column_seconds = 1;
    std::vector<PaceColumn> columns;
    double mean_requests = 0;  // a second
    std::uint64_t busiest_requests = 0;
    std::int64_t busiest_second = 0;  // from the first second on
    BySide<PaceNeed> needs;
};

// Charges what the replay would: GetItem, eventually consistent, and PutItem.
class StreamPaceBuilder {
public:
    static constexpr std::string_view era = "2026";
    // Finer than any screen is wide.
    static constexpr std::int64_t most_columns = 8'192;
    // Of an item where the stream records no sizes.
    static constexpr std::uint32_t assumed_item_bytes = 1'024;
    // Requests a second where the stream records no times.
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
    std::unordered_map<std::int64_t, Second> seconds_;  // empty without times
};

}  // namespace isotherm
