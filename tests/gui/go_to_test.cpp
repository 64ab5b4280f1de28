// SPDX-License-Identifier: GPL-3.0-or-later
// "Go to anything": what is found, in which order, and where it leads.

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>

#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

const QString checkout = QStringLiteral(ISOTHERM_SOURCE_DIR);

QStringList words(const char* text) { return QString::fromUtf8(text).split(QLatin1Char(' ')); }

TEST(Fit, PutsWholeWordsBeforeBeginningsBeforeMiddles) {
    const auto of = [](const char* text, const char* typed) {
        return fit(QString::fromUtf8(text), words(typed));
    };
    EXPECT_FALSE(of("Step a second", "minute").has_value());
    EXPECT_FALSE(of("Step a second", "step minute").has_value()) << "every word must occur";
    EXPECT_TRUE(of("Step a second", "SECOND st").has_value()) << "in any order and case";
    EXPECT_LT(*of("P7", "p7"), *of("P70", "p7"));
    EXPECT_LT(*of("Run", "run"), *of("Save run directory", "run"));
    EXPECT_LT(*of("Save run", "run"), *of("Save running", "run"));
    EXPECT_LT(*of("Save running", "run"), *of("Saverun", "run"));
    EXPECT_LT(*of("pin", "pi"), *of("capping", "pi"));
}

// Destinations in a run made by hand with twelve partitions, one of which throttles.
struct Listed {
    RunModel run;
    ViewState view;
    EventsTable events{run, view};
    Destinations destinations{run, view, events};
    QAbstractItemModelTester tester{&destinations,
                                    QAbstractItemModelTester::FailureReportingMode::Fatal};

