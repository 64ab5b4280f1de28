// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The current view as command-line arguments, so that a program without a window can paint it
// again.

#include <QSize>
#include <QString>
#include <QStringList>
#include <optional>

#include "app/gui/models/run_model.h"
#include "app/gui/models/view_state.h"

namespace isotherm {

struct ViewArguments {
    QString table;  // or index; empty: the busiest table
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
    // Bands to expand, each as "NAME" or "NAME:read", "NAME:write", "NAME:both"; the others are
    // collapsed. Empty: `table` alone if it is given, else all.
    QStringList bands;
    QStringList collapsed;  // names of bands that are one line
    std::optional<BandOrder> band_order;
    std::optional<RowOrder> row_order;
    std::optional<TimeWindow> selection;  // seconds
    // A pinned second, and its partition; without that, the one that is throttled most.
    std::optional<std::int64_t> pin;
    std::optional<std::size_t> pin_partition;

    static ViewArguments of(const RunModel& run, const ViewState& view);
    // Returns for example "--table votes --from 60s --to 120s"; defaults are left out.
    QStringList words() const;
    // set_look applies the appearance and may be called before there is a run; show applies the
    // rest and needs a run.
    void set_look(ViewState& view) const;
    void show(const RunModel& run, ViewState& view) const;
    // Pins and selects, as far as the run is recorded.
    void mark(const RunModel& run, ViewState& view) const;
    void show_bands(const RunModel& run, ViewState& view) const;
};

// The words that options accept, in the order of the enumerations.
const QStringList& theme_words();
const QStringList& ramp_words();
const QStringList& heat_scale_words();
const QStringList& clock_words();

const QStringList& band_order_words();
const QStringList& row_order_words();
// Splits "NAME:side" of --bands; nullopt if there is no such side.
struct NamedBand {
    QString name;
    std::optional<ShownSides> sides;
};
std::optional<NamedBand> named_band(const QString& text);
// Splits "4:10@P18" of --pin into the time and the partition; nullopt if that is no number.
struct PinnedPlace {
    QString time;
    std::optional<std::size_t> partition;
};
std::optional<PinnedPlace> pinned_place(const QString& text);

// Formats a range of hash space as "4000..7FFF", by its leading hexadecimal digits.
QString hashes_text(HashWindow hashes);
std::optional<HashWindow> hashes_of(const QString& text);

}  // namespace isotherm
