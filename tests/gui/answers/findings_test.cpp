// SPDX-License-Identifier: GPL-3.0-or-later
// The panel of findings: what it says, and where its buttons lead.

#include <gtest/gtest.h>

#include <QProcess>
#include <QTemporaryDir>
#include <algorithm>
#include <cmath>

#include "app/gui/models/finding_words.h"
#include "engine/insight/findings.h"
#include "engine/insight/headroom.h"
#include "engine/insight/score.h"
#include "engine/recording/run_manifest.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

void show_causes(Desktop& desktop) {
    desktop.window->findChild<QDockWidget*>(QStringLiteral("findings"))->show();
}

TEST(FindingsPanel, SharesAddUpAndButtonsLeadToThePlace) {
    Desktop desktop;
    desktop.open_hot();
    show_causes(desktop);
    FindingsPanel& panel = desktop.window->findings();
    ASSERT_FALSE(panel.cards().empty());
    double shares = 0;
    for (const FindingCard* card : panel.cards()) shares += card->finding().share;
    EXPECT_NEAR(shares, 1, 1e-9);
    const Totals totals = desktop.session.run().totals();
    EXPECT_GT(totals.throttled, 0U);
    EXPECT_TRUE(panel.summary().startsWith(QLocale().toString(qulonglong(totals.throttled))))
        << panel.summary().toStdString();

    FindingCard& card = *panel.cards().front();
    desktop.view().show_table(0, Side::read);
    QTest::mouseClick(&card.show_button(), Qt::LeftButton);
    EXPECT_EQ(desktop.session.run().subject_name(desktop.view().table()), card.finding().resource);
    EXPECT_EQ(desktop.view().side(), card.finding().side);
    ASSERT_TRUE(desktop.view().selection());
    EXPECT_EQ(desktop.view().selection()->first, card.finding().first_second);
    EXPECT_EQ(desktop.view().selection()->end, card.finding().last_second + 1);

    QTest::mouseClick(&card.why_button(), Qt::LeftButton);
    ASSERT_TRUE(desktop.view().pin());
    EXPECT_FALSE(desktop.window->inspector().explanation().isEmpty());
}

