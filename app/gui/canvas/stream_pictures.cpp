// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/stream_pictures.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "app/gui/models/cause_names.h"
#include "app/gui/models/stream_words.h"
#include "app/gui/canvas/time_axis_strip.h"
#include "app/render/plot_frame.h"
#include "app/render/time_axis.h"
#include "app/render/value_axis.h"

namespace isotherm {
namespace {

constexpr double label_room = 64;
constexpr double right_room = 96;
constexpr double header_height = 24;
constexpr double axis_height = 36;
constexpr double picture_tick_spacing = 96;
constexpr double key_line = 20;
constexpr double key_share = 0.45;  // share of the width for the names of keys
constexpr double swatch = 10;
constexpr double mark_size = 8;
constexpr TextStyle picture_name{12.5, true};
constexpr TextStyle picture_axis_text{11};
constexpr TextStyle note{11, false, true};
constexpr TextStyle key_text{12};

}  // namespace

StreamPicture::StreamPicture(const ViewState& view, QWidget* parent)
    : QWidget(parent), view_(view) {
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&view, &ViewState::look_changed, this, qOverload<>(&QWidget::update));
}

void StreamPicture::show_facts(std::shared_ptr<const StreamFacts> facts) {
    facts_ = std::move(facts);
    setAccessibleDescription(facts_ == nullptr ? QString() : spoken());
    update();
}

bool StreamPicture::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString text = facts_ == nullptr ? QString() : description(help->pos());
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), text, this);
    return true;
}

void StreamPicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    Canvas canvas(painter, view_.theme(), view_.text_scale());
    canvas.fill(rect(), view_.theme().background);
    if (facts_ != nullptr) paint_facts(canvas);
}

PacePicture::PacePicture(const ViewState& view, QWidget* parent) : StreamPicture(view, parent) {
    setAccessibleName(tr("Requests per second over time"));
}

QRectF PacePicture::plot() const {
    const double scale = view().text_scale();
    const double ratio = devicePixelRatioF();
    const auto snapped = [ratio](double x) { return std::round(x * ratio) / ratio; };
    const double left = snapped(label_room * scale);
    const double top = snapped(header_height * scale);
    return {left, top, std::max(8.0, snapped(width() - right_room * scale) - left),
            std::max(8.0, snapped(height() - axis_height * scale) - top)};
}

TimeColumns PacePicture::columns() const {
    const auto pixels = static_cast<int>(std::lround(plot().width() * devicePixelRatioF()));
    return TimeColumns::over(0, static_cast<std::int64_t>(facts()->pace.columns.size()), pixels);
}

PaceColumn PacePicture::column_at(std::size_t column) const {
    const TimeColumns grouped = columns();
    PaceColumn sum;
    for (std::int64_t c = grouped.first_of(column); c < grouped.end_of(column); ++c) {
        const PaceColumn& part = facts()->pace.columns[static_cast<std::size_t>(c)];
        sum.reads += part.reads;
        sum.writes += part.writes;
        if (part.busiest() <= sum.busiest()) continue;
        sum.busiest_reads = part.busiest_reads;
        sum.busiest_writes = part.busiest_writes;
    }
    return sum;
}

void PacePicture::paint_facts(Canvas& canvas) {
    const StreamPace& pace = facts()->pace;
    paint_header(canvas);
    if (pace.columns.empty()) {
        paint_empty_state(canvas, plot(), tr("This stream has only an order, no times."),
                          tr("Its scenario sets the times with arrivals."));
        return;
    }
    const double ceiling = std::max(1.0, static_cast<double>(pace.busiest_requests)) * 1.08;
    paint_axes(canvas, ceiling);
    paint_bars(canvas, ceiling);
    const QRectF area = plot();
    const Theme& theme = view().theme();
    canvas.horizontal_line(area.bottom() - 1, area.left(), area.right(), theme.axis);
    const double mean = area.bottom() - area.height() * pace.mean_requests / ceiling;
    canvas.horizontal_line(canvas.snapped(std::min(mean, area.bottom() - 2)), area.left(),
                           area.right(), theme.text);
    const QString words = tr("mean %1").arg(amount_text(pace.mean_requests));
    canvas.text({std::min(area.right() + canvas.em(8),
                          width() - canvas.em(2) - canvas.width_of(words, picture_axis_text)),
                 std::min(mean, area.bottom() - canvas.em(7))},
                words, picture_axis_text);
}

