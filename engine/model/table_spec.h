// SPDX-License-Identifier: Apache-2.0
#pragma once
// Tables and indexes as a scenario describes them.

#include <map>
#include <string>

#include "engine/model/era.h"
#include "engine/model/global_table.h"
#include "engine/model/partition_count.h"
#include "engine/model/stream_spec.h"
#include "engine/model/table_modes.h"
#include "engine/model/time_series.h"
#include "engine/model/vector_index.h"
#include "engine/vocabulary/message.h"

namespace isotherm {

// The throughput of a table or an index, as a scenario describes it.
struct CapacitySpec : Configurable {
    CapacityMode mode = CapacityMode::provisioned;
    Throughput provisioned;
    Throughput previous_peak;  // on demand: highest consumption so far; capacity is twice this
    Throughput warm;           // on demand: capacity that was warmed up in advance
    Throughput maximum;        // on demand: limit set by the user; 0: none
    bool inherits = false;     // of a replica: what is not given is its table's; no setting

    void settings(SettingsVisitor& visit) override;
    bool on_demand() const { return mode == CapacityMode::on_demand; }
};

// "2,000 RCU and 500 WCU provisioned" or "on-demand mode".
Message capacity_message(const CapacitySpec& capacity);

// A secondary index as a scenario describes it.
struct IndexSpec : Configurable {
    std::string name;
    IndexScope kind = IndexScope::global;
    std::vector<std::string> partition_key{"gsi_pk"};  // names, or expressions
    std::string sort_key;                              // empty: none is said
    std::string collection;                            // as in TableSpec, but never counted
    Share has_key{1.0};  // share of the items whose key expression has a value; no setting
    Projection projection = Projection::all;
    Bytes entry_size{0};    // 0: computed from the projection
    CapacitySpec capacity;  // global indexes only; local ones use the table's
    std::int64_t partitions = 0;

    IndexKeys keys = IndexKeys::hash;
    std::int64_t distinct = 1'000'000;
    SimDuration period = 24h;
    std::int64_t suffixes = 1;

    // How writes affect the index.
    Share in_index{1.0};           // share of items that have the index key (less than 1: sparse)
    Share key_changes{0.0};        // share of updates that change the index key
    Share projected_changes{1.0};  // share of the other updates that change a projected attribute
    SimDuration lag = 3min;  // wait in the slowest partition from which on table writes are refused
    SimDuration created{};   // global index: when UpdateTable adds it; 0: created with the table
    InsightsMode contributor_insights = InsightsMode::off;  // decides prices only

    void settings(SettingsVisitor& visit) override;
    bool global() const { return kind == IndexScope::global; }
    // Bytes of an entry for items of this size.
    std::uint32_t entry_bytes(std::uint32_t item_bytes) const;
    // Size of all index entries for a table of size `table` with items of size `item`. Only the
    // items that have the index key have an entry.
    Bytes entries_of(Bytes table, Bytes item) const;
};

// A global table's table in another Region, as a scenario describes it.
struct ReplicaSpec {
    std::string region;
    CapacitySpec capacity;
    bool own_capacity = false;  // whether the scenario gives it
};

// A table as a scenario describes it.
struct TableSpec : Configurable {
    std::string name;
    std::string partition_key = "pk";
    std::string sort_key;  // empty when the table has none
    // Items of a partition key: a number, an attribute, "counted", or empty: not said.
    std::string collection;
    Bytes item_size{1024};
    Bytes size{0};
    Bytes collection_size{0};  // size of each partition key's items at the start of the run
    CapacitySpec capacity;
    std::int64_t partitions = 0;  // 0: computed from throughput and size
    StreamSpec stream;
    TableClass table_class = TableClass::standard;          // decides prices only
    bool point_in_time_recovery = false;                    // decides prices only
    InsightsMode contributor_insights = InsightsMode::off;  // decides prices only
    Share new_items{0.0};        // share of PutItem calls that add an item; others replace one
    SimDuration time_to_live{};  // of the items added during the run; 0: they never expire
    SimDuration time_to_live_delay = 1h;  // longest time from the expiry to the deletion
    std::map<std::string, IndexSpec> indexes;
    std::map<std::string, VectorIndexSpec> vector_indexes;  // decide prices only
    TimeSeriesSpec time_series;
    std::string region;  // empty: that of the price book
    ReplicationSpec replication;
    std::map<std::string, ReplicaSpec> replicas;  // by name
    std::string replica_of;  // of the table of a replica: the table; no setting
    SimDuration created{};   // tables of a time series: when they begin to serve
    Throughput highest;      // highest throughput so far; 0: not higher than the current one

    // Whether it is the table of one Region of a global table.
    bool replicated() const { return !replicas.empty() || !replica_of.empty(); }

    void settings(SettingsVisitor& visit) override {
        settings(visit, [](const std::string&, SettingsVisitor&) {});
    }
    // `more_of_index` adds settings of other parts of the program for each index, such as scaling.
    void settings(SettingsVisitor& visit, const SettingsVisitor::NamedMember& more_of_index);
};

}  // namespace isotherm
