// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Presenting: the whole screen for what is shown, without menus and status bar, in large type. Alt
// brings the menus back for a moment. Leaving restores the window as it was, to the pixel.

#include <QObject>
#include <QRect>

namespace isotherm {

class MainWindow;

class Presentation final : public QObject {
    Q_OBJECT

public:
    explicit Presentation(MainWindow& window);

    static Presentation& of(const MainWindow& window);
    // How much larger text is on this screen than usual.
    static double text_scale(const QWidget& window);
    void begin();
    void end();
    // Shows the menus until the focus leaves them.
    void show_menus();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void hide_menus();

    MainWindow& window_;
    bool presenting_ = false;
    bool alt_alone_ = false;
    QRect geometry_;
    bool legend_ = true;  // whether it was shown before
    Qt::WindowStates state_;
};

}  // namespace isotherm
