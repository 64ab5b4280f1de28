// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Base class of the tables of numbers behind the pictures: shown by "Show as table", copied as
// shown, and exported with stable column names.

#include <QAbstractTableModel>
#include <QStringList>
#include <functional>

#include "app/gui/models/run_model.h"
#include "app/gui/models/view_state.h"

namespace isotherm {

class RunTable : public QAbstractTableModel {
    Q_OBJECT

public:
    // The place that a row leads to: a moment and a position in hash space; nullopt: none.
    using Target = std::optional<CellCursor>;

    RunTable(RunModel& run, ViewState& view, QStringList headers, QObject* parent);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    // Returns nullopt for a row that was listed by the last refresh but no longer exists in the
    // run.
    Target target(int row) const;
    // The table and side that a row is about; nullopt if they are the ones shown.
    struct Subject {
        std::size_t table = 0;
        std::optional<Side> side;
    };
    virtual std::optional<Subject> subject(int /*row*/) const { return std::nullopt; }
    // The text shown while the table is empty: what it will contain.
    virtual QString empty_text() const = 0;
    // Exports the table as CSV (RFC 4180) with a header of keys; keys and values are the same in
    // every language. Numbers have decimal points and no grouping. Text that a spreadsheet would
    // take for a formula gets a leading apostrophe.
    QString csv() const;
    // Exports the table as a JSON array of objects.
    QByteArray json() const;

    // Reads the recording again. Invisible views do not call it.
    void refresh();

protected:
    // Returns a QString, or a number, which is right-aligned and sorted numerically.
    virtual QVariant cell(int row, int column) const = 0;
    // Column names in files: English and never changed; times are in seconds of the run.
    virtual QStringList keys() const = 0;
    // Returns the value of a key: a whole number, a double, an English word, or an invalid
    // QVariant.
    virtual QVariant machine_value(int row, int key) const = 0;
    virtual int count() const = 0;
    // Returns the target of an existing row.
    virtual Target place(int row) const = 0;
    // Column headers; overridden by tables whose headers depend on what is shown. Read at each
    // refresh.
    virtual QStringList headers() const { return headers_; }

    RunModel& run() const { return run_; }
    ViewState& view() const { return view_; }
    const TableRecording* table() const;

private:
    RunModel& run_;
    ViewState& view_;
    QStringList headers_;
    int rows_ = 0;
    std::uint64_t listed_ = 0;  // epoch of the run whose rows are listed
};

}  // namespace isotherm
