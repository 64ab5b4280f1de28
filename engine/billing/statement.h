// SPDX-License-Identifier: Apache-2.0
#pragma once
// The bill: what each table and index used, times its price, with where each price comes from.
//
// A line is rounded once, to a pico-dollar; totals are sums of lines. A price nobody has found is
// named in `missing` and its line has no amount: then the total is a lower bound, and says so.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/billing/billing_settings.h"
#include "engine/billing/meter.h"
#include "engine/billing/price_book.h"
#include "engine/billing/usage.h"

namespace isotherm {

struct StatementLine {
    ResourceName resource;  // or "reserved capacity", "free tier", which no table can be called
    PriceItem item = PriceItem::wcu_hour;
    Quantity quantity;
    std::optional<Money> price = {};   // of traits_of(item).per_price units
    std::optional<Money> amount = {};  // none: the price is not known
    Confidence confidence = Confidence::a;
    std::string source = {};
};

struct IdleShare {
    ResourceName resource;
    Units units = Units::read;
    double share = 0;  // of what was provisioned, not consumed
};

struct Statement {
    std::string book;
    std::string region;
    std::int64_t hours = 0;                 // billed
    std::vector<StatementLine> lines = {};  // by resource, then as on a bill
    std::vector<IdleShare> idle = {};       // of provisioned tables and indexes
    std::vector<std::string> missing = {};  // "dax_r5_large_hour: not found (book apne1-2024)"
    Money total = {};
    Confidence confidence = Confidence::a;  // of the least sure line

    bool complete() const { return missing.empty(); }
    Money total_of(const ResourceName& resource) const;
    // The total spread over the hours; zero without hours.
    Money per_hour() const;
};

Statement make_statement(const Usage& usage, const PriceBook& book);

// The hours given, and a month that goes on like them. The free tier is a month's, so only the
// month deducts it.
struct Bill {
    Statement period;
    Statement month;
    bool free_tier = false;
};
Bill make_bill(const Usage& usage, const PriceBook& book, const BillingSettings& settings);
Bill make_bill(const Meter& meter, const PriceBook& book, const BillingSettings& settings);

// Stable keys. Amounts are numbers in US dollars, rounded to 9 decimals; null where not known.
nlohmann::ordered_json json_of(const Statement& statement);
nlohmann::ordered_json json_of(const Bill& bill);
// "resource,item,quantity,unit,price,per,amount,confidence,source", one row a line, with header.
std::string csv_of(const Statement& statement);

}  // namespace isotherm
