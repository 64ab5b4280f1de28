// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/log_calls.h"

#include "engine/units/item_json.h"
#include "engine/units/item_size.h"

namespace isotherm {

ImportedCalls* count_call(const ImportReading& reading, const LoggedCall& call) {
    const ImportOptions& options = reading.options;
    if (call.time && ((options.from && *call.time < *options.from) ||
                      (options.to && *call.time >= *options.to))) {
        ++reading.source.skipped;
        return nullptr;
    }
    ImportedCalls& calls = reading.facts.calls[{table_of_arn(call.table), call.index}];
    ++calls.operations[call.operation];
    if (!call.key.empty()) ++calls.keys[call.key];
    if (call.time) ++calls.per_second[whole_seconds(call.time->time_since_epoch())];
    calls.throttled += call.throttled;
    calls.condition_failed += call.condition_failed;
    ++reading.source.used;
    return &calls;
}

bool is_throttling(const std::string& exception) {
    return exception.find("Throttl") != std::string::npos ||
           exception.find("ProvisionedThroughputExceeded") != std::string::npos;
}

void add_consumed(const ImportReading& reading, const ImportedValue& consumed, Side side,
                  const std::string& index) {
    if (consumed.is_list()) {
        for (const auto& one : consumed.elements()) add_consumed(reading, one, side, index);
        return;
    }
    if (!consumed.is_object()) return;
    const std::string table = table_of_arn(consumed.at("TableName").text_or(""));
    auto& calls = reading.facts.calls;
    const ImportedValue own = consumed.at("Table").at("CapacityUnits");
    const bool apart = own.exists() || consumed.at("GlobalSecondaryIndexes").exists() ||
                       consumed.at("LocalSecondaryIndexes").exists();
    // Without its parts the total is all there is.
    const double units = (apart ? own : consumed.at("CapacityUnits")).number().value_or(0);
    if (!apart && !index.empty()) {
        calls[{table, index}].units[side] += units;
        return;
    }
    ImportedCalls& of_table = calls[{table, ""}];
    of_table.units[side] += units;
    // A local index consumes the table's units.
    for (const auto& [name, part] : consumed.at("LocalSecondaryIndexes").members()) {
        const double local = part.at("CapacityUnits").number().value_or(0);
        of_table.units[side] += local;
        if (side == Side::write) of_table.local_index_units += local;
    }
    for (const auto& [name, part] : consumed.at("GlobalSecondaryIndexes").members())
        calls[{table, name}].units[side] += part.at("CapacityUnits").number().value_or(0);
}

std::optional<std::int64_t> typed_item_bytes(const ImportedValue& item) {
    if (!item.is_object()) return std::nullopt;
    const auto read = read_item(item.json()->dump(), item.path());
    if (!read.ok()) return std::nullopt;
    return static_cast<std::int64_t>(item_bytes(read.value()));
}

}  // namespace isotherm
