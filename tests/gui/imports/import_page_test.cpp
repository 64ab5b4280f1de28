// SPDX-License-Identifier: GPL-3.0-or-later
// The page of an import: files dropped together, what they say, what is assumed, and the scenario.

#include <gtest/gtest.h>

#include <QDropEvent>
#include <QMimeData>
#include <QProcess>
#include <QTemporaryDir>

#include "app/gui/pages/import_page.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

constexpr const char* orders_table = R"({
  "Table": {
    "TableName": "orders",
    "KeySchema": [{ "AttributeName": "customer", "KeyType": "HASH" }],
    "ProvisionedThroughput": { "ReadCapacityUnits": 40, "WriteCapacityUnits": 120 },
    "TableSizeBytes": 0,
    "ItemCount": 0,
    "TableStatus": "ACTIVE"
  }
}
)";

// Four minutes with 6,000 units each: 100 a second.
constexpr const char* orders_writes = R"({
  "MetricDataResults": [{
    "Id": "w",
    "Label": "orders||ConsumedWriteCapacityUnits|Sum|60",
    "Timestamps": ["2026-11-16T00:00:00Z", "2026-11-16T00:01:00Z", "2026-11-16T00:02:00Z",
                   "2026-11-16T00:03:00Z"],
    "Values": [6000, 6000, 6000, 6000],
    "StatusCode": "Complete"
  }]
}
)";

constexpr const char* open_template = R"(AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Units:
    Type: Number
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: orders
      KeySchema:
        - AttributeName: customer
          KeyType: HASH
      AttributeDefinitions:
        - AttributeName: customer
          AttributeType: S
      ProvisionedThroughput:
        ReadCapacityUnits: 5
        WriteCapacityUnits: !Ref Units
)";

struct ImportDesk {
    Desktop desktop;
    QTemporaryDir folder;

    ImportPage& page() { return desktop.window->import_page(); }
    Importing& importing() { return desktop.session.importing(); }
    QString file(const char* name, const char* content) {
        const QString path = folder.filePath(QLatin1String(name));
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
        return path;
    }
    void drop(const QStringList& paths) {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString& path : paths) urls << QUrl::fromLocalFile(path);
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(600, 400), Qt::CopyAction, &data, Qt::LeftButton,
                              Qt::NoModifier);
        QApplication::sendEvent(desktop.window.get(), &enter);
        EXPECT_TRUE(enter.isAccepted());
        QDropEvent event(QPointF(600, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(desktop.window.get(), &event);
    }
    bool understood() {
        return wait_until([&] { return !importing().reading() && importing().understood(); });
    }
    QTreeWidgetItem* value(const QString& path) {
        for (int row = 0; row < page().values().topLevelItemCount(); ++row) {
            QTreeWidgetItem* item = page().values().topLevelItem(row);
            if (item->text(0).endsWith(path)) return item;
        }
        return nullptr;
    }
    // Types a value into the second column, as a user does after a double click.
    void type(QTreeWidgetItem* item, const QString& text) {
        QTreeWidget& list = page().values();
        list.scrollToItem(item);
        list.editItem(item, 1);
        auto* line = list.viewport()->findChild<QLineEdit*>();
        ASSERT_NE(line, nullptr);
        line->selectAll();
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
        QApplication::processEvents();  // the editor is closed with the next event
    }
    static QStringList lines_of(const QTreeWidgetItem& item) {
        QStringList lines;
        for (int c = 0; c < item.childCount(); ++c)
            lines << item.child(c)->text(0) + QLatin1Char(' ') + item.child(c)->text(1);
        return lines;
    }
};

