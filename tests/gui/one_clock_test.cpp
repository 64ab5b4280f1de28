// SPDX-License-Identifier: GPL-3.0-or-later
// All displayed times use the same clock, and typed times are read by it.

#include <gtest/gtest.h>

#include <QHeaderView>
#include <QRegularExpression>
#include <QStatusBar>
#include <QToolButton>

#include "app/gui/models/cause_names.h"
#include "app/gui/models/view_arguments.h"
#include "app/gui/models/run_tables.h"
#include "tests/gui/desktop_window.h"
#include "tests/gui/text_probe.h"

namespace isotherm {
namespace {

// Two minutes from 14:50 on, so that no time of day could be a time since the start.
const char* afternoon_scenario = R"(
name = "afternoon"
era = "2016"
seed = 7
start = 2016-01-20T14:50:00Z
duration = "2m"
[tables.votes]
partition_key = "candidate"
item_size = "200 B"
size = "32 GB"
capacity = { mode = "provisioned", read = 40, write = 400 }
[workloads.voters]
table = "votes"
operation = "UpdateItem"
arrivals = { shape = "poisson", rate = "900/s" }
keys = { distribution = "zipf", distinct = 50, exponent = 1.2 }
client = { retry = "sdk_standard" }
[changes.raise]
at = "1m"
table = "votes"
write = 500
)";

struct Afternoon : Desktop {
    Afternoon() {
        EXPECT_TRUE(session.open_text(QString::fromUtf8(afternoon_scenario), {}));
        window->open_explore();
        session.sim().run_to_end();
        EXPECT_TRUE(wait_until([&] { return session.sim().phase() == SimPhase::finished; }));
        EXPECT_TRUE(
            wait_until([&] { return window->explore().heat_map().grid().columns.count > 0; }));
    }
    // All texts in the window and their tooltips.
    QString all_words() {
        QApplication::processEvents();
        QString all;
        for (QWidget* widget : window->findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->inherits("QPlainTextEdit") ||
                widget->parentWidget()->inherits("QPlainTextEdit"))
                continue;
            TextProbe probe(widget->size());
            if (auto* canvas = qobject_cast<TimeCanvas*>(widget)) {
                QPainter painter(&probe);
                canvas->paint_into(painter);
                all += canvas->spoken() + QLatin1Char('\n') + canvas->spoken_value() +
                       QLatin1Char('\n');
            }
            widget->render(&probe, QPoint(), QRegion(), QWidget::RenderFlags());
            for (const DrawnText& text : probe.texts()) all += text.text + QLatin1Char('\n');
        }
        for (TablePanel* panel : window->panels()) {
            panel->model().refresh();
            for (int row = 0; row < panel->model().rowCount(); ++row) {
                for (int column = 0; column < panel->model().columnCount(); ++column)
                    all += panel->model().index(row, column).data().toString() + QLatin1Char('\n');
            }
        }
        for (const LaneMark& mark : window->explore().changes_lane().marks())
            all += mark.text + QLatin1Char('\n');
        return all + window->status() + QLatin1Char('\n') + window->inspector().text() +
               window->inspector().explanation().join(QLatin1Char('\n'));
    }
};

QStringList matches(const QString& text, const char* pattern) {
    QStringList found;
    auto match = QRegularExpression(QLatin1String(pattern)).globalMatch(text);
    while (match.hasNext()) found << match.next().captured();
    return found;
}

TEST(OneClock, NothingInTheWindowTellsTheOtherOne) {
    Afternoon desktop;
    desktop.press(Qt::Key_N);  // pins a cell and explains it
    desktop.view().select(TimeWindow{30, 90});
    desktop.action("why")->trigger();
    const QString in_utc = desktop.all_words();
    EXPECT_GT(matches(in_utc, "14:5[0-9]").size(), 100);
    EXPECT_EQ(matches(in_utc, "\\b00:0[0-2]\\b"), QStringList());
    desktop.press(Qt::Key_C, Qt::ShiftModifier);
    const QString since_start = desktop.all_words();
    EXPECT_GT(matches(since_start, "00:0[0-2]").size(), 100);
    EXPECT_EQ(matches(since_start, "\\b1[45]:[0-9]{2}\\b"), QStringList());
    EXPECT_TRUE(since_start.contains(QStringLiteral("since the start")));
    desktop.press(Qt::Key_C, Qt::ShiftModifier);
    EXPECT_EQ(matches(desktop.all_words(), "\\b00:0[0-2]\\b"), QStringList());
}

