// SPDX-License-Identifier: GPL-3.0-or-later
// Cells in two channels in the window: the limit of the whole table, the legend's words, and the
// table of cells, whose numbers are those that coloured the picture.

#include <gtest/gtest.h>

#include "app/gui/models/cells_table.h"
#include "app/gui/pages/explore_page.h"
#include "tests/engine/scenario/hot_scenario.h"
#include "tests/gui/desktop.h"

namespace isotherm {
namespace {

// An explore page over a recording, with a scenario of an era that admits by the whole table.
struct CellsPage {
    RunModel run;
    ViewState view;
    std::unique_ptr<ExplorePage> page;

    explicit CellsPage(MadeRecording&& made) {
        StoredRun of = stored(std::move(made));
        std::string text = hot_scenario;
        text.replace(text.find("2016"), 4, "2026");
        of.identity.scenario_text = text;
        run.load(std::move(of));
        view.reset(run.planned_seconds());
        page = std::make_unique<ExplorePage>(run, view);
        page->resize(1'600, 800);
        page->show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(page.get()));
        page->heat_map().grab();
    }
    HeatMapCanvas& map() { return page->heat_map(); }
};

// 10 partitions are asked for 140 units each; the table has 1,000, and so has each partition.
MadeRecording asked_too_much() {
    MadeRecording made(10, 1'000, 10);
    for (int s = 0; s < 10; ++s) {
        std::vector<MadeCell> cells;
        for (std::size_t p = 0; p < 10; ++p) cells.push_back({p, 140, p == 3 && s == 4 ? 35.0 : 0});
        made.add_second(Side::write, s, cells);
        made.table().seconds[Side::write][static_cast<std::size_t>(s)].provisioned = 1'000'000;
    }
    return made;
}

TEST(TwoChannels, TheTablesLimitColoursCellsAndIsNamed) {
    CellsPage shown(asked_too_much());
    for (const HeatCode code : shown.map().grid().codes) EXPECT_EQ(code, code_over);
    shown.view.set_pin(CellCursor{5, KeyPosition{1} << 62});
    const QString words = shown.map().spoken();
    EXPECT_TRUE(words.contains(
        QStringLiteral("140\u00a0% of the table's 1,000 WCU; 14\u00a0% of this partition's 1,000")))
        << words.toStdString();
    shown.view.set_heat_scale(HeatScale::partition);
    shown.map().grab();
    for (const HeatCode code : shown.map().grid().codes) EXPECT_EQ(code, heat_index(0.14));
}

TEST(TwoChannels, TheLegendIsOneLineThatNamesColumnAndShare) {
    CellsPage shown(asked_too_much());
    HeatLegend& legend = shown.page->legend();
    legend.grab();
    EXPECT_EQ(legend.sizeHint().height(), 22);
    EXPECT_EQ(legend.column_sentence().toStdString(),
              "Column: 1 s, its hottest second. Bar: share refused.");
    // Its samples have all colours of cells.
    const QImage image = legend.grab().toImage();
    const Theme& theme = shown.view.theme();
    for (const QRgb wanted :
         {theme.heat_over[0], theme.heat_over[1], theme.heat_over[2], theme.heat_over_mark,
          theme.heat_throttled, theme.heat_throttled_edge}) {
        int count = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) count += image.pixel(x, y) == wanted;
        EXPECT_GT(count, 5) << std::hex << wanted;
    }
}

TEST(TwoChannels, TheTableHasTheNumbersThatColouredThePicture) {
    CellsPage shown(asked_too_much());
    CellsTable table(shown.run, shown.view, [&] { return shown.map().cells(); });
    table.refresh();
    const HeatGrid& grid = shown.map().grid();
    ASSERT_EQ(table.rowCount(), static_cast<int>(grid.codes.size()));
    int refused = 0;
    for (int line = 0; line < table.rowCount(); ++line) {
        const auto number = [&](int column) {
            return table.index(line, column).data(Qt::UserRole).toDouble();
        };
        const auto row = static_cast<std::size_t>(line) / grid.columns.count;
        const auto column = static_cast<std::size_t>(line) % grid.columns.count;
        EXPECT_EQ(code_of(number(6) / 100), grid.code(column, row));
        EXPECT_NEAR(number(8) / 100, grid.refusal(column, row).share(), 1e-6);
        EXPECT_EQ(number(3), 140);
        EXPECT_EQ(number(4), 1'000);
        EXPECT_EQ(table.index(line, 5).data().toString(), QStringLiteral("table"));
        refused += number(7) > 0;
    }
    EXPECT_EQ(refused, 1);
    // A line leads to its hottest second; without cells there is no line.
    EXPECT_EQ(table.target(7)->second, 7);
    shown.view.set_lens(Lens::cloudwatch);
    table.refresh();
    EXPECT_EQ(table.rowCount(), 0);
}

// One refused second of a day at full zoom-out, also the first and the last one.
TEST(TwoChannels, OneRefusedSecondOfADayIsSeenInRowOverviewAndRowBar) {
    constexpr std::int64_t day = 86'400;
    for (const std::int64_t second : {std::int64_t{0}, std::int64_t{30'000}, day - 1}) {
        MadeRecording made(8, 1'000, day);
        made.add_second(Side::write, second, {{5, 900, 3}});
        CellsPage shown(std::move(made));
        const Theme& theme = shown.view.theme();
        const auto count = [](TimeCanvas& canvas, QRgb wanted, bool beside) {
            const QImage image = canvas.grab().toImage();
            const int right = static_cast<int>(canvas.plot().right());
            int seen = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = beside ? right : 0; x < (beside ? image.width() : right); ++x)
                    seen += image.pixel(x, y) == wanted;
            return seen;
        };
        EXPECT_GE(count(shown.map(), theme.heat_throttled, false), 4) << second;
        EXPECT_GE(count(shown.map(), theme.throttled.rgb(), true), 2) << second;
        EXPECT_GE(count(shown.page->overview(), theme.throttled.rgb(), false), 1) << second;
    }
}

}  // namespace
}  // namespace isotherm
