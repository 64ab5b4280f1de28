// SPDX-License-Identifier: GPL-3.0-or-later
// The handouts as PDF: their pages and their text, read back from the file.

#include <gtest/gtest.h>
#include <zlib.h>

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

#include "app/gui/lessons/handouts.h"

namespace isotherm {
namespace {

QByteArray read_file(const QString& path) {
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    return file.readAll();
}

QByteArray inflated(const QByteArray& packed) {
    QByteArray text(1'000'000, '\0');
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) return {};
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    inflate(&stream, Z_FINISH);
    text.truncate(static_cast<qsizetype>(stream.total_out));
    inflateEnd(&stream);
    return text;
}

// All streams of a PDF file, unpacked.
QByteArray unpacked(const QByteArray& pdf) {
    QByteArray all;
    for (qsizetype at = pdf.indexOf("stream\n"); at >= 0; at = pdf.indexOf("stream\n", at + 1)) {
        if (pdf.mid(at - 3, 3) == "end") continue;
        const qsizetype begin = at + 7;
        const qsizetype end = pdf.indexOf("endstream", begin);
        all += inflated(pdf.mid(begin, end - begin));
    }
    return all;
}

qsizetype pages(const QByteArray& pdf) {
    return QString::fromLatin1(pdf).count(QRegularExpression(QStringLiteral("/Type /Page\\b")));
}

// Whether a font of the file has a glyph that stands for this character (ToUnicode).
bool has_text(const QByteArray& streams, const QString& text) {
    return std::all_of(text.begin(), text.end(), [&](QChar character) {
        const QByteArray code = QByteArray::number(character.unicode(), 16).rightJustified(4, '0');
        return streams.contains('<' + code + '>') || streams.contains('<' + code.toUpper() + '>');
    });
}

TEST(Handouts, HaveAPageInEachLanguage) {
    const QTemporaryDir folder;
    const QString both = folder.filePath(QStringLiteral("both.pdf"));
    ASSERT_TRUE(write_handouts(both, {QStringLiteral("en"), QStringLiteral("ja")}).empty());
    const QByteArray pdf = read_file(both);
    EXPECT_EQ(pages(pdf), 2);
    const QByteArray streams = unpacked(pdf);
    EXPECT_TRUE(has_text(streams, QStringLiteral("拒否")));
    EXPECT_TRUE(has_text(streams, QStringLiteral("貯金")));
    EXPECT_TRUE(pdf.contains("NotoSansCJK") || pdf.contains("Noto#20Sans#20CJK")) << "its font";

    const QString english = folder.filePath(QStringLiteral("en.pdf"));
    ASSERT_TRUE(write_handouts(english, {QStringLiteral("en")}).empty());
    EXPECT_EQ(pages(read_file(english)), 1);
    EXPECT_FALSE(has_text(unpacked(read_file(english)), QStringLiteral("貯金")));
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
