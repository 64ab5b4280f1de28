// SPDX-License-Identifier: Apache-2.0
#include "engine/billing/statement.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/billing/free_tier.h"
#include "engine/billing/savings_plan.h"

namespace isotherm {
namespace {

bool is_in_dollars(PriceItem item) {
    return item == PriceItem::savings_plan_usd || item == PriceItem::savings_plan_covered_usd;
}

StatementLine priced(const Usage::Key& key, const Quantity& quantity, const PriceBook& home) {
    const PriceBook& book = home.of(key.first.table);
    StatementLine line{.resource = key.first, .item = key.second, .quantity = quantity};
    if (is_in_dollars(key.second)) {
        line.price = Money::parse("1");
        line.amount = quantity * *line.price;
        line.confidence = Confidence::b;
        line.source = "the discounts of the savings plan";
        return line;
    }
    const Price* price = book.find(key.second);
    if (price == nullptr || !price->usd) {
        line.confidence = Confidence::c;
        line.source = price == nullptr ? "not in the price book" : price->source;
        return line;
    }
    line.price = price->usd;
    line.amount = quantity * Quantity(1, traits_of(key.second).per_price) * *price->usd;
    line.confidence = price->confidence;
    line.source = price->source;
    return line;
}

void name_missing(const StatementLine& line, const PriceBook& book, Statement& statement) {
    std::string text = fmt::format("{}: {} (book {})", traits_of(line.item).name, line.source,
                                   book.of(line.resource.table).name());
    if (std::find(statement.missing.begin(), statement.missing.end(), text) ==
        statement.missing.end())
        statement.missing.push_back(std::move(text));
}

}  // namespace

Money Statement::total_of(const ResourceName& resource) const {
    Money sum;
    for (const StatementLine& line : lines) {
        if (line.resource == resource && line.amount) sum += *line.amount;
    }
    return sum;
}

Money Statement::per_hour() const { return hours > 0 ? Quantity(1, hours) * total : Money{}; }

Statement make_statement(const Usage& usage, const PriceBook& book) {
    Statement statement{.book = book.name(), .region = book.region(), .hours = usage.hours};
    // Lines of the whole account (reserved capacity, free tier) come last.
    for (const bool account : {false, true}) {
        for (const auto& [key, quantity] : usage.quantities) {
            if (is_of_account(key.first) != account || quantity.is_zero()) continue;
            StatementLine line = priced(key, quantity, book);
            if (line.amount)
                statement.total += *line.amount;
            else
                name_missing(line, book, statement);
            statement.confidence = std::max(statement.confidence, line.confidence);
            statement.lines.push_back(std::move(line));
        }
    }
    for (const auto& [key, utilization] : usage.utilizations)
        statement.idle.push_back({key.first, key.second, utilization.idle_share()});
    return statement;
}

Bill make_bill(const Usage& usage, const PriceBook& book, const BillingSettings& settings) {
    Usage month = per_month(usage, settings.hours_per_month);
    if (settings.free_tier) month = with_free_tier(month, book, settings.hours_per_month);
    Bill bill{make_statement(usage, book), make_statement(month, book), settings.free_tier};
    if (settings.free_tier && !has_free_tier(book))
        bill.month.missing.push_back(
            fmt::format("free tier: not in the price book (book {})", book.name()));
    return bill;
}

Bill make_bill(const Meter& meter, const PriceBook& book, const BillingSettings& settings) {
    return bill_under_plan(meter.usage(), meter, book, settings);
}

}  // namespace isotherm
