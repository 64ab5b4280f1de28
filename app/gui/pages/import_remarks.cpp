// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/pages/import_remarks.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <array>
#include <optional>
#include <vector>

namespace isotherm {
namespace {

// %1 to %4 stand for names and numbers; those behind a colon may be remarks themselves.
constexpr auto remark_forms = std::to_array<const char*>({
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "no source has it"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "no source has its capacity"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "no source has it: aws dynamodb describe-table"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "no source has it, so the table is left out"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "no source has it, so the index is left out"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "the peak of what was consumed"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "no source says which operations there are (SuccessfulRequestLatency, "
                      "SampleCount, by Operation)"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "no source says how often callers try"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "how often callers try: --attempts N"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "how many requests these units represent: the statistic SampleCount of %1; "
                      "%2 unit each assumed"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "how many requests these units represent: the statistic SampleCount of %1; "
                      "%2 units each assumed"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "units alone do not show the consistency"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "whether reads are strongly consistent: strong assumed, eventually "
                      "consistent reads would be twice as many"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "which writes change an entry of the local index %1: in_index"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "no source says how often each key is requested"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "key skew: one hot key changes everything (Contributor Insights: aws "
                      "cloudwatch get-insight-rule-report)"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "its hot keys are known, but which writes they are from is not: %1"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "the hottest keys of %1 are hot only part of the time, so their shares are "
                      "not used: give a report of a shorter time"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "what share the hottest keys of %1 have: give ConsumedWriteCapacityUnits "
                      "and ConsumedReadCapacityUnits of the same time"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "how large its items are; 1 KB assumed"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "how large an entry is; 100 B assumed"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "sample items are not production data: how large are real items?"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "how long items live (attribute %1): no description has it"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "what one partition key holds, with its local index entries: 10 GB at most"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "how many values %1 has; 1,000,000 assumed"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "its key"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "its key and projection: aws dynamodb describe-table"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "the model has no capacity of indexes; the table's is taken"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "how many writes come from %1"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "which Region is meant: give --region with one of its replicas"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "Terraform knows it only after the plan is applied"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "the table's name is known only after the plan is applied"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "its policy follows a metric of your own, which is not in the scenario"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "scheduled action %1: %2"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "an export has neither the keys nor the capacity: aws dynamodb "
                      "describe-table"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "the log is a sample: by which factor are there more requests"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "which calls a web request makes: a GET is taken for one GetItem, another "
                      "method for one PutItem"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "the file does not say which statistic it has"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "which requests come: give CloudWatch metrics (aws cloudwatch "
                      "get-metric-data) or a log"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "what was recorded is longer than ten years: --from and --to"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "schedules need a date; --from chooses another one"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "how long the run is: --from and --to; an hour assumed"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "the default book"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "no prices of %1 are known"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "%1 events are not part of the scenario"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "%1 calls are not part of the scenario"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "sdk_standard, %1 tries"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "%1 read throttle event of %2 was recorded from %3 to %4"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "%1 read throttle events of %2 were recorded from %3 to %4"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "%1 write throttle event of %2 was recorded from %3 to %4"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "%1 write throttle events of %2 were recorded from %3 to %4"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "%1 call of %2 in the log was throttled"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "%1 calls of %2 in the log were throttled"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "this scenario may not reproduce them because: %1"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "this scenario may not reproduce it because: %1"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "rates are means of %1 minutes"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "no source says which requests came"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "keys are uniform"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks", "the capacity mode is assumed"),
    QT_TRANSLATE_NOOP("isotherm::ImportRemarks",
                      "capacity that changed meanwhile is known only at the start"),
});

// What a form looks like in a remark: each place takes any text.
QRegularExpression pattern_of(const char* form) {
    QString pattern = QRegularExpression::escape(QString::fromLatin1(form));
    static const QRegularExpression place(QStringLiteral("\\\\%\\d"));
    pattern.replace(place, QStringLiteral("(.+?)"));
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern));
}

const std::vector<QRegularExpression>& patterns() {
    static const std::vector<QRegularExpression> all = [] {
        std::vector<QRegularExpression> made;
        for (const char* form : remark_forms) made.push_back(pattern_of(form));
        return made;
    }();
    return all;
}

std::optional<QString> one_remark(const QString& english);

// A list of reasons, or a name or number as it is.
QString argument_of(const QString& english) {
    QStringList parts = english.split(QStringLiteral(", "));
    for (QString& part : parts) {
        const auto known = one_remark(part);
        if (!known) return english;
        part = *known;
    }
    return parts.join(
        QCoreApplication::translate("isotherm::ImportRemarks", ", ", "between reasons"));
}

std::optional<QString> one_remark(const QString& english) {
    for (std::size_t f = 0; f < remark_forms.size(); ++f) {
        const auto found = patterns()[f].match(english);
        if (!found.hasMatch()) continue;
        QString text = QCoreApplication::translate("isotherm::ImportRemarks", remark_forms[f]);
        // All at once: a name may have a percent sign.
        static const QRegularExpression place(QStringLiteral("%(\\d)"));
        qsizetype from = 0;
        for (auto at = place.match(text, from); at.hasMatch(); at = place.match(text, from)) {
            const QString argument = argument_of(found.captured(at.captured(1).toInt()));
            text.replace(at.capturedStart(), at.capturedLength(), argument);
            from = at.capturedStart() + argument.size();
        }
        return text;
    }
    return std::nullopt;
}

}  // namespace

// Several remarks on one value are joined with semicolons, which remarks may have, too, so that the
// shortest beginning that is known goes first. Semicolons in parentheses separate nothing.
QString translated_remark(const QString& english) {
    const QString between = QStringLiteral("; ");
    for (qsizetype end = english.indexOf(between); end >= 0;
         end = english.indexOf(between, end + 1)) {
        const QString first = english.left(end);
        if (first.count(QLatin1Char('(')) != first.count(QLatin1Char(')'))) continue;
        const auto known = one_remark(first);
        if (!known) continue;
        return *known +
               QCoreApplication::translate("isotherm::ImportRemarks", "; ", "between remarks") +
               translated_remark(english.mid(end + between.size()));
    }
    return one_remark(english).value_or(english);
}

}  // namespace isotherm
