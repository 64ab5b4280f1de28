// SPDX-License-Identifier: Apache-2.0
#pragma once
// Tables and indexes as a scenario describes them.

#include <map>
#include <string>

#include "engine/model/era.h"
#include "engine/model/partition_count.h"
#include "engine/model/table_modes.h"
#include "engine/model/time_series.h"
#include "engine/vocabulary/message.h"

namespace isotherm {

// Throughput as a scenario describes it, of a table or an index.
struct CapacitySpec : Configurable {
    CapacityMode mode = CapacityMode::provisioned;
    Throughput provisioned;
    Throughput previous_peak;  // on demand: highest consumption so far; doubled it is the capacity
    Throughput warm;           // on demand: capacity prepared in advance
    Throughput maximum;        // on demand: limit set by the user; 0: none

    void settings(SettingsVisitor& visit) override;
    bool on_demand() const { return mode == CapacityMode::on_demand; }
};

// "2,000 RCU and 500 WCU provisioned" or "on-demand mode".
Message capacity_message(const CapacitySpec& capacity);

// A secondary index as a scenario describes it.
struct IndexSpec : Configurable {
    std::string name;
    IndexScope kind = IndexScope::global;
    std::string partition_key = "gsi_pk";
    Projection projection = Projection::all;
    Bytes entry_size{0};    // 0: from the projection
    CapacitySpec capacity;  // global indexes only; local ones use the table's
    std::int64_t partitions = 0;

    IndexKeys keys = IndexKeys::hash;
    std::int64_t distinct = 1'000'000;
    SimDuration period = 24h;
    std::int64_t suffixes = 1;

    // What writes change.
    Share in_index{1.0};           // of the items: the others lack the index key (sparse)
    Share key_changes{0.0};        // of the updates: the index key becomes another one
    Share projected_changes{1.0};  // of the other updates: a projected attribute changes
    SimDuration lag = 3min;        // expected wait of its slowest partition at which writes of the
                                   // table are refused
    SimDuration created{};  // global indexes: when UpdateTable asks for it; 0: with the table

    void settings(SettingsVisitor& visit) override;
    bool global() const { return kind == IndexScope::global; }
    // Bytes of an entry for items of this size.
    std::uint32_t entry_bytes(std::uint32_t item_bytes) const;
    // Bytes of all entries of a table that holds `table` in items of `item`: only the items that
    // have the index key have one.
    Bytes entries_of(Bytes table, Bytes item) const;
};

// A table as a scenario describes it.
struct TableSpec : Configurable {
    std::string name;
    std::string partition_key = "pk";
    std::string sort_key;  // empty when the table has none
    Bytes item_size{1024};
    Bytes size{0};
    Bytes collection_size{0};  // of each partition key's items when the run starts
    CapacitySpec capacity;
    std::int64_t partitions = 0;                    // 0: from throughput and size
    bool stream = false;                            // DynamoDB Streams are on
    TableClass table_class = TableClass::standard;  // decides prices only
    bool point_in_time_recovery = false;            // decides prices only
    Share new_items{0.0};        // of the PutItem calls: they add an item, the others replace one
    SimDuration time_to_live{};  // of the items added; 0: they stay
    SimDuration time_to_live_delay = 1h;  // expired items are deleted at any time within it
    std::map<std::string, IndexSpec> indexes;
    TimeSeriesSpec time_series;
    SimDuration created{};  // tables of a time series: when they begin to serve, …
    Throughput highest;     // … and what they once had; 0: no more than now

    void settings(SettingsVisitor& visit) override {
        settings(visit, [](const std::string&, SettingsVisitor&) {});
    }
    // With what others have to say about each index, such as who scales it.
    void settings(SettingsVisitor& visit, const SettingsVisitor::NamedMember& more_of_index);
};

}  // namespace isotherm
