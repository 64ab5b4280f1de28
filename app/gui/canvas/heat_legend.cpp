// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/heat_legend.h"

#include <QLocale>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

#include "app/render/heat_codes.h"
#include "app/render/heat_map.h"
#include "app/render/value_axis.h"

namespace isotherm {
namespace {

// Length of a column in the language of the window.
QString column_words(const TimeColumns& columns) {
    const double each = columns.seconds_each();
    const double shorter = std::floor(each);
    if (each >= 60) return qtext(column_text(columns));
    if (each == shorter) return HeatLegend::tr("%1 s").arg(shorter);
    return HeatLegend::tr("%1 or %2 s").arg(shorter).arg(shorter + 1);
}

constexpr double legend_height = 44;
constexpr double ramp_width = 200;
constexpr double ramp_height = 9;
constexpr double bins_height = 14;
constexpr double legend_margin = 12;
constexpr double row_height = 16;
constexpr double first_step = 15.5;  // from the middle of the ramp down to its percentages
constexpr double percent_room = 40;  // right of the ramp: half of "100 %" and a margin
constexpr int gamma_steps = 20;      // on each side of gamma 1
constexpr std::size_t bin_colours = 8;
constexpr TextStyle legend_text{11.5};
constexpr TextStyle legend_note{11, false, true};

}  // namespace

HeatLegend::HeatLegend(HeatMapCanvas& map, ViewState& view, QWidget* parent)
    : QWidget(parent),
      map_(map),
      view_(view),
      gamma_(new QSlider(Qt::Horizontal, this)),
      scale_(new QToolButton(this)),
      menu_(new QMenu(scale_)) {
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Legend of the heat map"));
    gamma_->setRange(-gamma_steps, gamma_steps);
    gamma_->setToolTip(tr("Brighten or darken the colours; 100 % of the limit keeps its colour."));
    gamma_->setAccessibleName(tr("Brightness of the colours"));
    connect(gamma_, &QSlider::valueChanged, this, [this](int value) {
        view_.set_gamma(std::pow(4.0, -static_cast<double>(value) / gamma_steps));
    });
    scale_->setProperty("compact", true);
    scale_->setPopupMode(QToolButton::InstantPopup);
    scale_->setToolTip(tr("What the colours stand for"));
    scale_->setAccessibleName(tr("What the colours stand for"));
    const auto choice = [&](const QString& text, HeatScale scale) {
        connect(menu_->addAction(text), &QAction::triggered, this,
                [this, scale] { view_.set_heat_scale(scale); });
    };
    choice(tr("demand as a share of the limit"), HeatScale::limit);
    choice(tr("units a second, logarithmic"), HeatScale::absolute);
    choice(tr("rank among the visible cells"), HeatScale::relative);
    scale_->setMenu(menu_);
    connect(&map, &HeatMapCanvas::grid_changed, this, [this] {
        place_scale();
        update();
    });
    connect(&view, &ViewState::look_changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize HeatLegend::sizeHint() const {
    const double height = legend_height + (rows_ - 2) * row_height;
    return {600, static_cast<int>(height * view_.text_scale())};
}

QRectF HeatLegend::ramp_area() const {
    const double scale = view_.text_scale();
    return {map_.edges().left, (bins_height + 2) * scale, ramp_width * scale, ramp_height * scale};
}

void HeatLegend::place_scale() {
    const QString words = scale_words();
    if (scale_->text() != words) scale_->setText(words);
    // Offer a choice only if the colours can have several meanings.
    const bool choice = view_.lens() == Lens::truth && map_.difference_clip() <= 0;
    scale_->setMenu(choice ? menu_ : nullptr);
    const QRectF ramp = ramp_area();
    const QSize size = scale_->sizeHint();
    scale_->setGeometry(static_cast<int>(ramp.right() + legend_margin / 2),
                        std::max(0, static_cast<int>(ramp.center().y()) - size.height() / 2),
                        size.width(), size.height());
}

void HeatLegend::resizeEvent(QResizeEvent*) {
    place_scale();
    gamma_->setGeometry(QRect(8, static_cast<int>(bins_height * view_.text_scale()) - 2,
                              std::max(40, static_cast<int>(map_.edges().left) - 24), 18));
}

void HeatLegend::paint_histogram(Canvas& canvas, QRectF ramp) {
    std::array<std::size_t, colour_steps / bin_colours> bins{};
    for (const HeatCode code : map_.grid().codes) {
        if (code >= 0 && code <= code_highest) ++bins[static_cast<std::size_t>(code) / bin_colours];
    }
    std::size_t most = 1;
    for (std::size_t i = 1; i < bins.size(); ++i) most = std::max(most, bins[i]);
    const double width = ramp.width() / static_cast<double>(bins.size());
    for (std::size_t i = 0; i < bins.size(); ++i) {
        if (bins[i] == 0) continue;
        // Bin 0, the idle cells, is not in `most`: it would make all other bars invisible.
        const double share =
            std::min(1.0, static_cast<double>(bins[i]) / static_cast<double>(most));
        const double height = std::max(1.0, canvas.em(bins_height - 2) * std::sqrt(share));
        canvas.fill({ramp.left() + width * static_cast<double>(i), ramp.top() - 1 - height,
                     std::max(width - 1, 1.0), height},
                    view_.theme().demand);
    }
    const ColourTable& ramp_colours =
        map_.difference_clip() > 0 ? view_.theme().difference : view_.theme().heat;
    QImage colours(static_cast<int>(colour_steps), 1, QImage::Format_RGB32);
    for (int i = 0; i < colours.width(); ++i) {
        colours.setPixel(i, 0, ramp_colours[static_cast<std::size_t>(i)]);
    }
    canvas.painter().drawImage(ramp, colours);
    paint_ticks(canvas, ramp);
}

// Labels at the ends, and on some scales in the middle, of the ramp.
std::vector<HeatLegend::Tick> HeatLegend::ticks() const {
    if (const double clip = map_.difference_clip(); clip > 0) {
        const QString ends = QLocale().toString(clip * 100, 'f', clip < 0.1 ? 1 : 0);
        return {
            {0, QChar(0x2212) + ends}, {0.5, QStringLiteral("0")}, {1, QStringLiteral("+") + ends}};
    }
    if (view_.lens() == Lens::truth && view_.heat_scale() == HeatScale::relative)
        return {{0, tr("coolest")}, {1, tr("hottest")}};
    const double most = map_.most_units();
    if (view_.lens() == Lens::truth && most > 0) {
        std::vector<Tick> list{{0, QStringLiteral("0")}};
        for (double units = most / 100; units <= most; units *= 10)
            list.push_back({log_share(units, most), qtext(short_amount(units))});
        return list;
    }
    std::vector<Tick> list;
    for (const int percent : {0, 50, 100})
        list.push_back({percent / 100.0, QStringLiteral("%1\u00a0%").arg(percent)});
    return list;
}

void HeatLegend::paint_ticks(Canvas& canvas, QRectF ramp) {
    const double y = ramp.bottom() + canvas.em(11);
    for (const Tick& tick : ticks()) {
        const double x = ramp.left() + ramp.width() * tick.share;
        canvas.vertical_line(std::min(x, ramp.right() - 1), ramp.bottom(),
                             ramp.bottom() + canvas.em(3), view_.theme().axis);
        canvas.text({x, y}, tick.label, legend_text, tick.share <= 0 ? Align::left : Align::middle);
    }
}

// What the numbers below the ramp mean.
QString HeatLegend::scale_words() const {
    if (map_.difference_clip() > 0)
        return tr("% points of limit: purple B cooler, orange B hotter");
    if (view_.lens() == Lens::cloudwatch || view_.heat_scale() == HeatScale::limit)
        return tr("of the limit in force");
    return view_.heat_scale() == HeatScale::absolute
               ? tr("%1 a second, logarithmic").arg(unit_name(view_.side()))
               : tr("ranked among the visible cells");
}

HeatLegend::Flow::Flow(QRectF ramp, double left, double right, double em)
    : ramp_(ramp), right_(right), em_(em), at_(left, ramp.center().y()) {}

// Row 0 is level with the ramp, row 1 with its percentages; further rows follow below them.
QPointF HeatLegend::Flow::place(double length) {
    while (at_.x() + length > right_ && at_.x() > ramp_.left()) next_row();
    const QPointF place = at_;
    at_.rx() += length;
    return place;
}

void HeatLegend::Flow::next_row() {
    ++rows_;
    const double below = ramp_.center().y() + em_ * first_step;
    at_ = rows_ == 2 ? QPointF(ramp_.right() + em_ * percent_room, below)
                     : QPointF(ramp_.left(), below + em_ * row_height * (rows_ - 2));
}

void HeatLegend::paint_swatches(Canvas& canvas, Flow& flow) {
    const Theme& theme = view_.theme();
    const double swatch_height = canvas.em(13);
    swatches_.clear();
    const auto entry = [&](HeatCode code, QRgb ground, QRgb line, const QString& name) {
        const double swatch_width = canvas.em(24);
        const double text_width = canvas.width_of(name, legend_text);
        const double length = swatch_width + canvas.em(6) + text_width;
        const QPointF place = flow.place(length + canvas.em(18));
        const QRectF swatch(place.x(), place.y() - swatch_height / 2, swatch_width, swatch_height);
        if (code == code_above) {
            canvas.fill(swatch, QColor(ground));
            canvas.fill({swatch.center().x() - 1.5, swatch.center().y() - 1.5, 3, 3}, QColor(line));
        } else {
            canvas.hatched(swatch, QColor(ground), QColor(line));
        }
        canvas.text({swatch.right() + canvas.em(6), place.y()}, name, legend_text);
        swatches_.emplace_back(
            QRectF(place.x(), place.y() - canvas.em(row_height) / 2, length, canvas.em(row_height)),
            code);
    };
    if (map_.difference_clip() <= 0)
        entry(code_throttled, theme.heat_throttled, theme.heat_throttled_hatch, tr("throttled"));
    const auto& codes = map_.grid().codes;
    const auto occurs = [&codes](HeatCode code) {
        return std::find(codes.begin(), codes.end(), code) != codes.end();
    };
    if (occurs(code_above))
        entry(code_above, theme.heat.back(), theme.heat_above_dot, tr("above limit, used burst"));
    if (occurs(code_missing))
        entry(code_missing, theme.background.rgb(), theme.missing_hatch,
              tr("not simulated yet, or no partition"));
}

// Writes the sentence beside the swatches if it fits, or on lines of its own.
void HeatLegend::paint_words(Canvas& canvas, Flow& flow) {
    if (map_.grid().columns.count == 0) return;
    const QString words = column_sentence();
    const double length = canvas.width_of(words, legend_note);
    if (length <= flow.room()) {
        canvas.text(flow.place(length), words, legend_note);
        return;
    }
    flow.next_row();
    QString line;
    for (const LinePiece& piece : line_pieces(words)) {
        const QString longer = piece.after(line);
        if (line.isEmpty() || canvas.width_of(longer, legend_note) <= flow.room()) {
            line = longer;
            continue;
        }
        canvas.text(flow.place(0), line, legend_note);
        flow.next_row();
        line = piece.text;
    }
    canvas.text(flow.place(0), line, legend_note);
}

QString HeatLegend::column_sentence() const {
    if (view_.lens() == Lens::cloudwatch)
        return tr("Each column is a one-minute average over all partitions.");
    const QString column = column_words(map_.grid().columns);
    if (map_.difference_clip() > 0)
        return tr("Column: %1, with the hottest second of each run.").arg(column);
    if (view_.heat_scale() == HeatScale::absolute)
        return tr("Column: %1. Colour: its average. Throttled: if anything in it was.").arg(column);
    return tr("Column: %1. Colour: its hottest second. Throttled: if anything in it was.")
        .arg(column);
}

void HeatLegend::paint_into(QPainter& painter) {
    Canvas canvas(painter, view_.theme(), view_.text_scale(), map_.pixel_ratio());
    paint(canvas);
    canvas.text({scale_->x() + canvas.em(5), ramp_area().center().y()}, scale_words(), legend_text);
}

void HeatLegend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    Canvas canvas(painter, view_.theme(), view_.text_scale());
    paint(canvas);
    canvas.text({8, ramp_area().bottom() + canvas.em(11)}, tr("brightness"), legend_note);
}

void HeatLegend::paint(Canvas& canvas) {
    canvas.fill(rect(), view_.theme().background);
    const QRectF ramp = ramp_area();
    paint_histogram(canvas, ramp);
    Flow flow(ramp, scale_->geometry().right() + canvas.em(16), width() - canvas.em(legend_margin),
              canvas.em(1));
    paint_swatches(canvas, flow);
    paint_words(canvas, flow);
    if (std::exchange(rows_, std::max(2, flow.rows())) != rows_) updateGeometry();
}

void HeatLegend::mouseMoveEvent(QMouseEvent* event) {
    const QPointF at = event->position();
    const QRectF ramp = ramp_area();
    if (at.x() >= ramp.left() && at.x() < ramp.right()) {
        const auto code =
            static_cast<HeatCode>((at.x() - ramp.left()) / ramp.width() * code_highest);
        const HeatCode reach = 12;  // colours on each side
        return map_.highlight(
            std::pair{static_cast<HeatCode>(code - reach),
                      static_cast<HeatCode>(std::min(code + reach, int{code_highest}))});
    }
    for (const auto& [area, code] : swatches_) {
        if (area.contains(at) && code != code_missing) return map_.highlight(std::pair{code, code});
    }
    map_.highlight(std::nullopt);
}

void HeatLegend::leaveEvent(QEvent*) { map_.highlight(std::nullopt); }

}  // namespace isotherm
