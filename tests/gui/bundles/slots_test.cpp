// SPDX-License-Identifier: GPL-3.0-or-later
// The slots A and B: scenarios, runs, bundles and earlier runs in them, and the table of both.

#include <gtest/gtest.h>

#include <QAction>
#include <QFile>
#include <QMenu>
#include <QTemporaryDir>

#include "app/gui/controller/bundle_saving.h"
#include "app/gui/controller/run_history.h"
#include "app/gui/models/compared_table.h"
#include "app/report/bundles/bundle.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

QString with_shards(int shards) {
    return QString::fromUtf8(hot_scenario)
        .replace(QStringLiteral("\"2m\""), QStringLiteral("\"20s\""))
        .replace(QStringLiteral("operation ="),
                 QStringLiteral("write_shards = %1\noperation =").arg(shards));
}

struct Slots : Desktop {
    QTemporaryDir folder;

    QString file(const QString& name, const QString& text) {
        QFile out(folder.filePath(name));
        EXPECT_TRUE(out.open(QIODevice::WriteOnly));
        out.write(text.toUtf8());
        return out.fileName();
    }
    void settle() {
        ASSERT_TRUE(wait_until([&] {
            return session.opening().kind() == Opening::Kind::none && !session.sim().busy() &&
                   !session.sim().moving() && !session.filling_a() &&
                   !session.bundle_saving().running();
        }));
    }
    void open_file(const QString& path) {
        session.open(path);
        settle();
        session.sim().run_to_end();
        settle();
    }
    std::string fingerprint(CompareSlot slot) const {
        return (slot == CompareSlot::a ? session.run_a() : session_run()).identity().fingerprint;
    }
    const RunModel& session_run() const { return const_cast<Session&>(session).run(); }
};

TEST(CompareSlots, TakeScenariosRunsAndBundlesInAllPairs) {
    Slots desktop;
    const QString scenario = desktop.file(QStringLiteral("hot.toml"), with_shards(1));
    const QString run = desktop.folder.filePath(QStringLiteral("run"));
    const QString bundle = desktop.folder.filePath(QStringLiteral("two.isotherm"));
    desktop.open_file(scenario);
    const std::string plain = desktop.fingerprint(CompareSlot::b);
    desktop.session.sim().save(run);
    desktop.settle();
    ASSERT_TRUE(desktop.session.run_as_b(with_shards(5)));
    desktop.settle();
    const std::string sharded = desktop.fingerprint(CompareSlot::b);
    ASSERT_NE(plain, sharded);
    desktop.window->save_bundle(bundle);
    desktop.settle();
    ASSERT_TRUE(QFile::exists(bundle)) << desktop.window->banner().text().toStdString();

    for (const QString& a : {scenario, run, bundle}) {
        for (const QString& b : {scenario, run, bundle}) {
            desktop.open_file(a);
            desktop.session.fill(CompareSlot::b, b);
            desktop.settle();
            ASSERT_TRUE(desktop.session.comparing()) << a.toStdString() << b.toStdString();
            EXPECT_EQ(desktop.fingerprint(CompareSlot::a), plain) << a.toStdString();
            EXPECT_EQ(desktop.fingerprint(CompareSlot::b), b == bundle ? sharded : plain);
            EXPECT_FALSE(desktop.window->compare_bar().sentence().isEmpty());
        }
    }
    // A is filled beside B in each of the three ways, too.
    for (const QString& a : {scenario, run, bundle}) {
        desktop.session.fill(CompareSlot::a, a);
        desktop.settle();
        EXPECT_EQ(desktop.fingerprint(CompareSlot::a), plain) << a.toStdString();
        EXPECT_EQ(desktop.fingerprint(CompareSlot::b), sharded);
    }
}

