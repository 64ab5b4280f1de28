// SPDX-License-Identifier: GPL-3.0-or-later
// Connects the commands of the window to what they do.

#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QSettings>
#include <algorithm>
#include <cmath>

#include "app/gui/models/cause_names.h"
#include "engine/insight/cell_facts.h"
#include "engine/insight/episodes.h"
#include "app/gui/models/run_tables.h"
#include "app/gui/window/main_window.h"
#include "app/gui/window/side_panel.h"
#include "engine/vocabulary/version.h"

namespace isotherm {
namespace {

constexpr double zoom_step = 0.7;
constexpr double pan_step = 0.2;  // share of the visible time

}  // namespace

void MainWindow::connect_file_actions() {
    const When with_text{.possible = [this] { return has_text(); }};
    on(ActionId::new_scenario, [this] { new_scenario(); });
    on(ActionId::open, [this] { ask_open(); });
    on(ActionId::open_run, [this] { ask_open_run(); });
    on(ActionId::save, with_text, [this] {
        // A scenario made for a recorded stream has no file yet, and a run's is not overwritten.
        const QString& path = scenario_->path();
        if (path.endsWith(QLatin1String(".toml")) && QFileInfo::exists(path))
            save_scenario(path);
        else
            ask_save_as();
    });
    on(ActionId::save_as, with_text, [this] { ask_save_as(); });
    on(ActionId::save_run, {.possible = [this] { return simulates() && !goes_on(); }},
       [this] { ask_save_run(); });
    on(ActionId::export_picture,
       {.possible = [this] { return explores() && !session_.run().empty(); }},
       [this] { ask_export(); });
    on(ActionId::quit, [this] { close(); });
    connect_text_actions();
}

void MainWindow::connect_text_actions() {
    on(ActionId::copy, [this] {
        const QString text = shows_stream_page() ? stream_->text() : inspector_->text();
        QApplication::clipboard()->setText(text.isEmpty() ? status_left_->text() : text);
    });
    on(ActionId::edit_scenario,
       {.possible = [this] { return explores() || edits(); },
        .checked = [this] { return edits(); }},
       [this] {
           if (edits())
               leave_editor();
           else
               show_editor(&scenario_->editor());
       });
    on(ActionId::apply_scenario, {.possible = [this] { return has_text(); }},
       [this] { apply_scenario(); });
    const QTextDocument* document = scenario_->editor().document();
    const auto show_text = [this] {
        // Show what was undone or redone; on the editor's page the focus stays where it is.
        if (!edits()) show_editor(&scenario_->editor());
    };
    const auto is_text_page = [this] { return explores() || edits(); };
    on(ActionId::undo,
       {.possible =
            [this, is_text_page, document] {
                return is_text_page() && (what_if_->undoes() || document->isUndoAvailable());
            }},
       [this, show_text] {
           if (what_if_->undoes()) return what_if_->history().undo();
           scenario_->undo();
           show_text();
       });
    on(ActionId::redo,
       {.possible =
            [this, is_text_page, document] {
                return is_text_page() && (what_if_->redoes() || document->isRedoAvailable());
            }},
       [this, show_text] {
           if (what_if_->redoes()) return what_if_->history().redo();
           scenario_->redo();
           show_text();
       });
    on(ActionId::copy_command,
       {.possible =
            [this] { return explores() && !session_.command_line(explore_->size()).isEmpty(); }},
       [this] {
           if (scenario_->is_modified()) {
               banner_->show_message(Banner::Kind::note,
                                     tr("The scenario has changes that have not been saved."),
                                     tr("The command reads the file, so save the scenario first."));
               return;
           }
           const QString line = session_.command_line(explore_->size());
           QApplication::clipboard()->setText(line);
           banner_->show_message(Banner::Kind::note, tr("Copied: %1").arg(line), {});
       });
}

void MainWindow::connect_view_actions() {
    ViewState& view = session_.view();
    const auto centre = [&view] {
        const auto cursor = view.cursor();
        if (cursor && view.window().contains(static_cast<double>(cursor->second)))
            return view.middle_of(cursor->second);
        return static_cast<double>(view.window().first + view.window().end) / 2;
    };
    const auto pan = [&view](double share) {
        const double step = share * static_cast<double>(view.window().length());
        view.pan(static_cast<std::int64_t>(share < 0 ? std::floor(step) : std::ceil(step)));
    };
    on(ActionId::zoom_in, [&view, centre] { view.zoom(centre(), zoom_step); });
    on(ActionId::zoom_out, [&view, centre] { view.zoom(centre(), 1 / zoom_step); });
    on(ActionId::zoom_in_across, [this] { explore_->heat_map().zoom_rows(zoom_step); });
    on(ActionId::zoom_out_across, [this] { explore_->heat_map().zoom_rows(1 / zoom_step); });
    on(ActionId::pan_left, [pan] { pan(-pan_step); });
    on(ActionId::pan_right, [pan] { pan(pan_step); });
    on(ActionId::pan_up, [this] { explore_->heat_map().pan_rows(pan_step); });
    on(ActionId::pan_down, [this] { explore_->heat_map().pan_rows(-pan_step); });
    on(ActionId::zoom_selection, [&view, centre] {
        if (view.selection())
            view.show(*view.selection());
        else
            view.zoom(centre(), 0.25);
    });
    on(ActionId::show_all, [&view] { view.show_everything(); });
    on(ActionId::follow,
       {.possible = [this] { return simulates(); },
        .checked = [&view] { return view.following(); }},
       [&view] { view.set_following(!view.following()); });
    on(ActionId::view_back, {.possible = [&view] { return view.can_go_back(); }},
       [&view] { view.go_back(); });
    on(ActionId::view_forward, {.possible = [&view] { return view.can_go_forward(); }},
       [&view] { view.go_forward(); });
    on(ActionId::lens, {.checked = [&view] { return view.lens() == Lens::cloudwatch; }},
       [&view] { view.set_lens(view.lens() == Lens::truth ? Lens::cloudwatch : Lens::truth); });
    on(ActionId::clock,
       {.possible = [this] { return session_.run().recording().start != WallTime{}; },
        .checked = [&view] { return view.clock_kind() == ClockKind::since_start; }},
       [&view] {
           const bool utc = view.clock_kind() == ClockKind::utc;
           view.set_clock_kind(utc ? ClockKind::since_start : ClockKind::utc);
           QSettings().setValue(QStringLiteral("clock"), static_cast<int>(view.clock_kind()));
       });
    on(ActionId::drag_mode, {.checked = [&view] { return view.drag_mode() == DragMode::pan; }},
       [&view] {
           view.set_drag_mode(view.drag_mode() == DragMode::pan ? DragMode::select : DragMode::pan);
       });
    connect_band_actions();
    connect_look_actions();
}

void MainWindow::connect_look_actions() {
    ViewState& view = session_.view();
    on(ActionId::cost, {.checked = [this] { return !explore_->cost_lane().isHidden(); }}, [this] {
        explore_->show_cost_lane(explore_->cost_lane().isHidden());
        show_commands();
    });
    const auto theme = [this, &view](ActionId action, ThemeName name) {
        on(action, {.checked = [&view, name] { return view.theme().name == name; }},
           [this, name] { set_look(name, {}); });
    };
    theme(ActionId::theme_dark, ThemeName::dark);
    theme(ActionId::theme_light, ThemeName::light);
    theme(ActionId::theme_print, ThemeName::print);
    const auto ramp = [this, &view](ActionId action, Ramp of) {
        on(action, {.checked = [&view, of] { return view.ramp() == of; }},
           [this, of] { set_look({}, of); });
    };
    ramp(ActionId::ramp_inferno, Ramp::inferno);
    ramp(ActionId::ramp_cividis, Ramp::cividis);
    ramp(ActionId::ramp_viridis, Ramp::viridis);
    on(ActionId::larger_text,
       [&view] { view.set_text_scale(std::min(2.0, view.text_scale() + 0.1)); });
    on(ActionId::smaller_text,
       [&view] { view.set_text_scale(std::max(0.8, view.text_scale() - 0.1)); });
    connect_layout_actions();
    on(ActionId::shortcuts, [this] { show_dock(keys_dock_, keys_dock_->widget()); });
    on(ActionId::about, [this] {
        banner_->show_message(
            Banner::Kind::note,
            tr("Isotherm %1: a discrete-event simulator of Amazon DynamoDB's throughput.")
                .arg(QString::fromStdString(version())),
            tr("This desktop program is GPL-3.0-or-later, because it links Qt Charts. The "
               "simulator and the console program are Apache-2.0."));
    });
    on(ActionId::english, [this] { Q_EMIT language_asked(QStringLiteral("en")); });
    on(ActionId::japanese, [this] { Q_EMIT language_asked(QStringLiteral("ja")); });
}

void MainWindow::set_look(std::optional<ThemeName> theme, std::optional<Ramp> ramp) {
    ViewState& view = session_.view();
    view.set_look(theme.value_or(view.theme().name), ramp.value_or(view.ramp()));
    QSettings().setValue(QStringLiteral("theme"), static_cast<int>(view.theme().name));
    QSettings().setValue(QStringLiteral("ramp"), static_cast<int>(view.ramp()));
}

void MainWindow::connect_run_actions() {
    SimController& sim = session_.sim();
    const When with_run{.possible = [this] { return simulates(); }};
    const When before_end{.possible = [this] { return goes_on(); }};
    on(ActionId::run, with_run, [&sim] { sim.run_or_pause(); });
    on(ActionId::run_canvas, with_run, [&sim] { sim.run_or_pause(); });
    on(ActionId::step_event, before_end, [&sim] { sim.step_event(); });
    on(ActionId::step_second, before_end, [&sim] { sim.step_by(1s); });
    on(ActionId::step_minute, before_end, [&sim] { sim.step_by(1min); });
    on(ActionId::step_back, with_run, [&sim] { sim.step_by(-1s); });
    on(ActionId::to_end, before_end, [&sim] { sim.run_to_end(); });
    on(ActionId::stop, before_end, [&sim] { sim.stop(); });
    on(ActionId::restart, with_run, [&sim] { sim.restart(); });
    on(ActionId::go_to_time, with_run, [this] { transport_->ask_time(); });
    const auto change_speed = [this](int steps) {
        QSlider& slider = transport_->speed_slider();
        slider.setValue(slider.value() + steps);
    };
    constexpr int half_a_decade = speed_slider_steps / 12;
    on(ActionId::slower, with_run, [change_speed] { change_speed(-half_a_decade); });
    on(ActionId::faster, with_run, [change_speed] { change_speed(half_a_decade); });
    on(ActionId::real_time, with_run, [&sim] { sim.set_speed(1); });
    on(ActionId::full_speed, with_run, [&sim] { sim.set_speed(speed_unbounded); });
}

void MainWindow::connect_analyse_actions() {
    ViewState& view = session_.view();
    on(ActionId::next_throttle, [this] { go_to_throttle(true); });
    on(ActionId::previous_throttle, [this] { go_to_throttle(false); });
    on(ActionId::next_event, [this] { go_to_event(true); });
    on(ActionId::previous_event, [this] { go_to_event(false); });
    on(ActionId::pin, [&view] {
        if (view.pin())
            view.set_pin(std::nullopt);
        else
            view.set_pin(view.hover());
    });
    on(ActionId::cursor_left, [this] { move_cursor(-1, 0); });
    on(ActionId::cursor_right, [this] { move_cursor(1, 0); });
    on(ActionId::cursor_up, [this] { move_cursor(0, -1); });
    on(ActionId::cursor_down, [this] { move_cursor(0, 1); });
    on(ActionId::select_left, [this] { grow_selection(-1); });
    on(ActionId::select_right, [this] { grow_selection(1); });
    on(ActionId::focus, [this, &view] {
        const auto cursor = view.cursor();
        const Subject at = view.cursor_subject();
        const auto facts = cursor
                               ? cell_facts(session_.run().recording(), at.table, at.side, *cursor)
                               : std::nullopt;
        if (facts) view.show_table(at.table, at.side);
        if (facts) focus_on(facts->range);
    });
    on(ActionId::clear, [this] { clear_one(); });
    on(ActionId::why, [this, &view] {
        if (!view.cursor()) go_to_throttle(true);
        side_->bring(*inspector_dock_);
        inspector_->explain();
    });
    on(ActionId::requests, [this] {
        show_dock(requests_dock_, &requests_->panel().table());
        if (requests_->list()) return;
        banner_->show_message(
            Banner::Kind::note, tr("Which requests? Nothing is pinned or selected."),
            tr("Click a cell of the heat map, or drag over a stretch of time, and press %1.")
                .arg(ActionTable::key_text(*this, ActionId::requests)));
    });
    on(ActionId::table, [this] { show_as_table(); });
}

void MainWindow::go_to_cell(CellCursor cursor) {
    ViewState& view = session_.view();
    view.show(showing(view.window(), cursor.second, view.whole()));
    view.set_pin(cursor);
}

void MainWindow::go_to_throttle(bool forward) {
    ViewState& view = session_.view();
    if (view.table() >= session_.run().recording().tables.size()) return;
    const TableRecording& table = session_.run().recording().tables[view.table()];
    const auto episodes = throttle_episodes(table, view.side());
    const std::int64_t from = view.pin() ? view.pin()->second : view.window().first - 1;
    const auto found = forward ? next_episode(episodes, from) : previous_episode(episodes, from);
    if (!found) {
        banner_->show_message(Banner::Kind::note,
                              episodes.empty()
                                  ? tr("None of the %1 of this table have been throttled.")
                                        .arg(Words::reads_or_writes(view.side()))
                                  : tr("There is no further throttling in this direction."),
                              {});
        return;
    }
    const auto partition =
        most_throttled_partition(table, view.side(), found->seconds.first).value_or(0);
    go_to_cell({found->seconds.first, middle_position(table, partition)});
}

void MainWindow::go_to_event(bool forward) {
    ViewState& view = session_.view();
    const auto* events = qobject_cast<EventsTable*>(&panels_.front()->model());
    const auto seconds = events->seconds();
    const std::int64_t from = view.pin() ? view.pin()->second : view.window().first - 1;
    std::optional<std::int64_t> found;
    for (const std::int64_t second : seconds) {
        if (forward && second > from && !found) found = second;
        if (!forward && second < from) found = second;
    }
    if (!found) {
        banner_->show_message(Banner::Kind::note,
                              tr("There is no further event in this direction."), {});
        return;
    }
    go_to_cell({*found, view.pin() ? view.pin()->position : 0});
}

// Moves the pinned cell by columns and rows of the visible grid.
void MainWindow::move_cursor(int seconds, int rows) {
    ViewState& view = session_.view();
    const HeatGrid& grid = explore_->heat_map().grid();
    if (grid.columns.count == 0 || session_.run().empty()) return;
    CellCursor cursor = view.pin().value_or(
        CellCursor{(view.window().first + view.window().end) / 2, view.hashes().first});
    const auto step = std::max<std::int64_t>(1, std::llround(grid.columns.seconds_each()));
    cursor.second = std::clamp<std::int64_t>(cursor.second + seconds * step, 0, view.whole() - 1);
    if (rows != 0 && !move_to_row(cursor, rows)) return;
    go_to_cell(cursor);
}

void MainWindow::grow_selection(int seconds) {
    ViewState& view = session_.view();
    const std::int64_t step = std::max<std::int64_t>(1, view.window().length() / 50);
    const std::int64_t anchor =
        view.pin() ? view.pin()->second : (view.window().first + view.window().end) / 2;
    TimeWindow selection = view.selection().value_or(TimeWindow{anchor, anchor + 1});
    if (seconds > 0)
        selection.end += step;
    else
        selection.first -= step;
    view.select(selection);
}

// Clears the pin, the selection, the focus or the message: the first of these that is set.
void MainWindow::clear_one() {
    ViewState& view = session_.view();
    if (view.pin()) return view.set_pin(std::nullopt);
    if (view.selection()) return view.select(std::nullopt);
    if (!view.hashes().whole()) return view.show(HashWindow{});
    banner_->hide();
}

void MainWindow::focus_on(HashWindow range) { session_.view().show(range); }

}  // namespace isotherm
