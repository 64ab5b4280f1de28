// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Recordings of several tables made by hand, and an explore page over them.

#include <gtest/gtest.h>

#include <memory>

#include "app/gui/pages/explore_page.h"
#include "tests/gui/desktop.h"

namespace isotherm {

// `count` tables t000, t001, … of `partitions` partitions. In the first half of the run, one
// partition of each is asked for half of its limit in every tenth second.
inline MadeRecording made_tables(std::size_t count, std::size_t partitions, std::int64_t seconds) {
    MadeRecording made(partitions, 100, seconds);
    made.recording.tables.clear();
    for (std::size_t t = 0; t < count; ++t) {
        MadeRecording one(partitions, 100, seconds);
        for (std::int64_t second = 0; second < seconds / 2; second += 10)
            one.add_second(Side::write, second, {{0, 50}});
        one.table().name = ResourceName("t" + std::to_string(1'000 + t).substr(1));
        made.recording.tables.push_back(std::move(one.table()));
    }
    return made;
}

// Refuses `refused` units of `demand` in one second of the second half of the run.
inline void refuse(TableRecording& table, std::int64_t second, std::uint32_t demand,
                   std::uint32_t refused) {
    const auto row = table.heat[Side::write].add_row(second, table.partitions.size());
    row[0].demand = demand * 2;
    row[0].throttled = refused * 2;
    row[0].throttled_count = refused;
    row[0].refusals = refusal_bit(Outcome::partition_share);
    SeriesSecond& sum = table.seconds[Side::write][static_cast<std::size_t>(second)];
    sum.demand = demand * 2;
    sum.consumed = (demand - refused) * 2;
    sum.requests[0] = demand - refused;
    sum.requests[static_cast<std::size_t>(Outcome::partition_share)] = refused;
}

struct ShownBands {
    RunModel run;
    ViewState view;
    std::unique_ptr<ExplorePage> page;

    explicit ShownBands(MadeRecording&& made, QSize size = {1'200, 700}) {
        run.load(stored(std::move(made)));
        view.reset(run.planned_seconds());
        view.show_table(0, Side::write);
        page = std::make_unique<ExplorePage>(run, view);
        page->resize(size);
        page->show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(page.get()));
        page->settle();
    }
};

}  // namespace isotherm
