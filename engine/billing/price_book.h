// SPDX-License-Identifier: Apache-2.0
#pragma once
// Price books: what each item cost in a region, and when. They are data (resources/prices), read
// and checked here. A price nobody has found is an empty field: a bill names it, never takes it
// for zero.

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/billing/money.h"
#include "engine/billing/price_item.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

using Date = std::chrono::sys_days;

// "2024-11-01".
std::string text_of(Date date);

// How sure a price is: A price list, AWS page or two independent sources; B one secondary source;
// C derived or from memory.
enum class Confidence : char { a = 'A', b = 'B', c = 'C' };

// One row of a price file.
struct Price {
    PriceItem item = PriceItem::wcu_hour;
    std::optional<Money> usd;  // of traits_of(item).per_price units; of free_… items how much
    std::string unit;          // as the file words it
    Confidence confidence = Confidence::a;
    std::string source;
    Date valid_from;
    std::optional<Date> valid_to = {};  // inclusive; none: still valid
    std::int64_t line = 0;              // in the file

    bool valid_on(Date date) const {
        return valid_from <= date && (!valid_to || date <= *valid_to);
    }
};

// The prices of one region at one time.
class PriceBook {
public:
    PriceBook(std::string name, std::string region)
        : name_(std::move(name)), region_(std::move(region)) {}

    const std::string& name() const { return name_; }
    const std::string& region() const { return region_; }
    // The row of the item, which may be without a price; nullptr when the book has none.
    const Price* find(PriceItem item) const;
    // The price of `per_price` units; nullopt when not known.
    std::optional<Money> usd(PriceItem item) const;
    const std::map<PriceItem, Price>& prices() const { return prices_; }

    void add(const Price& price) { prices_.insert_or_assign(price.item, price); }
    void append_name(const std::string& name);

private:
    std::string name_;
    std::string region_;
    std::map<PriceItem, Price> prices_;
};

// All rows of a file.
class PriceBooks {
public:
    struct Book {
        std::string name;
        std::string region;
        std::vector<Price> prices;  // as in the file

        Date first_day() const;
        std::optional<Date> last_day() const;  // none: still valid
    };

    explicit PriceBooks(std::vector<Book> books) : books_(std::move(books)) {}

    const std::vector<Book>& books() const { return books_; }  // as in the file
    std::vector<std::string> names() const;
    std::vector<std::string> regions() const;  // each once
    // The book's rows that were valid on the date; without a date the latest row of each item.
    // The error says which books there are, or when the book was valid.
    Result<PriceBook> named(const std::string& name, std::optional<Date> date = {}) const;
    // The day from which the newest of the region's prices holds; 1970-01-01 for no such region.
    Date newest_day(const std::string& region) const;
    // Whatever was valid in the region on the date. No other region's prices stand in for it.
    Result<PriceBook> valid_in(const std::string& region, Date date) const;

private:
    std::vector<Book> books_;
};

// Reads a price file: CSV with the header book,region,valid_from,valid_to,item,unit,usd,conf,source
// in any order of columns. At most 20 mistakes are reported, each with its place.
Result<PriceBooks> read_price_books(std::string_view text, const std::string& file_name);

// The file that is part of the program: resources/prices/dynamodb.csv.
const PriceBooks& shipped_price_books();
std::string_view shipped_price_text();

}  // namespace isotherm
