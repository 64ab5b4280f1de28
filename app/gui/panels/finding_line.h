// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The largest finding in one line above the page, with buttons to the others; shown while the panel
// of findings is closed.

#include <QFrame>
#include <QToolButton>

#include "app/gui/panels/findings_panel.h"
#include "app/gui/widgets/elided_label.h"

namespace isotherm {

class FindingLine final : public QFrame {
    Q_OBJECT

public:
    static constexpr int height_px = 30;

    explicit FindingLine(FindingsPanel& findings, QWidget* parent = nullptr);

    QString text() const { return text_->text(); }
    // Whether there is something to say.
    bool has_finding() const { return findings_.current_card() != nullptr; }

Q_SIGNALS:
    void step_asked(bool forward);
    void panel_asked();

private:
    void refresh();

    FindingsPanel& findings_;
    ElidedLabel* text_;
    QToolButton* before_;
    QToolButton* after_;
    QToolButton* panel_;
};

}  // namespace isotherm
