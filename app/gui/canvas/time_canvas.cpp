// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/time_canvas.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>
#include <cmath>

#include "app/gui/models/cause_names.h"
#include "app/gui/canvas/canvas_accessible.h"

namespace isotherm {
namespace {

constexpr double line_spacing = 1.3;
constexpr double drag_least_px = 4;
constexpr double wheel_step = 120;  // QWheelEvent::angleDelta of one notch
constexpr double zoom_a_notch = 0.8;
constexpr double pan_a_notch = 0.1;  // share of the window

}  // namespace

TimeCanvas::TimeCanvas(RunModel& run, ViewState& view, QWidget* parent)
    : QWidget(parent), run_(run), view_(view) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    const auto stale = [this] { invalidate(); };
    connect(&view, &ViewState::window_changed, this, stale);
    connect(&view, &ViewState::subject_changed, this, stale);
    connect(&view, &ViewState::look_changed, this, stale);
    connect(&view, &ViewState::clock_changed, this, stale);
    connect(&run, &RunModel::extended, this, stale);
    connect(&run, &RunModel::restarted, this, stale);
    connect(&view, &ViewState::hover_changed, this, qOverload<>(&QWidget::update));
    connect(&view, &ViewState::pin_changed, this, qOverload<>(&QWidget::update));
    connect(&view, &ViewState::selection_changed, this, qOverload<>(&QWidget::update));
    CanvasAccessible::install();
    connect(&view, &ViewState::pin_changed, this, &TimeCanvas::tell_readers);
    connect(&view, &ViewState::window_changed, this, &TimeCanvas::tell_readers);
}

// Reports the new cell or window to screen readers. Arrow keys move the cell cursor, and the
// picture that has the focus reports it.
void TimeCanvas::tell_readers() {
    if (!hasFocus()) return;
    QAccessibleEvent described(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&described);
    QAccessibleValueChangeEvent valued(this, spoken_value());
    QAccessible::updateAccessibility(&valued);
}

std::optional<CellCursor> TimeCanvas::seen_cursor() const {
    const auto cursor = view_.cursor();
    const auto& recording = run_.recording();
    if (!cursor || table() >= recording.tables.size()) return std::nullopt;
    if (!view_.window().contains(static_cast<double>(cursor->second))) return std::nullopt;
    return cursor->second < run_.recorded_seconds() ? cursor : std::nullopt;
}

void TimeCanvas::set_subject(std::optional<Subject> subject) {
    if (subject == subject_) return;
    subject_ = subject;
    invalidate();
}

void TimeCanvas::focus_band() {
    if (subject_) view_.show_table(subject_->table, subject_->side);
}

QString TimeCanvas::spoken() const {
    if (const auto cursor = seen_cursor()) {
        const double x = axis().x_of(view_.middle_of(cursor->second));
        const QString there = description({x, plot().center().y()});
        if (!there.isEmpty()) return there;
    }
    return tr("%1 to %2. %3")
        .arg(clock_of(view_.window().first), clock_of(view_.window().end), accessibleDescription());
}

QString TimeCanvas::spoken_value() const {
    const auto cursor = seen_cursor();
    return clock_of(cursor ? cursor->second : view_.window().first);
}

PlotEdges TimeCanvas::edges() const {
    const QWidget* frame = frame_ == nullptr ? this : frame_;
    const double offset = frame == this ? 0 : mapTo(frame, QPoint(0, 0)).x();
    const double scale = view_.text_scale();
    const double ratio = pixel_ratio();
    const auto snapped = [ratio](double x) { return std::round(x * ratio) / ratio; };
    const double left = snapped((view_.presenting() ? presented_label_room : label_room) * scale);
    const double room = view_.presenting() ? presented_marginal_room : marginal_room;
    const double right = snapped(frame->width() - room * scale);
    return {left - offset, std::max(right, left + 8) - offset};
}

QRectF TimeCanvas::plot() const {
    const PlotEdges x = edges();
    const double ratio = pixel_ratio();
    const auto snapped = [ratio](double y) { return std::round(y * ratio) / ratio; };
    const double top = snapped(top_margin());
    return {x.left, top, x.right - x.left,
            std::max(snapped(height() - bottom_margin()) - top, 1.0)};
}

TimeAxis TimeCanvas::axis() const {
    const PlotEdges x = edges();
    const TimeWindow window = view_.window();
    return {static_cast<double>(window.first), static_cast<double>(window.end), x.left, x.right};
}

