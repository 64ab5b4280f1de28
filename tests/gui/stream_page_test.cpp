// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded streams before they are replayed: counts equal those of the console program, pictures,
// streams that break off, and making a scenario.

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <QClipboard>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <csignal>
#include <fstream>
#include <future>
#include <thread>

#include "app/gui/models/stream_words.h"
#include "tests/gui/desktop_window.h"
#include "tests/temporary_folder.h"

namespace isotherm {
namespace {

const QString samples = QStringLiteral(ISOTHERM_SOURCE_DIR "/resources/samples/");
const QString nasa = samples + QStringLiteral("nasa-http-1995-08-01-first-6h.tsv.gz");
const QString orm = samples + QStringLiteral("orm-busy-first-500k.int32be.gz");

std::string written(const TemporaryFolder& folder, std::string_view name, const std::string& text) {
    const std::string path = folder.path(name);
    std::ofstream(path) << text;
    return path;
}

// Shows a stream in the window, as soon as it is read.
bool show(Desktop& desktop, const QString& path) {
    desktop.window->open(path);
    return wait_until([&] { return desktop.window->stream_page().has_facts(); });
}

TEST(StreamPage, ShowsWhatTraceInfoPrints) {
    Desktop desktop;
    ASSERT_TRUE(show(desktop, nasa));
    EXPECT_TRUE(desktop.window->shows_stream_page());
    EXPECT_FALSE(desktop.window->banner().isVisible());
    EXPECT_EQ(Session::recent_files().front(), nasa);
    QProcess console;
    console.start(
        QStringLiteral(ISOTHERM_PROGRAM_DIR "/isotherm"),
        {QStringLiteral("trace"), QStringLiteral("info"), nasa, QStringLiteral("--json")});
    ASSERT_TRUE(console.waitForFinished());
    const QJsonObject info = QJsonDocument::fromJson(console.readAllStandardOutput()).object();
    const TraceStatistics& shown = desktop.session.stream()->statistics;
    const auto number = [&](const char* name) { return info[QLatin1String(name)].toDouble(); };
    EXPECT_EQ(static_cast<double>(shown.rows), number("rows"));
    EXPECT_EQ(static_cast<double>(shown.reads), number("reads"));
    EXPECT_EQ(static_cast<double>(shown.distinct_keys), number("distinct_keys"));
    EXPECT_EQ(static_cast<double>(shown.busiest_second_rows), number("busiest_second_rows"));
    EXPECT_EQ(static_cast<double>(shown.size_sum), number("sum_size"));
    EXPECT_NEAR(*shown.zipf_exponent, number("zipf_alpha_fit"), 1e-3);
    const StreamPace& pace = desktop.session.stream()->pace;
    EXPECT_EQ(pace.busiest_requests, shown.busiest_second_rows);
    desktop.action("copy")->trigger();
    const QString text = QApplication::clipboard()->text();
    for (const char* word : {"7,143", "1,114", "weblog", "1 Aug 1995 06:00:00", "1.076",
                             "/images/NASA-logosmall.gif"}) {
        EXPECT_TRUE(text.contains(QLatin1String(word))) << word;
    }
}

TEST(StreamPage, PaintsRequestsOverTimeAndTheTopKeys) {
    Desktop desktop;
    TemporaryFolder folder;
    // Reads in every second, writes in two seconds, and one second with 40 requests.
    std::string text = "time,key,op\n";
    for (int second = 0; second < 100; ++second) {
        for (int i = 0; i < (second == 60 ? 40 : 4); ++i) {
            text += std::to_string(second) + ",k" + std::to_string(i % 3) +
                    (second == 20 || (second == 60 && i < 20) ? ",PUT\n" : ",GET\n");
        }
    }
    ASSERT_TRUE(show(desktop, QString::fromStdString(written(folder, "s.csv", text))));
    PacePicture& pace = desktop.window->stream_page().pace();
    const Theme theme = make_theme(ThemeName::dark);
    const QRectF plot = pace.plot();
    const QImage image = pace.grab().toImage();
    const auto at = [&](double second, double requests) {
        const double ceiling = 40 * 1.08;
        return image.pixelColor(
            static_cast<int>(plot.left() + plot.width() * (second + 0.5) / 100),
            static_cast<int>(plot.bottom() - plot.height() * requests / ceiling));
    };
    EXPECT_EQ(at(60, 10), theme.consumed);
    EXPECT_EQ(at(60, 30), theme.target);
    EXPECT_EQ(at(61, 33), theme.background);
    EXPECT_EQ(at(61, 2), theme.consumed);
    EXPECT_EQ(at(20, 2), theme.target);
    EXPECT_GT(pixels_of(desktop.window->stream_page().keys(), theme.consumed), 500);
    EXPECT_FALSE(pace.accessibleDescription().isEmpty());
    desktop.action("theme_light")->trigger();
    QApplication::processEvents();
    EXPECT_GT(pixels_of(pace, make_theme(ThemeName::light).consumed), 100);
    desktop.action("theme_dark")->trigger();
}

TEST(StreamPage, MakesAScenarioThatRuns) {
    Desktop desktop;
    ASSERT_TRUE(show(desktop, nasa));
    EXPECT_TRUE(desktop.action("make_scenario")->isEnabled());
    QTest::mouseClick(&desktop.window->stream_page().make_button(), Qt::LeftButton);
    EXPECT_TRUE(desktop.window->explores());
    EXPECT_FALSE(desktop.action("make_scenario")->isEnabled());
    EXPECT_TRUE(desktop.session.path().endsWith(QStringLiteral(".tsv.gz.toml")));
    EXPECT_FALSE(QFile::exists(desktop.session.path()));
    EXPECT_EQ(desktop.session.stream(), nullptr);
    SimController& sim = desktop.session.sim();
    sim.run_to_end();
    ASSERT_TRUE(wait_until([&] { return sim.phase() == SimPhase::finished; }));
    EXPECT_EQ(desktop.session.run().recording().workloads.front().requests, 7'143U);
    EXPECT_FALSE(desktop.window->banner().isVisible());
}

TEST(StreamPage, AStreamWithoutTimesSaysSo) {
    Desktop desktop;
    ASSERT_TRUE(show(desktop, orm));
    const QString need = StreamWords::need(*desktop.session.stream());
    EXPECT_TRUE(need.contains(QStringLiteral("500 RCU"))) << need.toStdString();
    EXPECT_GT(pixels_of(desktop.window->stream_page().pace(), make_theme(ThemeName::dark).text),
              50);
    desktop.action("make_scenario")->trigger();
    EXPECT_TRUE(desktop.window->explores());
    desktop.session.sim().run_to_end();
    ASSERT_TRUE(wait_until([&] { return desktop.session.sim().phase() == SimPhase::finished; }));
}

TEST(StreamPage, WhatBreaksOffIsShownUpToThere) {
    Desktop desktop;
    TemporaryFolder folder;
    std::string text = "time,key,size\n";
    for (int i = 0; i < 6'000; ++i) {
        text += i == 5'000 ? "noon,k,1\n" : std::to_string(i) + ",k,100\n";
    }
    const std::string path = written(folder, "half.csv", text);
    ASSERT_TRUE(show(desktop, QString::fromStdString(path)));
    EXPECT_EQ(desktop.session.stream()->statistics.rows, 5'000U);
    EXPECT_TRUE(desktop.window->banner().isVisible());
    EXPECT_TRUE(desktop.window->banner().text().contains(QStringLiteral("half.csv:5002")))
        << desktop.window->banner().text().toStdString();
    // The second line says what can be done.
    EXPECT_TRUE(desktop.window->banner().text().contains(QLatin1Char('\n')));
    EXPECT_TRUE(StreamWords::unread(*desktop.session.stream()).contains(QStringLiteral("5,000")));
    EXPECT_EQ(QApplication::activeModalWidget(), nullptr);
}

TEST(StreamPage, WhatIsNoStreamLeavesTheWindowAsItWas) {
    Desktop desktop;
    TemporaryFolder folder;
    QSignalSpy trouble(&desktop.session, &Session::trouble);
    desktop.window->open(QString::fromStdString(written(folder, "a.csv", "time,key\n")));
    ASSERT_TRUE(trouble.wait());
    EXPECT_TRUE(desktop.window->shows_start_page());
    ASSERT_TRUE(show(desktop, nasa));
    desktop.window->open(QString::fromStdString(folder.path("none.csv")));
    ASSERT_TRUE(trouble.wait());
    EXPECT_TRUE(desktop.window->shows_stream_page());
    EXPECT_EQ(desktop.window->stream_page().title(),
              QStringLiteral("nasa-http-1995-08-01-first-6h.tsv.gz"));
    EXPECT_TRUE(desktop.window->banner().isVisible());
}

// A stream under the control of the test: a pipe that ends when the test says so.
class EndlessStream {
public:
    static constexpr int rows_before_end = 20'000;
    static constexpr int rows = 90'000;

    explicit EndlessStream(const TemporaryFolder& folder) : path_(folder.path("endless.csv")) {
        EXPECT_EQ(mkfifo(path_.c_str(), 0600), 0);
        writer_ = std::thread([this] {
            // The reader may close the pipe before everything is written.
            sigset_t broken_pipe;
            sigemptyset(&broken_pipe);
            sigaddset(&broken_pipe, SIGPIPE);
            pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
            std::ofstream pipe(path_);
            pipe << "time,key,size\n";
            for (int i = 0; i < rows; ++i) {
                if (i == rows_before_end) {
                    pipe.flush();
                    ended_.get_future().wait();
                }
                pipe << i / 10 << ",k" << i % 7 << ",100\n";
            }
        });
    }
    ~EndlessStream() {
        if (!std::exchange(told_, true)) ended_.set_value();
        writer_.join();
    }
    void end() {
        told_ = true;
        ended_.set_value();
    }
    QString path() const { return QString::fromStdString(path_); }

private:
    std::string path_;
    std::promise<void> ended_;
    bool told_ = false;
    std::thread writer_;
};

TEST(StreamPage, SaysHowFarItIsAndStopsWhenTold) {
    TemporaryFolder folder;
    Desktop desktop;
    EndlessStream stream(folder);
    desktop.window->open(stream.path());
    EXPECT_TRUE(desktop.window->shows_stream_page());
    EXPECT_TRUE(desktop.action("cancel_opening")->isEnabled());
    EXPECT_FALSE(desktop.action("make_scenario")->isEnabled());
    Opening& opening = desktop.session.opening();
    ASSERT_TRUE(wait_until([&] { return opening.rows() > 0; }));
    QTest::mouseClick(&desktop.window->stream_page().cancel_button(), Qt::LeftButton);
    EXPECT_TRUE(opening.stopping());
    stream.end();
    ASSERT_TRUE(wait_until([&] { return desktop.window->stream_page().has_facts(); }));
    EXPECT_TRUE(desktop.session.stream()->stopped);
    EXPECT_GE(desktop.session.stream()->statistics.rows, 4'096U);
    EXPECT_LT(desktop.session.stream()->statistics.rows,
              static_cast<std::uint64_t>(EndlessStream::rows));
    EXPECT_TRUE(
        StreamWords::unread(*desktop.session.stream()).contains(QStringLiteral("cancelled")));
    EXPECT_FALSE(desktop.action("cancel_opening")->isEnabled());
}

TEST(StreamPage, CancelledTwiceNothingComesOfIt) {
    TemporaryFolder folder;
    Desktop desktop;
    EndlessStream stream(folder);
    desktop.window->open(stream.path());
    ASSERT_TRUE(wait_until([&] { return desktop.session.opening().rows() > 0; }));
    desktop.action("cancel_opening")->trigger();
    EXPECT_TRUE(desktop.window->shows_stream_page());
    desktop.action("cancel_opening")->trigger();
    EXPECT_TRUE(desktop.window->shows_start_page());
    stream.end();
    QTest::qWait(50);
    EXPECT_TRUE(desktop.window->shows_start_page());
    EXPECT_EQ(desktop.session.stream(), nullptr);
}

TEST(StreamPage, WhatIsOpenedMeanwhileWins) {
    TemporaryFolder folder;
    Desktop desktop;
    EndlessStream stream(folder);
    desktop.window->open(stream.path());
    ASSERT_TRUE(wait_until([&] { return desktop.session.opening().rows() > 0; }));
    ASSERT_TRUE(show(desktop, nasa));
    stream.end();
    QTest::qWait(50);
    EXPECT_EQ(desktop.session.stream()->statistics.rows, 7'143U);
    EXPECT_EQ(Session::recent_files().front(), nasa);
}

TEST(StreamPage, SaysWhatATableNeedsInTheBusiestSecond) {
    StreamFacts facts;
    facts.statistics.has_times = true;
    facts.pace.needs[0] = {.units = 2, .mean = 0.2, .busiest = 1.5};
    facts.pace.needs[1] = {.units = 3, .mean = 0.3, .busiest = 3};
    const QString need = StreamWords::need(facts);
    EXPECT_TRUE(need.contains(QStringLiteral("2 RCU and 3 WCU"))) << need.toStdString();
}

}  // namespace
}  // namespace isotherm