// A folder that has lost its manifest is shown, and says so; it is not compared.
TEST(CompareSlots, AFolderWithoutAManifestIsOnlyLookedAt) {
    Slots desktop;
    const QString scenario = desktop.file(QStringLiteral("hot.toml"), with_shards(1));
    const QString torn = desktop.folder.filePath(QStringLiteral("torn"));
    desktop.open_file(scenario);
    const Totals totals = desktop.session.run().totals();
    desktop.session.sim().save(torn);
    desktop.settle();
    ASSERT_TRUE(QFile::remove(torn + QStringLiteral("/manifest.json")));
    // As B it is refused.
    desktop.session.fill(CompareSlot::b, torn);
    desktop.settle();
    EXPECT_FALSE(desktop.session.comparing());
    EXPECT_TRUE(desktop.window->banner().text().contains(QStringLiteral("not a complete run")));
    desktop.window->banner().hide();
    desktop.session.open(torn);
    desktop.settle();
    EXPECT_EQ(desktop.session.run().totals().throttled, totals.throttled);
    EXPECT_TRUE(desktop.window->banner().isVisible());
    EXPECT_TRUE(desktop.window->banner().text().contains(QStringLiteral("not a complete run")));
    EXPECT_FALSE(desktop.session.run_as_b(with_shards(5)));
    desktop.session.fill(CompareSlot::b, scenario);
    desktop.settle();
    EXPECT_FALSE(desktop.session.comparing());
    // What is opened next can be compared again.
    desktop.open_file(scenario);
    EXPECT_TRUE(desktop.session.run_as_b(with_shards(5)));
}

TEST(CompareSlots, SwapAndKeepEarlierRuns) {
    Slots desktop;
    desktop.open_file(desktop.file(QStringLiteral("hot.toml"), with_shards(1)));
    const std::string plain = desktop.fingerprint(CompareSlot::b);
    const std::uint64_t throttled = desktop.session.run().totals().throttled;
    ASSERT_TRUE(desktop.session.run_as_b(with_shards(5)));
    desktop.settle();
    const std::string sharded = desktop.fingerprint(CompareSlot::b);
    EXPECT_TRUE(desktop.session.history().runs().empty()) << "both are on the screen";
    QTest::mouseClick(&desktop.window->compare_bar().compare_slots().swap_button(), Qt::LeftButton);
    EXPECT_EQ(desktop.fingerprint(CompareSlot::a), sharded);
    EXPECT_EQ(desktop.fingerprint(CompareSlot::b), plain);
    EXPECT_EQ(desktop.session.scenario_text(), with_shards(1));
    desktop.window->grab();
    ASSERT_TRUE(desktop.session.run_as_b(with_shards(2)));
    desktop.settle();
    const auto& runs = desktop.session.history().runs();
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(runs.front().fingerprint, plain);
    EXPECT_EQ(runs.front().throttled, throttled);
    EXPECT_EQ(runs.front().thumbnail.size(), RunHistory::thumbnail_size);
    // From the menu of A.
    QMenu& menu = desktop.window->compare_bar().compare_slots().menu(CompareSlot::a);
    QMenu* earlier = nullptr;
    for (QAction* action : menu.actions())
        if (action->menu() != nullptr) earlier = action->menu();
    ASSERT_NE(earlier, nullptr);
    ASSERT_EQ(earlier->actions().size(), 1);
    earlier->actions().front()->trigger();
    desktop.settle();
    EXPECT_EQ(desktop.fingerprint(CompareSlot::a), plain);
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(runs.front().fingerprint, sharded);
    // Of a run whose recording was dropped, the scenario runs again to the same fingerprint.
    desktop.session.history().set_most_bytes(0);
    ASSERT_TRUE(desktop.session.run_as_b(with_shards(3)));
    desktop.settle();
    ASSERT_EQ(runs.size(), 2U);
    const auto old = std::find_if(runs.begin(), runs.end(), [&](const EarlierRun& run) {
        return run.fingerprint == sharded;
    });
    ASSERT_NE(old, runs.end());
    EXPECT_EQ(old->run, nullptr);
    desktop.window->banner().hide();
    desktop.session.fill_earlier(CompareSlot::a, static_cast<std::size_t>(old - runs.begin()));
    desktop.settle();
    EXPECT_EQ(desktop.fingerprint(CompareSlot::a), sharded);
    EXPECT_FALSE(desktop.window->banner().isVisible());
}