std::int64_t TimeCanvas::second_at(double x) const {
    const TimeWindow window = view_.window();
    return std::clamp(static_cast<std::int64_t>(std::floor(axis().second_at(x))), window.first,
                      window.end - 1);
}

int TimeCanvas::plot_pixels() const {
    const PlotEdges x = edges();
    return std::max(1, static_cast<int>(std::lround((x.right - x.left) * pixel_ratio())));
}

void TimeCanvas::invalidate() {
    stale_ = true;
    update();
}

void TimeCanvas::paint_into(QPainter& painter) {
    Canvas canvas(painter, view_.theme(), view_.text_scale(), pixel_ratio());
    canvas.fill(rect(), view_.theme().background);
    paint_content(canvas);
}

void TimeCanvas::paintEvent(QPaintEvent*) {
    const double ratio = pixel_ratio();
    const QSize size(static_cast<int>(std::ceil(width() * ratio)),
                     static_cast<int>(std::ceil(height() * ratio)));
    if (stale_ || content_.size() != size) {
        content_ = QPixmap(size);
        content_.setDevicePixelRatio(ratio);
        QPainter painter(&content_);
        paint_into(painter);
        stale_ = false;
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, content_);
    Canvas canvas(painter, view_.theme(), view_.text_scale(), ratio);
    paint_overlay(canvas);
    if (hasFocus()) {
        const QRectF area = QRectF(rect()).adjusted(0, 0, -1, -1);
        painter.setPen(QPen(view_.theme().selection, 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(area);
    }
}

void TimeCanvas::vertical_mark(Canvas& canvas, double x, double top, double bottom,
                               const QColor& colour) const {
    const double width = view_.line_width(1);
    canvas.fill({canvas.snapped(x - (width - 1) / 2), top, width, bottom - top}, colour);
}

void TimeCanvas::horizontal_mark(Canvas& canvas, double y, double left, double right,
                                 const QColor& colour) const {
    const double width = view_.line_width(1);
    canvas.fill({left, canvas.snapped(y - (width - 1) / 2), right - left, width}, colour);
}

QStringList TimeCanvas::lines_of(const QString& text, TextStyle style, double room) const {
    QPixmap nowhere(1, 1);
    QPainter painter(&nowhere);
    const Canvas canvas(painter, view_.theme(), view_.text_scale());
    return canvas.wrapped(text, style, canvas.em(room));
}

double TimeCanvas::height_of(const QStringList& lines, TextStyle style) {
    return static_cast<double>(lines.size()) * style.size * line_spacing;
}

void TimeCanvas::paint_lines(Canvas& canvas, QPointF at, const QStringList& lines, TextStyle style,
                             Align align) const {
    const double line = canvas.em(style.size * line_spacing);
    double y = at.y() - line * static_cast<double>(lines.size() - 1) / 2;
    for (const QString& one : lines) {
        canvas.text({at.x(), y}, one, style, align);
        y += line;
    }
}

void TimeCanvas::paint_overlay(Canvas& canvas) {
    const TimeAxis time = axis();
    const QRectF area = plot();
    const Theme& theme = view_.theme();
    if (const auto& selection = view_.selection()) {
        const double left = std::max(time.x_of(static_cast<double>(selection->first)), area.left());
        const double right = std::min(time.x_of(static_cast<double>(selection->end)), area.right());
        if (right > left) {
            // In a band a wash would change the colours that the legend explains.
            QColor wash = theme.selection;
            wash.setAlpha(40);
            if (!subject_)
                canvas.fill({left, 0, right - left, static_cast<double>(height())}, wash);
            vertical_mark(canvas, left, 0, height(), theme.selection);
            vertical_mark(canvas, right - 1, 0, height(), theme.selection);
        }
    }
    const auto cross = [&](std::int64_t second, const QColor& colour) {
        if (!view_.window().contains(static_cast<double>(second))) return;
        const double x = time.x_of(view_.middle_of(second));
        vertical_mark(canvas, x, 0, height(), colour);
    };
    if (view_.hover()) {
        QColor faint = theme.text;
        faint.setAlpha(120);
        cross(view_.hover()->second, faint);
    }
    if (view_.pin()) cross(view_.pin()->second, theme.selection);
}

QString TimeCanvas::description(QPointF) const { return {}; }

CellCursor TimeCanvas::cursor_at(QPointF at) const {
    const KeyPosition position = view_.hover() ? view_.hover()->position : 0;
    return {second_at(at.x()), view_.pin() ? view_.pin()->position : position};
}

bool TimeCanvas::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString text = plot().contains(help->pos()) ? description(help->pos()) : QString();
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QWidget::event(event);
}

void TimeCanvas::resizeEvent(QResizeEvent* event) {
    invalidate();
    QWidget::resizeEvent(event);
}

// The wheel scrolls the page beside the plot, a touchpad everywhere; over a plot the wheel zooms
// time, or scrolls if the user wants that.
bool TimeCanvas::scrolls_page(const QWheelEvent& event) const {
    if (!subject_ || event.angleDelta().y() == 0) return false;
    const double x = event.position().x();
    const bool beside = x < edges().left || x >= edges().right;
    const bool touchpad = event.phase() != Qt::NoScrollPhase;
    if (event.modifiers() == Qt::NoModifier) return beside || touchpad || view_.wheel_scrolls();
    return false;
}

void TimeCanvas::wheelEvent(QWheelEvent* event) {
    if (scrolls_page(*event)) return event->ignore();
    const double notches = event->angleDelta().y() / wheel_step;
    const double sideways = event->angleDelta().x() / wheel_step;
    const auto window = static_cast<double>(view_.window().length());
    const auto pan = [&](double by) {
        view_.pan(static_cast<std::int64_t>(std::lround(-by * pan_a_notch * window)));
    };
    const bool zooms_time = subject_ && view_.wheel_scrolls();
    if ((event->modifiers() & Qt::ControlModifier) && !zooms_time) {
        focus_band();
        zoom_across(event->position().y(), std::pow(zoom_a_notch, notches));
    } else if (event->modifiers() & Qt::AltModifier) {
        // with Alt, Qt reports the wheel as horizontal
        focus_band();
        pan_across((notches + sideways) * pan_a_notch);
    } else if (event->modifiers() & Qt::ShiftModifier) {
        pan(notches + sideways);
    } else if (std::abs(sideways) > std::abs(notches)) {
        pan(sideways);
    } else if (notches != 0) {
        const double about =
            axis().second_at(std::clamp(event->position().x(), edges().left, edges().right));
        view_.zoom(about, std::pow(zoom_a_notch, notches));
    }
    event->accept();
}

void TimeCanvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::BackButton) return view_.go_back();
    if (event->button() == Qt::ForwardButton) return view_.go_forward();
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) return;
    drag_ = Drag::pressed;
    pan_drag_ = event->button() == Qt::MiddleButton || view_.drag_mode() == DragMode::pan;
    pressed_at_ = event->position();
    pressed_window_ = view_.window();
}

