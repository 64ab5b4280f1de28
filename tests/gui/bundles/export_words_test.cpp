// SPDX-License-Identifier: GPL-3.0-or-later
// The words of exported pictures, and notes on the time axis.

#include <gtest/gtest.h>

#include "app/gui/models/cause_names.h"
#include "app/gui/pages/export.h"
#include "app/gui/panels/notes_panel.h"
#include "engine/insight/cell_facts.h"
#include "engine/insight/score.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

bool any_has(const QStringList& lines, const QString& text) {
    return std::any_of(lines.begin(), lines.end(),
                       [&](const QString& line) { return line.contains(text); });
}

QString number(std::uint64_t count) { return QLocale().toString(qulonglong(count)); }

// Title with sides, both labels, sentence, findings, selection and pin; and the offered name.
TEST(ExportWords, SayWhatThePictureShows) {
    Desktop desktop;
    desktop.open_hot();
    const QString text = desktop.session.scenario_text();
    EXPECT_EQ(ExportWords::file_name(desktop.session), QStringLiteral("hot-write-0-2m.png"));
    const std::uint64_t throttled = desktop.session.run().totals().throttled;
    ASSERT_TRUE(desktop.session.run_as_b(QString(text).replace(
        QStringLiteral("exponent = 1.2 }"), QStringLiteral("exponent = 1.2 }\nwrite_shards = 9"))));
    ASSERT_TRUE(wait_until([&] { return desktop.session.run().run_end().has_value(); }));
    desktop.view().set_compare_mode(CompareMode::side_by_side);
    desktop.view().show(TimeWindow{60, 90});
    desktop.view().select(TimeWindow{60, 70});
    desktop.view().set_pin(CellCursor{65, KeyPosition{1} << 62});
    EXPECT_EQ(ExportWords::file_name(desktop.session), QStringLiteral("hot-A-B-write-1m-90s.png"));
    const ExportWords words = ExportWords::of(desktop.session, desktop.window->explore());
    EXPECT_EQ(words.title, QStringLiteral("hot \u00b7 votes: writes \u00b7 A above B"));
    EXPECT_TRUE(any_has(words.above, QStringLiteral("A: hot, seed 7, ") + number(throttled)));
    EXPECT_TRUE(any_has(words.above, QStringLiteral("B: hot, seed 7, ")));
    EXPECT_TRUE(any_has(words.above, QStringLiteral("write_shards = 9")));
    const ThrottleFinding& found = desktop.session.run_a().findings()->front();
    EXPECT_TRUE(any_has(words.above, QStringLiteral("A: ") + share_text(found.share, 0) +
                                         QStringLiteral(" A hot key, votes \u00b7 writes")))
        << words.above.join(QLatin1Char('\n')).toStdString();
    const SideTries counted =
        try_counts(desktop.session.run().recording().tables[0], Side::write, TimeWindow{60, 70});
    EXPECT_TRUE(any_has(words.below, number(counted.throttled) + QStringLiteral(" throttled of ") +
                                         number(counted.tries)));
    EXPECT_TRUE(any_has(words.below, QStringLiteral("Pinned: ")));
    const QString caption = export_caption(desktop.session.run(), desktop.view());
    for (const char* part : {"recorded every 1 s", "colour: share of the limit", "seed 7",
                             "fingerprint ", "Isotherm "})
        EXPECT_TRUE(caption.contains(QLatin1String(part))) << caption.toStdString();
}

// A note is a diamond on the axis, a line under exported pictures, and gone when it is deleted.
TEST(Notes, AreMarkedOnTheAxisAndWrittenUnderPictures) {
    Desktop desktop;
    desktop.open_hot();
    TimeCanvas* const axis = desktop.window->explore().canvases()[1];
    const int before = pixels_of(*axis, desktop.view().theme().selection);
    BundleNote note;
    note.second = 30;
    note.resource = ResourceName("votes");
    note.side = Side::write;
    note.partition = 1;
    note.text = "here it begins";
    desktop.session.set_notes({note});
    EXPECT_EQ(desktop.view().note_seconds(), std::vector<std::int64_t>{30});
    EXPECT_GT(pixels_of(*axis, desktop.view().theme().selection), before + 10);
    const ExportWords words = ExportWords::of(desktop.session, desktop.window->explore());
    ASSERT_EQ(words.below.size(), 1);
    EXPECT_TRUE(words.below.front().endsWith(QStringLiteral("votes P1, writes: here it begins")))
        << words.below.front().toStdString();
    desktop.session.set_notes({});
    EXPECT_EQ(pixels_of(*axis, desktop.view().theme().selection), before);
}

}  // namespace
}  // namespace isotherm
