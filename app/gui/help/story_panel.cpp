// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/help/story_panel.h"

#include <QFontInfo>
#include <QTextBlock>

namespace isotherm {
namespace {

constexpr double heading_size = 1.15;  // of a heading, by the size of the text
constexpr int page_margin = 10;
constexpr int heading_air = 8;

}  // namespace

StoryPanel::StoryPanel(const QString& name, QWidget* parent) : QTextBrowser(parent) {
    setAccessibleName(name);
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    connect(this, &QTextBrowser::anchorClicked, this, &StoryPanel::link_asked);
}

void StoryPanel::show_story(const QString& markdown, const QString& empty) {
    markdown_ = markdown;
    document()->setDocumentMargin(page_margin);
    QTextDocument::MarkdownFeatures features = QTextDocument::MarkdownDialectGitHub;
    features |= QTextDocument::MarkdownNoHTML;
    document()->setMarkdown(markdown.isEmpty() ? empty : markdown, features);
    // Qt's headings are made for pages of paper.
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() == 0) continue;
        QTextCursor cursor(block);
        cursor.select(QTextCursor::BlockUnderCursor);
        QTextCharFormat format;
        format.setProperty(QTextFormat::FontPixelSize,
                           static_cast<int>(QFontInfo(font()).pixelSize() * heading_size + 0.5));
        format.setProperty(QTextFormat::FontSizeAdjustment, 0);
        format.setFontWeight(QFont::Bold);
        cursor.mergeCharFormat(format);
        QTextBlockFormat place;
        place.setTopMargin(block.previous().isValid() ? heading_air : 0);
        place.setBottomMargin(heading_air / 2);
        cursor.mergeBlockFormat(place);
    }
    moveCursor(QTextCursor::Start);
}

}  // namespace isotherm
