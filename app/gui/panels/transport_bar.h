// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The toolbar: run, speed and time, sides and lens, What if, Compare, and the clock. Its buttons
// are actions of the menus, so what does not fit in a narrow window can still be reached there.

#include <QLabel>
#include <QLineEdit>
#include <QSlider>
#include <QToolButton>
#include <QWidget>
#include <optional>

#include "app/gui/controller/sim_controller.h"
#include "app/gui/models/view_state.h"

namespace isotherm {

class ActionTable;

class TransportBar final : public QWidget {
    Q_OBJECT

public:
    TransportBar(SimController& sim, RunModel& run, ViewState& view, const ActionTable& actions,
                 QWidget* parent = nullptr);

    QSlider& speed_slider() { return *slider_; }
    QLineEdit& time_entry() { return *entry_; }
    // Shows the field for a time even in a narrow window, and gives it the focus.
    void ask_time();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

Q_SIGNALS:
    void rejected_time(const QString& text);

private:
    // A widget and the levels of room at which it is shown, from wide (0) to narrow.
    struct Part {
        QWidget* widget;
        int first;
        int last;
        bool runs;  // only while there is a simulation
    };
    void make_run_buttons(const ActionTable& actions);
    void make_speed();
    void make_view_buttons(const ActionTable& actions, RunModel& run, ViewState& view);
    QToolButton* linked(const QString& name, const QString& text, QAction* action);
    void add(QWidget* widget, int first, int last, bool runs);
    void connect_all();
    void show_state();
    void show_icons();
    void show_clock();
    void go_to_entered();
    // Shows as much as fits.
    void fit();
    bool shown_at(const Part& part, int level) const;
    int width_at(int level) const;

    SimController& sim_;
    const ViewState& view_;
    std::vector<std::pair<QToolButton*, int>> buttons_;  // each with its IconShape
    std::vector<Part> parts_;
    QToolButton* run_ = nullptr;
    std::optional<int> run_shape_;  // IconShape of its current icon
    QLabel* name_;
    QSlider* slider_;
    QLabel* speed_;
    QToolButton* speeds_;  // in place of the slider
    QLabel* time_;
    QLineEdit* entry_;
    QToolButton* clock_ = nullptr;
    QAction* clock_action_;
    bool asking_ = false;  // the field for a time is shown whatever the room
};

}  // namespace isotherm
