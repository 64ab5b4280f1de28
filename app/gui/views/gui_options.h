// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The command line of the desktop program.

#include <QCommandLineParser>
#include <QSize>
#include <QString>
#include <optional>

#include "app/gui/models/view_arguments.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

struct GuiOptions {
    QString path;       // to open; empty for the start page
    QString grab;       // a PNG of the window, then the program ends
    QString export_to;  // what is shown as picture or data, then the program ends
    QSize size{1440, 900};
    std::optional<QSize> page;  // of an exported picture, caption aside
    ViewArguments view;
    QString language;                    // "en", "ja"; empty: as last time, else the system's
    std::optional<SimDuration> advance;  // simulated before anything is shown
    std::optional<std::int64_t> pin;     // this second, at its most throttled partition
    QString b;                           // a scenario to run as B once A has come as far as asked
    CompareMode compare = CompareMode::ghost;
    QString show;  // a dock to bring to the front

    // Nobody watches, and nothing is as somebody left it.
    bool only_a_file() const { return !grab.isEmpty() || !export_to.isEmpty(); }
};

void add_options(QCommandLineParser& parser);
Result<GuiOptions> options_of(const QCommandLineParser& parser);

}  // namespace isotherm
