// SPDX-License-Identifier: GPL-3.0-or-later
// The window in Japanese: texts beside and below the pictures are complete at every size.

#include <gtest/gtest.h>

#include <QTranslator>

#include "tests/gui/desktop_window.h"
#include "tests/gui/text_probe.h"

namespace isotherm {
namespace {

struct Japanese {
    QTranslator words;
    Japanese() {
        EXPECT_TRUE(words.load(QStringLiteral(":/translations/isotherm_ja.qm")));
        QCoreApplication::installTranslator(&words);
        QLocale::setDefault(QLocale(QLocale::Japanese));
    }
    ~Japanese() {
        QCoreApplication::removeTranslator(&words);
        QLocale::setDefault(QLocale(QLocale::English));
    }
};

// Has an index, throttling by several limits, and a change, so that most lanes are visible.
const char* busy_scenario = R"(
name = "busy"
era = "2016"
seed = 7
start = 2016-01-20T14:50:00Z
duration = "3m"
[model]
initial_burst = 0
[tables.votes]
partition_key = "candidate"
item_size = "200 B"
size = "32 GB"
capacity = { mode = "provisioned", read = 40, write = 400 }
[tables.votes.indexes.by_date]
partition_key = "date"
capacity = { mode = "provisioned", read = 5, write = 20 }
[workloads.voters]
table = "votes"
operation = "UpdateItem"
arrivals = { shape = "poisson", rate = "900/s" }
keys = { distribution = "zipf", distinct = 50, exponent = 1.2 }
client = { retry = "sdk_standard" }
[workloads.readers]
table = "votes"
operation = "GetItem"
arrivals = { shape = "poisson", rate = "200/s" }
keys = { distribution = "zipf", distinct = 50, exponent = 1.2 }
[changes.raise]
at = "1m"
table = "votes"
write = 500
)";

void expect_whole(QWidget& widget, const std::string& where) {
    TextProbe probe(widget.size());
    if (auto* canvas = qobject_cast<TimeCanvas*>(&widget)) {
        QPainter painter(&probe);
        canvas->paint_into(painter);
    } else {
        widget.render(&probe, QPoint(), QRegion(), QWidget::RenderFlags());
    }
    const QRectF room = QRectF(widget.rect()).adjusted(-1, -3, 1, 3);
    for (const DrawnText& text : probe.texts()) {
        EXPECT_TRUE(room.contains(text.area))
            << where << " " << widget.accessibleName().toStdString()
            << " cuts: " << text.text.toStdString() << " at " << text.area.left() << ".."
            << text.area.right() << ", " << text.area.top() << ".." << text.area.bottom() << " of "
            << widget.width() << "x" << widget.height();
        EXPECT_FALSE(text.text.contains(QChar(0x2026)))
            << where << " shortens: " << text.text.toStdString();
    }
}

TEST(Japanese, LegendLanesAndTilesAreWhole) {
    Japanese language;
    Desktop desktop;
    ASSERT_TRUE(desktop.session.open_text(QString::fromUtf8(busy_scenario), {}));
    desktop.window->open_explore();
    desktop.session.sim().run_to_end();
    ASSERT_TRUE(wait_until([&] { return desktop.session.sim().phase() == SimPhase::finished; }));
    ExplorePage& page = desktop.window->explore();
    for (const QSize size : {QSize(1'024, 768), QSize(1'280, 800), QSize(1'920, 1'080)}) {
        desktop.window->resize(size);
        for (const HeatScale scale : {HeatScale::limit, HeatScale::absolute, HeatScale::relative}) {
            desktop.view().set_heat_scale(scale);
            for (int round = 0; round < 4; ++round) {
                page.score_row().refresh();  // a timer could do this later and change the layout
                QApplication::processEvents();
                desktop.window->grab();
            }
            const std::string where = std::to_string(size.width()) + " wide, scale " +
                                      std::to_string(static_cast<int>(scale));
            expect_whole(page.legend(), where);
            for (TimeCanvas* canvas : page.canvases()) {
                if (canvas->isVisible()) expect_whole(*canvas, where);
            }
            for (ScoreTile* tile : page.score_row().tiles()) expect_whole(*tile, where);
        }
    }
}

}  // namespace
}  // namespace isotherm
