// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// All destinations that the user can go to by typing: commands, moments, partitions, tables, keys,
// events and files. Lists those that contain all typed words, the best match first.

#include <QAbstractListModel>
#include <QStringList>
#include <vector>

#include "app/gui/models/run_tables.h"

namespace isotherm {

struct Destination {
    // Destinations that match equally well are listed in this order.
    enum class Kind : std::uint8_t {
        moment,    // `second` is recorded
        simulate,  // `second` is not recorded yet and must be simulated first
        partition,
        table,
        file,
        command,
        hot_key,
        event,
        word  // of the glossary
    };
    Kind kind = Kind::command;
    QString text;
    QString note;  // its kind or details; keys of a command
    QString id;    // id of a command or word, or path of a file
    std::size_t table = 0;
    std::size_t partition = 0;
    std::int64_t second = 0;
};

// A command that is enabled now.
struct GivenCommand {
    QString id;
    QString text;
    QString keys;
};

// Scores how well a text matches; lower is better. nullopt: a word is missing. Matching a whole
// word is best, then the start of a word, then its inside; shorter texts score better.
std::optional<int> fit(const QString& text, const QStringList& words);

class Destinations final : public QAbstractListModel {
    Q_OBJECT

public:
    static constexpr int note_role = Qt::UserRole;
    static constexpr std::size_t most_listed = 100;

    Destinations(const RunModel& run, const ViewState& view, const EventsTable& events,
                 QObject* parent = nullptr);

    // Collects the current destinations. `simulates`: the run can be advanced beyond what is
    // recorded.
    void collect(const std::vector<GivenCommand>& commands, const QStringList& files,
                 bool simulates);
    // Adds words of the glossary to what was collected.
    void add_words(const std::vector<Destination>& words);
    void find(const QString& typed);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    // Returns whether the collected places still belong to the current run.
    bool current() const { return collected_ == run_.epoch(); }
    const Destination& at(int row) const { return found_[static_cast<std::size_t>(row)]; }

private:
    void collect_tables();
    void collect_keys();
    std::vector<Destination> moments(const QString& typed) const;

    const RunModel& run_;
    const ViewState& view_;
    const EventsTable& events_;
    bool simulates_ = false;
    std::uint64_t collected_ = 0;  // epoch of the run at collect()
    std::vector<Destination> all_;
    std::vector<Destination> found_;
};

}  // namespace isotherm
