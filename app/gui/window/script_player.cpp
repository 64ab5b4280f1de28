// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/script_player.h"

#include <QAbstractButton>
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QPointer>
#include <QProcess>
#include <QTextEdit>
#include <QWheelEvent>
#include <map>

#include "app/gui/controller/importing.h"

namespace isotherm {
namespace {

constexpr int longest_idle_ms = 60'000;
constexpr int notch = 120;  // an eighth of a degree each

std::optional<QPoint> point_in(const QString& text) {
    const QStringList parts = text.split(QLatin1Char(','));
    bool x_ok = false, y_ok = false;
    const QPoint point(parts.value(0).toInt(&x_ok), parts.value(1).toInt(&y_ok));
    return parts.size() == 2 && x_ok && y_ok ? std::optional(point) : std::nullopt;
}

void send_mouse(QWidget& to, QEvent::Type type, QPoint at, Qt::MouseButton button,
                Qt::MouseButtons held) {
    QMouseEvent event(type, at, to.mapToGlobal(at), button, held, Qt::NoModifier);
    QApplication::sendEvent(&to, &event);
}

void process_events() {
    QApplication::processEvents(QEventLoop::AllEvents, 20);
    QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

QString no_widget(const QString& name) {
    return QStringLiteral("there is no widget %1; expected an object name such as banner")
        .arg(name);
}

// The deepest child at a point, as the mouse would find it.
QWidget& at_point(QWidget& widget, QPoint& at) {
    QWidget* child = widget.childAt(at);
    if (child == nullptr) return widget;
    at = child->mapFrom(&widget, at);
    return *child;
}

}  // namespace

QString shown_text(const QWidget& widget) {
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) return label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) return button->text();
    if (const auto* field = qobject_cast<const QLineEdit*>(&widget)) return field->text();
    if (const auto* text = qobject_cast<const QPlainTextEdit*>(&widget)) return text->toPlainText();
    if (const auto* page = qobject_cast<const QTextEdit*>(&widget)) return page->toPlainText();
    QStringList texts;
    for (const QLabel* label : widget.findChildren<QLabel*>())
        if (label->isVisible()) texts << label->text();
    return texts.isEmpty() ? widget.accessibleName() : texts.join(QLatin1Char('\n'));
}

QString ScriptPlayer::play_file(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return QStringLiteral("%1: the script cannot be read: %2").arg(path, file.errorString());
    return play(QString::fromUtf8(file.readAll()), path);
}

QString ScriptPlayer::play(const QString& text, const QString& name) {
    int number = 0;
    for (const QString& line : text.split(QLatin1Char('\n'))) {
        ++number;
        // A colour also begins with #, but not a line or, after a space, a word of its own.
        const QString command = line.section(QStringLiteral(" # "), 0, 0).trimmed();
        if (command.isEmpty() || command.startsWith(QLatin1Char('#'))) continue;
        const QString wrong = do_line(command);
        if (!wrong.isEmpty())
            return QStringLiteral("%1:%2: %3\n  %4").arg(name).arg(number).arg(wrong, command);
        process_events();
    }
    return {};
}

QString ScriptPlayer::do_line(const QString& line) {
    const QStringList words = QProcess::splitCommand(line);
    const QString& verb = words.front();
    const QString rest = line.mid(verb.size()).trimmed();
    static const QStringList clicks{QStringLiteral("click"), QStringLiteral("rclick"),
                                    QStringLiteral("middle"), QStringLiteral("dclick")};
    if (clicks.contains(verb)) return click(words);
    if (verb == QLatin1String("drag")) return drag(words);
    if (verb == QLatin1String("wheel")) return turn_wheel(words);
    if (verb == QLatin1String("key")) return press(rest);
    if (verb == QLatin1String("type"))
        return type(words.value(1), words.mid(2).join(QLatin1Char(' ')));
    if (verb == QLatin1String("wait")) return wait(words.value(1));
    if (verb == QLatin1String("expect"))
        return expect(words.value(1), words.value(2), words.mid(3).join(QLatin1Char(' ')));
    if (verb == QLatin1String("pixel")) return pixel(words);
    if (verb == QLatin1String("command")) {
        QAction* action = window_.actions().named(words.value(1).toStdString());
        if (action == nullptr) return QStringLiteral("there is no such command");
        if (!action->isEnabled()) return QStringLiteral("the command is not possible now");
        action->trigger();
        return {};
    }
    if (verb == QLatin1String("open")) {
        window_.open(words.value(1));
        return {};
    }
    if (verb == QLatin1String("resize")) {
        const auto size =
            point_in(QString(words.value(1)).replace(QLatin1Char('x'), QLatin1Char(',')));
        if (!size) return QStringLiteral("expected a size such as 1280x720");
        window_.resize(size->x(), size->y());
        return {};
    }
    if (verb == QLatin1String("grab")) {
        const Errors errors = window_.grabbed(words.value(1));
        return errors.empty() ? QString() : qtext(errors.front().what);
    }
    return QStringLiteral("%1 is not a command of scripts").arg(verb);
}

