// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/table_members.h"

#include <fmt/format.h>

#include <cmath>

#include "engine/vocabulary/time_reader.h"

namespace isotherm {
namespace {

std::optional<WallTime> optional_time(const ImportedValue& value) {
    const auto text = value.text();
    if (!text || text->empty()) return std::nullopt;
    const TimeRead read = read_time(*text);
    if (read.ok()) return read.time;
    value.wrong(ErrorNumber::series_bad_time,
                fmt::format("{} is \"{}\"; expected {}", value.path(), *text, time_form),
                "correct it, or export the file again");
    return std::nullopt;
}

void take_units(const ImportedValue& value, const FactSource& from, Fact<std::int64_t>& into,
                std::int64_t lowest = 0) {
    const auto units = value.count(lowest);
    if (units && *units > 0) into.take(*units, from);
}

}  // namespace

void read_key_schema(const ImportedValue& schema, const FactSource& from,
                     Fact<std::string>& partition_key, Fact<std::string>& sort_key) {
    std::string hash;
    std::string range;
    for (const ImportedValue& element : schema.elements()) {
        const std::string name = element.at("AttributeName").text_or("");
        const std::string type = element.at("KeyType").text_or("");
        if (type != "HASH" && type != "RANGE") {
            element.wrong(
                ErrorNumber::unknown_word,
                fmt::format("{}.KeyType is \"{}\"; expected HASH or RANGE", element.path(), type),
                "export the file again");
            return;
        }
        std::string& into = type == "HASH" ? hash : range;
        into += (into.empty() ? "" : "+") + name;
    }
    if (!hash.empty()) partition_key.take(hash, from);
    if (schema.exists()) sort_key.take(range, from);
}

void read_billing_mode(const ImportedValue& mode, const FactSource& from,
                       ImportedCapacity& capacity) {
    const auto text = mode.text();
    if (!text) return;
    if (*text == "PROVISIONED" || *text == "PAY_PER_REQUEST") {
        capacity.on_demand.take(*text == "PAY_PER_REQUEST", from);
        return;
    }
    mode.wrong(
        ErrorNumber::unknown_word,
        fmt::format("{} is \"{}\"; expected PROVISIONED or PAY_PER_REQUEST", mode.path(), *text),
        "correct it");
}

void read_provisioned(const ImportedValue& throughput, const FactSource& from,
                      ImportedCapacity& capacity) {
    take_units(throughput.at("ReadCapacityUnits"), from, capacity.provisioned[Side::read]);
    take_units(throughput.at("WriteCapacityUnits"), from, capacity.provisioned[Side::write]);
}

void read_maximum(const ImportedValue& throughput, const FactSource& from,
                  ImportedCapacity& capacity) {
    take_units(throughput.at("MaxReadRequestUnits"), from, capacity.maximum[Side::read], -1);
    take_units(throughput.at("MaxWriteRequestUnits"), from, capacity.maximum[Side::write], -1);
}

void read_warm(const ImportedValue& throughput, const FactSource& from,
               ImportedCapacity& capacity) {
    take_units(throughput.at("ReadUnitsPerSecond"), from, capacity.warm[Side::read]);
    take_units(throughput.at("WriteUnitsPerSecond"), from, capacity.warm[Side::write]);
}

void read_projection(const ImportedValue& projection, const FactSource& from,
                     ImportedIndex& index) {
    const ImportedValue type = projection.at("ProjectionType");
    const auto text = type.text();
    if (!text) return;
    if (*text == "ALL") {
        index.projection.take(std::string("all"), from);
    } else if (*text == "INCLUDE") {
        index.projection.take(std::string("include"), from);
    } else if (*text == "KEYS_ONLY") {
        index.projection.take(std::string("keys_only"), from);
    } else {
        type.wrong(
            ErrorNumber::unknown_word,
            fmt::format("{} is \"{}\"; expected ALL, INCLUDE or KEYS_ONLY", type.path(), *text),
            "correct it");
    }
}

void read_table_class(const ImportedValue& table_class, const FactSource& from,
                      ImportedTable& table) {
    if (const auto text = table_class.text())
        table.infrequent_access.take(*text == "STANDARD_INFREQUENT_ACCESS", from);
}

ImportedIndex* read_index_members(const ImportedValue& value, const FactSource& from, bool local,
                                  ImportedTable& table) {
    const std::string name = value.at("IndexName").text_or("");
    if (name.empty()) {
        value.wrong(ErrorNumber::missing_setting, fmt::format("{} has no IndexName", value.path()),
                    "export the file again");
        return nullptr;
    }
    ImportedIndex& index = table.indexes[name];
    index.local.take(local, from);
    read_key_schema(value.at("KeySchema"), from, index.partition_key, index.sort_key);
    read_projection(value.at("Projection"), from, index);
    if (local) return &index;
    read_provisioned(value.at("ProvisionedThroughput"), from, index.capacity);
    read_maximum(value.at("OnDemandThroughput"), from, index.capacity);
    read_warm(value.at("WarmThroughput"), from, index.capacity);
    return &index;
}

void read_target_tracking(const ImportedValue& configuration, const FactSource& from,
                          ImportedScaling& scaling) {
    if (const auto percent = configuration.at("TargetValue").number()) {
        if (*percent < 20 || *percent > 90) {
            configuration.wrong(ErrorNumber::out_of_range,
                                fmt::format("{}.TargetValue is {:g} %; DynamoDB takes 20 to 90",
                                            configuration.path(), *percent),
                                "correct it");
            return;
        }
        scaling.target.take(*percent / 100, from);
    }
    // For tables and indexes the cooldowns are zero unless they are set.
    scaling.scale_out_cooldown_s.take(configuration.at("ScaleOutCooldown").count().value_or(0),
                                      from);
    scaling.scale_in_cooldown_s.take(configuration.at("ScaleInCooldown").count().value_or(0), from);
    scaling.scale_in.take(!configuration.at("DisableScaleIn").flag().value_or(false), from);
}

ImportedAction read_scheduled_action(const ImportedValue& value) {
    ImportedAction action;
    action.name = value.at("ScheduledActionName").text_or("");
    action.schedule = value.at("Schedule").text_or("");
    action.zone = value.at("Timezone").text_or("");
    action.first = optional_time(value.at("StartTime"));
    action.last = optional_time(value.at("EndTime"));
    action.created = optional_time(value.at("CreationTime"));
    const ImportedValue change = value.at("ScalableTargetAction");
    action.min = change.at("MinCapacity").count();
    action.max = change.at("MaxCapacity").count();
    return action;
}

std::optional<ScaledSide> scaled_side(const std::string& resource, const std::string& dimension) {
    constexpr std::string_view table_word = "table/";
    constexpr std::string_view index_word = "/index/";
    if (!resource.starts_with(table_word) || !dimension.starts_with("dynamodb:"))
        return std::nullopt;
    ScaledSide side;
    side.table = resource.substr(table_word.size());
    if (const std::size_t at = side.table.find(index_word); at != std::string::npos) {
        side.index = side.table.substr(at + index_word.size());
        side.table.resize(at);
    }
    if (dimension.ends_with(":WriteCapacityUnits")) {
        side.side = Side::write;
    } else if (!dimension.ends_with(":ReadCapacityUnits")) {
        return std::nullopt;
    }
    return side;
}

ImportedScaling& scaling_of(ImportedFacts& facts, const ScaledSide& side) {
    ImportedTable& table = facts.tables[side.table];
    return side.index.empty() ? table.scaling[side.side]
                              : table.indexes[side.index].scaling[side.side];
}

}  // namespace isotherm
