// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/cells_table.h"

#include <limits>

#include "app/gui/models/cause_names.h"
#include "app/render/canvas.h"
#include "engine/requests/outcome.h"

namespace isotherm {
namespace {

constexpr double percent_of_one = 100;

// The limits that refused requests, in the order of Outcome.
template <class Name>
QString joined_causes(const CellDetail& detail, const QString& between, Name&& name) {
    QStringList list;
    for (std::size_t o = 1; o < outcome_count; ++o) {
        const auto outcome = static_cast<Outcome>(o);
        if ((detail.refusals & refusal_bit(outcome)) != 0) list << name(outcome);
    }
    return list.join(between);
}

}  // namespace

CellsTable::CellsTable(RunModel& run, ViewState& view, PictureSource picture, QObject* parent)
    : RunTable(run, view,
               {tr("Row"), tr("From"), tr("To"), tr("Demand, units"), tr("Limit, units/s"),
                tr("Which limit"), tr("Heat, %"), tr("Refused, units"), tr("Refused, %"),
                tr("Refused by"), tr("Least burst left, %")},
               parent),
      source_(std::move(picture)) {
    connect(this, &QAbstractItemModel::modelAboutToBeReset, this, &CellsTable::read);
}

QString CellsTable::empty_text() const {
    return tr("Each cell of the heat map will be listed here, with the numbers that coloured it.");
}

void CellsTable::read() {
    picture_ = source_();
    detailed_ = -1;
    recorded_columns_ = 0;
    if (!picture_ || table() == nullptr) return picture_.reset();
    read_epoch_ = run().epoch();
    read_table_ = view().table();
    read_side_ = view().side();
    load_ = picture_->load != nullptr ? *picture_->load : TableLoad();
    const TimeColumns& columns = picture_->columns;
    while (recorded_columns_ < static_cast<std::int64_t>(columns.count) &&
           columns.first_of(static_cast<std::size_t>(recorded_columns_)) < run().recorded_seconds())
        ++recorded_columns_;
}

int CellsTable::count() const {
    const bool same = read_epoch_ == run().epoch() && read_table_ < run().recording().tables.size();
    if (!picture_ || !same) return 0;
    const std::int64_t cells = recorded_columns_ * std::ssize(picture_->rows);
    return static_cast<int>(std::min<std::int64_t>(cells, std::numeric_limits<int>::max()));
}

// Lines follow the rows of the picture from top to bottom, and time within a row.
const HashRow& CellsTable::hash_row(int row) const {
    return picture_->rows[static_cast<std::size_t>(row / recorded_columns_)];
}

const CellDetail& CellsTable::detail(int row) const {
    if (row == detailed_) return detail_;
    detailed_ = row;
    const auto column = static_cast<std::size_t>(row % recorded_columns_);
    detail_ = cell_detail(run().recording().tables[read_table_], read_side_, load_, hash_row(row),
                          picture_->columns.first_of(column),
                          std::min(picture_->columns.end_of(column), run().recorded_seconds()));
    return detail_;
}

QVariant CellsTable::cell(int row, int column) const {
    const CellDetail& of = detail(row);
    if (!of.partition && column > 2) return {};
    switch (column) {
        case 0:
            return (of.partition ? partition_name(*of.partition) + QLatin1Char(' ') : QString()) +
                   range_text(hash_row(row).first_position, hash_row(row).last_position);
        case 1:
            return clock_of(of.first_second);
        case 2:
            return clock_of(of.end_second);
        case 3:
            return of.demand;
        case 4:
            return of.limit;
        case 5:
            return of.of_table ? tr("table") : tr("partition");
        case 6:
            return of.heat * percent_of_one;
        case 7:
            return of.refused;
        case 8:
            return of.refused_share() * percent_of_one;
        case 9:
            return joined_causes(of, QStringLiteral(", "),
                                 [](Outcome outcome) { return Words::cause(outcome); });
        default:
            return of.burst_left ? QVariant(*of.burst_left * percent_of_one) : QVariant();
    }
}

QStringList CellsTable::keys() const {
    QStringList names;
    for (const char* name :
         {"partition", "first_position", "from_s", "to_s", "demand_units", "limit_per_second",
          "limit_of", "heat_share", "refused_units", "refused_share", "refused_requests",
          "refused_by", "least_burst_left_share"})
        names << QLatin1String(name);
    return names;
}

QVariant CellsTable::machine_value(int row, int key) const {
    const CellDetail& of = detail(row);
    switch (key) {
        case 0:
            return of.partition ? QVariant(static_cast<qulonglong>(*of.partition)) : QVariant();
        case 1:
            return QString::number(hash_row(row).first_position, 16)
                .toUpper()
                .rightJustified(16, QLatin1Char('0'));
        case 2:
            return static_cast<qlonglong>(of.first_second);
        case 3:
            return static_cast<qlonglong>(of.end_second);
        case 4:
            return of.demand;
        case 5:
            return of.limit;
        case 6:
            return of.of_table ? QStringLiteral("table") : QStringLiteral("partition");
        case 7:
            return of.heat;
        case 8:
            return of.refused;
        case 9:
            return of.refused_share();
        case 10:
            return static_cast<qulonglong>(of.refused_requests);
        case 11:
            return joined_causes(of, QStringLiteral(";"), [](Outcome outcome) {
                return qtext(std::string(outcome_names[static_cast<std::size_t>(outcome)]));
            });
        default:
            return of.burst_left ? QVariant(*of.burst_left) : QVariant();
    }
}

RunTable::Target CellsTable::place(int row) const {
    const HashRow& of = hash_row(row);
    return CellCursor{detail(row).hottest_second,
                      of.first_position + (of.last_position - of.first_position) / 2};
}

}  // namespace isotherm