QString text_of_file(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

TEST(ImportPage, FilesDroppedTogetherBecomeTheScenarioOfTheConsole) {
    ImportDesk desk;
    const QString table = desk.file("orders.json", orders_table);
    const QString metrics = desk.file("metrics.json", orders_writes);
    desk.drop({table, metrics});
    ASSERT_TRUE(desk.desktop.window->shows_import_page());
    ASSERT_TRUE(desk.understood());
    QTreeWidget& files = desk.page().files();
    ASSERT_EQ(files.topLevelItemCount(), 2);
    EXPECT_EQ(files.topLevelItem(0)->text(1), QStringLiteral("describe-table"));
    EXPECT_EQ(files.topLevelItem(1)->text(1), QStringLiteral("metric-data"));
    const QStringList said = ImportDesk::lines_of(*files.topLevelItem(0));
    EXPECT_TRUE(said.contains(QStringLiteral("tables.orders.partition_key customer")))
        << said.join(QLatin1Char('\n')).toStdString();
    EXPECT_TRUE(said.contains(QStringLiteral("tables.orders.capacity.write 120")));
    EXPECT_TRUE(ImportDesk::lines_of(*files.topLevelItem(1))
                    .join(QLatin1Char('\n'))
                    .contains(QStringLiteral("4 points, 2026-11-16T00:00:00Z")));
    ASSERT_TRUE(desk.page().make_button().isEnabled()) << desk.page().state().toStdString();

    const QString made = desk.folder.filePath(QStringLiteral("made.toml"));
    ASSERT_TRUE(desk.desktop.window->make_import(made));
    EXPECT_TRUE(desk.desktop.window->explores());
    EXPECT_EQ(desk.desktop.session.path(), made);
    EXPECT_TRUE(desk.desktop.session.run().scenario()->tables.contains("orders"));
    const QString of_window = text_of_file(made);
    EXPECT_FALSE(text_of_file(desk.folder.filePath(QStringLiteral("made.past.csv"))).isEmpty());
    QProcess console;
    console.start(QStringLiteral(ISOTHERM_PROGRAM_DIR "/isotherm"),
                  {QStringLiteral("import"), table, metrics, QStringLiteral("-o"), made});
    ASSERT_TRUE(console.waitForFinished());
    EXPECT_EQ(console.exitCode(), 0) << console.readAllStandardError().toStdString();
    EXPECT_EQ(text_of_file(made).toStdString(), of_window.toStdString());
}

TEST(ImportPage, AssumptionsAreChangedInPlace) {
    ImportDesk desk;
    desk.desktop.window->import_files(
        {desk.file("orders.json", orders_table), desk.file("metrics.json", orders_writes)});
    ASSERT_TRUE(desk.understood());
    QTreeWidgetItem* size = desk.value(QStringLiteral("tables.orders.item_size"));
    ASSERT_NE(size, nullptr);
    EXPECT_EQ(size->text(1), QStringLiteral("1 KB"));
    EXPECT_TRUE(size->flags() & Qt::ItemIsEditable);
    desk.type(size, QStringLiteral("3 KB"));
    ASSERT_TRUE(desk.understood());
    EXPECT_TRUE(
        desk.page().scenario().toPlainText().contains(QStringLiteral("item_size = \"3 KB\"")))
        << desk.page().scenario().toPlainText().toStdString();
    // What is not valid stays beside the value, and the scenario as it was.
    desk.type(desk.value(QStringLiteral("tables.orders.item_size")), QStringLiteral("many"));
    ASSERT_TRUE(desk.understood());
    size = desk.value(QStringLiteral("tables.orders.item_size"));
    EXPECT_EQ(size->text(1), QStringLiteral("many"));
    EXPECT_TRUE(size->text(2).contains(QStringLiteral("many"))) << size->text(2).toStdString();
    EXPECT_FALSE(desk.page().scenario().toPlainText().contains(QStringLiteral("= \"many\"")));
    // An empty value takes the assumption back.
    desk.type(size, QStringLiteral(" "));
    ASSERT_TRUE(desk.understood());
    EXPECT_EQ(desk.value(QStringLiteral("tables.orders.item_size"))->text(1),
              QStringLiteral("1 KB"));
    // The keys of all workloads at once, as TOML.
    QTreeWidgetItem* keys = desk.value(QStringLiteral("workloads.*.keys"));
    ASSERT_NE(keys, nullptr);
    EXPECT_TRUE(keys->text(1).contains(QStringLiteral("uniform")));
    desk.type(keys, QStringLiteral("{ distribution = \"zipf\", distinct = 500, exponent = 1.1 }"));
    ASSERT_TRUE(desk.understood());
    const QString made = desk.folder.filePath(QStringLiteral("made.toml"));
    ASSERT_TRUE(desk.desktop.window->make_import(made));
    EXPECT_TRUE(text_of_file(made).contains(QStringLiteral("exponent = 1.1")));
}

TEST(ImportPage, ErrorsStandBesideTheirFile) {
    ImportDesk desk;
    desk.drop({desk.file("orders.json", orders_table),
               desk.file("broken.json", "{\n  \"Table\": {\n    \"TableName\": \n  }\n}\n")});
    ASSERT_TRUE(desk.understood());
    QTreeWidget& files = desk.page().files();
    ASSERT_EQ(files.topLevelItemCount(), 2);
    EXPECT_TRUE(files.topLevelItem(0)->text(1) == QStringLiteral("describe-table"));
    const QStringList said = ImportDesk::lines_of(*files.topLevelItem(1));
    ASSERT_EQ(said.size(), 1);
    EXPECT_TRUE(said[0].startsWith(QStringLiteral("Line 4:"))) << said[0].toStdString();
    EXPECT_FALSE(desk.page().make_button().isEnabled());
    EXPECT_TRUE(desk.page().state().startsWith(QStringLiteral("1 file")));
    EXPECT_GT(pixels_of(*files.viewport(), make_theme(ThemeName::dark).throttled), 50);
    // Without the file, the rest can be used.
    files.topLevelItem(1)->setCheckState(0, Qt::Unchecked);
    ASSERT_TRUE(desk.understood());
    EXPECT_TRUE(desk.page().make_button().isEnabled());
    EXPECT_EQ(files.topLevelItem(1)->text(1), QStringLiteral("left out"));
    EXPECT_EQ(pixels_of(*files.viewport(), make_theme(ThemeName::dark).throttled), 0);
}

TEST(ImportPage, AsksForTheParametersOfATemplate) {
    ImportDesk desk;
    desk.desktop.window->import_files({desk.file("shop.yaml", open_template)});
    ASSERT_TRUE(desk.understood());
    EXPECT_FALSE(desk.page().make_button().isEnabled());
    QTreeWidget& values = desk.page().values();
    ASSERT_GE(values.topLevelItemCount(), 1);
    QTreeWidgetItem* units = nullptr;
    for (int row = 0; row < values.topLevelItemCount(); ++row)
        if (values.topLevelItem(row)->text(2).contains(QStringLiteral("Units")))
            units = values.topLevelItem(row);
    ASSERT_NE(units, nullptr);
    desk.type(units, QStringLiteral("300"));
    ASSERT_TRUE(desk.understood());
    EXPECT_TRUE(desk.page().make_button().isEnabled()) << desk.page().state().toStdString();
    EXPECT_TRUE(desk.page().scenario().toPlainText().contains(QStringLiteral("write = 300")));
    QTreeWidgetItem* given = desk.value(QStringLiteral("Units"));
    ASSERT_NE(given, nullptr);  // to be changed again
    EXPECT_EQ(given->text(1), QStringLiteral("300"));
}

// Two answers of AWS in one object.
TEST(ImportPage, OffersTheKindsThatFit) {
    ImportDesk desk;
    std::string both = orders_writes;
    both.insert(both.find('{') + 1, "\"ScalingPolicies\": [],");
    desk.desktop.window->import_files(
        {desk.file("orders.json", orders_table), desk.file("both.json", both.c_str())});
    ASSERT_TRUE(desk.understood());
    EXPECT_EQ(desk.page().kind_of(0), nullptr);
    QComboBox* kinds = desk.page().kind_of(1);
    ASSERT_NE(kinds, nullptr);
    ASSERT_EQ(kinds->count(), 2);
    EXPECT_EQ(kinds->currentText(), QStringLiteral("auto-scaling"));
    EXPECT_TRUE(desk.importing().understood()->facts.metrics.empty());
    kinds->setCurrentIndex(1);
    Q_EMIT kinds->activated(1);
    ASSERT_TRUE(desk.understood());
    EXPECT_EQ(desk.page().kind_of(1)->currentText(), QStringLiteral("metric-data"));
    EXPECT_EQ(desk.importing().understood()->facts.metrics.size(), 1U);
}

TEST(ImportPage, UnknownFilesMayBeStreams) {
    ImportDesk desk;
    const QString stream = desk.file("calls.csv", "0,a,1,100,1,get,0\n1,b,1,100,1,get,0\n");
    // Alone, it opens as what it is.
    desk.drop({stream});
    ASSERT_TRUE(wait_until([&] { return desk.desktop.window->shows_stream_page(); }));
    // Beside others, it is not recognized, and can be opened as a stream.
    desk.desktop.window->import_files({desk.file("orders.json", orders_table), stream});
    ASSERT_TRUE(desk.understood());
    EXPECT_EQ(desk.page().kind_of(0), nullptr);
    QComboBox* kinds = desk.page().kind_of(1);
    ASSERT_NE(kinds, nullptr);
    ASSERT_EQ(kinds->count(), 2);
    kinds->setCurrentIndex(1);
    Q_EMIT kinds->activated(1);
    EXPECT_TRUE(wait_until([&] { return desk.desktop.window->shows_stream_page(); }));
}

TEST(ImportPage, OneTableOfASingleDroppedFile) {
    ImportDesk desk;
    desk.drop({desk.file("orders.json", orders_table)});
    ASSERT_TRUE(wait_until([&] { return desk.desktop.window->shows_import_page(); }));
    EXPECT_TRUE(desk.page().make_button().isEnabled());
    EXPECT_TRUE(desk.page().state().contains(QStringLiteral("?"))) << "its traffic is asked for";
}

// Another language makes another window over the same session.
TEST(ImportPage, StaysInAnotherWindow) {
    ImportDesk desk;
    desk.desktop.window->import_files({desk.file("orders.json", orders_table)});
    ASSERT_TRUE(desk.understood());
    MainWindow again(desk.desktop.session);
    EXPECT_TRUE(again.shows_import_page());
    EXPECT_EQ(again.import_page().files().topLevelItemCount(), 1);
    EXPECT_TRUE(again.import_page().make_button().isEnabled());
}

}  // namespace
}  // namespace isotherm
