// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A and B as numbers: a row for each side of each table and index, and a total, over the time that
// both runs have recorded.

#include <functional>
#include <vector>

#include "app/gui/models/run_table.h"
#include "engine/insight/side_contrast.h"
#include "engine/run/comparison.h"

namespace isotherm {

// The two runs side by side; empty if there is no run A.
std::vector<SideContrast> contrasts_of(const RunModel& b);

class ComparedTable final : public RunTable {
    Q_OBJECT

public:
    // The difference of the shares of tries that were throttled, seed by seed; nullopt: not known.
    // That of all tables is asked for with an empty name.
    using BySeed = std::function<std::optional<PairedDifference>(const ResourceName&, Side)>;

    ComparedTable(RunModel& run, ViewState& view, BySeed by_seed, QObject* parent = nullptr);
    QVariant data(const QModelIndex& index, int role) const override;
    QString empty_text() const override;
    std::optional<Subject> subject(int row) const override;

protected:
    QVariant cell(int row, int column) const override;
    QStringList keys() const override;
    QVariant machine_value(int row, int key) const override;
    int count() const override;
    Target place(int row) const override;

private:
    const std::vector<SideContrast>& rows() const;

    std::optional<PairedDifference> by_seed(int row) const;

    BySeed by_seed_;
    mutable std::vector<SideContrast> rows_;
    struct Read {
        std::uint64_t a = 0, b = 0;  // epochs
        std::int64_t seconds = -1;
        bool operator==(const Read&) const = default;
    };
    mutable Read read_;
};

}  // namespace isotherm
