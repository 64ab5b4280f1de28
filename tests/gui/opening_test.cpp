// SPDX-License-Identifier: GPL-3.0-or-later
// Opening does not block the window: the old content stays until the new one is there, and the last
// file that was requested wins.

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <QImage>
#include <QProcess>
#include <QSignalSpy>
#include <QStatusBar>
#include <QThread>
#include <fstream>

#include "engine/recording/run_manifest.h"
#include "tests/gui/desktop_window.h"
#include "tests/temporary_folder.h"

namespace isotherm {
namespace {

// A run directory with the files that the window reads.
QString run_of(const TemporaryFolder& folder, const std::string& name, std::int64_t seconds = 60) {
    MadeRecording made = one_throttled_second(4, seconds, seconds / 2, 1);
    made.recording.name = name;
    std::filesystem::create_directory(folder.path(name));
    const std::string database = folder.path(name) + "/run.sqlite";
    EXPECT_TRUE(write_run_database(database, made.recording, {}).empty());
    std::ofstream(folder.path(name) + "/manifest.json")
        << R"({"program": "isotherm", "format": 1, "complete": true, "fingerprint": "", "hashes": )"
        << R"({"run.sqlite": ")" << file_hash(database) << "\"}}";
    return QString::fromStdString(folder.path(name));
}

const std::string& name_of(Desktop& desktop) { return desktop.session.run().recording().name; }

TEST(Opening, ARunComesLaterAndTheWindowStaysUntilThen) {
    TemporaryFolder folder;
    Desktop desktop;
    desktop.open_hot();
    QSignalSpy opened(&desktop.session, &Session::opened);
    desktop.window->open(run_of(folder, "later"));
    // Nothing has changed yet: results are delivered by the event loop.
    EXPECT_EQ(opened.count(), 0);
    EXPECT_EQ(name_of(desktop), "hot");
    EXPECT_TRUE(desktop.session.sim().has_simulation());
    EXPECT_TRUE(desktop.window->explores());
    EXPECT_EQ(desktop.session.opening().kind(), Opening::Kind::run);
    EXPECT_TRUE(desktop.action("cancel_opening")->isEnabled());
    bool told = false;
    for (const QLabel* label : desktop.window->findChildren<QLabel*>()) {
        told |= label->isVisible() && label->text().contains(QStringLiteral("later"));
    }
    EXPECT_TRUE(told) << "the status bar says what is being read";
    EXPECT_TRUE(desktop.window->statusBar()->findChild<QProgressBar*>()->isVisible());
    ASSERT_TRUE(opened.wait());
    EXPECT_EQ(name_of(desktop), "later");
    EXPECT_FALSE(desktop.session.sim().has_simulation());
    EXPECT_FALSE(desktop.action("cancel_opening")->isEnabled());
    EXPECT_EQ(desktop.session.run().recording().tables[0].seconds[1][30].throttled(), 50U);
}

TEST(Opening, TheLastOneAskedForWins) {
    TemporaryFolder folder;
    Desktop desktop;
    const QString first = run_of(folder, "first"), second = run_of(folder, "second", 40'000);
    QSignalSpy opened(&desktop.session, &Session::opened);
    desktop.window->open(first);
    QThread::msleep(100);  // the result is sent but not yet received
    desktop.window->open(second);
    ASSERT_TRUE(opened.wait());
    EXPECT_EQ(name_of(desktop), "second");
    QTest::qWait(200);
    EXPECT_EQ(opened.count(), 1);
    EXPECT_EQ(desktop.session.path(), second);
    // A scenario is opened at once, and a run that is still being read does not replace it.
    desktop.window->open(first);
    desktop.open_hot(false);
    QTest::qWait(200);
    EXPECT_EQ(name_of(desktop), "hot");
    EXPECT_TRUE(desktop.session.sim().has_simulation());
}

TEST(Opening, NothingComesOfWhatWasCancelled) {
    TemporaryFolder folder;
    Desktop desktop;
    desktop.window->open(run_of(folder, "unwanted"));
    desktop.action("cancel_opening")->trigger();
    EXPECT_EQ(desktop.session.opening().kind(), Opening::Kind::none);
    EXPECT_FALSE(desktop.window->statusBar()->findChild<QProgressBar*>()->isVisible());
    QTest::qWait(200);
    EXPECT_TRUE(desktop.window->shows_start_page());
    EXPECT_TRUE(desktop.session.run().empty());
    EXPECT_FALSE(Session::recent_files().contains(QString::fromStdString(folder.path("unwanted"))));
}

TEST(Opening, ADamagedRunLeavesTheWindowAsItWas) {
    TemporaryFolder folder;
    Desktop desktop;
    desktop.open_hot();
    const QString run = run_of(folder, "damaged");
    std::filesystem::resize_file((run + QStringLiteral("/run.sqlite")).toStdString(), 6'000);
    QSignalSpy trouble(&desktop.session, &Session::trouble);
    desktop.window->open(run);
    ASSERT_TRUE(trouble.wait());
    EXPECT_TRUE(desktop.window->banner().isVisible());
    EXPECT_EQ(name_of(desktop), "hot");
    EXPECT_TRUE(desktop.window->explores());
}

TEST(Opening, TheWindowMayGoWhileSomethingIsRead) {
    TemporaryFolder folder;
    const QString run = run_of(folder, "run", 40'000);
    for (int i = 0; i < 5; ++i) {
        Desktop desktop;
        desktop.window->open(run);
        desktop.window.reset();
    }
}

// The stream of the scenario is a pipe without a writer, so creating the simulation blocks.
TEST(Opening, AScenarioThatTakesLongToPrepareDoesNotStopTheWindow) {
    TemporaryFolder folder;
    const std::string pipe = folder.path("slow.csv");
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    Desktop desktop;
    ASSERT_TRUE(desktop.session.open_text(QStringLiteral(R"(
name = "slow"
duration = "1m"
[tables.ttt]
partition_key = "k"
capacity = { mode = "provisioned", read = 10, write = 10 }
[workloads.w]
table = "ttt"
[workloads.w.replay]
file = "%1"
format = "csv"
time_unit = "s"
)")
                                              .arg(QString::fromStdString(pipe)),
                                          {}));
    QTest::qWait(50);
    EXPECT_EQ(desktop.session.sim().phase(), SimPhase::preparing);
    EXPECT_TRUE(desktop.window->explores());
    std::ofstream(pipe) << "time,key\n1,a\n2,b\n";
    ASSERT_TRUE(wait_until([&] { return desktop.session.sim().phase() == SimPhase::ready; }));
}

// The stream of the picture arrives late: a program that does not wait would have finished.
TEST(Opening, APictureWaitsForWhatIsRead) {
    TemporaryFolder folder;
    const std::string pipe = folder.path("late.csv");
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    const QString picture = QString::fromStdString(folder.path("grab.png"));
    QProcess program;
    program.start(QStringLiteral(ISOTHERM_PROGRAM_DIR "/isotherm-gui"),
                  {QString::fromStdString(pipe), QStringLiteral("--grab"), picture});
    QTest::qWait(1'500);
    std::ofstream(pipe) << "time,key\n1,a\n2,b\n3,a\n";
    ASSERT_TRUE(program.waitForFinished());
    const QImage image(picture);
    const QRgb consumed = make_theme(ThemeName::dark).consumed.rgb();
    int reads = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) reads += image.pixel(x, y) == consumed;
    }
    EXPECT_GT(reads, 20'000);
}

}  // namespace
}  // namespace isotherm
