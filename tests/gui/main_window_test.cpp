// SPDX-License-Identifier: GPL-3.0-or-later
// The window as a whole: every panel, every empty state; opening, saving, exporting.

#include <gtest/gtest.h>

#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFormLayout>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMimeData>
#include <QProcess>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTranslator>
#include <QUrl>
#include <algorithm>
#include <QXmlStreamReader>
#include <set>

#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

const QString source_dir = QStringLiteral(ISOTHERM_SOURCE_DIR);

TEST(Desktop, EmptyStatesSayWhatWillComeAndOfferAnAction) {
    Desktop desktop;
    EXPECT_TRUE(desktop.window->shows_start_page());
    EXPECT_EQ(desktop.window->start_page().cards().size(), 4U);
    EXPECT_EQ(desktop.window->start_page().gallery().shown(), 40);
    desktop.open_hot(false);
    EXPECT_FALSE(desktop.window->shows_start_page());
    ASSERT_TRUE(wait_until([&] { return desktop.session.sim().phase() == SimPhase::ready; }));
    for (TablePanel* panel : desktop.window->panels()) {
        EXPECT_FALSE(panel->empty_text().isEmpty());
    }
    // The empty map is hatched and has a text; it is not blank.
    const QImage image = desktop.window->explore().heat_map().grab().toImage();
    std::set<QRgb> colours;
    for (int x = 0; x < image.width(); x += 3) {
        colours.insert(image.pixel(x, image.height() / 2));
        colours.insert(image.pixel(x, image.height() / 2 - 8));
    }
    EXPECT_GT(colours.size(), 3U);
}

TEST(Desktop, WhatCannotBeOpenedIsToldInPlace) {
    Desktop desktop;
    QTemporaryDir folder;
    const auto expect_banner = [&](const QString& path, const QString& word) {
        desktop.window->open(path);
        EXPECT_TRUE(wait_until([&] { return desktop.window->banner().isVisible(); }));
        EXPECT_TRUE(desktop.window->banner().text().contains(word))
            << desktop.window->banner().text().toStdString();
        EXPECT_EQ(QApplication::activeModalWidget(), nullptr);
    };
    expect_banner(folder.filePath(QStringLiteral("none.toml")), QStringLiteral("none.toml"));
    QFile bad(folder.filePath(QStringLiteral("bad.toml")));
    ASSERT_TRUE(bad.open(QIODevice::WriteOnly));
    bad.write("name = \"x\"\nduration = \"1 parsec\"\n");
    bad.close();
    // A text with errors is told by the editor, beside the line.
    desktop.window->open(bad.fileName());
    EXPECT_TRUE(desktop.window->edits());
    bool line_told = false;
    const QListWidget& errors = desktop.window->scenario().error_list();
    for (int row = 0; row < errors.count(); ++row)
        line_told |= errors.item(row)->text().contains(QStringLiteral("parsec"));
    EXPECT_TRUE(line_told);
    expect_banner(folder.path(), QStringLiteral("manifest.json"));
    QFile odd(folder.filePath(QStringLiteral("odd.bin")));
    ASSERT_TRUE(odd.open(QIODevice::WriteOnly));
    odd.write("\x01\x02\x03 nothing known");
    odd.close();
    expect_banner(odd.fileName(), QStringLiteral("odd.bin"));
}

