// SPDX-License-Identifier: Apache-2.0
#pragma once
// Months with constant usage, for tests of bills.

#include <gtest/gtest.h>

#include <string>

#include "engine/billing/statement.h"

namespace isotherm {

inline PriceBook book_named(const std::string& name) {
    const auto book = shipped_price_books().named(name);
    EXPECT_TRUE(book.ok()) << name;
    return book.ok() ? book.value() : PriceBook("", "");
}

inline std::uint64_t gb(double count) {
    return static_cast<std::uint64_t>(count * static_cast<double>(bytes_in_gb) + 0.5);
}

// A table with constant provisioned capacity.
inline ResourceHour kept(std::int64_t write, std::int64_t read, double stored_gb = 0) {
    ResourceHour hour{.resource = ResourceName("t")};
    hour.provisioned.write = CapacityRate::units_per_second(write);
    hour.provisioned.read = CapacityRate::units_per_second(read);
    hour.stored_bytes = gb(stored_gb);
    return hour;
}

// An on-demand table with constant consumption in units per hour; half read units are counted
// exactly.
inline ResourceHour asked(double write_per_hour, double read_per_hour, double stored_gb = 0) {
    ResourceHour hour{.resource = ResourceName("t"), .mode = CapacityMode::on_demand};
    hour.consumed.write = HalfUnits(static_cast<std::int64_t>(write_per_hour * 2));
    hour.consumed.read = HalfUnits(static_cast<std::int64_t>(read_per_hour * 2));
    hour.stored_bytes = gb(stored_gb);
    return hour;
}

// The bill of a month in which every hour is like `hour`.
inline Statement month_of(const ResourceHour& hour, const std::string& book,
                          std::int64_t hours = 730, bool free_tier = false,
                          ReservedBlocks reserved = {}) {
    BillingSettings settings;
    settings.hours_per_month = hours;
    settings.free_tier = free_tier;
    Meter meter(hours, reserved);
    meter.add(hour);
    const Statement month = make_bill(meter, book_named(book), settings).month;
    EXPECT_TRUE(month.complete()) << month.missing.front();
    return month;
}

// The bill of the given quantities.
inline Statement priced(const std::vector<std::pair<PriceItem, Quantity>>& quantities,
                        const std::string& book) {
    Usage usage;
    for (const auto& [item, quantity] : quantities) usage.add(ResourceName("t"), item, quantity);
    return make_statement(usage, book_named(book));
}

inline Money amount_of(const Statement& statement, PriceItem item) {
    Money sum;
    for (const StatementLine& line : statement.lines) {
        if (line.item == item && line.amount) sum += *line.amount;
    }
    return sum;
}

inline Quantity millions(std::int64_t count) { return Quantity(count * 1'000'000); }

}  // namespace isotherm
