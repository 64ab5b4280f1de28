// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/run_table.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "engine/vocabulary/escaping.h"

namespace isotherm {
namespace {

bool is_number(const QVariant& value) {
    return value.typeId() == QMetaType::Double || value.typeId() == QMetaType::LongLong ||
           value.typeId() == QMetaType::Int || value.typeId() == QMetaType::ULongLong;
}

QString csv_field(const QVariant& value) {
    if (value.typeId() == QMetaType::Double) return QString::number(value.toDouble(), 'g', 12);
    if (is_number(value)) return value.toString();
    return QString::fromStdString(csv_cell(value.toString().toStdString()));
}

}  // namespace

RunTable::RunTable(RunModel& run, ViewState& view, QStringList headers, QObject* parent)
    : QAbstractTableModel(parent), run_(run), view_(view), headers_(std::move(headers)) {}

int RunTable::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : rows_; }

int RunTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(headers_.size());
}

QVariant RunTable::data(const QModelIndex& index, int role) const {
    // Rows may have disappeared since the last refresh.
    if (!index.isValid() || index.row() >= std::min(rows_, count())) return {};
    if (role != Qt::DisplayRole && role != Qt::TextAlignmentRole && role != Qt::ToolTipRole &&
        role != Qt::UserRole) {
        return {};
    }
    const QVariant value = cell(index.row(), index.column());
    if (role == Qt::UserRole) return value;
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((is_number(value) ? Qt::AlignRight : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    }
    if (value.typeId() == QMetaType::Double) {
        const double number = value.toDouble();
        return QLocale().toString(number, 'f', std::abs(number) < 100 ? 2 : 0);
    }
    if (is_number(value)) return QLocale().toString(value.toLongLong());
    return value;
}

QVariant RunTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    return section >= 0 && section < headers_.size() ? headers_[section] : QVariant();
}

QString RunTable::csv() const {
    const QStringList names = keys();
    QStringList lines{names.join(QLatin1Char(','))};
    for (int row = 0; row < std::min(rows_, count()); ++row) {
        QStringList fields;
        for (int key = 0; key < names.size(); ++key) fields << csv_field(machine_value(row, key));
        lines << fields.join(QLatin1Char(','));
    }
    return lines.join(QStringLiteral("\r\n")) + QStringLiteral("\r\n");
}

QByteArray RunTable::json() const {
    const QStringList names = keys();
    QJsonArray rows;
    for (int row = 0; row < std::min(rows_, count()); ++row) {
        QJsonObject object;
        for (int key = 0; key < names.size(); ++key)
            object.insert(names[key], QJsonValue::fromVariant(machine_value(row, key)));
        rows.append(object);
    }
    return QJsonDocument(rows).toJson();
}

void RunTable::refresh() {
    beginResetModel();
    rows_ = count();
    listed_ = run_.epoch();
    headers_ = headers();
    endResetModel();
}

RunTable::Target RunTable::target(int row) const {
    const bool there = listed_ == run_.epoch() && row >= 0 && row < std::min(rows_, count());
    return there ? place(row) : std::nullopt;
}

const TableRecording* RunTable::table() const {
    const auto& tables = run_.recording().tables;
    return view_.table() < tables.size() ? &tables[view_.table()] : nullptr;
}

}  // namespace isotherm
