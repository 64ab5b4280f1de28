// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Everything one can go to by typing: commands, moments, partitions, tables, keys, events, files.
// What contains all typed words is listed, the best first.

#include <QAbstractListModel>
#include <QStringList>
#include <vector>

#include "app/gui/models/run_tables.h"

namespace isotherm {

struct Destination {
    // In this order where the words fit equally well.
    enum class Kind : std::uint8_t {
        moment,    // on record: `second`
        simulate,  // up to `second`, which is not on record yet
        partition,
        table,
        file,
        command,
        hot_key,
        event
    };
    Kind kind = Kind::command;
    QString text;
    QString note;  // what it is, or its keys
    QString id;    // of a command; the path of a file
    std::size_t table = 0;
    std::size_t partition = 0;
    std::int64_t second = 0;
};

// A command that can be given now.
struct GivenCommand {
    QString id;
    QString text;
    QString keys;
};

// How well a text fits: lower is better, nothing where a word does not occur. A whole word is
// better than its beginning, and that better than its middle; a short text better than a long one.
std::optional<int> fit(const QString& text, const QStringList& words);

class Destinations final : public QAbstractListModel {
    Q_OBJECT

public:
    static constexpr int note_role = Qt::UserRole;
    static constexpr std::size_t most_listed = 100;

    Destinations(const RunModel& run, const ViewState& view, const EventsTable& events,
                 QObject* parent = nullptr);

    // Reads what there is to go to at this moment. `simulates`: time can pass.
    void collect(const std::vector<GivenCommand>& commands, const QStringList& files,
                 bool simulates);
    void find(const QString& typed);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    // Whether places in the run are still what they were when they were collected.
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
    std::uint64_t collected_ = 0;  // the epoch of the run
    std::vector<Destination> all_;
    std::vector<Destination> found_;
};

}  // namespace isotherm
