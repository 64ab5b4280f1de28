// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/recording_delta.h"

#include <algorithm>
#include <iterator>

namespace isotherm {
namespace {

template <class Value>
void append(std::vector<Value>& to, std::vector<Value>&& from) {
    if (to.empty())
        to = std::move(from);
    else
        to.insert(to.end(), std::make_move_iterator(from.begin()),
                  std::make_move_iterator(from.end()));
}

// Returns the elements that a growing list has gained since `known`, and updates `known`.
template <class Value>
std::vector<Value> gained(const std::vector<Value>& list, std::size_t& known) {
    const auto from = list.begin() + static_cast<std::ptrdiff_t>(std::exchange(known, list.size()));
    return {from, list.end()};
}

PartitionRecord without_limits(const PartitionRecord& record) {
    PartitionRecord copy;
    copy.first_position = record.first_position;
    copy.last_position = record.last_position;
    copy.first_sort = record.first_sort;
    copy.last_sort = record.last_sort;
    copy.born_second = record.born_second;
    copy.retired_second = record.retired_second;
    copy.parent = record.parent;
    copy.consumed = record.consumed;
    copy.throttled = record.throttled;
    return copy;
}

TableRecording named_like(const TableRecording& table) {
    TableRecording copy;
    copy.name = table.name;
    copy.is_index = table.is_index;
    copy.column_seconds = table.column_seconds;
    return copy;
}

// Number of columns that will not change any more. A column of one second is added when the second
// is over. A column of one minute grows until the next minute begins or the run is finished; only
// then is `simulated` set.
std::size_t closed_columns(const Recording& recording, const TableRecording& table, Side side) {
    const std::size_t columns = table.seconds[side].size();
    const bool grows = table.column_seconds > 1 && recording.simulated == SimDuration{};
    return grows && columns > 0 ? columns - 1 : columns;
}

// Returns what one side of a table has gained: its columns from `known` to `closed`, and its heat
// from `known_heat_end` on.
RecordingDelta::SideGain side_gain(const TableRecording& table, Side side, std::size_t known,
                                   std::size_t closed, std::int64_t known_heat_end) {
    RecordingDelta::SideGain gain;
    const auto& columns = table.seconds[side];
    const HeatStore& heat = table.heat[side];
    gain.columns.assign(columns.begin() + static_cast<std::ptrdiff_t>(known),
                        columns.begin() + static_cast<std::ptrdiff_t>(closed));
    for (std::int64_t c = known_heat_end; c < heat.end_second(); ++c) {
        const auto row = heat.row(c);
        if (row.empty()) continue;
        gain.rows.push_back({c, row.size()});
        gain.cells.insert(gain.cells.end(), row.begin(), row.end());
        const auto peaks = heat.peaks(c);
        gain.peaks.insert(gain.peaks.end(), peaks.begin(), peaks.end());
    }
    return gain;
}

// Returns the new columns of the backlog. A backlog column is closed when the corresponding column
// of the write side is closed.
std::vector<BacklogSecond> backlog_gain(const Recording& recording, const TableRecording& table,
                                        const BySide<std::size_t>& known_columns) {
    constexpr auto writes = Side::write;
    const std::size_t closed =
        std::min(closed_columns(recording, table, writes), table.backlog.size());
    const std::size_t known = std::min(known_columns[writes], closed);
    return {table.backlog.begin() + static_cast<std::ptrdiff_t>(known),
            table.backlog.begin() + static_cast<std::ptrdiff_t>(closed)};
}

template <class Minute>
void take_minutes(std::vector<Minute>& to, std::size_t first, const std::vector<Minute>& minutes) {
    to.resize(first);
    to.insert(to.end(), minutes.begin(), minutes.end());
}

void merge_actions(std::vector<RecordingDelta::ActionGain>& actions,
                   std::vector<RecordingDelta::ActionGain>&& later) {
    for (RecordingDelta::ActionGain& gain : later) {
        const auto same = std::find_if(actions.begin(), actions.end(), [&](const auto& one) {
            return one.workload == gain.workload;
        });
        if (same == actions.end() || gain.first_minute <= same->first_minute) {
            if (same != actions.end()) actions.erase(same);
            actions.push_back(std::move(gain));
            continue;
        }
        same->uses = std::move(gain.uses);
        take_minutes(same->minutes, gain.first_minute - same->first_minute, gain.minutes);
    }
}

void merge_consumers(std::vector<RecordingDelta::ConsumerGain>& consumers,
                     std::vector<RecordingDelta::ConsumerGain>&& later) {
    if (later.size() != consumers.size()) {
        if (!later.empty()) consumers = std::move(later);
        return;
    }
    for (std::size_t c = 0; c < later.size(); ++c) {
        RecordingDelta::ConsumerGain& gain = consumers[c];
        std::vector<ConsumerMinute> minutes = std::move(gain.record.minutes);
        const std::size_t first = std::min(gain.first_minute, later[c].first_minute);
        if (later[c].first_minute <= gain.first_minute) minutes.clear();
        take_minutes(minutes, later[c].first_minute - first, later[c].record.minutes);
        gain = {std::move(later[c].record), first};
        gain.record.minutes = std::move(minutes);
    }
}

}  // namespace

void RecordingDelta::merge(RecordingDelta&& later) {
    if (later.tables.empty()) return;  // a snapshot that adds nothing to the recording
    if (later.whole || tables.empty()) {
        const bool was_whole = whole && !later.whole;
        *this = std::move(later);
        whole = whole || was_whole;
        return;
    }
    head.simulated = later.head.simulated;
    append(events, std::move(later.events));
    append(capacity_changes, std::move(later.capacity_changes));
    append(scaling_holds, std::move(later.scaling_holds));
    merge_actions(actions, std::move(later.actions));
    merge_consumers(consumers, std::move(later.consumers));
    for (std::size_t t = 0; t < later.tables.size(); ++t) {
        append(tables[t].modes, std::move(later.tables[t].modes));
        append(tables[t].storage, std::move(later.tables[t].storage));
        append(tables[t].partitions, std::move(later.tables[t].partitions));
        append(tables[t].backlog, std::move(later.tables[t].backlog));
        for (const Side side : both_sides) {
            SideGain& gain = tables[t].sides[side];
            SideGain& more = later.tables[t].sides[side];
            append(gain.columns, std::move(more.columns));
            append(gain.rows, std::move(more.rows));
            append(gain.cells, std::move(more.cells));
            append(gain.peaks, std::move(more.peaks));
        }
    }
}

RecordingDelta RecordingFeed::collect(const Recording& recording) {
    RecordingDelta delta;
    delta.whole = std::exchange(first_, false);
    if (std::exchange(went_back_, false) && !delta.whole) delta.kept = keep(recording);
    delta.head.name = name_;
    delta.head.start = start_;
    delta.head.workload_names = recording.workload_names;
    tables_.resize(recording.tables.size());
    std::int64_t closed_seconds = 0;
    for (std::size_t t = 0; t < recording.tables.size(); ++t) {
        const TableRecording& table = recording.tables[t];
        KnownTable& known = tables_[t];
        RecordingDelta::TableGain gain = collect_table(table, known);
        gain.backlog = backlog_gain(recording, table, known.columns);
        for (const Side side : both_sides) {
            const std::size_t closed = closed_columns(recording, table, side);
            gain.sides[side] =
                side_gain(table, side, known.columns[side], closed, known.heat_end[side]);
            known.columns[side] = closed;
            known.heat_end[side] = table.heat[side].end_second();
            closed_seconds =
                std::max(closed_seconds, static_cast<std::int64_t>(closed) * table.column_seconds);
        }
        delta.tables.push_back(std::move(gain));
        delta.head.tables.push_back(named_like(table));
    }
    // The last minute of a finished run may be shorter than a minute.
    if (recording.simulated > SimDuration{})
        closed_seconds = std::min(closed_seconds, recording.seconds());
    delta.head.simulated = std::chrono::seconds(closed_seconds);
    delta.events = gained(recording.events, events_);
    delta.capacity_changes = gained(recording.capacity_changes, capacity_changes_);
    delta.scaling_holds = gained(recording.scaling_holds, scaling_holds_);
    delta.actions = collect_actions(recording);
    delta.consumers = collect_consumers(recording);
    return delta;
}

// The last minute sent may have grown since.
std::vector<RecordingDelta::ActionGain> RecordingFeed::collect_actions(const Recording& recording) {
    std::vector<RecordingDelta::ActionGain> gains;
    for (const auto& [workload, record] : recording.actions) {
        std::size_t& known = minutes_[workload];
        const std::size_t first = std::min(known > 0 ? known - 1 : 0, record.minutes.size());
        gains.push_back(
            {workload,
             record.uses,
             first,
             {record.minutes.begin() + static_cast<std::ptrdiff_t>(first), record.minutes.end()}});
        known = record.minutes.size();
    }
    return gains;
}

std::vector<RecordingDelta::ConsumerGain> RecordingFeed::collect_consumers(
    const Recording& recording) {
    std::vector<RecordingDelta::ConsumerGain> gains;
    consumer_minutes_.resize(recording.consumers.size());
    for (std::size_t c = 0; c < recording.consumers.size(); ++c) {
        RecordingDelta::ConsumerGain& gain = gains.emplace_back();
        gain.record = recording.consumers[c];
        gain.record.age = {};
        std::vector<ConsumerMinute>& minutes = gain.record.minutes;
        std::size_t& known = consumer_minutes_[c];
        gain.first_minute = std::min(known > 0 ? known - 1 : 0, minutes.size());
        known = minutes.size();
        minutes.erase(minutes.begin(),
                      minutes.begin() + static_cast<std::ptrdiff_t>(gain.first_minute));
    }
    return gains;
}

std::vector<RecordingDelta::Kept> RecordingFeed::keep(const Recording& recording) {
    std::vector<RecordingDelta::Kept> kept;
    for (std::size_t t = 0; t < tables_.size(); ++t) {
        const TableRecording& table = recording.tables[t];
        KnownTable known;
        for (const Side side : both_sides) {
            known.columns[side] =
                std::min(tables_[t].columns[side], closed_columns(recording, table, side));
            known.heat_end[side] =
                std::min(tables_[t].heat_end[side], table.heat[side].end_second());
        }
        kept.push_back({known.columns, known.heat_end});
        tables_[t] = std::move(known);
    }
    events_ = capacity_changes_ = scaling_holds_ = 0;
    minutes_.clear();
    consumer_minutes_.clear();
    return kept;
}

RecordingDelta::TableGain RecordingFeed::collect_table(const TableRecording& table,
                                                       KnownTable& known) const {
    RecordingDelta::TableGain gain;
    gain.modes = gained(table.modes, known.modes);
    gain.storage = gained(table.storage, known.storage);
    for (std::size_t p = 0; p < table.partitions.size(); ++p) {
        const PartitionRecord& record = table.partitions[p];
        const bool is_new = p == known.partitions.size();
        if (is_new) known.partitions.emplace_back();
        KnownPartition& last = known.partitions[p];
        bool changed = is_new || last.record.retired_second != record.retired_second ||
                       last.record.consumed != record.consumed ||
                       last.record.throttled != record.throttled;
        for (const Side side : both_sides) {
            const auto& steps = record.limits[side];
            const CapacityRate limit = steps.empty() ? CapacityRate{} : steps.back().limit;
            changed |= steps.size() != last.limits[side] || limit != last.last_limit[side];
        }
        if (!changed) continue;
        RecordingDelta::PartitionGain part{p, without_limits(record), {}};
        for (const Side side : both_sides) {
            const auto& steps = record.limits[side];
            const std::size_t from = last.limits[side] > 0 ? last.limits[side] - 1 : 0;
            part.first_limit[side] = from;
            part.record.limits[side].assign(steps.begin() + static_cast<std::ptrdiff_t>(from),
                                            steps.end());
            last.limits[side] = steps.size();
            if (!steps.empty()) last.last_limit[side] = steps.back().limit;
        }
        last.record = without_limits(record);
        gain.partitions.push_back(std::move(part));
    }
    return gain;
}

namespace {

void cut_back(const std::vector<RecordingDelta::Kept>& kept, Recording& recording) {
    recording.events.clear();
    recording.capacity_changes.clear();
    recording.scaling_holds.clear();
    recording.workloads.clear();
    recording.actions.clear();
    recording.consumers.clear();
    for (std::size_t t = 0; t < kept.size(); ++t) {
        TableRecording& table = recording.tables[t];
        table.totals = {};
        table.modes.clear();
        table.storage.clear();
        table.partitions.clear();
        for (const Side side : both_sides) {
            table.seconds[side].resize(kept[t].columns[side]);
            table.heat[side].cut(kept[t].heat_end[side]);
        }
        table.backlog.resize(std::min(table.backlog.size(), kept[t].columns[Side::write]));
    }
}

void add_gain(const RecordingDelta::TableGain& gain, TableRecording& table) {
    table.modes.insert(table.modes.end(), gain.modes.begin(), gain.modes.end());
    table.storage.insert(table.storage.end(), gain.storage.begin(), gain.storage.end());
    table.backlog.insert(table.backlog.end(), gain.backlog.begin(), gain.backlog.end());
    for (const auto& part : gain.partitions) {
        if (part.partition == table.partitions.size()) table.partitions.emplace_back();
        PartitionRecord& record = table.partitions[part.partition];
        BySide<std::vector<LimitStep>> limits = std::move(record.limits);
        record = without_limits(part.record);
        for (const Side side : both_sides) {
            limits[side].resize(std::min(limits[side].size(), part.first_limit[side]));
            const auto& steps = part.record.limits[side];
            limits[side].insert(limits[side].end(), steps.begin(), steps.end());
        }
        record.limits = std::move(limits);
    }
    for (const Side side : both_sides) {
        const RecordingDelta::SideGain& more = gain.sides[side];
        auto& columns = table.seconds[side];
        columns.insert(columns.end(), more.columns.begin(), more.columns.end());
        auto cell = more.cells.begin();
        auto peak = more.peaks.begin();
        for (const RecordingDelta::HeatRow& row : more.rows) {
            const auto count = static_cast<std::ptrdiff_t>(row.cells);
            const auto to = table.heat[side].add_row(row.column, row.cells);
            std::copy_n(cell, count, to.begin());
            cell += count;
            if (more.peaks.empty()) continue;
            table.heat[side].set_peaks(row.column, {peak, peak + count});
            peak += count;
        }
    }
}

}  // namespace

void apply(const RecordingDelta& delta, Recording& recording) {
    if (delta.whole) recording = {};
    if (!delta.kept.empty()) cut_back(delta.kept, recording);
    if (recording.tables.empty()) {
        recording.name = delta.head.name;
        recording.start = delta.head.start;
        recording.workload_names = delta.head.workload_names;
        for (const TableRecording& table : delta.head.tables) {
            recording.tables.push_back(named_like(table));
        }
    }
    recording.simulated = delta.head.simulated;
    recording.events.insert(recording.events.end(), delta.events.begin(), delta.events.end());
    recording.capacity_changes.insert(recording.capacity_changes.end(),
                                      delta.capacity_changes.begin(), delta.capacity_changes.end());
    recording.scaling_holds.insert(recording.scaling_holds.end(), delta.scaling_holds.begin(),
                                   delta.scaling_holds.end());
    for (const RecordingDelta::ActionGain& gain : delta.actions) {
        ActionRecord& record = recording.actions[gain.workload];
        record.is_flow = true;
        record.uses = gain.uses;
        take_minutes(record.minutes, gain.first_minute, gain.minutes);
    }
    if (!delta.tables.empty()) recording.consumers.resize(delta.consumers.size());
    for (std::size_t c = 0; c < delta.consumers.size(); ++c) {
        ConsumerRecord& record = recording.consumers[c];
        std::vector<ConsumerMinute> minutes = std::move(record.minutes);
        record = delta.consumers[c].record;
        take_minutes(minutes, delta.consumers[c].first_minute, record.minutes);
        record.minutes = std::move(minutes);
    }
    for (std::size_t t = 0; t < delta.tables.size(); ++t)
        add_gain(delta.tables[t], recording.tables[t]);
}

}  // namespace isotherm
