// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Icons of the transport bar. They are drawn in the theme's colour, so they need no files and are
// sharp on any screen.

#include <QColor>
#include <QIcon>

namespace isotherm {

enum class IconShape : std::uint8_t {
    restart,
    step_back,
    run,
    pause,
    step_event,
    step_second,
    step_minute,
    to_end
};

QIcon drawn_icon(IconShape shape, const QColor& colour);

}  // namespace isotherm
