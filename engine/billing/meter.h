// SPDX-License-Identifier: Apache-2.0
#pragma once
// The meter: turns what each table and index had and used in each clock hour into the quantities
// of a bill. Whoever knows those hours can feed it: a run's recording, a
// backtest of a scaling policy, or a description without any simulation.
//
//     Meter meter(settings.hours_per_month, settings.reserved());
//     meter.add({.resource = ResourceName("votes"), .hour = 0, .provisioned = …, .consumed = …});
//     const Usage usage = meter.usage();              // of the hours given
//     make_bill(meter, book, settings)                // priced; per month as well: statement.h
//
// Each replica of a global table is metered and priced in its own region.

#include <map>
#include <vector>

#include "engine/billing/reserved.h"
#include "engine/billing/usage.h"
#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/resource_name.h"

namespace isotherm {

// By Units: read, write, replicated write. A table of a global table writes only the last kind,
// its global indexes only the second.
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

// One clock hour of one table, or of one global index. Local indexes are part of their table. An
// hour in which the mode or class changed is given twice, once for each, with the storage in one.
// A started hour of capacity or storage is billed whole, whatever is covered of it [inferred].
struct ResourceHour {
    ResourceName resource = {};
    std::int64_t hour = 0;    // of the clock, counted from any fixed one
    SimDuration covered{1h};  // of the hour, by the run; above 0, at most 1 h
    CapacityMode mode = CapacityMode::provisioned;
    TableClass table_class = TableClass::standard;
    ByUnits<CapacityRate> provisioned = {};  // as charged (charged_capacity); ignored on demand
    ByUnits<HalfUnits> consumed = {};        // admitted; billed on demand, else for the idle share
    ByUnits<HalfUnits> unserved = {};        // asked for in vain, each request once; never billed
    std::uint64_t stored_bytes = 0;          // sampled in the hour, with 100 B an item or entry
    // Bytes of table and local indexes that point-in-time recovery covers; 0 when it is off. The
    // global indexes are not charged.
    std::uint64_t recoverable_bytes = 0;
};

class Meter {
public:
    explicit Meter(std::int64_t hours_per_month, ReservedBlocks reserved = {})
        : hours_per_month_(hours_per_month), reserved_(reserved) {}

    // In any order.
    void add(ResourceHour hour);

    // Storage is in GB-months: an hour is 1/hours_per_month of one.
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
