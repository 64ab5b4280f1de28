// SPDX-License-Identifier: GPL-3.0-or-later
// Runs recorded by the minute: no throttling is lost, no minute is called a second, and the live
// run equals that of the console program.

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>

#include "app/gui/models/cell_words.h"
#include "app/gui/models/lens_sentence.h"
#include "engine/insight/cell_facts.h"
#include "engine/insight/episodes.h"
#include "app/gui/models/run_tables.h"
#include "engine/insight/score.h"
#include "engine/recording/output_file.h"
#include "tests/gui/desktop_window.h"
#include "tests/temporary_folder.h"

namespace isotherm {
namespace {

constexpr std::int64_t three_days = 3 * 86'400;

// Three days with a few requests per second; during the day too many for one of four partitions.
constexpr const char* long_scenario = R"(
name = "long"
era = "2016"
seed = 3
start = 2016-03-01T00:00:00Z
duration = "72h"
[model]
initial_burst = 0
[tables.votes]
partition_key = "candidate"
item_size = "200 B"
size = "32 GB"
capacity = { mode = "provisioned", read = 4, write = 12 }
[workloads.voters]
table = "votes"
operation = "UpdateItem"
arrivals = { shape = "diurnal", mean = "6/s", amplitude = 0.6 }
keys = { distribution = "zipf", distinct = 50, exponent = 1.2 }
client = { retry = "sdk_standard" }
)";

// A recording with one column per minute. Each partition has 100 units per second.
MadeRecording minutes_made(std::size_t partitions, std::int64_t minutes) {
    MadeRecording made(partitions, 100, minutes);
    made.table().column_seconds = 60;
    made.recording.simulated = std::chrono::minutes(minutes);
    return made;
}

// Adds `demand` of one partition in a minute whose hottest second was at `heat`.
void add_minute(MadeRecording& made, std::int64_t minute, std::size_t partition, double demand,
                double heat, double throttled = 0) {
    made.add_second(Side::write, minute, {{partition, demand, throttled}});
    std::vector<float> peaks(made.table().partitions.size());
    peaks[partition] = static_cast<float>(heat);
    made.table().heat[1].set_peaks(minute, std::move(peaks));
    SeriesSecond& series = made.table().seconds[1][static_cast<std::size_t>(minute)];
    series.peak_demand = std::lround(heat * 200);
    series.throttled_seconds = throttled > 0 ? 3 : 0;
}

// An explore page and its models over such a recording.
struct ShownRun {
    RunModel run;
    ViewState view;
    std::unique_ptr<ExplorePage> page;

