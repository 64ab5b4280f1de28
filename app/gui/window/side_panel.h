// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The panel at the right of the page: findings, story, inspector and more, one tab each. In a
// narrow window its tabs stand in the status bar, and the chosen one lies over the right third of
// the page.

#include <QDockWidget>
#include <QMainWindow>
#include <QObject>
#include <QPointer>
#include <functional>
#include <vector>

#include "app/gui/models/view_state.h"

namespace isotherm {

class SidePanel final : public QObject {
    Q_OBJECT

public:
    static constexpr int narrow = 1'180;       // windows below this width have it over the page
    static constexpr int own_what_if = 1'600;  // from this width on What if stands at the left

    SidePanel(QMainWindow& window, ViewState& view);

    // Adds a tab. `always`: it is there at all times, and needs no title of its own.
    void add(QDockWidget& dock, bool always);
    // The tab that a pin brings to the front.
    void set_inspector(QDockWidget& dock) { inspector_ = &dock; }
    void set_what_if(QDockWidget& dock) { what_if_ = &dock; }
    // Which tabs are open beside the page when it becomes wide enough for them.
    void set_usual(std::function<bool(const QDockWidget&)> usual) { usual_ = std::move(usual); }

    const std::vector<QDockWidget*>& docks() const { return docks_; }
    // Whether it lies over the page.
    bool over() const { return over_; }
    // Whether some tab of it stands beside the page.
    bool beside() const;
    // Whether the user sees this tab, and not one in front of it.
    static bool in_front(const QDockWidget& dock);
    // Shows a tab in front of the others.
    void bring(QDockWidget& dock);
    // Call it when the window has another size, and when docks were restored.
    void place();
    // Puts all tabs beside the page, as an arrangement is stored; place() undoes it.
    void stand_beside();

Q_SIGNALS:
    void placed();  // beside the page or over it

private:
    bool loose(QDockWidget& dock) const;
    void lie_over();
    void place_over();
    void follow_pin();
    void place_what_if();

    QMainWindow& window_;
    ViewState& view_;
    std::vector<QDockWidget*> docks_;
    QDockWidget* inspector_ = nullptr;
    QDockWidget* what_if_ = nullptr;
    std::function<bool(const QDockWidget&)> usual_;
    QPointer<QDockWidget> chosen_;  // lies over the page
    QPointer<QDockWidget> before_pin_;
    bool pinned_ = false;
    bool over_ = false;
    bool wide_ = false;  // as wide as it is from full_width on
    bool placing_ = false;
};

}  // namespace isotherm
