// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons in the window, played by keyboard alone, and what stays hidden until it was predicted.

#include <gtest/gtest.h>

#include <cmath>

#include "app/gui/lessons/lesson_progress.h"
#include "tests/gui/lessons/played_lesson.h"

namespace isotherm {
namespace {

TEST(LessonPage, VotesIsPlayedToItsEndByKeyboardAlone) {
    LessonProgress::forget_all();
    PlayedLesson played;
    played.page.show_list();
    for (int down = 0; down < 3; ++down) played.press(Qt::Key_Down);
    played.press(Qt::Key_Return);
    ASSERT_TRUE(played.page.plays());
    ASSERT_EQ(played.course().lesson().id, "votes");
    ASSERT_TRUE(played.settled());
    EXPECT_TRUE(played.words().contains(QStringLiteral("$94,994.90"))) << "the bill of run A";
    played.press(Qt::Key_PageDown);
    ASSERT_EQ(played.step(), "counted");
    played.type("2500");
    played.press(Qt::Key_Return);
    EXPECT_EQ(played.course().prediction(1)->number, 2500);
    played.press(Qt::Key_Return);
    ASSERT_EQ(played.step(), "run");
    played.press(Qt::Key_Space);
    EXPECT_FALSE(played.words().contains(QStringLiteral("2,000"))) << "not before its end";
    ASSERT_TRUE(played.settled());
    EXPECT_EQ(played.course().seen(2), 300);
    EXPECT_TRUE(played.words().contains(
        QStringLiteral("Question 2: You predicted 2,500; the run says 1,999.99. The difference")))
        << played.words().toStdString();
    played.press(Qt::Key_Return);
    ASSERT_EQ(played.step(), "why");
    EXPECT_TRUE(played.words().contains(QStringLiteral("You predicted 2,500")))
        << "the prediction stays beside its explanation";
    EXPECT_TRUE(played.words().contains(QStringLiteral("(documented)")));
    played.press(Qt::Key_PageDown);
    ASSERT_EQ(played.step(), "more");
    for (const PictureCard* card : played.stage().cards().cards()) EXPECT_TRUE(card->pictured());
    played.press(Qt::Key_1);
    played.press(Qt::Key_Return);
    EXPECT_EQ(played.course().prediction(4)->choice, "half");
    played.press(Qt::Key_Return);
    ASSERT_EQ(played.step(), "doubled");
    EXPECT_TRUE(played.words().contains(QStringLiteral("B is A with tables.votes")));
    EXPECT_FALSE(played.words().contains(QStringLiteral("189,894"))) << "the bill of B";
    played.press(Qt::Key_Space);
    ASSERT_TRUE(played.settled());
    EXPECT_EQ(played.stage().picture().runs().size(), 2U);
    EXPECT_TRUE(played.words().contains(QStringLiteral("189,894")));
    EXPECT_TRUE(played.words().contains(QStringLiteral("You chose \u201cone of the two rows")));
    played.press(Qt::Key_Return);
    ASSERT_EQ(played.step(), "own");
    played.type("workloads.sharded_voters.write_shards=3; workloads.tally.write_shards=3");
    played.press(Qt::Key_Return);
    ASSERT_TRUE(played.settled());
    ASSERT_TRUE(played.stage().verdict());
    EXPECT_TRUE(played.stage().verdict()->reached());
    played.press(Qt::Key_PageDown);
    ASSERT_EQ(played.step(), "price");
    played.press(Qt::Key_PageDown);
    EXPECT_FALSE(played.page.plays()) << "back at the list";
    EXPECT_TRUE(LessonProgress::done(QStringLiteral("votes")));
    EXPECT_TRUE(played.page.list().item(3)->text().contains(QStringLiteral("done")));
    LessonProgress::forget_all();
    EXPECT_EQ(LessonProgress::step(QStringLiteral("votes")), 0U);
}

// The distance of the drawn curve is what the lesson's arithmetic says: the run refuses 50 writes a
// second from minute 15 on, so 40 from minute 15 on are a fifth away from it.
TEST(LessonPage, BurstIsPlayedToItsEndByKeyboardAlone) {
    PlayedLesson played;
    played.stage().set_watched(false);
    played.open("burst");
    ASSERT_TRUE(played.settled());
    played.press(Qt::Key_PageDown);
    ASSERT_EQ(played.step(), "curve");
    played.type("0:0 15:0 15:40 30:40");
    played.press(Qt::Key_Return);
    ASSERT_TRUE(played.course().prediction(1)->curve);
    played.press(Qt::Key_Return);
    ASSERT_EQ(played.step(), "begins");
    played.press(Qt::Key_Backtab);
    played.press(Qt::Key_Tab);
    played.type("5");
    played.press(Qt::Key_Return);
    played.press(Qt::Key_Return);
    ASSERT_EQ(played.step(), "run");
    played.press(Qt::Key_Space);
    EXPECT_EQ(played.course().seen(3), 900) << "the lesson pauses at 15 minutes";
    EXPECT_FALSE(played.words().contains(QStringLiteral("Question")));
    played.press(Qt::Key_Space);
    EXPECT_EQ(played.course().seen(3), 1800);
    const LessonCurve* curve =
        played.stage().bench().run({})->curve("for_ever", CurveLane::throttle);
    double distance = 0, mean = 0;
    for (std::size_t minute = 0; minute < curve->minutes.size(); ++minute) {
        distance += std::abs((minute < 15 ? 0 : 40) - curve->minutes[minute]);
        mean += curve->minutes[minute];
    }
    const QString share = QStringLiteral("%1 %").arg(std::round(100 * distance / mean));
    EXPECT_NEAR(distance / mean, 0.2, 0.01);
    EXPECT_TRUE(played.words().contains(
        QStringLiteral("your curve is %1 of the run's mean away").arg(share)))
        << played.words().toStdString();
    EXPECT_TRUE(played.words().contains(QStringLiteral("You predicted 5")));
    EXPECT_TRUE(played.stage().answered().isVisible()) << "the drawn curve stays beside the run's";
    EXPECT_EQ(played.stage().answered().drawn().size(), 4U);
    played.press(Qt::Key_PageDown);
    ASSERT_EQ(played.step(), "why");
    played.press(Qt::Key_PageDown);
    ASSERT_EQ(played.step(), "own");
    played.type("workloads.busy.arrivals.rate=150/s");
    played.press(Qt::Key_Return);
    ASSERT_TRUE(played.settled());
    ASSERT_TRUE(played.stage().verdict());
    EXPECT_FALSE(played.stage().verdict()->all) << "the trap";
    played.stage().sliders().others().setFocus();
    played.stage().sliders().others().selectAll();
    played.type(
        "workloads.busy.arrivals={shape=\"on_off\",rate=\"300/"
        "s\",on_mean=\"20s\",off_mean=\"40s\"}");
    played.press(Qt::Key_Return);
    ASSERT_TRUE(played.settled());
    EXPECT_TRUE(played.stage().verdict()->reached());
    EXPECT_TRUE(played.words().contains(QStringLiteral("Reached")));
}

TEST(LessonPage, NothingRunsBeforeItWasPredictedOrSkipped) {
    PlayedLesson played;
    played.stage().set_watched(false);
    played.open("partition_arithmetic", "run");
    ASSERT_TRUE(played.settled());
    EXPECT_FALSE(played.stage().run_button().isEnabled());
    EXPECT_EQ(played.stage().text().predict_first(),
              QStringLiteral("First predict or skip: step 2, 3"));
    played.press(Qt::Key_F5);
    EXPECT_FALSE(played.course().has_run(3));
    // Before the run not even the number of rows is shown: it is what the lesson asks.
    played.stage().picture().grab();
    EXPECT_TRUE(played.stage().picture().geometry().front().bands.front().labels.empty());
    played.stage().go_to(1);
    played.type("13");
    played.press(Qt::Key_Return);
    EXPECT_EQ(played.course().prediction(1), nullptr);
    EXPECT_TRUE(played.words().contains(QStringLiteral("from 1 to 12")));
    played.stage().reset_step();
    played.type("3");
    played.press(Qt::Key_Return);
    played.stage().go_to(3);
    EXPECT_FALSE(played.stage().run_button().isEnabled()) << "step 3 is still open";
    played.stage().skip();
    EXPECT_TRUE(played.stage().run_button().isEnabled());
    played.press(Qt::Key_F5);
    EXPECT_EQ(played.course().seen(3), 600);
    EXPECT_TRUE(played.words().contains(QStringLiteral("You predicted 3, and so says the run.")));
    EXPECT_TRUE(
        played.words().contains(QStringLiteral("Nothing was predicted; the run says 1,66")));
    played.stage().picture().grab();
    const auto& bands = played.stage().picture().geometry().front().bands;
    EXPECT_EQ(bands.back().refused_rows, 1U);
    EXPECT_TRUE(bands.back().numbers.contains(QStringLiteral("33.3")));

    played.press(Qt::Key_B);
    EXPECT_TRUE(played.stage().curtain());
    played.stage().picture().grab();
    EXPECT_TRUE(played.stage().picture().geometry().front().bands.back().labels.empty());
    EXPECT_FALSE(played.words().contains(QStringLiteral("You predicted")));
    played.press(Qt::Key_B);
    EXPECT_FALSE(played.stage().curtain());
    played.press(Qt::Key_Home, Qt::ControlModifier);
    EXPECT_FALSE(played.course().has_run(3)) << "reset of the step";
    played.press(Qt::Key_PageUp);
    EXPECT_EQ(played.step(), "served");
}

TEST(LessonPage, TheViewForTheClassHasAllStepsAndTheNotes) {
    PlayedLesson played;
    played.stage().set_watched(false);
    played.open("partition_arithmetic");
    ASSERT_TRUE(played.settled());
    played.press(Qt::Key_F11, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(played.page.shows_class());
    EXPECT_EQ(played.page.steps().count(), 6);
    EXPECT_TRUE(played.page.notes().toPlainText().contains(QStringLiteral("Wrong answers")));
    EXPECT_FALSE(played.page.notes().toPlainText().contains(QLatin1Char('{')));
    played.page.steps().setCurrentRow(2);
    played.press(Qt::Key_Return);
    EXPECT_TRUE(played.page.plays());
    EXPECT_EQ(played.step(), "served");
}

TEST(LessonPage, ANumberIsDraggedAndACurveIsDrawn) {
    PlayedLesson played;
    played.stage().set_watched(false);
    played.open("burst", "begins");
    ASSERT_TRUE(played.settled());
    NumberAxis& axis = played.stage().axis();
    const auto at = [&](double number) {
        return QPoint(static_cast<int>(std::lround(axis.x_of(number))), axis.height() / 2);
    };
    QTest::mousePress(&axis, Qt::LeftButton, {}, at(3));
    QTest::mouseMove(&axis, at(7));
    QTest::mouseRelease(&axis, Qt::LeftButton, {}, at(7));
    axis.setFocus();
    played.press(Qt::Key_Right);
    const double dragged = axis.value().value_or(0);
    played.press(Qt::Key_Return);
    EXPECT_EQ(played.course().prediction(2)->number, dragged);
    EXPECT_GE(dragged, 4);
    EXPECT_LE(dragged, 8);

    played.stage().go_to(1);
    CurveCanvas& curve = played.stage().curve();
    EXPECT_EQ(curve.highest(), 200) << "what callers send, which the story tells";
    const QRectF plot = curve.plot();
    const auto place = [&](double minute, double value) {
        return QPointF(plot.left() + minute / 30 * plot.width(),
                       plot.bottom() - value / 200 * plot.height())
            .toPoint();
    };
    QTest::mousePress(&curve, Qt::LeftButton, {}, place(15.5, 50));
    QTest::mouseMove(&curve, place(29.5, 50));
    QTest::mouseRelease(&curve, Qt::LeftButton, {}, place(29.5, 50));
    EXPECT_NEAR(drawn_at(curve.drawn(), 20.5), 50, 2);
    EXPECT_EQ(drawn_at(curve.drawn(), 10), 0);
}

}  // namespace
}  // namespace isotherm
