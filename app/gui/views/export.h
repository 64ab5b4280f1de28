// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is shown, as a file: pictures from the same paint code as the console program's, data as it
// stands in the tables.

#include <QString>

#include "app/gui/models/run_model.h"
#include "app/gui/models/run_table.h"
#include "app/gui/models/view_state.h"
#include "app/gui/views/explore_page.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

// "png", "svg", "pdf", "csv", "json"; empty where the name ends in none of them.
QString export_form(const QString& path);

// What the explore page shows, all lanes under each other, with a legend and a caption, laid out on
// a page of this size that no screen and no splitter has touched: the same run and view give the
// same bytes everywhere. A name ending in "@2x.png" asks for two device pixels a logical one.
Errors export_picture(const QString& path, RunModel& run, ViewState& view, QSize page);
Errors export_table(const QString& path, const RunTable& table);
// The window as it stands on the screen, as PNG whatever the name is.
Errors export_window(const QString& path, QWidget& window);

// Which run, which time, how summed up: for below a picture.
QString export_caption(const RunModel& run, const ViewState& view);

}  // namespace isotherm
