// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The settings that a lesson lets its students change, and a line for any other change.

#include <QFormLayout>
#include <QLineEdit>
#include <QSlider>
#include <QWidget>
#include <functional>
#include <optional>
#include <vector>

#include "engine/insight/what_if_knob.h"
#include "engine/lessons/lesson.h"

namespace isotherm {

class LessonSliders final : public QWidget {
    Q_OBJECT

public:
    explicit LessonSliders(QWidget* parent = nullptr);

    // Shows the sliders of a lesson with the values of its scenario.
    void show_settings(const Lesson& lesson, const Scenario& scenario);
    // What the student has changed; nullopt: the line of other changes is not of the form
    // PATH=VALUE; PATH=VALUE.
    std::optional<Changes> changes() const;
    void reset();
    // Shows or hides the line of other changes.
    void set_others_shown(bool shown);
    QLineEdit& others() { return *others_; }
    QSlider* slider(const QString& path) const { return findChild<QSlider*>(path); }

Q_SIGNALS:
    void changed();
    void run_asked();  // Enter in a field

private:
    struct Setting {
        std::string path;
        std::function<std::optional<std::string>()> change;  // nullopt: as in the scenario
        std::function<void()> reset;
    };

    void add_knob(const std::string& path, const WhatIfKnob& knob);
    void add_text(const std::string& path, const std::string& value);
    void add_choice(const std::string& path, const std::string& value,
                    const std::vector<std::string>& choices);
    void add_row(const QString& name, QWidget* field);
    void make_others();

    QWidget* rows_ = nullptr;
    QFormLayout* form_ = nullptr;
    QLineEdit* others_ = nullptr;
    std::vector<Setting> settings_;
};

}  // namespace isotherm