// Of several widgets of a name, a visible one.
QWidget* ScriptPlayer::widget(const QString& name) const {
    const auto found_in = [](const QWidget& around, const QString& wanted) -> QWidget* {
        const QList<QWidget*> all = around.findChildren<QWidget*>(wanted);
        for (QWidget* one : all)
            if (one->isVisible()) return one;
        return all.isEmpty() ? nullptr : all.front();
    };
    if (name == QLatin1String("window")) return &window_;
    if (QWidget* whole = found_in(window_, name)) return whole;
    QWidget* at = &window_;
    for (const QString& part : name.split(QLatin1Char('/'))) {
        at = found_in(*at, part);
        if (at == nullptr) return nullptr;
    }
    return at;
}

QString ScriptPlayer::click(const QStringList& words) {
    QWidget* named = widget(words.value(1));
    if (named == nullptr) return no_widget(words.value(1));
    if (!named->isVisible()) return QStringLiteral("%1 is not visible").arg(words.value(1));
    QPoint at = named->rect().center();
    if (words.size() > 2) {
        const auto point = point_in(words[2]);
        if (!point) return QStringLiteral("expected a point such as 100,40");
        at = *point;
    }
    static const std::map<QString, Qt::MouseButton> buttons{
        {QStringLiteral("rclick"), Qt::RightButton}, {QStringLiteral("middle"), Qt::MiddleButton}};
    const auto found = buttons.find(words[0]);
    const Qt::MouseButton button = found == buttons.end() ? Qt::LeftButton : found->second;
    const QPointer<QWidget> to = &at_point(*named, at);
    send_mouse(*to, QEvent::MouseMove, at, Qt::NoButton, {});
    if (to && to->focusPolicy() & Qt::ClickFocus) to->setFocus(Qt::MouseFocusReason);
    if (to) send_mouse(*to, QEvent::MouseButtonPress, at, button, button);
    if (to) send_mouse(*to, QEvent::MouseButtonRelease, at, button, {});
    if (to && words[0] == QLatin1String("dclick")) {
        send_mouse(*to, QEvent::MouseButtonDblClick, at, button, button);
        if (to) send_mouse(*to, QEvent::MouseButtonRelease, at, button, {});
    }
    if (to && button == Qt::RightButton) {
        QContextMenuEvent menu(QContextMenuEvent::Mouse, at, to->mapToGlobal(at));
        QApplication::sendEvent(to, &menu);
    }
    return {};
}

QString ScriptPlayer::drag(const QStringList& words) {
    QWidget* named = widget(words.value(1));
    const auto from = point_in(words.value(2));
    const auto to = point_in(words.value(3));
    if (named == nullptr) return no_widget(words.value(1));
    if (!from || !to) return QStringLiteral("expected two points such as 100,40 300,40");
    const QPointer<QWidget> held = named;
    send_mouse(*held, QEvent::MouseButtonPress, *from, Qt::LeftButton, Qt::LeftButton);
    for (int step = 1; step <= 4 && held; ++step)
        send_mouse(*held, QEvent::MouseMove, *from + (*to - *from) * step / 4, Qt::NoButton,
                   Qt::LeftButton);
    if (held) send_mouse(*held, QEvent::MouseButtonRelease, *to, Qt::LeftButton, {});
    return {};
}

