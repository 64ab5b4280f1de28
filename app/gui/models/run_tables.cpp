// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/run_tables.h"

#include <algorithm>

#include "app/gui/models/cause_names.h"
#include "app/gui/models/engine_words.h"
#include "engine/insight/cell_facts.h"
#include "engine/insight/episodes.h"
#include "app/render/canvas.h"
#include "app/report/english.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

HotKeysTable::HotKeysTable(RunModel& run, ViewState& view, QObject* parent)
    : RunTable(run, view,
               {tr("List"), tr("Key"), tr("Requests, whole run"), tr("At most more"),
                tr("Partition"), tr("Workload")},
               parent) {}

int HotKeysTable::count() const {
    return table() == nullptr ? 0 : static_cast<int>(shown().size());
}

// Returns only keys that stand out, because under even load the counts of the top keys are nearly
// equal.
std::vector<HotKeysTable::Row> HotKeysTable::shown() const {
    std::vector<Row> rows;
    for (const bool throttled : {true, false}) {
        for (const HotKey& key : throttled ? table()->most_throttled : table()->hottest)
            if (key.stands_out) rows.push_back({&key, throttled});
    }
    return rows;
}

const HotKey& HotKeysTable::key(int row) const {
    return *shown()[static_cast<std::size_t>(row)].key;
}

QVariant HotKeysTable::cell(int row, int column) const {
    const HotKey& of = key(row);
    const bool refused = shown()[static_cast<std::size_t>(row)].throttled;
    switch (column) {
        case 0:
            return refused ? tr("throttled most") : tr("asked for most");
        case 1:
            return qtext(printable(of.name));
        case 2:
            return static_cast<qlonglong>(of.count);
        case 3:
            return static_cast<qlonglong>(of.count_bound);
        case 4:
            return partition_name(of.partition);
        default:
            return of.workload < run().recording().workload_names.size()
                       ? qtext(printable(run().recording().workload_names[of.workload]))
                       : QString();
    }
}

RunTable::Target HotKeysTable::place(int row) const {
    const std::size_t partition = key(row).partition;
    const auto cursor = view().cursor();
    return CellCursor{cursor ? cursor->second : view().window().first,
                      middle_position(*table(), partition)};
}

QString HotKeysTable::empty_text() const {
    if (table() != nullptr && !table()->hottest.empty()) return tr("No key stands out.");
    return tr("The most requested and most throttled keys will be listed here during the run.");
}

EventsTable::EventsTable(RunModel& run, ViewState& view, QObject* parent)
    : RunTable(run, view, {tr("From"), tr("To"), tr("Event"), tr("Table"), tr("What happened")},
               parent) {}

const std::vector<EventsTable::Entry>& EventsTable::entries() const {
    const Recording& recording = run().recording();
    if (read_epoch_ == run().epoch() && read_seconds_ == recording.seconds() &&
        read_events_ == recording.events.size())
        return entries_;
    read_epoch_ = run().epoch();
    read_seconds_ = recording.seconds();
    read_events_ = recording.events.size();
    entries_.clear();
    for (std::size_t t = 0; t < recording.tables.size(); ++t) {
        const QString name = qtext(printable(recording.tables[t].name.label()));
        for (const Side side : both_sides) {
            for (const Episode& episode : throttle_episodes(recording.tables[t], side)) {
                const auto throttled = static_cast<int>(episode.throttled);
                entries_.push_back({episode.seconds.first,
                                    episode.seconds.end,
                                    static_cast<int>(EventKind::throttling),
                                    name,
                                    side == Side::read
                                        ? tr("%Ln read(s) throttled", nullptr, throttled)
                                        : tr("%Ln write(s) throttled", nullptr, throttled),
                                    t,
                                    recording.tables[t].column_seconds > 1,
                                    recording.tables[t].name,
                                    {},
                                    side,
                                    episode.throttled});
            }
        }
    }
    for (const Event& event : recording.events) {
        if (event.kind == EventKind::throttling) continue;  // already added above, from the series
        const auto of = std::find_if(
            recording.tables.begin(), recording.tables.end(),
            [&](const TableRecording& candidate) { return candidate.name == event.resource; });
        const auto index = static_cast<std::size_t>(of - recording.tables.begin());
        entries_.push_back({event.second, event.end_second, static_cast<int>(event.kind),
                            qtext(printable(event.resource.label())), engine_words(event.text),
                            of == recording.tables.end() ? 0 : index, false, event.resource,
                            english(event.text), std::nullopt, 0});
    }
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](const Entry& a, const Entry& b) { return a.second < b.second; });
    return entries_;
}

int EventsTable::count() const { return static_cast<int>(entries().size()); }

QVariant EventsTable::cell(int row, int column) const {
    const Entry& entry = entries()[static_cast<std::size_t>(row)];
    const auto clock = [&](std::int64_t second) {
        return entry.by_minute ? minute_of(second) : clock_of(second);
    };
    switch (column) {
        case 0:
            return clock(entry.second);
        case 1:
            return entry.end_second > entry.second ? clock(entry.end_second) : QString();
        case 2:
            return Words::event_kind(entry.kind);
        case 3:
            return entry.table;
        default:
            return entry.text;
    }
}

RunTable::Target EventsTable::place(int row) const {
    const Entry& entry = entries()[static_cast<std::size_t>(row)];
    CellCursor cursor{entry.second, 0};
    const TableRecording* shown = table();
    if (shown == nullptr) return cursor;
    const auto partition = most_throttled_partition(*shown, view().side(), entry.second);
    if (partition) cursor.position = middle_position(*shown, *partition);
    return cursor;
}

