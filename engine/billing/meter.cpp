// SPDX-License-Identifier: Apache-2.0
#include "engine/billing/meter.h"

#include <algorithm>
#include <cassert>

namespace isotherm {
namespace {

void meter_throughput(const ResourceHour& hour, Usage& usage) {
    for (const Units units : all_units) {
        const PriceItem item = throughput_item(hour.mode, hour.table_class, units);
        const HalfUnits consumed = hour.consumed.of(units);
        if (hour.mode == CapacityMode::on_demand) {
            usage.add(hour.resource, item, Quantity(consumed.count(), 2));
            continue;
        }
        const Wide milli_units = hour.provisioned.of(units).in_milli_units_per_second();
        if (milli_units == 0 && consumed.count() == 0) continue;
        usage.add(hour.resource, item, Quantity(milli_units, 1'000));
        Utilization& utilization = usage.utilizations[{hour.resource, units}];
        utilization.consumed = utilization.consumed + Quantity(consumed.count(), 2);
        utilization.available =
            utilization.available + Quantity(milli_units * hour.covered.count(), 1'000'000'000);
    }
}

// The capacity that reserved blocks can cover: provisioned mode and Standard class only.
Wide reservable_milli_units(const std::vector<ResourceHour>& resources, Units units) {
    Wide sum = 0;
    for (const ResourceHour& one : resources) {
        if (one.mode == CapacityMode::provisioned && one.table_class == TableClass::standard)
            sum += one.provisioned.of(units).in_milli_units_per_second();
    }
    return sum;
}

}  // namespace

void Meter::add(ResourceHour hour) {
    assert(hour.covered > 0s && hour.covered <= 1h);
    hours_[hour.hour].push_back(std::move(hour));
}

void Meter::meter_hour(const std::vector<ResourceHour>& resources, Usage& usage) const {
    SimDuration covered{};
    for (const ResourceHour& one : resources) {
        covered = std::max(covered, one.covered);
        meter_throughput(one, usage);
        const Wide gb_month = Wide{bytes_in_gb} * hours_per_month_;
        usage.add(one.resource, storage_item(one.table_class),
                  Quantity(static_cast<Wide>(one.stored_bytes), gb_month));
        usage.add(one.resource, PriceItem::pitr_gb_month,
                  Quantity(static_cast<Wide>(one.recoverable_bytes), gb_month));
    }
    add_reserved_hour(usage, reserved_,
                      {reservable_milli_units(resources, Units::read),
                       reservable_milli_units(resources, Units::write)});
    ++usage.hours;
    usage.time += covered;
}

Usage Meter::usage() const {
    Usage usage;
    for (const auto& [hour, resources] : hours_) meter_hour(resources, usage);
    return usage;
}

}  // namespace isotherm
