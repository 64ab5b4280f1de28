// SPDX-License-Identifier: GPL-3.0-or-later
// The page of bands: heights, labels and edges of shipped scenarios, and two hundred tables.

#include <gtest/gtest.h>

#include <QFile>
#include <QRegularExpression>
#include <ctime>

#include "app/gui/bands/band_head.h"
#include "app/gui/bands/band_line.h"
#include "app/gui/canvas/chart_surface.h"
#include "app/gui/models/compare_sentence.h"
#include "app/render/cells/heat_codes.h"
#include "tests/gui/bands/made_tables.h"
#include "tests/gui/desktop_window.h"
#include "tests/sanitized.h"

namespace isotherm {
namespace {

// A shipped scenario for a shorter time: rows, bands and capacities stay the same.
QString shipped(const char* name, const char* duration) {
    QFile file(QStringLiteral(ISOTHERM_SOURCE_DIR "/resources/scenarios/") + QLatin1String(name));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    QString text = QString::fromUtf8(file.readAll());
    static const QRegularExpression whole(QStringLiteral("^duration *=.*$"),
                                          QRegularExpression::MultilineOption);
    return text.replace(whole, QStringLiteral("duration = \"%1\"").arg(QLatin1String(duration)));
}

struct Opened : Desktop {
    void run(const char* name, const char* duration, QSize size) {
        window->resize(size);
        const QString path =
            QStringLiteral(ISOTHERM_SOURCE_DIR "/resources/scenarios/") + QLatin1String(name);
        ASSERT_TRUE(session.open_text(shipped(name, duration), path));
        window->open_explore();
        session.sim().run_to_end();
        ASSERT_TRUE(wait_until([&] { return session.sim().phase() == SimPhase::finished; }));
        settle();
    }
    void settle() {
        QApplication::processEvents();
        window->explore().settle();
        QApplication::processEvents();
    }
    BandPage& bands() { return window->explore().bands(); }
};

// Acceptance: `votes` fits the page with both charts and all 42 rows, of at least 14 or 6 pixels.
TEST(BandPages, VotesShowsAllRowsAndBothCharts) {
    Opened desktop;
    desktop.run("votes.toml", "20s", {1'920, 1'080});
    const std::vector<std::pair<QSize, double>> sizes{{QSize(1'920, 1'080), 14},
                                                      {QSize(1'280, 720), 6}};
    for (const auto& [size, least] : sizes) {
        desktop.window->resize(size);
        desktop.settle();
        ASSERT_EQ(desktop.bands().bands().size(), 2U);
        EXPECT_TRUE(desktop.bands().fits()) << size.height();
        for (const Band* band : desktop.bands().bands()) {
            const HeatMapCanvas* map = band->map(Side::write);
            ASSERT_NE(map, nullptr);
            const TableRecording& table =
                desktop.session.run().recording().tables[band->entry().table];
            EXPECT_EQ(table.partitions.size(), 21U);
            EXPECT_GE(map->plot().height() / 21, least) << size.height();
            EXPECT_GE(band->chart(Side::write)->height(), 90) << size.height();
        }
    }
}

// Acceptance: an index that cannot keep up refuses writes of its table, whose partitions are not
// full: their cells are below 100 % and have bars of what was refused.
TEST(BandPages, ATableIsRefusedByItsIndex) {
    Opened desktop;
    desktop.run("date_index.toml", "10m", {1'280, 720});
    const auto table = desktop.session.run().subject_of(ResourceName("events"));
    ASSERT_TRUE(table.has_value());
    desktop.view().show_table(*table, Side::write);
    desktop.settle();
    HeatMapCanvas& map = desktop.window->explore().heat_map();
    map.grab();
    const HeatGrid& grid = map.grid();
    ASSERT_EQ(grid.rows.size(), 2U);
    std::size_t busy = 0;
    for (std::size_t c = 0; c < grid.columns.count; ++c) {
        if (grid.columns.first_of(c) < 500) continue;
        for (std::size_t row = 0; row < grid.rows.size(); ++row) {
            EXPECT_LT(grid.code(c, row), code_over) << c;
            busy += grid.refusal(c, row).any() ? 1 : 0;
        }
    }
    EXPECT_GT(busy, 100U);
    EXPECT_GT(pixels_of(map, desktop.view().theme().heat_throttled), 500);
}

// Three tables with the same load and different capacity.
constexpr const char* three_designs = R"(
name = "three designs"
seed = 1
duration = "40s"
[tables.small]
capacity = { read = 5, write = 80 }
[tables.middle]
capacity = { read = 5, write = 160 }
[tables.large]
capacity = { read = 5, write = 200 }
[workloads.one]
table = "small"
operation = "PutItem"
arrivals = { shape = "constant", rate = "60/s" }
keys = { distribution = "uniform", distinct = 1000 }
[workloads.two]
table = "middle"
operation = "PutItem"
arrivals = { shape = "constant", rate = "60/s" }
keys = { distribution = "uniform", distinct = 1000 }
[workloads.three]
table = "large"
operation = "PutItem"
arrivals = { shape = "constant", rate = "60/s" }
keys = { distribution = "uniform", distinct = 1000 }
)";

// Acceptance: designs with the same load have the same range of values, and their heads say what
// each costs. The highest capacity is 200, so the axis ends at 1.15 x 200 = 230.
TEST(BandPages, TheSameLoadHasTheSameScale) {
    Opened desktop;
    desktop.open(three_designs);
    desktop.settle();
    ASSERT_EQ(desktop.bands().bands().size(), 3U);
    for (const Band* band : desktop.bands().bands()) {
        CapacityChart* chart = band->chart(Side::write);
        ASSERT_NE(chart, nullptr);
        chart->grab();
        EXPECT_DOUBLE_EQ(chart->ceiling(), 230);
        EXPECT_DOUBLE_EQ(chart->surface().y->max(), 230);
        const auto bill = desktop.window->explore().costs().bill(band->entry().table);
        ASSERT_TRUE(bill.has_value());
        EXPECT_EQ(band->head()->bill(),
                  dollars_text(bill->of_table.in_dollars()) + QStringLiteral("/h"));
    }
    desktop.view().set_same_scale(false);
    desktop.settle();
    for (const Band* band : desktop.bands().bands()) {
        if (band->entry().table != *desktop.session.run().subject_of(ResourceName("small")))
            continue;
        band->chart(Side::write)->grab();
        EXPECT_DOUBLE_EQ(band->chart(Side::write)->ceiling(), 92);
    }
}

// Acceptance: a time series is one band with a row for each day.
TEST(BandPages, ASeriesIsOneBand) {
    Opened desktop;
    desktop.run("time_series.toml", "2h", {1'280, 720});
    ASSERT_EQ(desktop.bands().bands().size(), 1U);
    const Band& band = *desktop.bands().bands().front();
    ASSERT_NE(band.series_block(), nullptr);
    const QStringList dates = band.series_block()->dates();
    EXPECT_EQ(static_cast<std::size_t>(dates.size()), band.entry().series.size());
    EXPECT_TRUE(dates.contains(QStringLiteral("2016-01-20"))) << dates.join(u' ').toStdString();
    EXPECT_GE(band.entry().series.size(), 4U);
    EXPECT_LE(band.height(), 240);
    BandState state = desktop.view().band(band.entry().series.front());
    state.unfolded = true;
    desktop.view().set_band(band.entry().series.front(), state);
    EXPECT_GT(desktop.bands().bands().size(), 1U);
}

// Acceptance: one time axis for everything, at every pixel ratio.
TEST(BandPages, AllPlotsHaveTheSameEdges) {
    ShownBands shown(made_tables(3, 4, 600), {1'283, 700});
    for (const double ratio : {1.0, 1.25, 2.0}) {
        double left = -1, right = -1;
        for (TimeCanvas* canvas : shown.page->canvases()) {
            canvas->set_pixel_ratio(ratio);
            if (!canvas->isVisible()) continue;
            const double offset = canvas->mapTo(shown.page.get(), QPoint(0, 0)).x();
            if (left < 0) {
                left = canvas->edges().left + offset;
                right = canvas->edges().right + offset;
            }
            EXPECT_NEAR(canvas->edges().left + offset, left, 0.5);
            EXPECT_NEAR(canvas->edges().right + offset, right, 0.5);
        }
        EXPECT_GT(right, left + 900);
        for (CapacityChart* chart : shown.page->charts()) {
            chart->invalidate();
            chart->grab();
            const QRectF plot = chart->surface().chart()->plotArea();
            const double offset = chart->mapTo(shown.page.get(), QPoint(0, 0)).x();
            EXPECT_NEAR(plot.left() + offset, left, 0.5) << ratio;
            EXPECT_NEAR(plot.right() + offset, right, 0.5) << ratio;
        }
    }
}

// Acceptance: 200 collapsed tables scroll at 16 ms a step, and a refused second is seen in its
// strip.
TEST(BandPages, TwoHundredTablesScrollAsLines) {
    MadeRecording made = made_tables(200, 4, 600);
    refuse(made.recording.tables[150], 333, 130, 30);
    ShownBands shown(std::move(made));
    shown.page->bands().collapse_others();
    shown.view.set_collapsed(0, true);
    BandPage& bands = shown.page->bands();
    ASSERT_EQ(bands.bands().size(), 200U);
    EXPECT_EQ(bands.widget()->height(), 200 * 20);
    const std::clock_t begun = std::clock();
    QScrollBar* bar = bands.verticalScrollBar();
    for (int step = 1; step <= 60; ++step) {
        bar->setValue(bar->maximum() * step / 60);
        shown.page->grab();
    }
    const double each = 1'000.0 * static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC / 60;
    RecordProperty("ms_a_step", static_cast<int>(each));
    EXPECT_LT(each, sanitized ? 48 : 16);
    bar->setValue(150 * 20);
    ASSERT_NE(bands.bands()[150]->line(), nullptr);
    EXPECT_GT(pixels_of(*bands.bands()[150]->line(), shown.view.theme().heat_throttled), 0);
    EXPECT_TRUE(bands.bands()[150]->line()->spoken().contains(QStringLiteral("30 (")));
    EXPECT_EQ(pixels_of(*bands.bands()[149]->line(), shown.view.theme().heat_throttled), 0);
}

TEST(BandPages, KeysFocusCollapseAndShowSides) {
    Desktop desktop;
    desktop.open(hot_scenario);
    desktop.press(Qt::Key_Z);
    EXPECT_TRUE(desktop.view().band(0).collapsed);
    EXPECT_EQ(desktop.window->explore().bands().bands().front()->height(), 20);
    desktop.action("collapse_band")->trigger();
    EXPECT_FALSE(desktop.view().band(0).collapsed);
    const Side before = desktop.view().side();
    desktop.press(Qt::Key_R);
    EXPECT_NE(desktop.view().side(), before);
}

TEST(BandPages, AClickOnAnotherBandFocusesIt) {
    ShownBands shown(made_tables(3, 4, 600));
    EXPECT_EQ(shown.view.table(), 0U);
    HeatMapCanvas* map = shown.page->bands().bands()[1]->map(Side::write);
    ASSERT_NE(map, nullptr);
    const QPoint at = map->plot().center().toPoint();
    QTest::mouseMove(map, at);
    QTest::mouseClick(map, Qt::LeftButton, {}, at);
    EXPECT_EQ(shown.view.table(), 1U);
    EXPECT_TRUE(shown.view.pin().has_value());
    EXPECT_EQ(&shown.page->heat_map(), map);
    // The wheel scrolls beside the plot and zooms time over it.
    const TimeWindow whole = shown.view.window();
    QWheelEvent beside(QPointF(20, at.y()), map->mapToGlobal(QPointF(20, at.y())), {}, {0, 120},
                       Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(map, &beside);
    EXPECT_EQ(shown.view.window(), whole);
    QWheelEvent over(QPointF(at), map->mapToGlobal(QPointF(at)), {}, {0, 120}, Qt::NoButton,
                     Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(map, &over);
    EXPECT_LT(shown.view.window().length(), whole.length());
}

}  // namespace
}  // namespace isotherm
