// SPDX-License-Identifier: GPL-3.0-or-later
// Benchmarks the window: the time for a frame, a zoom and a second of a live run on a screen of
// 1,600 pixels, for 1,000 partitions over an hour.

#include <benchmark/benchmark.h>

#include <QApplication>
#include <QPainter>

#include "app/gui/pages/explore_page.h"
#include "tests/engine/recording/made_recording.h"

namespace isotherm {
namespace {

constexpr std::size_t partitions = 1'000;
constexpr std::int64_t seconds = 3'600;

// Every partition has requests in nearly every second, and some are throttled.
MadeRecording busy_hour() {
    MadeRecording made(partitions, 100, seconds);
    for (std::int64_t s = 0; s < seconds; ++s) {
        std::vector<MadeCell> cells;
        for (std::size_t p = 0; p < partitions; ++p) {
            const auto mixed = (p * 7 + static_cast<std::size_t>(s) * 3) % 140;
            const auto demand = static_cast<double>(mixed);
            cells.push_back({p, demand, demand > 130 ? demand - 130 : 0});
        }
        made.add_second(Side::write, s, cells);
    }
    return made;
}

struct Shown {
    RunModel run;
    ViewState view;
    std::unique_ptr<ExplorePage> page;

    Shown() {
        StoredRun stored;
        stored.recording = std::move(busy_hour().recording);
        run.load(std::move(stored));
        view.reset(seconds);
        page = std::make_unique<ExplorePage>(run, view);
        page->resize(1'600, 900);
        page->show();
        page->settle();
        QApplication::processEvents();
    }
};

Shown& shown() {
    static Shown once;
    return once;
}

// The repaint after a move of the mouse: the picture is unchanged, and only lines are drawn over
// it.
void heat_map_repaint(benchmark::State& state) {
    HeatMapCanvas& map = shown().page->heat_map();
    for (auto _ : state) {
        shown().view.set_hover(
            CellCursor{static_cast<std::int64_t>(state.iterations() % 3'000), 0});
        map.repaint();
    }
}
BENCHMARK(heat_map_repaint)->Unit(benchmark::kMillisecond);

// Shows another window of time: the grid, the image and the borders are made anew.
void heat_map_zoom(benchmark::State& state) {
    HeatMapCanvas& map = shown().page->heat_map();
    std::int64_t step = 0;
    for (auto _ : state) {
        shown().view.show(TimeWindow{step % 7 * 100, seconds - step % 5 * 100});
        ++step;
        map.repaint();
    }
    shown().view.show_everything();
}
BENCHMARK(heat_map_zoom)->Unit(benchmark::kMillisecond);

// Repaints everything on the page after a zoom.
void whole_frame_zoom(benchmark::State& state) {
    std::int64_t step = 0;
    for (auto _ : state) {
        shown().view.show(TimeWindow{step % 7 * 100, seconds - step % 5 * 100});
        ++step;
        for (TimeCanvas* canvas : shown().page->canvases()) canvas->repaint();
    }
    shown().view.show_everything();
}
BENCHMARK(whole_frame_zoom)->Unit(benchmark::kMillisecond);

void chart_repaint(benchmark::State& state) {
    CapacityChart& chart = *shown().page->charts().front();
    for (auto _ : state) {
        chart.invalidate();
        chart.repaint();
    }
    state.counters["points"] = static_cast<double>(chart.points());
}
BENCHMARK(chart_repaint)->Unit(benchmark::kMillisecond);

// Adds one second to a running simulation, which the window does at most thirty times per second.
void live_second(benchmark::State& state) {
    MadeRecording grown(partitions, 100, seconds);
    std::int64_t second = seconds / 2;
    RunModel run;
    ViewState view;
    StoredRun stored;
    for (std::int64_t s = 0; s < second; ++s) grown.add_second(Side::write, s, {{0, 50, 0}});
    for (auto& side : grown.table().seconds) side.resize(static_cast<std::size_t>(second));
    stored.recording = std::move(grown.recording);
    stored.recording.simulated = std::chrono::seconds(second);
    run.load(std::move(stored));
    view.reset(seconds);
    ExplorePage page(run, view);
    page.resize(1'600, 900);
    page.show();
    page.settle();
    QApplication::processEvents();
    for (auto _ : state) {
        SimSnapshot snapshot;
        RecordingDelta& delta = snapshot.delta;
        delta.tables.resize(1);
        delta.head.simulated = std::chrono::seconds(++second);
        for (const Side side : both_sides) delta.tables[0].sides[side].columns.resize(1);
        auto& gain = delta.tables[0].sides[1];
        gain.rows.push_back({second - 1, partitions});
        gain.cells.assign(partitions, HeatCell{.demand = 120});
        run.take(snapshot);
        for (TimeCanvas* canvas : page.canvases()) canvas->repaint();
    }
}
BENCHMARK(live_second)->Unit(benchmark::kMillisecond)->Iterations(300);

}  // namespace
}  // namespace isotherm

int main(int argument_count, char** arguments) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argument_count, arguments);
    benchmark::Initialize(&argument_count, arguments);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
