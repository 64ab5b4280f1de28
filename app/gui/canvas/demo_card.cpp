// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/demo_card.h"

#include <QPainter>

#include "app/gui/models/cause_names.h"
#include "engine/insight/score.h"
#include "app/render/canvas.h"
#include "engine/run/checked_scenario.h"

namespace isotherm {
namespace {

constexpr double demo_speed = 24;     // simulated seconds per real second: 15 s show six minutes
constexpr double begun_share = 0.25;  // part of the run that is simulated at once
constexpr int rest_ms = 4'000;        // pause between the end and the next start
constexpr double card_padding = 16;
constexpr double text_height = 62;
constexpr double foot_height = 24;
constexpr TextStyle card_title{16, true};
constexpr TextStyle body_style{12.5, false, true};
constexpr double body_line = 18;
constexpr TextStyle foot_style{12};

}  // namespace

DemoCard::DemoCard(const ViewState& look, const QString& path, const QString& title,
                   const QString& text, QWidget* parent)
    : QAbstractButton(parent),
      look_(look),
      path_(path),
      title_(title),
      body_(text),
      panel_(run_, view_),
      sim_(run_) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(title);
    setAccessibleDescription(text);
    setEnabled(!path.isEmpty());
    again_.setSingleShot(true);
    again_.setInterval(rest_ms);
    connect(&again_, &QTimer::timeout, this, &DemoCard::begin);
    connect(&sim_, &SimController::state_changed, this, &DemoCard::go_on);
    connect(&run_, &RunModel::extended, this, &DemoCard::choose_subject);
    connect(&run_, &RunModel::extended, this, qOverload<>(&QWidget::update));
    connect(&run_, &RunModel::ended, this, [this] {
        if (isVisible()) again_.start();
    });
    connect(&look, &ViewState::look_changed, this, qOverload<>(&QWidget::update));
}

void DemoCard::open() {
    const auto scenario = checked(read_scenario_file(path_.toStdString()));
    if (!scenario.ok()) return;
    sim_.open(scenario.value());
    sim_.set_speed(demo_speed);
    view_.reset(run_.planned_seconds());
    begin();
}

// Simulates the first part of the run at once, so that the picture is not empty.
void DemoCard::begin() {
    const SimDuration length = sim_.end() - sim_start;
    sim_.go_to(sim_start + SimDuration(static_cast<std::int64_t>(
                               begun_share * static_cast<double>(length.count()))));
}

// Continues the run while the card is visible.
void DemoCard::go_on() {
    if (!isVisible() || !sim_.has_simulation() || sim_.moving()) return;
    if (sim_.phase() == SimPhase::paused) sim_.run_or_pause();
}

// Shows the table and side with the most throttling.
void DemoCard::choose_subject() {
    const std::size_t table = run_.busiest_table();
    view_.show_table(table, run_.busiest_side(table));
}

void DemoCard::showEvent(QShowEvent* event) {
    QAbstractButton::showEvent(event);
    if (path_.isEmpty()) return;
    if (!sim_.has_simulation()) open();
    if (!sim_.has_simulation()) return;
    if (sim_.phase() == SimPhase::finished) again_.start();
    go_on();
}

// Pauses the simulation while the card is hidden.
void DemoCard::hideEvent(QHideEvent* event) {
    QAbstractButton::hideEvent(event);
    again_.stop();
    sim_.pause();
}

QStringList DemoCard::body_lines() const {
    QPixmap nowhere(1, 1);
    QPainter painter(&nowhere);
    const Canvas canvas(painter, look_.theme(), look_.text_scale());
    return canvas.wrapped(body_, body_style, width() - 2 * canvas.em(card_padding));
}

QRectF DemoCard::picture() const {
    const double scale = look_.text_scale();
    const double edge = card_padding * scale;
    const double ratio = devicePixelRatioF();
    const auto snapped = [ratio](double at) { return std::round(at * ratio) / ratio; };
    const double top =
        snapped((text_height + static_cast<double>(body_lines().size() - 1) * body_line) * scale);
    const double bottom = snapped(height() - foot_height * scale - edge / 2);
    return {snapped(edge), top, snapped(width() - edge) - snapped(edge),
            std::max(bottom - top, 1.0)};
}

void DemoCard::paintEvent(QPaintEvent*) {
    if (look_.theme().name != view_.theme().name || look_.ramp() != view_.ramp())
        view_.set_look(look_.theme().name, look_.ramp());
    const Theme& theme = look_.theme();
    QPainter painter(this);
    Canvas canvas(painter, theme, look_.text_scale());
    painter.setRenderHint(QPainter::Antialiasing, true);
    const bool marked = hasFocus() || underMouse();
    painter.setPen(QPen(hasFocus() ? theme.selection : marked ? theme.consumed : theme.grid, 1));
    painter.setBrush(palette().button());
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const QRectF area = picture();
    const double edge = canvas.em(card_padding);
    canvas.text({edge, canvas.em(22)}, canvas.elided(title_, card_title, width() - 2 * edge),
                card_title);
    double line = canvas.em(44);
    for (const QString& words : body_lines()) {
        canvas.text({edge, line}, words, body_style);
        line += canvas.em(body_line);
    }
    const double ratio = canvas.pixel_ratio();
    const auto& tables = run_.recording().tables;
    const bool any =
        view_.table() < tables.size() &&
        panel_.update(tables[view_.table()].name, view_.side(), view_.hashes(),
                      static_cast<int>(std::lround(area.width() * ratio)), area.height());
    if (!any) {
        canvas.hatched(area, theme.background, QColor(theme.missing_hatch));
        return;
    }
    panel_.paint(canvas, area, std::nullopt);
    const TimeAxis axis{0, static_cast<double>(view_.whole()), area.left(), area.right()};
    const double now = axis.x_of(static_cast<double>(run_.recorded_seconds()));
    canvas.vertical_line(std::min(now, area.right() - 1), area.top(), area.bottom(),
                         theme.selection);
    const std::uint64_t throttled =
        try_counts(tables[view_.table()], view_.side(), TimeWindow{0, run_.recorded_seconds()})
            .throttled;
    canvas.text({edge, height() - canvas.em(foot_height / 2 + 2)},
                canvas.elided(tr("%1 · %Ln throttled", nullptr, static_cast<int>(throttled))
                                  .arg(elapsed_text(run_.recorded_seconds())),
                              foot_style, area.width()),
                foot_style, Align::left, throttled > 0 ? theme.throttled : theme.text);
}

}  // namespace isotherm
