// SPDX-License-Identifier: GPL-3.0-or-later
// Pixels of the canvases against calculation: palette, splits, hatching, one throttled second in a
// day, and one time axis for all lanes on every kind of screen.

#include <gtest/gtest.h>

#include <QWheelEvent>
#include <cmath>

#include "app/gui/bands/band_strips.h"
#include "app/gui/models/cell_words.h"
#include "app/gui/models/engine_words.h"
#include "engine/insight/cell_facts.h"
#include "engine/insight/episodes.h"
#include "app/gui/window/main_window.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

constexpr int day = 86'400;

// An explore page over a recording made by hand.
struct Shown {
    RunModel run;
    ViewState view;
    std::unique_ptr<ExplorePage> page;

    explicit Shown(MadeRecording&& made, Side side = Side::write, QSize size = {1'200, 800}) {
        run.load(stored(std::move(made)));
        view.reset(run.planned_seconds());
        view.show_table(0, side);
        page = std::make_unique<ExplorePage>(run, view);
        page->resize(size);
        page->show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(page.get()));
    }
    HeatMapCanvas& map() { return page->heat_map(); }
    // Colour at a logical point of a widget.
    static QRgb at(QWidget& widget, QPointF point) {
        const QImage image = widget.grab().toImage();
        const double ratio = image.devicePixelRatio();
        return image.pixel(static_cast<int>(point.x() * ratio),
                           static_cast<int>(point.y() * ratio));
    }
    QPointF cell(std::int64_t second, double row_share) {
        const QRectF plot = map().plot();
        return {map().axis().x_of(static_cast<double>(second) + 0.5),
                plot.top() + plot.height() * row_share};
    }
};

TEST(HeatMapProbe, CellsHaveTheColourOfTheirHeat) {
    MadeRecording made(4, 100, 10);
    for (std::int64_t second = 0; second < 10; ++second) {
        made.add_second(Side::write, second,
                        {{0, 0}, {1, 25}, {2, 50}, {3, static_cast<double>(second) * 10}});
    }
    Shown shown(std::move(made));
    const Theme theme = make_theme(ThemeName::dark);
    EXPECT_EQ(Shown::at(shown.map(), shown.cell(3, 0.125)), theme.heat[heat_index(0)]);
    EXPECT_EQ(Shown::at(shown.map(), shown.cell(3, 0.375)), theme.heat[heat_index(0.25)]);
    EXPECT_EQ(Shown::at(shown.map(), shown.cell(3, 0.6)), theme.heat[heat_index(0.5)]);
    EXPECT_EQ(Shown::at(shown.map(), shown.cell(7, 0.9)), theme.heat[heat_index(0.7)]);
}

TEST(HeatMapProbe, ThrottledHasABarAndMissingIsHatched) {
    MadeRecording made(2, 100, 10);
    made.add_second(Side::write, 4, {{0, 150, 50}, {1, 0}});
    // The second half of the run has not been simulated.
    made.recording.simulated = 5s;
    for (auto& side : made.table().seconds) side.resize(5);
    Shown shown(std::move(made));
    shown.view.reset(10);
    QApplication::processEvents();
    const Theme theme = make_theme(ThemeName::dark);
    EXPECT_GT(pixels_of(shown.map(), theme.heat_throttled), 100);
    EXPECT_GT(pixels_of(shown.map(), theme.heat_throttled_edge), 20);
    EXPECT_GT(pixels_of(shown.map(), theme.missing_hatch), 20);
    const QRgb missing = Shown::at(shown.map(), shown.cell(8, 0.25));
    EXPECT_TRUE(missing == theme.background.rgb() || missing == theme.missing_hatch);
    EXPECT_EQ(Shown::at(shown.map(), shown.cell(2, 0.75)), theme.heat[0]);
}

