// SPDX-License-Identifier: GPL-3.0-or-later
// The handouts as PDF: their pages and their text, read back from the file.

#include <gtest/gtest.h>

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <algorithm>

#include "app/gui/lessons/handouts.h"

namespace isotherm {
namespace {

QByteArray read_file(const QString& path) {
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    return file.readAll();
}

qsizetype pages(const QByteArray& pdf) {
    return QString::fromLatin1(pdf).count(QRegularExpression(QStringLiteral("/Type /Page\\b")));
}

// Whether a font of the file has a glyph that stands for this character (ToUnicode).
bool has_text(const QByteArray& pdf, const QString& text) {
    return std::all_of(text.begin(), text.end(), [&](QChar character) {
        const QByteArray code = QByteArray::number(character.unicode(), 16).rightJustified(4, '0');
        return pdf.contains('<' + code + '>') || pdf.contains('<' + code.toUpper() + '>');
    });
}

TEST(Handouts, HaveAPageInEachLanguage) {
    const QTemporaryDir folder;
    const QString both = folder.filePath(QStringLiteral("both.pdf"));
    ASSERT_TRUE(write_handouts(both, {QStringLiteral("en"), QStringLiteral("ja")}).empty());
    const QByteArray pdf = read_file(both);
    EXPECT_EQ(pages(pdf), 2);
    EXPECT_TRUE(has_text(pdf, QStringLiteral("拒否")));
    EXPECT_TRUE(has_text(pdf, QStringLiteral("切り上げ")));
    EXPECT_TRUE(pdf.contains("NotoSansCJK") || pdf.contains("Noto#20Sans#20CJK")) << "its font";

    const QString english = folder.filePath(QStringLiteral("en.pdf"));
    ASSERT_TRUE(write_handouts(english, {QStringLiteral("en")}).empty());
    EXPECT_EQ(pages(read_file(english)), 1);
    EXPECT_FALSE(has_text(read_file(english), QStringLiteral("切り上げ")));
}

TEST(Handouts, AreRefusedUnderOtherNamesAndWhereNothingCanBeWritten) {
    const QTemporaryDir folder;
    EXPECT_EQ(write_handouts(folder.filePath(QStringLiteral("page.txt")), {QStringLiteral("en")})
                  .front()
                  .fix,
              "choose a name ending in .pdf");
    EXPECT_FALSE(
        write_handouts(QStringLiteral("/nonexistent/page.pdf"), {QStringLiteral("en")}).empty());
}

}  // namespace
}  // namespace isotherm
