// SPDX-License-Identifier: GPL-3.0-or-later
// What a widget remembers about a run must not be used for another run, or for the same run after a
// restart.

#include <gtest/gtest.h>

#include <QLineEdit>
#include <QClipboard>
#include <QMimeData>

#include "app/gui/window/main_window.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

// A run of another table that is shorter than the hot one and has one partition.
constexpr const char* small_scenario = R"(
name = "small"
era = "2016"
seed = 3
duration = "10s"
[tables.one]
partition_key = "k"
item_size = "100 B"
capacity = { mode = "provisioned", read = 1, write = 1 }
[workloads.rare]
table = "one"
operation = "PutItem"
arrivals = { shape = "constant", rate = "1/h" }
keys = { distribution = "uniform", distinct = 10 }
)";

void open_small(Desktop& desktop) {
    ASSERT_TRUE(desktop.session.open_text(QString::fromUtf8(small_scenario), {}));
}

TEST(StaleClicks, OnTilesInTheTurnOfARestart) {
    for (std::size_t t = 0; t < 4; ++t) {
        Desktop desktop;
        desktop.open_hot();
        desktop.window->explore().score_row().refresh();
        ScoreTile* tile = desktop.window->explore().score_row().tiles()[t];
        desktop.action("restart")->trigger();
        QTest::mouseClick(tile, Qt::LeftButton);
        ASSERT_TRUE(wait_until([&] { return !desktop.session.sim().busy(); }));
        QTest::mouseClick(tile, Qt::LeftButton);
        open_small(desktop);
        QTest::mouseClick(tile, Qt::LeftButton);
        EXPECT_FALSE(desktop.view().pin().has_value());
    }
}

TEST(StaleClicks, OnRowsOfTablesInTheTurnOfARestart) {
    Desktop desktop;
    desktop.open_hot();
    int filled = 0;
    for (TablePanel* panel : desktop.window->panels()) {
        panel->wake();
        panel->model().refresh();
        filled += panel->model().rowCount() > 0;
    }
    ASSERT_GE(filled, 4);  // without B, the table of A and B has no rows
    open_small(desktop);
    for (TablePanel* panel : desktop.window->panels()) {
        const int rows = panel->model().rowCount();
        for (const int row : {0, std::max(rows - 1, 0)}) {
            EXPECT_EQ(panel->model().target(row), std::nullopt);
            const QModelIndex index = panel->table().model()->index(row, 0);
            Q_EMIT panel->table().activated(index);
            Q_EMIT panel->table().clicked(index);
            index.data();
        }
        panel->grab();
    }
    EXPECT_FALSE(desktop.view().pin().has_value());
}

TEST(StaleClicks, OnWhatWasFoundInTheTurnOfARestart) {
    using Kind = Destination::Kind;
    for (const Kind kind :
         {Kind::partition, Kind::table, Kind::hot_key, Kind::event, Kind::moment, Kind::simulate}) {
        Desktop desktop;
        desktop.open_hot();
        GoToLine& line = desktop.window->go_to_line();
        line.open();
        const std::size_t last = desktop.session.run().recording().tables[0].partitions.size() - 1;
        ASSERT_GT(last, 0U);
        open_small(desktop);
        Q_EMIT line.chosen({.kind = kind,
                            .text = {},
                            .note = {},
                            .id = {},
                            .table = 0,
                            .partition = last,
                            .second = 100});
        desktop.window->grab();
        EXPECT_FALSE(desktop.view().pin().has_value()) << static_cast<int>(kind);
        EXPECT_EQ(desktop.view().window(), (TimeWindow{0, 10}));
    }
}

TEST(StaleClicks, OnWhy) {
    Desktop desktop;
    desktop.open_hot();
    desktop.press(Qt::Key_N);
    open_small(desktop);
    desktop.action("why")->trigger();
    desktop.window->inspector().explain();
    desktop.window->grab();
}

// Qt 6.4.2 pastes although the primary selection is empty.
TEST(MiddleClick, IntoTextWithoutAPrimarySelectionDoesNothing) {
    Desktop desktop;
    desktop.open_hot();
    desktop.action("edit_scenario")->trigger();
    desktop.action("what_if")->trigger();
    QApplication::clipboard()->clear(QClipboard::Selection);
    const QString before = desktop.window->scenario().text();
    std::vector<QWidget*> fields{desktop.window->scenario().editor().viewport(),
                                 &desktop.window->go_to_line(),
                                 &desktop.window->transport().time_entry()};
    for (auto* entry : desktop.window->findChildren<QLineEdit*>()) fields.push_back(entry);
    for (auto* area : desktop.window->findChildren<QTextEdit*>())
        fields.push_back(area->viewport());
    for (QWidget* field : fields) {
        QTest::mouseClick(field, Qt::MiddleButton);
        QTest::mouseDClick(field, Qt::MiddleButton);
    }
    EXPECT_EQ(desktop.window->scenario().text(), before);
}

// Regression: both changes had the same name, and the second one crashed the program.
TEST(LiveChanges, two_before_the_first_answer_are_both_made) {
    Desktop desktop;
    desktop.open_hot(false);
    SimController& sim = desktop.session.sim();
    sim.go_to(sim_start + 30s);
    ASSERT_TRUE(wait_until([&] { return desktop.session.run().recorded_seconds() == 30; }));
    desktop.action("what_if")->trigger();
    for (const char* shards : {"10", "20"}) {
        QLineEdit* entry =
            desktop.window->what_if().entry(QStringLiteral("workloads.voters.write_shards"));
        ASSERT_NE(entry, nullptr);
        entry->setText(QLatin1String(shards));
        Q_EMIT entry->editingFinished();
        desktop.window->apply_live();
    }
    const auto says = [&](const char* words) {
        return desktop.session.scenario_text().contains(QLatin1String(words));
    };
    ASSERT_TRUE(wait_until([&] { return says("[workloads.voters.changes.live_2]"); }));
    EXPECT_TRUE(says("[workloads.voters.changes.live_1]"));
    EXPECT_TRUE(says("write_shards = 10") && says("write_shards = 20"));
    sim.run_to_end();
    EXPECT_TRUE(wait_until([&] { return sim.phase() == SimPhase::finished; }));
}

}  // namespace
}  // namespace isotherm