TEST(HeatMapProbe, ASplitBeginsAtItsSecond) {
    MadeRecording made(1, 100, 10);
    const KeyPosition half = KeyPosition{1} << 63;
    made.add_partition(0, half - 1, 6, 0);
    made.add_partition(half, ~KeyPosition{0}, 6, 0);
    for (std::int64_t second = 0; second < 10; ++second) {
        if (second < 6)
            made.add_second(Side::write, second, {{0, 50}});
        else
            made.add_second(Side::write, second, {{1, 25}, {2, 75}});
    }
    Shown shown(std::move(made));
    const Theme theme = make_theme(ThemeName::dark);
    EXPECT_EQ(Shown::at(shown.map(), shown.cell(5, 0.2)), theme.heat[heat_index(0.5)]);
    EXPECT_EQ(Shown::at(shown.map(), shown.cell(5, 0.8)), theme.heat[heat_index(0.5)]);
    EXPECT_EQ(Shown::at(shown.map(), shown.cell(6, 0.2)), theme.heat[heat_index(0.25)]);
    EXPECT_EQ(Shown::at(shown.map(), shown.cell(6, 0.8)), theme.heat[heat_index(0.75)]);
}

TEST(HeatMapProbe, OneThrottledSecondOfADayIsSeenInThreePlaces) {
    Shown shown(one_throttled_second(8, day, 30'000, 5));
    const Theme theme = make_theme(ThemeName::dark);
    EXPECT_GT(pixels_of(shown.map(), theme.heat_throttled), 0);
    EXPECT_GT(pixels_of(shown.page->overview(), theme.throttled.rgb()), 0);
    // The strip has all causes; a click opens a lane for each.
    ThrottleStrip* strip = shown.page->bands().focused().strip(Side::write);
    ASSERT_NE(strip, nullptr);
    const QRgb fill = theme.causes[static_cast<std::size_t>(Outcome::partition_share)].fill.rgb();
    EXPECT_GT(pixels_of(*strip, fill), 20) << "a bar and its glyph";
    shown.page->bands().focused().open_lanes(Side::write, true);
    ThrottleLane* lane = nullptr;
    for (ThrottleLane* candidate : shown.page->lanes()) {
        if (candidate->cause() == Outcome::partition_share && candidate->side() == Side::write)
            lane = candidate;
    }
    ASSERT_NE(lane, nullptr);
    EXPECT_TRUE(lane->isVisible());
    EXPECT_EQ(lane->total(), 50U);
    const QRgb cause = theme.causes[static_cast<std::size_t>(Outcome::partition_share)].fill.rgb();
    EXPECT_GT(pixels_of(*lane, cause), 40);  // bar, its glyph, glyph of the label
    // Lanes without refusals are hidden.
    int visible = 0;
    for (const ThrottleLane* other : shown.page->lanes()) visible += other->isVisible();
    EXPECT_EQ(visible, 1);
}

TEST(HeatMapProbe, TheLensHidesWhatTheTruthShows) {
    MadeRecording made(4, 100, 120);
    for (std::int64_t second = 0; second < 120; ++second) {
        made.add_second(
            Side::write, second,
            second == 30 ? std::vector<MadeCell>{{2, 300, 200}} : std::vector<MadeCell>{{2, 10}});
    }
    Shown shown(std::move(made));
    const Theme theme = make_theme(ThemeName::dark);
    EXPECT_GT(pixels_of(shown.map(), theme.heat_throttled), 0);
    shown.view.set_lens(Lens::cloudwatch);
    QApplication::processEvents();
    EXPECT_EQ(pixels_of(shown.map(), theme.heat_throttled), 0);
    // 59 x 10 + 100 = 690 units are consumed of the 60 x 400 = 24,000 units provisioned in the
    // minute.
    const QRgb average = theme.heat[heat_index(690.0 / 24'000)];
    EXPECT_EQ(Shown::at(shown.map(), shown.cell(15, 0.5)), average);
}

TEST(HeatMapProbe, FocusStretchesAPartitionOverThePlot) {
    MadeRecording made(4, 100, 10);
    for (std::int64_t second = 0; second < 10; ++second) {
        made.add_second(Side::write, second, {{0, 10}, {1, 40}, {2, 80}, {3, 20}});
    }
    Shown shown(std::move(made));
    const PartitionRecord& third = shown.run.recording().tables[0].partitions[2];
    shown.view.show(HashWindow{third.first_position, third.last_position});
    QApplication::processEvents();
    const Theme theme = make_theme(ThemeName::dark);
    for (const double share : {0.05, 0.5, 0.95}) {
        EXPECT_EQ(Shown::at(shown.map(), shown.cell(3, share)), theme.heat[heat_index(0.8)]);
    }
    EXPECT_EQ(shown.map().position_at(shown.map().plot().top()), third.first_position);
}

// Every lane, chart and the axis put the same second at the same pixel, within half a device pixel.
TEST(Alignment, AllLanesShareOneAxis) {
    Shown shown(made_day(24, 3'600));
    for (const TimeWindow window :
         {TimeWindow{0, 3'600}, TimeWindow{100, 437}, TimeWindow{7, 19}}) {
        shown.view.show(window);
        QApplication::processEvents();
        const double ratio = shown.page->devicePixelRatioF();
        for (std::int64_t second = window.first; second <= window.end;
             second += std::max<std::int64_t>(1, window.length() / 7)) {
            const double want = shown.map().mapTo(shown.page.get(), QPoint(0, 0)).x() +
                                shown.map().axis().x_of(static_cast<double>(second));
            int checked = 0;
            for (const TimeCanvas* canvas : shown.page->canvases()) {
                if (!canvas->isVisible() || canvas == &shown.page->overview()) continue;
                const double x = canvas->mapTo(shown.page.get(), QPoint(0, 0)).x() +
                                 canvas->axis().x_of(static_cast<double>(second));
                EXPECT_NEAR(x * ratio, want * ratio, 0.5);
                ++checked;
            }
            EXPECT_GE(checked, 5);  // axis, head, map, burst, strip, chart
        }
    }
}

TEST(Alignment, ThereAndBackAgainWithinHalfAPixel) {
    Shown shown(made_day(24, 3'600));
    shown.view.show(TimeWindow{100, 1'437});
    const TimeAxis axis = shown.map().axis();
    for (double x = axis.left; x <= axis.right; x += 13.7) {
        EXPECT_NEAR(axis.x_of(axis.second_at(x)), x, 0.5);
    }
    // The drawing agrees with mouse positions: a throttled column is under its second.
    Shown one(one_throttled_second(2, 40, 17, 0));
    const QImage image = one.map().grab().toImage();
    const QRectF plot = one.map().plot();
    const double ratio = image.devicePixelRatio();
    int left = -1, right = -1;
    // The bar of the upper of two rows stands above the line between them.
    const int below = static_cast<int>(std::round((plot.top() + plot.height() / 2) * ratio));
    const int bar = below - static_cast<int>(ratio) - 1;
    for (int x = 0; x < plot.width() * ratio; ++x) {
        const int at = static_cast<int>(plot.left() * ratio) + x;
        const Theme theme = make_theme(ThemeName::dark);
        if (image.pixel(at, bar) != theme.heat_throttled) continue;
        if (left < 0) left = at;
        right = at + 1;
    }
    EXPECT_NEAR(left, one.map().axis().x_of(17) * ratio, 0.51);
    EXPECT_NEAR(right, one.map().axis().x_of(18) * ratio, 0.51);
}

TEST(Canvases, TheWheelZoomsAboutTheMouse) {
    Shown shown(made_day(8, 3'600));
    const double x = shown.map().axis().x_of(900);
    const QPointF at(x, shown.map().plot().center().y());
    QWheelEvent in(at, shown.map().mapToGlobal(at), {}, QPoint(0, 240), Qt::NoButton,
                   Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&shown.map(), &in);
    EXPECT_NEAR(static_cast<double>(shown.view.window().length()), 3'600 * 0.64, 3);
    EXPECT_NEAR(shown.map().axis().second_at(x), 900, 2);
    QWheelEvent across(at, shown.map().mapToGlobal(at), {}, QPoint(0, 240), Qt::NoButton,
                       Qt::ControlModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&shown.map(), &across);
    EXPECT_FALSE(shown.view.hashes().whole());
}

TEST(Canvases, DraggingSelectsAndAClickPins) {
    Shown shown(made_day(8, 3'600));
    HeatMapCanvas& map = shown.map();
    const auto point = [&](double second) {
        return QPoint(static_cast<int>(map.axis().x_of(second)),
                      static_cast<int>(map.plot().center().y()));
    };
    QTest::mousePress(&map, Qt::LeftButton, {}, point(1'000));
    QTest::mouseMove(&map, point(1'500));
    QTest::mouseMove(&map, point(2'000));
    QTest::mouseRelease(&map, Qt::LeftButton, {}, point(2'000));
    ASSERT_TRUE(shown.view.selection().has_value());
    EXPECT_NEAR(static_cast<double>(shown.view.selection()->first), 1'000, 6);
    EXPECT_NEAR(static_cast<double>(shown.view.selection()->end), 2'000, 6);
    EXPECT_FALSE(shown.view.pin().has_value());
    QTest::mouseClick(&map, Qt::LeftButton, {}, point(500));  // a click clears the selection
    EXPECT_FALSE(shown.view.selection().has_value());
    QTest::mouseClick(&map, Qt::LeftButton, {}, point(500));
    ASSERT_TRUE(shown.view.pin().has_value());
    EXPECT_NEAR(static_cast<double>(shown.view.pin()->second), 500, 6);
}

TEST(Canvases, ChartsStayWithinWhatQtChartsDrawsInTime) {
    Shown shown(made_day(8, 3'600), Side::write, {1'900, 1'000});
    shown.view.set_sides(ShownSides::both);
    ASSERT_EQ(shown.page->charts().size(), 2U);
    for (CapacityChart* chart : shown.page->charts()) {
        chart->grab();
        EXPECT_GT(chart->points(), 100U);
        EXPECT_LE(chart->points(), 4'000U);
        EXPECT_GT(pixels_of(*chart, make_theme(ThemeName::dark).provisioned.rgb()), 300);
    }
}

TEST(Canvases, ALegendColourMakesItsCellsStandOut) {
    MadeRecording made(2, 100, 10);
    for (std::int64_t second = 0; second < 10; ++second) {
        made.add_second(Side::write, second, {{0, 20}, {1, 80}});
    }
    Shown shown(std::move(made));
    const Theme theme = make_theme(ThemeName::dark);
    const int before = pixels_of(shown.map(), theme.heat[heat_index(0.2)]);
    shown.map().highlight(CellChoice{195, 210});
    EXPECT_EQ(pixels_of(shown.map(), theme.heat[heat_index(0.2)]), 0);
    EXPECT_GT(pixels_of(shown.map(), theme.heat[heat_index(0.8)]), before / 2);
    shown.map().highlight(std::nullopt);
    EXPECT_EQ(pixels_of(shown.map(), theme.heat[heat_index(0.2)]), before);
}

TEST(ChangesLane, ShowsWhatWasAskedAndWhatWasRefused) {
    Desktop desktop;
    desktop.open_hot();
    EXPECT_TRUE(desktop.window->explore().changes_lane().isHidden()) << "nobody asked for anything";
    const std::string changes =
        "[changes.a]\nat = \"20s\"\ntable = \"votes\"\nwrite = 500\n"
        "[changes.b]\nat = \"22s\"\ntable = \"votes\"\nwrite = 600\n"
        "[workloads.voters.changes.c]\nat = \"25s\"\nwrite_shards = 5\n";
    ASSERT_TRUE(desktop.session.open_text(QString::fromStdString(hot_scenario + changes), {}));
    desktop.session.sim().run_to_end();
    ASSERT_TRUE(wait_until([&] {
        return desktop.session.sim().phase() == SimPhase::finished &&
               desktop.window->explore().changes_lane().marks().size() == 3;
    }));
    ChangesLane& lane = desktop.window->explore().changes_lane();
    EXPECT_FALSE(lane.isHidden());
    EXPECT_EQ(lane.marks()[0].kind, LaneMark::Kind::raised);
    EXPECT_EQ(lane.marks()[1].kind, LaneMark::Kind::refused) << "the table was still UPDATING";
    EXPECT_EQ(lane.marks()[2].kind, LaneMark::Kind::made);
    EXPECT_TRUE(lane.marks()[2].text.contains(QStringLiteral("write_shards = 5")));
    EXPECT_TRUE(desktop.window->explore().scaling_lane().isHidden()) << "no policy is at work";
}

TEST(ScalingLane, ShowsWhatPoliciesAskedAndWhatTheyWaitFor) {
    Desktop desktop;
    const std::string text = std::string(hot_scenario) +
                             "[tables.votes.scaling.write]\npolicy = \"target_tracking\"\n"
                             "target_utilization = 0.5\nmin = 50\nmax = 4000\n";
    QString longer = QString::fromStdString(text);
    longer.replace(QStringLiteral("\"2m\""), QStringLiteral("\"10m\""));
    ASSERT_TRUE(desktop.session.open_text(longer, {}));
    desktop.window->open_explore();
    desktop.session.sim().run_to_end();
    ASSERT_TRUE(wait_until([&] { return desktop.session.sim().phase() == SimPhase::finished; }));
    ScalingLane& lane = desktop.window->explore().scaling_lane();
    EXPECT_TRUE(lane.isVisible());
    const auto count = [&](LaneMark::Kind kind) {
        return std::count_if(lane.marks().begin(), lane.marks().end(),
                             [&](const LaneMark& mark) { return mark.kind == kind; });
    };
    EXPECT_GE(count(LaneMark::Kind::raised), 1);
    EXPECT_GE(count(LaneMark::Kind::counting), 1);
    // "Why?" names the last change that was requested and what the policy waits for.
    const Recording& recording = desktop.session.run().recording();
    const std::int64_t asked = recording.capacity_changes.front().second;
    const ScalingHold& hold = recording.scaling_holds.front();
    const auto why = [&](std::int64_t second) {
        const auto partition =
            most_throttled_partition(recording.tables[0], Side::write, second).value_or(0);
        const auto facts = cell_facts(desktop.session.run().recording(), 0, Side::write,
                                      {second, middle_position(recording.tables[0], partition)});
        return CellWords::why(desktop.session.run().recording(), 0, Side::write, *facts)
            .join(QLatin1Char('\n'));
    };
    EXPECT_TRUE(why(asked + 1).contains(QStringLiteral("by target_tracking, from")))
        << why(asked + 1).toStdString();
    EXPECT_TRUE(why(hold.second).contains(engine_words(hold.wait.message)))
        << why(hold.second).toStdString();
    // The chart of writes has a target, the chart of reads has none.
    for (CapacityChart* chart : desktop.window->explore().charts()) {
        const int pixels = pixels_of(*chart, make_theme(ThemeName::dark).target.rgb());
        if (chart->side() == Side::write)
            EXPECT_GT(pixels, 20);
        else
            EXPECT_EQ(pixels, 0);
    }
    // The band for counting datapoints is painted.
    EXPECT_GT(pixels_of(lane, make_theme(ThemeName::dark).demand.rgb()), 10);
}

// List prices since 2013: 400 WCU and 40 RCU at $0.00065 and $0.00013 per hour are 26.52 cents.
TEST(CostLane, SaysWhatThroughputCosts) {
    Desktop desktop;
    desktop.open_hot();
    const auto rate = desktop.window->explore().costs().cost_per_hour(0, {0, 120});
    ASSERT_TRUE(rate.has_value());
    EXPECT_NEAR(rate->total(), 400 * 0.00065 + 40 * 0.00013, 1e-9);
    EXPECT_GT(rate->idle_share(), 0.2);
    const Theme theme = make_theme(ThemeName::dark);
    CostLane& lane = desktop.window->explore().cost_lane();
    desktop.action("cost")->trigger();
    QApplication::processEvents();
    EXPECT_GT(pixels_of(lane, theme.idle_cost.rgb()), 500);
    EXPECT_GT(pixels_of(lane, theme.consumed.rgb()), 500);
}

}  // namespace
}  // namespace isotherm
