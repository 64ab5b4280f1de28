// SPDX-License-Identifier: Apache-2.0
#pragma once
// The bill: the usage of each table and index multiplied by prices, with the source of each price.
//
// Each line is rounded once, to a pico-dollar; totals are sums of lines. An unknown price is listed
// in `missing` and its line has no amount. The total is then only a lower bound; see complete().

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
    ResourceName resource;  // or "reserved capacity" or "free tier", which no table can be named
    PriceItem item = PriceItem::wcu_hour;
    Quantity quantity;
    std::optional<Money> price = {};   // of traits_of(item).per_price units
    std::optional<Money> amount = {};  // nullopt: the price is not known
    Confidence confidence = Confidence::a;
    std::string source = {};
};

struct IdleShare {
    ResourceName resource;
    Units units = Units::read;
    double share = 0;  // share of the provisioned capacity that was not consumed
};

struct Statement {
    std::string book;
    std::string region;
    std::int64_t hours = 0;                 // billed hours
    std::vector<StatementLine> lines = {};  // by resource, then in the order of a bill
    std::vector<IdleShare> idle = {};       // for provisioned tables and indexes
    std::vector<std::string> missing = {};  // "dax_r5_large_hour: not found (book apne1-2024)"
    Money total = {};
    Confidence confidence = Confidence::a;  // of the least reliable line

    bool complete() const { return missing.empty(); }
    Money total_of(const ResourceName& resource) const;
    // The total divided by the hours; zero if there are no hours.
    Money per_hour() const;
};

Statement make_statement(const Usage& usage, const PriceBook& book);

// The bill of the metered hours, and the bill of a month extrapolated from them. The free tier
// applies per month, so only `month` deducts it.
struct Bill {
    Statement period;
    Statement month;
    bool free_tier = false;
};
Bill make_bill(const Usage& usage, const PriceBook& book, const BillingSettings& settings);
Bill make_bill(const Meter& meter, const PriceBook& book, const BillingSettings& settings);

// The keys are stable. Amounts are numbers in US dollars, rounded to 9 decimals; null if not known.
nlohmann::ordered_json json_of(const Statement& statement);
nlohmann::ordered_json json_of(const Bill& bill);
// A header "resource,item,quantity,unit,price,per,amount,confidence,source", then one row per line.
std::string csv_of(const Statement& statement);

}  // namespace isotherm