TEST(ComparedTable, HasTheNumbersOfBothReports) {
    Slots desktop;
    desktop.open_file(desktop.file(QStringLiteral("hot.toml"), with_shards(1)));
    const RunEnd a = *desktop.session.run().run_end();
    ASSERT_TRUE(desktop.session.run_as_b(with_shards(5)));
    desktop.settle();
    const RunEnd b = *desktop.session.run().run_end();
    ComparedTable table(desktop.session.run(), desktop.view(),
                        [](const ResourceName& resource, Side) {
                            PairedDifference difference;
                            // The writes of votes differ by 30 points in each pair of runs; all
                            // tables, by 1 and by -1.
                            const bool total = resource.table.empty();
                            difference.add(0.5, total ? 0.51 : 0.2);
                            difference.add(0.5, total ? 0.49 : 0.2);
                            return std::optional(difference);
                        });
    table.refresh();
    ASSERT_EQ(table.rowCount(), 2) << "writes of votes, and the total";
    const QStringList lines = table.csv().split(QStringLiteral("\r\n"));
    const QStringList keys = lines[0].split(QLatin1Char(','));
    const auto number = [&](int row, const char* key) {
        return lines[row]
            .split(QLatin1Char(','))
            .value(keys.indexOf(QLatin1String(key)))
            .toDouble();
    };
    for (const int row : {1, 2}) {
        EXPECT_EQ(number(row, "tries_a"), static_cast<double>(a.totals.attempts));
        EXPECT_EQ(number(row, "tries_b"), static_cast<double>(b.totals.attempts));
        EXPECT_EQ(number(row, "throttled_a"), static_cast<double>(a.totals.throttled));
        EXPECT_EQ(number(row, "throttled_b"), static_cast<double>(b.totals.throttled));
        EXPECT_EQ(number(row, "throttled_difference"), static_cast<double>(b.totals.throttled) -
                                                           static_cast<double>(a.totals.throttled));
        EXPECT_NEAR(
            number(row, "throttled_share_a"),
            static_cast<double>(a.totals.throttled) / static_cast<double>(a.totals.attempts), 1e-9);
        EXPECT_EQ(number(row, "bill_difference"), 0) << "shards cost nothing";
        EXPECT_GT(number(row, "bill_a"), 0);
        EXPECT_GT(number(row, "hottest_a"), number(row, "hottest_b"));
    }
    EXPECT_TRUE(lines[1].startsWith(QStringLiteral("votes,,write,"))) << lines[1].toStdString();
    EXPECT_TRUE(lines[1].endsWith(QStringLiteral("true,0"))) << lines[1].toStdString();
    EXPECT_TRUE(lines[2].contains(QStringLiteral(",false,"))) << lines[2].toStdString();
    // Two differences of +1 and -1 point: their deviation is sqrt(2), Student's t for one degree of
    // freedom 12.706, so the interval is 12.706 * sqrt(2) / sqrt(2) points wide to each side.
    EXPECT_NEAR(number(2, "smallest_clear_share"), 0.12706, 1e-5);
    const QModelIndex total = table.index(1, table.columnCount() - 1);
    EXPECT_EQ(table.data(total, Qt::DisplayRole).toString(),
              QStringLiteral("no clear difference; 13 points would show"));
    EXPECT_TRUE(table.data(total, Qt::ForegroundRole).isValid());
    EXPECT_FALSE(table.data(table.index(0, table.columnCount() - 1), Qt::ForegroundRole).isValid());
}

// A saved bundle opens to the same picture.
TEST(CompareSlots, ABundleOpensToTheSamePicture) {
    Slots desktop;
    desktop.open_file(desktop.file(QStringLiteral("hot.toml"), with_shards(1)));
    ASSERT_TRUE(desktop.session.run_as_b(with_shards(5)));
    desktop.settle();
    desktop.view().set_compare_mode(CompareMode::side_by_side);
    desktop.view().show(TimeWindow{2, 12});
    const QString bundle = desktop.folder.filePath(QStringLiteral("two.isotherm"));
    desktop.window->save_bundle(bundle);
    desktop.settle();
    const auto picture = [&](const QString& name) {
        const QString path = desktop.folder.filePath(name);
        EXPECT_TRUE(desktop.window->exported(path, QSize(900, 600)).empty());
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    };
    const QByteArray before = picture(QStringLiteral("before.png"));
    desktop.open_file(desktop.file(QStringLiteral("other.toml"), with_shards(3)));
    EXPECT_FALSE(desktop.session.comparing());
    ASSERT_TRUE(desktop.window->open(bundle));
    desktop.settle();
    ASSERT_TRUE(desktop.session.comparing()) << desktop.window->banner().text().toStdString();
    EXPECT_EQ(desktop.view().compare_mode(), CompareMode::side_by_side);
    EXPECT_EQ(desktop.view().window().first, 2);
    EXPECT_EQ(desktop.view().window().end, 12);
    EXPECT_EQ(picture(QStringLiteral("after.png")), before);
}

}  // namespace
}  // namespace isotherm
