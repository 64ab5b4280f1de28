// SPDX-License-Identifier: Apache-2.0
#pragma once
// Builds the Recording from the requests of a run.
// Hot path: `record` runs once per request.

#include <algorithm>
#include <deque>
#include <functional>
#include <span>
#include <vector>

#include "engine/model/partition_seconds.h"
#include "engine/recording/recording.h"
#include "engine/vocabulary/fingerprint.h"
#include "engine/vocabulary/message.h"

namespace isotherm {

class Recorder {
public:
    // One column of the recording covers `column_seconds` seconds: 1, or more in long runs. The
    // first `callers` workloads are those of callers; the others are index writes.
    Recorder(const Tables& tables, std::vector<std::string> workload_names, std::size_t callers,
             std::int64_t column_seconds = 1);

    // Records a batch after admission. All rows must be in the second that is still open.
    void record(const RequestBatch& batch);

    // Requests that are counted together, as with `fidelity = "cells"`. What their partitions did
    // is added to count_second() or count_second_of(), and what tells runs apart to
    // add_to_fingerprint().
    struct Counted {
        WorkloadIndex workload;
        TableIndex table;
        Operation operation = Operation::get_item;
        std::array<std::uint64_t, outcome_count> tries{};
        std::uint64_t requests = 0;  // first tries
        std::uint64_t given_up = 0;
        HalfUnits consumed;
        HalfUnits units_given_up;
    };
    void count(const Counted& counted);
    std::span<PartitionSecond> count_second() { return open_.all(); }
    PartitionSecond& count_second_of(PartitionIndex partition) { return open_.of(partition); }
    // Counts tries of one key. All tries of `count` that no key is counted for are of
    // `other_keys` other keys.
    void count_key(WorkloadIndex workload, TableIndex table, Key key, std::uint64_t tries,
                   std::uint64_t throttled);
    void count_other_keys(WorkloadIndex workload, TableIndex table, std::uint64_t other_keys,
                          std::uint64_t tries, std::uint64_t throttled);
    void add_to_fingerprint(std::uint64_t arrivals, std::uint64_t outcomes);

    // Counters of the open second for what single rows do not show; see CallCounter.
    CallCounts& calls(TableIndex table, Side side) { return open_calls_[table.value][side]; }
    // Number of throttled rows in the open second that are not throttled requests by themselves:
    // items of batches, index writes.
    std::uint64_t& throttled_parts(TableIndex table, Side side) {
        return open_parts_[table.value][side];
    }

    // Throttled replicated writes in the open second.
    std::uint32_t& throttled_replication(TableIndex table) {
        return open_replication_[table.value];
    }

    // Records the backlog of an index or of a replica in the open second. A backfill and the
    // index's normal writes can each report a backlog; the larger values count.
    void add_backlog(TableIndex index, const BacklogSecond& backlog) {
        open_backlogs_[index.value].raise_to(backlog);
    }

    // Returns the remaining burst capacity of a partition, 0 to 1.
    using BurstLeft = std::function<double(PartitionIndex, Side)>;
    // Calls `work` once for each number below `count`, on any thread, and returns after the last.
    using Share =
        std::function<void(std::size_t count, const std::function<void(std::size_t)>& work)>;
    static void one_after_another(std::size_t count, const std::function<void(std::size_t)>& work) {
        for (std::size_t i = 0; i < count; ++i) work(i);
    }
    // Stores the counters of the second that ends now. Seconds must be closed in order; seconds
    // without requests can be skipped. open_second() keeps what the partitions did until
    // begin_second(). `share` spreads the tables over threads.
    void close_second(std::int64_t second, const Tables& tables, const BurstLeft& burst_left,
                      const Share& share = one_after_another);

    void begin_second() { open_.clear(); }

    // Counters of the open second, so far.
    const PartitionSeconds& open_second() {
        open_.list_asked();
        return open_;
    }

