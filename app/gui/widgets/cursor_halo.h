// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A ring around the mouse pointer that makes it easy to see in a presentation. It takes no clicks.

#include <QWidget>

#include "app/gui/models/view_state.h"

namespace isotherm {

class CursorHalo final : public QWidget {
    Q_OBJECT

public:
    // Draws on top of everything in `window` while it is on.
    CursorHalo(const ViewState& view, QWidget* window);
    void set_on(bool on);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    const ViewState& view_;
};

}  // namespace isotherm
