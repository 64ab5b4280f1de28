// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/compare_sentence.h"

#include <QLocale>
#include <cmath>

#include "app/gui/models/engine_words.h"
#include "app/render/canvas.h"
#include "engine/insight/run_comparison.h"

namespace isotherm {
namespace {

constexpr std::size_t most_changes = 3;

}  // namespace

QString dollars_text(double dollars) {
    const double size = std::abs(dollars);
    const int decimals = size >= 0.1 || size == 0 ? 2 : size >= 0.001 ? 4 : 6;
    const QString digits = QLocale().toString(size, 'f', decimals);
    return (dollars < 0 ? QStringLiteral("\u2212$") : QStringLiteral("$")) + digits;
}

QString CompareSentence::result(const RunFigures& a, const RunFigures& b) {
    QStringList sentences;
    for (const Message& one : compared(a, b)) sentences << engine_words(one);
    return sentences.join(QLatin1Char(' '));
}

QString CompareSentence::changes(const RunModel& a, const RunModel& b) {
    if (!a.scenario() || !b.scenario()) return {};
    const auto lines = differences(*a.scenario(), *b.scenario());
    if (lines.empty()) return tr("B is the same scenario as A.");
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
