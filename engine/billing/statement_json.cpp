// SPDX-License-Identifier: Apache-2.0
// Writes statements in machine-readable form: JSON and CSV.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "engine/billing/statement.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/number_reader.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 3> units_names{"read", "write", "replicated_write"};

// Rounds to nine decimals and returns the nearest double, which is printed with these decimals.
double dollars(Money amount) {
    std::string text = amount.text(9);
    std::erase(text, ',');
    return number_in<double>(text).value();
}

Json dollars_or_null(const std::optional<Money>& amount) {
    return amount ? Json(dollars(*amount)) : Json(nullptr);
}

Json table_json(const ResourceName& name) {
    return is_of_account(name) ? Json() : Json(name.table);
}

Json index_json(const ResourceName& name) { return name.is_index() ? Json(name.index) : Json(); }

Json json_of(const StatementLine& line) {
    const PriceItemTraits& traits = traits_of(line.item);
    return {{"resource", line.resource.label()},
            {"table", table_json(line.resource)},
            {"index", index_json(line.resource)},
            {"item", traits.name},
            {"label", traits.label},
            {"quantity", line.quantity.in_units()},
            {"unit", traits.unit},
            {"price", dollars_or_null(line.price)},
            {"per", traits.per_price},
            {"amount", dollars_or_null(line.amount)},
            {"confidence", std::string(1, static_cast<char>(line.confidence))},
            {"source", line.source}};
}

std::string plain(const std::optional<Money>& amount, int least_decimals) {
    if (!amount) return "";
    std::string text = amount->exact_text(least_decimals);
    std::erase(text, ',');
    return text;
}

}  // namespace

Json json_of(const Statement& statement) {
    Json lines = Json::array();
    for (const StatementLine& line : statement.lines) lines.push_back(json_of(line));
    Json idle = Json::array();
    for (const IdleShare& one : statement.idle) {
        idle.push_back({{"resource", one.resource.label()},
                        {"table", table_json(one.resource)},
                        {"index", index_json(one.resource)},
                        {"units", units_names[static_cast<std::size_t>(one.units)]},
                        {"idle_share", one.share}});
    }
    // The total of each table without its indexes, and separately that of each index.
    Json resources = Json::object(), indexes = Json::object();
    for (const StatementLine& line : statement.lines) {
        const ResourceName& name = line.resource;
        Json& of = name.is_index() ? indexes[name.table][name.index] : resources[name.table];
        of = dollars(statement.total_of(name));
    }
    return {{"book", statement.book},
            {"region", statement.region},
            {"currency", "USD"},
            {"hours", statement.hours},
            {"total", dollars(statement.total)},
            {"per_hour", dollars(statement.per_hour())},
            {"complete", statement.complete()},
            {"missing", statement.missing},
            {"confidence", std::string(1, static_cast<char>(statement.confidence))},
            {"by_resource", std::move(resources)},
            {"by_index", std::move(indexes)},
            {"lines", std::move(lines)},
            {"idle", std::move(idle)}};
}

Json json_of(const Bill& bill) {
    return {{"free_tier", bill.free_tier},
            {"period", json_of(bill.period)},
            {"month", json_of(bill.month)}};
}

std::string csv_of(const Statement& statement) {
    std::string text = "resource,item,quantity,unit,price,per,amount,confidence,source\n";
    for (const StatementLine& line : statement.lines) {
        const PriceItemTraits& traits = traits_of(line.item);
        std::string quantity = line.quantity.text(9);
        std::erase(quantity, ',');
        text += fmt::format("{},{},{},{},{},{},{},{},{}\n", csv_cell(line.resource.label()),
                            traits.name, quantity, csv_cell(traits.unit), plain(line.price, 0),
                            traits.per_price, plain(line.amount, 2),
                            static_cast<char>(line.confidence), csv_cell(line.source));
    }
    return text;
}

}  // namespace isotherm
