// SPDX-License-Identifier: Apache-2.0
#include "app/report/cost_text.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "engine/billing/capacity_mode.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

constexpr std::array<std::string_view, 3> unit_names{"RCU", "WCU", "rWCU"};

// Returns a price such as "$0.125 a million" or "$0.0128".
std::string price_text(const StatementLine& line) {
    if (!line.price) return "not known";
    const std::string price = "$" + line.price->exact_text();
    switch (traits_of(line.item).per_price) {
        case 1:
            return price;
        case 1'000'000:
            return price + " a million";
        default:
            return fmt::format("{} per {}", price, grouped(traits_of(line.item).per_price));
    }
}

std::string line_text(const StatementLine& line) {
    const PriceItemTraits& traits = traits_of(line.item);
    return fmt::format("  {:<42} {:>18} {:<16} x {:<20} = {:>14}   {}\n", traits.label,
                       line.quantity.text(), traits.unit, price_text(line),
                       line.amount ? line.amount->text() : "?", static_cast<char>(line.confidence));
}

std::string idle_text(const Statement& month, const ResourceName& resource) {
    std::string text;
    for (const IdleShare& idle : month.idle) {
        if (idle.resource != resource) continue;
        text += fmt::format("{}{} of its {} idle", text.empty() ? "" : ", ", percent(idle.share),
                            unit_names[static_cast<std::size_t>(idle.units)]);
    }
    return text.empty() ? "" : " (" + text + ")";
}

std::string_view sureness_text(Confidence confidence) {
    switch (confidence) {
        case Confidence::a:
            return "A: AWS price list or two independent sources";
        case Confidence::b:
            return "B: one secondary source";
        case Confidence::c:
            break;
    }
    return "C: derived or from memory; verify before relying on it";
}

}  // namespace

std::string text_of(const Statement& month) {
    std::string text;
    const ResourceName* resource = nullptr;
    for (const StatementLine& line : month.lines) {
        if (resource == nullptr || *resource != line.resource) {
            resource = &line.resource;
            text += fmt::format("{}{}\n", line.resource, idle_text(month, line.resource));
        }
        text += line_text(line);
    }
    for (const std::string& missing : month.missing)
        text += fmt::format("not priced: {}\n", missing);
    text += fmt::format("{}${} a month of {} hours, ${} an hour\n",
                        month.complete() ? "= " : "= at least ", month.total.text(), month.hours,
                        month.per_hour().text(4));
    text += fmt::format("least certain price: {}\n", sureness_text(month.confidence));
    return text;
}

std::string text_of(const std::vector<PricedChoice>& choices) {
    std::string text = fmt::format(
        "{:<42} {:>14} {:>12}\n", "capacity, requests and storage billed as", "a month", "an hour");
    for (const PricedChoice& choice : choices) {
        const bool complete = choice.month.complete();
        text += fmt::format(
            "{:<42} {:>14} {:>12}{}\n", choice.text, complete ? choice.month.total.text() : "-",
            complete ? choice.month.per_hour().text(4) : "-", choice.cheapest ? "  cheapest" : "");
        for (const std::string& missing : choice.month.missing)
            text += fmt::format("    not priced: {}\n", missing);
    }
    return text;
}

BreakEvens break_evens(const PriceBook& book, const Statement& month) {
    const auto pays_from = [&](ReservedTerm term) -> std::optional<double> {
        const auto block = reserved_block_cost(book, term, Side::write);
        return block ? std::optional(block->pays_from) : std::nullopt;
    };
    const bool two_classes = book.usd(PriceItem::ia_storage_gb_month).has_value();
    return {.write_utilization = break_even_utilization(book, TableClass::standard, Units::write),
            .read_utilization = break_even_utilization(book, TableClass::standard, Units::read),
            .reserved_1y_hours = pays_from(ReservedTerm::one_year),
            .reserved_3y_hours = pays_from(ReservedTerm::three_years),
            .other_class = two_classes ? advise_class(month) : std::nullopt};
}

std::string text_of(const BreakEvens& found) {
    std::string text;
    if (found.write_utilization && found.read_utilization) {
        text += fmt::format(
            "on demand is cheaper if provisioned writes are used below {}, reads below {}\n",
            percent(*found.write_utilization), percent(*found.read_utilization));
    }
    if (found.reserved_1y_hours && found.reserved_3y_hours) {
        text += fmt::format(
            "a reserved block of write units pays off if used in {} of the hours of a 1-year term, "
            "{} of a 3-year term\n",
            percent(*found.reserved_1y_hours), percent(*found.reserved_3y_hours));
    }
    if (found.other_class) {
        const bool saves = found.other_class->change;
        const Money saving = found.other_class->saving;
        text += fmt::format("changing the table class would {} about ${} a month, by AWS's rule\n",
                            saves ? "save" : "cost", (saves ? saving : -saving).text());
    }
    return text;
}

nlohmann::ordered_json json_of(const BreakEvens& found) {
    const auto number = [](const std::optional<double>& value) {
        return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json(nullptr);
    };
    std::optional<double> saving;
    if (found.other_class) saving = found.other_class->saving.in_dollars();
    return {{"write_utilization", number(found.write_utilization)},
            {"read_utilization", number(found.read_utilization)},
            {"reserved_1y_share_of_hours", number(found.reserved_1y_hours)},
            {"reserved_3y_share_of_hours", number(found.reserved_3y_hours)},
            {"other_class_saving_per_month", number(saving)}};
}

}  // namespace isotherm
