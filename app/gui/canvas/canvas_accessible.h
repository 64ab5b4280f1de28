// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A TimeCanvas as screen readers see it: a chart with a sentence about the pinned cell or the shown
// part, the value at the cursor, and actions.

#include <QAccessibleWidget>

#include "app/gui/canvas/time_canvas.h"

namespace isotherm {

class CanvasAccessible final : public QAccessibleWidget {
public:
    explicit CanvasAccessible(TimeCanvas* canvas);

    QString text(QAccessible::Text which) const override;
    // Focus, "ShowAsTable" and zooming.
    QStringList actionNames() const override;
    void doAction(const QString& action) override;
    QStringList keyBindingsForAction(const QString& action) const override;
    QString localizedActionName(const QString& action) const override;

    // Registers this class with QAccessible for all canvases; repeated calls have no effect.
    static void install();

private:
    const TimeCanvas& canvas() const;
    // The window's command for an accessible action; nullptr if there is none.
    QAction* command(const QString& action) const;
};

}  // namespace isotherm
