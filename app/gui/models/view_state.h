// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is looked at, and how: one object that every view reads and no view keeps a copy of. Zoom
// changes what is seen, a selection what is counted, a focus chip what is shown.

#include <QObject>
#include <algorithm>
#include <optional>
#include <vector>

#include "app/gui/models/shown_clock.h"
#include "app/render/theme.h"
#include "engine/insight/cell_place.h"
#include "engine/insight/time_window.h"
#include "engine/model/key_space.h"
#include "engine/requests/operation.h"

namespace isotherm {

enum class Lens : std::uint8_t { truth, cloudwatch };
// How run A is shown beside run B, where there is one.
enum class CompareMode : std::uint8_t { off, ghost, side_by_side, difference };
inline constexpr int compare_mode_count = 4;
// What the colours of the heat map stand for.
enum class HeatScale : std::uint8_t {
    limit,     // demand over the limit in force, 0 to 100 %
    absolute,  // units a second, logarithmic
    relative   // how a cell ranks among those visible
};
inline constexpr int heat_scale_count = 3;
enum class DragMode : std::uint8_t { select, pan };

class ViewState final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    // A run of another length: everything is shown, nothing selected. `grain` is what its recording
    // knows apart: a second, or a minute. Windows, selections and cursors are whole grains.
    void reset(std::int64_t whole_seconds, std::int64_t grain = 1);
    // Rounded up to a grain.
    std::int64_t whole() const { return whole_; }
    std::int64_t grain() const { return grain_; }
    // Where a cursor's line stands: in the middle of its second, or minute.
    double middle_of(std::int64_t second) const {
        return static_cast<double>(second) + static_cast<double>(grain_) / 2;
    }

    TimeWindow window() const { return here_.window; }
    HashWindow hashes() const { return here_.hashes; }
    // What a user did; remembered for back and forward, and ends following.
    void show(TimeWindow window);
    void show(HashWindow hashes);
    void zoom(double about, double factor);
    void pan(std::int64_t seconds);
    void show_everything();
    // Time moved on while following.
    void follow_to(std::int64_t second);
    void set_following(bool following);
    bool following() const { return following_; }

    bool can_go_back() const { return !past_.empty(); }
    bool can_go_forward() const { return !future_.empty(); }
    void go_back();
    void go_forward();

    const std::optional<TimeWindow>& selection() const { return selection_; }
    void select(std::optional<TimeWindow> selection);
    // What is counted: the selection, else the whole run.
    TimeWindow counted() const;

    // Where the mouse is, and what was pinned.
    const std::optional<CellCursor>& hover() const { return hover_; }
    const std::optional<CellCursor>& pin() const { return pin_; }
    void set_hover(std::optional<CellCursor> cursor);
    void set_pin(std::optional<CellCursor> cursor);
    // The pinned cell, else the one under the mouse.
    std::optional<CellCursor> cursor() const { return pin_ ? pin_ : hover_; }

    std::size_t table() const { return table_; }
    Side side() const { return side_; }
    void show_table(std::size_t table, Side side);

    Lens lens() const { return lens_; }
    void set_lens(Lens lens);
    CompareMode compare_mode() const { return compare_mode_; }
    void set_compare_mode(CompareMode mode);
    HeatScale heat_scale() const { return heat_scale_; }
    void set_heat_scale(HeatScale scale);
    // Whether neighbouring partitions that are quiet are folded to one line.
    bool folds_quiet() const { return folds_quiet_; }
    void set_folds_quiet(bool folds);
    DragMode drag_mode() const { return drag_mode_; }
    void set_drag_mode(DragMode mode);

    // By which clock moments are told; what it stands at is the session's to say.
    ClockKind clock_kind() const { return clock_kind_; }
    void set_clock_kind(ClockKind kind);

    const Theme& theme() const { return theme_; }
    Ramp ramp() const { return ramp_; }
    double gamma() const { return gamma_; }
    double text_scale() const { return text_scale_; }
    void set_look(ThemeName name, Ramp ramp);
    // Brightens or darkens the ramp; 100 % stays where it is.
    void set_gamma(double gamma);
    void set_text_scale(double scale);
    // For a projector: lines that can be seen from the back of a room.
    bool presenting() const { return presenting_; }
    void set_presenting(bool presenting);
    double line_width(double usual) const { return presenting_ ? std::max(usual, 3.0) : usual; }

Q_SIGNALS:
    void window_changed();
    void selection_changed();
    void hover_changed();
    void pin_changed();
    void subject_changed();  // table, side, lens, how runs are compared
    void look_changed();     // colours, text size
    void clock_changed();    // moments are called otherwise
    void mode_changed();     // following, dragging

private:
    struct Place {
        TimeWindow window;
        HashWindow hashes;
        bool operator==(const Place&) const = default;
    };
    void move_to(Place place);

    std::optional<CellCursor> to_grain(std::optional<CellCursor> cursor) const;

    std::int64_t whole_ = 1;
    std::int64_t grain_ = 1;
    Place here_;
    std::vector<Place> past_;
    std::vector<Place> future_;
    bool following_ = false;
    std::optional<TimeWindow> selection_;
    std::optional<CellCursor> hover_;
    std::optional<CellCursor> pin_;
    std::size_t table_ = 0;
    Side side_ = Side::write;
    Lens lens_ = Lens::truth;
    CompareMode compare_mode_ = CompareMode::off;
    HeatScale heat_scale_ = HeatScale::limit;
    bool folds_quiet_ = false;
    DragMode drag_mode_ = DragMode::select;
    ClockKind clock_kind_ = ClockKind::utc;
    Ramp ramp_ = Ramp::inferno;
    double gamma_ = 1;
    double text_scale_ = 1;
    bool presenting_ = false;
    Theme theme_ = make_theme(ThemeName::dark);
};

}  // namespace isotherm