void PacePicture::paint_axes(Canvas& canvas, double ceiling) {
    const QRectF area = plot();
    const Theme& theme = view().theme();
    const int most_ticks = std::max(2, static_cast<int>(area.height() / canvas.em(26)));
    const double step = std::max(1.0, round_step(ceiling, most_ticks));
    for (double amount = 0; amount <= ceiling; amount += step) {
        const double y = area.bottom() - amount / ceiling * area.height();
        canvas.horizontal_line(std::min(y, area.bottom() - 1), area.left(), area.right(),
                               theme.grid);
        canvas.text({area.left() - canvas.em(8), y}, qtext(tick_text(amount, step)),
                    picture_axis_text, Align::right);
    }
    const WallTime start = start_of(*facts());
    const TimeAxis axis{0, static_cast<double>(facts()->pace.seconds), area.left(), area.right()};
    for (const TimeTick& tick : time_ticks(axis, start, canvas.em(picture_tick_spacing))) {
        const double x = std::min(axis.x_of(tick.second), area.right() - canvas.device_pixel());
        canvas.vertical_line(x, area.bottom(), area.bottom() + canvas.em(4), theme.axis);
        canvas.text({x, area.bottom() + canvas.em(13)}, qtext(tick.label), picture_axis_text,
                    Align::middle);
        if (tick.below.empty()) continue;
        const QString below =
            start == WallTime{} ? qtext(tick.below) : TimeAxisStrip::day_text(start, tick.second);
        canvas.text({x, area.bottom() + canvas.em(27)}, below, note, Align::middle);
    }
    const QString caption = start == WallTime{} ? tr("since the start") : QStringLiteral("UTC");
    canvas.text({area.right() + canvas.em(8), area.bottom() + canvas.em(27)}, caption, note);
}

void PacePicture::paint_bars(Canvas& canvas, double ceiling) {
    const QRectF area = plot();
    const Theme& theme = view().theme();
    const TimeColumns grouped = columns();
    const int pixels = static_cast<int>(std::lround(area.width() * canvas.pixel_ratio()));
    const std::uint64_t most = facts()->pace.busiest_requests;
    bool marked = false;
    for (std::size_t c = 0; c < grouped.count; ++c) {
        const PaceColumn column = column_at(c);
        if (column.busiest() == 0) continue;
        const double left = area.left() + grouped.pixel_of(c, pixels) / canvas.pixel_ratio();
        const double right = area.left() + grouped.pixel_of(c + 1, pixels) / canvas.pixel_ratio();
        const auto y_of = [&](std::uint64_t requests) {
            return canvas.snapped(area.bottom() -
                                  area.height() * static_cast<double>(requests) / ceiling);
        };
        // Draw at least one pixel for a count above zero.
        const double reads = column.busiest_reads > 0
                                 ? std::min(y_of(column.busiest_reads), area.bottom() - 1)
                                 : area.bottom();
        const double top =
            column.busiest_writes > 0 ? std::min(y_of(column.busiest()), reads - 1) : reads;
        canvas.fill({left, reads, right - left, area.bottom() - reads}, theme.consumed);
        canvas.fill({left, top, right - left, reads - top}, theme.target);
        if (marked || column.busiest() < most) continue;
        marked = true;
        canvas.glyph(Glyph::triangle_down, {(left + right) / 2, top - canvas.em(5)},
                     canvas.em(mark_size), theme.text, theme.background);
    }
}

void PacePicture::paint_header(Canvas& canvas) {
    const QRectF area = plot();
    const double y = canvas.em(11);
    const Theme& theme = view().theme();
    const QString name = tr("Requests a second");
    canvas.text({area.left(), y}, name, picture_name);
    if (facts()->pace.columns.empty()) return;
    double x = area.left() + canvas.width_of(name, picture_name) + canvas.em(18);
    const auto entry = [&](const QColor& colour, const QString& text) {
        canvas.fill({x, y - canvas.em(swatch) / 2, canvas.em(swatch), canvas.em(swatch)}, colour);
        canvas.text({x + canvas.em(swatch + 5), y}, text, picture_axis_text);
        x += canvas.em(swatch + 20) + canvas.width_of(text, picture_axis_text);
    };
    entry(theme.consumed, tr("reads"));
    entry(theme.target, tr("writes"));
    const double each =
        columns().seconds_each() * static_cast<double>(facts()->pace.column_seconds);
    const QString words =
        each <= 1 ? tr("each second of the stream")
                  : tr("the busiest second of each %1").arg(qtext(length_text(std::round(each))));
    if (canvas.width_of(words, note) <= width() - x - canvas.em(8))
        canvas.text({x, y}, words, note);
}