// Remedies of a short run are tried as soon as the panel is seen.
TEST(FindingsPanel, TriesRemediesAndRunsOneAsB) {
    Desktop desktop;
    desktop.open_hot();
    show_causes(desktop);
    FindingsPanel& panel = desktop.window->findings();
    const auto trials = [&] {
        return desktop.session.remedies().trials(desktop.session.scenario_text().toStdString());
    };
    EXPECT_TRUE(desktop.session.remedies().running() || trials() != nullptr);
    ASSERT_TRUE(wait_until([&] { return trials() != nullptr; }, 60'000));
    EXPECT_FALSE(panel.check_button().isVisible());
    // Those that make no difference have no button.
    const auto& tried = trials()->tried;
    const auto first = std::find_if(tried.begin(), tried.end(), [](const TriedRemedy& one) {
        return one.verdict != TrialVerdict::no_effect && one.remedy.finding == 0;
    });
    ASSERT_NE(first, tried.end());
    ASSERT_NE(first->verdict, TrialVerdict::worsens);
    const TriedRemedy best = *first;
    const std::uint64_t before = desktop.session.run().totals().throttled;
    ASSERT_FALSE(panel.cards().front()->try_buttons().empty());
    QPushButton* const try_it = panel.cards().front()->try_buttons().front();
    panel.scroll_to(*try_it);
    QTest::mouseClick(try_it, Qt::LeftButton);
    ASSERT_TRUE(desktop.session.comparing());
    EXPECT_EQ(desktop.session.scenario_text().toStdString(), best.text);
    ASSERT_TRUE(wait_until([&] { return desktop.session.run().findings().has_value(); }));
    EXPECT_LT(desktop.session.run().totals().throttled, before / 2);
    // The card stays and says what B did; with the same seed, that is what was said.
    const QString refused =
        QLocale().toString(qulonglong(desktop.session.run().totals().throttled));
    ASSERT_FALSE(panel.cards().empty());
    EXPECT_EQ(panel.cards().front()->trial(),
              QStringLiteral("B: %1 refused (said: %1)").arg(refused));
    EXPECT_EQ(desktop.view().compare_mode(), CompareMode::side_by_side);
    // Back in A, what was tried is still known.
    desktop.action("back_to_a")->trigger();
    ASSERT_TRUE(wait_until([&] { return !panel.cards().empty(); }));
    EXPECT_NE(trials(), nullptr);
}

TEST(FindingsPanel, AStoppedCheckLeavesNothingBehind) {
    Desktop desktop;
    desktop.open_hot();
    show_causes(desktop);
    FindingsPanel& panel = desktop.window->findings();
    EXPECT_TRUE(desktop.session.remedies().running());
    QTest::mouseClick(&panel.check_button(), Qt::LeftButton);
    EXPECT_FALSE(desktop.session.remedies().running());
    EXPECT_TRUE(panel.check_button().isVisible());
    // Who has stopped it is not asked again for the same run.
    desktop.window->findChild<QDockWidget*>(QStringLiteral("findings"))->hide();
    show_causes(desktop);
    QTest::qWait(200);
    EXPECT_FALSE(desktop.session.remedies().running());
    EXPECT_EQ(desktop.session.remedies().trials(desktop.session.scenario_text().toStdString()),
              nullptr);
    QTest::mouseClick(&panel.check_button(), Qt::LeftButton);
    EXPECT_TRUE(desktop.session.remedies().running());
}

TEST(FindingsPanel, KeysStepThroughFindings) {
    Desktop desktop;
    desktop.open_hot();
    desktop.press(Qt::Key_G);
    ASSERT_TRUE(desktop.view().selection());
    const ThrottleFinding& first = desktop.window->findings().cards().front()->finding();
    EXPECT_EQ(desktop.view().selection()->first, first.first_second);
    desktop.view().select(std::nullopt);
    desktop.press(Qt::Key_G, Qt::ShiftModifier);
    EXPECT_TRUE(desktop.view().selection());
}

double shares_of(const FindingsPanel& panel) {
    double shares = 0;
    for (const FindingCard* card : panel.cards()) shares += card->finding().share;
    return shares;
}

// While a run is paused, its causes so far are those that the console finds in the same run ended
// there.
TEST(FindingsPanel, KnowsTheCausesOfARunThatGoesOn) {
    Desktop desktop;
    desktop.open_hot(false);
    FindingsPanel& panel = desktop.window->findings();
    EXPECT_TRUE(panel.cards().empty());
    desktop.session.sim().go_to(sim_start + 30s);
    ASSERT_TRUE(wait_until([&] { return !panel.cards().empty(); }));
    EXPECT_FALSE(desktop.session.run().findings_final());
    EXPECT_NEAR(shares_of(panel), 1, 1e-9);
    EXPECT_TRUE(panel.summary().contains(QStringLiteral("throttled so far")))
        << panel.summary().toStdString();
    EXPECT_TRUE(panel.cards().front()->try_buttons().empty()) << "nothing is tried before the end";
    std::uint64_t throttled = 0;
    for (const FindingCard* card : panel.cards()) throttled += card->finding().throttled;
    const TableRecording& votes = desktop.session.run().recording().tables[0];
    EXPECT_EQ(throttled, try_counts(votes, Side::write, TimeWindow{0, 30}).throttled);
    EXPECT_TRUE(panel.summary().startsWith(QLocale().toString(qulonglong(throttled))))
        << panel.summary().toStdString();
    EXPECT_LT(panel.cards().front()->finding().last_second, 30);
    // Later numbers appear on the same card.
    const QPointer<FindingCard> card = panel.cards().front();
    const std::uint64_t before = card->finding().throttled;
    desktop.session.sim().go_to(sim_start + 31s);
    ASSERT_TRUE(wait_until([&] { return card == nullptr || card->finding().last_second >= 30; }));
    ASSERT_NE(card, nullptr);
    EXPECT_GT(card->finding().throttled, before);
    // After a step back from the end the findings are not final any more.
    desktop.session.sim().run_to_end();
    ASSERT_TRUE(wait_until([&] { return desktop.session.run().findings_final(); }));
    desktop.session.sim().step_by(-5s);
    ASSERT_TRUE(wait_until([&] {
        return !desktop.session.run().findings_final() && !panel.cards().empty() &&
               desktop.session.sim().phase() == SimPhase::paused;
    }));
    EXPECT_NEAR(shares_of(panel), 1, 1e-9);
}

// A run at a speed tells its causes every two seconds.
TEST(FindingsPanel, TellsTheCausesWhileTheRunMoves) {
    Desktop desktop;
    desktop.open_hot(false);
    desktop.session.sim().set_speed(10);
    desktop.session.sim().run_or_pause();
    QElapsedTimer waited;
    waited.start();
    ASSERT_TRUE(wait_until([&] { return !desktop.window->findings().cards().empty(); }));
    EXPECT_EQ(desktop.session.sim().phase(), SimPhase::running);
    EXPECT_GE(waited.elapsed(), 1'500);
    desktop.session.sim().pause();
}

// Without throttling, the load that would just fit can be tried as B.
TEST(FindingsPanel, TriesALargerLoadWhereNothingWasRefused) {
    Desktop desktop;
    QString calm = QString::fromUtf8(hot_scenario);
    desktop.open(calm.replace(QStringLiteral("300/s"), QStringLiteral("4/s")).toUtf8().constData());
    show_causes(desktop);
    FindingsPanel& panel = desktop.window->findings();
    ASSERT_EQ(desktop.session.run().totals().throttled, 0U);
    const auto tightest = tightest_limit(desktop.session.run().recording());
    ASSERT_TRUE(tightest);
    const double times = std::round(10 / tightest->use) / 10;
    ASSERT_GT(times, 1);
    EXPECT_TRUE(
        panel.summary().contains(QLocale().toString(times, 'f', 1) + QStringLiteral("-fold")))
        << panel.summary().toStdString();
    ASSERT_TRUE(panel.next_button().isVisible());
    QTest::mouseClick(&panel.next_button(), Qt::LeftButton);
    ASSERT_TRUE(desktop.session.comparing());
    ASSERT_TRUE(wait_until([&] { return desktop.session.run().run_end().has_value(); }));
    const double before = static_cast<double>(desktop.session.run_a().totals().attempts);
    const double after = static_cast<double>(desktop.session.run().totals().attempts);
    EXPECT_NEAR(after / before, times, 0.25 * times) << "Poisson arrivals at a few a second";
}

// The window and the console find the same.
TEST(FindingsPanel, OfAStoredRunAreThoseOfTheConsole) {
    QTemporaryDir folder;
    const QString run = folder.filePath(QStringLiteral("run"));
    const QString scenario = folder.filePath(QStringLiteral("hot.toml"));
    QFile file(scenario);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(hot_scenario);
    file.close();
    QProcess console;
    console.start(QStringLiteral(ISOTHERM_PROGRAM_DIR "/isotherm"),
                  {QStringLiteral("run"), scenario, QStringLiteral("--out"), run});
    ASSERT_TRUE(console.waitForFinished());
    Desktop desktop;
    desktop.session.open(run);
    FindingsPanel& panel = desktop.window->findings();
    ASSERT_TRUE(wait_until([&] { return !panel.cards().empty(); }));
    const auto stored = read_run(run.toStdString());
    ASSERT_TRUE(stored.ok());
    const Scenario known = good_scenario(hot_scenario);
    const auto wanted = findings_of(stored.value().recording, &known);
    ASSERT_EQ(panel.cards().size(), wanted.size());
    for (std::size_t f = 0; f < wanted.size(); ++f) {
        EXPECT_EQ(panel.cards()[f]->finding().cause, wanted[f].cause);
        EXPECT_EQ(panel.cards()[f]->finding().throttled, wanted[f].throttled);
        for (const QPushButton* button : panel.cards()[f]->try_buttons())
            EXPECT_FALSE(button->isEnabled());
    }
}

// One line stands for the panel where that would lie over the page; dismissed causes can be shown
// again.
TEST(FindingsPanel, ALineAndDismissedCauses) {
    Desktop desktop;
    desktop.open_hot();
    desktop.window->resize(1'100, 800);
    QApplication::processEvents();
    FindingLine& line = desktop.window->finding_line();
    EXPECT_TRUE(line.isVisible());
    const FindingsPanel& panel = desktop.window->findings();
    EXPECT_TRUE(line.text().contains(FindingWords::cause(panel.cards().front()->finding().cause)))
        << line.text().toStdString();
    show_causes(desktop);
    EXPECT_FALSE(line.isVisible());
    QTest::mouseClick(&panel.cards().front()->dismiss_button(), Qt::LeftButton);
    ASSERT_FALSE(panel.cards().empty());
    EXPECT_FALSE(panel.cards().front()->isVisible());
    QPushButton& again = desktop.window->findings().dismissed_button();
    EXPECT_TRUE(again.isVisible());
    QTest::mouseClick(&again, Qt::LeftButton);
    EXPECT_TRUE(panel.cards().front()->isVisible());
    EXPECT_FALSE(again.isVisible());
    // Without throttling, the nearest limit is named.
    QString calm = QString::fromUtf8(hot_scenario);
    desktop.open(calm.replace(QStringLiteral("300/s"), QStringLiteral("2/s")).toUtf8().constData());
    ASSERT_EQ(desktop.session.run().totals().throttled, 0U);
    EXPECT_TRUE(panel.summary().contains(QStringLiteral("Nearest: votes")))
        << panel.summary().toStdString();
    EXPECT_TRUE(panel.summary().contains(QStringLiteral("-fold")));
    EXPECT_FALSE(line.isVisible());
}

TEST(FindingWords, EveryCauseAndRemedyHasAName) {
    for (std::size_t c = 0; c < throttle_cause_names.size(); ++c)
        EXPECT_FALSE(FindingWords::cause(static_cast<ThrottleCause>(c)).isEmpty());
    for (std::size_t r = 0; r < remedy_names.size(); ++r)
        EXPECT_FALSE(FindingWords::remedy(static_cast<RemedyKind>(r)).isEmpty());
}

}  // namespace
}  // namespace isotherm
