// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Random actions on a window for one seed.

#include <time.h>
#include <unistd.h>

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QElapsedTimer>
#include <QPointer>
#include <QTest>
#include <QTimer>
#include <array>
#include <cstdio>
#include <fstream>

#include "app/gui/window/application.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {

inline constexpr int usual_actions = 600;     // a seed
inline constexpr double longest_seconds = 1;  // in which one action may block the window
inline constexpr std::size_t told_actions = 50;

// The last actions, in memory that a signal handler may read.
struct Diary {
    static constexpr std::size_t length = 160;
    std::array<std::array<char, length>, told_actions> lines{};
    std::size_t next = 0;

    void write(const QString& text) {
        std::snprintf(lines[next % told_actions].data(), length, "%s", qPrintable(text));
        ++next;
    }
    void tell() const {
        const std::size_t first = next > told_actions ? next - told_actions : 0;
        for (std::size_t i = first; i < next; ++i) {
            const char* line = lines[i % told_actions].data();
            std::size_t size = 0;
            while (size < length && line[size] != 0) ++size;
            [[maybe_unused]] ssize_t ignored = ::write(STDERR_FILENO, line, size);
            ignored = ::write(STDERR_FILENO, "\n", 1);
        }
    }
};

inline Diary diary;
// Whether Qt has printed a warning.
inline bool warned = false;

// Wall time in seconds, without the time in which this thread was ready but waited for a processor.
// What remains is time at work or waiting for something else.
inline double own_seconds() {
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    const double passed =
        static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
    std::ifstream statistics("/proc/thread-self/schedstat");
    double at_work = 0, queued = 0;
    statistics >> at_work >> queued;  // nanoseconds
    return passed - queued * 1e-9;
}

class Monkey {
public:
    Monkey(Application& program, const QString& scenarios, std::uint64_t seed)
        : program_(program), scenarios_(scenarios), random_(seed, "monkey") {
        // Some menus and dialogs run an event loop of their own and wait for the user. This timer
        // fires only there, because no other event loop runs during an action.
        impatient_.setInterval(100);
        QObject::connect(&impatient_, &QTimer::timeout, &impatient_, [this] {
            if (!acting_) return;
            if (QWidget* menu = QApplication::activePopupWidget()) {
                waited_ = true;
                menu->close();
            } else if (QWidget* dialog = QApplication::activeModalWidget()) {
                waited_ = true;
                dialog->close();
            }
        });
        impatient_.start();
    }

    // Returns the message of a failure; empty if there was none.
    QString run(int actions, const QElapsedTimer& passed, qint64 most_ms) {
        open_scenario();
        for (int i = 0; i < actions && passed.elapsed() < most_ms; ++i) {
            const double before = own_seconds();
            waited_ = false;
            acting_ = true;
            act();
            acting_ = false;
            settle();
            const double took = own_seconds() - before;
            ++actions_;
            if (took > longest_seconds && !waited_)
                return QStringLiteral("the window was not awake for %1 s").arg(took);
            if (!waited_) longest_ = std::max(longest_, took);
            if (warned) return QStringLiteral("Qt warned");
            if (const QString wrong = check(); !wrong.isEmpty()) return wrong;
        }
        return {};
    }
    int actions() const { return actions_; }
    double longest() const { return longest_; }

private:
    MainWindow& window() const { return *program_.window(); }
    Session& session() const { return program_.session(); }
    std::uint64_t below(std::uint64_t bound) { return random_.below(bound); }
    template <class List>
    const auto& one_of(const List& list) {
        return list[static_cast<std::size_t>(below(std::size(list)))];
    }

