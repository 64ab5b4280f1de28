// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Tables of numbers behind the pictures: "Show as table", copied as they stand, and exported under
// names that never change.

#include <QAbstractTableModel>
#include <QStringList>
#include <functional>

#include "app/gui/models/run_model.h"
#include "app/gui/models/view_state.h"

namespace isotherm {

class RunTable : public QAbstractTableModel {
    Q_OBJECT

public:
    // Where a row leads to: a moment, and a partition's place in hash space.
    using Target = std::optional<CellCursor>;

    RunTable(RunModel& run, ViewState& view, QStringList headers, QObject* parent);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    // Nothing for a row that the last refresh listed and the run no longer has.
    Target target(int row) const;
    // The table and side that a row is about, where it is not the one that is shown.
    struct Subject {
        std::size_t table = 0;
        std::optional<Side> side;
    };
    virtual std::optional<Subject> subject(int /*row*/) const { return std::nullopt; }
    // What there will be here, where there is nothing yet.
    virtual QString empty_text() const = 0;
    // For programs: the same keys and values in every language. RFC 4180, with the keys first;
    // numbers with a point and without grouping; text that a spreadsheet would take for a formula
    // has an apostrophe before it.
    QString csv() const;
    // An array of objects.
    QByteArray json() const;

    // Reads the recording again. Views that are not visible do not ask for it.
    void refresh();

protected:
    // A QString, or a number that is right-aligned and sorted as one.
    virtual QVariant cell(int row, int column) const = 0;
    // What a column is called in files, in English for ever; times are in seconds of the run.
    virtual QStringList keys() const = 0;
    // By key: whole numbers, doubles, English words, or nothing.
    virtual QVariant machine_value(int row, int key) const = 0;
    virtual int count() const = 0;
    // Of a row that there is.
    virtual Target place(int row) const = 0;
    // Where they depend on what is shown; read at each refresh.
    virtual QStringList headers() const { return headers_; }

    RunModel& run() const { return run_; }
    ViewState& view() const { return view_; }
    const TableRecording* table() const;

private:
    RunModel& run_;
    ViewState& view_;
    QStringList headers_;
    int rows_ = 0;
    std::uint64_t listed_ = 0;  // the epoch of the run that the rows are of
};

}  // namespace isotherm
