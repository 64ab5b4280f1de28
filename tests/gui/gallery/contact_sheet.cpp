// SPDX-License-Identifier: GPL-3.0-or-later
// Puts the screens that gallery.sh grabbed on one sheet: a row for each screen, a column for each
// size, theme and language. A screen that is missing leaves its place empty.
//
//   contact_sheet SHEET.png FOLDER SIZES THEMES LANGUAGES SCREEN...

#include <QDir>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QStringList>
#include <iostream>

namespace {

constexpr int cell_width = 320;
constexpr int cell_height = 200;
constexpr int gap = 8;
constexpr int head = 24;     // the words above the columns
constexpr int margin = 170;  // the words left of the rows
constexpr int first_screen = 6;

// Every combination, in the order of the columns: "1024x768.dark.en".
QStringList columns_of(const QStringList& arguments) {
    QStringList columns;
    for (const QString& size : arguments.at(3).split(u' ', Qt::SkipEmptyParts))
        for (const QString& theme : arguments.at(4).split(u' ', Qt::SkipEmptyParts))
            for (const QString& language : arguments.at(5).split(u' ', Qt::SkipEmptyParts))
                columns << size + u'.' + theme + u'.' + language;
    return columns;
}

}  // namespace

int main(int argument_count, char** arguments) {
    const QGuiApplication application(argument_count, arguments);
    const QStringList given = QGuiApplication::arguments();
    if (given.size() <= first_screen) {
        std::cerr << "usage: contact_sheet SHEET.png FOLDER SIZES THEMES LANGUAGES SCREEN...\n";
        return 2;
    }
    const QStringList columns = columns_of(given);
    const QStringList screens = given.mid(first_screen);
    QImage sheet(margin + static_cast<int>(columns.size()) * (cell_width + gap),
                 head + static_cast<int>(screens.size()) * (cell_height + gap),
                 QImage::Format_RGB32);
    sheet.fill(QColor(0x80, 0x80, 0x80));
    QPainter painter(&sheet);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setPen(Qt::white);
    for (int column = 0; column < columns.size(); ++column)
        painter.drawText(QRect(margin + column * (cell_width + gap), 0, cell_width, head),
                         Qt::AlignCenter, columns.at(column));
    for (int row = 0; row < screens.size(); ++row) {
        const int top = head + row * (cell_height + gap);
        painter.drawText(QRect(gap, top, margin - 2 * gap, cell_height), Qt::AlignVCenter,
                         screens.at(row));
        for (int column = 0; column < columns.size(); ++column) {
            const QImage grabbed(QDir(given.at(2))
                                     .filePath(screens.at(row) + u'.' + columns.at(column) +
                                               QStringLiteral(".png")));
            if (grabbed.isNull()) continue;
            const QImage small = grabbed.scaled(cell_width, cell_height, Qt::KeepAspectRatio,
                                                Qt::SmoothTransformation);
            painter.drawImage(margin + column * (cell_width + gap), top, small);
        }
    }
    painter.end();
    if (!sheet.save(given.at(1))) {
        std::cerr << "cannot write " << given.at(1).toStdString() << '\n';
        return 74;
    }
    std::cout << given.at(1).toStdString() << '\n';
    return 0;
}
