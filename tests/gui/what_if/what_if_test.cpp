// SPDX-License-Identifier: GPL-3.0-or-later
// What if: what is typed is what is wanted, every change can be undone, and the lines that are
// shown are those that are written.

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QClipboard>
#include <QLocale>

#include "app/gui/models/knob_words.h"
#include "app/gui/panels/before_after.h"
#include "app/gui/panels/changed_lines.h"
#include "app/gui/panels/knob_row.h"
#include "app/gui/panels/live_changes.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

const QString write_shards = QStringLiteral("workloads.voters.write_shards");

struct WhatIfDesktop : Desktop {
    explicit WhatIfDesktop(bool to_end = false) {
        open_hot(to_end);
        action("what_if")->trigger();
    }
    WhatIfPanel& panel() { return window->what_if(); }
    QLineEdit& field(const QString& path) { return *panel().entry(path); }
    const WhatIfKnob& knob(const QString& path) {
        const auto& knobs = panel().what_if().knobs();
        const auto found = std::find_if(knobs.begin(), knobs.end(), [&](const WhatIfKnob& of) {
            std::string name;
            for (const std::string& part : of.path) name += (name.empty() ? "" : ".") + part;
            return name == path.toStdString();
        });
        EXPECT_NE(found, knobs.end()) << path.toStdString();
        return *found;
    }
    void type(const QString& path, const char* text) {
        QLineEdit& entry = field(path);
        window->activateWindow();
        entry.setFocus();
        entry.selectAll();
        QTest::keyClicks(&entry, QLatin1String(text));
    }
    void enter(const QString& path, const char* text) {
        type(path, text);
        QTest::keyClick(&field(path), Qt::Key_Return);
    }
};

// Triple click, 1, 0 and Enter give 10 in every field, even if the numbers in force change at every
// refresh of a run that moves at 60 times the speed of life.
TEST(WhatIfFields, BelongToWhoTypesInThem) {
    WhatIfDesktop desktop;
    SimController& sim = desktop.session.sim();
    sim.set_speed(60);
    sim.run_or_pause();
    int fields = 0;
    for (KnobRow* row : desktop.panel().findChildren<KnobRow*>()) {
        KnobEntry& entry = row->entry();
        const QString path = entry.objectName();
        if (desktop.knob(path).clamped(10) != 10) continue;
        ++fields;
        for (int round = 0; round < 20; ++round) {
            desktop.window->activateWindow();
            entry.setFocus();
            QTest::mouseDClick(&entry, Qt::LeftButton, {}, QPoint(5, 5));
            entry.selectAll();  // the third click
            for (const Qt::Key key : {Qt::Key_1, Qt::Key_0}) {
                // The run reports progress between two keys.
                sim.pull();
                Q_EMIT desktop.session.run().extended(0);
                QApplication::processEvents();
                QTest::keyClick(&entry, key);
            }
            Q_EMIT desktop.session.run().extended(0);
            EXPECT_EQ(entry.text().toStdString(), "10") << path.toStdString();
            QTest::keyClick(&entry, Qt::Key_Return);
            EXPECT_EQ(desktop.knob(path).wanted, 10) << path.toStdString();
            desktop.panel().reset();
        }
    }
    EXPECT_GE(fields, 4);
}

TEST(WhatIfFields, EscapeGivesUpWhatWasTyped) {
    WhatIfDesktop desktop;
    const QString before = desktop.field(write_shards).text();
    desktop.type(write_shards, "77");
    QTest::keyClick(&desktop.field(write_shards), Qt::Key_Escape);
    EXPECT_EQ(desktop.field(write_shards).text(), before);
    QTest::keyClick(&desktop.field(write_shards), Qt::Key_Return);
    EXPECT_FALSE(desktop.panel().what_if().changed());
}