// Shipped scenarios whose times of day cannot be taken for times since the start.
TEST(OneClock, NothingInShippedScenariosTellsTheOtherOne) {
    struct Shipped {
        const char* file;
        const char* of_wall;
        std::int64_t seconds;
    };
    for (const Shipped& shipped : {Shipped{"nasa", "(?<![:0-9])0?4:0[0-9]", 120},
                                   {"date_index", "(?<![:0-9])0?9:0[0-9]", 250}}) {
        Afternoon desktop;
        desktop.session.open(QStringLiteral(ISOTHERM_SOURCE_DIR "/resources/scenarios/%1.toml")
                                 .arg(QLatin1String(shipped.file)));
        const SimTime until = sim_start + std::chrono::seconds(shipped.seconds);
        desktop.session.sim().go_to(until);
        ASSERT_TRUE(wait_until([&] { return desktop.session.sim().now() == until; }, 60'000));
        desktop.view().show(TimeWindow{0, shipped.seconds});
        desktop.press(Qt::Key_N);
        const QString wall = desktop.all_words();
        EXPECT_GT(matches(wall, shipped.of_wall).size(), 20) << shipped.file;
        EXPECT_EQ(matches(wall, "(?<![:0-9])0?0:0[0-9](?![.])"), QStringList()) << shipped.file;
        desktop.press(Qt::Key_C, Qt::ShiftModifier);
        const QString start = desktop.all_words();
        EXPECT_EQ(matches(start, shipped.of_wall), QStringList()) << shipped.file;
        EXPECT_EQ(desktop.window->findChild<QToolButton*>(QStringLiteral("toolbar/clock"))->text(),
                  QStringLiteral("since start"));
        desktop.press(Qt::Key_C, Qt::ShiftModifier);
        const bool at_nine = shipped.file == std::string("date_index");
        if (at_nine) {
            EXPECT_EQ(entered_moment(QStringLiteral("9:30")), SimDuration(30min));
        }
    }
}

// The flag of the cursor is below the ticks, so that it hides none of them.
TEST(OneClock, TheFlagHasARowOfItsOwn) {
    Afternoon desktop;
    desktop.view().set_pin(CellCursor{60, 0});
    auto* strip = desktop.window->explore().findChild<TimeAxisStrip*>();
    ASSERT_NE(strip, nullptr);
    TextProbe probe(strip->size());
    {
        QPainter painter(&probe);
        strip->paint_into(painter);
    }
    // Of the ticks: a date below them is part of the flag's text.
    double lowest = 0;
    for (const DrawnText& one : probe.texts())
        if (one.area.center().y() < strip->height() / 2.0)
            lowest = std::max(lowest, one.area.bottom());
    const QImage image = strip->grab().toImage();
    const QRgb flag = desktop.view().theme().selection.rgb();
    int first = -1;
    for (int y = 0; y < image.height() && first < 0; ++y) {
        int wide = 0;
        // Beside the plot stands a button, whose border may have the same colour.
        for (int x = static_cast<int>(strip->plot().left()); x < strip->plot().right(); ++x)
            wide += image.pixel(x, y) == flag;
        if (wide > 20) first = y;
    }
    ASSERT_GE(first, 0);
    EXPECT_GE(first, lowest - 4);
}

TEST(OneClock, TypedTimesAreByTheClockThatIsShown) {
    Afternoon desktop;
    const auto go = [&](const char* typed) {
        desktop.view().set_pin(std::nullopt);
        GoToLine& line = desktop.window->go_to_line();
        line.open();
        QTest::keyClicks(&line, QString::fromUtf8(typed));
        QTest::keyClick(&line, Qt::Key_Return);
        return desktop.view().pin() ? desktop.view().pin()->second : -1;
    };
    EXPECT_EQ(go("14:51"), 60);
    EXPECT_EQ(go("14:50:42"), 42);
    EXPECT_EQ(go("2016-01-20 14:51:05"), 65);
    EXPECT_EQ(go("+1:30"), 90);
    EXPECT_EQ(go("90s"), 90);
    desktop.press(Qt::Key_C, Qt::ShiftModifier);
    EXPECT_EQ(go("1:10"), 70);
    EXPECT_EQ(go("+1:30"), 90);
}

// Dates by arithmetic: 2016-01-20 was a Wednesday, and the run includes two midnights.
TEST(OneClock, LongRunsTellTheDay) {
    const WallTime start = WallTime{std::chrono::sys_days{std::chrono::year{2016} / 1 / 20}} + 22h;
    show_clock({start, 48 * 3'600, ClockKind::utc});
    EXPECT_EQ(clock_of(0), QStringLiteral("2016-01-20 22:00:00"));
    EXPECT_EQ(clock_of(2 * 3'600 + 61), QStringLiteral("2016-01-21 00:01:01"));
    EXPECT_EQ(minute_of(3'600), QStringLiteral("2016-01-20 23:00"));
    EXPECT_EQ(entered_moment(QStringLiteral("1:30")), SimDuration(3h + 30min));
    EXPECT_EQ(entered_moment(QStringLiteral("22:00")), SimDuration(0));
    EXPECT_EQ(entered_moment(QStringLiteral("21:59:59.5")), SimDuration(24h - 500ms));
    EXPECT_EQ(entered_moment(QStringLiteral("2016-01-22T01:30")), SimDuration(27h + 30min));
    EXPECT_EQ(entered_moment(QStringLiteral("+1:30")), SimDuration(90s));
    EXPECT_EQ(entered_moment(QStringLiteral("25:00")), SimDuration(25min));
    // A time of day outside the run is read as a time since the start, if that is inside the run.
    show_clock(
        {WallTime{std::chrono::sys_days{std::chrono::year{2016} / 1 / 1}}, 120, ClockKind::utc});
    EXPECT_EQ(entered_moment(QStringLiteral("0:45")), SimDuration(45s));
    EXPECT_EQ(entered_moment(QStringLiteral("00:01")), SimDuration(60s)) << "as the axis says";
    show_clock({start, 48 * 3'600, ClockKind::since_start});
    EXPECT_EQ(clock_of(90'000), QStringLiteral("1d 01:00:00"));
    EXPECT_EQ(entered_moment(QStringLiteral("1:30")), SimDuration(90s));
    // Without a known start of the run there is only one clock.
    show_clock({WallTime{}, 60, ClockKind::utc});
    EXPECT_EQ(clock_of(61), QStringLiteral("00:01:01"));
    show_clock({});
}

TEST(OneClock, TheCommandLineSaysWhichOne) {
    Afternoon desktop;
    EXPECT_FALSE(ViewArguments::of(desktop.session.run(), desktop.view())
                     .words()
                     .contains(QStringLiteral("--times")));
    desktop.press(Qt::Key_C, Qt::ShiftModifier);
    EXPECT_TRUE(ViewArguments::of(desktop.session.run(), desktop.view())
                    .words()
                    .join(QLatin1Char(' '))
                    .contains(QStringLiteral("--times start")));
}

}  // namespace
}  // namespace isotherm
