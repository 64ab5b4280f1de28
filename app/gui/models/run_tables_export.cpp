// SPDX-License-Identifier: GPL-3.0-or-later
// Export of the tables: English keys, seconds of the run, and codes instead of sentences.

#include "app/gui/models/requests_table.h"
#include "app/gui/models/run_tables.h"
#include "app/render/backlog_columns.h"
#include "app/render/canvas.h"
#include "engine/vocabulary/result.h"

namespace isotherm {
namespace {

QVariant whole(std::int64_t number) { return static_cast<qlonglong>(number); }
QVariant whole(std::uint64_t number) { return static_cast<qulonglong>(number); }
QVariant words(std::string_view text) { return qtext(printable(text)); }

QStringList list_of(std::initializer_list<const char*> names) {
    QStringList list;
    for (const char* name : names) list << QLatin1String(name);
    return list;
}

QVariant position_text(KeyPosition position) {
    return QString::number(position, 16).toUpper().rightJustified(16, QLatin1Char('0'));
}

// Returns the causes, such as "partition_share;quota".
QVariant refused_by(const SeriesSecond& second) {
    QStringList causes;
    for (std::size_t o = 1; o < outcome_count; ++o) {
        if (second.requests[o] > 0) causes << qtext(std::string(outcome_names[o]));
    }
    return causes.join(QLatin1Char(';'));
}

}  // namespace

QStringList HotKeysTable::keys() const {
    return list_of({"list", "key", "requests", "at_most_more", "partition", "workload"});
}

QVariant HotKeysTable::machine_value(int row, int key) const {
    const HotKey& of = this->key(row);
    const bool refused = shown()[static_cast<std::size_t>(row)].throttled;
    switch (key) {
        case 0:
            return words(refused ? "most_throttled" : "hottest");
        case 1:
            return words(of.name);
        case 2:
            return whole(of.count);
        case 3:
            return whole(of.count_bound);
        case 4:
            return whole(of.partition);
        default:
            return words(of.workload < run().recording().workload_names.size()
                             ? run().recording().workload_names[of.workload]
                             : std::string());
    }
}

QStringList EventsTable::keys() const {
    return list_of({"first_s", "end_s", "kind", "table", "index", "side", "throttled", "text"});
}

QVariant EventsTable::machine_value(int row, int key) const {
    const Entry& entry = entries()[static_cast<std::size_t>(row)];
    switch (key) {
        case 0:
            return whole(entry.second);
        case 1:
            return whole(entry.end_second);
        case 2: {
            const auto kind = static_cast<std::size_t>(entry.kind);
            return words(kind < event_kind_names.size() ? event_kind_names[kind] : "event");
        }
        case 3:
            return words(entry.name.table);
        case 4:
            return words(entry.name.index);
        case 5:
            return entry.side ? words(side_names[*entry.side]) : QVariant(QString());
        case 6:
            return whole(entry.throttled);
        default:
            return words(entry.said);
    }
}

QStringList PartitionsTable::keys() const {
    return list_of({"partition", "first_position", "last_position", "born_s", "retired_s",
                    "limit_per_second", "demand_units", "throttled_units", "throttled_requests",
                    "hottest_second_share", "least_burst_left_share"});
}

QVariant PartitionsTable::machine_value(int row, int key) const {
    const auto partition = static_cast<std::size_t>(row);
    const PartitionRecord& record = table()->partitions[partition];
    const TimeWindow counted = view().counted();
    const HeatSummary summary =
        run().pyramid(view().table(), view().side()).summary(partition, counted.first, counted.end);
    switch (key) {
        case 0:
            return whole(partition);
        case 1:
            return position_text(record.first_position);
        case 2:
            return position_text(record.last_position);
        case 3:
            return whole(record.born_second);
        case 4:
            return record.retired_second ? whole(*record.retired_second) : QVariant();
        case 5:
            return record.limit_at(view().side(), run().recorded_seconds()).in_units_per_second();
        case 6:
            return HalfUnits(summary.demand).in_units();
        case 7:
            return HalfUnits(summary.throttled).in_units();
        case 8:
            return whole(std::uint64_t{summary.throttled_count});
        case 9:
            return static_cast<double>(summary.peak_heat);
        default:
            return static_cast<double>(summary.burst_least) / burst_full;
    }
}

QStringList SecondsTable::keys() const {
    QStringList names =
        list_of({"second", "demand_units", "consumed_units", "provisioned_units_per_second",
                 "admitted", "throttled", "refused_by"});
    if (table() != nullptr && table()->column_seconds > 1)
        names << list_of({"busiest_second_units", "throttled_seconds"});
    if (table() != nullptr && table()->is_index)
        names << list_of({"writes_waiting", "expected_wait_seconds"});
    return names;
}

QVariant SecondsTable::machine_value(int row, int key) const {
    const RecordedMoment at = moment(row);
    if (const auto column = key - static_cast<int>(headers().size()); column >= 0) {
        const BacklogSecond behind = backlog_between(*table(), at.seconds.first, at.seconds.end);
        return column == 0 ? whole(behind.entries)
                           : QVariant(static_cast<double>(behind.expected_wait_us) * 1e-6);
    }
    switch (key) {
        case 0:
            return whole(at.seconds.first);
        case 6:
            return refused_by(*at.series);
        default:
            return cell(row, key);  // the remaining cells are numbers
    }
}

QStringList RequestsTable::keys() const {
    return list_of({"time_us", "workload", "operation", "key", "bytes", "units", "attempt",
                    "outcome", "sent_again"});
}

QVariant RequestsTable::machine_value(int row, int key) const {
    const LoggedRequest& of = request(row);
    switch (key) {
        case 0:
            return whole((of.arrival - sim_start).count());
        case 1:
            return words(of.workload);
        case 2:
            return words(api_name(of.operation));
        case 3:
            return words(of.key);
        case 4:
            return whole(std::uint64_t{of.bytes});
        case 5:
            return of.cost.in_units();
        case 6:
            return whole(std::int64_t{of.attempt});
        case 7:
            return words(outcome_names[static_cast<std::size_t>(of.outcome)]);
        default:
            return of.sent_again;
    }
}

}  // namespace isotherm
