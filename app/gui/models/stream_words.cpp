// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/stream_words.h"

#include <QDateTime>
#include <QLocale>
#include <array>
#include <cmath>

#include "app/gui/models/cause_names.h"
#include "app/render/canvas.h"
#include "app/render/plot_frame.h"
#include "app/render/value_axis.h"
#include "engine/vocabulary/result.h"

namespace isotherm {
namespace {

// Times after 1980 are almost certainly Unix time.
constexpr std::int64_t year_1980_us = 315'532'800 * second_us;

QString rate_text(double a_second) {
    const int decimals = a_second < 10 ? 2 : a_second < 100 ? 1 : 0;
    return QLocale().toString(a_second, 'f', decimals);
}

QString times_text(double factor) {
    return QLocale().toString(factor, 'f', factor < 10 ? 1 : 0) + QStringLiteral("\u00d7");
}

}  // namespace

WallTime start_of(const StreamFacts& facts) {
    const std::int64_t first = facts.statistics.first_time_us / second_us * second_us;
    return first > year_1980_us ? WallTime(SimDuration(first)) : WallTime{};
}

QString StreamWords::moment(std::int64_t time_us) {
    if (time_us <= year_1980_us) return qtext(clock_text(SimTime(SimDuration(time_us))));
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(time_us / 1'000, Qt::UTC);
    return QLocale().toString(time, tr("d MMM yyyy HH:mm:ss", "form of a moment")) +
           QStringLiteral(" UTC");
}

QString StreamWords::second(const StreamFacts& facts, std::int64_t second) {
    const std::int64_t first = facts.statistics.first_time_us / second_us;
    return moment((first + second) * second_us);
}

QString StreamWords::bytes(double count) {
    static constexpr std::array names{"B", "KB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    while (count >= 1'024 && unit + 1 < names.size()) {
        count /= 1'024;
        ++unit;
    }
    return QLocale().toString(count, 'f', unit == 0 || count >= 100 ? 0 : 1) + QChar(0xA0) +
           QLatin1String(names[unit]);
}

QString StreamWords::format(const StreamFacts& facts) {
    QString text =
        tr("%1: %2, told from: %3")
            .arg(qtext(facts.format), qtext(facts.format_help), qtext(printable(facts.reason)));
    if (!facts.doubt.empty()) text += tr("; may be wrong: %1").arg(qtext(printable(facts.doubt)));
    if (!facts.assumed.empty()) text += tr("; read with %1").arg(qtext(printable(facts.assumed)));
    return text;
}

QString StreamWords::unread(const StreamFacts& facts) {
    if (facts.whole()) return {};
    const QString rows = count_text(facts.statistics.rows);
    if (facts.stopped) {
        return tr("Reading was cancelled: these numbers cover the first %1 requests, %2 of the "
                  "file.")
            .arg(rows, share_text(facts.share, 0));
    }
    return tr("Reading failed: these numbers cover the %1 requests before %2.")
        .arg(rows, qtext(facts.failure.front().where()));
}

QString StreamWords::need(const StreamFacts& facts) {
    const PaceNeed& reads = facts.pace.needs[Side::read];
    const PaceNeed& writes = facts.pace.needs[Side::write];
    const auto units = [&](double read, double write) {
        const QString rcu = amount_text(std::ceil(read)), wcu = amount_text(std::ceil(write));
        return writes.units <= 0  ? tr("%1 RCU").arg(rcu)
               : reads.units <= 0 ? tr("%1 WCU").arg(wcu)
                                  : tr("%1 RCU and %2 WCU").arg(rcu, wcu);
    };
    const QString mean = units(reads.mean, writes.mean);
    if (!facts.statistics.has_times) {
        return tr("It records the order of requests but no times. At %1 requests a second, the "
                  "rate that its scenario starts with, it would need %2.")
            .arg(amount_text(StreamPaceBuilder::assumed_rate), mean);
    }
    const double excess = std::max(reads.busiest / static_cast<double>(reads.provisioned()),
                                   writes.busiest / static_cast<double>(writes.provisioned()));
    if (excess <= 1) {
        return tr("On average it needs a table with %1, and no second needs more.").arg(mean);
    }
    return tr("On average it needs a table with %1; its busiest seconds need %2, %3 what is "
              "provisioned for the mean. In those seconds the table uses saved-up burst capacity, "
              "and throttles when that is used up.")
        .arg(mean, units(reads.busiest, writes.busiest), times_text(excess));
}

std::vector<StreamWords::Row> StreamWords::numbers(const StreamFacts& facts) {
    const TraceStatistics& counted = facts.statistics;
    const StreamPace& pace = facts.pace;
    const auto shared = [&](std::uint64_t count) {
        return QStringLiteral("%1 (%2)").arg(count_text(count), share_text(counted.share(count)));
    };
    std::vector<Row> rows;
    rows.emplace_back(tr("Requests"), count_text(counted.rows));
    rows.emplace_back(tr("Reads"), shared(counted.reads));
    rows.emplace_back(tr("Writes"), shared(counted.writes));
    if (counted.has_verbs) {
        QStringList verbs;
        for (const auto& [name, count] : counted.operations) {
            verbs << QStringLiteral("%1 %2").arg(qtext(printable(name)), count_text(count));
        }
        rows.emplace_back(tr("Operations"), verbs.join(QStringLiteral(", ")));
    }
    if (counted.has_times) {
        rows.emplace_back(tr("First request"), moment(counted.first_time_us));
        rows.emplace_back(tr("Last request"), moment(counted.last_time_us));
        rows.emplace_back(
            tr("Duration"),
            qtext(length_text(static_cast<double>(counted.last_time_us - counted.first_time_us) *
                              1e-6)));
        rows.emplace_back(tr("Mean"), tr("%1 a second").arg(rate_text(pace.mean_requests)));
        rows.emplace_back(tr("Busiest second"), tr("%1 requests, at %2")
                                                    .arg(count_text(counted.busiest_second_rows),
                                                         second(facts, pace.busiest_second)));
        rows.emplace_back(
            tr("Seconds with requests"),
            tr("%1 of %2").arg(count_text(counted.seconds_with_rows), count_text(pace.seconds)));
        rows.emplace_back(tr("Times in order"), counted.times_non_decreasing
                                                    ? tr("yes")
                                                    : tr("no; its scenario sorts them first"));
    } else {
        rows.emplace_back(tr("Times"), tr("none, only the order"));
    }
    if (counted.has_sizes) {
        const double mean = static_cast<double>(counted.size_sum) /
                            static_cast<double>(std::max<std::uint64_t>(counted.rows, 1));
        rows.emplace_back(tr("Item sizes"),
                          tr("%1 on average, %2 to %3")
                              .arg(bytes(mean), bytes(static_cast<double>(counted.size_min)),
                                   bytes(static_cast<double>(counted.size_max))));
        rows.emplace_back(tr("Bytes in all"), bytes(static_cast<double>(counted.size_sum)));
    } else {
        rows.emplace_back(
            tr("Item sizes"),
            tr("none; %1 is assumed").arg(bytes(StreamPaceBuilder::assumed_item_bytes)));
    }
    for (const auto& [name, total] : counted.totals)
        rows.emplace_back(qtext(name), count_text(total));
    rows.emplace_back(tr("Distinct keys"), count_text(counted.distinct_keys));
    rows.emplace_back(tr("Zipf exponent, fitted"),
                      counted.zipf_exponent
                          ? tr("%1 (rough)").arg(QLocale().toString(*counted.zipf_exponent, 'f', 3))
                          : tr("no key repeats"));
    return rows;
}

QString StreamWords::all(const StreamFacts& facts) {
    QStringList lines{qtext(printable(facts.path)), format(facts)};
    if (!facts.whole()) lines << unread(facts);
    for (const auto& [what, how_much] : numbers(facts)) {
        lines << what + QLatin1Char('\t') + how_much;
    }
    for (const auto& key : facts.statistics.top) {
        lines << QStringLiteral("%1\t%2\t%3")
                     .arg(qtext(printable(key.key)), count_text(key.count),
                          share_text(facts.statistics.share(key.count), 2));
    }
    return lines.join(QLatin1Char('\n'));
}

}  // namespace isotherm
