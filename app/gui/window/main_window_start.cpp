// SPDX-License-Identifier: GPL-3.0-or-later
// The start page, and runs that begin when their scenario is opened.

#include <QSettings>
#include <algorithm>

#include "app/gui/models/kept_pictures.h"
#include "app/gui/models/shown_clock.h"
#include "app/gui/window/main_window.h"

namespace isotherm {
namespace {

constexpr auto run_when_opened_key = "run_when_opened";
constexpr auto hint_told_key = "hint_told";
constexpr double playing_seconds = 12;  // in which a whole run is played
// A run that would take longer than this is not begun without being asked for.
constexpr double longest_wait = 30;
constexpr int measuring_ms = 1'000;

bool runs_when_opened() {
    return QSettings().value(QLatin1String(run_when_opened_key), true).toBool();
}

}  // namespace

void MainWindow::connect_start_page() {
    connect(start_, &StartPage::open_asked, this, &MainWindow::open);
    connect(start_, &StartPage::browse_asked, this, &MainWindow::ask_open);
    connect(start_, &StartPage::run_browse_asked, this, &MainWindow::ask_open_run);
    connect(start_, &StartPage::new_asked, this, &MainWindow::new_scenario);
    connect(start_, &StartPage::back_asked, this, &MainWindow::open_explore);
    on(ActionId::start_page, [this] {
        session_.sim().pause();
        keep_thumbnail();
        start_->show_recent(Session::recent_files());
        const auto& recording = session_.run().recording();
        start_->show_open(qtext(recording.name));
        pages_->setCurrentWidget(start_);
        start_->gallery().setFocus();
        show_state();
    });
    on(ActionId::run_when_opened, {.checked = [] { return runs_when_opened(); }}, [this] {
        QSettings().setValue(QLatin1String(run_when_opened_key), !runs_when_opened());
        show_commands();
    });
    pace_.setSingleShot(true);
    pace_.setInterval(measuring_ms);
    connect(&pace_, &QTimer::timeout, this, &MainWindow::watch_pace);
}

bool MainWindow::playing() const { return played_ && session_.sim().moving(); }

// Runs what was opened at a speed that shows all of it in a few seconds.
void MainWindow::play() {
    played_ = false;
    SimController& sim = session_.sim();
    if (!plays_ || !runs_when_opened() || !sim.has_simulation() || !sim.scenario()) return;
    const double simulated = in_seconds(sim.scenario()->duration);
    sim.set_speed(std::max(1.0, simulated / playing_seconds));
    sim.run_or_pause();
    played_ = true;
    pace_.start();
    QSettings settings;
    if (settings.value(QLatin1String(hint_told_key)).toBool()) return;
    settings.setValue(QLatin1String(hint_told_key), true);
    banner_->show_message(
        Banner::Kind::note, tr("The wheel zooms \u00b7 a drag counts \u00b7 a click explains"),
        tr("Pause and go on with %1.").arg(ActionTable::key_text(*this, ActionId::run_canvas)));
}

// After a second it is known how long the whole run would take.
void MainWindow::watch_pace() {
    SimController& sim = session_.sim();
    if (!playing() || sim.end() <= sim.now()) return;
    const double done = in_seconds(sim.now() - sim_start);
    const double left = in_seconds(sim.end() - sim.now());
    const double speed = done * 1e3 / measuring_ms;
    if (speed > 0 && left / speed <= longest_wait) return;
    sim.pause();
    const QString time = speed > 0 ? elapsed_text(static_cast<std::int64_t>(left / speed))
                                   : tr("more than %1").arg(elapsed_text(60));
    banner_->show_message(Banner::Kind::note,
                          tr("The whole run would take about %1 on this computer.").arg(time),
                          tr("It is paused; what it did so far is shown."), tr("Run"),
                          [this] { session_.sim().run_or_pause(); });
}

// For the list of what was open last.
void MainWindow::keep_thumbnail() {
    if (!plays_ || !explores() || session_.run().recorded_seconds() == 0) return;
    keep_picture(session_.path(), explore_->grab());
}

}  // namespace isotherm
