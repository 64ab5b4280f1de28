// SPDX-License-Identifier: GPL-3.0-or-later
// The start page, stories and the glossary agree with the shipped scenarios; opening plays.

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <algorithm>

#include "app/gui/help/glossary.h"
#include "app/gui/help/story_panel.h"
#include "app/gui/models/knob_words.h"
#include "app/gui/models/shipped_scenarios.h"
#include "app/gui/window/window_geometry.h"
#include "engine/run/checked_scenario.h"
#include "engine/vocabulary/text_file.h"
#include "tests/gui/desktop_window.h"
#include "tests/temporary_folder.h"

namespace isotherm {
namespace {

const QString scenarios = QStringLiteral(ISOTHERM_SOURCE_DIR "/resources/scenarios/");

QString content(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

TEST(Gallery, EveryCardHasAPictureAndItsFile) {
    for (const ShippedScenario& shipped : shipped_scenarios()) {
        const QPixmap picture(shipped_picture(QLatin1String(shipped.file)));
        EXPECT_EQ(picture.size(), QSize(576, 224)) << shipped.file;
        EXPECT_TRUE(QFile::exists(scenarios + QLatin1String(shipped.file))) << shipped.file;
        EXPECT_NE(shipped.topics, 0U) << shipped.file << " is in no topic";
    }
}

TEST(Gallery, ChipsFilterKeysMoveAndEscapeReturns) {
    Desktop desktop;
    StartPage& page = desktop.window->start_page();
    EXPECT_EQ(page.gallery().shown(), static_cast<int>(shipped_scenarios().size()));
    EXPECT_TRUE(page.back().isHidden()) << "nothing is open";
    page.chips().button(topic_index)->click();
    const auto of_index =
        std::count_if(shipped_scenarios().begin(), shipped_scenarios().end(),
                      [](const ShippedScenario& one) { return (one.topics & topic_index) != 0; });
    EXPECT_EQ(page.gallery().shown(), of_index);
    page.chips().button(0)->click();
    page.gallery().setFocus();
    QTest::keyClick(&page.gallery(), Qt::Key_Right);
    EXPECT_EQ(page.gallery().currentIndex().row(), 1);
    QTest::keyClick(&page.gallery(), Qt::Key_Return);
    EXPECT_TRUE(desktop.window->explores());
    EXPECT_EQ(desktop.session.path(), page.gallery().path_at(1));
    desktop.action("start_page")->trigger();
    EXPECT_TRUE(desktop.window->shows_start_page());
    EXPECT_FALSE(page.back().isHidden());
    QTest::keyClick(&page.gallery(), Qt::Key_Escape);
    EXPECT_TRUE(desktop.window->explores());
    ASSERT_FALSE(page.recent().empty());
    EXPECT_FALSE(page.recent().front()->icon().isNull());
}

TEST(Opening, PlaysAtASpeedThatEndsInTwelveSeconds) {
    Desktop desktop;
    desktop.window->want_playing();
    desktop.window->open(scenarios + QStringLiteral("two_kinds_of_reads.toml"));  // a minute
    EXPECT_EQ(desktop.session.sim().speed(), 60.0 / 12);
    ASSERT_TRUE(wait_until([&] { return desktop.session.run().recorded_seconds() > 1; }, 1'000));
    EXPECT_TRUE(desktop.window->playing());
    desktop.action("run_when_opened")->trigger();
    desktop.window->open(scenarios + QStringLiteral("two_kinds_of_reads.toml"));
    ASSERT_TRUE(wait_until([&] { return desktop.session.sim().phase() == SimPhase::ready; }));
    EXPECT_FALSE(desktop.window->playing());
    desktop.action("run_when_opened")->trigger();
}

// Every link of every story leads somewhere, in both languages.
TEST(Stories, LinksNameTablesTimesAndKnobsOfTheirScenario) {
    static const QRegularExpression link(QStringLiteral("\\]\\(((?:view|try):[^)]*)\\)"));
    int stories = 0;
    for (const QString& file : QDir(scenarios).entryList({QStringLiteral("*.toml")})) {
        SCOPED_TRACE(file.toStdString());
        const QString path = scenarios + file;
        const QString base = path.chopped(5);
        QStringList targets;
        for (const char* end : {".md", ".ja.md"}) {
            const QString text = content(base + QLatin1String(end));
            ASSERT_FALSE(text.isEmpty()) << end;
            ++stories;
            EXPECT_EQ(text.count(QStringLiteral("\n## ")), 3) << end;
            QStringList found;
            auto links = link.globalMatch(text);
            while (links.hasNext()) found << links.next().captured(1);
            if (targets.isEmpty()) targets = found;
            EXPECT_EQ(found, targets) << "the languages have other links";
        }
        EXPECT_TRUE(targets.join(QLatin1Char(' ')).contains(QLatin1String("view:")));
        EXPECT_TRUE(targets.join(QLatin1Char(' ')).contains(QLatin1String("try:")));
        const auto scenario = checked(read_scenario_text(
            read_text_file(path.toStdString(), largest_scenario).value(), path.toStdString()));
        ASSERT_TRUE(scenario.ok());
        for (const QString& target : targets) {
            const QUrl url(target);
            if (const auto view = story_view(url)) {
                EXPECT_TRUE(view->table.isEmpty() ||
                            scenario.value().tables.contains(view->table.toStdString()))
                    << target.toStdString();
                const auto whole = whole_seconds(scenario.value().duration);
                EXPECT_LT(view->pin.value_or(0), whole) << target.toStdString();
                if (!view->window) continue;
                EXPECT_LE(view->window->end, whole) << target.toStdString();
                continue;
            }
            const auto trial = story_trial(url);
            ASSERT_TRUE(trial) << target.toStdString();
            const std::string owner = trial->first.section(QLatin1Char('.'), 1, 1).toStdString();
            const bool of_table = trial->first.startsWith(QLatin1String("tables."));
            WhatIf what_if;
            what_if.show(scenario.value(),
                         of_table ? owner : scenario.value().workloads.at(owner).table,
                         SimDuration{});
            bool known = false;
            for (const WhatIfKnob& knob : what_if.knobs()) {
                QStringList parts;
                for (const std::string& part : knob.path) parts << qtext(part);
                if (parts.join(QLatin1Char('.')) != trial->first) continue;
                known = true;
                EXPECT_EQ(KnobWords::refusal(knob, trial->second), QString())
                    << target.toStdString();
            }
            EXPECT_TRUE(known) << target.toStdString();
        }
    }
    EXPECT_EQ(stories, 82);  // of 41 scenarios
}

TEST(Stories, ALinkMovesTheViewAndAnotherFillsWhatIf) {
    Desktop desktop;
    desktop.open_hot();
    desktop.window->follow_link(QUrl(QStringLiteral("view:?from=0:10&to=0:20&pin=0:12")));
    EXPECT_EQ(desktop.view().window(), (TimeWindow{10, 20}));
    ASSERT_TRUE(desktop.view().pin());
    EXPECT_EQ(desktop.view().pin()->second, 12);
    desktop.window->follow_link(QUrl(QStringLiteral("try:workloads.voters.write_shards=10")));
    EXPECT_TRUE(desktop.window->what_if().what_if().changed());
    desktop.window->follow_link(QUrl(QStringLiteral("file:///etc/passwd")));
    EXPECT_TRUE(desktop.window->banner().isVisible());
    EXPECT_FALSE(story_view(QUrl(QStringLiteral("view:?from=soon"))));
    EXPECT_EQ(leading_comment(QStringLiteral("# One.\n#\n# Two.\nname = \"x\"\n# no")),
              QStringLiteral("One.\n\nTwo."));
}

TEST(Stories, ShowNoHtmlAndLoadNoPictures) {
    StoryPanel panel(QStringLiteral("Story"));
    panel.show_story(QStringLiteral("# A\n<b>bold</b> ![x](https://example.com/x.png)"), {});
    EXPECT_TRUE(panel.toPlainText().contains(QStringLiteral("<b>")));
    panel.grab();
}

TEST(GlossaryWords, AreTheSameInBothLanguagesWithNumbersOfTheEra) {
    const auto& en = glossary(QStringLiteral("en"));
    const auto& ja = glossary(QStringLiteral("ja"));
    ASSERT_EQ(en.size(), ja.size());
    const Era era = *era_named("2016");
    static const QRegularExpression latin_end(QStringLiteral("[.\u3002]"));
    for (std::size_t i = 0; i < en.size(); ++i) {
        EXPECT_EQ(en[i].id, ja[i].id);
        EXPECT_EQ(en[i].scenario, ja[i].scenario) << en[i].id.toStdString();
        EXPECT_TRUE(QFile::exists(scenarios + en[i].scenario + QStringLiteral(".toml")));
        for (const auto* entry : {&en[i], &ja[i]}) {
            EXPECT_FALSE(glossary_text(*entry, era).contains(QLatin1Char('{')))
                << entry->id.toStdString();
            EXPECT_EQ(entry->text.count(latin_end), 2) << entry->id.toStdString();
        }
    }
    const QString read = glossary_page(QStringLiteral("en"), era, QStringLiteral("rcu"));
    EXPECT_TRUE(read.contains(QStringLiteral("4 KB"))) << "1 KB before 2013, 4 KB since";
    EXPECT_TRUE(glossary_page(QStringLiteral("en"), *era_named("2012"), QStringLiteral("rcu"))
                    .contains(QStringLiteral("1 KB")));
    EXPECT_EQ(
        with_word_links(QStringLiteral("# burst\n`burst` a burst, burst"), QStringLiteral("en")),
        QStringLiteral("# burst\n`burst` a [burst](word:burst), burst"));
}

TEST(WindowPlace, FitsTheScreen) {
    for (const QSize screen : {QSize(1'024, 768), QSize(1'280, 720), QSize(1'920, 1'080)}) {
        const QRect available(QPoint(), screen);
        const FirstGeometry first = first_geometry(available);
        EXPECT_TRUE(available.contains(first.frame)) << screen.width();
        EXPECT_EQ(first.maximised, screen.width() < 1'180) << screen.width();
    }
    EXPECT_EQ(first_geometry(QRect(0, 0, 1'920, 1'080)).frame.size(), QSize(1'440, 900));
    // The screen at the right is gone, and the window was larger than the one that is left.
    EXPECT_EQ(moved_in(QRect(2'000, 100, 1'440, 900), QRect(0, 0, 1'280, 720)),
              QRect(0, 0, 1'280, 720));
    EXPECT_EQ(moved_in(QRect(-500, 40, 800, 600), QRect(0, 0, 1'280, 720)), QRect(0, 40, 800, 600));
}

TEST(WindowPlace, IsTheSameAtTheSecondStart) {
    QWidget first, second;
    first.setGeometry(30, 40, 500, 400);
    store_geometry(first);
    restore_geometry(second);
    EXPECT_EQ(second.geometry(), first.geometry());
}

}  // namespace
}  // namespace isotherm
