// SPDX-License-Identifier: Apache-2.0
// Reads price files and reports errors with their exact position.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/billing/price_book.h"
#include "engine/vocabulary/csv_reader.h"
#include "engine/vocabulary/spelling.h"
#include "engine/vocabulary/text_file.h"
#include "engine/vocabulary/time_reader.h"

namespace isotherm {
namespace {

enum Column : std::size_t {
    book_column,
    region_column,
    from_column,
    to_column,
    item_column,
    unit_column,
    usd_column,
    conf_column,
    source_column,
    column_count
};
const std::array<std::string, column_count> column_names{
    "book", "region", "valid_from", "valid_to", "item", "unit", "usd", "conf", "source"};

constexpr std::size_t errors_most = 20;
constexpr std::size_t text_bytes_most = 4 << 20;

class PriceFile {
public:
    PriceFile(std::string_view text, const std::string& name)
        : text_(text), name_(name), rows_left_(text) {}

    Result<PriceBooks> read() {
        if (text_.size() > text_bytes_most) {
            fail(0, "a price file of more than 4 MB", "give a file of prices only");
            return errors_;
        }
        if (!read_header()) return errors_;
        while (rows_left_.next(line_) && errors_.size() < errors_most) {
            if (!line_.is_empty_line()) read_row();
        }
        if (errors_.empty() && books_.empty()) {
            fail(line_.byte, "a price file without rows", "give a row for each price");
        }
        if (!errors_.empty()) return errors_;
        return PriceBooks(std::move(books_));
    }

private:
    void fail(std::size_t byte, const std::string& what, const std::string& fix) {
        errors_.push_back({ExitCode::bad_scenario, ErrorNumber::bad_price_file,
                           place_of_byte(text_, name_, byte),
                           printable(what),  // contains names from the file
                           printable(fix)});
    }

    bool read_header() {
        const bool any = rows_left_.next(line_);
        const std::string expected = fmt::format("begin with {}", fmt::join(column_names, ","));
        if (!any || line_.is_empty_line() || line_.problem == CsvProblem::open_quote) {
            fail(0, any ? "a header is expected here" : "the price file is empty", expected);
            return false;
        }
        const std::vector<CsvField>& fields = line_.fields;
        order_.assign(fields.size(), column_count);
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const CsvField& field = fields[i];
            const auto found = std::find(column_names.begin(), column_names.end(), field.text);
            if (found == column_names.end()) {
                fail(field.byte, fmt::format("unknown column \"{}\"", printable(field.text)),
                     suggestion_text(field.text, column_names));
                continue;
            }
            order_[i] = static_cast<std::size_t>(found - column_names.begin());
            if (std::count(order_.begin(), order_.end(), order_[i]) > 1)
                fail(field.byte, fmt::format("column \"{}\" twice", field.text), "remove one");
        }
        for (std::size_t column = 0; column < column_count; ++column) {
            if (std::find(order_.begin(), order_.end(), column) == order_.end())
                fail(0, fmt::format("column \"{}\" is missing", column_names[column]), expected);
        }
        return errors_.empty();
    }

    const std::string& text(Column column) const { return row_[column].text; }
    void fail_field(Column column, std::string expected, std::string fix) {
        fail(row_[column].byte,
             fmt::format("{} is \"{}\"; expected {}", column_names[column], printable(text(column)),
                         expected),
             std::move(fix));
    }

    void read_row() {
        std::vector<CsvField>& fields = line_.fields;
        if (line_.problem == CsvProblem::open_quote) {
            fail(fields[line_.problem_field].byte, "a quoted field that does not end",
                 "close it with \"");
            return;
        }
        if (fields.size() != order_.size()) {
            fail(fields.back().byte,
                 fmt::format("the row has {} fields; the header has {} columns", fields.size(),
                             order_.size()),
                 "quote fields that hold commas: \"a, b\"");
            return;
        }
        for (std::size_t i = 0; i < order_.size(); ++i) row_[order_[i]] = std::move(fields[i]);
        const std::size_t before = errors_.size();
        Price price = read_price();
        for (const Column column : {book_column, region_column}) {
            if (text(column).empty()) fail_field(column, "a name", "give one, such as use1-2024");
        }
        if (errors_.size() == before) file_price(std::move(price));
    }

