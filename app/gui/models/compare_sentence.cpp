// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/compare_sentence.h"

#include <QLocale>
#include <cmath>

#include "app/gui/models/cause_names.h"
#include "app/render/canvas.h"

namespace isotherm {
namespace {

constexpr std::size_t most_changes = 3;

QString points_text(double share) {
    QString text = QLocale().toString(std::abs(share) * 100, 'f', 2);
    return share < 0 ? QChar(0x2212) + text : text;
}

}  // namespace

QString dollars_text(double dollars) {
    const double size = std::abs(dollars);
    const int decimals = size >= 0.1 || size == 0 ? 2 : size >= 0.001 ? 4 : 6;
    const QString digits = QLocale().toString(size, 'f', decimals);
    return (dollars < 0 ? QStringLiteral("\u2212$") : QStringLiteral("$")) + digits;
}

QString CompareSentence::result(const RunFigures& a, const RunFigures& b) {
    if (b.seconds == 0) return tr("B has only begun.");
    if (a.seconds == 0) return tr("A has nothing on record to compare with.");
    QString sentence;
    const auto more =
        static_cast<std::int64_t>(b.throttled) - static_cast<std::int64_t>(a.throttled);
    const QString counts =
        tr("%1 of all tries, A %2")
            .arg(share_text(b.throttled_share(), 1), share_text(a.throttled_share(), 1));
    if (more == 0) {
        sentence = a.throttled == 0
                       ? tr("Neither A nor B throttles anything.")
                       : tr("B throttles as many tries as A: %1.").arg(count_text(a.throttled));
    } else if (more < 0) {
        sentence = tr("B throttles %1 fewer tries than A (%2).").arg(count_text(-more), counts);
    } else {
        sentence = tr("B throttles %1 more tries than A (%2).").arg(count_text(more), counts);
    }
    if (!a.bill || !b.bill) return sentence;
    const double dearer = *b.bill - *a.bill;
    if (std::abs(dearer) < 5e-7)
        return sentence + QLatin1Char(' ') + tr("Both have the same bill.");
    const QString bills = tr("%1, A %2").arg(dollars_text(*b.bill), dollars_text(*a.bill));
    return sentence + QLatin1Char(' ') +
           (dearer > 0 ? tr("Its bill is %1 higher (%2).").arg(dollars_text(dearer), bills)
                       : tr("Its bill is %1 lower (%2).").arg(dollars_text(-dearer), bills));
}

QString CompareSentence::verdict(const PairedDifference& share) {
    const int pairs = static_cast<int>(share.pairs());
    const QString by = tr("B \u2212 A is %1 \u00b1 %2 points of the tries")
                           .arg(points_text(share.mean()), points_text(share.half_width()));
    return share.clear() ? tr("Clear: with %n seeds %1.", nullptr, pairs).arg(by)
                         : tr("No clear difference: with %n seeds %1, which is within the noise.",
                              nullptr, pairs)
                               .arg(by);
}

QString CompareSentence::changes(const RunModel& a, const RunModel& b) {
    if (!a.scenario() || !b.scenario()) return {};
    const auto lines = differences(*a.scenario(), *b.scenario());
    if (lines.empty()) return tr("B is the same scenario.");
    QStringList shown;
    for (const std::string& line : lines) {
        if (shown.size() == static_cast<qsizetype>(most_changes)) {
            shown << tr("and %n more", nullptr, static_cast<int>(lines.size() - most_changes));
            break;
        }
        shown << (line.starts_with(without_mark)
                      ? tr("without %1").arg(qtext(line.substr(without_mark.size())))
                      : qtext(line));
    }
    return tr("B: %1").arg(shown.join(QStringLiteral(", ")));
}

}  // namespace isotherm
