// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lessons/handouts.h"

#include <QBuffer>
#include <QFile>
#include <QPainter>
#include <QPdfWriter>
#include <QAbstractTextDocumentLayout>
#include <QTextDocument>
#include <memory>

#include "engine/recording/output_file.h"

namespace isotherm {
namespace {

constexpr int handout_dots_per_inch = 144;
constexpr double margin_mm = 15;
constexpr double largest_point_size = 11;
constexpr double smallest_point_size = 6;
constexpr double point_step = 0.25;

// The document of a language, in the largest type with which it fits on one page.
std::unique_ptr<QTextDocument> handout_page(const QString& language, QPaintDevice& paper,
                                            QSizeF page) {
    QFile file(QStringLiteral(":/handouts/handout.%1").arg(language));
    if (!file.open(QIODevice::ReadOnly)) return nullptr;
    const QString markdown = QString::fromUtf8(file.readAll());
    for (double size = largest_point_size; size >= smallest_point_size; size -= point_step) {
        auto document = std::make_unique<QTextDocument>();
        document->documentLayout()->setPaintDevice(&paper);
        QFont font;
        font.setFamilies({QStringLiteral("DejaVu Sans"), QStringLiteral("Noto Sans CJK JP")});
        font.setPointSizeF(size);
        document->setDefaultFont(font);
        document->setDocumentMargin(0);
        document->setMarkdown(markdown, QTextDocument::MarkdownDialectGitHub);
        document->setPageSize(page);
        if (document->pageCount() == 1) return document;
    }
    return nullptr;
}

Error handout_error(const QString& path, std::string what, std::string fix) {
    return {ExitCode::cannot_create, ErrorNumber::none, Place{.file = path.toStdString()},
            std::move(what), std::move(fix)};
}

}  // namespace

Errors write_handouts(const QString& path, const QStringList& languages) {
    if (!path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive))
        return {handout_error(path, "handouts are written as PDF", "choose a name ending in .pdf")};
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setTitle(QStringLiteral("Isotherm"));
        writer.setResolution(handout_dots_per_inch);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(margin_mm, margin_mm, margin_mm, margin_mm),
                              QPageLayout::Millimeter);
        QPainter painter(&writer);
        const QSizeF page = writer.pageLayout().paintRectPixels(handout_dots_per_inch).size();
        for (const QString& language : languages) {
            const auto document = handout_page(language, writer, page);
            if (document == nullptr)
                return {handout_error(path, "the handout does not fit on one page",
                                      "please report it")};
            if (language != languages.front()) writer.newPage();
            document->drawContents(&painter);
        }
    }
    return write_file(path.toStdString(),
                      std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

}  // namespace isotherm
