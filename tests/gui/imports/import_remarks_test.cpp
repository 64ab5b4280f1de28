// SPDX-License-Identifier: GPL-3.0-or-later
// Assumptions and questions of imports in Japanese: every text that an import writes is known.

#include "app/gui/pages/import_remarks.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTranslator>

namespace isotherm {
namespace {

struct InJapanese {
    QTranslator words;
    InJapanese() {
        EXPECT_TRUE(words.load(QStringLiteral(":/translations/isotherm_ja.qm")));
        QCoreApplication::installTranslator(&words);
    }
    ~InJapanese() { QCoreApplication::removeTranslator(&words); }
};

bool is_japanese(const QString& text) {
    static const QRegularExpression kana(
        QStringLiteral("[\\x{3040}-\\x{30ff}\\x{4e00}-\\x{9fff}]"));
    return text.contains(kana);
}

// The arguments of the call whose parenthesis opens at `open`.
QStringList arguments_at(const QString& code, qsizetype open) {
    QStringList list{QString()};
    int depth = 0;
    bool quoted = false;
    for (qsizetype at = open; at < code.size(); ++at) {
        const QChar c = code[at];
        if (c == QLatin1Char('"') && code[at - 1] != QLatin1Char('\\')) quoted = !quoted;
        if (!quoted && c == QLatin1Char('(') && ++depth == 1) continue;
        if (!quoted && c == QLatin1Char(')') && --depth == 0) break;
        if (!quoted && depth == 1 && c == QLatin1Char(','))
            list << QString();
        else
            list.back() += c;
    }
    return list;
}

// The text that an expression of literals and values makes, with "x" for each value; empty if it
// has no literal.
QString text_of_expression(QString code) {
    static const QRegularExpression format(QStringLiteral("^\\s*fmt::format"));
    if (const auto found = format.match(code); found.hasMatch())
        code = arguments_at(code, found.capturedEnd()).front();
    static const QRegularExpression literal(QStringLiteral("\"((?:[^\"\\\\]|\\\\.)*)\""));
    QString text;
    qsizetype end = 0;
    auto literals = literal.globalMatch(code);
    if (!literals.hasNext()) return {};
    while (literals.hasNext()) {
        const auto found = literals.next();
        if (!code.mid(end, found.capturedStart() - end).trimmed().isEmpty() && end > 0)
            text += QLatin1Char('x');
        text += found.captured(1);
        end = found.capturedEnd();
    }
    if (!code.mid(end).trimmed().isEmpty()) text += QLatin1Char('x');
    text.replace(QStringLiteral("unit{}"), QStringLiteral("units"));
    static const QRegularExpression place(QStringLiteral("\\{[^}]*\\}"));
    return text.replace(place, QStringLiteral("x"));
}

TEST(ImportRemarks, EveryTextOfAnImportIsKnown) {
    const InJapanese language;
    int texts = 0;
    QDirIterator files(QStringLiteral(ISOTHERM_SOURCE_DIR "/workloads/imports"),
                       {QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
    static const QRegularExpression call(QStringLiteral("facts_?\\.(ask|assume)\\("));
    while (files.hasNext()) {
        QFile file(files.next());
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        const QString code = QString::fromUtf8(file.readAll());
        auto calls = call.globalMatch(code);
        while (calls.hasNext()) {
            const auto found = calls.next();
            const QStringList arguments = arguments_at(code, found.capturedEnd() - 1);
            const QString text = text_of_expression(arguments.back());
            // Reasons that are put together have a test of their own below.
            if (text.isEmpty() || text == QLatin1String("; x")) continue;
            ++texts;
            EXPECT_TRUE(is_japanese(translated_remark(text))) << text.toStdString();
        }
    }
    EXPECT_GT(texts, 35);
}

TEST(ImportRemarks, KeepNamesAndNumbersAndJoinReasons) {
    const InJapanese language;
    const auto said = [](const char* english) {
        return translated_remark(QString::fromUtf8(english)).toStdString();
    };
    EXPECT_EQ(said("how many values 100 % {day} has; 1,000,000 assumed"),
              "100 % {day} の値の数。1,000,000 と仮定");
    EXPECT_EQ(said("no source has it; how large its items are; 1 KB assumed"),
              "どの資料にもありません。項目の大きさ。1 KB と仮定");
    EXPECT_EQ(
        said("12 write throttle events of orders were recorded from 2026-11-16T00:00:00Z to "
             "2026-11-16T01:00:00Z; this scenario may not reproduce them because: rates are "
             "means of 5 minutes, keys are uniform"),
        "orders の書き込みのスロットリングが 12 件、2026-11-16T00:00:00Z から "
        "2026-11-16T01:00:00Z まで記録されています。このシナリオで再現しないかもしれない理由: "
        "頻度は 5 分の平均、キーが均等");
    EXPECT_EQ(said("${self:custom.units}"), "${self:custom.units}");
}

// In English a remark stays as it is, whatever its names are.
TEST(ImportRemarks, AreTheSameInEnglish) {
    for (const char* text : {"how many values 50%1 has; 1,000,000 assumed", "no source has it",
                             "scheduled action night: cron(0 6 ? * MON-FRI *)"})
        EXPECT_EQ(translated_remark(QString::fromUtf8(text)).toStdString(), text);
}

}  // namespace
}  // namespace isotherm
