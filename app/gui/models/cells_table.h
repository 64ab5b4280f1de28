// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The cells of the heat map as numbers, those that coloured them: one line per cell of the picture.

#include <functional>

#include "app/gui/models/run_table.h"
#include "app/render/cells/cell_detail.h"
#include "app/render/heat_grid.h"

namespace isotherm {

class CellsTable final : public RunTable {
    Q_OBJECT

public:
    // What the picture shows; nullopt: no cells of a run, as in CloudWatch's lens.
    struct Picture {
        TimeColumns columns;
        std::vector<HashRow> rows;
        const TableLoad* load = nullptr;  // nullptr: only limits of partitions count
    };
    using PictureSource = std::function<std::optional<Picture>()>;

    CellsTable(RunModel& run, ViewState& view, PictureSource picture, QObject* parent = nullptr);
    QString empty_text() const override;

protected:
    QVariant cell(int row, int column) const override;
    QStringList keys() const override;
    QVariant machine_value(int row, int key) const override;
    int count() const override;
    Target place(int row) const override;

private:
    void read();
    const CellDetail& detail(int row) const;
    const HashRow& hash_row(int row) const;

    PictureSource source_;
    std::optional<Picture> picture_;  // as it was at the last refresh
    TableLoad load_;
    std::uint64_t read_epoch_ = 0;
    std::size_t read_table_ = 0;
    Side read_side_ = Side::write;
    std::int64_t recorded_columns_ = 0;  // columns of the picture that have been recorded
    // A view asks for all columns of a line, one after the other.
    mutable int detailed_ = -1;
    mutable CellDetail detail_;
};

}  // namespace isotherm
