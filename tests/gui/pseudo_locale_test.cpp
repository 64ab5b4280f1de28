// SPDX-License-Identifier: GPL-3.0-or-later
// The window in a pseudo-language 40 % longer than English, with every text in brackets: nothing
// may be cut off, shortened or untranslated.

#include <gtest/gtest.h>

#include <QAbstractScrollArea>
#include <QHeaderView>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTabBar>
#include <QTemporaryDir>
#include <set>

#include "app/gui/pages/import_page.h"
#include "app/gui/window/pseudo_translator.h"
#include "tests/gui/desktop_window.h"
#include "tests/gui/text_probe.h"

namespace isotherm {
namespace {

constexpr QChar opening = u'\uff3b';
constexpr QChar closing = u'\uff3d';

struct PseudoLanguage {
    PseudoTranslator words;
    PseudoLanguage() { QCoreApplication::installTranslator(&words); }
    ~PseudoLanguage() { QCoreApplication::removeTranslator(&words); }
};

TEST(PseudoTranslator, BracketsAndLengthensAndKeepsWhatIsFilledIn) {
    PseudoLanguage language;
    const QString text = QCoreApplication::translate("Anything", "Go to %1 &now");
    EXPECT_EQ(text, QStringLiteral("\uff3bGo to %1 &now oooo\uff3d"));
    EXPECT_EQ(QCoreApplication::translate("QShortcut", "Ctrl"), QStringLiteral("Ctrl"));
    EXPECT_EQ(QKeySequence(QStringLiteral("Ctrl+K")).toString(QKeySequence::NativeText),
              QStringLiteral("Ctrl+K"));
    const QString long_text = QCoreApplication::translate(
        "Anything", "A sentence of some length, to be wrapped over several lines.");
    EXPECT_GT(long_text.size(), 60 * 1.4);
    EXPECT_GT(long_text.count(QLatin1Char(' ')), 12) << "it can still be wrapped";
}

// Brackets are balanced, unless an end was cut off.
bool is_whole(const QString& text) { return text.count(opening) == text.count(closing); }

// The text outside of all brackets.
QString outside(const QString& text) {
    QString left;
    int depth = 0;
    for (const QChar c : text) {
        depth += c == opening;
        if (depth == 0) left += c;
        depth -= c == closing;
    }
    return left;
}

// Removes paths and the keys of recorded streams, which are not translated.
QString without_paths(QString text) {
    static const QRegularExpression path(QStringLiteral("\\S*[/.]\\S+"));
    return text.remove(path);
}

bool is_named(const QString& word) {
    static const std::set<QString> names{
        QStringLiteral("RCU"),  QStringLiteral("WCU"),    QStringLiteral("UTC"),
        QStringLiteral("Ctrl"), QStringLiteral("Alt"),    QStringLiteral("Shift"),
        QStringLiteral("Esc"),  QStringLiteral("votes"),  QStringLiteral("hot"),
        QStringLiteral("toml"), QStringLiteral("Jan"),    QStringLiteral("Isotherm"),
        QStringLiteral("Aug"),  QStringLiteral("voters"), QStringLiteral("GET"),
        QStringLiteral("HEAD"), QStringLiteral("POST"),   QStringLiteral("min")};
    return names.contains(word);
}

QStringList untranslated(const QString& text) {
    QStringList found;
    static const QRegularExpression hash(QStringLiteral("[0-9A-F]+\u2013[0-9A-F]+"));
    static const QRegularExpression word(QStringLiteral("\\b[A-Za-z]{3,}\\b"));
    auto match = word.globalMatch(without_paths(outside(text)).remove(hash));
    while (match.hasNext()) {
        const QString one = match.next().captured();
        if (!is_named(one)) found << one;
    }
    return found;
}

std::vector<DrawnText> written_by(QWidget& widget) {
    TextProbe probe(widget.size());
    if (auto* canvas = qobject_cast<TimeCanvas*>(&widget)) {
        QPainter painter(&probe);
        canvas->paint_into(painter);
    } else {
        widget.render(&probe, QPoint(), QRegion(), QWidget::RenderFlags());
    }
    return probe.texts();
}

QString widget_name(const QWidget& widget) {
    return QLatin1String(widget.metaObject()->className()) + QLatin1Char(' ') +
           widget.accessibleName() + widget.objectName();
}

// How a text must be checked: our own texts must be translated and whole; scrolled text may be cut
// off at any place; data from files is not translated.
enum class Content { ours, scrolled, data };

Content content_of(const QWidget& widget) {
    if (widget.property("scenario_text").toBool()) return Content::data;
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        // An ElidedLabel shortens its text on purpose and shows all of it in a tooltip.
        return qobject_cast<const ElidedLabel*>(label) == nullptr ? Content::ours : Content::data;
    }
    // Text that was typed into a line.
    const auto* line = qobject_cast<const QLineEdit*>(&widget);
    if (line != nullptr && !line->text().isEmpty()) return Content::data;
    const QWidget* parent = widget.parentWidget();
    const auto* area = qobject_cast<const QAbstractScrollArea*>(parent);
    if (area == nullptr || area->viewport() != &widget) return Content::ours;
    if (qobject_cast<const QHeaderView*>(area) != nullptr) return Content::ours;
    // Stories and the glossary are documents in English and Japanese.
    for (const QWidget* above = area; above != nullptr; above = above->parentWidget())
        if (above->inherits("isotherm::StoryPanel")) return Content::data;
    return area->inherits("QTextBrowser") ? Content::scrolled : Content::data;
}

void expect_readable(QWidget& widget, const std::string& where) {
    const Content content = content_of(widget);
    if (content == Content::data) return;
    const std::vector<DrawnText> texts = written_by(widget);
    const std::string name = where + ": " + widget_name(widget).toStdString();
    QString all;
    for (const DrawnText& text : texts) all += text.text + QLatin1Char(' ');
    EXPECT_TRUE(untranslated(all).isEmpty())
        << name << ": " << untranslated(all).join(QStringLiteral(", ")).toStdString();
    if (content == Content::scrolled) return;
    // Names of panels behind one another are shortened where these are narrow; tooltips have all.
    EXPECT_TRUE(is_whole(all) || qobject_cast<QTabBar*>(&widget) != nullptr)
        << name << " shortens: " << all.toStdString();
    // The columns of a table may continue outside the visible area.
    if (qobject_cast<const QHeaderView*>(widget.parentWidget()) != nullptr) return;
    const QRectF room = QRectF(widget.rect()).adjusted(-1, -3, 1, 3);
    const auto* canvas = qobject_cast<const TimeCanvas*>(&widget);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const DrawnText& text = texts[i];
        EXPECT_TRUE(room.contains(text.area))
            << name << " cuts: " << text.text.toStdString() << " at " << text.area.left() << ".."
            << text.area.right() << ", " << text.area.top() << ".." << text.area.bottom() << " of "
            << widget.width() << "x" << widget.height();
        for (std::size_t j = 0; canvas != nullptr && j < i; ++j) {
            const QRectF shared = text.area & texts[j].area;
            EXPECT_FALSE(shared.width() > 1 && shared.height() > 4)
                << name << " writes " << text.text.toStdString() << " over "
                << texts[j].text.toStdString();
        }
    }
}

