// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/bill_words.h"

#include "app/gui/models/compare_sentence.h"
#include "app/render/canvas.h"
#include "app/render/time_axis.h"

namespace isotherm {

QString BillWords::text(double dollars, std::int64_t recorded_seconds) {
    constexpr std::int64_t hour = 3'600;
    if (recorded_seconds < hour) return tr("%1/h").arg(dollars_text(dollars));
    // Whole minutes, so that the text of a run that goes on does not change with every second.
    const auto whole = static_cast<double>(recorded_seconds / 60 * 60);
    return tr("%1 in %2").arg(dollars_text(dollars), qtext(length_text(whole)));
}

}  // namespace isotherm