std::optional<RunTable::Subject> EventsTable::subject(int row) const {
    if (row < 0 || row >= count()) return std::nullopt;
    const Entry& entry = entries()[static_cast<std::size_t>(row)];
    if (entry.name == ResourceName()) return std::nullopt;  // about the whole run
    if (entry.table_index == view().table() && entry.side.value_or(view().side()) == view().side())
        return std::nullopt;
    return Subject{entry.table_index, entry.side};
}

QString EventsTable::empty_text() const {
    return tr("Throttling, splits and other events will be listed here as they happen.");
}

std::vector<std::int64_t> EventsTable::seconds() const {
    std::vector<std::int64_t> list;
    for (const Entry& entry : entries()) list.push_back(entry.second);
    return list;
}

PartitionsTable::PartitionsTable(RunModel& run, ViewState& view, QObject* parent)
    : RunTable(run, view, headers_of(view), parent) {}

QStringList PartitionsTable::headers() const { return headers_of(view()); }

// The header of demand names the time over which sums are counted.
QStringList PartitionsTable::headers_of(const ViewState& view) {
    const QString counted = view.selection() ? tr("selection") : tr("whole run");
    return {tr("Partition"),
            tr("Hash range"),
            tr("Born"),
            tr("Limit now, units/s"),
            tr("Demand, units, %1").arg(counted),
            tr("Throttled, units"),
            tr("Throttled requests"),
            tr("Hottest second, %"),
            tr("Least burst left, %")};
}

int PartitionsTable::count() const {
    return table() == nullptr ? 0 : static_cast<int>(table()->partitions.size());
}

QVariant PartitionsTable::cell(int row, int column) const {
    const auto partition = static_cast<std::size_t>(row);
    const PartitionRecord& record = table()->partitions[partition];
    const TimeWindow counted = view().counted();
    const Side side = view().side();
    const auto summary = [&] {
        return run().pyramid(view().table(), side).summary(partition, counted.first, counted.end);
    };
    switch (column) {
        case 0:
            return partition_name(partition);
        case 1:
            return range_text(record.first_position, record.last_position, 4);
        case 2:
            return clock_of(record.born_second);
        case 3:
            return record.limit_at(side, run().recorded_seconds()).in_units_per_second();
        case 4:
            return HalfUnits(summary().demand).in_units();
        case 5:
            return HalfUnits(summary().throttled).in_units();
        case 6:
            return static_cast<qlonglong>(summary().throttled_count);
        case 7:
            return summary().peak_heat * 100;
        default:
            return static_cast<double>(summary().burst_least) / burst_full * 100;
    }
}

RunTable::Target PartitionsTable::place(int row) const {
    const auto partition = static_cast<std::size_t>(row);
    const auto cursor = view().cursor();
    return CellCursor{
        cursor ? cursor->second
               : std::max(view().window().first, table()->partitions[partition].born_second),
        middle_position(*table(), partition)};
}

QString PartitionsTable::empty_text() const {
    return tr("Each partition with its demand, heat and throttling will be listed here.");
}

SecondsTable::SecondsTable(RunModel& run, ViewState& view, QObject* parent)
    : RunTable(run, view, seconds_headers(), parent) {}

QStringList SecondsTable::headers() const {
    const bool by_minute = table() != nullptr && table()->column_seconds > 1;
    return by_minute ? minutes_headers() : seconds_headers();
}

QStringList SecondsTable::seconds_headers() {
    return {tr("Second"),   tr("Demand, units"), tr("Consumed, units"), tr("Provisioned, units/s"),
            tr("Admitted"), tr("Throttled"),     tr("Refused by")};
}

QStringList SecondsTable::minutes_headers() {
    return {tr("Minute"),           tr("Demand, units"),
            tr("Consumed, units"),  tr("Provisioned, units/s"),
            tr("Admitted"),         tr("Throttled"),
            tr("Refused by"),       tr("Busiest second, units"),
            tr("Throttled seconds")};
}

ColumnRange SecondsTable::columns() const {
    return table() == nullptr ? ColumnRange{}
                              : recorded_columns(*table(), view().side(), view().window());
}

int SecondsTable::count() const {
    const ColumnRange range = columns();
    return static_cast<int>(range.end - range.first);
}

RecordedMoment SecondsTable::moment(int row) const {
    return moment_of_column(*table(), view().side(), columns().first + row);
}

QVariant SecondsTable::cell(int row, int column) const {
    const RecordedMoment at = moment(row);
    const SeriesSecond& of = *at.series;
    switch (column) {
        case 0:
            return at.is_second() ? clock_of(at.seconds.first) : minute_of(at.seconds.first);
        case 1:
            return HalfUnits(of.demand).in_units();
        case 2:
            return HalfUnits(of.consumed).in_units();
        case 3:
            return static_cast<double>(of.provisioned) * 1e-3;
        case 4:
            return static_cast<qlonglong>(of.requests[0]);
        case 5:
            return static_cast<qlonglong>(of.throttled());
        case 7:
            return HalfUnits(at.busiest_demand()).in_units();
        case 8:
            return static_cast<qlonglong>(at.throttled_seconds());
        default:
            break;
    }
    QStringList causes;
    for (std::size_t o = 1; o < outcome_count; ++o) {
        if (of.requests[o] > 0) causes << Words::cause(static_cast<Outcome>(o));
    }
    return causes.join(QStringLiteral(", "));
}

RunTable::Target SecondsTable::place(int row) const {
    const std::int64_t second = moment(row).seconds.first;
    const auto partition = most_throttled_partition(*table(), view().side(), second);
    return CellCursor{second, middle_position(*table(), partition.value_or(0))};
}

QString SecondsTable::empty_text() const {
    return tr("Each second of the visible time will be listed here, or each minute of a long run.");
}

}  // namespace isotherm