// Checks everything that is visible in the window.
void expect_readable(Desktop& desktop, QSize size, const char* state) {
    // Painting may request more room, which is given with the next events.
    for (int round = 0; round < 5; ++round) {
        QApplication::processEvents();
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    // Only posted events: no timer may run between a change and its layout.
    for (int round = 0; round < 5; ++round) QApplication::sendPostedEvents();
    const std::string where = std::string(state) + " at " + std::to_string(size.width()) + "x" +
                              std::to_string(size.height());
    EXPECT_EQ(desktop.window->size(), size) << where << ": the window cannot be that small";
    for (QWidget* widget : desktop.window->findChildren<QWidget*>()) {
        if (widget->visibleRegion().isEmpty() || widget->window() != desktop.window.get()) continue;
        expect_readable(*widget, where);
    }
    // Menus that do not fit would be behind an arrow.
    for (const QWidget* extension : desktop.window->findChildren<QWidget*>(
             QRegularExpression(QStringLiteral("qt_(menubar|toolbar)_ext_button")))) {
        EXPECT_FALSE(extension->isVisible())
            << where << ": " << widget_name(*extension).toStdString();
    }
}

void expect_readable_in_all_docks(Desktop& desktop, QSize size) {
    MainWindow& window = *desktop.window;
    for (QDockWidget* dock : window.findChildren<QDockWidget*>()) {
        const bool hidden = dock->isHidden();
        const auto* opens = dock->objectName() == QStringLiteral("glossary")  ? "glossary"
                            : dock->objectName() == QStringLiteral("keys")    ? "shortcuts"
                            : dock->objectName() == QStringLiteral("what_if") ? "what_if"
                            : dock->objectName() == QStringLiteral("answers") ? "plan"
                                                                              : nullptr;
        if (opens != nullptr)
            desktop.action(opens)->trigger();
        else
            dock->raise();
        expect_readable(desktop, size, dock->objectName().toUtf8().constData());
        if (hidden) dock->hide();
    }
}

class PseudoLocale : public ::testing::TestWithParam<QSize> {
protected:
    PseudoLanguage language;
    Desktop desktop;
    void SetUp() override { desktop.window->resize(GetParam()); }
    void expect_all(const char* state) { expect_readable(desktop, GetParam(), state); }
};

TEST_P(PseudoLocale, TheStartPage) {
    expect_all("start page");
    desktop.window->open(QStringLiteral("/no/such/file.toml"));
    QApplication::processEvents();
    EXPECT_TRUE(desktop.window->banner().isVisible());
}

TEST_P(PseudoLocale, ThePageBeforeAnythingIsSimulated) {
    desktop.open_hot(false);
    ASSERT_TRUE(wait_until([&] { return desktop.session.sim().phase() == SimPhase::ready; }));
    expect_all("ready");
    expect_readable_in_all_docks(desktop, GetParam());
}

TEST_P(PseudoLocale, ThePageOfAFinishedRun) {
    desktop.open_hot();
    desktop.window->explore().score_row().refresh();
    expect_all("finished");
    desktop.press(Qt::Key_N);
    expect_all("pinned");
    desktop.press(Qt::Key_I);
    desktop.view().select(TimeWindow{10, 30});
    expect_all("focused and selected");
    desktop.press(Qt::Key_C);
    expect_all("CloudWatch");
    desktop.press(Qt::Key_C);
    desktop.press(Qt::Key_0);
    desktop.view().select(std::nullopt);
    expect_readable_in_all_docks(desktop, GetParam());
}

TEST_P(PseudoLocale, WhatWasAskedOfTheCapacity) {
    const std::string changes =
        "[changes.a]\nat = \"20s\"\ntable = \"votes\"\nwrite = 500\n"
        "[changes.b]\nat = \"22s\"\ntable = \"votes\"\nwrite = 600\n";
    ASSERT_TRUE(desktop.session.open_text(QString::fromStdString(hot_scenario + changes), {}));
    desktop.window->open_explore();
    desktop.session.sim().run_to_end();
    ASSERT_TRUE(wait_until([&] { return desktop.session.sim().phase() == SimPhase::finished; }));
    expect_all("capacity changes");
}

TEST_P(PseudoLocale, ARunBesideAnother) {
    desktop.open_hot();
    // Two runs need the room of the tables.
    for (const char* dock : {"events", "hot_keys", "partitions", "cells", "seconds", "requests"}) {
        desktop.window->findChild<QDockWidget*>(QLatin1String(dock))->hide();
    }
    QString text = desktop.window->scenario().text();
    desktop.window->scenario().replace(
        text.replace(QStringLiteral("write = 400"), QStringLiteral("write = 800")));
    desktop.action("run_as_b")->trigger();
    ASSERT_TRUE(desktop.session.comparing());
    desktop.session.sim().run_to_end();
    ASSERT_TRUE(wait_until([&] { return desktop.session.sim().phase() == SimPhase::finished; }));
    for (int mode = 0; mode < compare_mode_count; ++mode) {
        desktop.view().set_compare_mode(static_cast<CompareMode>(mode));
        expect_all("comparing");
    }
    desktop.view().set_compare_mode(CompareMode::off);
    for (int scale = 0; scale < heat_scale_count; ++scale) {
        desktop.view().set_heat_scale(static_cast<HeatScale>(scale));
        expect_all("another scale");
    }
}

TEST_P(PseudoLocale, ARecordedStream) {
    desktop.window->open(QStringLiteral(ISOTHERM_SOURCE_DIR
                                        "/resources/samples/nasa-http-1995-08-01-first-6h.tsv.gz"));
    ASSERT_TRUE(wait_until([&] {
        return desktop.window->shows_stream_page() && desktop.window->stream_page().has_facts();
    }));
    expect_all("stream");
}

TEST_P(PseudoLocale, AnImport) {
    QTemporaryDir folder;
    QFile table(folder.filePath(QStringLiteral("orders.json")));
    ASSERT_TRUE(table.open(QIODevice::WriteOnly));
    table.write(R"({"Table": {"TableName": "orders",
                    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                    "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 5}}})");
    table.close();
    desktop.window->import_files({table.fileName()});
    const Importing& importing = desktop.session.importing();
    ASSERT_TRUE(wait_until([&] { return !importing.reading() && importing.understood(); }));
    expect_all("import");
    EXPECT_TRUE(desktop.window->import_page().make_button().isEnabled());
}

TEST_P(PseudoLocale, ARunThatMoves) {
    desktop.open_hot(false);
    desktop.session.sim().set_speed(10);
    desktop.session.sim().run_or_pause();
    ASSERT_TRUE(wait_until([&] { return desktop.session.run().recorded_seconds() >= 2; }));
    desktop.view().show(TimeWindow{0, 20});
    expect_all("moving");
    desktop.session.sim().pause();
}

TEST_P(PseudoLocale, Banners) {
    desktop.open_hot();
    desktop.action("about")->trigger();
    expect_all("about");
    desktop.window->export_to(QStringLiteral("/no/such.gif"));
    expect_all("a form that is not known");
    desktop.window->scenario().editor().insertPlainText(QStringLiteral("# mine\n"));
    desktop.action("copy_command")->trigger();
    expect_all("copying what is not saved");
    desktop.window->close();
    expect_all("closing what is not saved");
    desktop.press(Qt::Key_0);
    desktop.view().set_pin(CellCursor{119, 0});
    desktop.press(Qt::Key_N);
    expect_all("no further throttling");
    QTest::keyClicks(&desktop.window->transport().time_entry(), QStringLiteral("soon"));
    QTest::keyClick(&desktop.window->transport().time_entry(), Qt::Key_Return);
    expect_all("not a time");
}

TEST_P(PseudoLocale, KeysAndDestinations) {
    desktop.open_hot();
    desktop.action("shortcuts")->trigger();
    auto& list = *desktop.window->findChild<KeyList*>();
    list.go_to(QStringLiteral("zoom_out"));
    list.add();
    QTest::keyClick(list.findChild<QKeySequenceEdit*>(), Qt::Key_N);
    expect_all("a key that is taken");
    list.change();
    QTest::keyClick(list.findChild<QKeySequenceEdit*>(), Qt::Key_F10);
    expect_all("a key that is kept");
    list.search().setText(QStringLiteral("qwxyz"));
    expect_all("no such key");
    desktop.action("go_to")->trigger();
    expect_all("destinations");
    QTest::keyClicks(&desktop.window->go_to_line(), QStringLiteral("qwxyz"));
    expect_all("no destination");
}

TEST_P(PseudoLocale, MenusAndCommands) {
    for (const ActionSpec& spec : action_specs()) {
        EXPECT_TRUE(desktop.action(spec.name)->text().startsWith(opening)) << spec.name;
    }
    const std::function<void(const QMenu&)> check = [&](const QMenu& menu) {
        EXPECT_TRUE(menu.title().startsWith(opening)) << menu.title().toStdString();
        for (const QAction* action : menu.actions()) {
            if (action->isSeparator() || action->text().startsWith(QLatin1Char('/'))) continue;
            EXPECT_TRUE(is_whole(action->text()));
            EXPECT_TRUE(untranslated(action->text()).isEmpty()) << action->text().toStdString();
            if (action->menu() != nullptr && !action->menu()->isEmpty()) check(*action->menu());
        }
    };
    for (const QAction* menu : desktop.window->menuBar()->actions()) check(*menu->menu());
}

INSTANTIATE_TEST_SUITE_P(Sizes, PseudoLocale,
                         ::testing::Values(QSize(1'280, 800), QSize(1'024, 768)),
                         [](const auto& of) { return "w" + std::to_string(of.param.width()); });

}  // namespace
}  // namespace isotherm
