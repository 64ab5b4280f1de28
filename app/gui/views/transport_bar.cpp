#include "app/gui/views/transport_bar.h"

#include <QHBoxLayout>

#include "app/gui/models/cause_names.h"
#include "app/gui/models/entered_time.h"
#include "app/render/canvas.h"
#include "app/gui/views/action_table.h"
#include "app/gui/views/icons.h"

namespace isotherm {

TransportBar::TransportBar(SimController& sim, const ViewState& view, const ActionTable& actions,
                           QWidget* parent)
    : QWidget(parent),
      sim_(sim),
      view_(view),
      slider_(new QSlider(Qt::Horizontal, this)),
      speed_(new QLabel(this)),
      time_(new QLabel(this)),
      entry_(new QLineEdit(this)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 5, 8, 5);
    layout->setSpacing(4);
    const auto button = [&](const char* action, IconShape shape) {
        auto* made = new QToolButton(this);
        made->setDefaultAction(actions[action]);
        made->setToolButtonStyle(Qt::ToolButtonIconOnly);
        made->setIconSize(QSize(18, 18));
        made->setAccessibleName(actions[action]->text().remove(QLatin1Char('&')));
        buttons_.emplace_back(made, static_cast<int>(shape));
        layout->addWidget(made);
        return made;
    };
    button("restart", IconShape::restart);
    button("step_back", IconShape::step_back);
    run_ = button("run", IconShape::run);
    run_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button("step_event", IconShape::step_event);
    button("step_second", IconShape::step_second);
    button("step_minute", IconShape::step_minute);
    button("to_end", IconShape::to_end);

    layout->addSpacing(14);
    auto* name = new QLabel(tr("Speed"), this);
    layout->addWidget(name);
    slider_->setRange(0, speed_slider_steps);
    slider_->setMinimumWidth(110);
    slider_->setMaximumWidth(240);
    slider_->setValue(slider_of_speed(sim.speed()));
    slider_->setAccessibleName(tr("Speed: simulated seconds a second"));
    name->setBuddy(slider_);
    layout->addWidget(slider_, 1);
    speed_->setMinimumWidth(110);
    layout->addWidget(speed_);
    layout->addStretch(1);
    time_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(time_);
    layout->addSpacing(10);
    entry_->setPlaceholderText(tr("go to time"));
    entry_->setMaximumWidth(120);
    entry_->setMinimumWidth(90);
    entry_->setToolTip(
        tr("A time since the start, such as 1:30, 00:12:43 or 5m; Enter goes there"));
    entry_->setAccessibleName(tr("Go to time"));
    layout->addWidget(entry_);

    connect(slider_, &QSlider::valueChanged, this, [this](int position) {
        const double speed = speed_of_slider(position);
        if (slider_of_speed(sim_.speed()) != position) sim_.set_speed(speed);
    });
    connect(entry_, &QLineEdit::returnPressed, this, &TransportBar::go_to_entered);
    connect(&sim, &SimController::state_changed, this, &TransportBar::show_state);
    connect(&view, &ViewState::look_changed, this, &TransportBar::show_icons);
    show_icons();
    show_state();
}

void TransportBar::go_to_entered() {
    const auto time = entered_time(entry_->text());
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
    show_state();
}

void TransportBar::show_state() {
    const bool moving = sim_.moving();
    QAction* run = run_->defaultAction();
    const bool at_end = sim_.phase() == SimPhase::finished || sim_.phase() == SimPhase::failed;
    run->setIcon(drawn_icon(moving   ? IconShape::pause
                            : at_end ? IconShape::restart
                                     : IconShape::run,
                            view_.theme().text));
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
    if (!sim_.has_simulation()) {
        time_->clear();
        return;
    }
    const auto tenth = [](SimTime time) {
        const auto cut =
            sim_start + std::chrono::floor<std::chrono::duration<std::int64_t, std::deci>>(
                            time.time_since_epoch());
        return qtext(clock_text(cut));
    };
    time_->setText(
        QStringLiteral("<b>%1</b>&nbsp;/&nbsp;%2").arg(tenth(sim_.now()), tenth(sim_.end())));
}

}  // namespace isotherm
