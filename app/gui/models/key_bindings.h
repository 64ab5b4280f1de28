// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which keys each command has: those it came with, and what a user made of them. Two commands never
// share a key; what is stored is only what differs from the defaults.

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QSettings>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace isotherm {

enum class KeyScope : std::uint8_t {
    window,  // works everywhere
    canvas   // single letters and arrows: only while a picture has the focus
};

// A command and the keys it comes with.
struct CommandKeys {
    QString id;
    KeyScope scope = KeyScope::window;
    QList<QKeySequence> keys;
};

// Why a command cannot have a key just like that.
struct KeyObjection {
    enum class Kind : std::uint8_t {
        taken,        // by `owner`, which can be made to give it up
        reserved,     // opens menus or moves the focus
        needs_canvas  // would be stolen from text fields, lists and buttons
    };
    Kind kind = Kind::taken;
    QString owner;
    bool operator==(const KeyObjection&) const = default;
};

class KeyBindings final : public QObject {
    Q_OBJECT

public:
    explicit KeyBindings(std::vector<CommandKeys> commands, QObject* parent = nullptr);

    const std::vector<CommandKeys>& commands() const { return commands_; }
    const QList<QKeySequence>& keys(const QString& command) const;
    const QList<QKeySequence>& default_keys(const QString& command) const;
    bool is_changed(const QString& command) const;
    bool any_changed() const;
    // The command that has a key; empty for none.
    QString owner(const QKeySequence& key) const;

    std::optional<KeyObjection> objection(const QString& command, const QKeySequence& key) const;
    // Gives a command a key in place of `old`, or beside its others where `old` is empty. A command
    // that had the key gives it up. False, and nothing changes, for a key that it may not have.
    bool assign(const QString& command, const QKeySequence& old, const QKeySequence& key);
    void remove(const QString& command, const QKeySequence& key);
    // Back to the default; the commands that had to give a key back.
    QStringList reset(const QString& command);
    void reset_all();

    // A stored key that is no longer lawful, or is there twice, is left out.
    void load(const QSettings& settings);
    void save(QSettings& settings) const;

Q_SIGNALS:
    void keys_changed(const QString& command);

private:
    std::size_t at(const QString& command) const;
    bool lawful(std::size_t command, const QKeySequence& key) const;
    void set_keys(std::size_t command, QList<QKeySequence> keys);
    // Takes a key from whoever has it, `but` excepted; that command, empty for none.
    QString take(const QKeySequence& key, std::size_t but);

    std::vector<CommandKeys> commands_;  // with their defaults
    std::vector<QList<QKeySequence>> keys_;
};

}  // namespace isotherm
