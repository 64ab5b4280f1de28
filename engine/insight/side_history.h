// SPDX-License-Identifier: Apache-2.0
#pragma once
// What one side of a table or index was asked for over time, and how much of it was sent again.

#include <cstdint>
#include <vector>

#include "engine/recording/recording.h"

namespace isotherm {

// Without own choice, a full burst bucket holds what five minutes of the throughput give (Developer
// Guide, burst capacity); so a mean over five minutes that exceeds it must throttle in the end.
inline constexpr std::int64_t burst_seconds = 300;

class SideHistory {
public:
    SideHistory(const TableRecording& table, Side side);

    struct Column {
        double asked = 0;        // units per second, mean
        double busiest = 0;      // units per second, of the busiest second
        double fresh = 0;        // units per second, of first tries; estimated
        double provisioned = 0;  // units per second; on demand: the capacity grown to so far
        double resent = 0;       // share of the tries that were sent again; estimated
        std::uint64_t throttled = 0;
    };
    std::size_t size() const { return columns_.size(); }
    const Column& at(std::size_t column) const { return columns_[column]; }
    std::int64_t column_seconds() const { return seconds_; }
    std::int64_t second_of(std::size_t column) const {
        return static_cast<std::int64_t>(column) * seconds_;
    }

    // Whether first tries fit the throughput on average, over the `burst_seconds` that end with the
    // column and over those that begin with it.
    bool fits_on_average(std::size_t column) const;

private:
    bool fits(std::size_t first, std::size_t end) const;

    std::int64_t seconds_;
    std::vector<Column> columns_;
    std::vector<double> fresh_, provisioned_;  // sums of all earlier columns
};

}  // namespace isotherm