    Price read_price() {
        Price price;
        price.unit = text(unit_column);
        price.source = text(source_column);
        price.line = line_.line;
        if (const auto item = price_item_named(text(item_column))) {
            price.item = *item;
        } else {
            std::vector<std::string> known;
            for (const PriceItemTraits& traits : price_items()) known.emplace_back(traits.name);
            fail_field(item_column, "the name of a billing item",
                       suggestion_text(text(item_column), known));
        }
        if (!text(usd_column).empty()) {
            price.usd = Money::parse(text(usd_column));
            if (!price.usd)
                fail_field(usd_column, "US dollars such as 0.00065, or nothing when not known",
                           "write digits and at most 12 decimals, no sign, no exponent");
        }
        read_validity(price);
        const std::string& confidence = text(conf_column);
        if (confidence == "A" || confidence == "B" || confidence == "C")
            price.confidence = static_cast<Confidence>(confidence[0]);
        else
            fail_field(conf_column, "A, B or C",
                       "A: price list or two sources; B: one source; C: derived");
        return price;
    }

    void read_validity(Price& price) {
        constexpr auto form = "a day such as 2024-11-01";
        if (const auto from = read_day(text(from_column)))
            price.valid_from = *from;
        else
            fail_field(from_column, form, "write year-month-day");
        if (text(to_column).empty()) return;
        price.valid_to = read_day(text(to_column));
        if (!price.valid_to)
            fail_field(to_column, form, "leave it empty when the price is still valid");
        else if (*price.valid_to < price.valid_from)
            fail_field(to_column, "a day on or after valid_from", "swap the two");
    }

    // Rejects two rows for one item on the same day, because the price would depend on their order.
    void file_price(Price price) {
        PriceBooks::Book* own = nullptr;
        for (PriceBooks::Book& book : books_) {
            if (book.name == text(book_column)) {
                own = &book;
                if (book.region != text(region_column)) {
                    fail_field(region_column,
                               fmt::format("{}, the region of book {}", book.region, book.name),
                               "use a separate book for each region");
                    return;
                }
            }
            if (book.region != text(region_column)) continue;
            for (const Price& other : book.prices) {
                if (other.item == price.item && overlap(other, price)) {
                    fail_overlap(other, price);
                    return;
                }
            }
        }
        if (own == nullptr) {
            books_.push_back({text(book_column), text(region_column), {}});
            own = &books_.back();
        }
        own->prices.push_back(std::move(price));
    }

    static bool overlap(const Price& a, const Price& b) {
        return (!a.valid_to || b.valid_from <= *a.valid_to) &&
               (!b.valid_to || a.valid_from <= *b.valid_to);
    }

    void fail_overlap(const Price& other, const Price& price) {
        const std::string_view item = traits_of(price.item).name;
        if (other.valid_from == price.valid_from && other.valid_to == price.valid_to) {
            fail(row_[item_column].byte,
                 fmt::format("{} has two rows for the same days; the first is in line {}", item,
                             other.line),
                 "remove one of the two rows");
        } else {
            fail(row_[from_column].byte,
                 fmt::format(
                     "{} from {} overlaps with the row in line {}, which is valid from {} to {}",
                     item, text_of(price.valid_from), other.line, text_of(other.valid_from),
                     other.valid_to ? text_of(*other.valid_to) : "now"),
                 "end the earlier row the day before the later one begins");
        }
    }

    std::string_view text_;
    const std::string& name_;
    CsvReader rows_left_;
    CsvRecord line_;
    std::vector<std::size_t> order_;  // index in column_names, by position in the file's rows
    std::array<CsvField, column_count> row_;
    std::vector<PriceBooks::Book> books_;
    Errors errors_;
};

}  // namespace

Result<PriceBooks> read_price_books(std::string_view text, const std::string& file_name) {
    return PriceFile(text, file_name).read();
}

}  // namespace isotherm
