// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Plays a script of clicks and keys on the window, and checks what it shows: isotherm-gui FILE
// --script S. Each line is a command; # begins a comment.
//
//   click NAME [X,Y]      also rclick, middle, dclick; the middle of the widget without a point
//   drag NAME X,Y X,Y     with the left button
//   wheel NAME NOTCHES [X,Y]
//   key Ctrl+F5           to what has the focus; keys of commands give the command
//   type NAME TEXT        replaces the text of a field; a last word Return commits it
//   command NAME          a command of the menus
//   open FILE
//   resize WxH
//   wait idle|MS          idle: nothing runs and nothing is read
//   expect NAME visible|hidden|enabled|disabled
//   expect NAME text|contains "TEXT"
//   pixel NAME X,Y #rrggbb
//   grab FILE.png
//
// NAME is the object name of a widget, or several with / between them, each inside the one before.

#include <QString>
#include <optional>

#include "app/gui/window/main_window.h"

namespace isotherm {

class ScriptPlayer {
public:
    explicit ScriptPlayer(MainWindow& window) : window_(window) {}

    // Plays all lines. Returns what went wrong with its line, "FILE:LINE: …"; empty: nothing.
    QString play_file(const QString& path);
    QString play(const QString& text, const QString& name);

private:
    QString do_line(const QString& line);
    QString click(const QStringList& words);
    QString drag(const QStringList& words);
    QString turn_wheel(const QStringList& words);
    QString press(const QString& keys);
    QString type(const QString& name, QString text);
    QString wait(const QString& what);
    QString expect(const QString& name, const QString& state, const QString& text);
    QString pixel(const QStringList& words);
    QWidget* widget(const QString& name) const;
    bool idle() const;

    MainWindow& window_;
};

// The text that a widget shows: of a label, a button or a field; else its accessible name.
QString shown_text(const QWidget& widget);

}  // namespace isotherm
