// SPDX-License-Identifier: GPL-3.0-or-later
// Exported pictures, and the same pictures painted by the console program.

#include <gtest/gtest.h>

#include <algorithm>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

#include "app/gui/models/view_arguments.h"
#include "app/gui/window/application.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

QByteArray bytes(const QString& name) {
    QFile file(name);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << name.toStdString();
    return file.readAll();
}

// Runs the command line given by "Copy command line", with another name for the picture.
QByteArray painted_by(QString line, const QString& path) {
    line.replace(QStringLiteral("isotherm plot"),
                 QStringLiteral(ISOTHERM_PROGRAM_DIR "/isotherm plot"));
    line.replace(QStringLiteral("view.png"), path);
    QProcess shell;
    shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), line});
    EXPECT_TRUE(shell.waitForFinished(60'000));
    EXPECT_EQ(shell.exitCode(), 0) << line.toStdString() << '\n'
                                   << shell.readAllStandardError().toStdString();
    return bytes(path);
}

// After a live change with a slider and unusual view settings, the saved scenario gives the same
// bytes in the console program: picture, drawing and data.
TEST(Export, TheCommandLinePaintsTheSamePicture) {
    Application::use_fonts();
    QTemporaryDir folder;
    Desktop desktop;
    const QString scenario = folder.filePath(QStringLiteral("it's tried.toml"));
    QFile file(scenario);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(hot_scenario);
    file.close();
    desktop.window->open(scenario);
    SimController& sim = desktop.session.sim();
    sim.go_to(sim_start + 40s);
    ASSERT_TRUE(wait_until([&] { return desktop.session.run().recorded_seconds() == 40; }));
    QLineEdit* entry =
        desktop.window->what_if().entry(QStringLiteral("workloads.voters.write_shards"));
    entry->setText(QStringLiteral("8"));
    Q_EMIT entry->editingFinished();
    QSignalSpy applied(&sim, &SimController::applied);
    desktop.window->apply_live();
    ASSERT_TRUE(applied.wait(5'000));
    desktop.action("copy_command")->trigger();
    EXPECT_TRUE(
        desktop.window->banner().text().contains(QStringLiteral("save the scenario first")));
    ASSERT_TRUE(desktop.window->save_scenario(scenario));
    sim.run_to_end();
    ASSERT_TRUE(wait_until([&] { return sim.phase() == SimPhase::finished; }));

    ViewState& view = desktop.view();
    view.show(TimeWindow{11, 83});
    view.show(HashWindow{KeyPosition{1} << 62, ~KeyPosition{0} - 5});
    view.set_gamma(0.8);
    view.set_pin(CellCursor{50, 0});
    view.select(TimeWindow{20, 40});
    desktop.action("theme_light")->trigger();
    desktop.action("ramp_cividis")->trigger();
    QApplication::processEvents();
    const QString line = desktop.session.command_line(desktop.window->explore().size());
    for (const char* name : {"view.png", "view@2x.png", "view.svg", "view.csv", "view.json"}) {
        const QString here = folder.filePath(QStringLiteral("here_") + QLatin1String(name));
        ASSERT_TRUE(desktop.window->export_to(here, desktop.window->explore().size())) << name;
        const QString there = folder.filePath(QStringLiteral("there_") + QLatin1String(name));
        // The banner of the first export has made the page smaller.
        const QString now = desktop.session.command_line(desktop.window->explore().size());
        ASSERT_TRUE(desktop.window->export_to(here, desktop.window->explore().size())) << name;
        EXPECT_TRUE(bytes(here) == painted_by(now, there)) << name << '\n' << now.toStdString();
    }
    EXPECT_TRUE(line.contains(QStringLiteral("--from 11s --to 83s"))) << line.toStdString();
    desktop.action("theme_dark")->trigger();
    desktop.action("ramp_inferno")->trigger();
}

TEST(Export, AViewIsWordsAndBackAgain) {
    RunModel run;
    ViewState view;
    MadeRecording made(4, 100, 60);
    made.add_second(Side::read, 5, {{0, 50, 0}});
    run.load(stored(std::move(made)));
    view.reset(60);
    view.show_table(0, Side::read);
    view.show(TimeWindow{10, 30});
    view.show(HashWindow{1, ~KeyPosition{0} - 1});
    view.set_look(ThemeName::print, Ramp::viridis);
    view.set_heat_scale(HeatScale::absolute);
    view.set_gamma(2.5);
    view.set_text_scale(1.3);
    view.set_folds_quiet(true);
    const ViewArguments arguments = ViewArguments::of(run, view);
    QCommandLineParser parser;
    add_options(parser);
    ASSERT_TRUE(parser.parse(QStringList{QStringLiteral("isotherm-gui")} + arguments.words()))
        << parser.errorText().toStdString();
    const auto read = options_of(parser);
    ASSERT_TRUE(read.ok()) << read.errors().front().text();
    ViewState other;
    read.value().view.set_look(other);
    other.reset(60);
    read.value().view.show(run, other);
    EXPECT_EQ(other.side(), Side::read);
    EXPECT_EQ(other.window(), view.window());
    EXPECT_EQ(other.hashes(), view.hashes());
    EXPECT_EQ(other.theme().name, ThemeName::print);
    EXPECT_EQ(other.theme().heat, view.theme().heat);
    EXPECT_EQ(other.heat_scale(), HeatScale::absolute);
    EXPECT_EQ(other.text_scale(), 1.3);
    EXPECT_TRUE(other.folds_quiet());
}

TEST(Export, WrongOptionsAreToldWithTheirNames) {
    const auto first_error = [](const QStringList& words) {
        QCommandLineParser parser;
        add_options(parser);
        EXPECT_TRUE(parser.parse(QStringList{QStringLiteral("isotherm-gui")} + words));
        const auto read = options_of(parser);
        return read.ok() ? std::string() : read.errors().front().text();
    };
    for (const char* words :
         {"--theme pink", "--hashes 8..7", "--hashes xy..7", "--gamma 9", "--size 10x10",
          "--page 5", "--from soon", "--from 10m --to 5m", "--colours loud", "--compare so"}) {
        const QStringList list = QString::fromUtf8(words).split(QLatin1Char(' '));
        const std::string told = first_error(list);
        EXPECT_NE(told.find("--"), std::string::npos) << words;
        EXPECT_NE(told.find(list.last().toStdString()), std::string::npos) << words << ": " << told;
    }
    EXPECT_EQ(first_error({QStringLiteral("--hashes"), QStringLiteral("40..7F")}), "");
    EXPECT_EQ(hashes_of(QStringLiteral("40..7F")),
              (HashWindow{KeyPosition{0x40} << 56, (KeyPosition{0x80} << 56) - 1}));
}

TEST(Export, APictureHasALegendAndNothingOfTheMouse) {
    QTemporaryDir folder;
    Desktop desktop;
    desktop.open_hot();
    const auto exported = [&](const char* name) {
        const QString path = folder.filePath(QLatin1String(name));
        EXPECT_TRUE(desktop.window->export_to(path, QSize(900, 600)));
        return QImage(path);
    };
    const QImage plain = exported("a.png");
    desktop.view().set_hover(CellCursor{30, 0});
    EXPECT_EQ(exported("b.png"), plain);
    // What is pinned is said in a line of its own below the picture; the picture is the same.
    desktop.view().set_pin(CellCursor{60, 0});
    const QImage pinned = exported("c.png");
    constexpr int line = 18;
    ASSERT_EQ(pinned.height(), plain.height() + line);
    const int above = plain.height() - 3 * line;
    EXPECT_EQ(pinned.copy(0, 0, pinned.width(), above), plain.copy(0, 0, plain.width(), above));
    // The ramp of the legend is there: one pixel row contains its colours side by side.
    // It is shorter than the table of colours, so that every other one is left out.
    const auto& heat = desktop.view().theme().heat;
    const auto is_near = [&heat](QRgb pixel, std::ptrdiff_t index) {
        return std::find(heat.begin() + index - 2, heat.begin() + index + 3, pixel) !=
               heat.begin() + index + 3;
    };
    bool found = false;
    for (int y = 0; y < plain.height() && !found; ++y) {
        int run = 0;
        for (int x = 0; x < plain.width(); ++x) {
            if (is_near(plain.pixel(x, y), 128)) run = 1;
            if (run > 0 && is_near(plain.pixel(x, y), 200)) found = true;
        }
    }
    EXPECT_TRUE(found);
}

}  // namespace
}  // namespace isotherm
