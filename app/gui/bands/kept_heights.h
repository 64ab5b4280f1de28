// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The heights that the user has dragged, remembered in the settings by scenario and band.

#include "app/gui/models/run_model.h"
#include "app/gui/models/view_state.h"

namespace isotherm {

// Stores what the view says about this table.
void keep_heights(const RunModel& run, const ViewState& view, std::size_t table);
// Gives the tables of the run the heights that were stored for its scenario.
void restore_heights(const RunModel& run, ViewState& view);

}  // namespace isotherm