QString ScriptPlayer::turn_wheel(const QStringList& words) {
    QWidget* named = widget(words.value(1));
    if (named == nullptr) return no_widget(words.value(1));
    const QPoint at = point_in(words.value(3)).value_or(named->rect().center());
    QWheelEvent turn(at, named->mapToGlobal(at), {}, QPoint(0, notch * words.value(2).toInt()),
                     Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(named, &turn);
    return {};
}

// A key of a command gives the command where Qt would: those of pictures only on the pictures.
QString ScriptPlayer::press(const QString& keys) {
    const QKeySequence sequence(keys);
    if (sequence.isEmpty()) return QStringLiteral("%1 is not a key").arg(keys);
    QWidget* focus = QApplication::focusWidget();
    if (QWidget* popup = QApplication::activePopupWidget()) focus = popup;
    if (focus == nullptr) focus = window_.focusWidget() ? window_.focusWidget() : &window_;
    for (const ActionSpec& spec : action_specs()) {
        QAction* action = window_.actions()[spec.id];
        const bool here = spec.scope == KeyScope::window || window_.explore().isAncestorOf(focus) ||
                          focus == &window_.explore();
        if (!here || !action->isEnabled() || !action->shortcuts().contains(sequence)) continue;
        action->trigger();
        return {};
    }
    const QKeyCombination key = sequence[0];
    const QPointer<QWidget> to = focus;
    const QString text = key.key() < Qt::Key_Escape && key.keyboardModifiers() == Qt::NoModifier
                             ? QString(QChar(key.key())).toLower()
                             : QString();
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, key.key(), key.keyboardModifiers(), text);
        if (to) QApplication::sendEvent(to, &event);
    }
    return {};
}

QString ScriptPlayer::type(const QString& name, QString text) {
    QWidget* named = widget(name);
    if (named == nullptr) return no_widget(name);
    const bool commits = text.endsWith(QLatin1String(" Return"));
    if (commits) text.chop(7);
    named->setFocus();
    if (auto* field = qobject_cast<QLineEdit*>(named)) field->selectAll();
    if (auto* page = qobject_cast<QPlainTextEdit*>(named)) page->selectAll();
    const QPointer<QWidget> to = named;
    for (const QChar letter : text) {
        QKeyEvent event(QEvent::KeyPress, 0, {}, QString(letter));
        if (to) QApplication::sendEvent(to, &event);
    }
    if (!commits || !to) return {};
    QKeyEvent event(QEvent::KeyPress, Qt::Key_Return, {}, QStringLiteral("\r"));
    QApplication::sendEvent(to, &event);
    return {};
}

bool ScriptPlayer::idle() const {
    Session& session = window_.session();
    return session.opening().kind() == Opening::Kind::none && !session.sim().busy() &&
           !session.seeds().running() && !session.importing().reading() &&
           !session.reading_requests();
}

QString ScriptPlayer::wait(const QString& what) {
    bool number = false;
    const int ms = what.toInt(&number);
    const bool for_idle = what == QLatin1String("idle");
    if (!number && !for_idle) return QStringLiteral("expected idle or a number of milliseconds");
    QElapsedTimer passed;
    passed.start();
    process_events();
    while (for_idle ? !idle() : passed.elapsed() < ms) {
        if (for_idle && passed.elapsed() > longest_idle_ms)
            return QStringLiteral("the window is still at work after a minute");
        QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
    }
    process_events();
    return {};
}

QString ScriptPlayer::expect(const QString& name, const QString& state, const QString& text) {
    const QWidget* named = widget(name);
    const bool visible = named != nullptr && named->isVisible();
    if (state == QLatin1String("hidden"))
        return visible ? QStringLiteral("%1 is visible").arg(name) : QString();
    if (named == nullptr) return no_widget(name);
    if (state == QLatin1String("visible"))
        return visible ? QString() : QStringLiteral("%1 is hidden").arg(name);
    if (state == QLatin1String("enabled") || state == QLatin1String("disabled")) {
        const bool as_expected = named->isEnabled() == (state == QLatin1String("enabled"));
        return as_expected ? QString() : QStringLiteral("%1 is not %2").arg(name, state);
    }
    const QString shown = shown_text(*named);
    if (state == QLatin1String("text") && shown == text) return {};
    if (state == QLatin1String("contains") && shown.contains(text)) return {};
    return QStringLiteral("%1 shows \"%2\", expected %3 \"%4\"").arg(name, shown, state, text);
}

QString ScriptPlayer::pixel(const QStringList& words) {
    QWidget* named = widget(words.value(1));
    const auto at = point_in(words.value(2));
    const QColor wanted(words.value(3));
    if (named == nullptr) return no_widget(words.value(1));
    if (!at || !wanted.isValid())
        return QStringLiteral("expected a point and a colour: 10,20 #33ddff");
    const QImage image = named->grab().toImage();
    const QPointF device = QPointF(*at) * image.devicePixelRatio();
    const QColor found = image.pixelColor(device.toPoint());
    return found == wanted ? QString() : QStringLiteral("the pixel is %1").arg(found.name());
}

}  // namespace isotherm