TEST(WhatIfFields, KeysStepAndDouble) {
    WhatIfDesktop desktop;
    QLineEdit& entry = desktop.field(write_shards);
    const auto after = [&](Qt::Key key) {
        QTest::keyClick(&entry, key);
        return desktop.knob(write_shards).wanted;
    };
    desktop.enter(write_shards, "10");
    EXPECT_EQ(after(Qt::Key_Up), 11);
    EXPECT_EQ(after(Qt::Key_PageUp), 22);
    EXPECT_EQ(after(Qt::Key_Down), 21);
    EXPECT_EQ(after(Qt::Key_PageDown), 11) << "rounded to a whole number";
    const auto turn = [&](QWidget& over) {
        QWheelEvent wheel({5, 5}, over.mapToGlobal(QPointF(5, 5)), {}, {0, 120}, {}, {},
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(&over, &wheel);
    };
    turn(entry);
    EXPECT_EQ(desktop.knob(write_shards).wanted, 12);
    desktop.window->explore().heat_map().setFocus();
    turn(entry);
    turn(*desktop.panel().slider(write_shards));
    EXPECT_EQ(desktop.knob(write_shards).wanted, 12) << "the wheel steps only with the focus";
}

TEST(WhatIfFields, ANumberOutOfItsRangeIsRefusedInWords) {
    WhatIfDesktop desktop;
    desktop.enter(write_shards, "4000000");
    EXPECT_FALSE(desktop.panel().what_if().changed());
    EXPECT_EQ(desktop.field(write_shards).text(), QStringLiteral("4000000")) << "kept to be mended";
    EXPECT_TRUE(desktop.field(write_shards)
                    .accessibleDescription()
                    .contains(QStringLiteral("Out of range: write a number from 1 to ")));
    EXPECT_FALSE(desktop.panel().b_button().isEnabled());
    EXPECT_TRUE(desktop.panel().reason().text().contains(QStringLiteral("cannot be taken")));
    EXPECT_FALSE(desktop.window->run_as_b());
    EXPECT_FALSE(desktop.session.comparing());
    desktop.enter(write_shards, "many");
    EXPECT_TRUE(
        desktop.field(write_shards).accessibleDescription().contains(QStringLiteral("many")));
    desktop.enter(write_shards, "2.5");
    EXPECT_TRUE(
        desktop.field(write_shards).accessibleDescription().contains(QStringLiteral("whole")));
    desktop.enter(write_shards, "4");
    EXPECT_EQ(desktop.knob(write_shards).wanted, 4);
    EXPECT_TRUE(desktop.panel().b_button().isEnabled());
}

TEST(WhatIfHistory, UndoRestoresTheNumberItsSliderAndItsText) {
    WhatIfDesktop desktop;
    QSlider& slider = *desktop.panel().slider(write_shards);
    const int place = slider.value();
    const QString text = desktop.window->scenario().text();
    desktop.enter(write_shards, "10");
    desktop.enter(write_shards, "20");
    EXPECT_NE(slider.value(), place);
    QTest::keyClick(&desktop.field(write_shards), Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(desktop.knob(write_shards).wanted, 10);
    EXPECT_EQ(desktop.field(write_shards).text(), QStringLiteral("10"));
    desktop.action("undo")->trigger();
    EXPECT_FALSE(desktop.panel().what_if().changed());
    EXPECT_EQ(slider.value(), place);
    desktop.action("redo")->trigger();
    EXPECT_EQ(desktop.knob(write_shards).wanted, 10);
    EXPECT_EQ(desktop.window->scenario().text(), text) << "the text has its own history";
    // All steps of one drag are one change.
    const int steps = desktop.panel().history().index();
    slider.setSliderDown(true);
    for (int moved = 1; moved <= 5; ++moved) slider.setValue(slider.value() + 7);
    slider.setSliderDown(false);
    EXPECT_EQ(desktop.panel().history().index(), steps + 1);
    desktop.panel().history().undo();
    EXPECT_EQ(desktop.knob(write_shards).wanted, 10);
    // Reset is one step, too.
    EXPECT_TRUE(desktop.panel().want(QStringLiteral("tables.votes.capacity.write"), 500));
    QTest::mouseClick(desktop.panel().findChild<QPushButton*>(QStringLiteral("what_if/reset")),
                      Qt::LeftButton);
    EXPECT_FALSE(desktop.panel().what_if().changed());
    desktop.panel().history().undo();
    EXPECT_EQ(desktop.knob(write_shards).wanted, 10);
    EXPECT_EQ(desktop.knob(QStringLiteral("tables.votes.capacity.write")).wanted, 500);
}

TEST(WhatIfLines, AreWhatWriteWrites) {
    WhatIfDesktop desktop;
    const ChangedLines& lines = desktop.panel().changed_lines();
    EXPECT_TRUE(lines.changes().empty());
    desktop.enter(QStringLiteral("workloads.voters.arrivals.rate"), "250");
    desktop.enter(write_shards, "10");
    const QString rate = QStringLiteral(R"(arrivals = { shape = "poisson", rate = "%1/s" })");
    ASSERT_FALSE(lines.changes().empty());
    QStringList before, after;
    for (const LineChange& change : lines.changes()) {
        before << change.before;
        after << change.after;
    }
    EXPECT_EQ(before, QStringList{rate.arg(300)});
    EXPECT_TRUE(after.contains(rate.arg(250)));
    EXPECT_TRUE(after.contains(QStringLiteral("write_shards = 10")))
        << after.join(QLatin1Char('\n')).toStdString();
    QTest::mouseClick(&desktop.panel().changed_lines().copy_button(), Qt::LeftButton);
    EXPECT_EQ(QApplication::clipboard()->text(), after.join(QLatin1Char('\n')) + QLatin1Char('\n'));
    const QString shown = lines.after();
    QTest::mouseClick(&desktop.panel().changed_lines().write_button(), Qt::LeftButton);
    EXPECT_EQ(desktop.window->scenario().text(), shown);
    EXPECT_TRUE(lines.changes().empty()) << "the text has them now";
    // The same text runs as B.
    ASSERT_TRUE(desktop.window->run_as_b());
    EXPECT_EQ(desktop.session.scenario_text(), shown);
}

TEST(WhatIfLines, AreFoundByComparing) {
    const auto changes =
        line_changes(QStringLiteral("a\nb\nc\nd\ne"), QStringLiteral("a\nB\nc\nx\ny\ne"));
    const std::vector<LineChange> expected{
        {{QStringLiteral("b")}, {QStringLiteral("B")}},
        {{QStringLiteral("d")}, {QStringLiteral("x"), QStringLiteral("y")}}};
    EXPECT_EQ(changes, expected);
    EXPECT_TRUE(line_changes(QStringLiteral("a\nb"), QStringLiteral("a\nb")).empty());
}

// The numbers beside the buttons are those of the two runs.
TEST(WhatIfFigures, TellBeforeAndAfter) {
    WhatIfDesktop desktop(true);
    EXPECT_TRUE(desktop.panel().reason().text().contains(QStringLiteral("Change a number")));
    desktop.enter(write_shards, "10");
    EXPECT_FALSE(desktop.panel().apply_button().isEnabled());
    EXPECT_TRUE(desktop.panel().reason().text().contains(QStringLiteral("the run is over")));
    desktop.action("run_as_b")->trigger();
    ASSERT_TRUE(desktop.session.comparing());
    ASSERT_TRUE(wait_until([&] { return desktop.session.sim().phase() == SimPhase::finished; }));
    desktop.panel().before_after().refresh();
    const auto throttled = [](const RunModel& run) {
        return QLocale().toString(static_cast<qulonglong>(run.run_end()->tables[0].throttled));
    };
    const QStringList lines = desktop.panel().before_after().text().split(QLatin1Char('\n'));
    ASSERT_EQ(lines.size(), 2);
    EXPECT_TRUE(
        lines[0].startsWith(QStringLiteral("before %1 ").arg(throttled(desktop.session.run_a()))))
        << lines[0].toStdString();
    EXPECT_TRUE(
        lines[1].startsWith(QStringLiteral("after %1 ").arg(throttled(desktop.session.run()))))
        << lines[1].toStdString();
    // The bill of the first hour of 400 WCU, 40 RCU and 32 GB, as in the headline.
    const QString bill = desktop.window->explore().score_row().tiles()[3]->value().mid(5);
    for (const QString& line : lines) EXPECT_TRUE(line.endsWith(bill)) << line.toStdString();
}

TEST(WhatIfChanges, TheRunForksBeforeOneOfThem) {
    WhatIfDesktop desktop;
    SimController& sim = desktop.session.sim();
    sim.go_to(sim_start + 30s);
    ASSERT_TRUE(wait_until([&] { return desktop.session.run().recorded_seconds() == 30; }));
    desktop.enter(write_shards, "10");
    QSignalSpy applied(&sim, &SimController::applied);
    desktop.window->apply_live();
    ASSERT_TRUE(applied.wait(5'000));
    LiveChanges& list = desktop.panel().live_changes();
    ASSERT_TRUE(wait_until([&] { return list.isVisible(); }));
    auto* fork = list.findChild<QPushButton*>();
    ASSERT_NE(fork, nullptr);
    QTest::mouseClick(fork, Qt::LeftButton);
    ASSERT_TRUE(wait_until([&] { return desktop.session.comparing(); }));
    EXPECT_FALSE(desktop.session.scenario_text().contains(QStringLiteral("live_1")));
}

}  // namespace
}  // namespace isotherm
