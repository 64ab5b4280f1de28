#pragma once
// Watches requests go by and builds the Recording.
// Hot path: `record` runs once per request.

#include <span>
#include <vector>

#include "engine/recording/recording.h"
#include "engine/vocabulary/fingerprint.h"

namespace isotherm {

class Recorder {
public:
    Recorder(const Tables& tables, std::vector<std::string> workload_names);

    // All rows lie in the second that has not been closed yet.
    void record(const RequestBatch& batch);

    // Files what the second that ends now has seen. Seconds must be closed in order; empty ones
    // may be skipped.
    void close_second(std::int64_t second, const Tables& tables);

    // What partitions have seen in the second that is open, by PartitionIndex.
    std::span<const PartitionSecond> open_second() const { return open_; }

    // Takes note of partitions and limits that have changed.
    void follow(const Tables& tables);

    // What a workload's clients would still send again to a table, at the end.
    void add_waiting(WorkloadIndex workload, TableIndex table, std::uint64_t count = 1) {
        counts_[position(workload, table)].waiting += count;
    }
    // After the last second: totals, hot keys, episodes; checks the books.
    void finish(SimDuration simulated, const Tables& tables);

    // A table begins to serve.
    void add_opening(const Table& table, std::int64_t second);
    void add_capacity_change(CapacityChange change);
    void add_event(Event event) { recording_.events.push_back(std::move(event)); }

    const Recording& recording() const { return recording_; }
    Recording& recording() { return recording_; }
    // Of all arrivals, and of what became of them; apart, so that a difference says which moved.
    std::uint64_t arrivals_fingerprint() const { return arrivals_.value(); }
    std::uint64_t outcomes_fingerprint() const { return outcomes_.value(); }

private:
    struct Counts {
        std::array<std::array<std::uint64_t, outcome_count>, operation_count> tries{};
        std::uint64_t requests = 0;
        std::uint64_t given_up = 0;
        std::uint64_t waiting = 0;

        Totals totals() const;
    };

    std::size_t position(WorkloadIndex workload, TableIndex table) const {
        return workload.value * open_tries_.size() + table.value;
    }

    void record_fingerprints(const RequestBatch& batch);
    void close_table(std::int64_t second, std::size_t table, const Tables& tables);
    void name_hot_keys(const Tables& tables);
    void find_episodes();
    void check_books() const;

    Recording recording_;
    std::vector<PartitionSecond> open_;  // by PartitionIndex
    std::vector<BySide<bool>> busy_;     // by table: had demand in the open second
    std::vector<std::array<std::array<std::uint32_t, outcome_count>, side_count>>
        open_tries_;                     // by table
    std::vector<Counts> counts_;         // by workload and table; see position
    std::vector<FrequentKeys> hottest_;  // by table
    std::vector<FrequentKeys> most_throttled_;
    Fingerprint arrivals_;
    Fingerprint outcomes_;
    std::int64_t closed_ = 0;  // seconds before this one are closed
};

}  // namespace isotherm
