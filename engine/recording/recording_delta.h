// SPDX-License-Identifier: Apache-2.0
#pragma once
// The additions to a recording since the window last read it; this is all that is sent from the
// simulating thread to the window. Closed seconds (or minutes, in a recording by the minute) never
// change, so each is sent once.

#include <cstdint>
#include <map>
#include <vector>

#include "engine/recording/recording.h"

namespace isotherm {

struct RecordingDelta {
    struct HeatRow {
        std::int64_t column = 0;
        std::size_t cells = 0;
    };
    struct SideGain {
        std::vector<SeriesSecond> columns;
        std::vector<HeatRow> rows;
        std::vector<HeatCell> cells;  // of all rows, one after another
        std::vector<float> peaks;     // one per cell if each row is a minute, else empty
    };
    struct PartitionGain {
        std::size_t partition = 0;
        PartitionRecord record;  // its `limits` contain only the limits from `first_limit` on
        // Index of the first limit sent: the last one sent before, because it may have changed.
        BySide<std::size_t> first_limit;
    };
    struct TableGain {
        BySide<SideGain> sides;
        std::vector<PartitionGain> partitions;
        std::vector<ModeStep> modes;         // new modes
        std::vector<StorageSample> storage;  // new samples; bills need them
        std::vector<BacklogSecond> backlog;  // one per column of the write side
    };

    struct ActionGain {
        std::size_t workload = 0;
        std::vector<ActionUse> uses;
        std::size_t first_minute = 0;  // all minutes from here on are sent
        std::vector<ActionMinute> minutes;
    };
    struct ConsumerGain {
        ConsumerRecord record;         // without its ages, and with the minutes from here on:
        std::size_t first_minute = 0;  // all later ones are sent
    };

    // True: replaces the window's recording instead of adding to it.
    bool whole = false;
    // Set when the run has gone back: how many columns of seconds and heat the window keeps, by
    // table. Everything else is sent anew, because it is little.
    struct Kept {
        BySide<std::size_t> columns{};
        BySide<std::int64_t> heat_end{};
    };
    std::vector<Kept> kept;
    // A recording with only its name, start, simulated time, column length and names of tables and
    // workloads.
    Recording head;
    std::vector<TableGain> tables;
    std::vector<Event> events;  // new events
    std::vector<CapacityChange> capacity_changes;
    std::vector<ScalingHold> scaling_holds;
    std::vector<ActionGain> actions;      // of all flows
    std::vector<ConsumerGain> consumers;  // all of them, in their order

    void merge(RecordingDelta&& later);
};

// Runs on the simulating thread and remembers how much of a growing recording has been sent.
class RecordingFeed {
public:
    // `name` and `start` are given because a recording has them only when it is finished.
    RecordingFeed(std::string name, WallTime start) : name_(std::move(name)), start_(start) {}

    // Returns what is new since the last call; the first call returns everything.
    RecordingDelta collect(const Recording& recording);

    // The recording has been cut, because the run has gone back. The next call of `collect` says
    // what the window keeps; it must then have all that was collected before.
    void go_back() { went_back_ = true; }
    bool went_back() const { return went_back_; }

private:
    struct KnownPartition {
        PartitionRecord record;  // its limits are empty
        BySide<std::size_t> limits{};
        BySide<CapacityRate> last_limit;
    };
    struct KnownTable {
        BySide<std::size_t> columns{};
        BySide<std::int64_t> heat_end{};
        std::vector<KnownPartition> partitions;
        std::size_t modes = 0;
        std::size_t storage = 0;
    };

    std::vector<RecordingDelta::Kept> keep(const Recording& recording);
    std::vector<RecordingDelta::ActionGain> collect_actions(const Recording& recording);
    std::vector<RecordingDelta::ConsumerGain> collect_consumers(const Recording& recording);
    RecordingDelta::TableGain collect_table(const TableRecording& table, KnownTable& known) const;

    std::string name_;
    WallTime start_;
    bool first_ = true;
    bool went_back_ = false;
    std::vector<KnownTable> tables_;
    std::size_t events_ = 0;
    std::size_t capacity_changes_ = 0;
    std::size_t scaling_holds_ = 0;
    std::map<std::size_t, std::size_t> minutes_;  // of actions, by workload
    std::vector<std::size_t> consumer_minutes_;   // in the order of the recording
};

// Runs on the window's thread: adds a delta to the window's copy of the recording.
void apply(const RecordingDelta& delta, Recording& recording);

}  // namespace isotherm
