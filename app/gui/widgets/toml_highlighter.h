// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Highlights headers, keys, strings and comments of a scenario's text.

#include <QSyntaxHighlighter>

#include "app/gui/models/view_state.h"

namespace isotherm {

class TomlHighlighter final : public QSyntaxHighlighter {
    Q_OBJECT

public:
    TomlHighlighter(QTextDocument* document, const ViewState& view);

protected:
    void highlightBlock(const QString& line) override;

private:
    const ViewState& view_;
};

}  // namespace isotherm
