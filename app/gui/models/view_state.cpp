// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/view_state.h"

namespace isotherm {
namespace {

constexpr std::size_t most_remembered = 100;

}  // namespace

void ViewState::reset(std::int64_t whole_seconds, std::int64_t grain) {
    grain_ = grain;
    whole_ = std::max<std::int64_t>((whole_seconds + grain - 1) / grain, 1) * grain;
    here_ = {{0, whole_}, {}};
    past_.clear();
    future_.clear();
    following_ = false;
    selection_.reset();
    hover_.reset();
    pin_.reset();
    for (auto& [table, band] : bands_) band.hashes = {};
    Q_EMIT window_changed();
    Q_EMIT selection_changed();
    Q_EMIT hover_changed();
    Q_EMIT pin_changed();
    Q_EMIT mode_changed();
}

void ViewState::move_to(Place place) {
    if (place == here_) return;
    past_.push_back(here_);
    if (past_.size() > most_remembered) past_.erase(past_.begin());
    future_.clear();
    here_ = place;
    set_following(false);
    Q_EMIT window_changed();
}

void ViewState::show(TimeWindow window) {
    move_to({clamped(window, whole_, grain_), here_.hashes});
}

void ViewState::show(HashWindow hashes) { move_to({here_.window, hashes}); }

void ViewState::zoom(double about, double factor) {
    show(zoomed(here_.window, about, factor, whole_, grain_));
}

void ViewState::pan(std::int64_t seconds) { show(panned(here_.window, seconds, whole_, grain_)); }

void ViewState::show_everything() { move_to({{0, whole_}, {}}); }

void ViewState::follow_to(std::int64_t second) {
    if (!following_ || second < here_.window.end) return;
    // Leaves a tenth of the window free ahead, so that the window does not move every second.
    const std::int64_t air = here_.window.length() / 10;
    here_.window = clamped({second + air - here_.window.length(), second + air}, whole_, grain_);
    Q_EMIT window_changed();
}

void ViewState::set_following(bool following) {
    if (following_ == following) return;
    following_ = following;
    Q_EMIT mode_changed();
}

void ViewState::go_back() {
    if (past_.empty()) return;
    future_.push_back(here_);
    here_ = past_.back();
    past_.pop_back();
    Q_EMIT window_changed();
}

void ViewState::go_forward() {
    if (future_.empty()) return;
    past_.push_back(here_);
    here_ = future_.back();
    future_.pop_back();
    Q_EMIT window_changed();
}

void ViewState::select(std::optional<TimeWindow> selection) {
    if (selection) {
        // Extends the selection to whole grains.
        const std::int64_t first = std::clamp<std::int64_t>(selection->first, 0, whole_);
        const std::int64_t end = std::clamp<std::int64_t>(selection->end, 0, whole_);
        *selection = {first / grain_ * grain_, (end + grain_ - 1) / grain_ * grain_};
    }
    if (selection && selection->length() < 1) selection.reset();
    if (selection == selection_) return;
    selection_ = selection;
    Q_EMIT selection_changed();
}

TimeWindow ViewState::counted() const { return selection_.value_or(here_.window); }

std::optional<CellCursor> ViewState::to_grain(std::optional<CellCursor> cursor) const {
    if (cursor) cursor->second -= cursor->second % grain_;
    return cursor;
}

void ViewState::set_hover(std::optional<CellCursor> cursor, std::optional<Subject> of) {
    cursor = to_grain(cursor);
    if (cursor == hover_ && of == hover_subject_) return;
    hover_ = cursor;
    hover_subject_ = of;
    Q_EMIT hover_changed();
}

void ViewState::set_pin(std::optional<CellCursor> cursor) {
    cursor = to_grain(cursor);
    if (cursor == pin_) return;
    pin_ = cursor;
    Q_EMIT pin_changed();
}

void ViewState::show_table(std::size_t table, Side side) {
    if (table == table_ && side == side_) return;
    if (table != table_) {
        bands_[table_].hashes = here_.hashes;
        here_.hashes = band(table).hashes;
    }
    table_ = table;
    side_ = side;
    Q_EMIT subject_changed();
    Q_EMIT window_changed();
}

BandState ViewState::band(std::size_t table) const {
    const auto found = bands_.find(table);
    return found == bands_.end() ? BandState{} : found->second;
}

void ViewState::set_band(std::size_t table, const BandState& state) {
    if (band(table) == state) return;
    bands_[table] = state;
    Q_EMIT bands_changed();
}

void ViewState::set_collapsed(std::size_t table, bool collapsed) {
    BandState state = band(table);
    state.collapsed = collapsed;
    set_band(table, state);
}

void ViewState::forget_bands() {
    bands_.clear();
    sides_ = ShownSides::automatic;
    band_order_ = BandOrder::scenario;
    row_order_ = RowOrder::hash;
    band_filter_.clear();
    shows_idle_bands_ = false;
    only_throttled_bands_ = false;
    dragged_bands_.clear();
    Q_EMIT bands_changed();
}

void ViewState::set_sides(ShownSides sides) { change_bands(sides_, sides); }

void ViewState::set_band_order(BandOrder order) { change_bands(band_order_, order); }

void ViewState::set_dragged_bands(std::vector<std::size_t> tables) {
    band_order_ = BandOrder::dragged;
    dragged_bands_ = std::move(tables);
    Q_EMIT bands_changed();
}

void ViewState::set_only_throttled_bands(bool only) { change_bands(only_throttled_bands_, only); }

void ViewState::set_row_order(RowOrder order) { change_bands(row_order_, order); }

void ViewState::set_band_filter(const QString& filter) { change_bands(band_filter_, filter); }

void ViewState::set_shows_idle_bands(bool shows) { change_bands(shows_idle_bands_, shows); }

void ViewState::set_same_scale(bool same) { change_bands(same_scale_, same); }

void ViewState::set_note_seconds(std::vector<std::int64_t> seconds) {
    if (seconds == note_seconds_) return;
    note_seconds_ = std::move(seconds);
    Q_EMIT notes_changed();
}

void ViewState::set_wheel_scrolls(bool scrolls) {
    if (scrolls == wheel_scrolls_) return;
    wheel_scrolls_ = scrolls;
    Q_EMIT mode_changed();
}

void ViewState::set_lens(Lens lens) {
    if (lens == lens_) return;
    lens_ = lens;
    Q_EMIT subject_changed();
}

void ViewState::set_compare_mode(CompareMode mode) {
    if (mode == compare_mode_) return;
    compare_mode_ = mode;
    Q_EMIT subject_changed();
}

void ViewState::set_heat_scale(HeatScale scale) {
    if (scale == heat_scale_) return;
    heat_scale_ = scale;
    Q_EMIT subject_changed();
}

void ViewState::set_folds_quiet(bool folds) {
    if (folds == folds_quiet_) return;
    folds_quiet_ = folds;
    Q_EMIT subject_changed();
}

void ViewState::set_drag_mode(DragMode mode) {
    if (mode == drag_mode_) return;
    drag_mode_ = mode;
    Q_EMIT mode_changed();
}

void ViewState::set_clock_kind(ClockKind kind) {
    if (kind == clock_kind_) return;
    clock_kind_ = kind;
    Q_EMIT clock_changed();
}

void ViewState::set_look(ThemeName name, Ramp ramp) {
    ramp_ = ramp;
    theme_ = make_theme(name, ramp);
    if (gamma_ != 1) theme_.heat = with_gamma(theme_.heat, gamma_);
    Q_EMIT look_changed();
}

void ViewState::set_gamma(double gamma) {
    gamma_ = std::clamp(gamma, 0.25, 4.0);
    set_look(theme_.name, ramp_);
}

void ViewState::set_presenting(bool presenting) {
    if (presenting == presenting_) return;
    presenting_ = presenting;
    Q_EMIT look_changed();
}

void ViewState::set_text_scale(double scale) {
    if (scale == text_scale_) return;
    text_scale_ = scale;
    Q_EMIT look_changed();
}

}  // namespace isotherm