    Listed() {
        MadeRecording made = one_throttled_second(12, 1'000, 400, 7);
        made.table().hottest = {{.name = "candidate A", .count = 900, .partition = 3}};
        made.table().most_throttled = made.table().hottest;
        run.load(stored(std::move(made)));
        view.reset(run.planned_seconds());
        destinations.collect(
            {{QStringLiteral("pin"), QStringLiteral("Pin the cell"), QStringLiteral("Return")},
             {QStringLiteral("run"), QStringLiteral("Run"), QStringLiteral("F5")}},
            {QStringLiteral("/tmp/votes/hot.toml")}, true);
    }
    const Destination& first(const char* typed) {
        destinations.find(QString::fromUtf8(typed));
        EXPECT_GT(destinations.rowCount(), 0) << typed;
        return destinations.at(0);
    }
};

TEST(Destinations, AreFoundByWhatTheyAre) {
    using Kind = Destination::Kind;
    Listed listed;
    EXPECT_EQ(listed.first("p7").kind, Kind::partition);
    EXPECT_EQ(listed.first("p7").partition, 7U);
    EXPECT_EQ(listed.first("pin").id, QStringLiteral("pin"));
    EXPECT_EQ(listed.first("f5").id, QStringLiteral("run")) << "keys are found too";
    EXPECT_EQ(listed.first("votes").kind, Kind::table);
    EXPECT_EQ(listed.first("hot toml").kind, Kind::file);
    EXPECT_EQ(listed.first("hot toml").id, QStringLiteral("/tmp/votes/hot.toml"));
    const Destination key = listed.first("cand");
    EXPECT_EQ(key.kind, Kind::hot_key);
    EXPECT_EQ(key.partition, 3U);
    EXPECT_EQ(listed.destinations.rowCount(), 1) << "a key stands there once";
    const Destination event = listed.first("write(s) throttled");
    EXPECT_EQ(event.kind, Kind::event);
    EXPECT_EQ(event.second, 400);
    const Destination moment = listed.first("12:43");
    EXPECT_EQ(moment.kind, Kind::moment);
    EXPECT_EQ(moment.second, 763);
    EXPECT_EQ(listed.first("5m").second, 300);
    listed.destinations.find(QStringLiteral("2:00:00"));
    EXPECT_EQ(listed.destinations.rowCount(), 0) << "after the end of the run";
    listed.destinations.find(QStringLiteral("no such thing"));
    EXPECT_EQ(listed.destinations.rowCount(), 0);
}

TEST(Destinations, WithoutWordsListWhatThereIsLittleOf) {
    Listed listed;
    listed.destinations.find({});
    ASSERT_EQ(listed.destinations.rowCount(), 4);
    EXPECT_EQ(listed.destinations.at(0).kind, Destination::Kind::table);
    EXPECT_EQ(listed.destinations.at(1).kind, Destination::Kind::file);
    EXPECT_EQ(listed.destinations.index(2).data(Qt::AccessibleTextRole).toString(),
              QStringLiteral("Pin the cell, Return"));
}

TEST(Destinations, AMomentNotYetOnRecordIsSimulated) {
    RunModel run;
    ViewState view;
    EventsTable events(run, view);
    Destinations destinations(run, view, events);
    run.begin(good_scenario(hot_scenario));
    destinations.collect({}, {}, true);
    destinations.find(QStringLiteral("1:30"));
    ASSERT_EQ(destinations.rowCount(), 1);
    EXPECT_EQ(destinations.at(0).kind, Destination::Kind::simulate);
    destinations.find(QStringLiteral("2:30"));
    EXPECT_EQ(destinations.rowCount(), 0);
    destinations.collect({}, {}, false);
    destinations.find(QStringLiteral("1:30"));
    EXPECT_EQ(destinations.rowCount(), 0);
}

// Opens the line with Ctrl+K from the heat map and types into it.
struct Going : Desktop {
    void type(const char* text) {
        press(Qt::Key_K, Qt::ControlModifier);
        EXPECT_TRUE(window->go_to_line().is_open());
        EXPECT_TRUE(window->go_to_line().hasFocus());
        QTest::keyClicks(&window->go_to_line(), QString::fromUtf8(text));
    }
    void type_and_go(const char* text) {
        type(text);
        QTest::keyClick(&window->go_to_line(), Qt::Key_Return);
        EXPECT_FALSE(window->go_to_line().is_open());
        EXPECT_TRUE(window->go_to_line().text().isEmpty());
    }
};

TEST(GoTo, PartitionsMomentsKeysAndTablesAreShown) {
    Going desktop;
    desktop.open_hot();
    desktop.type_and_go("p3");
    ASSERT_TRUE(desktop.view().pin().has_value());
    auto facts =
        cell_facts(desktop.session.run().recording(), 0, Side::write, *desktop.view().pin());
    ASSERT_TRUE(facts.has_value());
    EXPECT_EQ(facts->partition, 3U);
    EXPECT_GT(facts->throttled, 0U) << "at its worst second";
    EXPECT_TRUE(desktop.window->explore().heat_map().hasFocus()) << "the focus is back";
    desktop.view().show(TimeWindow{0, 20});
    desktop.type_and_go("1:15");
    EXPECT_EQ(desktop.view().pin()->second, 75);
    EXPECT_TRUE(desktop.view().window().contains(75));
    const HotKey& key = desktop.session.run().recording().tables[0].hottest.front();
    desktop.type_and_go(("key " + key.name).c_str());
    facts = cell_facts(desktop.session.run().recording(), 0, Side::write, *desktop.view().pin());
    EXPECT_EQ(facts->partition, key.partition);
    desktop.type_and_go("votes table");
    EXPECT_EQ(desktop.view().table(), 0U);
}

TEST(GoTo, CommandsAreGivenAndFilesOpened) {
    Going desktop;
    desktop.window->open(checkout + QStringLiteral("/resources/scenarios/nasa.toml"));
    desktop.action("start_page")->trigger();
    EXPECT_TRUE(desktop.window->shows_start_page());
    desktop.action("go_to")->trigger();
    QTest::keyClicks(&desktop.window->go_to_line(), QStringLiteral("nasa.toml"));
    QTest::keyClick(&desktop.window->go_to_line(), Qt::Key_Return);
    EXPECT_FALSE(desktop.window->shows_start_page());
    desktop.type_and_go("cloudwatch lens");
    EXPECT_EQ(desktop.view().lens(), Lens::cloudwatch);
    desktop.type_and_go("0:30");
    EXPECT_TRUE(wait_until([&] { return desktop.session.sim().now() == sim_start + 30s; }))
        << "what is not on record is simulated";
}

TEST(GoTo, KeysMoveInTheListAndEscGoesBack) {
    Going desktop;
    desktop.open_hot();
    desktop.action("table")->trigger();
    // The heat map had the focus, so it is shown as a table of cells.
    auto* cells = desktop.window->findChild<QDockWidget*>(QStringLiteral("cells"));
    QWidget& table = qobject_cast<TablePanel*>(cells->widget())->table();
    ASSERT_TRUE(wait_until([&] { return table.hasFocus(); }));
    QTest::keyClick(desktop.window.get(), Qt::Key_K, Qt::ControlModifier);
    GoToLine& line = desktop.window->go_to_line();
    ASSERT_TRUE(line.is_open());
    QTest::keyClick(&line, Qt::Key_Down);
    QTest::keyClick(&line, Qt::Key_Down);
    EXPECT_EQ(line.list().currentIndex().row(), 2);
    EXPECT_EQ(line.accessibleDescription(),
              line.list().currentIndex().data(Qt::AccessibleTextRole).toString());
    QTest::keyClick(&line, Qt::Key_Up);
    EXPECT_EQ(line.list().currentIndex().row(), 1);
    QTest::keyClick(&line, Qt::Key_Escape);
    EXPECT_FALSE(line.is_open());
    EXPECT_TRUE(table.hasFocus());
    desktop.type("qwxyz");
    EXPECT_FALSE(line.list().isVisible());
    EXPECT_TRUE(line.empty_text().contains(QStringLiteral("P7"))) << "says what would be found";
    QTest::keyClick(&line, Qt::Key_Return);
    EXPECT_TRUE(line.is_open()) << "there is nowhere to go";
    QTest::keyClick(&line, Qt::Key_Escape);
    EXPECT_TRUE(desktop.window->explore().heat_map().hasFocus());
}

TEST(GoTo, TheListIsClickedAndClosesWithTheFocus) {
    Going desktop;
    desktop.open_hot();
    GoToLine& line = desktop.window->go_to_line();
    QTest::mouseClick(&line, Qt::LeftButton);
    ASSERT_TRUE(line.is_open());
    QTest::keyClicks(&line, QStringLiteral("p2"));
    QTest::mouseClick(line.list().viewport(), Qt::LeftButton, {},
                      line.list().visualRect(line.list().model()->index(0, 0)).center());
    EXPECT_FALSE(line.is_open());
    ASSERT_TRUE(desktop.view().pin().has_value());
    desktop.type("p");
    desktop.window->explore().heat_map().setFocus();
    EXPECT_FALSE(line.is_open());
}

}  // namespace
}  // namespace isotherm
