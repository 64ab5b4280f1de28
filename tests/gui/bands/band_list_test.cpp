// SPDX-License-Identifier: GPL-3.0-or-later
// Which bands are listed, in which order, and with which sides.

#include <gtest/gtest.h>

#include "app/gui/bands/band_list.h"
#include "app/gui/models/view_arguments.h"
#include "tests/gui/bands/made_tables.h"

namespace isotherm {
namespace {

struct Listed {
    RunModel run;
    ViewState view;
    BandCounts counts{run};

    explicit Listed(MadeRecording&& made) {
        run.load(stored(std::move(made)));
        view.reset(run.planned_seconds());
    }
    std::vector<std::size_t> tables() {
        std::vector<std::size_t> list;
        for (const BandEntry& entry : band_list(run, view, counts).bands)
            list.push_back(entry.table);
        return list;
    }
};

// Table 1 is an index of table 2; table 3 gets nothing.
MadeRecording four_tables() {
    MadeRecording made = made_tables(4, 2, 60);
    auto& tables = made.recording.tables;
    tables[1].name = ResourceName("t002", "by_date");
    tables[1].is_index = true;
    refuse(tables[2], 55, 120, 20);
    tables[3] = std::move(MadeRecording(2, 100, 60).table());
    tables[3].name = ResourceName("idle");
    return made;
}

TEST(BandLists, AnIndexFollowsItsTableAndIdleTablesAreCounted) {
    Listed listed(four_tables());
    EXPECT_EQ(listed.tables(), (std::vector<std::size_t>{0, 2, 1}));
    EXPECT_EQ(band_list(listed.run, listed.view, listed.counts).idle, 1U);
    listed.view.set_shows_idle_bands(true);
    EXPECT_EQ(listed.tables(), (std::vector<std::size_t>{0, 2, 1, 3}));
    listed.view.set_band_order(BandOrder::throttled);
    EXPECT_EQ(listed.tables().front(), 2U) << "the only table that refuses";
    listed.view.set_band_order(BandOrder::name);
    EXPECT_EQ(listed.tables().front(), 3U) << "\"idle\" comes before \"t000\"";
}

TEST(BandLists, AFilterMatchesAnywhereAndStarsStandForAnything) {
    EXPECT_TRUE(matches_filter(QStringLiteral("sharded_votes"), QStringLiteral("vote")));
    EXPECT_FALSE(matches_filter(QStringLiteral("sharded_votes"), QStringLiteral("vote*")));
    EXPECT_TRUE(matches_filter(QStringLiteral("sharded_votes"), QStringLiteral("*VOTES")));
    EXPECT_TRUE(matches_filter(QStringLiteral("a.b"), QStringLiteral("a.*")));
    EXPECT_FALSE(matches_filter(QStringLiteral("axb"), QStringLiteral("a.*")));
    Listed listed(four_tables());
    listed.view.set_band_filter(QStringLiteral("by_date"));
    EXPECT_EQ(listed.tables(), (std::vector<std::size_t>{1}));
}

TEST(BandLists, SidesThatNobodyAsksTakeNoRoom) {
    Listed listed(four_tables());
    const auto sides = [&] {
        const BandList list = band_list(listed.run, listed.view, listed.counts);
        return list.bands[*list.of(2)].sides;
    };
    listed.view.show_table(0, Side::write);
    EXPECT_EQ(sides(), (std::vector<Side>{Side::write}));
    listed.view.set_sides(ShownSides::both);
    EXPECT_EQ(sides(), (std::vector<Side>{Side::write})) << "there are no reads";
    listed.view.show_table(2, Side::read);
    EXPECT_EQ(sides(), (std::vector<Side>{Side::read, Side::write})) << "the focused side is shown";
}

TEST(BandLists, TheCommandLineSaysWhatIsExpanded) {
    Listed listed(four_tables());
    ViewArguments asked;
    asked.bands = {QStringLiteral("t000:both"), QStringLiteral("t002")};
    asked.band_order = BandOrder::hottest;
    asked.show(listed.run, listed.view);
    EXPECT_FALSE(listed.view.band(0).collapsed);
    EXPECT_TRUE(listed.view.band(1).collapsed);
    EXPECT_EQ(listed.view.sides_of(0), ShownSides::both);
    const QStringList words = ViewArguments::of(listed.run, listed.view).words();
    EXPECT_TRUE(words.contains(QStringLiteral("t000:both,t002"))) << words.join(u' ').toStdString();
    EXPECT_TRUE(words.contains(QStringLiteral("hottest")));
    // A table alone: all others are lines.
    ViewArguments alone;
    alone.table = QStringLiteral("t002");
    alone.show(listed.run, listed.view);
    EXPECT_TRUE(listed.view.band(0).collapsed);
    EXPECT_FALSE(listed.view.band(2).collapsed);
    EXPECT_FALSE(named_band(QStringLiteral("t002:up")).has_value());
}

}  // namespace
}  // namespace isotherm
