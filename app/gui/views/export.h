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

// The explore page as it stands, all lanes under each other, with a caption. `scale`: device
// pixels a logical one, for PNG; a name ending in "@2x.png" asks for 2.
Errors export_picture(const QString& path, ExplorePage& page, const RunModel& run,
                      const ViewState& view);
Errors export_table(const QString& path, const RunTable& table);

// Which run, which time, how summed up: for below a picture.
QString export_caption(const RunModel& run, const ViewState& view);

}  // namespace isotherm