    // Every action is recorded before it is performed.
    void act() {
        struct Way {
            int weight;
            void (Monkey::*act)();
        };
        static constexpr Way ways[] = {{28, &Monkey::click},
                                       {10, &Monkey::drag},
                                       {8, &Monkey::turn_wheel},
                                       {16, &Monkey::press_key},
                                       {6, &Monkey::type},
                                       {14, &Monkey::give_command},
                                       {4, &Monkey::resize},
                                       {4, &Monkey::try_what_if},
                                       {3, &Monkey::change_mode},
                                       {2, &Monkey::open_scenario},
                                       {3, &Monkey::restart_and_click},
                                       {2, &Monkey::wait}};
        int sum = 0;
        for (const Way& way : ways) sum += way.weight;
        auto at = static_cast<int>(below(static_cast<std::uint64_t>(sum)));
        for (const Way& way : ways) {
            at -= way.weight;
            if (at < 0) return (this->*way.act)();
        }
    }

    void settle() {
        QApplication::processEvents(QEventLoop::AllEvents, 50);
        QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        // Dialogs could lead out of the temporary folder, and a closed window would end everything.
        for (QWidget* top : QApplication::topLevelWidgets()) {
            if (auto* dialog = qobject_cast<QDialog*>(top);
                dialog != nullptr && dialog->isVisible())
                dialog->reject();
        }
        if (!window().isVisible()) window().show();
        window().grab();
    }

    QString check() const {
        const ViewState& view = session().view();
        const TimeWindow shown = view.window();
        if (shown.first < 0 || shown.end > view.whole() || shown.length() < 1)
            return QStringLiteral("the view shows %1 to %2 of %3")
                .arg(shown.first)
                .arg(shown.end)
                .arg(view.whole());
        if (view.selection() &&
            (view.selection()->first < 0 || view.selection()->end > view.whole()))
            return QStringLiteral("the selection lies outside the run");
        if (view.hashes().first > view.hashes().last)
            return QStringLiteral("the hash window is empty");
        return {};
    }

    QWidget* target(QPoint& at) {
        QWidget* top = QApplication::activePopupWidget();
        if (top == nullptr) top = &window();
        const QPoint point(static_cast<int>(below(std::uint64_t(std::max(top->width(), 1)))),
                           static_cast<int>(below(std::uint64_t(std::max(top->height(), 1)))));
        QWidget* child = top->childAt(point);
        if (child == nullptr) child = top;
        at = child->mapFrom(top, point);
        return child;
    }
    // The name and point of a script (script_player.h): those of the nearest widget with a name.
    QString name_of(const QWidget& widget, QPoint at) const {
        const QWidget* named = &widget;
        while (named != &window() && named->parentWidget() != nullptr &&
               (named->objectName().isEmpty() ||
                named->objectName().startsWith(QLatin1String("qt_")))) {
            at = named->mapToParent(at);
            named = named->parentWidget();
        }
        const QString name = named == &window() ? QStringLiteral("window") : named->objectName();
        return QStringLiteral("%1 %2,%3").arg(name).arg(at.x()).arg(at.y());
    }
    Qt::KeyboardModifiers modifiers() {
        static constexpr Qt::KeyboardModifier all[] = {Qt::NoModifier,      Qt::NoModifier,
                                                       Qt::NoModifier,      Qt::ShiftModifier,
                                                       Qt::ControlModifier, Qt::AltModifier};
        return one_of(all);
    }

    void click() {
        static constexpr Qt::MouseButton buttons[] = {
            Qt::LeftButton, Qt::LeftButton,   Qt::LeftButton,  Qt::LeftButton,
            Qt::LeftButton, Qt::MiddleButton, Qt::RightButton, Qt::BackButton};
        QPoint at;
        QWidget* widget = target(at);
        const Qt::MouseButton button = one_of(buttons);
        const bool twice = below(6) == 0;
        const QString verb = button == Qt::RightButton    ? QStringLiteral("rclick")
                             : button == Qt::MiddleButton ? QStringLiteral("middle")
                             : twice                      ? QStringLiteral("dclick")
                                                          : QStringLiteral("click");
        diary.write(verb + QLatin1Char(' ') + name_of(*widget, at));
        QApplication::clipboard()->clear(QClipboard::Selection);
        if (twice)
            QTest::mouseDClick(widget, button, modifiers(), at);
        else
            QTest::mouseClick(widget, button, modifiers(), at);
    }

