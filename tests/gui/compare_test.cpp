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
#include <algorithm>

#include "app/gui/models/compare_sentence.h"
#include "app/gui/models/engine_words.h"
#include "app/gui/models/knob_words.h"
#include "engine/insight/what_if.h"
#include "engine/insight/run_comparison.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

TEST(KnobWords, ReadWhatTheyShow) {
    WhatIf what_if;
    what_if.show(good_scenario(hot_scenario), "votes", SimDuration{});
    for (const WhatIfKnob& knob : what_if.knobs()) {
        EXPECT_EQ(KnobWords::number(knob, KnobWords::text(knob, knob.value)), knob.value)
            << KnobWords::name(knob).toStdString();
    }
    const auto rate =
        std::find_if(what_if.knobs().begin(), what_if.knobs().end(),
                     [](const WhatIfKnob& knob) { return knob.kind == KnobKind::arrivals; });
    ASSERT_NE(rate, what_if.knobs().end());
    EXPECT_EQ(KnobWords::text(*rate, 300), QStringLiteral("300/s"));
    EXPECT_EQ(KnobWords::number(*rate, QStringLiteral("1,250 /s")), 1'250);
    EXPECT_EQ(KnobWords::number(*rate, QStringLiteral("many")), std::nullopt);
    EXPECT_EQ(KnobWords::refusal(*rate, QStringLiteral("1,250 /s")), QString());
    EXPECT_EQ(KnobWords::refusal(*rate, QStringLiteral("1e300")),
              QStringLiteral("Out of range: write a number from 3/s to 30,000/s."));
    EXPECT_TRUE(KnobWords::refusal(*rate, QStringLiteral("many")).contains(QStringLiteral("many")));
}

// Every live change made with the mouse is in the scenario's text, and running the text repeats it.
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
