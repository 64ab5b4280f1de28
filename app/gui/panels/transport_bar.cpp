// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/transport_bar.h"

#include <QHBoxLayout>
#include <QMenu>
#include <cmath>
#include <utility>

#include "app/gui/models/cause_names.h"
#include "app/gui/panels/view_switches.h"
#include "app/gui/widgets/action_table.h"
#include "app/gui/widgets/icons.h"
#include "app/render/canvas.h"

namespace isotherm {
namespace {

constexpr int bar_height = 40;
constexpr int bar_spacing = 4;
constexpr int bar_margin = 8;
constexpr int slider_window = 1'280;  // narrower windows choose the speed from a menu

// Levels of room, each of which leaves out more than the one before.
enum Level { wide, no_words, no_slider, no_entry, few_steps, no_steps, no_compare, least, levels };

// Wide enough for the grey hint it shows when empty, and a margin.
class TimeEntry final : public QLineEdit {
public:
    explicit TimeEntry(QWidget* parent) : QLineEdit(parent) {
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override {
        constexpr int least_width = 90;
        constexpr int air = 28;
        return {std::max(least_width, fontMetrics().horizontalAdvance(placeholderText()) + air),
                QLineEdit::sizeHint().height()};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }
};

}  // namespace

TransportBar::TransportBar(SimController& sim, RunModel& run, ViewState& view,
                           const ActionTable& actions, QWidget* parent)
    : QWidget(parent),
      sim_(sim),
      view_(view),
      name_(new QLabel(tr("Speed"), this)),
      slider_(new QSlider(Qt::Horizontal, this)),
      speed_(new QLabel(this)),
      speeds_(new QToolButton(this)),
      time_(new QLabel(this)),
      entry_(new TimeEntry(this)),
      clock_action_(actions[ActionId::clock]) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(bar_margin, 0, bar_margin, 0);
    row->setSpacing(bar_spacing);
    make_run_buttons(actions);
    make_speed();
    time_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    add(time_, wide, least, true);
    entry_->setPlaceholderText(tr("go to time"));
    entry_->setToolTip(
        tr("A time as on the axis, such as 12:43 or 00:12:43; +1:30 and 5m count from the start. "
           "Press Enter to go there"));
    entry_->setAccessibleName(tr("Go to time"));
    add(entry_, wide, no_slider, true);
    row->addStretch(1);
    make_view_buttons(actions, run, view);
    connect_all();
    show_icons();
    show_state();
}

void TransportBar::add(QWidget* widget, int first, int last, bool runs) {
    layout()->addWidget(widget);
    parts_.push_back({widget, first, last, runs});
}

void TransportBar::make_run_buttons(const ActionTable& actions) {
    const auto button = [&](ActionId action, IconShape shape, Level last) {
        auto* made = new QToolButton(this);
        made->setDefaultAction(actions[action]);
        made->setToolButtonStyle(Qt::ToolButtonIconOnly);
        made->setIconSize(QSize(18, 18));
        made->setObjectName(QStringLiteral("toolbar/") + QLatin1String(action_spec(action).name));
        made->setAccessibleName(ActionTable::without_mnemonic(actions[action]->text()));
        buttons_.emplace_back(made, static_cast<int>(shape));
        add(made, wide, last, true);
        return made;
    };
    button(ActionId::restart, IconShape::restart, few_steps);
    button(ActionId::step_back, IconShape::step_back, few_steps);
    run_ = button(ActionId::run, IconShape::run, least);
    button(ActionId::step_event, IconShape::step_event, no_entry);
    button(ActionId::step_second, IconShape::step_second, no_entry);
    button(ActionId::step_minute, IconShape::step_minute, no_entry);
    button(ActionId::to_end, IconShape::to_end, few_steps);
}

void TransportBar::make_speed() {
    add(name_, wide, wide, true);
    slider_->setRange(0, speed_slider_steps);
    slider_->setFixedWidth(110);
    slider_->setValue(slider_of_speed(sim_.speed()));
    slider_->setAccessibleName(tr("Speed: simulated seconds per second"));
    name_->setBuddy(slider_);
    add(slider_, wide, no_words, true);
    add(speed_, wide, no_words, true);
    speeds_->setObjectName(QStringLiteral("toolbar/speed"));
    speeds_->setAccessibleName(tr("Speed: simulated seconds per second"));
    speeds_->setToolTip(speeds_->accessibleName());
    speeds_->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(speeds_);
    for (const double speed : {1.0, 10.0, 60.0, 600.0, 3'600.0, speed_unbounded}) {
        QAction* chosen = menu->addAction(speed_text(speed));
        connect(chosen, &QAction::triggered, this, [this, speed] { sim_.set_speed(speed); });
    }
    speeds_->setMenu(menu);
    add(speeds_, no_slider, least, true);
}

// A button that does what a menu's action does, under a shorter text.
QToolButton* TransportBar::linked(const QString& name, const QString& text, QAction* action) {
    auto* made = new QToolButton(this);
    made->setObjectName(QStringLiteral("toolbar/") + name);
    made->setText(text);
    made->setCheckable(action->isCheckable());
    const auto follow = [made, action] {
        made->setEnabled(action->isEnabled());
        made->setChecked(action->isChecked());
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        const QString what = ActionTable::without_mnemonic(action->text());
        made->setToolTip(key.isEmpty() ? what : QStringLiteral("%1 (%2)").arg(what, key));
    };
    connect(action, &QAction::changed, made, follow);
    connect(made, &QToolButton::clicked, action, [action, follow] {
        action->trigger();
        follow();
    });
    follow();
    return made;
}

void TransportBar::make_view_buttons(const ActionTable& actions, RunModel& run, ViewState& view) {
    add(new ViewSwitches(run, view, this), wide, no_compare, false);
    add(linked(QStringLiteral("what_if"), tr("What if"), actions[ActionId::what_if]), wide, least,
        false);
    add(linked(QStringLiteral("compare"), tr("Compare"), actions[ActionId::compare_tables]), wide,
        no_steps, false);
    clock_ = new QToolButton(this);
    clock_->setObjectName(QStringLiteral("toolbar/clock"));
    clock_->setAccessibleName(tr("Clock of all times"));
    connect(clock_, &QToolButton::clicked, clock_action_, [this] { clock_action_->trigger(); });
    add(clock_, wide, least, false);
}

void TransportBar::connect_all() {
    connect(slider_, &QSlider::valueChanged, this, [this](int position) {
        const double speed = speed_of_slider(position);
        if (slider_of_speed(sim_.speed()) != position) sim_.set_speed(speed);
    });
    connect(entry_, &QLineEdit::returnPressed, this, &TransportBar::go_to_entered);
    connect(entry_, &QLineEdit::editingFinished, this, [this] {
        if (!entry_->hasFocus() && std::exchange(asking_, false)) fit();
    });
    connect(&sim_, &SimController::state_changed, this, &TransportBar::show_state);
    connect(&view_, &ViewState::look_changed, this, &TransportBar::show_icons);
    connect(&view_, &ViewState::clock_changed, this, &TransportBar::show_state);
    connect(clock_action_, &QAction::changed, this, &TransportBar::show_clock);
}

void TransportBar::ask_time() {
    asking_ = true;
    fit();
    entry_->setFocus(Qt::ShortcutFocusReason);
}

bool TransportBar::shown_at(const Part& part, int level) const {
    if (part.runs && !sim_.has_simulation()) return false;
    if (part.widget == entry_ && asking_) return true;
    return part.first <= level && level <= part.last;
}

int TransportBar::width_at(int level) const {
    int width = 2 * bar_margin;
    for (const Part& part : parts_) {
        if (!shown_at(part, level)) continue;
        width +=
            bar_spacing + std::max(part.widget->sizeHint().width(), part.widget->minimumWidth());
    }
    const int words = run_->fontMetrics().horizontalAdvance(run_->text()) + bar_spacing;
    const bool has_words = run_->toolButtonStyle() == Qt::ToolButtonTextBesideIcon;
    if (has_words && level > wide) width -= words;
    if (!has_words && level == wide) width += words;
    return width;
}

QSize TransportBar::sizeHint() const {
    return {width_at(wide), static_cast<int>(std::lround(bar_height * view_.text_scale()))};
}

QSize TransportBar::minimumSizeHint() const { return {width_at(least), sizeHint().height()}; }

void TransportBar::fit() {
    int level = window()->width() < slider_window ? no_slider : wide;
    while (level < least && width_at(level) > width()) ++level;
    const auto style = level == wide ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly;
    if (run_->toolButtonStyle() != style) run_->setToolButtonStyle(style);
    for (const Part& part : parts_) {
        const bool shown = shown_at(part, level);
        if (part.widget->isHidden() == shown) part.widget->setVisible(shown);
    }
}

void TransportBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

void TransportBar::go_to_entered() {
    const auto time = entered_moment(entry_->text());
    if (!time) {
        Q_EMIT rejected_time(entry_->text());
        return;
    }
    sim_.go_to(sim_start + *time);
    entry_->clear();
}

void TransportBar::show_icons() {
    for (const auto& [button, shape] : buttons_) {
        button->defaultAction()->setIcon(
            drawn_icon(static_cast<IconShape>(shape), view_.theme().text));
    }
    run_shape_.reset();
    updateGeometry();
    show_state();
}

// The name of the clock that all times are shown by; a click changes it.
void TransportBar::show_clock() {
    const bool utc = shown_clock().is_utc();
    clock_->setText(utc ? QStringLiteral("UTC") : tr("since start"));
    clock_->setEnabled(clock_action_->isEnabled());
    clock_->setToolTip(clock_action_->isEnabled()
                           ? ActionTable::without_mnemonic(clock_action_->text())
                           : tr("The scenario does not say when it starts."));
}

void TransportBar::show_state() {
    const bool moving = sim_.moving();
    QAction* run = run_->defaultAction();
    const bool at_end = sim_.phase() == SimPhase::finished || sim_.phase() == SimPhase::failed;
    const IconShape shape = moving   ? IconShape::pause
                            : at_end ? IconShape::restart
                                     : IconShape::run;
    // Draw a new icon only when it changes: Qt keeps a copy of each one in its cache.
    if (std::exchange(run_shape_, static_cast<int>(shape)) != static_cast<int>(shape))
        run->setIcon(drawn_icon(shape, view_.theme().text));
    run->setText(moving ? tr("Pause") : at_end ? tr("Run again") : tr("Run"));
    if (!slider_->isSliderDown()) {
        const QSignalBlocker quiet(slider_);
        slider_->setValue(slider_of_speed(sim_.speed()));
    }
    QString speed = speed_text(sim_.speed());
    speeds_->setText(speed);
    if (moving && sim_.achieved_speed() > 0) {
        speed = tr("%1 (got %2)").arg(speed, speed_text(sim_.achieved_speed()));
    }
    speed_->setText(speed);
    // The width only grows, so that the widgets beside the label do not move.
    speed_->setMinimumWidth(std::max(speed_->minimumWidth(), speed_->minimumSizeHint().width()));
    show_clock();
    if (sim_.has_simulation()) {
        time_->setText(QStringLiteral("<b>%1</b>&nbsp;/&nbsp;%2")
                           .arg(exact_clock(sim_.now(), 1), clock_of(whole_seconds(sim_.end()))));
    }
    fit();
}

}  // namespace isotherm
