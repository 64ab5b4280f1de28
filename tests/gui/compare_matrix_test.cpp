// SPDX-License-Identifier: GPL-3.0-or-later
// Comparison of two runs of which one lacks something: its part of the picture says so, and the
// other run is drawn.

#include <gtest/gtest.h>

#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

// A table that only one of the two runs has.
constexpr const char* archive_table = R"(
[tables.archive]
partition_key = "day"
item_size = "200 B"
capacity = { mode = "provisioned", read = 40, write = 40 }
[workloads.archivist]
table = "archive"
operation = "UpdateItem"
arrivals = { shape = "poisson", rate = "90/s" }
keys = { distribution = "zipf", distinct = 20, exponent = 1.0 }
client = { retry = "sdk_standard" }
)";

QString without_archive() { return QString::fromUtf8(hot_scenario); }
QString with_archive() { return without_archive() + QString::fromUtf8(archive_table); }
// The same tables with other rates.
QString changed(QString text) {
    return text.replace(QStringLiteral("300/s"), QStringLiteral("350/s"));
}

struct Pair : Desktop {
    HeatMapCanvas& map() { return window->explore().heat_map(); }
    void open(const QString& text) {
        ASSERT_TRUE(session.open_text(text, {}));
        window->open_explore();
        ASSERT_TRUE(wait_until([&] { return !session.run().empty(); }));
    }
    void to_end() {
        session.sim().run_to_end();
        ASSERT_TRUE(wait_until([&] { return session.sim().phase() == SimPhase::finished; }));
    }
    void settle() {
        ASSERT_TRUE(wait_until([&] { return !session.sim().busy() && !session.sim().moving(); }));
    }
    void look_at(const char* table) {
        const auto subject = session.run().subject_of(ResourceName(table));
        ASSERT_TRUE(subject.has_value()) << table;
        view().show_table(*subject, Side::write);
    }
    // Number of pixels of throttled cells in one half of the map.
    int throttled_in(bool lower) {
        const QImage image = map().grab().toImage();
        const int middle = image.height() / 2;
        const int gap = 10;  // half of the gap between the two strips
        int count = 0;
        for (int y = lower ? middle + gap : 0; y < (lower ? image.height() : middle); ++y) {
            for (int x = 150; x < image.width() - 100; ++x)
                count += image.pixel(x, y) == view().theme().heat_throttled;
        }
        return count;
    }
    // Shows this mode without a crash, and expects these texts in the map.
    void look(CompareMode mode, const QStringList& words) {
        view().set_compare_mode(mode);
        window->grab();
        EXPECT_EQ(map().absences(), words) << "mode " << static_cast<int>(mode);
        for (const QString& word : words)
            EXPECT_TRUE(map().spoken().contains(word)) << word.toStdString();
    }
};

const QString a_nothing = QStringLiteral("A has no recorded data.");
const QString b_nothing = QStringLiteral("B has no recorded data yet.");
const QString a_lacks = QStringLiteral("A has no archive.");
const QString b_lacks = QStringLiteral("B has no archive.");
QString subtract(const QString& why) {
    return QStringLiteral("No difference can be shown: ") + why;
}

TEST(CompareMatrix, AIsEmpty) {
    Pair desktop;
    desktop.open(without_archive());
    ASSERT_TRUE(desktop.session.run_as_b(changed(without_archive())));
    desktop.to_end();
    for (const bool again : {false, true}) {
        desktop.look(CompareMode::off, {});
        desktop.look(CompareMode::ghost, {a_nothing});
        desktop.look(CompareMode::side_by_side, {a_nothing});
        EXPECT_EQ(desktop.throttled_in(false), 0);
        EXPECT_GT(desktop.throttled_in(true), 100);
        desktop.look(CompareMode::difference, {subtract(a_nothing)});
        EXPECT_EQ(desktop.map().difference_clip(), 0);
        if (again) break;
        desktop.action("restart")->trigger();
        desktop.to_end();
    }
}

TEST(CompareMatrix, BIsEmpty) {
    Pair desktop;
    desktop.open(without_archive());
    desktop.to_end();
    ASSERT_TRUE(desktop.session.run_as_b(changed(without_archive())));
    desktop.to_end();
    desktop.action("restart")->trigger();
    desktop.settle();
    ASSERT_EQ(desktop.session.run().recorded_seconds(), 0);
    desktop.look(CompareMode::side_by_side, {b_nothing});
    EXPECT_GT(desktop.throttled_in(false), 100);
    EXPECT_EQ(desktop.throttled_in(true), 0);
    desktop.look(CompareMode::difference, {subtract(b_nothing)});
    desktop.look(CompareMode::ghost, {b_nothing});
    desktop.look(CompareMode::off, {b_nothing});
}

