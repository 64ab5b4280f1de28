// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Buttons, speed and time of a run. The buttons are actions of the menus.

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
    TransportBar(SimController& sim, const ViewState& view, const ActionTable& actions,
                 QWidget* parent = nullptr);

    QSlider& speed_slider() { return *slider_; }
    QLineEdit& time_entry() { return *entry_; }
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

Q_SIGNALS:
    void rejected_time(const QString& text);

private:
    void connect_all();
    void show_state();
    void show_icons();
    void go_to_entered();
    // Hides texts that are not essential when the bar is too narrow for them.
    void fit();
    int words_width() const;

    SimController& sim_;
    const ViewState& view_;
    std::vector<std::pair<QToolButton*, int>> buttons_;  // each with its IconShape
    QToolButton* run_ = nullptr;
    std::optional<int> run_shape_;  // IconShape of its current icon
    QLabel* name_;
    QSlider* slider_;
    QLabel* speed_;
    QLabel* time_;
    QLineEdit* entry_;
};

}  // namespace isotherm
