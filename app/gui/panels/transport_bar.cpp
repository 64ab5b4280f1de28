// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/transport_bar.h"

#include <QHBoxLayout>
#include <utility>

#include "app/gui/models/cause_names.h"
#include "app/render/canvas.h"
#include "app/gui/widgets/action_table.h"
#include "app/gui/widgets/icons.h"

namespace isotherm {
namespace {

// Wide enough for the grey hint it shows when empty, and a margin.
class TimeEntry final : public QLineEdit {
public:
    explicit TimeEntry(QWidget* parent) : QLineEdit(parent) {
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override {
        constexpr int least = 90;
        constexpr int air = 28;
        return {std::max(least, fontMetrics().horizontalAdvance(placeholderText()) + air),
                QLineEdit::sizeHint().height()};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }
};

}  // namespace

TransportBar::TransportBar(SimController& sim, const ViewState& view, const ActionTable& actions,
                           QWidget* parent)
    : QWidget(parent),
      sim_(sim),
      view_(view),
      name_(new QLabel(tr("Speed"), this)),
      slider_(new QSlider(Qt::Horizontal, this)),
      speed_(new QLabel(this)),
      time_(new QLabel(this)),
      entry_(new TimeEntry(this)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 5, 8, 5);
    layout->setSpacing(4);
    const auto button = [&](ActionId action, IconShape shape) {
        auto* made = new QToolButton(this);
        made->setDefaultAction(actions[action]);
        made->setToolButtonStyle(Qt::ToolButtonIconOnly);
        made->setIconSize(QSize(18, 18));
        made->setAccessibleName(ActionTable::without_mnemonic(actions[action]->text()));
        buttons_.emplace_back(made, static_cast<int>(shape));
        layout->addWidget(made);
        return made;
    };
    button(ActionId::restart, IconShape::restart);
    button(ActionId::step_back, IconShape::step_back);
    run_ = button(ActionId::run, IconShape::run);
    run_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button(ActionId::step_event, IconShape::step_event);
    button(ActionId::step_second, IconShape::step_second);
    button(ActionId::step_minute, IconShape::step_minute);
    button(ActionId::to_end, IconShape::to_end);

    layout->addSpacing(14);
    layout->addWidget(name_);
    slider_->setRange(0, speed_slider_steps);
    slider_->setMinimumWidth(70);
    slider_->setMaximumWidth(240);
    slider_->setValue(slider_of_speed(sim.speed()));
    slider_->setAccessibleName(tr("Speed: simulated seconds per second"));
    name_->setBuddy(slider_);
    layout->addWidget(slider_, 1);
    speed_->setMinimumWidth(80);
    layout->addWidget(speed_);
    layout->addStretch(1);
    time_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(time_);
    layout->addSpacing(10);
    entry_->setPlaceholderText(tr("go to time"));
    entry_->setToolTip(
        tr("A time as on the axis, such as 12:43 or 00:12:43; +1:30 and 5m count from the start. "
           "Press Enter to go there"));
    entry_->setAccessibleName(tr("Go to time"));
    layout->addWidget(entry_);
    connect_all();
    show_icons();
    show_state();
}

void TransportBar::connect_all() {
    connect(slider_, &QSlider::valueChanged, this, [this](int position) {
        const double speed = speed_of_slider(position);
        if (slider_of_speed(sim_.speed()) != position) sim_.set_speed(speed);
    });
    connect(entry_, &QLineEdit::returnPressed, this, &TransportBar::go_to_entered);
    connect(&sim_, &SimController::state_changed, this, &TransportBar::show_state);
    connect(&view_, &ViewState::look_changed, this, &TransportBar::show_icons);
    connect(&view_, &ViewState::clock_changed, this, &TransportBar::show_state);
}

int TransportBar::words_width() const {
    return name_->sizeHint().width() + run_->fontMetrics().horizontalAdvance(run_->text()) + 16;
}

QSize TransportBar::minimumSizeHint() const {
    const QSize whole = QWidget::minimumSizeHint();
    return {whole.width() - (name_->isHidden() ? 0 : words_width()), whole.height()};
}

void TransportBar::fit() {
    const bool fits = minimumSizeHint().width() + words_width() <= width();
    if (fits == !name_->isHidden()) return;
    name_->setVisible(fits);
    run_->setToolButtonStyle(fits ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
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
    show_state();
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
    if (moving && sim_.achieved_speed() > 0) {
        speed = tr("%1 (got %2)").arg(speed, speed_text(sim_.achieved_speed()));
    }
    speed_->setText(speed);
    // The width only grows, so that the widgets beside the label do not move.
    speed_->setMinimumWidth(std::max(speed_->minimumWidth(), speed_->minimumSizeHint().width()));
    if (!sim_.has_simulation()) {
        time_->clear();
        return;
    }
    time_->setText(QStringLiteral("<b>%1</b>&nbsp;/&nbsp;%2")
                       .arg(exact_clock(sim_.now(), 1), clock_of(whole_seconds(sim_.end()))));
    fit();
}

}  // namespace isotherm
