// SPDX-License-Identifier: GPL-3.0-or-later
// One count: the same numbers everywhere in the window, or none while they are computed.

#include <gtest/gtest.h>

#include "app/gui/models/bill_words.h"
#include "app/gui/models/cause_names.h"
#include "app/gui/models/view_numbers.h"
#include "engine/insight/recorded_moment.h"
#include "tests/gui/desktop_window.h"
#include "tests/gui/text_probe.h"

namespace isotherm {
namespace {

// Counted one by one, independently of the code under test.
SideTries counted_by_hand(const TableRecording& table, Side side, TimeWindow window) {
    SideTries sum;
    for (std::int64_t s = window.first; s < window.end; ++s) {
        if (s >= std::ssize(table.seconds[side])) break;
        const SeriesSecond& second = table.seconds[side][static_cast<std::size_t>(s)];
        for (std::size_t o = 0; o < outcome_count; ++o) {
            if (static_cast<Outcome>(o) == Outcome::collection_full) continue;
            sum.tries += second.requests[o];
            if (o > 0) sum.throttled += second.requests[o];
        }
    }
    return sum;
}

QString drawn_by(QWidget& widget) {
    TextProbe probe(widget.size());
    if (auto* canvas = qobject_cast<TimeCanvas*>(&widget)) {
        QPainter painter(&probe);
        canvas->paint_into(painter);
    } else {
        widget.render(&probe, QPoint(), QRegion(), QWidget::RenderFlags());
    }
    return probe.texts().empty() ? QString() : probe.texts().back().text;
}

TEST(ViewNumbers, EqualACountByHand) {
    Desktop desktop;
    desktop.open_hot();
    const TableRecording& table = desktop.session.run().recording().tables[0];
    for (const TimeWindow window : {TimeWindow{0, 120}, {13, 14}, {20, 77}}) {
        desktop.view().select(window);
        const ViewNumbers* numbers =
            CountedView::of(desktop.session.run(), desktop.view()).numbers();
        ASSERT_NE(numbers, nullptr);
        const SideTries by_hand = counted_by_hand(table, Side::write, window);
        EXPECT_EQ(numbers->band(0, Side::write)->tries, by_hand.tries);
        EXPECT_EQ(numbers->band(0, Side::write)->throttled, by_hand.throttled);
        EXPECT_EQ(numbers->total().throttled, by_hand.throttled) << "nobody reads";
        float hottest = 0;
        for (std::int64_t s = window.first; s < window.end; ++s) {
            const RecordedMoment moment = moment_of(table, Side::write, s);
            for (std::size_t p = 0; p < moment.cells.size(); ++p) {
                const double limit =
                    table.partitions[p].limit_at(Side::write, s).in_units_per_second();
                hottest = std::max(
                    hottest,
                    static_cast<float>(HalfUnits(moment.cells[p].demand).in_units() / limit));
            }
        }
        EXPECT_NEAR(numbers->hottest()->of.heat, static_cast<double>(hottest), 1e-5);
    }
    // The whole run, as the report counts it.
    desktop.view().select(std::nullopt);
    EXPECT_EQ(CountedView::of(desktop.session.run(), desktop.view()).numbers()->total().throttled,
              desktop.session.run().totals().throttled);
}

// A selection is dragged and released; at once and later there is an ellipsis or the exact number.
TEST(ViewNumbers, AreUnknownUntilTheyAreExact) {
    Desktop desktop;
    desktop.open_hot();
    CountedView& counted = CountedView::of(desktop.session.run(), desktop.view());
    counted.set_most_at_once(0);
    desktop.view().select(TimeWindow{20, 60});
    EXPECT_EQ(counted.numbers(), nullptr);
    const QString waiting(QChar(0x2026));
    EXPECT_TRUE(
        desktop.window->status().contains(QStringLiteral("%1 throttled of %1 tries").arg(waiting)))
        << desktop.window->status().toStdString();
    const auto& tiles = desktop.window->explore().score_row().tiles();
    EXPECT_EQ(tiles[0]->value(), waiting + QStringLiteral(" throttled"));
    ASSERT_TRUE(wait_until([&] { return counted.numbers() != nullptr; }));
    // The exported seconds of the selection add up to the same.
    TablePanel* seconds = desktop.window->panels().back();
    seconds->model().refresh();
    const QStringList rows = seconds->model().csv().split(QStringLiteral("\r\n"));
    const auto column = rows[0].split(QLatin1Char(',')).indexOf(QStringLiteral("throttled"));
    ASSERT_GE(column, 0);
    qint64 exported = 0;
    for (int s = 20; s < 60; ++s)
        exported += rows[s + 1].split(QLatin1Char(','))[column].toLongLong();
    EXPECT_GT(exported, 0);
    EXPECT_TRUE(desktop.window->status().contains(
        QStringLiteral("%1 throttled of").arg(count_text(static_cast<std::int64_t>(exported)))))
        << desktop.window->status().toStdString();
    EXPECT_EQ(tiles[0]->value(),
              count_text(static_cast<std::int64_t>(exported)) + QStringLiteral(" throttled"));
}

// While a run moves, the headline and the lanes of throttling show the same number in 200 samples.
TEST(ViewNumbers, AreTheSameEverywhereInALiveRun) {
    Desktop desktop;
    desktop.open_hot(false);
    SimController& sim = desktop.session.sim();
    sim.set_speed(60);
    sim.run_or_pause();
    ASSERT_TRUE(wait_until([&] { return desktop.session.run().recorded_seconds() > 5; }));
    const ScoreTile& tile = *desktop.window->explore().score_row().tiles()[0];
    int moved = 0;
    std::int64_t last = 0;
    for (int sample = 0; sample < 200; ++sample) {
        QTest::qWait(5);
        std::int64_t sum = 0;
        for (Band* band : desktop.window->explore().bands().bands()) {
            for (const Side side : both_sides) band->open_lanes(side, true);
            for (ThrottleLane* lane : band->lanes()) sum += QLocale().toLongLong(drawn_by(*lane));
        }
        EXPECT_EQ(tile.value().toStdString(), count_text(sum).toStdString() + " throttled");
        moved += std::exchange(last, sum) != sum;
    }
    EXPECT_GT(moved, 5);
}

TEST(BillWords, SayWhatTheBillIsFor) {
    EXPECT_EQ(BillWords::text(13.13, 600), QStringLiteral("$13.13/h"));
    EXPECT_EQ(BillWords::text(4.5, 86'400), QStringLiteral("$4.50 in 24 h"));
    EXPECT_EQ(BillWords::text(4.5, 5'421), QStringLiteral("$4.50 in 1 h 30 min"));
}

}  // namespace
}  // namespace isotherm
