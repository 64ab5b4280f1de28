// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/cause_names.h"

#include <QLocale>
#include <cmath>

#include "engine/recording/recording.h"

namespace isotherm {

QString Words::cause(Outcome outcome) {
    switch (outcome) {
        case Outcome::admitted:
            return tr("admitted");
        case Outcome::partition_share:
            return tr("partition share");
        case Outcome::table_throughput:
            return tr("table throughput");
        case Outcome::partition_maximum:
            return tr("partition maximum");
        case Outcome::on_demand_capacity:
            return tr("on-demand capacity");
        case Outcome::on_demand_maximum:
            return tr("on-demand maximum");
        case Outcome::quota:
            return tr("account quota");
        case Outcome::node_capacity:
            return tr("node capacity");
        case Outcome::index_throughput:
            return tr("index throughput");
        case Outcome::index_partition:
            return tr("index partition");
        case Outcome::index_on_demand_maximum:
            return tr("index on-demand maximum");
        case Outcome::collection_full:
            return tr("collection full");
    }
    return {};
}

QString Words::cause_sentence(Outcome outcome) {
    switch (outcome) {
        case Outcome::admitted:
            return {};
        case Outcome::partition_share:
            return tr("Refused: over the partition's share of the provisioned throughput.");
        case Outcome::table_throughput:
            return tr("Refused: over the table's provisioned throughput.");
        case Outcome::partition_maximum:
            return tr("Refused: over the maximum of one partition.");
        case Outcome::on_demand_capacity:
            return tr("Refused: over the capacity that the on-demand table has grown to.");
        case Outcome::on_demand_maximum:
            return tr("Refused: over the maximum set for the on-demand table.");
        case Outcome::quota:
            return tr("Refused: over a quota of the table or the account.");
        case Outcome::node_capacity:
            return tr("Refused: the storage nodes could not absorb the burst.");
        case Outcome::index_throughput:
            return tr("Refused because an index is too far behind: its throughput is too low.");
        case Outcome::index_partition:
            return tr(
                "Refused because an index is too far behind: one of its partitions is too hot.");
        case Outcome::index_on_demand_maximum:
            return tr(
                "Refused because an index is too far behind: its on-demand maximum is too low.");
        case Outcome::collection_full:
            return tr("Refused because the item's collection is full (10 GB).");
    }
    return {};
}

QString Words::reads_or_writes(Side side) {
    return side == Side::read ? tr("reads") : tr("writes");
}

QString Words::event_kind(int kind) {
    switch (static_cast<EventKind>(kind)) {
        case EventKind::table_created:
            return tr("created");
        case EventKind::throttling:
            return tr("throttling");
        case EventKind::run_stopped:
            return tr("stopped");
        case EventKind::note:
            return tr("note");
        case EventKind::split_begun:
            return tr("split begun");
        case EventKind::split_done:
            return tr("split done");
        case EventKind::split_refused:
            return tr("split refused");
        case EventKind::capacity_changed:
            return tr("capacity");
        case EventKind::capacity_asked:
            return tr("capacity asked");
        case EventKind::capacity_refused:
            return tr("capacity refused");
        case EventKind::table_removed:
            return tr("dropped");
        case EventKind::index_active:
            return tr("index active");
        case EventKind::collection_full:
            return tr("collection full");
        case EventKind::alarm:
            return tr("alarm");
        case EventKind::job:
            return tr("job");
        default:
            return tr("event");
    }
}

QString Words::capacity(bool on_demand, Throughput units) {
    if (on_demand) return tr("on demand");
    return count_text(units.read) + QLatin1Char('/') + count_text(units.write);
}

QString Words::moment(TimeWindow seconds) {
    return seconds.length() == 1 ? clock_of(seconds.first)
                                 : tr("minute %1").arg(minute_of(seconds.first));
}

QString count_text(std::int64_t number) {
    return QLocale().toString(static_cast<qlonglong>(number));
}

QString count_text(std::uint64_t number) {
    return QLocale().toString(static_cast<qulonglong>(number));
}

QString amount_text(double amount) {
    const bool whole = std::abs(amount - std::round(amount)) < 0.05 || std::abs(amount) >= 1'000;
    return QLocale().toString(amount, 'f', whole ? 0 : 1);
}

QString share_text(double share, int decimals) {
    return QLocale().toString(share * 100, 'f', decimals) + QStringLiteral("\u00a0%");
}

QString partition_name(std::size_t partition) { return QStringLiteral("P%1").arg(partition); }

QString range_text(std::uint64_t first, std::uint64_t last, int digits) {
    const auto hex = [digits](std::uint64_t position) {
        return QString::number(position >> (64 - 4 * digits), 16)
            .toUpper()
            .rightJustified(digits, QLatin1Char('0'));
    };
    return hex(first) + QStringLiteral("\u2013") + hex(last);
}

}  // namespace isotherm