// Run B has no recording yet, not even its tables.
TEST(CompareMatrix, BBegins) {
    for (const CompareMode mode : {CompareMode::off, CompareMode::ghost, CompareMode::side_by_side,
                                   CompareMode::difference}) {
        Pair desktop;
        desktop.open(without_archive());
        desktop.to_end();
        ASSERT_TRUE(desktop.session.run_as_b(changed(without_archive())));
        desktop.view().set_compare_mode(mode);
        desktop.window->grab();
        // Starts a second run B before the event loop has processed the first one.
        ASSERT_TRUE(desktop.session.run_as_b(without_archive() + QStringLiteral("\n# again\n")));
        desktop.view().set_compare_mode(mode);
        desktop.window->grab();
        if (mode == CompareMode::side_by_side) {
            EXPECT_EQ(desktop.map().absences(), QStringList{b_nothing});
            EXPECT_GT(desktop.throttled_in(false), 100) << "A is still drawn";
        }
        desktop.to_end();
        desktop.window->grab();
        EXPECT_EQ(desktop.map().absences(), QStringList{});
    }
}

TEST(CompareMatrix, TheTableIsOnlyInA) {
    Pair desktop;
    desktop.open(with_archive());
    desktop.to_end();
    desktop.look_at("archive");
    ASSERT_TRUE(desktop.session.run_as_b(changed(without_archive())));
    desktop.to_end();
    // The table is still shown, although its index in B is different.
    EXPECT_EQ(desktop.session.run().subject_name(desktop.view().table()).label(), "archive");
    desktop.look(CompareMode::off, {b_lacks});
    desktop.look(CompareMode::ghost, {b_lacks});
    desktop.look(CompareMode::side_by_side, {b_lacks});
    EXPECT_GT(desktop.throttled_in(false), 100);
    EXPECT_EQ(desktop.throttled_in(true), 0);
    EXPECT_FALSE(desktop.window->explore().costs().bill(desktop.view().table()).has_value())
        << "B has no bill for what it has not";
    desktop.look(CompareMode::difference, {subtract(b_lacks)});
    desktop.action("restart")->trigger();
    desktop.settle();
    desktop.window->grab();
    // All commands and all destinations work for this table.
    for (const char* command : {"next_throttle", "next_event", "why", "focus", "cursor_down",
                                "lens", "lens", "other_side", "requests", "table"}) {
        desktop.action(command)->trigger();
        desktop.window->grab();
    }
    for (ScoreTile* tile : desktop.window->explore().score_row().tiles())
        QTest::mouseClick(tile, Qt::LeftButton);
    // When A is forgotten, the table is gone.
    desktop.to_end();
    desktop.look_at("archive");
    desktop.action("keep_b")->trigger();
    EXPECT_LT(desktop.view().table(), desktop.session.run().recording().tables.size());
    desktop.window->grab();
}

TEST(CompareMatrix, TheTableIsOnlyInB) {
    Pair desktop;
    desktop.open(without_archive());
    desktop.to_end();
    ASSERT_TRUE(desktop.session.run_as_b(with_archive()));
    desktop.to_end();
    EXPECT_EQ(desktop.session.run().subject_name(desktop.view().table()).label(), "votes");
    desktop.look_at("archive");
    desktop.look(CompareMode::off, {});
    desktop.look(CompareMode::ghost, {a_lacks});
    desktop.look(CompareMode::side_by_side, {a_lacks});
    EXPECT_EQ(desktop.throttled_in(false), 0);
    EXPECT_GT(desktop.throttled_in(true), 100);
    desktop.look(CompareMode::difference, {subtract(a_lacks)});
    desktop.action("restart")->trigger();
    desktop.settle();
    desktop.window->grab();
    desktop.action("back_to_a")->trigger();
    desktop.window->grab();
    desktop.to_end();
    EXPECT_EQ(desktop.session.run().recording().tables.size(), 1U);
    desktop.window->grab();
}

TEST(CompareMatrix, AnotherScenarioAltogetherAsB) {
    Pair desktop;
    desktop.open(without_archive());
    desktop.to_end();
    const QString other =
        QStringLiteral(ISOTHERM_SOURCE_DIR "/resources/scenarios/time_series.toml");
    ASSERT_TRUE(desktop.session.run_file_as_b(other));
    for (int mode = 0; mode < 2 * compare_mode_count; ++mode) {
        desktop.press(Qt::Key_V);
        desktop.window->grab();
    }
    desktop.session.sim().pause();
    desktop.settle();
    const std::size_t subjects = desktop.session.run().subject_count();
    EXPECT_GT(subjects, desktop.session.run().recording().tables.size()) << "votes is only in A";
    for (std::size_t s = 0; s < subjects; ++s) {
        desktop.action("next_table")->trigger();
        for (int mode = 0; mode < compare_mode_count; ++mode) {
            desktop.press(Qt::Key_V);
            desktop.window->grab();
        }
    }
}

}  // namespace
}  // namespace isotherm
