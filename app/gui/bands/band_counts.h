// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the order and the sides of bands depend on: the tries and refusals of each table and side in
// the run so far. The counts grow with the run, so that bands can be listed at every frame.

#include <QObject>
#include <vector>

#include "app/gui/models/run_model.h"

namespace isotherm {

class BandCounts final : public QObject {
    Q_OBJECT

public:
    explicit BandCounts(const RunModel& run, QObject* parent = nullptr);

    struct Count {
        std::uint64_t tries = 0;
        std::uint64_t throttled = 0;
        double hottest = 0;  // highest demand / provisioned of the table in one column
    };
    // All zero for a table that this run does not have.
    const BySide<Count>& of(std::size_t table);
    std::uint64_t throttled(std::size_t table) {
        return of(table)[Side::read].throttled + of(table)[Side::write].throttled;
    }
    bool in_use(std::size_t table) {
        return of(table)[Side::read].tries + of(table)[Side::write].tries > 0;
    }

private:
    void catch_up();

    struct Counted {
        BySide<Count> counts;
        std::size_t columns = 0;
    };
    const RunModel& run_;
    std::vector<Counted> tables_;
    std::int64_t counted_seconds_ = 0;
};

}  // namespace isotherm