    // Updates partitions, limits and modes after a change.
    void follow(const Tables& tables);

    // Adds requests that clients would resend to a table after the end of the run.
    void add_waiting(WorkloadIndex workload, TableIndex table, std::uint64_t count = 1) {
        traffic(workload, table).waiting += count;
    }
    // Requests, counted before as waiting for another attempt, that failed for good. `half_units`:
    // what they asked for.
    void add_given_up(WorkloadIndex workload, TableIndex table, Side side, std::uint64_t count,
                      std::int64_t half_units) {
        traffic(workload, table).given_up += count;
        open_given_up_[table.value][side] += half_units;
        busy_[table.value][side] = true;
    }
    // Records the stored bytes of each table. Called at the start of the run and of each clock
    // hour, like DynamoDB's metering.
    void sample_storage(std::int64_t second, const Tables& tables);

    // Called after the last second: computes totals, hot keys and episodes, and checks that totals
    // agree.
    void finish(SimDuration simulated, const Tables& tables);

    // Computes the hot keys so far. If several workloads use the same name for a key, it counts as
    // one key.
    using KeyName = std::function<std::string(std::size_t workload, TableIndex table, Key key)>;
    void find_hot_keys(const Tables& tables, const KeyName& name);

    // Records that a table begins to serve.
    void add_opening(TableIndex index, const Table& table, std::int64_t second);
    // Records that a table or index was deleted.
    void add_removal(TableIndex index, std::int64_t second, Message text);
    void add_capacity_change(CapacityChange change);
    void add_scaling_hold(ScalingHold hold) { recording_.scaling_holds.push_back(std::move(hold)); }
    void add_event(Event event) { recording_.events.push_back(std::move(event)); }

    // The recorder's own state, with the length of the recording. Loading cuts the recording,
    // which may be that of another recorder of the same run, to this length.
    void state(StateVisitor& visit);
    // Hands the recording on, as it was before `finish`; the recorder is then of no more use.
    Recording give_history();

    const Recording& recording() const { return recording_; }
    Recording& recording() { return recording_; }
    // Hashes of all arrivals and of all their outcomes. They are separate, so that a difference
    // between two runs shows which of them changed.
    std::uint64_t arrivals_fingerprint() const { return arrivals_.value(); }
    std::uint64_t outcomes_fingerprint() const { return outcomes_.value(); }

private:
    // The traffic from one workload to one table or index.
    struct Traffic {
        WorkloadIndex workload;
        TableIndex table;
        std::array<std::array<std::uint64_t, outcome_count>, operation_count> tries{};
        std::uint64_t requests = 0;
        std::uint64_t given_up = 0;
        std::uint64_t waiting = 0;
        std::array<HalfUnits, operation_count> consumed{};
        FrequentKeys tried{};
        FrequentKeys throttled{};

        Totals totals() const;
        void state(StateVisitor& visit) {
            visit(workload, table, tries, requests, given_up, waiting, consumed, tried, throttled);
        }
    };

    Traffic& traffic(WorkloadIndex workload, TableIndex table) {
        Traffic*& recent = recent_[workload.value];
        if (recent == nullptr || recent->table != table) recent = &found(workload, table);
        return *recent;
    }
    Traffic& found(WorkloadIndex workload, TableIndex table);
    void fetch(const RequestBatch& batch, std::size_t row) const;

    // The partitions of a table that the end of a second visits, as indices in Table::partitions.
    // All others rest: their cells only say that their burst capacity is full.
    struct Awake {
        std::vector<std::uint32_t> asked;  // in this second
        // Those whose own burst capacity, with the present limit, was perhaps not full when the
        // last second ended. That of the others is still full if nobody asked for it since.
        BySide<std::vector<std::uint32_t>> recovering;
    };
    void find_awake(const Tables& tables);
    void wake_all();