TEST(Desktop, OpensScenariosRunsAndStreams) {
    QSettings().remove(QStringLiteral("recent_files"));  // of other tests
    Desktop desktop;
    QTemporaryDir folder;
    desktop.window->open(source_dir + QStringLiteral("/resources/scenarios/nasa.toml"));
    EXPECT_FALSE(desktop.window->banner().isVisible())
        << desktop.window->banner().text().toStdString();
    SimController& sim = desktop.session.sim();
    sim.run_to_end();
    ASSERT_TRUE(wait_until([&] { return sim.phase() == SimPhase::finished; }));
    const std::string fingerprint = desktop.session.run().identity().fingerprint;
    QSignalSpy saved(&sim, &SimController::saved);
    const QString run = folder.filePath(QStringLiteral("run"));
    sim.save(run);
    ASSERT_TRUE(saved.wait(20'000));
    desktop.window->open(run);
    ASSERT_TRUE(wait_until([&] { return !sim.has_simulation(); }));
    EXPECT_EQ(desktop.session.run().identity().fingerprint, fingerprint);
    EXPECT_EQ(desktop.view().side(), Side::read);
    desktop.press(Qt::Key_N);
    EXPECT_TRUE(desktop.view().pin().has_value());
    desktop.window->open(source_dir +
                         QStringLiteral("/resources/samples/nasa-http-1995-08-01-first-6h.tsv.gz"));
    ASSERT_TRUE(wait_until([&] { return desktop.window->stream_page().has_facts(); }));
    EXPECT_FALSE(desktop.window->banner().isVisible())
        << desktop.window->banner().text().toStdString();
    desktop.action("make_scenario")->trigger();
    EXPECT_TRUE(sim.has_simulation());
    EXPECT_EQ(Session::recent_files().size(), 3);
    // The scenario has no file yet, so the console program could not read it.
    EXPECT_TRUE(desktop.session.command_line({900, 600}).isEmpty());
}

TEST(Desktop, ExportsPicturesAndData) {
    Desktop desktop;
    desktop.open_hot();
    QTemporaryDir folder;
    const auto path = [&](const char* name) { return folder.filePath(QLatin1String(name)); };
    const auto bytes = [](const QString& name) {
        QFile file(name);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << name.toStdString();
        return file.readAll();
    };
    // The banner about the export makes the page smaller; here it is shown from the beginning.
    ASSERT_TRUE(desktop.window->export_to(path("first.png")));
    QApplication::processEvents();
    ASSERT_TRUE(desktop.window->export_to(path("a.png")));
    ASSERT_TRUE(desktop.window->export_to(path("a@2x.png")));
    const QImage one(path("a.png")), two(path("a@2x.png"));
    EXPECT_EQ(one.size() * 2, two.size());
    EXPECT_GT(one.width(), 600);
    ASSERT_TRUE(desktop.window->export_to(path("b.png")));
    EXPECT_EQ(bytes(path("a.png")), bytes(path("b.png")));
    ASSERT_TRUE(desktop.window->export_to(path("a.svg")));
    QXmlStreamReader xml(bytes(path("a.svg")));
    while (!xml.atEnd()) xml.readNext();
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    EXPECT_TRUE(bytes(path("a.svg")).contains("pixelated"));
    ASSERT_TRUE(desktop.window->export_to(path("a.pdf")));
    EXPECT_TRUE(bytes(path("a.pdf")).startsWith("%PDF"));
    ASSERT_TRUE(desktop.window->export_to(path("a.csv")));
    EXPECT_EQ(bytes(path("a.csv")).count("\r\n"), 121);
    ASSERT_TRUE(desktop.window->export_to(path("a.json")));
    EXPECT_FALSE(desktop.window->export_to(path("a.gif")));
    EXPECT_TRUE(desktop.window->banner().isVisible());
}

TEST(Desktop, EveryThemeAndRampRecoloursEverything) {
    Desktop desktop;
    desktop.open_hot();
    std::set<QRgb> backgrounds;
    for (const char* id : {"theme_light", "theme_print", "theme_dark"}) {
        desktop.action(id)->trigger();
        QApplication::processEvents();
        EXPECT_TRUE(desktop.action(id)->isChecked());
        const QImage image = desktop.window->explore().heat_map().grab().toImage();
        backgrounds.insert(image.pixel(2, image.height() / 2));
    }
    EXPECT_EQ(backgrounds.size(), 2U);  // print is white as well
    desktop.action("ramp_viridis")->trigger();
    EXPECT_EQ(desktop.view().theme().heat_throttled, qRgb(0xff, 0x00, 0xff));
    desktop.action("ramp_inferno")->trigger();
}

TEST(Desktop, EveryCanvasAndTableHasANameToBeReadAloud) {
    Desktop desktop;
    desktop.open_hot();
    for (const TimeCanvas* canvas : desktop.window->explore().canvases()) {
        EXPECT_FALSE(canvas->accessibleName().isEmpty());
    }
    for (TablePanel* panel : desktop.window->panels()) {
        EXPECT_FALSE(panel->table().accessibleName().isEmpty());
    }
    for (const QAbstractButton* button : desktop.window->findChildren<QAbstractButton*>()) {
        if (!button->isVisible()) continue;
        EXPECT_FALSE(button->text().isEmpty() && button->accessibleName().isEmpty())
            << button->metaObject()->className();
    }
}

TEST(Desktop, AScoreTileGoesToTheWorstMoment) {
    Desktop desktop;
    desktop.open_hot();
    const auto& series = desktop.session.run().recording().tables[0].seconds[Side::write];
    const auto most = std::max_element(
        series.begin(), series.end(),
        [](const auto& a, const auto& b) { return a.throttled() < b.throttled(); });
    const std::int64_t worst = most - series.begin();
    QAbstractButton* tile = desktop.window->findChild<ScoreTile*>();
    QTest::mouseClick(tile, Qt::LeftButton);
    ASSERT_TRUE(desktop.view().pin().has_value());
    EXPECT_EQ(desktop.view().pin()->second, worst);
}

TEST(Desktop, ATableRowLeadsToItsSecond) {
    Desktop desktop;
    desktop.open_hot();
    desktop.window->explore().bands().charts().front()->setFocus();
    desktop.action("table")->trigger();
    TablePanel* seconds = desktop.window->panels().back();
    ASSERT_TRUE(wait_until([&] { return seconds->model().rowCount() == 120; }));
    const QModelIndex row = seconds->table().model()->index(37, 0);
    Q_EMIT seconds->table().clicked(row);
    EXPECT_EQ(desktop.view().pin()->second, 37);
}

TEST(Desktop, StaysAwakeWhileItDrawsAtFullSpeed) {
    Desktop desktop;
    QString text = QString::fromUtf8(hot_scenario);
    text.replace(QStringLiteral("\"2m\""), QStringLiteral("\"24h\""));
    ASSERT_TRUE(desktop.session.open_text(text, {}));
    desktop.window->open_explore();
    desktop.session.sim().set_speed(speed_unbounded);
    desktop.session.sim().run_or_pause();
    ASSERT_TRUE(wait_until([&] { return desktop.session.run().recorded_seconds() > 10; }));
    QElapsedTimer gap;
    std::vector<qint64> gaps;
    QTimer tick;
    QObject::connect(&tick, &QTimer::timeout, &tick, [&] { gaps.push_back(gap.restart()); });
    gap.start();
    tick.start(5);
    QTest::qWait(1'000);
    desktop.session.sim().pause();
    ASSERT_FALSE(gaps.empty());
    // Tolerates single delays, because the machine may be busy with other programs.
    std::sort(gaps.begin(), gaps.end());
    EXPECT_LE(gaps[gaps.size() * 95 / 100], 100);
    EXPECT_GT(desktop.session.run().recorded_seconds(), 60);
}

TEST(Desktop, UnsavedChangesAreNotLostWithoutAWord) {
    Desktop desktop;
    desktop.open_hot(false);
    desktop.window->scenario().editor().insertPlainText(QStringLiteral("# mine\n"));
    EXPECT_FALSE(desktop.window->close());
    EXPECT_TRUE(desktop.window->banner().isVisible());
    EXPECT_EQ(QApplication::activeModalWidget(), nullptr);
    EXPECT_TRUE(desktop.window->close());
}

TEST(Desktop, NothingIsOpenedOverUnsavedChangesWithoutAWord) {
    const QString nasa = source_dir + QStringLiteral("/resources/scenarios/nasa.toml");
    Desktop desktop;
    desktop.open_hot(false);
    const auto edit = [&](const char* text) {
        desktop.window->scenario().editor().insertPlainText(QLatin1String(text));
    };
    edit("# mine\n");
    EXPECT_FALSE(desktop.window->open(nasa));
    EXPECT_TRUE(desktop.window->banner().isVisible());
    EXPECT_TRUE(desktop.window->scenario().text().startsWith(QStringLiteral("# mine")));
    // After a further edit, the next attempt warns again.
    edit("# more\n");
    desktop.action("new")->trigger();
    EXPECT_TRUE(desktop.window->scenario().text().startsWith(QStringLiteral("# mine\n# more")));
    EXPECT_TRUE(desktop.window->open(nasa));
    EXPECT_EQ(desktop.session.path(), nasa);
    EXPECT_FALSE(desktop.window->scenario().is_modified());
}

TEST(Desktop, AFailedOpenLeavesTheNameOfWhatIsOpen) {
    QTemporaryDir folder;
    const auto made = [&](const char* name, const char* text) {
        QFile file(folder.filePath(QLatin1String(name)));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return file.fileName();
    };
    const QString good = made("good.toml", hot_scenario);
    const QString precious = made("precious.toml", "name = \"precious\"\n[tables");
    Desktop desktop;
    ASSERT_TRUE(desktop.window->open(good));
    EXPECT_TRUE(desktop.window->open(precious));
    EXPECT_TRUE(desktop.window->banner().text().contains(QStringLiteral("precious.toml:2")));
    EXPECT_EQ(desktop.session.path(), good);
    desktop.action("save")->trigger();
    QFile kept(precious);
    ASSERT_TRUE(kept.open(QIODevice::ReadOnly));
    EXPECT_EQ(kept.readAll(), QByteArray("name = \"precious\"\n[tables"));
}

TEST(Desktop, FilesAreDroppedOnTheWindow) {
    Desktop desktop;
    QMimeData data;
    data.setUrls(
        {QUrl::fromLocalFile(source_dir + QStringLiteral("/resources/scenarios/nasa.toml"))});
    const QPointF middle(600, 400);
    QDragEnterEvent enter(middle.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(desktop.window.get(), &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(desktop.window.get(), &drop);
    EXPECT_FALSE(desktop.window->shows_start_page());
    EXPECT_TRUE(desktop.session.path().endsWith(QStringLiteral("nasa.toml")));
}

TEST(Desktop, SpeaksJapaneseWithoutBoxesOrGaps) {
    QTranslator words;
    ASSERT_TRUE(words.load(QStringLiteral(":/translations/isotherm_ja.qm")));
    QCoreApplication::installTranslator(&words);
    {
        Desktop desktop;
        desktop.open_hot();
        desktop.press(Qt::Key_N);
        const auto is_japanese = [](const QString& text) {
            return std::any_of(text.begin(), text.end(),
                               [](QChar c) { return c.unicode() > 0x3000; });
        };
        for (const ActionSpec& spec : action_specs()) {
            if (spec.id == ActionId::english) continue;
            EXPECT_TRUE(is_japanese(desktop.action(spec.name)->text())) << spec.name;
        }
        EXPECT_TRUE(is_japanese(desktop.window->inspector().explanation().front()));
        for (TablePanel* panel : desktop.window->panels()) {
            for (int column = 0; column < panel->model().columnCount(); ++column) {
                EXPECT_TRUE(is_japanese(
                    panel->model().headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()));
            }
        }
        QFont font(QStringLiteral("Noto Sans CJK JP"));
        EXPECT_TRUE(QFontMetrics(font).inFont(QChar(0x71B1))) << "install fonts-noto-cjk";
    }
    QCoreApplication::removeTranslator(&words);
}

// Starts the real programs: a picture without a screen, and the start from the console program.
TEST(Programs, PaintTheWindowWithoutAScreen) {
    QTemporaryDir folder;
    const QString programs = QStringLiteral(ISOTHERM_PROGRAM_DIR);
    const QString scenario = source_dir + QStringLiteral("/resources/scenarios/nasa.toml");
    const auto grabbed = [&](const QString& program, QStringList arguments, const char* name) {
        const QString path = folder.filePath(QLatin1String(name));
        arguments << QStringLiteral("--grab") << path << QStringLiteral("--size")
                  << QStringLiteral("1024x768") << QStringLiteral("--advance")
                  << QStringLiteral("2m");
        EXPECT_EQ(QProcess::execute(program, arguments), 0);
        return QImage(path);
    };
    const QImage direct =
        grabbed(programs + QStringLiteral("/isotherm-gui"), {scenario}, "direct.png");
    EXPECT_EQ(direct.size(), QSize(1'024, 768));
    const QImage through = grabbed(programs + QStringLiteral("/isotherm"),
                                   {QStringLiteral("gui"), scenario}, "through.png");
    EXPECT_EQ(through.size(), QSize(1'024, 768));
    EXPECT_EQ(QProcess::execute(programs + QStringLiteral("/isotherm-gui"),
                                {QStringLiteral("--theme"), QStringLiteral("pink")}),
              2);
}

TEST(Programs, SayThatThereIsNoScreen) {
    QProcessEnvironment bare = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"})
        bare.remove(QLatin1String(name));
    const auto started = [&](const QStringList& arguments) {
        QProcess program;
        program.setProcessEnvironment(bare);
        program.start(QStringLiteral(ISOTHERM_PROGRAM_DIR "/isotherm-gui"), arguments);
        program.waitForFinished();
        return std::pair(program.exitCode(),
                         program.readAllStandardError() + program.readAllStandardOutput());
    };
    const auto [code, words] = started({});
    EXPECT_EQ(code, 2);
    EXPECT_TRUE(words.contains("no screen")) << words.toStdString();
    const auto [help_code, help] = started({QStringLiteral("--help")});
    EXPECT_EQ(help_code, 0);
    EXPECT_TRUE(help.contains("--grab"));
}

TEST(Programs, TheConsoleProgramGivesTheFingerprintOfTheLiveRun) {
    Desktop desktop;
    const QString scenario = source_dir + QStringLiteral("/resources/scenarios/nasa.toml");
    desktop.window->open(scenario);
    SimController& sim = desktop.session.sim();
    sim.set_speed(3'000);
    sim.run_or_pause();
    ASSERT_TRUE(wait_until([&] { return sim.now() > sim_start + 60s; }));
    sim.step_by(-1s);
    ASSERT_TRUE(wait_until([&] { return !sim.moving(); }));
    sim.run_to_end();
    ASSERT_TRUE(wait_until([&] { return sim.phase() == SimPhase::finished; }));
    QProcess console;
    console.start(QStringLiteral(ISOTHERM_PROGRAM_DIR "/isotherm"),
                  {QStringLiteral("run"), scenario, QStringLiteral("--json")});
    ASSERT_TRUE(console.waitForFinished());
    const QJsonObject report = QJsonDocument::fromJson(console.readAllStandardOutput()).object();
    EXPECT_EQ(report.value(QStringLiteral("fingerprint")).toString().toStdString(),
              desktop.session.run().identity().fingerprint);
}

}  // namespace
}  // namespace isotherm
