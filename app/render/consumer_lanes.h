// SPDX-License-Identifier: Apache-2.0
#pragma once
// How far each reader of a stream is behind: a lane a reader, with the iterator age over time and
// the minutes in which batches failed or records were lost.

#include <QPainter>

#include "app/render/theme.h"
#include "engine/recording/recording.h"

namespace isotherm {

struct ConsumerLanesView {
    const Recording& recording;
    double text_scale = 1;
    double pixel_ratio = 0;  // of images; 0: use the painter device's
};

// A lane and its position, for tests.
struct ConsumerLane {
    std::size_t workload = 0;
    std::uint64_t oldest_us = 0;  // highest iterator age: the top of the lane
    QRectF box;
};

std::vector<ConsumerLane> paint_consumer_lanes(QPainter& painter, const ConsumerLanesView& view,
                                               const Theme& theme, QRectF bounds);

}  // namespace isotherm
