// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is looked at, and how, as words of a command line: what a picture needs to be painted again
// by a program that nobody watches.

#include <QSize>
#include <QString>
#include <QStringList>
#include <optional>

#include "app/gui/models/run_model.h"
#include "app/gui/models/view_state.h"

namespace isotherm {

struct ViewArguments {
    QString table;  // or index; empty: the busiest one
    std::optional<Side> side;
    std::optional<TimeWindow> window;  // seconds
    std::optional<HashWindow> hashes;
    std::optional<ThemeName> theme;
    std::optional<Ramp> ramp;
    std::optional<HeatScale> heat_scale;
    std::optional<ClockKind> clock_kind;
    std::optional<double> gamma;
    std::optional<double> text_scale;
    bool fold = false;
    bool lens = false;

    static ViewArguments of(const RunModel& run, const ViewState& view);
    // "--table votes --from 60s --to 120s …"; what is as it comes is left out.
    QStringList words() const;
    // The look can be set before there is a run, the rest only after.
    void set_look(ViewState& view) const;
    void show(const RunModel& run, ViewState& view) const;
};

// The choices of options, in the order of their enumerations.
const QStringList& theme_words();
const QStringList& ramp_words();
const QStringList& heat_scale_words();
const QStringList& clock_words();

// "4000..7FFF": positions in hash space by their first hexadecimal digits.
QString hashes_text(HashWindow hashes);
std::optional<HashWindow> hashes_of(const QString& text);

}  // namespace isotherm
