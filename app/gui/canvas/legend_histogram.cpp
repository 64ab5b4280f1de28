// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/legend_histogram.h"

#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

namespace isotherm {
namespace {

constexpr int bins_room = 32;  // logical pixels above the ramp
constexpr std::size_t colours_a_bin = 8;

}  // namespace

LegendHistogram::LegendHistogram(const HeatMapCanvas& map, const ViewState& view, QWidget* parent)
    : QWidget(parent), map_(&map), view_(view) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setVisible(false);
    connect(&map, &HeatMapCanvas::grid_changed, this, qOverload<>(&QWidget::update));
}

void LegendHistogram::open_above(QRect ramp) {
    const int height = static_cast<int>(bins_room * view_.text_scale());
    setGeometry(ramp.left(), std::max(0, ramp.top() - height), ramp.width(),
                std::min(height, ramp.top()));
    setVisible(true);
    raise();
}

void LegendHistogram::paintEvent(QPaintEvent*) {
    if (map_ == nullptr) return;
    QPainter painter(this);
    Canvas canvas(painter, view_.theme(), view_.text_scale());
    canvas.fill(rect(), view_.theme().background);
    canvas.horizontal_line(0, 0, width(), view_.theme().grid);
    std::array<std::size_t, colour_steps / colours_a_bin> bins{};
    for (const HeatCode code : map_->grid().codes) {
        if (code >= 0 && code <= code_highest)
            ++bins[static_cast<std::size_t>(code) / colours_a_bin];
    }
    // Bin 0, the idle cells, is not in `most`: it would make all other bars invisible.
    const double most = static_cast<double>(
        std::max<std::size_t>(1, *std::max_element(bins.begin() + 1, bins.end())));
    const double each = width() / static_cast<double>(bins.size());
    for (std::size_t i = 0; i < bins.size(); ++i) {
        if (bins[i] == 0) continue;
        const double share = std::min(1.0, static_cast<double>(bins[i]) / most);
        const double tall = std::max(1.0, (height() - 3) * std::sqrt(share));
        canvas.fill({each * static_cast<double>(i), height() - tall, std::max(each - 1, 1.0), tall},
                    view_.theme().demand);
    }
}

}  // namespace isotherm