QString PacePicture::description(QPointF at) const {
    const QRectF area = plot();
    const StreamPace& pace = facts()->pace;
    if (pace.columns.empty() || !area.contains(at)) return {};
    const TimeColumns grouped = columns();
    const auto column = std::min(static_cast<std::size_t>((at.x() - area.left()) / area.width() *
                                                          static_cast<double>(grouped.count)),
                                 grouped.count - 1);
    const PaceColumn here = column_at(column);
    const std::int64_t first = grouped.first_of(column) * pace.column_seconds;
    const std::int64_t end = std::min(grouped.end_of(column) * pace.column_seconds, pace.seconds);
    const QString from = StreamWords::second(*facts(), first);
    if (end - first <= 1) {
        return tr("%1: %2 reads and %3 writes")
            .arg(from, count_text(here.reads), count_text(here.writes));
    }
    return tr("From %1, %2: %3 reads and %4 writes; in the busiest second %5 and %6")
        .arg(from, qtext(length_text(static_cast<double>(end - first))), count_text(here.reads),
             count_text(here.writes), count_text(here.busiest_reads),
             count_text(here.busiest_writes));
}

QString PacePicture::spoken() const {
    const StreamPace& pace = facts()->pace;
    if (pace.columns.empty()) return tr("This stream has only an order, no times.");
    return tr("%1 requests a second on average, %2 in the busiest second, at %3.")
        .arg(amount_text(pace.mean_requests), count_text(pace.busiest_requests),
             StreamWords::second(*facts(), pace.busiest_second));
}

KeyPicture::KeyPicture(const ViewState& view, QWidget* parent) : StreamPicture(view, parent) {
    setAccessibleName(tr("Keys asked for most"));
}

double KeyPicture::line_height() const {
    const double scale = view().text_scale();
    const double room = (height() - header_height * scale) / 10;
    return std::clamp(room, 14 * scale, key_line * scale * 1.3);
}

void KeyPicture::paint_facts(Canvas& canvas) {
    const TraceStatistics& counted = facts()->statistics;
    const Theme& theme = view().theme();
    const double margin = canvas.em(12);
    const QString name = tr("Keys asked for most");
    canvas.text({margin, canvas.em(11)}, name, picture_name);
    const QString share = share_text(counted.top_share(), 0);
    const double words_left = margin + canvas.width_of(name, picture_name) + canvas.em(12);
    // Show the longest text that fits.
    for (const QString& words : {tr("these %1 of %2 take %3 of the requests")
                                     .arg(count_text(std::uint64_t{counted.top.size()}),
                                          count_text(counted.distinct_keys), share),
                                 share}) {
        if (canvas.width_of(words, note) > width() - words_left - margin) continue;
        canvas.text({words_left, canvas.em(11)}, words, note);
        break;
    }
    if (counted.top.empty()) return;
    const double line = line_height();
    const double text_room = width() * key_share - margin;
    const double bar_left = canvas.snapped(margin + text_room + canvas.em(8));
    const double number_room = canvas.em(112);
    const double bar_room = std::max(8.0, width() - bar_left - number_room - margin);
    const auto most = static_cast<double>(counted.top.front().count);
    double y = canvas.em(header_height) + line / 2;
    for (const auto& key : counted.top) {
        canvas.text({margin, y}, canvas.elided(qtext(printable(key.key)), key_text, text_room),
                    key_text);
        const double length =
            std::max(canvas.snapped(bar_room * static_cast<double>(key.count) / most), 1.0);
        canvas.fill({bar_left, canvas.snapped(y - line * 0.32), length, line * 0.64},
                    theme.consumed);
        canvas.text({bar_left + length + canvas.em(6), y},
                    QStringLiteral("%1 \u00b7 %2")
                        .arg(share_text(counted.share(key.count)), count_text(key.count)),
                    picture_axis_text);
        y += line;
    }
}

QString KeyPicture::description(QPointF at) const {
    const TraceStatistics& counted = facts()->statistics;
    const double below = at.y() - header_height * view().text_scale();
    const auto row = static_cast<std::size_t>(std::max(0.0, below / line_height()));
    if (below < 0 || row >= counted.top.size()) return {};
    const auto& key = counted.top[row];
    return tr("%1: %2 requests, %3")
        .arg(qtext(printable(key.key)), count_text(key.count),
             share_text(counted.share(key.count), 2));
}

QString KeyPicture::spoken() const {
    QStringList lines;
    for (const auto& key : facts()->statistics.top) {
        lines << QStringLiteral("%1 %2").arg(qtext(printable(key.key)),
                                             share_text(facts()->statistics.share(key.count)));
    }
    return lines.join(QStringLiteral(", "));
}

}  // namespace isotherm
