// SPDX-License-Identifier: Apache-2.0
#pragma once
// The rules by which gabehollombe/dynamodb-scaling-simulator (MIT licence; commit 24ed958f of
// 2023-05-31) provisions one side of a table, and how it chooses among settings. Written anew from
// a description of its rules, for comparison only.

#include <cstdint>
#include <vector>

namespace isotherm {

struct PeerSetting {
    std::int64_t min = 1;
    std::int64_t max = 1;
    std::int64_t target = 70;  // per cent
};

struct PeerRun {
    double price_a_day = 0;  // US dollars
    bool throttles = false;  // after the first five minutes
};

// `units` of each minute, from midnight on; `unit_hour` is the price of one unit for an hour. Every
// change takes two minutes.
PeerRun peer_run(const std::vector<std::int64_t>& units, const PeerSetting& setting,
                 double unit_hour);

// The cheapest of 256 random settings that does not throttle.
PeerSetting peer_choice(const std::vector<std::int64_t>& units, double unit_hour,
                        std::uint64_t seed);

}  // namespace isotherm
