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
    QString path;         // file to open; empty for the start page
    QStringList imports;  // several files: those of an import
    QString grab;         // writes a PNG of the window here, then ends
    QString handout;      // writes the pages for students here, then ends
    QString export_to;    // writes what is shown as picture or data here, then ends
    QSize size{1440, 900};
    bool sized = false;         // the size was asked for
    std::optional<QSize> page;  // of an exported picture, without the caption
    ViewArguments view;
    QString language;                    // "en" or "ja"; empty: last choice, or the system's
    std::optional<SimDuration> advance;  // simulated before anything is shown
    QString a;                           // A: a scenario, the directory of a run or a bundle
    QString b;                           // B, likewise, once A has advanced as requested
    CompareMode compare = CompareMode::ghost;
    QString script;  // of clicks and keys, played before the program ends
    QString show;    // panel to open; empty for none
    QString step;    // of the lesson in the folder `path`; empty: its first

    // Whether the program only writes a file. Then nobody watches, and stored settings are ignored.
    bool only_a_file() const { return !grab.isEmpty() || !export_to.isEmpty(); }
};

void add_options(QCommandLineParser& parser);
Result<GuiOptions> options_of(const QCommandLineParser& parser);

}  // namespace isotherm
