// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers with the same meaning are equal at every moment, and say what they count; the same for
// prices.

#include <gtest/gtest.h>

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include "app/gui/models/compare_sentence.h"
#include "tests/gui/desktop_window.h"
#include "tests/gui/text_probe.h"

namespace isotherm {
namespace {

// In each even second, one of four partitions has ten tries of which four are throttled.
MadeRecording every_other_second() {
    MadeRecording made(4, 100, 60);
    for (std::int64_t s = 0; s < 60; s += 2) made.add_second(Side::write, s, {{1, 10, 4}});
    return made;
}

struct Counted : Desktop {
    Counted() {
        session.run().load(stored(every_other_second()));
        view().reset(60);
        view().show_table(0, Side::write);
        window->open_explore();
        QApplication::processEvents();
    }
};

QString text_of(QWidget& widget) {
    TextProbe probe(widget.size());
    if (auto* canvas = qobject_cast<TimeCanvas*>(&widget)) {
        QPainter painter(&probe);
        canvas->paint_into(painter);
    } else {
        widget.render(&probe, QPoint(), QRegion(), QWidget::RenderFlags());
    }
    QString all;
    for (const DrawnText& text : probe.texts()) all += text.text + QLatin1Char('\n');
    return all;
}

TEST(OneCount, TheStatusLineCountsWhatIsSelectedNow) {
    Counted desktop;
    HeatMapCanvas& map = desktop.window->explore().heat_map();
    const QRectF plot = map.plot();
    const auto at = [&](double second) {
        return QPoint(static_cast<int>(map.axis().x_of(second)),
                      static_cast<int>(plot.center().y()));
    };
    QTest::mousePress(&map, Qt::LeftButton, {}, at(10.5));
    for (const double second : {12.5, 20.5, 33.5, 29.5}) {
        QMouseEvent move(QEvent::MouseMove, at(second), map.mapToGlobal(at(second)), Qt::NoButton,
                         Qt::LeftButton, {});
        QApplication::sendEvent(&map, &move);
        ASSERT_TRUE(desktop.view().selection().has_value());
        // Every other second from 10 to the one under the mouse has requests.
        const auto seconds = static_cast<int>(second) - 10 + 1;
        const int busy = (seconds + 1) / 2;
        EXPECT_TRUE(desktop.window->status().contains(
            QStringLiteral("%1 throttled of %2 tries").arg(4 * busy).arg(10 * busy)))
            << desktop.window->status().toStdString();
        // The tile shows the same number, or an ellipsis until it is updated.
        const QString tile = text_of(*desktop.window->explore().score_row().tiles()[0]);
        EXPECT_TRUE(tile.contains(QString::number(4 * busy)) || tile.contains(QChar(0x2026)))
            << tile.toStdString();
    }
    QTest::mouseRelease(&map, Qt::LeftButton, {}, at(29.5));
    EXPECT_TRUE(desktop.window->status().contains(QStringLiteral("40 throttled of 100 tries")));
    EXPECT_TRUE(desktop.window->status().contains(QStringLiteral("writes of votes")));
}

TEST(OneCount, NumbersSayWhatTheyCount) {
    Counted desktop;
    const auto& tiles = desktop.window->explore().score_row().tiles();
    const auto expect_scope = [&](const char* scope) {
        for (std::size_t t = 0; t < 3; ++t) {
            EXPECT_TRUE(tiles[t]->accessibleDescription().contains(QLatin1String(scope)))
                << tiles[t]->accessibleDescription().toStdString();
        }
        bool said = false;
        for (TimeCanvas* canvas : desktop.window->explore().canvases())
            said |= text_of(*canvas).contains(QStringLiteral("\u03a3 ") + QLatin1String(scope));
        EXPECT_TRUE(said) << scope;
    };
    const auto expect_lane = [&](const char* count) {
        for (ThrottleLane* lane : desktop.window->explore().lanes()) {
            if (!lane->isVisible()) continue;
            EXPECT_TRUE(text_of(*lane).contains(QLatin1String(count)))
                << text_of(*lane).toStdString();
        }
    };
    desktop.window->explore().bands().focused().open_lanes(Side::write, true);
    expect_scope("whole run");
    expect_lane("120");
    // Twelve seconds are visible, six of them with four throttled requests each.
    desktop.view().show(TimeWindow{20, 32});
    expect_scope("in view");
    expect_lane("24");
    EXPECT_TRUE(tiles[0]->value().startsWith(QStringLiteral("24 ")));
    desktop.view().select(TimeWindow{10, 20});
    expect_scope("selection");
    expect_lane("20");
    EXPECT_TRUE(tiles[0]->value().startsWith(QStringLiteral("20 ")));
}

// One hour has begun: 400 WCU and 40 RCU at $0.00065 and $0.00013, and 32 GB for an hour.
TEST(OnePrice, IsTheBillsEverywhere) {
    Desktop desktop;
    QTemporaryDir folder;
    desktop.open_hot();
    const QString path = folder.filePath(QStringLiteral("hot.toml"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(hot_scenario);
    file.close();
    QProcess console;
    console.start(QStringLiteral(ISOTHERM_PROGRAM_DIR "/isotherm"),
                  {QStringLiteral("run"), path, QStringLiteral("--json")});
    ASSERT_TRUE(console.waitForFinished());
    const double total =
        QJsonDocument::fromJson(console.readAllStandardOutput())
            .object()[QStringLiteral("cost")][QStringLiteral("period")][QStringLiteral("total")]
            .toDouble();
    EXPECT_GT(total, 400 * 0.00065 + 40 * 0.00013);
    const auto bill = desktop.window->explore().costs().bill(0);
    ASSERT_TRUE(bill.has_value());
    EXPECT_NEAR(bill->of_all.in_dollars(), total, 1e-9);
    EXPECT_NEAR(bill->of_table.in_dollars(), total, 1e-9);
    desktop.window->explore().score_row().refresh();
    const ScoreTile& tile = *desktop.window->explore().score_row().tiles()[3];
    EXPECT_EQ(tile.value(), QStringLiteral("bill %1/h").arg(dollars_text(total)));
    EXPECT_TRUE(tile.accessibleDescription().contains(QStringLiteral("whole run")));
    // The cost of throughput is shown on request.
    EXPECT_FALSE(desktop.window->explore().cost_lane().isVisible());
    desktop.press(Qt::Key_J);
    EXPECT_TRUE(desktop.window->explore().cost_lane().isVisible());
    // The price in the cost lane has its own name and is per hour, not a sum.
    const QString lane = text_of(desktop.window->explore().cost_lane());
    EXPECT_TRUE(lane.contains(QStringLiteral("throughput now"))) << lane.toStdString();
    EXPECT_TRUE(lane.contains(QStringLiteral("$0.27/h"))) << lane.toStdString();
}

}  // namespace
}  // namespace isotherm
