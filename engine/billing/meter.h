// SPDX-License-Identifier: Apache-2.0
#pragma once
// The meter: converts the capacity and consumption of tables and indexes per clock hour to the
// quantities of a bill. Hours can come from the recording of a run, from a backtest of a scaling
// policy, or from a description without any simulation.
//
//     Meter meter(settings.hours_per_month, settings.reserved());
//     meter.add({.resource = ResourceName("votes"), .hour = 0, .provisioned = …, .consumed = …});
//     const Usage usage = meter.usage();   // quantities of these hours
//     make_bill(meter, book, settings)     // with prices, also for a month: see statement.h
//
// Each replica of a global table is metered and priced in its own region.

#include <map>
#include <vector>

#include "engine/billing/reserved.h"
#include "engine/billing/usage.h"
#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/resource_name.h"

namespace isotherm {

// One value per kind of units. A replicated (global) table has only replicated writes; its global
// indexes have only ordinary writes.
template <class Value>
struct ByUnits {
    Value read{};
    Value write{};
    Value replicated_write{};

    const Value& of(Units units) const {
        return units == Units::read ? read : units == Units::write ? write : replicated_write;
    }
    Value& of(Units units) {
        return units == Units::read ? read : units == Units::write ? write : replicated_write;
    }
};

// One clock hour of one table (including its local indexes) or of one global index. An hour in
// which the mode or class changed is given twice, once for each mode or class, with the storage in
// only one of them. A partly covered hour of capacity or storage is billed as a whole hour
// [inferred].
struct ResourceHour {
    ResourceName resource = {};
    std::int64_t hour = 0;    // number of the clock hour, from any fixed origin
    SimDuration covered{1h};  // part of the hour that the run covers; above 0, at most 1 h
    CapacityMode mode = CapacityMode::provisioned;
    TableClass table_class = TableClass::standard;
    ByUnits<CapacityRate> provisioned = {};  // see charged_capacity; ignored in on-demand mode
    // Units of admitted requests: billed in on-demand mode, else used only for the idle share.
    ByUnits<HalfUnits> consumed = {};
    ByUnits<HalfUnits> unserved = {};  // of requests never admitted, each counted once; not billed
    std::uint64_t stored_bytes = 0;    // sampled in the hour, with 100 B per item or entry
    // Bytes of the table and its local indexes covered by point-in-time recovery; 0 if it is off.
    // Global indexes are not charged.
    std::uint64_t recoverable_bytes = 0;
};

class Meter {
public:
    explicit Meter(std::int64_t hours_per_month, ReservedBlocks reserved = {})
        : hours_per_month_(hours_per_month), reserved_(reserved) {}

    // Hours can be added in any order.
    void add(ResourceHour hour);

    // Storage is in GB-months: one hour is 1 / hours_per_month months.
    Usage usage() const;

    const std::map<std::int64_t, std::vector<ResourceHour>>& hours() const { return hours_; }
    std::int64_t hours_per_month() const { return hours_per_month_; }

private:
    void meter_hour(const std::vector<ResourceHour>& resources, Usage& usage) const;

    std::int64_t hours_per_month_;
    ReservedBlocks reserved_;
    std::map<std::int64_t, std::vector<ResourceHour>> hours_;
};

}  // namespace isotherm
