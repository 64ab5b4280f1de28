// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/pages/import_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/gui/models/cause_names.h"
#include "app/gui/pages/import_remarks.h"
#include "app/render/canvas.h"
#include "engine/vocabulary/escaping.h"

namespace isotherm {

QString ImportWords::kind(const ImportedFile& file) {
    if (!file.used) return tr("left out");
    if (!file.kind.empty()) return qtext(file.kind);
    return file.kinds.empty() ? tr("not recognized") : qtext(file.kinds.front());
}

QString ImportWords::amount(const ImportedFile& file) {
    if (!file.used || file.kind.empty()) return {};
    const QString used = tr("%1 used").arg(count_text(file.values));
    return file.skipped == 0 ? used : tr("%1, %2 skipped").arg(used, count_text(file.skipped));
}

QString ImportWords::fact(const UnderstoodFact& fact) {
    if (fact.points == 0) return qtext(printable(fact.value));
    if (fact.first == WallTime{}) return count_text(fact.points);
    return tr("%1 points, %2 to %3")
        .arg(count_text(fact.points), qtext(utc_text(fact.first)), qtext(utc_text(fact.last)));
}

QString ImportWords::error(const Error& error) {
    const QString what = without_options(qtext(printable(error.what)));
    return error.place.line > 0 ? tr("Line %1: %2").arg(error.place.line).arg(what) : what;
}

QString ImportWords::fix(const Error& error) {
    return error.fix.empty() ? QString() : without_options(qtext(printable(error.fix)));
}

QString ImportWords::value(const AnsweredValue& answered) {
    if (!answered.answer.empty()) return qtext(answered.answer);
    const OpenValue& value = answered.value;
    return value.present.empty() ? translated_remark(qtext(printable(value.assumed)))
                                 : qtext(printable(value.present));
}

QString ImportWords::state(const UnderstoodImport& whole) {
    const auto with_errors =
        std::count_if(whole.files.begin(), whole.files.end(),
                      [](const ImportedFile& file) { return file.used && !file.errors.empty(); });
    if (with_errors > 0)
        return tr(
            "%n file(s) cannot be read. Mend them, or clear their check marks to leave them "
            "out.",
            nullptr, static_cast<int>(with_errors));
    if (!whole.errors.empty()) {
        const Error& first = whole.errors.front();
        const QString what = error(first), how = fix(first);
        return how.isEmpty() ? what : what + QLatin1Char('\n') + how;
    }
    if (whole.text.empty()) return tr("Nothing is chosen.");
    const auto asked = std::count_if(
        whole.values.begin(), whole.values.end(),
        [](const AnsweredValue& one) { return one.value.asked && one.answer.empty(); });
    const QString assumed =
        tr("%n value(s) are assumed or open; double-click a value to change it.", nullptr,
           static_cast<int>(whole.values.size()));
    if (asked == 0) return assumed;
    return assumed + QLatin1Char(' ') +
           tr("%n of them, marked \u201c?\u201d, should be answered first.", nullptr,
              static_cast<int>(asked));
}

QString ImportWords::without_options(QString text) {
    static const std::array<std::pair<const char*, const char*>, 9> fields{
        {{"--table", QT_TRANSLATE_NOOP("isotherm::ImportWords", "Table")},
         {"--index", QT_TRANSLATE_NOOP("isotherm::ImportWords", "Table")},
         {"--region", QT_TRANSLATE_NOOP("isotherm::ImportWords", "Region")},
         {"--zone", QT_TRANSLATE_NOOP("isotherm::ImportWords", "Time zone")},
         {"--metric", QT_TRANSLATE_NOOP("isotherm::ImportWords", "Metric")},
         {"--rule", QT_TRANSLATE_NOOP("isotherm::ImportWords", "Rule")},
         {"--period", QT_TRANSLATE_NOOP("isotherm::ImportWords", "Period")},
         {"--from", QT_TRANSLATE_NOOP("isotherm::ImportWords", "From")},
         {"--to", QT_TRANSLATE_NOOP("isotherm::ImportWords", "To")}}};
    text.replace(QStringLiteral("isotherm import --list"),
                 QStringLiteral("resources/docs/formats/index.md"));
    text.replace(QStringLiteral("--attempts N"), QStringLiteral("attempts = N"));
    text.remove(QStringLiteral("--parameter "));
    const int aws = static_cast<int>(text.indexOf(QStringLiteral("aws ")));
    for (const auto& [option, field] : fields) {
        const QString name = QLatin1String(option);
        // Behind a command of AWS stand its own options.
        for (int at = 0; (at = static_cast<int>(text.indexOf(name, at))) >= 0;) {
            const QChar next =
                text.size() > at + name.size() ? text[at + name.size()] : QChar(u' ');
            if ((aws >= 0 && aws < at) || next == QLatin1Char('-') || next.isLetter()) {
                at += static_cast<int>(name.size());
                continue;
            }
            text.replace(at, static_cast<int>(name.size()),
                         QStringLiteral("\u201c%1\u201d").arg(tr(field)));
        }
    }
    return text;
}

}  // namespace isotherm
