// SPDX-License-Identifier: GPL-3.0-or-later
// The window on four kinds of runs, on a screen of 1,600 x 900: open to the first picture, zoom of
// the whole page, hover, and a frame of a live run. The counter `fills` is the time as a multiple
// of filling a bare QImage of that size in the same process, which does not depend on the machine.

#include <benchmark/benchmark.h>

#include <QApplication>
#include <chrono>

#include "app/gui/pages/explore_page.h"
#include "tests/engine/recording/made_recording.h"

namespace isotherm {
namespace {

constexpr QSize screen(1'600, 900);

struct RunKind {
    const char* name;
    std::size_t tables = 1;
    std::size_t partitions = 1;
    std::int64_t columns = 1;         // of the recording
    std::int64_t column_seconds = 1;  // 60: by the minute
};
constexpr std::array<RunKind, 4> kinds{{{"ten_tables_for_an_hour", 10, 50, 3'600, 1},
                                        {"thousand_partitions_for_a_day", 1, 1'000, 86'400, 1},
                                        {"many_partitions_for_a_minute", 1, 300'000, 60, 1},
                                        {"minutes_of_a_month", 1, 20, 43'200, 60}}};

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point from) {
    return std::chrono::duration<double>(Clock::now() - from).count();
}

// Time of one fill; the shortest of many, as it is the machine's speed that is asked for.
double bare_fill() {
    static const double shortest = [] {
        QImage image(screen, QImage::Format_RGB32);
        double least = 1;
        for (int i = 0; i < 200; ++i) {
            const auto from = Clock::now();
            image.fill(static_cast<uint>(i));
            benchmark::DoNotOptimize(image.bits());
            least = std::min(least, seconds_since(from));
        }
        return least;
    }();
    return shortest;
}

// Every partition is busy in every column; one in fourteen cells has refusals.
void fill_column(TableRecording& table, std::int64_t column, std::size_t partitions) {
    const auto row = table.heat[Side::write].add_row(column, partitions);
    SeriesSecond& sum = table.seconds[Side::write][static_cast<std::size_t>(column)];
    for (std::size_t p = 0; p < partitions; ++p) {
        const auto demand =
            static_cast<std::uint32_t>((p * 7 + static_cast<std::size_t>(column) * 3) % 280);
        const std::uint32_t refused = demand > 260 ? demand - 260 : 0;
        row[p] = {demand, refused, refused, burst_full,
                  refused > 0 ? refusal_bit(Outcome::partition_share) : std::uint16_t{0}};
        sum.demand += demand;
        sum.requests[0] += demand - refused;
        sum.requests[static_cast<std::size_t>(Outcome::partition_share)] += refused;
    }
    sum.peak_demand = sum.demand;
    if (table.column_seconds > 1)
        table.heat[Side::write].set_peaks(column, std::vector<float>(partitions, 0.8F));
}

Recording made_run(const RunKind& kind, std::int64_t recorded) {
    Recording run;
    for (std::size_t t = 0; t < kind.tables; ++t) {
        MadeRecording made(kind.partitions, 100, kind.columns);
        TableRecording& table = made.table();
        table.name = ResourceName("table_" + std::to_string(t));
        table.column_seconds = kind.column_seconds;
        for (std::int64_t c = 0; c < recorded; ++c) fill_column(table, c, kind.partitions);
        for (auto& side : table.seconds) side.resize(static_cast<std::size_t>(recorded));
        if (t == 0)
            run = std::move(made.recording);
        else
            run.tables.push_back(std::move(table));
    }
    run.simulated = std::chrono::seconds(recorded * kind.column_seconds);
    return run;
}

struct OpenRun {
    RunModel run;
    ViewState view;
    std::unique_ptr<ExplorePage> page;
    double to_first_picture = 0;

    OpenRun(const RunKind& kind, std::int64_t recorded) {
        StoredRun stored;
        stored.recording = made_run(kind, recorded);
        const auto from = Clock::now();
        run.load(std::move(stored));
        view.reset(kind.columns * kind.column_seconds, kind.column_seconds);
        page = std::make_unique<ExplorePage>(run, view);
        page->resize(screen);
        page->show();
        page->settle();
        page->grab();
        to_first_picture = seconds_since(from);
    }
    // A window that was never exposed ignores repaint(); a grabbed one is painted whole.
    void repaint() { benchmark::DoNotOptimize(page->grab()); }
};

// Makes the counter of what one iteration takes.
class Fills {
public:
    explicit Fills(benchmark::State& state) : state_(state), from_(Clock::now()) {}
    ~Fills() {
        const double each =
            seconds_since(from_) /
            static_cast<double>(std::max<benchmark::IterationCount>(state_.iterations(), 1));
        state_.counters["fills"] = each / bare_fill();
    }

private:
    benchmark::State& state_;
    Clock::time_point from_;
};

void open_run(benchmark::State& state, const RunKind& kind) {
    for (auto _ : state) {
        const OpenRun open(kind, kind.columns);
        state.SetIterationTime(open.to_first_picture);
        state.counters["fills"] = open.to_first_picture / bare_fill();
    }
}

void zoom_run(benchmark::State& state, const RunKind& kind) {
    OpenRun open(kind, kind.columns);
    const std::int64_t whole = open.view.whole();
    std::int64_t step = 0;
    const Fills fills(state);
    for (auto _ : state) {
        ++step;
        open.view.show(TimeWindow{step % 7 * whole / 36, whole - step % 5 * whole / 36});
        open.repaint();
    }
}

void hover_run(benchmark::State& state, const RunKind& kind) {
    OpenRun open(kind, kind.columns);
    std::int64_t step = 0;
    const Fills fills(state);
    for (auto _ : state) {
        open.view.set_hover(CellCursor{step++ % open.view.whole(), KeyPosition{1} << 60});
        open.repaint();
    }
}

void live_frame(benchmark::State& state, const RunKind& kind) {
    std::int64_t column = kind.columns / 2;
    OpenRun open(kind, column);
    const Fills fills(state);
    for (auto _ : state) {
        SimSnapshot snapshot;
        snapshot.delta.tables.resize(kind.tables);
        snapshot.delta.head.simulated = std::chrono::seconds(++column * kind.column_seconds);
        for (auto& table : snapshot.delta.tables) {
            for (const Side side : both_sides) table.sides[side].columns.resize(1);
            table.sides[Side::write].rows.push_back({column - 1, kind.partitions});
            table.sides[Side::write].cells.assign(kind.partitions, HeatCell{.demand = 120});
        }
        open.run.take(snapshot);
        open.repaint();
    }
}

void add_benches() {
    for (const RunKind& kind : kinds) {
        const auto add = [&kind](const char* what, auto bench) {
            return benchmark::RegisterBenchmark(
                       (std::string("four_runs/") + kind.name + "/" + what).c_str(),
                       [&kind, bench](benchmark::State& state) { bench(state, kind); })
                ->Unit(benchmark::kMillisecond);
        };
        add("open", open_run)->UseManualTime()->Iterations(1);
        add("zoom", zoom_run)->Iterations(10);
        add("hover", hover_run)->Iterations(100);
        // Half of a minute is left of the shortest run.
        if (kind.column_seconds == 1) add("live", live_frame)->Iterations(20);
    }
}

[[maybe_unused]] const bool added = (add_benches(), true);

}  // namespace
}  // namespace isotherm
