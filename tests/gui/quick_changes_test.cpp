// SPDX-License-Identifier: GPL-3.0-or-later
// Live changes faster than their answers come back.

#include <gtest/gtest.h>

#include <QLineEdit>

#include "app/gui/views/main_window.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

// Both were named alike, and the second one ended the program.
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
