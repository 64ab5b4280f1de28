// SPDX-License-Identifier: GPL-3.0-or-later
// What if: live changes, run B beside run A, forks, and whether a difference can be explained by
// chance.

#include <gtest/gtest.h>

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

#include "app/gui/models/compare_sentence.h"
#include "app/gui/models/engine_words.h"
#include "app/gui/models/quiet_rows.h"
#include "app/gui/models/what_if.h"
#include "app/render/heat_difference.h"
#include "engine/insight/run_comparison.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

const WhatIfKnob* knob_of(const WhatIf& what_if, const TomlPath& path) {
    for (const WhatIfKnob& knob : what_if.knobs()) {
        if (knob.path == path) return &knob;
    }
    return nullptr;
}

const TomlPath wcu{"tables", "votes", "capacity", "write"};
const TomlPath shards{"workloads", "voters", "write_shards"};
const TomlPath skew{"workloads", "voters", "keys", "exponent"};
const TomlPath rate{"workloads", "voters", "arrivals", "rate"};

TEST(WhatIf, OffersTheNumbersThatDecideMost) {
    WhatIf what_if;
    what_if.show(scenario_of(hot_scenario), "votes", SimDuration{});
    for (const TomlPath& path : {wcu, shards, skew, rate}) {
        const WhatIfKnob* knob = knob_of(what_if, path);
        ASSERT_NE(knob, nullptr) << path.back();
        EXPECT_TRUE(knob->live);
        EXPECT_LE(knob->lowest, knob->value);
        EXPECT_GE(knob->highest, knob->value);
    }
    EXPECT_EQ(knob_of(what_if, wcu)->value, 400);
    EXPECT_EQ(knob_of(what_if, skew)->value, 1.2);
    EXPECT_EQ(knob_of(what_if, rate)->text(300), QStringLiteral("300/s"));
    EXPECT_FALSE(knob_of(what_if, {"tables", "votes", "item_size"})->live);
    EXPECT_FALSE(what_if.changed());
}

