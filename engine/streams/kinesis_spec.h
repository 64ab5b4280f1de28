// SPDX-License-Identifier: Apache-2.0
#pragma once
// A Kinesis data stream that gets the changes of a table, as a scenario describes it: callers = {
// kind = "stream", of = "orders", kinesis = { shards = 2 }, … }.

#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

struct KinesisSpec : Configurable {
    // What a shard takes and gives in a second (Kinesis Data Streams Developer Guide, Quotas).
    static constexpr std::uint64_t records_in = 1'000;
    static constexpr std::uint64_t bytes_in = 1'048'576;
    static constexpr std::uint64_t bytes_out = 2 * bytes_in;
    static constexpr std::uint64_t reads_most = 5;
    static constexpr std::uint64_t records_of_read = 10'000;
    static constexpr std::uint64_t bytes_of_read = 10 * bytes_in;
    // A stream on demand begins with so many (the same guide, Choose the right mode).
    static constexpr std::int64_t shards_on_demand = 4;

    bool on = false;  // whether the changes come through it
    std::int64_t shards = 1;
    bool on_demand = false;
    SimDuration keeps = 24h;
    SimDuration visible_after = 500ms;
    SimDuration disorder = 1s;
    Share duplicates{0.001};

    void settings(SettingsVisitor& visit) override;
    std::int64_t open_shards() const { return on_demand ? shards_on_demand : shards; }
    bool operator==(const KinesisSpec& other) const {
        return on == other.on && shards == other.shards && on_demand == other.on_demand &&
               keeps == other.keeps && visible_after == other.visible_after &&
               disorder == other.disorder && duplicates.value == other.duplicates.value;
    }
};

}  // namespace isotherm
