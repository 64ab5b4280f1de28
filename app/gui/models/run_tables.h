// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The four tables about the run that the window shows.

#include <vector>

#include "engine/insight/recorded_moment.h"
#include "app/gui/models/run_table.h"

namespace isotherm {

// The keys of the shown table that are requested most and throttled most.
class HotKeysTable final : public RunTable {
    Q_OBJECT

public:
    HotKeysTable(RunModel& run, ViewState& view, QObject* parent = nullptr);
    QString empty_text() const override;

protected:
    QVariant cell(int row, int column) const override;
    QStringList keys() const override;
    QVariant machine_value(int row, int key) const override;
    int count() const override;
    Target place(int row) const override;

private:
    struct Row {
        const HotKey* key;
        bool throttled;
    };
    std::vector<Row> shown() const;
    const HotKey& key(int row) const;
};

// Events in order of time: the recorder's events, and throttling, which is found in the recorded
// series.
class EventsTable final : public RunTable {
    Q_OBJECT

public:
    EventsTable(RunModel& run, ViewState& view, QObject* parent = nullptr);
    QString empty_text() const override;
    // Start times of all events in seconds, in order.
    std::vector<std::int64_t> seconds() const;

    struct Entry {
        std::int64_t second = 0;
        std::int64_t end_second = 0;
        int kind = 0;
        QString table;
        QString text;
        std::size_t table_index = 0;
        bool by_minute = false;  // only the minutes are known
        // For export: the table's name, the engine's English sentence, and for throttling the side
        // and the number of throttled requests.
        ResourceName name;
        std::string said;
        std::optional<Side> side;
        std::uint64_t throttled = 0;
    };
    // The current entries, which may differ from the rows shown.
    const std::vector<Entry>& entries() const;
    std::optional<Subject> subject(int row) const override;

protected:
    QVariant cell(int row, int column) const override;
    QStringList keys() const override;
    QVariant machine_value(int row, int key) const override;
    int count() const override;
    Target place(int row) const override;

private:
    mutable std::vector<Entry> entries_;
    mutable std::uint64_t read_epoch_ = 0;
    mutable std::int64_t read_seconds_ = -1;
    mutable std::size_t read_events_ = 0;
};

// Each partition of the shown table and side. Sums are over the selection, or else the whole run.
class PartitionsTable final : public RunTable {
    Q_OBJECT

public:
    PartitionsTable(RunModel& run, ViewState& view, QObject* parent = nullptr);
    QString empty_text() const override;

protected:
    QVariant cell(int row, int column) const override;
    QStringList keys() const override;
    QVariant machine_value(int row, int key) const override;
    int count() const override;
    QStringList headers() const override;
    Target place(int row) const override;

private:
    static QStringList headers_of(const ViewState& view);
};

// Each second of the shown table and side in the visible window; in a run recorded by the minute,
// each minute.
class SecondsTable final : public RunTable {
    Q_OBJECT

public:
    SecondsTable(RunModel& run, ViewState& view, QObject* parent = nullptr);
    QString empty_text() const override;

protected:
    QVariant cell(int row, int column) const override;
    QStringList keys() const override;
    QVariant machine_value(int row, int key) const override;
    int count() const override;
    Target place(int row) const override;
    QStringList headers() const override;

private:
    static QStringList seconds_headers();
    static QStringList minutes_headers();
    ColumnRange columns() const;
    RecordedMoment moment(int row) const;
};

}  // namespace isotherm
