// SPDX-License-Identifier: Apache-2.0
#pragma once
// Price books: the price of each item in a region at a time. The data is in resources/prices; it is
// read and validated here. An unknown price is an empty field. A bill lists it as missing and never
// treats it as zero.

#include <chrono>
#include <map>
#include <memory>
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

// Reliability of a price. A: price list, AWS page or two independent sources. B: one secondary
// source. C: derived or from memory.
enum class Confidence : char { a = 'A', b = 'B', c = 'C' };

// One row of a price file.
struct Price {
    PriceItem item = PriceItem::wcu_hour;
    // Price of traits_of(item).per_price units; for free_… items, the free amount.
    std::optional<Money> usd;
    std::string unit;  // as written in the file
    Confidence confidence = Confidence::a;
    std::string source;
    Date valid_from;
    std::optional<Date> valid_to = {};  // inclusive; nullopt: still valid
    std::int64_t line = 0;              // line number in the file

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
    // The row of the item, whose price can be unknown; nullptr if the book has no such row.
    const Price* find(PriceItem item) const;
    // The price of `per_price` units; nullopt if not known.
    std::optional<Money> usd(PriceItem item) const;
    const std::map<PriceItem, Price>& prices() const { return prices_; }

    // The book that prices a table and its indexes: this one, unless the table is in another
    // Region.
    const PriceBook& of(const std::string& table) const {
        const auto found = elsewhere_.find(table);
        return found == elsewhere_.end() ? *this : *found->second;
    }
    void price_elsewhere(const std::string& table, PriceBook book) {
        elsewhere_[table] = std::make_shared<const PriceBook>(std::move(book));
    }

    void add(const Price& price) { prices_.insert_or_assign(price.item, price); }
    void append_name(const std::string& name);

private:
    std::string name_;
    std::string region_;
    std::map<PriceItem, Price> prices_;
    std::map<std::string, std::shared_ptr<const PriceBook>> elsewhere_;  // by table
};

// All price books of a file.
class PriceBooks {
public:
    struct Book {
        std::string name;
        std::string region;
        std::vector<Price> prices;  // in the order of the file

        Date first_day() const;
        std::optional<Date> last_day() const;  // nullopt: still valid
    };

    explicit PriceBooks(std::vector<Book> books) : books_(std::move(books)) {}

    const std::vector<Book>& books() const { return books_; }  // in the order of the file
    std::vector<std::string> names() const;
    std::vector<std::string> regions() const;  // without duplicates
    // Returns the book's rows that were valid on the date; without a date, the latest row of each
    // item. Errors list the known books, or the dates at which the book was valid.
    Result<PriceBook> named(const std::string& name, std::optional<Date> date = {}) const;
    // The book of another region and the same time, which ends alike: "euw1-2024" beside
    // "use1-2024". Without one, a book that knows no price.
    PriceBook beside(const PriceBook& book, const std::string& region) const;
    // The first day of the newest price in the region; 1970-01-01 if there is no such region.
    Date newest_day(const std::string& region) const;
    // All prices that were valid in the region on the date. Prices of other regions are never used
    // instead.
    Result<PriceBook> valid_in(const std::string& region, Date date) const;

private:
    std::vector<Book> books_;
};

// Reads a price file: CSV with the columns
// book,region,valid_from,valid_to,item,unit,usd,conf,source in any order. Reports at most 20
// errors, each with its position.
Result<PriceBooks> read_price_books(std::string_view text, const std::string& file_name);

// The price file that is built into the program: resources/prices/dynamodb.csv.
const PriceBooks& shipped_price_books();
std::string_view shipped_price_text();

}  // namespace isotherm