    explicit ShownRun(MadeRecording&& made) {
        run.load(stored(std::move(made)));
        view.reset(run.planned_seconds(), run.column_seconds());
        view.show_table(0, Side::write);
        page = std::make_unique<ExplorePage>(run, view);
        page->resize(1'200, 800);
        page->show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(page.get()));
    }
};

QRgb colour_at(TimeCanvas& canvas, double second, double row_share) {
    const QRectF plot = canvas.plot();
    const QImage image = canvas.grab().toImage();
    const double ratio = image.devicePixelRatio();
    return image.pixel(static_cast<int>(canvas.axis().x_of(second) * ratio),
                       static_cast<int>((plot.top() + plot.height() * row_share) * ratio));
}

TEST(HeatMapProbe, OneThrottledMinuteOfThreeDaysIsSeenInThreePlaces) {
    MadeRecording made = minutes_made(8, three_days / 60);
    add_minute(made, 2'222, 5, 900, 1.5, 50);
    ShownRun shown(std::move(made));
    const Theme theme = make_theme(ThemeName::dark);
    EXPECT_EQ(shown.view.window(), (TimeWindow{0, three_days}));
    EXPECT_GT(pixels_of(shown.page->heat_map(), theme.heat_throttled), 0);
    EXPECT_EQ(colour_at(shown.page->overview(), 2'222 * 60 + 30, 0.86), theme.throttled.rgb());
    int visible = 0;
    shown.page->bands().focused().open_lanes(Side::write, true);
    for (ThrottleLane* lane : shown.page->lanes()) {
        if (!lane->isVisible()) continue;
        ++visible;
        EXPECT_EQ(lane->total(), 50U);
        // The bar is only at its time, and reaches from the glyph at the top to the bottom.
        const QRgb fill = theme.causes[static_cast<std::size_t>(lane->cause())].fill.rgb();
        EXPECT_EQ(colour_at(*lane, 2'222 * 60 + 30, 0.8), fill);
        EXPECT_NE(colour_at(*lane, 2'222, 0.8), fill);
        EXPECT_GT(
            pixels_of(*lane, theme.causes[static_cast<std::size_t>(lane->cause())].fill.rgb()), 40);
    }
    EXPECT_EQ(visible, 1);
}

TEST(HeatMapProbe, AMinuteHasTheColourOfItsHottestSecondAndItsPlace) {
    MadeRecording made = minutes_made(4, 200);
    // The mean is a tenth of the limit, the hottest second is at three quarters.
    add_minute(made, 100, 2, 600, 0.75);
    ShownRun shown(std::move(made));
    const Theme theme = make_theme(ThemeName::dark);
    for (const TimeWindow window : {TimeWindow{0, 12'000}, TimeWindow{5'700, 6'300}}) {
        shown.view.show(window);
        QApplication::processEvents();
        HeatMapCanvas& map = shown.page->heat_map();
        EXPECT_EQ(map.grid().columns.count, static_cast<std::size_t>(window.length() / 60));
        EXPECT_EQ(colour_at(map, 6'030, 0.6), theme.heat[heat_index(0.75)]);
        EXPECT_EQ(colour_at(map, 5'970, 0.6), theme.heat[0]);
        EXPECT_EQ(colour_at(map, 6'090, 0.6), theme.heat[0]);
    }
}

TEST(TimeColumns, OfMinutesBeginWithOne) {
    for (const int pixels : {7, 50, 333, 1'200}) {
        const TimeColumns columns = TimeColumns::over(600, 600 + 60 * 200, pixels, 60);
        EXPECT_EQ(columns.count, static_cast<std::size_t>(std::min(pixels, 200)));
        EXPECT_EQ(columns.first_of(0), 600);
        EXPECT_EQ(columns.first_of(columns.count), 600 + 60 * 200);
        for (std::size_t c = 0; c < columns.count; ++c) {
            EXPECT_EQ(columns.first_of(c) % 60, 0);
            EXPECT_GE(columns.seconds_in(c), 60);
        }
    }
}

TEST(ViewState, OfALongRunKeepsToWholeMinutes) {
    ViewState view;
    view.reset(7'210, 60);
    EXPECT_EQ(view.whole(), 7'260);
    const auto expect_minutes = [&] {
        EXPECT_EQ(view.window().first % 60, 0);
        EXPECT_EQ(view.window().end % 60, 0);
        EXPECT_GE(view.window().length(), 300);
        EXPECT_LE(view.window().end, view.whole());
    };
    for (int i = 0; i < 30; ++i) {
        view.zoom(3'333, 0.8);
        expect_minutes();
    }
    EXPECT_EQ(view.window().length(), 300);
    EXPECT_TRUE(view.window().contains(3'333));
    for (const std::int64_t by : {-61, 59, 1'000, 9'999}) {
        view.pan(by);
        expect_minutes();
    }
    view.zoom(7'000, 1.1);
    EXPECT_EQ(view.window().length(), 360);  // it grows by at least a minute
    view.select(TimeWindow{130, 131});
    EXPECT_EQ(view.selection(), (TimeWindow{120, 180}));
    view.set_pin(CellCursor{3'599, 0});
    EXPECT_EQ(view.pin()->second, 3'540);
    EXPECT_DOUBLE_EQ(view.middle_of(view.pin()->second), 3'570);
}

TEST(LongRuns, AreCountedByTheMinute) {
    MadeRecording made = minutes_made(4, 120);
    add_minute(made, 10, 1, 600, 0.5);
    add_minute(made, 70, 2, 6'000, 2.0, 400);
    add_minute(made, 71, 2, 3'000, 1.2, 100);
    add_minute(made, 80, 2, 3'000, 1.5, 20);
    ShownRun shown(std::move(made));
    const TableRecording& table = shown.run.recording().tables[0];
    const auto episodes = throttle_episodes(table, Side::write);
    ASSERT_EQ(episodes.size(), 2U);
    EXPECT_EQ(episodes[0].seconds, (TimeWindow{4'200, 4'320}));
    EXPECT_EQ(episodes[0].throttled, 500U);
    EXPECT_EQ(most_throttled_partition(table, Side::write, 4'259), 2U);
    const Score score = score_of(table, shown.run.pyramid(0, Side::write), Side::write, {0, 7'200});
    EXPECT_EQ(score.throttled_count, 520U);
    EXPECT_EQ(score.throttled.worst_second, 4'200);
    EXPECT_DOUBLE_EQ(score.hottest.value, 2.0);
    EXPECT_DOUBLE_EQ(score.idle.value, 1 - (12'600.0 - 520) / (400.0 * 7'200));
    EXPECT_EQ(try_counts(table, Side::write, {4'260, 4'320}).throttled, 100U);
    SecondsTable seconds(shown.run, shown.view);
    QAbstractItemModelTester tester(&seconds,
                                    QAbstractItemModelTester::FailureReportingMode::Fatal);
    seconds.refresh();
    EXPECT_EQ(seconds.rowCount(), 120);
    EXPECT_EQ(seconds.columnCount(), 9);
    EXPECT_EQ(seconds.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(),
              QStringLiteral("Minute"));
    EXPECT_EQ(seconds.index(70, 0).data(Qt::UserRole).toString(), QStringLiteral("01:10"));
    EXPECT_DOUBLE_EQ(seconds.index(70, 7).data(Qt::UserRole).toDouble(), 200);
    EXPECT_EQ(seconds.index(70, 8).data(Qt::UserRole).toInt(), 3);
    EXPECT_EQ(seconds.target(70)->second, 4'200);
    EventsTable events(shown.run, shown.view);
    events.refresh();
    ASSERT_EQ(events.rowCount(), 2);
    EXPECT_EQ(events.index(0, 0).data().toString(), QStringLiteral("01:10"));
    EXPECT_EQ(events.index(0, 1).data().toString(), QStringLiteral("01:12"));
    // Another run, which is recorded by the second.
    shown.run.load(stored(MadeRecording(2, 100, 30)));
    shown.view.reset(30);
    seconds.refresh();
    EXPECT_EQ(seconds.columnCount(), 7);
}

TEST(LongRuns, NothingIsCalledASecondThatIsAMinute) {
    MadeRecording made = minutes_made(4, 120);
    add_minute(made, 70, 2, 6'000, 2.0, 400);
    ShownRun shown(std::move(made));
    const KeyPosition third = middle_position(shown.run.recording().tables[0], 2);
    const auto facts = cell_facts(shown.run.recording(), 0, Side::write, {4'233, third});
    ASSERT_TRUE(facts.has_value());
    EXPECT_EQ(facts->time, (TimeWindow{4'200, 4'260}));
    EXPECT_DOUBLE_EQ(facts->heat, 2.0);
    EXPECT_DOUBLE_EQ(facts->demand, 6'000);
    EXPECT_EQ(facts->throttled, 400U);
    const QString sentence = CellWords::sentence(*facts, Side::write);
    EXPECT_TRUE(sentence.startsWith(QStringLiteral("minute 01:10 "))) << sentence.toStdString();
    EXPECT_TRUE(sentence.contains(QStringLiteral("hottest second 200\u00a0%")));
    const QString why =
        CellWords::why(shown.run.recording(), 0, Side::write, *facts).join(QLatin1Char('\n'));
    for (const char* words : {"In the minute from 01:10:00 to 01:11:00", "recorded by the minute",
                              "in its hottest second demand was 200",
                              "busiest second of this "
                              "minute"}) {
        EXPECT_TRUE(why.contains(QLatin1String(words))) << words << "\n" << why.toStdString();
    }
    EXPECT_FALSE(why.contains(QStringLiteral("this second")));
    EXPECT_FALSE(why.contains(QStringLiteral("At 01:10:00")));
    const QString lens = LensSentence::text(shown.run, 0, Side::write, {0, 7'200});
    EXPECT_TRUE(lens.contains(QStringLiteral("3 separate seconds"))) << lens.toStdString();
    EXPECT_TRUE(lens.contains(QStringLiteral("hottest second of minute 01:10")));
}

// A partition splits within a minute; in the second case one of its children is throttled in the
// rest of that minute.
TEST(LongRuns, OfAMinuteOfTwoOwnersTheOneThatWasRefusedIsShown) {
    MadeRecording made = minutes_made(1, 10);
    const KeyPosition half = KeyPosition{1} << 63;
    made.add_partition(0, half - 1, 330, 0);
    made.add_partition(half, ~KeyPosition{0}, 330, 0);
    made.table().partitions[0].retired_second = 330;
    made.add_second(Side::write, 5, {{0, 100}});
    made.table().heat[1].set_peaks(5, {0.5F});
    RunModel run;
    run.load(stored(std::move(made)));
    EXPECT_EQ(cell_facts(run.recording(), 0, Side::write, {300, 7})->partition, 0U);
    MadeRecording again = minutes_made(1, 10);
    again.add_partition(0, half - 1, 330, 0);
    again.add_partition(half, ~KeyPosition{0}, 330, 0);
    again.table().partitions[0].retired_second = 330;
    // so that the row has cells for the children
    for (auto& partition : again.table().partitions) partition.born_second = 0;
    again.add_second(Side::write, 5, {{0, 100}, {1, 300, 20}});
    again.table().partitions[1].born_second = again.table().partitions[2].born_second = 330;
    again.table().heat[1].set_peaks(5, {0.5F, 1.5F, 0});
    run.load(stored(std::move(again)));
    EXPECT_EQ(cell_facts(run.recording(), 0, Side::write, {300, 7})->partition, 1U);
    EXPECT_EQ(cell_facts(run.recording(), 0, Side::write, {300, half + 7})->partition, 0U);
}

TEST(LongRuns, OpenRunAndAreThoseOfTheConsoleProgram) {
    TemporaryFolder folder;
    const std::string path = folder.path("long.toml");
    ASSERT_TRUE(write_file(path, long_scenario).empty());
    Desktop desktop;
    desktop.window->open(QString::fromStdString(path));
    EXPECT_EQ(desktop.view().grain(), 60);
    SimController& sim = desktop.session.sim();
    RunModel& run = desktop.session.run();
    sim.go_to(sim_start + 5h);
    ASSERT_TRUE(wait_until([&] { return !sim.busy() && run.recorded_seconds() > 0; }));
    EXPECT_EQ(run.recorded_seconds() % 60, 0);
    sim.run_to_end();
    ASSERT_TRUE(wait_until([&] { return sim.phase() == SimPhase::finished; }, 60'000));
    QProcess console;
    console.start(QStringLiteral(ISOTHERM_PROGRAM_DIR "/isotherm"),
                  {QStringLiteral("run"), QString::fromStdString(path), QStringLiteral("--json"),
                   QStringLiteral("--out"), QString::fromStdString(folder.path("console"))});
    ASSERT_TRUE(console.waitForFinished());
    const QJsonObject report = QJsonDocument::fromJson(console.readAllStandardOutput()).object();
    EXPECT_EQ(report.value(QStringLiteral("fingerprint")).toString().toStdString(),
              run.identity().fingerprint);
    const auto read = read_run_database(folder.path("console") + "/run.sqlite");
    ASSERT_TRUE(read.ok());
    const TableRecording& table = run.recording().tables[0];
    const TableRecording& stored = read.value().recording.tables[0];
    EXPECT_EQ(table.column_seconds, 60);
    ASSERT_EQ(table.seconds[1].size(), stored.seconds[1].size());
    for (std::size_t c = 0; c < stored.seconds[1].size(); ++c) {
        ASSERT_EQ(table.seconds[1][c].requests, stored.seconds[1][c].requests) << c;
        ASSERT_EQ(table.seconds[1][c].peak_demand, stored.seconds[1][c].peak_demand) << c;
    }
    EXPECT_GT(table.totals.throttled, 0U);
    // Throttling is found, shown and explained.
    const QRgb throttled = make_theme(ThemeName::dark).heat_throttled;
    desktop.press(Qt::Key_N);
    ASSERT_TRUE(desktop.view().pin().has_value());
    EXPECT_EQ(desktop.view().pin()->second % 60, 0);
    EXPECT_GT(pixels_of(desktop.window->explore().heat_map(), throttled), 0);
    EXPECT_TRUE(desktop.window->inspector().text().contains(QStringLiteral("minute")));
    // The directory that the console program wrote can be opened.
    QSignalSpy opened(&desktop.session, &Session::opened);
    desktop.window->open(QString::fromStdString(folder.path("console")));
    ASSERT_TRUE(opened.wait());
    EXPECT_FALSE(sim.has_simulation());
    EXPECT_EQ(desktop.view().grain(), 60);
    QApplication::processEvents();
    EXPECT_GT(pixels_of(desktop.window->explore().heat_map(), throttled), 0);
    EXPECT_FALSE(desktop.window->banner().isVisible());
    // Opening a run by the second switches back to seconds.
    desktop.open_hot(false);
    EXPECT_EQ(desktop.view().grain(), 1);
}

// Run B by the minute is compared with run A by the second: both are shown by the minute.
TEST(LongRuns, AreComparedWithShortOnesByTheMinute) {
    Desktop desktop;
    desktop.open_hot();
    QString text = QString::fromUtf8(hot_scenario);
    text.replace(QStringLiteral("seed = 7"), QStringLiteral("seed = 7\nresolution = \"minute\""));
    ASSERT_TRUE(desktop.session.run_as_b(text));
    ASSERT_TRUE(wait_until([&] { return desktop.session.sim().phase() == SimPhase::finished; }));
    EXPECT_EQ(desktop.view().grain(), 60);
    QApplication::processEvents();
    EXPECT_GT(
        pixels_of(desktop.window->explore().heat_map(), make_theme(ThemeName::dark).heat_throttled),
        0);
    desktop.session.back_to_a();
    EXPECT_EQ(desktop.view().grain(), 1);
}

}  // namespace
}  // namespace isotherm
