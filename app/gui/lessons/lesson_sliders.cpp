// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lessons/lesson_sliders.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <memory>

#include "app/gui/models/knob_words.h"
#include "app/render/canvas.h"
#include "engine/lessons/typed_answers.h"
#include "engine/scenario/scenario_fields.h"

namespace isotherm {
namespace {

constexpr int slider_positions = 200;
constexpr int number_width = 96;

std::string joined(const TomlPath& path) {
    std::string text;
    for (const std::string& part : path) text += text.empty() ? part : '.' + part;
    return text;
}

const ScenarioField* field_in(const std::vector<ScenarioField>& fields, const std::string& path) {
    for (const ScenarioField& field : fields) {
        if (field.has_value() && joined(field.path) == path) return &field;
        if (const ScenarioField* inner = field_in(field.children, path)) return inner;
    }
    return nullptr;
}

std::optional<WhatIfKnob> knob_in(const Scenario& scenario, const std::string& path) {
    for (const auto& [table, spec] : scenario.tables)
        for (const WhatIfKnob& knob : what_if_knobs(scenario, table, {}))
            if (joined(knob.path) == path) return knob;
    return std::nullopt;
}

// A value as it stands behind the = of a change: texts have no quotes there.
std::string plain_value(std::string toml) {
    if (toml.size() >= 2 && toml.front() == '"' && toml.back() == '"')
        return toml.substr(1, toml.size() - 2);
    return toml;
}

}  // namespace

LessonSliders::LessonSliders(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("lesson_sliders"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 4);
}

void LessonSliders::show_settings(const Lesson& lesson, const Scenario& scenario) {
    delete rows_;
    settings_.clear();
    rows_ = new QWidget(this);
    form_ = new QFormLayout(rows_);
    form_->setContentsMargins(0, 0, 0, 0);
    form_->setVerticalSpacing(4);
    layout()->addWidget(rows_);
    const std::vector<ScenarioField> fields = scenario_fields(scenario);
    for (const std::string& path : lesson.sliders) {
        if (const auto knob = knob_in(scenario, path)) {
            add_knob(path, *knob);
            continue;
        }
        const ScenarioField* field = field_in(fields, path);
        if (field != nullptr && !field->choices.empty())
            add_choice(path, field->value, field->choices);
        else
            add_text(path, field == nullptr ? std::string() : field->value);
    }
    make_others();
}

void LessonSliders::add_row(const QString& name, QWidget* field) {
    auto* label = new QLabel(name, rows_);
    label->setBuddy(field);
    form_->addRow(label, field);
}

void LessonSliders::add_knob(const std::string& path, const WhatIfKnob& knob) {
    auto of = std::make_shared<WhatIfKnob>(knob);
    auto* box = new QWidget(rows_);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    auto* slider = new QSlider(Qt::Horizontal, box);
    auto* entry = new QLineEdit(box);
    slider->setRange(0, slider_positions);
    slider->setPageStep(slider_positions / 10);
    slider->setObjectName(qtext(path));
    entry->setObjectName(qtext(path));
    entry->setMinimumWidth(number_width);
    entry->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    const QString name = qtext(knob.subject) + QLatin1Char(' ') + KnobWords::name(knob);
    slider->setAccessibleName(name);
    entry->setAccessibleName(name);
    row->addWidget(slider, 3);
    row->addWidget(entry, 1);
    const auto show = [of, slider, entry] {
        const QSignalBlocker quiet(slider);
        slider->setValue(of->position(of->wanted, slider_positions));
        entry->setText(KnobWords::text(*of, of->wanted));
    };
    show();
    connect(slider, &QSlider::valueChanged, this, [this, of, show](int position) {
        of->wanted = of->position(of->value, slider_positions) == position
                         ? of->value
                         : of->at_position(position, slider_positions);
        show();
        Q_EMIT changed();
    });
    connect(entry, &QLineEdit::editingFinished, this, [this, of, entry, show] {
        if (!entry->isModified()) return;
        of->wanted = KnobWords::number(*of, entry->text()).value_or(of->wanted);
        show();
        Q_EMIT changed();
    });
    connect(entry, &QLineEdit::returnPressed, this, &LessonSliders::run_asked);
    add_row(name, box);
    settings_.push_back({path,
                         [of]() -> std::optional<std::string> {
                             if (!of->changed()) return std::nullopt;
                             return plain_value(of->toml());
                         },
                         [of, show] {
                             of->wanted = of->value;
                             show();
                         }});
}

void LessonSliders::add_text(const std::string& path, const std::string& value) {
    auto* entry = new QLineEdit(qtext(value), rows_);
    entry->setObjectName(qtext(path));
    entry->setAccessibleName(qtext(path));
    connect(entry, &QLineEdit::textEdited, this, &LessonSliders::changed);
    connect(entry, &QLineEdit::returnPressed, this, &LessonSliders::run_asked);
    add_row(qtext(path), entry);
    settings_.push_back({path,
                         [entry, value]() -> std::optional<std::string> {
                             const std::string now = entry->text().trimmed().toStdString();
                             return now == value || now.empty() ? std::nullopt : std::optional(now);
                         },
                         [entry, value] { entry->setText(qtext(value)); }});
}

void LessonSliders::add_choice(const std::string& path, const std::string& value,
                               const std::vector<std::string>& choices) {
    auto* box = new QComboBox(rows_);
    box->setObjectName(qtext(path));
    box->setAccessibleName(qtext(path));
    for (const std::string& choice : choices) box->addItem(qtext(choice));
    box->setCurrentText(qtext(value));
    connect(box, &QComboBox::currentTextChanged, this, &LessonSliders::changed);
    add_row(qtext(path), box);
    settings_.push_back({path,
                         [box, value]() -> std::optional<std::string> {
                             const std::string now = box->currentText().toStdString();
                             return now == value ? std::nullopt : std::optional(now);
                         },
                         [box, value] { box->setCurrentText(qtext(value)); }});
}

void LessonSliders::make_others() {
    others_ = new QLineEdit(rows_);
    others_->setObjectName(QStringLiteral("other_changes"));
    others_->setAccessibleName(tr("Other changes"));
    others_->setPlaceholderText(tr("PATH=VALUE; PATH=VALUE"));
    connect(others_, &QLineEdit::textEdited, this, &LessonSliders::changed);
    connect(others_, &QLineEdit::returnPressed, this, &LessonSliders::run_asked);
    add_row(tr("Other changes"), others_);
}

void LessonSliders::set_others_shown(bool shown) {
    if (others_ != nullptr) form_->setRowVisible(others_, shown);
}

std::optional<Changes> LessonSliders::changes() const {
    Changes all;
    for (const Setting& setting : settings_)
        if (const auto value = setting.change()) all.push_back(setting.path + '=' + *value);
    const std::string typed = others_ == nullptr ? "" : others_->text().trimmed().toStdString();
    if (typed.empty()) return all;
    const auto more = changes_answer(typed);
    if (!more) return std::nullopt;
    all.insert(all.end(), more->begin(), more->end());
    return all;
}

void LessonSliders::reset() {
    for (const Setting& setting : settings_) setting.reset();
    if (others_ != nullptr) others_->clear();
    Q_EMIT changed();
}

}  // namespace isotherm
