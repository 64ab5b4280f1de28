// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/key_bindings.h"

#include <algorithm>
#include <cassert>

namespace isotherm {
namespace {

constexpr auto settings_group = "keys";

bool is_letter(Qt::Key key) { return key >= Qt::Key_A && key <= Qt::Key_Z; }

bool is_function_key(Qt::Key key) { return key >= Qt::Key_F1 && key <= Qt::Key_F35; }

// F10 and Alt with a letter open menus; Tab moves the focus.
bool is_reserved(const QKeyCombination& press) {
    const Qt::Key key = press.key();
    const bool plain = !(press.keyboardModifiers() & (Qt::ControlModifier | Qt::MetaModifier));
    const bool alt = press.keyboardModifiers().testFlag(Qt::AltModifier);
    if (key == Qt::Key_F10 && plain && !alt) return true;
    if ((key == Qt::Key_Tab || key == Qt::Key_Backtab) && plain && !alt) return true;
    return is_letter(key) && plain && alt;
}

// True for keys that text fields insert, lists search with, or buttons react to.
bool needs_canvas(const QKeyCombination& press) {
    return !(press.keyboardModifiers() &
             (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) &&
           !is_function_key(press.key());
}

}  // namespace

KeyBindings::KeyBindings(std::vector<CommandKeys> commands, QObject* parent)
    : QObject(parent), commands_(std::move(commands)) {
    for (const CommandKeys& command : commands_) keys_.push_back(command.keys);
}

std::size_t KeyBindings::at(const QString& command) const {
    const auto found = std::find_if(commands_.begin(), commands_.end(),
                                    [&](const CommandKeys& one) { return one.id == command; });
    assert(found != commands_.end());
    return static_cast<std::size_t>(found - commands_.begin());
}

const QList<QKeySequence>& KeyBindings::keys(const QString& command) const {
    return keys_[at(command)];
}

const QList<QKeySequence>& KeyBindings::default_keys(const QString& command) const {
    return commands_[at(command)].keys;
}

bool KeyBindings::is_changed(const QString& command) const {
    const std::size_t c = at(command);
    return keys_[c] != commands_[c].keys;
}

bool KeyBindings::any_changed() const {
    return std::any_of(commands_.begin(), commands_.end(),
                       [this](const CommandKeys& one) { return is_changed(one.id); });
}

QString KeyBindings::owner(const QKeySequence& key) const {
    for (std::size_t c = 0; c < keys_.size(); ++c) {
        if (keys_[c].contains(key)) return commands_[c].id;
    }
    return {};
}

bool KeyBindings::lawful(std::size_t command, const QKeySequence& key) const {
    if (commands_[command].keys.contains(key)) return true;
    // Only single presses are allowed, because the first press of several could be another
    // command's key.
    if (key.count() != 1 || key[0].key() == Qt::Key_unknown || is_reserved(key[0])) return false;
    return commands_[command].scope == KeyScope::canvas || !needs_canvas(key[0]);
}

std::optional<KeyObjection> KeyBindings::objection(const QString& command,
                                                   const QKeySequence& key) const {
    using Kind = KeyObjection::Kind;
    if (!lawful(at(command), key)) {
        const bool reserved = key.count() != 1 || is_reserved(key[0]);
        return KeyObjection{reserved ? Kind::reserved : Kind::needs_canvas, {}};
    }
    const QString other = owner(key);
    if (!other.isEmpty() && other != command) return KeyObjection{Kind::taken, other};
    return std::nullopt;
}

void KeyBindings::set_keys(std::size_t command, QList<QKeySequence> keys) {
    if (keys_[command] == keys) return;
    keys_[command] = std::move(keys);
    Q_EMIT keys_changed(commands_[command].id);
}

QString KeyBindings::take(const QKeySequence& key, std::size_t but) {
    for (std::size_t c = 0; c < keys_.size(); ++c) {
        if (c == but || !keys_[c].contains(key)) continue;
        QList<QKeySequence> left = keys_[c];
        left.removeAll(key);
        set_keys(c, std::move(left));
        return commands_[c].id;
    }
    return {};
}

bool KeyBindings::assign(const QString& command, const QKeySequence& old, const QKeySequence& key) {
    const std::size_t c = at(command);
    if (!lawful(c, key)) return false;
    take(key, c);
    QList<QKeySequence> keys = keys_[c];
    if (key != old) keys.removeAll(key);
    const auto place = keys.indexOf(old);
    if (place >= 0)
        keys[place] = key;
    else
        keys.append(key);
    set_keys(c, std::move(keys));
    return true;
}

void KeyBindings::remove(const QString& command, const QKeySequence& key) {
    const std::size_t c = at(command);
    QList<QKeySequence> keys = keys_[c];
    keys.removeAll(key);
    set_keys(c, std::move(keys));
}

QStringList KeyBindings::reset(const QString& command) {
    const std::size_t c = at(command);
    QStringList losers;
    for (const QKeySequence& key : commands_[c].keys) {
        const QString loser = take(key, c);
        if (!loser.isEmpty() && !losers.contains(loser)) losers << loser;
    }
    set_keys(c, commands_[c].keys);
    return losers;
}

void KeyBindings::reset_all() {
    for (std::size_t c = 0; c < commands_.size(); ++c) set_keys(c, commands_[c].keys);
}

// Keys that the user chose have priority over defaults. If a later version uses such a key as
// another command's default, the user's command keeps it.
void KeyBindings::load(const QSettings& settings) {
    std::vector<QList<QKeySequence>> loaded(commands_.size());
    QList<QKeySequence> owned;
    const auto claim = [&](std::size_t c, const QKeySequence& key) {
        if (owned.contains(key) || !lawful(c, key)) return;
        owned << key;
        loaded[c] << key;
    };
    const auto name = [&](std::size_t c) {
        return QLatin1String(settings_group) + QLatin1Char('/') + commands_[c].id;
    };
    for (std::size_t c = 0; c < commands_.size(); ++c) {
        for (const QString& text : settings.value(name(c)).toStringList())
            claim(c, QKeySequence::fromString(text, QKeySequence::PortableText));
    }
    for (std::size_t c = 0; c < commands_.size(); ++c) {
        if (settings.contains(name(c))) continue;
        for (const QKeySequence& key : commands_[c].keys) claim(c, key);
    }
    for (std::size_t c = 0; c < commands_.size(); ++c) set_keys(c, std::move(loaded[c]));
}

void KeyBindings::save(QSettings& settings) const {
    settings.remove(QLatin1String(settings_group));
    for (std::size_t c = 0; c < commands_.size(); ++c) {
        if (keys_[c] == commands_[c].keys) continue;
        QStringList texts;
        for (const QKeySequence& key : keys_[c]) texts << key.toString(QKeySequence::PortableText);
        settings.setValue(QLatin1String(settings_group) + QLatin1Char('/') + commands_[c].id,
                          texts);
    }
}

}  // namespace isotherm
