// SPDX-License-Identifier: Apache-2.0
#include "engine/billing/price_book.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cassert>

namespace isotherm {
namespace {

Error unknown_book(std::string what, std::string fix) {
    return {ExitCode::usage, ErrorNumber::unknown_price_book, {}, std::move(what), std::move(fix)};
}

std::string validity_text(const PriceBooks::Book& book) {
    const auto last = book.last_day();
    return fmt::format("{} to {}", text_of(book.first_day()), last ? text_of(*last) : "now");
}

}  // namespace

std::string text_of(Date date) {
    const std::chrono::year_month_day parts(date);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(parts.year()),
                       static_cast<unsigned>(parts.month()), static_cast<unsigned>(parts.day()));
}

const Price* PriceBook::find(PriceItem item) const {
    const auto found = prices_.find(item);
    return found == prices_.end() ? nullptr : &found->second;
}

std::optional<Money> PriceBook::usd(PriceItem item) const {
    const Price* price = find(item);
    return price == nullptr ? std::nullopt : price->usd;
}

void PriceBook::append_name(const std::string& name) { name_ += name_.empty() ? name : "+" + name; }

Date PriceBooks::Book::first_day() const {
    assert(!prices.empty());
    Date first = prices.front().valid_from;
    for (const Price& price : prices) first = std::min(first, price.valid_from);
    return first;
}

std::optional<Date> PriceBooks::Book::last_day() const {
    assert(!prices.empty());
    std::optional<Date> last = prices.front().valid_to;
    for (const Price& price : prices) {
        if (!price.valid_to) return std::nullopt;
        last = std::max(last, price.valid_to);
    }
    return last;
}

std::vector<std::string> PriceBooks::names() const {
    std::vector<std::string> names;
    for (const Book& book : books_) names.push_back(book.name);
    return names;
}

std::vector<std::string> PriceBooks::regions() const {
    std::vector<std::string> regions;
    for (const Book& book : books_) {
        if (std::find(regions.begin(), regions.end(), book.region) == regions.end())
            regions.push_back(book.region);
    }
    return regions;
}

Result<PriceBook> PriceBooks::named(const std::string& name, std::optional<Date> date) const {
    const auto found = std::find_if(books_.begin(), books_.end(),
                                    [&](const Book& book) { return book.name == name; });
    if (found == books_.end()) {
        return unknown_book(fmt::format("there is no price book \"{}\"", printable(name)),
                            fmt::format("known: {}", fmt::join(names(), ", ")));
    }
    PriceBook book(found->name, found->region);
    for (const Price& price : found->prices) {
        if (date && !price.valid_on(*date)) continue;
        const Price* present = book.find(price.item);
        if (present == nullptr || present->valid_from < price.valid_from) book.add(price);
    }
    if (book.prices().empty()) {
        return unknown_book(
            fmt::format("price book \"{}\" has no prices valid on {}", name, text_of(*date)),
            fmt::format("its prices are valid from {}", validity_text(*found)));
    }
    return book;
}

PriceBook PriceBooks::beside(const PriceBook& book, const std::string& region) const {
    const std::string& name = book.name();
    const std::size_t dash = name.rfind('-');
    const std::string time = dash == std::string::npos ? std::string() : name.substr(dash);
    for (const Book& other : books_)
        if (other.region == region && other.name.ends_with(time)) return named(other.name).value();
    return {"none of " + region, region};
}

Date PriceBooks::newest_day(const std::string& region) const {
    Date newest{};
    for (const Book& book : books_) {
        for (const Price& price : book.prices) {
            if (book.region == region) newest = std::max(newest, price.valid_from);
        }
    }
    return newest;
}

Result<PriceBook> PriceBooks::valid_in(const std::string& region, Date date) const {
    const std::vector<std::string> known = regions();
    if (std::find(known.begin(), known.end(), region) == known.end()) {
        return unknown_book(fmt::format("there are no prices of region \"{}\"", printable(region)),
                            fmt::format("there are prices of {}; give others with --prices FILE",
                                        fmt::join(known, ", ")));
    }
    PriceBook found("", region);
    std::vector<std::string> validities;
    for (const Book& book : books_) {
        if (book.region != region) continue;
        validities.push_back(fmt::format("{}: {}", book.name, validity_text(book)));
        bool any = false;
        for (const Price& price : book.prices) {
            if (!price.valid_on(date)) continue;
            found.add(price);
            any = true;
        }
        if (any) found.append_name(book.name);
    }
    if (found.prices().empty()) {
        return unknown_book(
            fmt::format("no prices of region {} on {} are known", region, text_of(date)),
            fmt::format("known are {}", fmt::join(validities, ", ")));
    }
    return found;
}

const PriceBooks& shipped_price_books() {
    static const PriceBooks books = [] {
        auto read = read_price_books(shipped_price_text(), "resources/prices/dynamodb.csv");
        assert(read.ok());  // ensured by a test
        return std::move(read.value());
    }();
    return books;
}

}  // namespace isotherm
