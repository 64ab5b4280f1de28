// SPDX-License-Identifier: Apache-2.0
#include "engine/billing/billing_settings.h"

#include <fmt/format.h>

#include "engine/billing/price_book.h"
#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

void reserved_settings(BillingSettings& billing, SettingsVisitor& visit) {
    choice_field(visit,
                 {.name = "reserved_term",
                  .help = "term of reserved capacity",
                  .source = "AWS, DynamoDB reserved capacity: one or three years"},
                 billing.reserved_term);
    for (const auto& [name, help, units] :
         {std::tuple("reserved_read", "reserved read units per second, in blocks of 100",
                     &billing.reserved_read),
          std::tuple("reserved_write", "reserved write units per second, in blocks of 100",
                     &billing.reserved_write)}) {
        visit.field({.name = name,
                     .help = help,
                     .lowest = 0,
                     .highest = static_cast<double>(reserved_units_most),
                     .source = "AWS, DynamoDB reserved capacity: blocks of 100 units"},
                    *units);
        if (*units % reserved_block_units != 0) {
            visit.reject(name, fmt::format("{} is not a multiple of 100", *units),
                         "capacity is reserved in blocks of 100 units");
        }
    }
}

}  // namespace

void BillingSettings::settings(SettingsVisitor& visit) {
    visit.field({.name = "book", .help = "price book; `isotherm list prices` shows all"},
                // No suggestion for a misspelled name: the most similar name would be a book of
                // another region or time.
                Choice{.chosen = book, .words = shipped_price_books().names(), .guess = false});
    visit.field({.name = "hours_per_month",
                 .help = "hours in a month: 730 on average, 720 for 30 days, 744 for 31",
                 .lowest = 1,
                 .highest = 744,
                 .source = "AWS pricing calculator: 730"},
                hours_per_month);
    choice_field(visit,
                 {.name = "capacity_in_hour",
                  .help = "which capacity is charged for an hour in which capacity changes",
                  .source = "[inferred] AWS says only that capacity is charged by the hour"},
                 capacity_in_hour);
    visit.field({.name = "free_tier",
                 .help = "whether the month's free units and storage are deducted",
                 .source = "AWS pricing page, free tier"},
                free_tier);
    reserved_settings(*this, visit);
    visit.field({.name = "target_utilization",
                 .help = "utilization that a comparison assumes for provisioned capacity",
                 .lowest = 0.01,
                 .highest = 1,
                 .source = "Developer Guide, auto scaling: 70 % unless set"},
                target_utilization);
}

ReservedBlocks BillingSettings::reserved() const {
    ReservedBlocks blocks;
    blocks.term = reserved_term;
    blocks.blocks = {reserved_read / reserved_block_units, reserved_write / reserved_block_units};
    return blocks;
}

}  // namespace isotherm
