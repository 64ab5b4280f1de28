// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widgets/toml_highlighter.h"

#include <QRegularExpression>

namespace isotherm {

TomlHighlighter::TomlHighlighter(QTextDocument* document, const ViewState& view)
    : QSyntaxHighlighter(document), view_(view) {
    connect(&view, &ViewState::look_changed, this, &QSyntaxHighlighter::rehighlight);
}

void TomlHighlighter::highlightBlock(const QString& line) {
    static const QRegularExpression header(QStringLiteral(R"(^\s*\[[^\]#]*\]?)"));
    static const QRegularExpression key(QStringLiteral(R"(([A-Za-z0-9_.\-]+)\s*=)"));
    static const QRegularExpression string(QStringLiteral(R"("(?:[^"\\]|\\.)*"?|'[^']*'?)"));
    const Theme& theme = view_.theme();
    QTextCharFormat head, name, text, quiet;
    head.setForeground(theme.target);
    head.setFontWeight(QFont::Bold);
    name.setForeground(theme.consumed);
    text.setForeground(theme.selection);
    quiet.setForeground(theme.quiet_text);
    quiet.setFontItalic(true);
    if (const auto match = header.match(line); match.hasMatch()) {
        setFormat(0, static_cast<int>(match.capturedLength()), head);
    } else {
        for (auto found = key.globalMatch(line); found.hasNext();) {
            const auto named = found.next();
            setFormat(static_cast<int>(named.capturedStart(1)),
                      static_cast<int>(named.capturedLength(1)), name);
        }
    }
    // A comment begins at the first # outside of strings.
    qsizetype from = 0;
    for (auto found = string.globalMatch(line);;) {
        const auto match = found.hasNext() ? found.next() : QRegularExpressionMatch();
        const qsizetype hash = line.indexOf(QLatin1Char('#'), from);
        if (hash >= 0 && (!match.hasMatch() || hash < match.capturedStart())) {
            setFormat(static_cast<int>(hash), static_cast<int>(line.size() - hash), quiet);
            return;
        }
        if (!match.hasMatch()) return;
        setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()),
                  text);
        from = match.capturedEnd();
    }
}

}  // namespace isotherm
