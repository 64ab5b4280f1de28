// SPDX-License-Identifier: Apache-2.0
#include "engine/billing/table_class.h"

namespace isotherm {
namespace {

ClassAdvice advice(Money saving) { return {saving > Money{}, saving}; }

// Storage and throughput costs of one class on a bill.
struct ClassCost {
    Money storage;
    Money throughput;
};

ClassCost cost_in(TableClass table_class, const Statement& month) {
    ClassCost cost;
    for (const StatementLine& line : month.lines) {
        if (!line.amount) continue;
        if (line.item == storage_item(table_class)) cost.storage += *line.amount;
        for (const CapacityMode mode : {CapacityMode::provisioned, CapacityMode::on_demand}) {
            for (const Units units : all_units) {
                if (line.item == throughput_item(mode, table_class, units))
                    cost.throughput += *line.amount;
            }
        }
    }
    return cost;
}

}  // namespace

ClassAdvice advise_standard_ia(Money storage, Money throughput) {
    return advice(Quantity(60, 100) * storage - Quantity(25, 100) * throughput);
}

ClassAdvice advise_standard(Money ia_storage, Money ia_throughput) {
    return advice(Quantity(20, 100) * ia_throughput - Quantity(150, 100) * ia_storage);
}

std::optional<ClassAdvice> advise_class(const Statement& month) {
    for (const StatementLine& line : month.lines) {
        if (line.resource == reserved_capacity_resource) return std::nullopt;
    }
    if (!month.complete()) return std::nullopt;
    const ClassCost standard = cost_in(TableClass::standard, month);
    const ClassCost infrequent = cost_in(TableClass::standard_ia, month);
    if (standard.storage + standard.throughput == Money{}) {
        if (infrequent.storage + infrequent.throughput == Money{}) return std::nullopt;
        return advise_standard(infrequent.storage, infrequent.throughput);
    }
    return advise_standard_ia(standard.storage, standard.throughput);
}

std::vector<ResourceHour> in_class(std::vector<ResourceHour> hours, TableClass table_class) {
    for (ResourceHour& hour : hours) hour.table_class = table_class;
    return hours;
}

}  // namespace isotherm
