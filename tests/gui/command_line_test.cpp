// SPDX-License-Identifier: GPL-3.0-or-later
// Messages, files and exit codes of the desktop program when it is called with options.

#include <gtest/gtest.h>

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>

#include "app/gui/window/application.h"
#include "tests/gui/desktop.h"

namespace isotherm {
namespace {

struct Answer {
    int code = 0;
    QString said;
};

class CommandLine : public ::testing::Test {
protected:
    QTemporaryDir folder;

    QString file(const char* name, const QByteArray& bytes) {
        const QString path = folder.filePath(QString::fromUtf8(name));
        QFile made(path);
        EXPECT_TRUE(made.open(QIODevice::WriteOnly));
        made.write(bytes);
        return path;
    }
    QString picture() { return folder.filePath(QStringLiteral("picture.png")); }
    Answer call(const QStringList& arguments, const char* name = "isotherm-gui") {
        QProcess program;
        program.setWorkingDirectory(folder.path());
        program.start(QStringLiteral(ISOTHERM_PROGRAM_DIR "/") + QLatin1String(name), arguments);
        EXPECT_TRUE(program.waitForFinished(60'000));
        return {program.exitCode(), QString::fromUtf8(program.readAllStandardError())};
    }
};

TEST_F(CommandLine, WhatCannotBeOpenedIsToldAndPaintsNothing) {
    const QString broken = file("broken.toml", "name = \"x\"\n[tables");
    const QString unknown =
        file("no_stream.toml", QByteArray(hot_scenario).replace("arrivals", "arivals"));
    const struct {
        QString path;
        int code;
        const char* says;
    } cases[] = {
        {broken, 78, "broken.toml:2:8"},
        {unknown, 78, "arivals"},
        {file("empty.toml", ""), 78, "the file is empty"},
        {file("empty.csv", ""), 65, "the stream is empty"},
        {folder.filePath(QStringLiteral("nowhere.toml")), 66, "there is no such file"},
        {folder.path(), 66, "isotherm run --out"},
    };
    for (const auto& one : cases) {
        const Answer answer = call({one.path, QStringLiteral("--grab"), picture()});
        EXPECT_EQ(answer.code, one.code) << one.path.toStdString();
        EXPECT_TRUE(answer.said.contains(QLatin1String(one.says))) << answer.said.toStdString();
        EXPECT_FALSE(QFileInfo::exists(picture())) << one.path.toStdString();
    }
    const Answer plotted = call({QStringLiteral("plot"), broken, QStringLiteral("--what"),
                                 QStringLiteral("view"), QStringLiteral("--out"), picture()},
                                "isotherm");
    EXPECT_EQ(plotted.code, 78);
    EXPECT_FALSE(QFileInfo::exists(picture()));
}

TEST_F(CommandLine, WhatIsAskedForAndIsNotThereIsTold) {
    const QString hot = file("hot.toml", hot_scenario);
    const auto says = [&](const QStringList& more, int code, const char* words) {
        const Answer answer = call(QStringList{hot, QStringLiteral("--grab"), picture()} + more);
        EXPECT_EQ(answer.code, code) << answer.said.toStdString();
        EXPECT_TRUE(answer.said.contains(QLatin1String(words))) << answer.said.toStdString();
    };
    says({QStringLiteral("--table"), QStringLiteral("nothing")}, 2, "choose one of: votes");
    says({QStringLiteral("--pin"), QStringLiteral("99:00"), QStringLiteral("--advance"),
          QStringLiteral("10s")},
         2, "the run is simulated only up to 00:00:10");
    says({QStringLiteral("--from"), QStringLiteral("99:00")}, 2, "the run is 00:02:00 long");
    says({QStringLiteral("--show"), QStringLiteral("nonsense")}, 2, "hot_keys");
    says({QStringLiteral("-b"), QStringLiteral("nowhere.toml")}, 66, "nowhere.toml");
    says({QStringLiteral("-b"), file("broken.toml", "name = \"x\"\n[tables")}, 78,
         "broken.toml:2:8");
    const Answer nothing =
        call({QStringLiteral("--export"), folder.filePath(QStringLiteral("x.json"))});
    EXPECT_EQ(nothing.code, 2);
    EXPECT_TRUE(nothing.said.contains(QStringLiteral("there is nothing to export")));
    EXPECT_EQ(call({QStringLiteral("--grab"), QStringLiteral("/nowhere/x.png")}).code, 73);
}

TEST_F(CommandLine, APictureNeverReplacesWhatIsOpenNorADevice) {
    const QString hot = file("hot.toml", hot_scenario);
    for (const char* option : {"--grab", "--export"}) {
        const QString linked = folder.filePath(QStringLiteral("link.png"));
        QFile::link(hot, linked);
        const Answer answer = call({hot, QLatin1String(option), linked});
        EXPECT_EQ(answer.code, 73) << answer.said.toStdString();
        EXPECT_TRUE(answer.said.contains(QStringLiteral("this is also an input")));
        EXPECT_EQ(call({hot, QLatin1String(option), QString()}).code, 2);
    }
    EXPECT_EQ(call({hot, QStringLiteral("--grab"), QStringLiteral("/dev/null")}).code, 73);
    QFile scenario(hot);
    ASSERT_TRUE(scenario.open(QIODevice::ReadOnly));
    EXPECT_EQ(scenario.readAll(), QByteArray(hot_scenario));
}

TEST_F(CommandLine, APlotOfAScenarioIsOfItsWholeRun) {
    const QString hot = file("hot.toml", hot_scenario);
    const QString table = folder.filePath(QStringLiteral("seconds.csv"));
    EXPECT_EQ(call({QStringLiteral("plot"), hot, QStringLiteral("--what"), QStringLiteral("view"),
                    QStringLiteral("--out"), table},
                   "isotherm")
                  .code,
              0);
    QFile written(table);
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    EXPECT_EQ(written.readAll().count('\n'), 121) << "two minutes and the header";
}

// With a window, the requests of the command line are also performed one after the other.
TEST_F(CommandLine, AWindowOpensAsAsked) {
    GuiOptions options;
    options.path = file("hot.toml", hot_scenario);
    options.b = file("b.toml", QByteArray(hot_scenario).replace("write = 400", "write = 800"));
    options.compare = CompareMode::difference;
    options.advance = 30s;
    options.show = QStringLiteral("hot_keys");
    options.view.window = TimeWindow{5, 25};
    Application application(options);
    application.open_as_asked();
    ASSERT_TRUE(wait_until([&] { return application.is_as_asked(); }));
    Session& session = application.session();
    EXPECT_TRUE(session.comparing());
    EXPECT_EQ(session.view().compare_mode(), CompareMode::difference);
    EXPECT_EQ(session.run().recorded_seconds(), 30);
    EXPECT_EQ(session.view().window(), (TimeWindow{5, 25}));
    EXPECT_EQ(session.path(), options.b) << "saving B does not overwrite A";
    session.back_to_a();
    EXPECT_EQ(session.path(), options.path);
}

}  // namespace
}  // namespace isotherm
