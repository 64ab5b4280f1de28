// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The keys of each command: its defaults, as changed by the user. Two commands never share a key.
// Only differences from the defaults are stored.

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
    canvas   // single letters and arrows; works only while a picture has the focus
};

// A command and its default keys.
struct CommandKeys {
    QString id;
    KeyScope scope = KeyScope::window;
    QList<QKeySequence> keys;
};

// The reason why a command cannot simply be given a key.
struct KeyObjection {
    enum class Kind : std::uint8_t {
        taken,        // by `owner`, from which the key can be taken
        reserved,     // opens menus or moves the focus
        needs_canvas  // text fields, lists and buttons need the key themselves
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
    // The command that has the key; empty: none.
    QString owner(const QKeySequence& key) const;

    std::optional<KeyObjection> objection(const QString& command, const QKeySequence& key) const;
    // Gives a command a key: in place of `old`, or in addition if `old` is empty. Another command
    // that had the key loses it. Returns false and changes nothing if the key is not allowed.
    bool assign(const QString& command, const QKeySequence& old, const QKeySequence& key);
    void remove(const QString& command, const QKeySequence& key);
    // Restores the defaults of a command. Returns the commands that lost a key by that.
    QStringList reset(const QString& command);
    void reset_all();

    // Ignores stored keys that are no longer allowed or occur twice.
    void load(const QSettings& settings);
    void save(QSettings& settings) const;

Q_SIGNALS:
    void keys_changed(const QString& command);

private:
    std::size_t at(const QString& command) const;
    bool lawful(std::size_t command, const QKeySequence& key) const;
    void set_keys(std::size_t command, QList<QKeySequence> keys);
    // Takes a key from the command that has it, except from command `but`. Returns that command's
    // id; empty: none.
    QString take(const QKeySequence& key, std::size_t but);

    std::vector<CommandKeys> commands_;  // with their defaults
    std::vector<QList<QKeySequence>> keys_;
};

}  // namespace isotherm