    void drag() {
        QPoint at;
        QPointer<QWidget> widget = target(at);
        const Qt::MouseButton button = below(4) == 0 ? Qt::MiddleButton : Qt::LeftButton;
        diary.write(QStringLiteral("drag %1 # and on").arg(name_of(*widget, at)));
        QTest::mousePress(widget, button, {}, at);
        for (int step = 0; step < 4 && widget; ++step) {
            at += QPoint(static_cast<int>(below(240)) - 120, static_cast<int>(below(120)) - 60);
            QMouseEvent move(QEvent::MouseMove, at, widget->mapToGlobal(at), Qt::NoButton, button,
                             {});
            QApplication::sendEvent(widget, &move);
            if (below(3) == 0) QApplication::processEvents(QEventLoop::AllEvents, 10);
        }
        if (widget) QTest::mouseRelease(widget, button, {}, at);
    }

    void turn_wheel() {
        QPoint at;
        QWidget* widget = target(at);
        const int notches = static_cast<int>(below(9)) - 4;
        const QString place = name_of(*widget, at);
        diary.write(QStringLiteral("wheel %1 %2 %3")
                        .arg(place.section(QLatin1Char(' '), 0, -2))
                        .arg(notches)
                        .arg(place.section(QLatin1Char(' '), -1)));
        QWheelEvent turn(at, widget->mapToGlobal(at), {}, QPoint(0, 120 * notches), Qt::NoButton,
                         modifiers(), Qt::NoScrollPhase, false);
        QApplication::sendEvent(widget, &turn);
    }

    QWidget* focused() {
        QWidget* focus = QApplication::focusWidget();
        if (QWidget* popup = QApplication::activePopupWidget()) focus = popup;
        return focus == nullptr ? &window().explore().heat_map() : focus;
    }

    void press_key() {
        static constexpr Qt::Key keys[] = {
            Qt::Key_Left,   Qt::Key_Right,  Qt::Key_Up,     Qt::Key_Down,      Qt::Key_Tab,
            Qt::Key_Escape, Qt::Key_Return, Qt::Key_Space,  Qt::Key_Backspace, Qt::Key_Delete,
            Qt::Key_Home,   Qt::Key_End,    Qt::Key_PageUp, Qt::Key_PageDown,  Qt::Key_N,
            Qt::Key_V,      Qt::Key_X,      Qt::Key_R,      Qt::Key_C,         Qt::Key_Q,
            Qt::Key_U,      Qt::Key_W,      Qt::Key_S,      Qt::Key_F,         Qt::Key_K,
            Qt::Key_0,      Qt::Key_F4,     Qt::Key_F5,     Qt::Key_F6,        Qt::Key_F7};
        const Qt::Key key = one_of(keys);
        const Qt::KeyboardModifiers held = modifiers();
        if (held == Qt::ControlModifier && key == Qt::Key_Q) return;
        if (below(2) == 0 && window().explores()) window().explore().heat_map().setFocus();
        QWidget* widget = focused();
        diary.write(QStringLiteral("key ") + QKeySequence(QKeyCombination(held, key)).toString());
        QTest::keyClick(widget, key, held);
    }

    void type() {
        static const QString words[] = {
            QStringLiteral("10"),    QStringLiteral("1:30"), QStringLiteral("P3"),
            QStringLiteral("votes"), QStringLiteral("-5"),   QStringLiteral("1e300"),
            QStringLiteral("[a]"),   QStringLiteral("=\"'"), QStringLiteral("\u6642\u9593")};
        const QString& word = one_of(words);
        QPointer<QWidget> widget = focused();
        diary.write(QStringLiteral("type %1 %2")
                        .arg(name_of(*widget, {}).section(QLatin1Char(' '), 0, -2), word));
        for (const QChar letter : word) {
            if (!widget) return;
            QKeyEvent press(QEvent::KeyPress, 0, {}, QString(letter));
            QApplication::sendEvent(widget, &press);
        }
        if (widget && below(2) == 0) QTest::keyClick(widget, Qt::Key_Return);
    }