    // Units consumed from a table in one minute of simulated time.
    struct OpenMinute {
        std::int64_t minute = 0;
        HalfUnits consumed;
    };
    void count_busiest(std::int64_t second, std::size_t table, HalfUnits consumed);
    void count_call_units();
    // Heat of the open column, if columns are longer than a second. The totals of a partition get
    // its part when the column is filed.
    struct OpenColumn {
        std::vector<HeatCell> cells;             // by index in Table::partitions
        std::vector<float> peak_heat;            // highest demand / limit of one second
        std::vector<std::uint32_t> peak_demand;  // of a second since the limit changed, half-units
        // What all partitions have left, if their table saves bursts for them together.
        std::optional<std::uint16_t> burst_left_of_table;

        // `burst_left`: of new partitions.
        void resize(std::size_t partitions, std::uint16_t burst_left);
        void settle_burst_left();
        // Adds peak_demand to peak_heat. `limit`: which the partition had meanwhile.
        void settle_peak(std::size_t partition, CapacityRate limit);
        void state(StateVisitor& visit);
    };
    static void fold(OpenColumn& column, std::size_t partition, const HeatCell& second,
                     PartitionRecord& record, Side side);
    static void fill(HeatCell& cell, const HeatCell& second, PartitionRecord& record, Side side);
    void settle_peaks(std::size_t table, Side side);
    void file_open_columns();
    HeatCell cell_of(PartitionIndex partition, Side side) const;
    void record_fingerprints(const RequestBatch& batch);
    void close_table(std::int64_t second, std::size_t table, const Tables& tables,
                     const BurstLeft& burst_left);
    void close_busy(std::int64_t second, std::size_t table, const Tables& tables,
                    const BurstLeft& burst_left);
    // What the partitions of a table did in a second, added up.
    struct SideSum {
        std::int64_t demand = 0;     // half-units
        std::int64_t throttled = 0;  // half-units
    };
    SideSum file_cells(std::int64_t second, std::size_t table, Side side, const Tables& tables,
                       const BurstLeft& burst_left);
    std::vector<HotKey> hot_keys(const std::vector<Traffic*>& to_table, const Table& table,
                                 FrequentKeys Traffic::*counted, const KeyName& name);
    static std::vector<HotKey> joined(const std::vector<Traffic*>& to_table,
                                      FrequentKeys Traffic::*counted, const KeyName& name);
    void find_episodes();
    void find_episodes(const TableRecording& table, Side side, EventKind kind,
                       std::uint64_t (SeriesSecond::*counted)() const);
    void check_books() const;

    Recording recording_;
    PartitionSeconds open_;
    std::vector<Awake> awake_;        // by table
    std::vector<BySide<bool>> busy_;  // by table: whether it had demand in the open second
    std::vector<BySide<std::array<std::uint32_t, outcome_count>>> open_tries_;  // by table
    std::vector<BySide<CallCounts>> open_calls_;                                // by table
    std::vector<BySide<std::uint64_t>> open_parts_;                             // by table
    std::vector<std::uint32_t> open_replication_;                               // by table
    std::vector<BacklogSecond> open_backlogs_;                                  // by table
    std::vector<BySide<std::int64_t>> open_given_up_;  // half-units, by table
    std::vector<OpenMinute> open_minutes_;             // by table
    std::deque<Traffic> traffic_;       // pairs of workload and table with any traffic
    std::vector<std::uint32_t> place_;  // index in traffic_ + 1, by workload and table; 0: none
    std::vector<Traffic*> recent_;      // the last traffic, by workload; may be null
    std::int64_t column_seconds_;
    std::vector<BySide<OpenColumn>> open_columns_;  // by table; if columns are longer than 1 s
    Fingerprint arrivals_;
    Fingerprint outcomes_;
    std::int64_t closed_ = 0;                              // all earlier seconds are closed
    std::optional<std::vector<Event>> events_before_end_;  // in order of creation; set by finish
};

}  // namespace isotherm
