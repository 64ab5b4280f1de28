// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What screen readers and other programs see of a TimeCanvas: a chart with a sentence on what is
// pinned or shown, the number at the cursor, and what can be done with it.

#include <QAccessibleWidget>

#include "app/gui/views/time_canvas.h"

namespace isotherm {

class CanvasAccessible final : public QAccessibleWidget {
public:
    explicit CanvasAccessible(TimeCanvas* canvas);

    QString text(QAccessible::Text which) const override;
    // Focus, "Show as table", zooming.
    QStringList actionNames() const override;
    void doAction(const QString& action) override;
    QStringList keyBindingsForAction(const QString& action) const override;
    QString localizedActionName(const QString& action) const override;

    // Tells QAccessible to describe canvases by this class; once is enough.
    static void install();

private:
    const TimeCanvas& canvas() const;
    // The command of the window behind an action; nullptr where there is none.
    QAction* command(const QString& action) const;
};

}  // namespace isotherm
