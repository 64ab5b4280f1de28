// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The state of the view: one object that all views read and of which no view keeps a copy. Zoom
// changes what is visible, the selection changes what is counted, and the chosen table changes what
// is shown.

#include <QObject>
#include <QString>
#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "app/gui/models/band_state.h"
#include "app/gui/models/shown_clock.h"
#include "app/render/theme.h"
#include "engine/insight/cell_place.h"
#include "engine/insight/time_window.h"
#include "engine/model/key_space.h"
#include "engine/requests/operation.h"

namespace isotherm {

enum class Lens : std::uint8_t { truth, cloudwatch };
// How run A is shown together with run B.
enum class CompareMode : std::uint8_t { off, ghost, side_by_side, difference };
inline constexpr int compare_mode_count = 4;
// The meaning of the heat map's colours.
enum class HeatScale : std::uint8_t {
    limit,      // demand / limit in force, of the partition or of the whole table
    absolute,   // units per second, logarithmic
    relative,   // rank of a cell among the visible ones
    partition,  // demand / limit of the partition alone
};
inline constexpr int heat_scale_count = 4;
enum class DragMode : std::uint8_t { select, pan };

class ViewState final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    // Prepares for a run of another length: shows everything and selects nothing. `grain` is the
    // recording's column length in seconds: 1 or 60. Windows, selections and cursors are whole
    // multiples of it.
    void reset(std::int64_t whole_seconds, std::int64_t grain = 1);
    // Length of the run, rounded up to a whole grain.
    std::int64_t whole() const { return whole_; }
    std::int64_t grain() const { return grain_; }
    // Position of the cursor's line: the middle of its second or minute.
    double middle_of(std::int64_t second) const {
        return static_cast<double>(second) + static_cast<double>(grain_) / 2;
    }

    TimeWindow window() const { return here_.window; }
    HashWindow hashes() const { return here_.hashes; }
    // Change the visible window for the user: the old window is remembered for going back, and the
    // view stops following the run.
    void show(TimeWindow window);
    void show(HashWindow hashes);
    void zoom(double about, double factor);
    void pan(std::int64_t seconds);
    void show_everything();
    // Moves the window forward if the view follows the run and `second` is beyond the window.
    void follow_to(std::int64_t second);
    void set_following(bool following);
    bool following() const { return following_; }

    bool can_go_back() const { return !past_.empty(); }
    bool can_go_forward() const { return !future_.empty(); }
    void go_back();
    void go_forward();

    const std::optional<TimeWindow>& selection() const { return selection_; }
    void select(std::optional<TimeWindow> selection);
    // The time over which sums are counted: the selection, or what is in view.
    TimeWindow counted() const;

    // The cell under the mouse, and the pinned cell.
    const std::optional<CellCursor>& hover() const { return hover_; }
    const std::optional<CellCursor>& pin() const { return pin_; }
    // `of`: what the picture under the mouse shows; nullopt: the focused band.
    void set_hover(std::optional<CellCursor> cursor, std::optional<Subject> of = {});
    void set_pin(std::optional<CellCursor> cursor);
    // The pinned cell if there is one, else the one under the mouse.
    std::optional<CellCursor> cursor() const { return pin_ ? pin_ : hover_; }

    // What the cursor points at: a pinned cell is in the focused band.
    Subject cursor_subject() const {
        return pin_ ? focused() : hover_subject().value_or(focused());
    }
    std::optional<Subject> hover_subject() const { return hover_ ? hover_subject_ : std::nullopt; }

    // The focused band and the side of it that receives keys.
    std::size_t table() const { return table_; }
    Side side() const { return side_; }
    Subject focused() const { return {table_, side_}; }
    void show_table(std::size_t table, Side side);