TEST(WhatIf, SlidersAndNumbersAgree) {
    WhatIf what_if;
    what_if.show(scenario_of(hot_scenario), "votes", SimDuration{});
    constexpr int steps = 400;
    for (const WhatIfKnob& knob : what_if.knobs()) {
        EXPECT_EQ(knob.at_position(0, steps), knob.clamped(knob.lowest));
        EXPECT_EQ(knob.at_position(steps, steps), knob.clamped(knob.highest))
            << knob.name.toStdString();
        double last = -1;
        for (int position = 0; position <= steps; position += 10) {
            const double number = knob.at_position(position, steps);
            EXPECT_GE(number, last);
            last = number;
        }
        EXPECT_EQ(knob.number(knob.text(knob.value)), knob.value) << knob.name.toStdString();
    }
    const WhatIfKnob& of_rate = *knob_of(what_if, rate);
    EXPECT_EQ(of_rate.number(QStringLiteral("1,250 /s")), 1'250);
    EXPECT_EQ(of_rate.number(QStringLiteral("many")), std::nullopt);
    EXPECT_EQ(of_rate.number(QStringLiteral("1e300")), of_rate.highest);
}

// A regression test: the item size is not part of the capacity, and running it as B crashed.
TEST(WhatIf, BMayHaveWhatCannotChangeWhileItRuns) {
    WhatIf what_if;
    const Scenario scenario = scenario_of(hot_scenario);
    what_if.show(scenario, "votes", SimDuration{});
    for (WhatIfKnob& knob : what_if.knobs()) {
        if (knob.path.back() == "item_size") knob.wanted = 2 * knob.value;
    }
    const auto b = what_if.text_of_b(scenario, hot_scenario);
    ASSERT_TRUE(b.has_value());
    EXPECT_NE(b->find("item_size = \"400 B\""), std::string::npos) << *b;
    EXPECT_TRUE(what_if.live_changes(scenario, hot_scenario, "hot.toml").value().empty());
}

TEST(WhatIf, BIsTheScenarioWithTheWantedValuesAndNothingElse) {
    WhatIf what_if;
    const Scenario scenario = scenario_of(hot_scenario);
    what_if.show(scenario, "votes", SimDuration{});
    for (WhatIfKnob& knob : what_if.knobs()) {
        if (knob.path == wcu) knob.wanted = 1'600;
        if (knob.path == shards) knob.wanted = 10;
    }
    const auto b = what_if.text_of_b(scenario, hot_scenario);
    ASSERT_TRUE(b.has_value());
    EXPECT_EQ(differences(scenario, scenario_of(*b)),
              (std::vector<std::string>{"tables.votes.capacity.write = 1600",
                                        "workloads.voters.write_shards = 10"}));
}

// A later change replaces an earlier one, so it must repeat its values.
TEST(WhatIf, LaterLiveChangesKeepTheEarlierOnes) {
    std::string text = hot_scenario;
    Scenario scenario = scenario_of(text);
    WhatIf what_if;
    const auto change = [&](const TomlPath& path, double wanted, SimDuration at) {
        what_if.show(scenario, "votes", at);
        for (WhatIfKnob& knob : what_if.knobs()) {
            if (knob.path == path) knob.wanted = wanted;
        }
        auto made = what_if.live_changes(scenario, text, "test.toml");
        ASSERT_TRUE(made.ok()) << made.errors().front().text();
        ASSERT_EQ(made.value().size(), 1U);
        made.value()[0].at = at;
        text = *with_live_changes(text, made.value());
        scenario = scenario_of(text);
    };
    change(shards, 10, 20s);
    change(rate, 500, 30s);
    const auto& changes = scenario.workloads.at("voters").changes;
    ASSERT_EQ(changes.size(), 2U);
    const std::string both = resolved_text(*changes.at("live_2").workload);
    EXPECT_NE(both.find("write_shards = 10"), std::string::npos);
    EXPECT_NE(both.find("rate = \"500/s\""), std::string::npos);
    what_if.show(scenario, "votes", 25s);
    EXPECT_EQ(knob_of(what_if, shards)->value, 10);
    EXPECT_EQ(knob_of(what_if, rate)->value, 300);
    what_if.show(scenario, "votes", 35s);
    EXPECT_EQ(knob_of(what_if, rate)->value, 500);
    // For run B, the values of the live changes apply from the start, and the live changes are
    // removed.
    what_if.knobs();
    for (WhatIfKnob& knob : what_if.knobs()) {
        if (knob.path == skew) knob.wanted = 0.5;
    }
    const Scenario b = scenario_of(*what_if.text_of_b(scenario, text));
    EXPECT_TRUE(b.workloads.at("voters").changes.empty());
    EXPECT_NE(resolved_text(b).find("write_shards = 10"), std::string::npos);
}

TEST(TomlEdit, TablesComeAndGoWithoutATrace) {
    const std::string text = "a = 1\n\n[b]\nc = 2\n";
    const auto longer = with_toml_table(text, {"x", "y z"}, {{{"k"}, "3"}, {{"l", "m"}, "\"4\""}});
    ASSERT_TRUE(longer.has_value());
    EXPECT_EQ(toml_value(*longer, {"x", "y z", "l", "m"}), "\"4\"");
    EXPECT_EQ(without_toml_table(*longer, {"x", "y z"}), text);
    EXPECT_EQ(without_toml_table(text, {"x"}), text);
    EXPECT_EQ(without_toml_table(*longer + "[z]\nq = 1\n", {"x", "y z"}), text + "[z]\nq = 1\n");
    EXPECT_EQ(with_toml_table("a = [", {"x"}, {}), std::nullopt);
}

// Whatever was changed with the mouse can be run again from a file.
TEST(LiveChanges, AreInTheScenarioAndRunAgainToTheSameFingerprint) {
    Desktop desktop;
    QTemporaryDir folder;
    desktop.open_hot(false);
    SimController& sim = desktop.session.sim();
    sim.go_to(sim_start + 30s);
    ASSERT_TRUE(wait_until([&] { return desktop.session.run().recorded_seconds() == 30; }));
    desktop.action("what_if")->trigger();
    WhatIfPanel& panel = desktop.window->what_if();
    EXPECT_FALSE(panel.apply_button().isEnabled());
    QLineEdit* shards_entry = panel.entry(QStringLiteral("workloads.voters.write_shards"));
    ASSERT_NE(shards_entry, nullptr);
    shards_entry->setText(QStringLiteral("10"));
    Q_EMIT shards_entry->editingFinished();
    QSlider* wcu_slider = panel.slider(QStringLiteral("tables.votes.capacity.write"));
    wcu_slider->setValue(wcu_slider->value() + 60);
    EXPECT_TRUE(panel.apply_button().isEnabled());
    QSignalSpy applied(&sim, &SimController::applied);
    QTest::mouseClick(&panel.apply_button(), Qt::LeftButton);
    ASSERT_TRUE(applied.wait(5'000));
    EXPECT_TRUE(desktop.window->banner().isVisible());
    EXPECT_FALSE(panel.what_if().changed());
    const QString text = desktop.window->scenario().text();
    EXPECT_TRUE(text.contains(QStringLiteral("[changes.live_1]"))) << text.toStdString();
    EXPECT_TRUE(text.contains(QStringLiteral("[workloads.voters.changes.live_1]")));
    EXPECT_TRUE(text.contains(QStringLiteral("write_shards = 10")));
    EXPECT_EQ(text, desktop.session.scenario_text());

    // After a step back and a continuation the change is applied again.
    sim.step_by(-5s);
    ASSERT_TRUE(wait_until([&] { return !sim.moving() && sim.now() == sim_start + 25s; }));
    sim.run_to_end();
    ASSERT_TRUE(wait_until([&] { return sim.phase() == SimPhase::finished; }));
    EXPECT_EQ(desktop.window->explore().changes_lane().marks().size(), 2U);
    EXPECT_TRUE(desktop.window->explore().changes_lane().isVisible());
    const std::string fingerprint = desktop.session.run().identity().fingerprint;
    const QString path = folder.filePath(QStringLiteral("tried.toml"));
    ASSERT_TRUE(desktop.window->save_scenario(path));
    QProcess console;
    console.start(QStringLiteral(ISOTHERM_PROGRAM_DIR "/isotherm"),
                  {QStringLiteral("run"), path, QStringLiteral("--json")});
    ASSERT_TRUE(console.waitForFinished());
    const QJsonObject report = QJsonDocument::fromJson(console.readAllStandardOutput()).object();
    EXPECT_EQ(report.value(QStringLiteral("fingerprint")).toString().toStdString(), fingerprint);
}

TEST(LiveChanges, WhatDynamoDbRefusesIsTold) {
    Desktop desktop;
    desktop.open_hot(false);
    SimController& sim = desktop.session.sim();
    sim.go_to(sim_start + 10s);
    ASSERT_TRUE(wait_until([&] { return desktop.session.run().recorded_seconds() == 10; }));
    const auto ask = [&](int write) {
        QLineEdit* entry =
            desktop.window->what_if().entry(QStringLiteral("tables.votes.capacity.write"));
        entry->setText(QString::number(write));
        Q_EMIT entry->editingFinished();
        QSignalSpy applied(&sim, &SimController::applied);
        desktop.window->apply_live();
        ASSERT_TRUE(applied.wait(5'000));
    };
    ask(900);
    EXPECT_FALSE(desktop.window->banner().text().contains(QStringLiteral("refused")));
    ask(1'200);
    EXPECT_TRUE(desktop.window->banner().text().contains(QStringLiteral("ResourceInUseException")))
        << desktop.window->banner().text().toStdString();
    EXPECT_EQ(QApplication::activeModalWidget(), nullptr);
}

struct Compared : Desktop {
    // Runs the hot scenario to its end, then with ten write shards as B.
    Compared() {
        open_hot();
        QLineEdit* entry = window->what_if().entry(QStringLiteral("workloads.voters.write_shards"));
        entry->setText(QStringLiteral("10"));
        Q_EMIT entry->editingFinished();
        action("run_as_b")->trigger();
        EXPECT_TRUE(session.comparing());
        EXPECT_TRUE(wait_until([&] { return session.sim().phase() == SimPhase::finished; }));
        window->compare_bar().refresh();
    }
};

TEST(Compare, BStandsBesideAWithASentence) {
    Compared desktop;
    EXPECT_TRUE(desktop.window->compare_bar().isVisible());
    const QString sentence = desktop.window->compare_bar().sentence();
    EXPECT_TRUE(sentence.contains(QStringLiteral("fewer tries than A"))) << sentence.toStdString();
    EXPECT_TRUE(sentence.contains(QStringLiteral("Both have the same bill")))
        << sentence.toStdString();
    ASSERT_TRUE(wait_until([&] { return desktop.session.seed_difference().has_value(); }));
    EXPECT_EQ(desktop.session.seed_difference()->pairs(), 10U);
    EXPECT_TRUE(desktop.session.seed_difference()->clear());
    const QString verdict = desktop.window->compare_bar().verdict();
    EXPECT_TRUE(verdict.contains(QStringLiteral("Clear: with 10 seeds"))) << verdict.toStdString();
    EXPECT_TRUE(verdict.contains(QStringLiteral("workloads.voters.write_shards = 10")));
    EXPECT_GT(desktop.session.run_a().run_end()->tables[0].throttled,
              desktop.session.run().run_end()->tables[0].throttled);
    // The text is that of B and can be undone, so nothing is lost.
    EXPECT_TRUE(desktop.window->scenario().is_modified());
    desktop.action("back_to_a")->trigger();
    EXPECT_FALSE(desktop.session.comparing());
    EXPECT_FALSE(desktop.window->compare_bar().isVisible());
    EXPECT_EQ(desktop.window->scenario().text(), QString::fromUtf8(hot_scenario));
}

TEST(Compare, ModesShowTwoStripsOrADifference) {
    Compared desktop;
    HeatMapCanvas& map = desktop.window->explore().heat_map();
    EXPECT_EQ(desktop.view().compare_mode(), CompareMode::ghost);
    desktop.press(Qt::Key_V);
    EXPECT_EQ(desktop.view().compare_mode(), CompareMode::side_by_side);
    const QImage two = map.grab().toImage();
    const QRgb throttled = desktop.view().theme().heat_throttled;
    const auto count_in = [&](int from, int to) {
        int count = 0;
        for (int y = from; y < to; ++y) {
            for (int x = 150; x < two.width() - 100; ++x) count += two.pixel(x, y) == throttled;
        }
        return count;
    };
    // Run A, in the upper strip, throttles far more.
    EXPECT_GT(count_in(20, two.height() / 2), 4 * count_in(two.height() / 2, two.height()));
    desktop.press(Qt::Key_V);
    EXPECT_EQ(desktop.view().compare_mode(), CompareMode::difference);
    map.grab();
    EXPECT_GT(map.difference_clip(), 0.1);
    const HeatGrid& grid = map.grid();
    const HeatCode least = *std::min_element(grid.codes.begin(), grid.codes.end());
    EXPECT_LT(least, 40) << "somewhere B is much cooler";
    desktop.press(Qt::Key_V);
    EXPECT_EQ(desktop.view().compare_mode(), CompareMode::off);
    map.grab();
    EXPECT_EQ(map.difference_clip(), 0);
}

TEST(Compare, ARunThatChangesNothingIsNotStarted) {
    Desktop desktop;
    desktop.open_hot();
    EXPECT_FALSE(desktop.window->run_as_b());
    EXPECT_FALSE(desktop.session.comparing());
    EXPECT_TRUE(desktop.window->banner().isVisible());
}

TEST(Compare, AForkSharesItsPastWithA) {
    Desktop desktop;
    desktop.open_hot();
    desktop.view().set_pin(CellCursor{40, 0});
    desktop.press(Qt::Key_K);
    ASSERT_TRUE(desktop.session.comparing());
    SimController& sim = desktop.session.sim();
    ASSERT_TRUE(wait_until([&] { return !sim.moving() && sim.now() == sim_start + 40s; }));
    const auto& a = desktop.session.run_a().recording().tables[0].seconds[1];
    const auto& b = desktop.session.run().recording().tables[0].seconds[1];
    ASSERT_EQ(b.size(), 40U);
    EXPECT_EQ(a.size(), 120U);
    for (std::size_t s = 0; s < 40; ++s) EXPECT_EQ(a[s].requests, b[s].requests);
    const std::string before = desktop.session.run_a().identity().fingerprint;
    // Without a change, the fork gives the same result as A.
    sim.run_to_end();
    ASSERT_TRUE(wait_until([&] { return sim.phase() == SimPhase::finished; }));
    EXPECT_EQ(desktop.session.run().identity().fingerprint, before);
}

TEST(Compare, ChanceIsCalledChance) {
    PairedDifference noise;
    for (const double by : {0.01, -0.012, 0.004, -0.003}) noise.add(0.2, 0.2 + by);
    EXPECT_TRUE(engine_words(verdict(noise)).startsWith(QStringLiteral("No clear difference")));
    RunFigures a{.seconds = 60, .tries = 100, .throttled = 10, .bill = 1.0};
    RunFigures b{.seconds = 60, .tries = 100, .throttled = 25, .bill = 0.4};
    const QString worse = CompareSentence::result(a, b);
    EXPECT_TRUE(worse.contains(QStringLiteral("15 more tries"))) << worse.toStdString();
    EXPECT_TRUE(worse.contains(QStringLiteral("$0.60 lower"))) << worse.toStdString();
}

TEST(HeatDifference, IsBLessAOnTheSmallestRowsOfBoth) {
    // A has two partitions and B has four. Partition 0 of A is at 50 % of 100; those of B in its
    // range are at 10 % and 90 %.
    MadeRecording a(2, 100, 4);
    MadeRecording b(4, 100, 4);
    for (std::int64_t s = 0; s < 4; ++s) {
        a.add_second(Side::write, s, {{0, 50, 0}, {1, 20, 0}});
        b.add_second(Side::write, s, {{0, 10, 0}, {1, 90, 0}, {2, 20, 0}, {3, 20, 0}});
    }
    const auto grid = [](const MadeRecording& made) {
        const TableRecording& table = made.recording.tables[0];
        const HeatPyramid pyramid(table, Side::write);
        return heat_grid(table, pyramid, TimeColumns::over(0, 4, 4), 4, KeepValues::heat);
    };
    const HeatDifference difference = heat_difference(grid(a), grid(b));
    ASSERT_EQ(difference.grid.rows.size(), 4U);
    EXPECT_NEAR(difference.clip, 0.4, 1e-6);
    EXPECT_EQ(difference.grid.code(0, 0), 0);    // 40 points cooler
    EXPECT_EQ(difference.grid.code(0, 1), 255);  // 40 points hotter
    EXPECT_NEAR(difference.grid.code(0, 2), 128, 1);
}

TEST(QuietRows, AreFoldedUntilMostOfWhatIsShownIsWarm) {
    MadeRecording made(64, 100, 4);
    for (std::int64_t s = 0; s < 4; ++s)
        made.add_second(Side::write, s, {{20, 90, 0}, {21, 150, 50}, {40, 60, 0}});
    const TableRecording& table = made.recording.tables[0];
    const HeatPyramid pyramid(table, Side::write);
    const HeatGrid grid = heat_grid(table, pyramid, TimeColumns::over(0, 4, 4), 4);
    std::vector<std::size_t> rows(grid.rows.size());
    for (std::size_t r = 0; r < rows.size(); ++r) rows[r] = r;
    const auto runs = quiet_runs(grid, rows);
    ASSERT_EQ(runs.size(), 3U);
    EXPECT_EQ(runs[0].end, 20U);
    EXPECT_EQ(runs[1].first, 22U);
    const HashScale scale = folded_scale(grid, rows, runs, HashWindow{}, 0.02);
    // Three warm rows share the height that three thin lines leave.
    EXPECT_NEAR(scale.plot_share(21.0 / 64) - scale.plot_share(20.0 / 64), 0.94 / 3, 1e-9);
    for (double hash = 0; hash <= 1; hash += 0.01)
        EXPECT_NEAR(scale.hash_at(scale.plot_share(hash)), hash, 1e-9);
}

TEST(QuietRows, TheMapFoldsOnDemandAndFindsItsWayBack) {
    Desktop desktop;
    MadeRecording made(64, 100, 30);
    for (std::int64_t s = 0; s < 30; ++s) made.add_second(Side::write, s, {{20, 150, 50}});
    desktop.session.run().load(stored(std::move(made)));
    desktop.view().reset(30);
    desktop.window->open_explore();
    HeatMapCanvas& map = desktop.window->explore().heat_map();
    map.grab();
    const KeyPosition hot = KeyPosition{20} << 58;
    const double before = map.y_of(hot + (KeyPosition{1} << 58)) - map.y_of(hot);
    desktop.press(Qt::Key_Q);
    map.grab();
    const double after = map.y_of(hot + (KeyPosition{1} << 58)) - map.y_of(hot);
    EXPECT_GT(after, 10 * before);
    EXPECT_EQ(map.position_at(map.y_of(hot + (KeyPosition{1} << 57))) >> 58, 20U);
}

}  // namespace
}  // namespace isotherm
