// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of numbers, and the facts for inspector, score and lens.

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <nlohmann/json.hpp>

#include "app/gui/models/cell_words.h"
#include "engine/insight/cell_facts.h"
#include "app/gui/models/lens_sentence.h"
#include "engine/insight/episodes.h"
#include "app/gui/window/pseudo_translator.h"
#include "app/gui/models/run_tables.h"
#include "tests/gui/desktop.h"

namespace isotherm {
namespace {

struct Tables {
    RunModel run;
    ViewState view;
    explicit Tables(MadeRecording&& made) {
        run.load(stored(std::move(made)));
        view.reset(run.planned_seconds());
    }
};

using Tester = QAbstractItemModelTester;

TEST(RunTables, AreSoundModelsBeforeDuringAndAfterARun) {
    Tables of(made_day(6, 600));
    HotKeysTable keys(of.run, of.view);
    EventsTable events(of.run, of.view);
    PartitionsTable partitions(of.run, of.view);
    SecondsTable seconds(of.run, of.view);
    std::vector<std::unique_ptr<Tester>> testers;
    for (RunTable* table :
         std::initializer_list<RunTable*>{&keys, &events, &partitions, &seconds}) {
        testers.push_back(std::make_unique<Tester>(table, Tester::FailureReportingMode::Fatal));
        table->refresh();
        for (int row = 0; row < table->rowCount(); row += 7) table->target(row);
        EXPECT_FALSE(table->empty_text().isEmpty());
    }
    EXPECT_EQ(partitions.rowCount(), 8);
    EXPECT_EQ(seconds.rowCount(), 600);
    EXPECT_GT(events.rowCount(), 0);
    // The recording is cleared before the tables are notified: reading them must be safe.
    of.run.clear();
    for (RunTable* table :
         std::initializer_list<RunTable*>{&keys, &events, &partitions, &seconds}) {
        for (int row = 0; row < table->rowCount(); ++row) table->index(row, 0).data();
        table->refresh();
        EXPECT_EQ(table->rowCount(), 0);
    }
}

// A click on throttled writes while reads are shown leads to the writes.
TEST(RunTables, events_lead_to_their_own_table_and_side) {
    MadeRecording made(2, 100, 5);
    made.add_second(Side::write, 3, {{0, 150, 50}, {1, 30}});
    Tables of(std::move(made));
    of.view.show_table(0, Side::read);
    EventsTable events(of.run, of.view);
    events.refresh();
    ASSERT_EQ(events.rowCount(), 1);
    const auto subject = events.subject(0);
    ASSERT_TRUE(subject.has_value());
    EXPECT_EQ(subject->table, 0U);
    EXPECT_EQ(subject->side, Side::write);
    of.view.show_table(0, Side::write);
    EXPECT_FALSE(events.subject(0).has_value());
    EXPECT_FALSE(events.subject(1).has_value());
}

TEST(RunTables, SecondsSayWhatWasRecorded) {
    MadeRecording made(2, 100, 5);
    made.add_second(Side::write, 3, {{0, 150, 50}, {1, 30}});
    Tables of(std::move(made));
    of.view.show_table(0, Side::write);
    SecondsTable seconds(of.run, of.view);
    seconds.refresh();
    ASSERT_EQ(seconds.rowCount(), 5);
    const auto value = [&](int column) { return seconds.index(3, column).data(Qt::UserRole); };
    EXPECT_EQ(value(0).toString(), QStringLiteral("00:00:03"));
    EXPECT_EQ(value(1).toDouble(), 180);
    EXPECT_EQ(value(2).toDouble(), 130);
    EXPECT_EQ(value(3).toDouble(), 200);
    EXPECT_EQ(value(4).toInt(), 130);
    EXPECT_EQ(value(5).toInt(), 50);
    EXPECT_EQ(value(6).toString(), QStringLiteral("partition share"));
    const QStringList lines = seconds.csv().split(QStringLiteral("\r\n"));
    EXPECT_EQ(lines.size(), 7);  // header, five seconds, end
    EXPECT_EQ(lines[0],
              QStringLiteral("second,demand_units,consumed_units,"
                             "provisioned_units_per_second,admitted,throttled,refused_by"));
    EXPECT_EQ(lines[4], QStringLiteral("3,180,130,200,130,50,partition_share"));
    const QJsonArray rows = QJsonDocument::fromJson(seconds.json()).array();
    ASSERT_EQ(rows.size(), 5);
    EXPECT_EQ(rows[3].toObject().value(QStringLiteral("throttled")).toInt(), 50);
}

// Exported data is the same in every language and with every clock.
TEST(RunTables, FilesAreTheSameInEveryLanguage) {
    MadeRecording made(2, 100, 20);
    made.add_second(Side::write, 3, {{0, 150, 50}, {1, 30}});
    made.recording.workload_names = {"load"};
    HotKey hot{.name = "=cmd", .key = 1, .count = 10, .count_bound = 2, .partition = 0};
    HotKey refused{.name = "k", .key = 1, .count = 5, .count_bound = 0, .partition = 1};
    HotKey even{.name = "even", .key = 2, .count = 9, .count_bound = 9, .partition = 1};
    hot.stands_out = refused.stands_out = true;
    // A key that does not stand out is not listed and shifts no row.
    made.table().most_throttled = {even, refused};
    made.table().hottest = {hot};
    made.recording.events.push_back({.kind = EventKind::note,
                                     .second = 4,
                                     .end_second = 4,
                                     .resource = ResourceName("votes"),
                                     .text = say<Says::dropped>("something")});
    Tables of(std::move(made));
    of.view.show_table(0, Side::write);
    const auto files = [&] {
        HotKeysTable keys(of.run, of.view);
        EventsTable events(of.run, of.view);
        PartitionsTable partitions(of.run, of.view);
        SecondsTable seconds(of.run, of.view);
        QByteArray all;
        for (RunTable* table :
             std::initializer_list<RunTable*>{&keys, &events, &partitions, &seconds}) {
            table->refresh();
            EXPECT_GT(table->rowCount(), 0);
            all += table->csv().toUtf8() + table->json();
        }
        return all;
    };
    const QByteArray english = files();
    for (const char* expected :
         {"hottest,'=cmd,10,2,0,load", "most_throttled,k,5,0,1,load",
          "3,4,throttling,votes,,write,50,", "4,4,note,votes,,,0,something is dropped",
          "0,0000000000000000,7FFFFFFFFFFFFFFF,0,,100,150,50,50,1.5,1"})
        EXPECT_TRUE(english.contains(expected)) << expected << " in " << english.toStdString();
    PseudoTranslator pseudo;
    QCoreApplication::installTranslator(&pseudo);
    QLocale::setDefault(QLocale(QLocale::Japanese));
    show_clock({of.run.recording().start, 20, ClockKind::utc});
    const QByteArray other = files();
    show_clock({});
    QLocale::setDefault(QLocale(QLocale::English));
    QCoreApplication::removeTranslator(&pseudo);
    EXPECT_EQ(english, other);
}

TEST(RunTables, CsvQuotesWhatNeedsIt) {
    MadeRecording made(1, 100, 2);
    made.add_second(Side::write, 0, {{0, 5}});
    made.table().hottest.push_back({.name = "a,\"b\"", .key = 1, .count = 10, .stands_out = true});
    made.table().hottest.push_back({.name = "as many as others", .key = 2, .count = 9});
    Tables of(std::move(made));
    HotKeysTable keys(of.run, of.view);
    keys.refresh();
    EXPECT_TRUE(keys.csv().contains(QStringLiteral("\"a,\"\"b\"\"\"")));
    EXPECT_EQ(keys.rowCount(), 1) << "the other one does not stand out";
}

TEST(CellFacts, AreTheNumbersOfThePartitionAndSecond) {
    MadeRecording made(4, 100, 10);
    made.add_second(Side::write, 6, {{0, 40}, {2, 160, 60, Outcome::partition_maximum}});
    Tables of(std::move(made));
    const KeyPosition third = of.run.recording().tables[0].partitions[2].first_position;
    const auto facts = cell_facts(of.run.recording(), 0, Side::write, {6, third + 5});
    ASSERT_TRUE(facts.has_value());
    EXPECT_EQ(facts->partition, 2U);
    EXPECT_EQ(facts->demand, 160);
    EXPECT_EQ(facts->consumed, 100);
    EXPECT_EQ(facts->limit, 100);
    EXPECT_EQ(facts->throttled, 60U);
    EXPECT_DOUBLE_EQ(facts->heat, 1.6);
    EXPECT_DOUBLE_EQ(facts->share_of_table(), 0.8);
    ASSERT_EQ(facts->causes().size(), 1U);
    EXPECT_EQ(facts->causes()[0], Outcome::partition_maximum);
    EXPECT_FALSE(cell_facts(of.run.recording(), 0, Side::write, {10, third}).has_value());
    EXPECT_FALSE(cell_facts(of.run.recording(), 1, Side::write, {6, third}).has_value());
}

TEST(CellFacts, ASplitHandsTheRangeOver) {
    MadeRecording made(1, 100, 10);
    made.add_partition(0, (KeyPosition{1} << 63) - 1, 4, 0);
    made.add_partition(KeyPosition{1} << 63, ~KeyPosition{0}, 4, 0);
    made.table().partitions[0].retired_second = 4;
    Tables of(std::move(made));
    const TableRecording& table = of.run.recording().tables[0];
    EXPECT_EQ(owner_of(table, {3, 10}), 0U);
    EXPECT_EQ(owner_of(table, {4, 10}), 1U);
    EXPECT_EQ(owner_of(table, {4, ~KeyPosition{0}}), 2U);
}

TEST(Explanation, TellsUnevenFromInsufficient) {
    MadeRecording made(4, 100, 10);
    made.add_second(Side::write, 2, {{0, 20}, {1, 150, 50}});
    made.add_second(Side::write, 5, {{0, 150, 50}, {1, 150, 50}, {2, 150, 50}, {3, 150, 50}});
    Tables of(std::move(made));
    const auto chain = [&](std::int64_t second) {
        const KeyPosition position = of.run.recording().tables[0].partitions[1].first_position;
        const auto facts = cell_facts(of.run.recording(), 0, Side::write, {second, position});
        return CellWords::why(of.run.recording(), 0, Side::write, *facts).join(QLatin1Char('\n'));
    };
    const QString uneven = chain(2);
    EXPECT_TRUE(uneven.contains(QStringLiteral("150 WCU"))) << uneven.toStdString();
    EXPECT_TRUE(uneven.contains(QStringLiteral("uneven, not too large")));
    EXPECT_TRUE(uneven.contains(QStringLiteral("TableWriteProvisionedThroughputExceeded")));
    EXPECT_TRUE(uneven.contains(QStringLiteral("43\u00a0%")));  // 170 of 400
    EXPECT_TRUE(chain(5).contains(QStringLiteral("insufficient")));
    EXPECT_TRUE(chain(3).contains(QStringLiteral("Nothing was refused")));
}

// The table's bucket holds 300 s x 10 units per second, of which all but the current second's 10
// are saved for bursts: 2,990. A demand of 20 takes 10 of them per second. After 50 seconds 2,490
// are left (83 %), and from 04:57 on none.
TEST(Explanation, NamesTheBucketThatRefused) {
    const std::string text = R"(
name = "whole table"
era = "2019"
duration = "6m"
[tables.votes]
capacity = { mode = "provisioned", read = 5, write = 10 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "20/s" }
keys = { distribution = "uniform", distinct = 1000 }
)";
    Session session;
    ASSERT_TRUE(session.open_text(QString::fromStdString(text), {}));
    session.sim().run_to_end();
    ASSERT_TRUE(wait_until([&] { return session.sim().phase() == SimPhase::finished; }));
    const RunModel& run = session.run();
    const auto chain = [&](std::int64_t second) {
        const auto facts = cell_facts(run.recording(), 0, Side::write, {second, 0});
        return CellWords::why(run.recording(), 0, Side::write, *facts).join(QLatin1Char('\n'));
    };
    EXPECT_TRUE(chain(49).contains(QStringLiteral("83\u00a0% of it is left")))
        << chain(49).toStdString();
    EXPECT_TRUE(chain(330).contains(
        QStringLiteral("The table's burst capacity has been used up since 00:04:57")))
        << chain(330).toStdString();
}

TEST(Explanation, KnowsLimitsWithoutBurst) {
    MadeRecording made(4, 100, 10);
    made.add_second(Side::write, 2, {{1, 150, 50, Outcome::partition_maximum}});
    Tables of(std::move(made));
    const KeyPosition position = of.run.recording().tables[0].partitions[1].first_position;
    const auto facts = cell_facts(of.run.recording(), 0, Side::write, {2, position});
    EXPECT_TRUE(CellWords::why(of.run.recording(), 0, Side::write, *facts)
                    .contains(QStringLiteral(
                        "Unused capacity is not saved up for this limit; there is no burst.")));
}

// 400 writes per second need as many units of an index of 200: it falls behind, and the table's
// writes are refused although the table has 1,000.
TEST(Explanation, OfIndexBackPressureNamesTheIndex) {
    Session session;
    ASSERT_TRUE(session.open_text(QStringLiteral(R"(
name = "index"
era = "2016"
duration = "5m"
[model]
initial_burst = 0
[tables.tab]
size = "15 GB"
capacity = { mode = "provisioned", read = 5, write = 1000 }
indexes.by_name = { partition_key = "name", lag = "10s", capacity = { mode = "provisioned", read = 5, write = 200 } }
[workloads.writers]
table = "tab"
operation = "PutItem"
arrivals = { shape = "constant", rate = "400/s" }
keys = { distribution = "uniform", distinct = 100000 }
)"),
                                  {}));
    session.sim().run_to_end();
    ASSERT_TRUE(wait_until([&] { return session.sim().phase() == SimPhase::finished; }));
    const RunModel& run = session.run();
    const auto partition = most_throttled_partition(run.recording().tables[0], Side::write, 200);
    ASSERT_TRUE(partition.has_value());
    const auto facts = cell_facts(run.recording(), 0, Side::write,
                                  {200, middle_position(run.recording().tables[0], *partition)});
    const QString why =
        CellWords::why(run.recording(), 0, Side::write, *facts).join(QLatin1Char('\n'));
    EXPECT_TRUE(why.contains(QStringLiteral("demand on index tab / by_name was")))
        << why.toStdString();
    EXPECT_TRUE(why.contains(QStringLiteral("of its 200 WCU")));
    EXPECT_FALSE(why.contains(QStringLiteral("uneven")));
    EXPECT_FALSE(why.contains(QStringLiteral("burst")));
}

TEST(Explanation, OnDemandHasNoBurst) {
    MadeRecording made(2, 100, 10);
    made.table().modes = {{0, true}};
    made.add_second(Side::write, 2, {{1, 150, 50, Outcome::on_demand_capacity}});
    Tables of(std::move(made));
    const auto facts = cell_facts(of.run.recording(), 0, Side::write,
                                  {2, of.run.recording().tables[0].partitions[1].first_position});
    EXPECT_FALSE(facts->burst_left.has_value());
    const QString why =
        CellWords::why(of.run.recording(), 0, Side::write, *facts).join(QLatin1Char('\n'));
    EXPECT_TRUE(why.contains(QStringLiteral("its on-demand capacity had grown to")))
        << why.toStdString();
    EXPECT_FALSE(why.contains(QStringLiteral("uneven")));
}

TEST(Episodes, PausesOfTenSecondsDoNotEndOne) {
    MadeRecording made(1, 100, 100);
    for (const std::int64_t second : {5, 8, 18, 40}) {
        made.add_second(Side::write, second, {{0, 110, 10}});
    }
    const auto episodes = throttle_episodes(made.table(), Side::write);
    ASSERT_EQ(episodes.size(), 2U);
    EXPECT_EQ(episodes[0].seconds, (TimeWindow{5, 19}));
    EXPECT_EQ(episodes[0].throttled, 30U);
    EXPECT_EQ(episodes[1].seconds, (TimeWindow{40, 41}));
    EXPECT_EQ(next_episode(episodes, 5)->seconds.first, 40);
    EXPECT_EQ(previous_episode(episodes, 40)->seconds.first, 5);
    EXPECT_FALSE(next_episode(episodes, 40).has_value());
}

TEST(Lens, SaysWhatAveragesHide) {
    MadeRecording made(2, 100, 90);
    for (std::int64_t second = 0; second < 90; ++second) {
        made.add_second(Side::write, second,
                        {{0, second == 10 ? 220.0 : 40.0, second == 10 ? 120.0 : 0.0}});
    }
    Tables of(std::move(made));
    const QString sentence = LensSentence::text(of.run, 0, Side::write, {0, 90});
    EXPECT_TRUE(sentence.contains(QStringLiteral("at most 21\u00a0%"))) << sentence.toStdString();
    EXPECT_TRUE(sentence.contains(QStringLiteral("120")));
    EXPECT_TRUE(sentence.contains(QStringLiteral("220\u00a0%")));
}

}  // namespace
}  // namespace isotherm
