// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Writes what is shown to a file. Pictures use the same paint code as the console program's; data
// is written as the tables show it.

#include <QString>

#include "app/gui/models/run_model.h"
#include "app/gui/models/run_table.h"
#include "app/gui/models/view_state.h"
#include "app/gui/pages/explore_page.h"
#include "app/gui/pages/export_words.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

// Returns the format of an exported file by the extension of its name: "png", "svg", "pdf", "csv"
// or "json"; empty for any other name.
QString export_form(const QString& path);

// Exports what the explore page shows: title and findings, all lanes one below the other, the
// legend, what is pinned, selected and noted, and a caption. The layout uses a page of this size,
// independent of screen and splitters, so the same run and view give the same bytes everywhere. A
// name that ends in "@2x.png" uses two device pixels per logical pixel.
Errors export_picture(const QString& path, RunModel& run, ViewState& view, QSize page,
                      const ExportWords& words);
Errors export_table(const QString& path, const RunTable& table);
// Writes the window as it is on the screen, always as PNG.
Errors export_window(const QString& path, QWidget& window);

// Caption of an exported picture: time range, what a column is, what colours mean, seed,
// fingerprint if known, and version of the program.
QString export_caption(const RunModel& run, const ViewState& view);

}  // namespace isotherm
