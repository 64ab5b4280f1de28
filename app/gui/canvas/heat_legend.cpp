// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/heat_legend.h"

#include <QLocale>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "app/render/sample_cells.h"
#include "app/render/cells/heat_codes.h"
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

constexpr double first_row_height = 22;
constexpr double row_height = 16;
constexpr double ramp_width = 90;
constexpr double ramp_height = 9;
constexpr double sample_height = 14;
constexpr double legend_margin = 8;
constexpr double label_air = 4;
constexpr double slider_width = 44;
constexpr double controls_least =
    560;                         // right of the plot's left edge: narrower, a row of their own
constexpr int gamma_steps = 20;  // on each side of gamma 1
constexpr TextStyle legend_text{11.5};
constexpr TextStyle legend_note{11, false, true};

// What a column and a bar are.
QStringList sentences_about(const HeatMapCanvas& map, const ViewState& view) {
    if (view.lens() == Lens::cloudwatch)
        return {HeatLegend::tr("Each column is a one-minute average over all partitions.")};
    const QString column = column_words(map.grid().columns);
    if (map.difference_clip() > 0)
        return {HeatLegend::tr("Column: %1, the hottest second of each run. Bar: change of the "
                               "share refused, orange below more in B, purple above less.")
                    .arg(column)};
    QStringList sentences{view.heat_scale() == HeatScale::absolute
                              ? HeatLegend::tr("Column: %1, its average.").arg(column)
                              : HeatLegend::tr("Column: %1, its hottest second.").arg(column),
                          HeatLegend::tr("Bar: share refused.")};
    if (const std::size_t rows = map.rows_a_pixel(); rows > 1)
        sentences << HeatLegend::tr("Up to %n partitions a row.", nullptr, static_cast<int>(rows));
    return sentences;
}

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
    if (parent != nullptr) histogram_ = new LegendHistogram(map, view, parent);
    gamma_->setRange(-gamma_steps, gamma_steps);
    gamma_->setToolTip(tr("Brighten or darken the colours; 100 % of the limit keeps its colour."));
    gamma_->setAccessibleName(tr("Brightness of the colours"));
    gamma_->installEventFilter(this);
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
    choice(tr("demand as a share of the partition's own limit"), HeatScale::partition);
    choice(tr("units a second, logarithmic"), HeatScale::absolute);
    choice(tr("rank among the visible cells"), HeatScale::relative);
    scale_->setMenu(menu_);
    connect(&map, &HeatMapCanvas::grid_changed, this, [this] {
        place_controls();
        update();
    });
    connect(&view, &ViewState::look_changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize HeatLegend::sizeHint() const {
    const double height = first_row_height + (rows_ - 1) * row_height;
    return {600, static_cast<int>(std::ceil(height * view_.text_scale()))};
}

double HeatLegend::row_middle(int row) const {
    return (first_row_height / 2 + row * row_height) * view_.text_scale();
}

// Whether the colours are shares of a limit, so that some are above it.
bool HeatLegend::shows_limits() const {
    return view_.lens() == Lens::truth && !shows_difference() &&
           (view_.heat_scale() == HeatScale::limit || view_.heat_scale() == HeatScale::partition);
}

int HeatLegend::controls_row() const {
    return width() - left() < controls_least * view_.text_scale() ? 1 : 0;
}

void HeatLegend::place_controls() {
    const QString words = scale_words();
    if (scale_->text() != words) scale_->setText(words);
    // Offer a choice only if the colours can have several meanings.
    const bool choice = view_.lens() == Lens::truth && !shows_difference();
    scale_->setMenu(choice ? menu_ : nullptr);
    const QSize size = scale_->sizeHint();
    const int middle = static_cast<int>(row_middle(controls_row()));
    const int left = std::max(0, width() - static_cast<int>(legend_margin) - size.width());
    scale_->setGeometry(left, std::max(0, middle - size.height() / 2), size.width(), size.height());
    const int slider = static_cast<int>(slider_width);
    gamma_->setGeometry(left - slider - 8, middle - 9, slider, 18);
}

void HeatLegend::resizeEvent(QResizeEvent*) { place_controls(); }

// Labels at the ends, and on some scales between them, of the ramp.
std::vector<HeatLegend::Tick> HeatLegend::ticks() const {
    if (shows_difference()) {
        const double clip = map_.difference_clip();
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
    return {
        {0, QStringLiteral("0")}, {0.5, QStringLiteral("50")}, {1, QStringLiteral("100\u00a0%")}};
}

// The legend uses the whole width, so that it usually needs one line only.
double HeatLegend::left() const { return 26 * view_.text_scale(); }

// Returns the right end of what it painted.
double HeatLegend::paint_ramp(Canvas& canvas) {
    const std::vector<Tick> labels = ticks();
    const ColourTable& colours = shows_difference() ? view_.theme().difference : view_.theme().heat;
    const double y = row_middle(0), air = canvas.em(label_air);
    // The first label stands left of the ramp.
    double x = std::max(left(), canvas.width_of(labels.front().label, legend_text) + 2 * air);
    ramp_.clear();
    canvas.text({x - air, y}, labels.front().label, legend_text, Align::right);
    for (std::size_t i = 1; i < labels.size(); ++i) {
        const double from = labels[i - 1].share, to = labels[i].share;
        const QRectF area(canvas.snapped(x), canvas.snapped(y - canvas.em(ramp_height) / 2),
                          std::max(canvas.snapped(canvas.em(ramp_width) * (to - from)), 1.0),
                          canvas.snapped(canvas.em(ramp_height)));
        const auto first = static_cast<int>(heat_index(from));
        const int count = std::max(static_cast<int>(heat_index(to)) - first + 1, 1);
        QImage image(count, 1, QImage::Format_RGB32);
        for (int c = 0; c < count; ++c)
            image.setPixel(c, 0, colours[static_cast<std::size_t>(first + c)]);
        canvas.painter().drawImage(area, image);
        ramp_.push_back({area, from, to});
        canvas.text({area.right() + air, y}, labels[i].label, legend_text);
        x = area.right() + 2 * air + canvas.width_of(labels[i].label, legend_text);
    }
    return x;
}

// What the numbers beside the ramp mean.
QString HeatLegend::scale_words() const {
    if (shows_difference()) return tr("% points of limit: purple B cooler, orange B hotter");
    if (view_.lens() == Lens::cloudwatch || view_.heat_scale() == HeatScale::limit)
        return tr("of the limit in force");
    if (view_.heat_scale() == HeatScale::partition) return tr("of the partition's own limit");
    return view_.heat_scale() == HeatScale::absolute
               ? tr("%1 a second, logarithmic").arg(unit_name(view_.side()))
               : tr("ranked among the visible cells");
}

HeatLegend::Flow::Flow(const HeatLegend& legend, double left, double controls_left)
    : legend_(legend), controls_left_(controls_left), at_(left, legend.row_middle(0)) {}

double HeatLegend::Flow::right() const {
    return row_ == legend_.controls_row() ? controls_left_ : legend_.width() - legend_margin;
}

QPointF HeatLegend::Flow::place(double length) {
    // A row without the controls has all the room there is.
    while (at_.x() + length > right() &&
           (at_.x() > legend_.left() || row_ <= legend_.controls_row()))
        next_row();
    const QPointF place = at_;
    at_.rx() += length;
    return place;
}

void HeatLegend::Flow::next_row() {
    ++row_;
    at_ = {legend_.left(), legend_.row_middle(row_)};
}

void HeatLegend::paint_swatches(Canvas& canvas, Flow& flow) {
    swatches_.clear();
    const double tall = canvas.em(sample_height), gap = canvas.em(label_air);
    const auto entry = [&](double wide, const QString& name, const CellChoice& cells,
                           const auto& paint_sample) {
        const double length = wide + gap + canvas.width_of(name, legend_text);
        const QPointF at = flow.place(length + canvas.em(legend_margin));
        const QRectF swatch(at.x(), at.y() - tall / 2, wide, tall);
        paint_sample(swatch);
        canvas.text({swatch.right() + gap, at.y()}, name, legend_text);
        swatches_.push_back({{at.x(), at.y() - tall / 2, length, tall}, cells});
    };
    if (shows_limits()) {
        for (HeatCode code = code_over; code <= code_hottest; ++code) {
            const double end = over_steps[static_cast<std::size_t>(code - code_over)];
            const QString name = code == code_hottest ? QStringLiteral("%1\u00d7").arg(end)
                                                      : QString::number(end * 100);
            entry(canvas.em(20), name, {code, code, false},
                  [&](QRectF swatch) { paint_sample_cell(canvas, swatch, code, 0); });
        }
    }
    if (view_.lens() == Lens::truth && !shows_difference()) {
        entry(canvas.em(54), tr("1, 50, 100 % refused"), {0, code_hottest, true},
              [&](QRectF swatch) { paint_refused_samples(canvas, swatch); });
    }
    const auto& codes = map_.grid().codes;
    if (std::find(codes.begin(), codes.end(), code_missing) == codes.end()) return;
    entry(canvas.em(20), tr("not simulated yet, or no partition"), {code_missing, code_missing},
          [&](QRectF swatch) {
              canvas.hatched(swatch, view_.theme().background, QColor(view_.theme().missing_hatch));
          });
}

// Writes as many sentences beside the swatches as fit there; the help text has all of them. If none
// fits, they stand on lines of their own.
void HeatLegend::paint_words(Canvas& canvas, Flow& flow) {
    if (map_.grid().columns.count == 0) return;
    QStringList sentences = sentences_about(map_, view_);
    const QString whole = sentences.join(QLatin1Char(' '));
    if (toolTip() != whole) setToolTip(whole);
    QString words = whole;
    while (canvas.width_of(words, legend_note) > flow.room() && sentences.size() > 1) {
        sentences.removeLast();
        words = sentences.join(QLatin1Char(' '));
    }
    if (canvas.width_of(words, legend_note) > flow.room()) words = whole;
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
    return sentences_about(map_, view_).join(QLatin1Char(' '));
}

void HeatLegend::paint_into(QPainter& painter) {
    Canvas canvas(painter, view_.theme(), view_.text_scale(), map_.pixel_ratio());
    paint(canvas, scale_->x());
    canvas.text({scale_->x() + canvas.em(5), row_middle(controls_row())}, scale_words(),
                legend_text);
}

void HeatLegend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    Canvas canvas(painter, view_.theme(), view_.text_scale());
    const QString brightness = tr("brightness");
    const double right = gamma_->x() - canvas.em(label_air);
    const double named =
        right - canvas.width_of(brightness, legend_note) - canvas.em(legend_margin);
    // The name of the slider gives way to the words; its tooltip has it too.
    paint(canvas, right - canvas.em(legend_margin));
    if (controls_row() > 0 || words_end_ < named)
        canvas.text({right, row_middle(controls_row())}, brightness, legend_note, Align::right);
}

// `controls_left`: where the controls begin, in their row.
void HeatLegend::paint(Canvas& canvas, double controls_left) {
    canvas.fill(rect(), view_.theme().background);
    const double left = paint_ramp(canvas) + canvas.em(legend_margin);
    Flow flow(*this, left, controls_left);
    paint_swatches(canvas, flow);
    paint_words(canvas, flow);
    words_end_ = flow.x();
    const int rows = std::max(controls_row() + 1, flow.rows());
    if (std::exchange(rows_, rows) != rows) updateGeometry();
}

void HeatLegend::show_histogram(bool shown) {
    if (histogram_ == nullptr || ramp_.empty()) return;
    if (!shown) return histogram_->hide();
    const QRect ramp = ramp_.front().area.united(ramp_.back().area).toAlignedRect();
    histogram_->open_above({mapTo(histogram_->parentWidget(), ramp.topLeft()), ramp.size()});
}

bool HeatLegend::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) show_histogram(true);
    if (event->type() == QEvent::FocusOut) show_histogram(false);
    return QWidget::eventFilter(watched, event);
}

void HeatLegend::mouseMoveEvent(QMouseEvent* event) {
    const QPointF at = event->position();
    for (const RampPart& part : ramp_) {
        if (at.x() < part.area.left() || at.x() >= part.area.right() ||
            at.y() > first_row_height * view_.text_scale())
            continue;
        const double along = (at.x() - part.area.left()) / part.area.width();
        const auto code =
            static_cast<HeatCode>((part.from + along * (part.to - part.from)) * code_highest);
        constexpr HeatCode reach = 12;  // colours on each side
        show_histogram(true);
        return map_.highlight(
            CellChoice{static_cast<HeatCode>(std::max(code - reach, 0)),
                       static_cast<HeatCode>(std::min(code + reach, int{code_highest})), false});
    }
    show_histogram(gamma_->hasFocus());
    for (const Swatch& swatch : swatches_) {
        if (swatch.area.contains(at) && swatch.cells.first != code_missing)
            return map_.highlight(swatch.cells);
    }
    map_.highlight(std::nullopt);
}

void HeatLegend::leaveEvent(QEvent*) {
    show_histogram(gamma_->hasFocus());
    map_.highlight(std::nullopt);
}

}  // namespace isotherm