void TimeCanvas::mouseMoveEvent(QMouseEvent* event) {
    const QPointF at = event->position();
    if (drag_ == Drag::none) {
        if (at.x() >= edges().left && at.x() < edges().right)
            view_.set_hover(cursor_at(at), subject_);
        else
            view_.set_hover(std::nullopt);
        return;
    }
    if (drag_ == Drag::pressed && std::abs(at.x() - pressed_at_.x()) < drag_least_px) return;
    if (drag_ == Drag::pressed) drag_ = pan_drag_ ? Drag::panning : Drag::selecting;
    drag_to(at);
}

void TimeCanvas::drag_to(QPointF at) {
    if (drag_ == Drag::panning) {
        const double seconds = (pressed_at_.x() - at.x()) / axis().pixels_per_second();
        const auto moved =
            panned(pressed_window_, std::llround(seconds), view_.whole(), view_.grain());
        view_.pan(moved.first - view_.window().first);
        return;
    }
    const std::int64_t from = second_at(pressed_at_.x());
    const std::int64_t to = second_at(at.x());
    view_.select(TimeWindow{std::min(from, to), std::max(from, to) + 1});
}

void TimeCanvas::mouseReleaseEvent(QMouseEvent* event) {
    const Drag drag = std::exchange(drag_, Drag::none);
    if (drag != Drag::pressed || event->button() != Qt::LeftButton) return;
    const QPointF at = event->position();
    if (at.x() < edges().left || at.x() >= edges().right) return;
    if (view_.selection()) {
        view_.select(std::nullopt);
        return;
    }
    const CellCursor cursor = cursor_at(at);
    if (subject_ && *subject_ != view_.focused()) {
        focus_band();
        view_.set_pin(cursor);
        return;
    }
    view_.set_pin(view_.pin() == cursor ? std::nullopt : std::optional(cursor));
}

void TimeCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    if (view_.selection()) {
        view_.show(*view_.selection());
        return;
    }
    view_.zoom(axis().second_at(event->position().x()), 0.25);
}

void TimeCanvas::leaveEvent(QEvent*) { view_.set_hover(std::nullopt); }

}  // namespace isotherm
