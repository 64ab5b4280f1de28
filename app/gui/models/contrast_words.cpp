// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/contrast_words.h"

#include <QLocale>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "app/gui/models/bill_words.h"
#include "app/gui/models/cause_names.h"
#include "app/gui/models/compare_sentence.h"
#include "app/gui/models/compared_table.h"
#include "app/render/canvas.h"

namespace isotherm {
namespace {

constexpr qsizetype most_sentences = 3;

QString whole_units(double units) { return QLocale().toString(std::round(units), 'f', 0); }

bool differs(double a, double b) {
    constexpr double rounding = 0.5;  // shown without decimals
    return std::abs(a - b) >= rounding;
}

}  // namespace

QString ContrastWords::result(const SideContrast& of) {
    const QString name = qtext(printable(of.resource.label()));
    const QString side = Words::reads_or_writes(of.side);
    if (!of.a) return tr("%1 (%2) is only in B.").arg(name, side);
    if (!of.b) return tr("%1 (%2) is only in A.").arg(name, side);
    const QString shares =
        tr("%1 of tries, A %2").arg(share_text(of.b->share()), share_text(of.a->share()));
    const std::uint64_t a = of.a->throttled, b = of.b->throttled;
    if (a == b) return tr("%1: A and B throttle as many %2, %3.").arg(name, side, count_text(a));
    return (b < a ? tr("%1: B throttles %2 %3 fewer (%4).")
                  : tr("%1: B throttles %2 %3 more (%4)."))
        .arg(name, count_text(b < a ? a - b : b - a), side, shares);
}

QString ContrastWords::reason(const SideContrast& of) {
    if (!of.a || !of.b) return {};
    const ContrastFigures &a = *of.a, &b = *of.b;
    QStringList parts;
    constexpr double noticeable = 0.005;  // half a percent of the limit
    if (std::abs(a.hottest - b.hottest) > noticeable)
        parts << tr("In A its busiest partition was asked for %1 of its limit, in B for %2.")
                     .arg(share_text(a.hottest, 0), share_text(b.hottest, 0));
    QStringList changes;
    if (differs(a.capacity, b.capacity) && a.capacity > 0 && b.capacity > 0)
        changes << tr("capacity %1 \u2192 %2 units/s")
                       .arg(whole_units(a.capacity), whole_units(b.capacity));
    if (a.partitions != b.partitions)
        changes << tr("partitions %1 \u2192 %2")
                       .arg(count_text(static_cast<std::uint64_t>(a.partitions)),
                            count_text(static_cast<std::uint64_t>(b.partitions)));
    if (differs(a.partition_limit, b.partition_limit))
        changes << tr("limit of the busiest %1 \u2192 %2 units/s")
                       .arg(whole_units(a.partition_limit), whole_units(b.partition_limit));
    if (a.tries != b.tries)
        changes << tr("tries %1 \u2192 %2").arg(count_text(a.tries), count_text(b.tries));
    if (!changes.isEmpty()) parts << tr("From A to B: %1.").arg(changes.join(QStringLiteral(", ")));
    return parts.join(QLatin1Char(' '));
}

// What a table costs in both runs: its price stands in the first of its rows.
QString ContrastWords::price(const std::vector<SideContrast>& rows, const ResourceName& resource,
                             std::int64_t seconds) {
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const SideContrast& one) {
        return one.resource == resource;
    });
    if (row == rows.end() || !row->a || !row->b || !row->a->bill || !row->b->bill) return {};
    const QString a = BillWords::text(*row->a->bill, seconds);
    const QString b = BillWords::text(*row->b->bill, seconds);
    return a == b ? tr("Its bill is the same, %1.").arg(a)
                  : tr("Its bill is %1 in B, %2 in A.").arg(b, a);
}

QStringList ContrastWords::sentences(const RunModel& b) {
    std::vector<SideContrast> rows = contrasts_of(b);
    // The sentence about all tables already has the result of the only one.
    if (rows.size() == 1) return {reason(rows.front())};
    const std::vector<SideContrast> all = rows;
    const std::int64_t seconds = std::min(
        b.baseline() == nullptr ? 0 : b.baseline()->recorded_seconds(), b.recorded_seconds());
    std::erase_if(rows, [](const SideContrast& row) { return row.throttled_most() == 0; });
    std::stable_sort(rows.begin(), rows.end(),
                     [](const SideContrast& one, const SideContrast& two) {
                         return one.throttled_most() > two.throttled_most();
                     });
    QStringList list;
    for (const SideContrast& row : rows) {
        if (list.size() == most_sentences) {
            list << tr("%n more are in the table of A and B.", nullptr,
                       static_cast<int>(rows.size()) - static_cast<int>(most_sentences));
            break;
        }
        QStringList parts{result(row), reason(row), price(all, row.resource, seconds)};
        parts.removeAll(QString());
        list << parts.join(QLatin1Char(' '));
    }
    return list;
}

QString ContrastWords::whole(const RunModel& b) {
    if (b.baseline() == nullptr || !b.baseline()->scenario() || !b.scenario()) return {};
    const RunModel& a = *b.baseline();
    const std::int64_t seconds = std::min(a.recorded_seconds(), b.recorded_seconds());
    QStringList lines{CompareSentence::result(figures_of(a.recording(), *a.scenario(), seconds),
                                              figures_of(b.recording(), *b.scenario(), seconds))};
    // The first sentence is about all tables; each that follows, about one side of one table.
    lines += sentences(b);
    if (a.planned_seconds() != b.planned_seconds())
        lines << tr("Compared over the first %1, which both have.").arg(clock_of(seconds));
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

}  // namespace isotherm
