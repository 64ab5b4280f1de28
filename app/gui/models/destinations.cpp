// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/destinations.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <set>

#include "app/gui/models/cause_names.h"
#include "app/render/canvas.h"

namespace isotherm {
namespace {

// Scores of a word by where it occurs. They outweigh the length of the text, which adds at most 99.
constexpr int in_note = 400;
constexpr int inside_word = 300;
constexpr int word_start = 200;
constexpr int whole_word = 100;
constexpr int text_start = -50;

bool is_word(const QString& text, qsizetype at) {
    return at >= 0 && at < text.size() && text[at].isLetterOrNumber();
}

// Returns the best (lowest) score of a word in a text; nullopt: it does not occur.
std::optional<int> place_of(const QString& text, const QString& word) {
    std::optional<int> best;
    for (auto at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        const bool starts = !is_word(text, at - 1);
        const bool ends = !is_word(text, at + word.size());
        const int place = (starts && ends ? whole_word
                           : starts       ? word_start
                                          : inside_word) +
                          (at == 0 ? text_start : 0);
        best = std::min(best.value_or(place), place);
    }
    return best;
}

// A word may also match the note, which scores worse.
std::optional<int> fit_of(const Destination& destination, const QStringList& words) {
    QStringList in_text;
    int sum = 0;
    for (const QString& word : words) {
        if (place_of(destination.text, word)) {
            in_text << word;
        } else if (place_of(destination.note, word)) {
            sum += in_note;
        } else {
            return std::nullopt;
        }
    }
    return sum + *fit(destination.text, in_text);
}

}  // namespace

std::optional<int> fit(const QString& text, const QStringList& words) {
    int sum = static_cast<int>(std::min<qsizetype>(text.size(), 99));
    for (const QString& word : words) {
        const auto place = place_of(text, word);
        if (!place) return std::nullopt;
        sum += *place;
    }
    return sum;
}

Destinations::Destinations(const RunModel& run, const ViewState& view, const EventsTable& events,
                           QObject* parent)
    : QAbstractListModel(parent), run_(run), view_(view), events_(events) {}

void Destinations::collect(const std::vector<GivenCommand>& commands, const QStringList& files,
                           bool simulates) {
    using Kind = Destination::Kind;
    simulates_ = simulates;
    collected_ = run_.epoch();
    all_.clear();
    collect_tables();
    for (const GivenCommand& command : commands) {
        all_.push_back(
            {.kind = Kind::command, .text = command.text, .note = command.keys, .id = command.id});
    }
    collect_keys();
    for (const EventsTable::Entry& event : events_.entries()) {
        all_.push_back(
            {.kind = Kind::event,
             .text = tr("%1  %2: %3").arg(clock_of(event.second), event.table, event.text),
             .note = Words::event_kind(event.kind),
             .id = {},
             .table = event.table_index,
             .second = event.second});
    }
    for (const QString& path : files) {
        const QFileInfo file(path);
        all_.push_back({.kind = Kind::file,
                        .text = file.fileName(),
                        .note = QDir::toNativeSeparators(file.absolutePath()),
                        .id = path});
    }
    find({});
}

void Destinations::add_words(const std::vector<Destination>& words) {
    all_.insert(all_.end(), words.begin(), words.end());
    find({});
}

void Destinations::collect_tables() {
    using Kind = Destination::Kind;
    const auto& tables = run_.recording().tables;
    for (std::size_t t = 0; t < tables.size(); ++t) {
        all_.push_back({.kind = Kind::table,
                        .text = qtext(printable(tables[t].name.label())),
                        .note = tables[t].is_index ? tr("index") : tr("table"),
                        .id = {},
                        .table = t});
    }
    if (view_.table() >= tables.size()) return;
    const TableRecording& shown = tables[view_.table()];
    for (std::size_t p = 0; p < shown.partitions.size(); ++p) {
        const PartitionRecord& record = shown.partitions[p];
        all_.push_back({.kind = Kind::partition,
                        .text = partition_name(p),
                        .note = tr("partition %1 of %2")
                                    .arg(range_text(record.first_position, record.last_position),
                                         qtext(printable(shown.name.label()))),
                        .id = {},
                        .table = view_.table(),
                        .partition = p});
    }
}

// Lists each key once, even if it is among both the hottest and the most throttled keys of a table.
void Destinations::collect_keys() {
    const auto& tables = run_.recording().tables;
    for (std::size_t t = 0; t < tables.size(); ++t) {
        std::set<std::string> listed;
        for (const auto* keys : {&tables[t].most_throttled, &tables[t].hottest}) {
            for (const HotKey& key : *keys) {
                if (!listed.insert(key.name).second) continue;
                all_.push_back({.kind = Destination::Kind::hot_key,
                                .text = qtext(printable(key.name)),
                                .note = tr("key in %1 of %2")
                                            .arg(partition_name(key.partition),
                                                 qtext(printable(tables[t].name.label()))),
                                .id = {},
                                .table = t,
                                .partition = key.partition});
            }
        }
    }
}

std::vector<Destination> Destinations::moments(const QString& typed) const {
    using Kind = Destination::Kind;
    const auto time = entered_moment(typed);
    if (!time) return {};
    const std::int64_t second = whole_seconds(*time);
    if (second < run_.recorded_seconds()) {
        return {{.kind = Kind::moment,
                 .text = clock_of(second),
                 .note = tr("time"),
                 .id = {},
                 .second = second}};
    }
    if (!simulates_ || second > run_.planned_seconds()) return {};
    return {{.kind = Kind::simulate,
             .text = tr("Simulate up to %1").arg(clock_of(second)),
             .note = tr("time"),
             .id = {},
             .second = second}};
}

void Destinations::find(const QString& typed) {
    const QStringList words = typed.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::vector<std::pair<int, const Destination*>> fitting;
    for (const Destination& one : all_) {
        // Before anything is typed, leaves out the kinds that have many destinations.
        const bool many =
            one.kind == Destination::Kind::partition || one.kind == Destination::Kind::hot_key ||
            one.kind == Destination::Kind::event || one.kind == Destination::Kind::word;
        if (words.isEmpty() && many) continue;
        if (const auto quality = fit_of(one, words))
            fitting.emplace_back(words.isEmpty() ? 0 : *quality, &one);
    }
    std::stable_sort(fitting.begin(), fitting.end(), [](const auto& a, const auto& b) {
        return std::pair(a.first, a.second->kind) < std::pair(b.first, b.second->kind);
    });
    beginResetModel();
    found_ = moments(typed);
    for (const auto& [quality, one] : fitting) {
        if (found_.size() == most_listed) break;
        found_.push_back(*one);
    }
    endResetModel();
}

int Destinations::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(found_.size());
}

QVariant Destinations::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Destination& one = at(index.row());
    switch (role) {
        case Qt::DisplayRole:
            return one.text;
        case note_role:
            return one.note;
        case Qt::AccessibleTextRole:
            return one.note.isEmpty() ? one.text : one.text + QStringLiteral(", ") + one.note;
        default:
            return {};
    }
}

}  // namespace isotherm
