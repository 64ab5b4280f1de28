// SPDX-License-Identifier: GPL-3.0-or-later
// Live runs: the same result as the console program whatever the user presses, a responsive window,
// and stepping back.

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTimer>
#include <fstream>

#include "app/gui/controller/sim_controller.h"
#include "engine/run/simulation.h"
#include "tests/gui/desktop.h"

namespace isotherm {
namespace {

std::string fingerprint_of(const Scenario& scenario) {
    auto simulation = Simulation::create(scenario);
    simulation.value()->advance(simulation.value()->end());
    return simulation.value()->report().fingerprint();
}

struct Live {
    RunModel run;
    SimController sim{run};

    bool wait_for(SimPhase phase) {
        return wait_until([&] { return sim.phase() == phase; });
    }
};

TEST(SimController, FingerprintIsThatOfTheConsoleProgram) {
    const Scenario scenario = good_scenario(hot_scenario);
    Live live;
    live.sim.set_speed(speed_unbounded);
    live.sim.open(scenario);
    ASSERT_TRUE(live.wait_for(SimPhase::ready));
    live.sim.run_or_pause();
    ASSERT_TRUE(live.wait_for(SimPhase::finished));
    EXPECT_EQ(live.run.run_end()->fingerprint, fingerprint_of(scenario));
    EXPECT_TRUE(live.run.run_end()->complete);
}

TEST(SimController, StoppingAndSteppingChangeNoBit) {
    const Scenario scenario = good_scenario(hot_scenario);
    Live live;
    live.sim.open(scenario);
    ASSERT_TRUE(live.wait_for(SimPhase::ready));
    for (int i = 0; i < 5; ++i) live.sim.step_event();
    live.sim.go_to(sim_start + 17'300ms);
    ASSERT_TRUE(wait_until([&] { return live.sim.now() == sim_start + 17'300ms; }));
    live.sim.step_by(1s);
    ASSERT_TRUE(wait_until([&] { return live.sim.now() == sim_start + 18'300ms; }));
    live.sim.set_speed(1'000);
    live.sim.run_or_pause();
    QTest::qWait(20);
    live.sim.pause();
    live.sim.set_speed(speed_unbounded);
    live.sim.run_to_end();
    ASSERT_TRUE(live.wait_for(SimPhase::finished));
    EXPECT_EQ(live.run.run_end()->fingerprint, fingerprint_of(scenario));
}

TEST(SimController, SteppingBackShowsWhatWasThere) {
    const Scenario scenario = good_scenario(hot_scenario);
    Live live;
    live.sim.open(scenario);
    live.sim.go_to(sim_start + 30s);
    ASSERT_TRUE(wait_until([&] { return live.run.recorded_seconds() == 30; }));
    const SeriesSecond then = live.run.recording().tables[0].seconds[1][19];
    live.sim.go_to(sim_start + 60s);
    ASSERT_TRUE(wait_until([&] { return live.run.recorded_seconds() == 60; }));
    live.sim.go_to(sim_start + 20s);
    ASSERT_TRUE(wait_until([&] { return live.run.recorded_seconds() == 20; }));
    const SeriesSecond now = live.run.recording().tables[0].seconds[1][19];
    EXPECT_EQ(now.demand, then.demand);
    EXPECT_EQ(now.requests, then.requests);
    EXPECT_GT(then.demand, 0);
    live.sim.run_to_end();
    ASSERT_TRUE(live.wait_for(SimPhase::finished));
    EXPECT_EQ(live.run.run_end()->fingerprint, fingerprint_of(scenario));
}

// From the last moment kept before it, not from the start.
TEST(SimController, ASecondBackInADaysRunSimulatesLittleAgain) {
    const Scenario scenario = good_scenario(R"(
era = "2016"
duration = "1d"
[tables.orders]
capacity = { read = 10, write = 10 }
[workloads.callers]
table = "orders"
operation = "PutItem"
arrivals = { shape = "poisson", rate = "12/s" }
keys = { distribution = "zipf", distinct = 1000 }
)");
    Live live;
    live.sim.open(scenario);
    const SimTime late = sim_start + 23h + 30min;
    live.sim.go_to(late);
    ASSERT_TRUE(wait_until([&] { return live.sim.now() == late && !live.sim.busy(); }));
    const auto there = live.run.recording().tables[0].seconds[Side::write];
    for (int back = 1; back <= 3; ++back) {
        live.sim.step_by(-1s);
        const SimTime then = late - back * SimDuration(1s);
        ASSERT_TRUE(wait_until([&] { return live.sim.now() == then && !live.sim.busy(); }));
        EXPECT_LE(live.sim.simulated_again(), moment_every);
        const auto& shown = live.run.recording().tables[0].seconds[Side::write];
        ASSERT_EQ(shown.size(), static_cast<std::size_t>(whole_seconds(then)));
        for (std::size_t s = 0; s < shown.size(); ++s)
            ASSERT_EQ(shown[s].requests, there[s].requests) << s;
    }
    live.sim.go_to(sim_start + 24h);
    ASSERT_TRUE(live.wait_for(SimPhase::finished));
    ASSERT_TRUE(live.run.run_end());
    EXPECT_EQ(live.run.run_end()->fingerprint, fingerprint_of(scenario));
    // A finished run goes back, too: its recording was completed and is opened again.
    live.sim.step_by(-1s);
    ASSERT_TRUE(wait_until([&] { return live.sim.phase() == SimPhase::paused; }));
    EXPECT_LE(live.sim.simulated_again(), moment_every);
    live.sim.go_to(sim_start + 24h);
    ASSERT_TRUE(live.wait_for(SimPhase::finished));
    EXPECT_EQ(live.run.run_end()->fingerprint, fingerprint_of(scenario));
}

TEST(SimController, StepsToTheNextRequest) {
    Live live;
    live.sim.open(good_scenario(hot_scenario));
    live.sim.step_event();
    ASSERT_TRUE(wait_until([&] { return live.sim.attempts() > 0; }));
    EXPECT_GT(live.sim.now(), sim_start);
    EXPECT_LT(live.sim.now(), sim_start + 1s);
}

TEST(SimController, KeepsToTheSpeedAsked) {
    Live live;
    live.sim.open(good_scenario(hot_scenario));
    ASSERT_TRUE(live.wait_for(SimPhase::ready));
    live.sim.set_speed(20);
    live.sim.run_or_pause();
    QElapsedTimer wall;
    wall.start();
    ASSERT_TRUE(wait_until([&] { return live.sim.now() >= sim_start + 10s; }));
    // 10 s at twenty times real time take half a second.
    EXPECT_NEAR(static_cast<double>(wall.elapsed()), 500, 200);
    live.sim.pause();
    ASSERT_TRUE(live.wait_for(SimPhase::paused));
    const SimTime paused = live.sim.now();
    QTest::qWait(80);
    EXPECT_EQ(live.sim.now(), paused);
}

TEST(SimController, TheWindowStaysAwakeAtFullSpeed) {
    Live live;
    Scenario scenario = good_scenario(hot_scenario);
    scenario.duration = 24h;
    live.sim.set_speed(speed_unbounded);
    live.sim.open(scenario);
    ASSERT_TRUE(live.wait_for(SimPhase::ready));
    live.sim.run_or_pause();
    QElapsedTimer gap;
    gap.start();
    qint64 longest = 0;
    QTimer tick;
    QObject::connect(&tick, &QTimer::timeout, &tick, [&] {
        longest = std::max(longest, gap.elapsed());
        gap.restart();
    });
    tick.start(5);
    QTest::qWait(600);
    EXPECT_LE(longest, 100);
    EXPECT_GT(live.run.recorded_seconds(), 0);
    QElapsedTimer obeyed;
    obeyed.start();
    live.sim.pause();
    ASSERT_TRUE(wait_until([&] { return !live.sim.moving(); }));
    EXPECT_LE(obeyed.elapsed(), 300);
}

TEST(SimController, WhatAnEarlierRunLeavesBehindIsNotShown) {
    Live live;
    live.sim.set_speed(speed_unbounded);
    Scenario first = good_scenario(hot_scenario);
    first.duration = 24h;
    Scenario second = good_scenario(hot_scenario);
    second.name = "second";
    for (int i = 0; i < 20; ++i) {
        live.sim.open(first);
        live.sim.run_or_pause();
        QTest::qWait(10 + i);
        live.sim.open(second);
        ASSERT_TRUE(wait_until([&] { return !live.run.empty(); }));
        ASSERT_EQ(live.run.recording().name, "second");
        ASSERT_EQ(live.run.recorded_seconds(), 0);
    }
    live.sim.run_or_pause();
    ASSERT_TRUE(live.wait_for(SimPhase::finished));
    EXPECT_EQ(live.run.run_end()->fingerprint, fingerprint_of(second));
}

TEST(SimController, AStoppedRunIsSavedAsARunDirectory) {
    QTemporaryDir folder;
    Live live;
    live.sim.open(good_scenario(hot_scenario));
    live.sim.go_to(sim_start + 25s);
    ASSERT_TRUE(wait_until([&] { return live.run.recorded_seconds() == 25; }));
    live.sim.stop();
    ASSERT_TRUE(live.wait_for(SimPhase::finished));
    EXPECT_FALSE(live.run.run_end()->complete);
    QSignalSpy saved(&live.sim, &SimController::saved);
    const QString path = folder.filePath(QStringLiteral("run"));
    live.sim.save(path);
    ASSERT_TRUE(saved.wait(20'000));
    const auto read = read_run_database((path + QStringLiteral("/run.sqlite")).toStdString());
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read.value().recording.seconds(), 25);
    EXPECT_EQ(read.value().identity.fingerprint, live.run.run_end()->fingerprint);
}

TEST(SimController, AMissingStreamIsToldAndNothingBreaks) {
    Live live;
    QSignalSpy failed(&live.sim, &SimController::failed);
    live.sim.open(good_scenario(R"(
name = "missing"
duration = "1m"
[tables.ttt]
partition_key = "k"
capacity = { mode = "provisioned", read = 10, write = 10 }
[workloads.w]
table = "ttt"
[workloads.w.replay]
file = "no-such-file.tsv"
format = "weblog"
)"));
    ASSERT_TRUE(failed.wait(5'000));
    EXPECT_TRUE(failed[0][0].toString().contains(QStringLiteral("no-such-file.tsv")));
    live.sim.run_or_pause();
    live.sim.step_event();
    QTest::qWait(50);
    EXPECT_EQ(live.sim.phase(), SimPhase::failed);
}

TEST(SpeedSlider, IsLogarithmicAndSnapsAtRealTime) {
    EXPECT_NEAR(speed_of_slider(0), 0.1, 1e-9);
    EXPECT_NEAR(speed_of_slider(speed_slider_steps - 1), 100'000, 1e-3);
    EXPECT_EQ(speed_of_slider(speed_slider_steps), speed_unbounded);
    EXPECT_EQ(speed_of_slider(slider_of_speed(1)), 1.0);
    EXPECT_EQ(speed_of_slider(slider_of_speed(1) + 2), 1.0);
    for (int position = 0; position <= speed_slider_steps; ++position) {
        if (speed_of_slider(position) == 1.0) continue;  // positions near real time snap to it
        EXPECT_EQ(slider_of_speed(speed_of_slider(position)), position);
    }
}

}  // namespace
}  // namespace isotherm
