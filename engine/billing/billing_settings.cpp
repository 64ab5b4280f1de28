// SPDX-License-Identifier: Apache-2.0
#include "engine/billing/billing_settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "engine/billing/price_book.h"
#include "engine/vocabulary/choice.h"
#include "engine/vocabulary/text_file.h"

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
    visit.field({.name = "prices",
                 .help = "a price file of your own, relative to the scenario; left out: the prices "
                         "that come with the program"},
                prices);
    if (visit.reads()) read_own_books(visit);
    visit.field({.name = "book", .help = "price book; `isotherm list prices` shows all"},
                // No suggestion for a misspelled name: the most similar name would be a book of
                // another region or time.
                Choice{.chosen = book, .words = books().names(), .guess = false});
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
    visit.field({.name = "savings_plan",
                 .help = "commitment of a Database Savings Plan in US dollars per hour; 0: none",
                 .lowest = 0,
                 .highest = 1e6,
                 .source = "AWS, Database Savings Plans, since 2025-12-02: one year, no upfront"},
                savings_plan);
    visit.field({.name = "target_utilization",
                 .help = "utilization that a comparison assumes for provisioned capacity",
                 .lowest = 0.01,
                 .highest = 1,
                 .source = "Developer Guide, auto scaling: 70 % unless set"},
                target_utilization);
}

// Another thread may read these settings meanwhile, so visitors that do not read change nothing.
void BillingSettings::read_own_books(SettingsVisitor& visit) {
    constexpr std::size_t price_file_bytes_most = 4 << 20;
    own_books_.reset();
    if (prices.empty()) return;
    const std::string path = (std::filesystem::path(folder) / prices).lexically_normal().string();
    const auto reject = [&](const Error& error) {
        const std::string place =
            error.place.line > 0 ? fmt::format(":{}:{}", error.place.line, error.place.column) : "";
        visit.reject("prices", fmt::format("{}{}: {}", printable(path), place, error.what),
                     error.fix);
    };
    const auto text = read_text_file(path, price_file_bytes_most);
    if (!text.ok()) return reject(text.errors().front());
    if (auto error = find_encoding_error(text.value(), path)) return reject(*error);
    auto read = read_price_books(text.value(), path);
    if (!read.ok()) return reject(read.errors().front());
    own_books_ = std::make_shared<const PriceBooks>(std::move(read.value()));
    // The book of the era may not be in the file; the newest is the last one.
    const auto names = own_books_->names();
    if (!visit.given("book") && std::find(names.begin(), names.end(), book) == names.end())
        book = names.back();
}

const PriceBooks& BillingSettings::books() const {
    return own_books_ ? *own_books_ : shipped_price_books();
}

PriceBook BillingSettings::chosen_book() const { return books().named(book).value(); }

Money BillingSettings::savings_commitment() const {
    constexpr Wide pico_of_millionth = 1'000'000;
    return Money::pico_dollars(Wide{std::llround(savings_plan * 1e6)} * pico_of_millionth);
}

ReservedBlocks BillingSettings::reserved() const {
    ReservedBlocks blocks;
    blocks.term = reserved_term;
    blocks.blocks = {reserved_read / reserved_block_units, reserved_write / reserved_block_units};
    return blocks;
}

}  // namespace isotherm
