// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a recording has gained since the window last looked: the only thing that travels from the
// simulating thread to the window. Seconds that are closed never change, so they are sent once; of
// a run recorded by the minute, minutes that are over.

#include <cstdint>
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
        std::vector<HeatCell> cells;  // of the rows, one after another
        std::vector<float> peaks;     // of the cells, where a row is a minute
    };
    struct PartitionGain {
        std::size_t partition = 0;
        PartitionRecord record;           // its limits are only those from `first_limit` on
        BySide<std::size_t> first_limit;  // the step before may have been changed in place
    };
    struct TableGain {
        BySide<SideGain> sides;
        std::vector<PartitionGain> partitions;
        std::vector<ModeStep> modes;         // new ones
        std::vector<StorageSample> storage;  // new ones; bills need them
        std::vector<BacklogSecond> backlog;  // of the columns of writes
    };

    // Replaces what the window has, instead of adding to it.
    bool whole = false;
    // Name, start, simulated, names of tables and workloads, what a column is; nothing else.
    Recording head;
    std::vector<TableGain> tables;
    std::vector<Event> events;  // new ones
    std::vector<CapacityChange> capacity_changes;
    std::vector<ScalingHold> scaling_holds;

    void merge(RecordingDelta&& later);
};

// On the simulating thread: remembers what has been sent of a recording that grows.
class RecordingFeed {
public:
    // `name` and `start` stand in a recording only when it is finished.
    RecordingFeed(std::string name, WallTime start) : name_(std::move(name)), start_(start) {}

    // What is new since the last call; everything at the first one.
    RecordingDelta collect(const Recording& recording);

private:
    struct KnownPartition {
        PartitionRecord record;  // without limits
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

    RecordingDelta::TableGain collect_table(const TableRecording& table, KnownTable& known) const;

    std::string name_;
    WallTime start_;
    bool first_ = true;
    std::vector<KnownTable> tables_;
    std::size_t events_ = 0;
    std::size_t capacity_changes_ = 0;
    std::size_t scaling_holds_ = 0;
};

// On the window's thread: brings its copy up to date.
void apply(const RecordingDelta& delta, Recording& recording);

}  // namespace isotherm