    // Part of the hash space that a band shows; zooming across is for each band by itself.
    HashWindow hashes_of(std::size_t table) const {
        return table == table_ ? here_.hashes : band(table).hashes;
    }
    BandState band(std::size_t table) const;
    void set_band(std::size_t table, const BandState& state);
    // Collapses one band to a line, or unfolds it.
    void set_collapsed(std::size_t table, bool collapsed);
    // Forgets what is known about bands, for another scenario.
    void forget_bands();
    // Returns the sides that a band is asked to show.
    ShownSides sides_of(std::size_t table) const { return band(table).sides.value_or(sides_); }
    ShownSides sides() const { return sides_; }
    void set_sides(ShownSides sides);
    BandOrder band_order() const { return band_order_; }
    void set_band_order(BandOrder order);
    // The tables in the order in which the user moved their bands; others follow.
    const std::vector<std::size_t>& dragged_bands() const { return dragged_bands_; }
    void set_dragged_bands(std::vector<std::size_t> tables);
    // Shows only the bands that throttle.
    bool only_throttled_bands() const { return only_throttled_bands_; }
    void set_only_throttled_bands(bool only);
    RowOrder row_order() const { return row_order_; }
    void set_row_order(RowOrder order);
    // Shows only the bands whose names match; `*` stands for anything. Empty: all.
    const QString& band_filter() const { return band_filter_; }
    void set_band_filter(const QString& filter);
    bool shows_idle_bands() const { return shows_idle_bands_; }
    void set_shows_idle_bands(bool shows);
    // Small multiples share the range of their charts' values.
    bool same_scale() const { return same_scale_; }
    void set_same_scale(bool same);
    // Whether the wheel over a plot scrolls the page instead of zooming time.
    bool wheel_scrolls() const { return wheel_scrolls_; }
    void set_wheel_scrolls(bool scrolls);

    // Seconds that have a note; the time axis marks them.
    const std::vector<std::int64_t>& note_seconds() const { return note_seconds_; }
    void set_note_seconds(std::vector<std::int64_t> seconds);

    Lens lens() const { return lens_; }
    void set_lens(Lens lens);
    CompareMode compare_mode() const { return compare_mode_; }
    void set_compare_mode(CompareMode mode);
    HeatScale heat_scale() const { return heat_scale_; }
    void set_heat_scale(HeatScale scale);
    // Whether neighbouring quiet partitions are folded to one line.
    bool folds_quiet() const { return folds_quiet_; }
    void set_folds_quiet(bool folds);
    DragMode drag_mode() const { return drag_mode_; }
    void set_drag_mode(DragMode mode);

    // The clock that moments are shown by; the session sets its start and length.
    ClockKind clock_kind() const { return clock_kind_; }
    void set_clock_kind(ClockKind kind);

    const Theme& theme() const { return theme_; }
    Ramp ramp() const { return ramp_; }
    double gamma() const { return gamma_; }
    double text_scale() const { return text_scale_; }
    void set_look(ThemeName name, Ramp ramp);
    // Brightens or darkens the ramp; the colours of 0 and 100 % do not change.
    void set_gamma(double gamma);
    void set_text_scale(double scale);
    // Presentation mode: lines are thick enough to be seen from the back of a room.
    bool presenting() const { return presenting_; }
    void set_presenting(bool presenting);
    // Whether the legend is shown below the bands; presenting begins without it.
    bool shows_legend() const { return shows_legend_; }
    void set_shows_legend(bool shows) { change_bands(shows_legend_, shows); }
    double line_width(double usual) const { return presenting_ ? std::max(usual, 3.0) : usual; }

Q_SIGNALS:
    void window_changed();
    void selection_changed();
    void hover_changed();
    void pin_changed();
    void subject_changed();  // table, side, lens, mode of comparison, colour scale, folding
    void look_changed();     // colours, text size
    void clock_changed();    // moments are shown differently
    void notes_changed();    // which seconds have a note
    void mode_changed();     // following, dragging
    void bands_changed();    // which bands are shown, in which order and how

private:
    struct Place {
        TimeWindow window;
        HashWindow hashes;
        bool operator==(const Place&) const = default;
    };
    void move_to(Place place);
    // Sets a value and announces it if it is another one.
    template <class Value>
    void change_bands(Value& of, const Value& value) {
        if (of == value) return;
        of = value;
        Q_EMIT bands_changed();
    }

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
    std::optional<Subject> hover_subject_;
    std::size_t table_ = 0;
    Side side_ = Side::write;
    std::map<std::size_t, BandState> bands_;  // those that differ from the usual
    ShownSides sides_ = ShownSides::automatic;
    BandOrder band_order_ = BandOrder::scenario;
    RowOrder row_order_ = RowOrder::hash;
    QString band_filter_;
    bool shows_idle_bands_ = false;
    bool only_throttled_bands_ = false;
    std::vector<std::size_t> dragged_bands_;
    bool same_scale_ = true;
    bool wheel_scrolls_ = false;
    std::vector<std::int64_t> note_seconds_;
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
    bool shows_legend_ = true;
    Theme theme_ = make_theme(ThemeName::dark);
};

}  // namespace isotherm