    void give_command() {
        const ActionSpec& spec = one_of(action_specs());
        if (spec.id == ActionId::quit) return;
        QAction* action = window().actions()[spec.id];
        diary.write(QStringLiteral("command %1").arg(QLatin1String(spec.name)));
        if (action->isEnabled()) action->trigger();
    }

    void resize() {
        const QSize size(640 + static_cast<int>(below(1'281)), 480 + static_cast<int>(below(601)));
        diary.write(QStringLiteral("resize %1x%2").arg(size.width()).arg(size.height()));
        window().resize(size);
    }

    // Moves a slider, then runs the change as B or applies it.
    void try_what_if() {
        const auto sliders = window().what_if().findChildren<QSlider*>();
        if (sliders.isEmpty()) return;
        QSlider* slider = sliders[static_cast<qsizetype>(below(std::uint64_t(sliders.size())))];
        const int value = static_cast<int>(below(std::uint64_t(slider->maximum()) + 1));
        const bool as_b = below(3) != 0;
        diary.write(QStringLiteral("# what if: %1 at %2, %3")
                        .arg(slider->objectName())
                        .arg(value)
                        .arg(as_b ? QStringLiteral("as B") : QStringLiteral("now")));
        slider->setValue(value);
        if (!window().explores()) return;
        if (as_b)
            window().run_as_b();
        else
            window().apply_live();
    }

    void change_mode() {
        const auto mode = static_cast<CompareMode>(below(compare_mode_count));
        diary.write(QStringLiteral("# compare mode %1").arg(static_cast<int>(mode)));
        session().view().set_compare_mode(mode);
    }

    void open_scenario() {
        static const QString names[] = {
            QStringLiteral("votes.toml"),       QStringLiteral("date_index.toml"),
            QStringLiteral("time_series.toml"), QStringLiteral("scaling_day.toml"),
            QStringLiteral("nasa.toml"),        QStringLiteral("told_too_late.toml")};
        const QString path = scenarios_ + QLatin1Char('/') + one_of(names);
        if (below(4) == 0 && session().sim().has_simulation()) {
            diary.write(QStringLiteral("# run %1 as B").arg(path));
            session().run_file_as_b(path);
            return;
        }
        diary.write(QStringLiteral("open %1").arg(path));
        // A second call discards the changes.
        if (!window().open(path)) window().open(path);
        session().sim().set_speed(one_of(std::array{60.0, 1'000.0, speed_unbounded}));
        if (below(3) != 0) session().sim().run_or_pause();
    }

    // Clicks before the event loop shows the restarted run, while the widgets still show the old
    // one.
    void restart_and_click() {
        diary.write(QStringLiteral("command restart"));
        if (below(2) == 0)
            window().actions()[ActionId::restart]->trigger();
        else
            window().apply_scenario();
        for (int i = 0; i < 4; ++i) click();
        if (window().explores()) {
            for (ScoreTile* tile : window().explore().score_row().tiles()) {
                diary.write(QStringLiteral("# click on a tile"));
                QTest::mouseClick(tile, Qt::LeftButton);
            }
        }
    }

    void wait() {
        const int ms = static_cast<int>(below(200));
        diary.write(QStringLiteral("wait %1").arg(ms));
        QTest::qWait(ms);
    }

    Application& program_;
    QString scenarios_;
    RandomStream random_;
    QTimer impatient_;
    bool acting_ = false;
    bool waited_ = false;  // the current action opened a menu or dialog that waits for the user
    int actions_ = 0;
    double longest_ = 0;
};

}  // namespace isotherm
