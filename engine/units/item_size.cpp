// SPDX-License-Identifier: Apache-2.0
#include "engine/units/item_size.h"

#include <algorithm>
#include <cassert>

#include "engine/vocabulary/number_reader.h"

namespace isotherm {
namespace {

constexpr std::int64_t significant_digits_most = 38;
constexpr std::int64_t exponent_lowest = -130;  // exponent of the leading digit
constexpr std::int64_t exponent_highest = 125;
constexpr std::uint64_t number_bytes_most = 21;

constexpr std::uint64_t container_bytes = 3;  // a list or map without its contents
constexpr std::uint64_t element_bytes = 1;    // per element or entry

// A decimal number, digits x 10^exponent. The digits have no zeros at either end.
struct Decimal {
    bool negative = false;
    std::string digits;
    std::int64_t exponent = 0;  // exponent of the last digit
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Parses an exponent such as "e+20". Returns 0 for empty text and nullopt if anything else follows.
std::optional<std::int64_t> exponent_of(std::string_view text) {
    if (text.empty()) return 0;
    if (text.front() != 'e' && text.front() != 'E') return std::nullopt;
    text.remove_prefix(1);
    if (!text.empty() && text.front() == '+') {
        text.remove_prefix(1);
        if (!text.empty() && text.front() == '-') return std::nullopt;
    }
    constexpr std::int64_t far_off = 1'000'000'000;
    const auto exponent = number_in<std::int64_t>(text);
    return exponent ? std::optional(std::clamp(*exponent, -far_off, far_off)) : std::nullopt;
}

std::optional<Decimal> decimal_of(std::string_view text) {
    Decimal decimal;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        decimal.negative = text.front() == '-';
        text.remove_prefix(1);
    }
    bool any_digit = false;
    bool fraction = false;
    std::size_t i = 0;
    for (; i < text.size() && (is_digit(text[i]) || (text[i] == '.' && !fraction)); ++i) {
        if (text[i] == '.') {
            fraction = true;
            continue;
        }
        any_digit = true;
        decimal.digits += text[i];
        if (fraction) --decimal.exponent;
    }
    const auto exponent = exponent_of(text.substr(i));
    if (!any_digit || !exponent) return std::nullopt;
    decimal.exponent += *exponent;
    const std::size_t last = decimal.digits.find_last_not_of('0');
    if (last == std::string::npos) return Decimal{};  // zero has no digits and no sign
    decimal.exponent += static_cast<std::int64_t>(decimal.digits.size() - 1 - last);
    decimal.digits.erase(last + 1);
    decimal.digits.erase(0, decimal.digits.find_first_not_of('0'));
    return decimal;
}

std::uint64_t value_bytes(const AttributeValue& value) {
    switch (value.type) {
        case AttributeType::string:
        case AttributeType::binary:
            return value.text.size();
        case AttributeType::number: {
            const auto bytes = number_bytes(value.text);
            assert(bytes);
            return bytes.value_or(0);
        }
        case AttributeType::boolean:
        case AttributeType::null:
            return 1;
        case AttributeType::list: {
            std::uint64_t bytes = container_bytes;
            for (const AttributeValue& element : value.elements) {
                bytes += element_bytes + value_bytes(element);
            }
            return bytes;
        }
        case AttributeType::map:
            return container_bytes + element_bytes * value.entries.size() +
                   item_bytes(value.entries);
        case AttributeType::string_set:
        case AttributeType::number_set:
        case AttributeType::binary_set: {
            std::uint64_t bytes = 0;
            for (const AttributeValue& element : value.elements) bytes += value_bytes(element);
            return bytes;
        }
    }
    return 0;
}

}  // namespace

// DynamoDB stores digits in pairs, counted from the decimal point. So the same digits can need one
// more byte: 12 is one pair, 1.2 is two. Pairs of zeros at both ends are not stored.
std::optional<std::uint64_t> number_bytes(std::string_view text) {
    const auto decimal = decimal_of(text);
    if (!decimal) return std::nullopt;
    const auto digits = static_cast<std::int64_t>(decimal->digits.size());
    if (digits == 0) return 1;
    const std::int64_t leading = decimal->exponent + digits - 1;
    if (digits > significant_digits_most || leading < exponent_lowest ||
        leading > exponent_highest) {
        return std::nullopt;
    }
    // Pairs are numbered from the decimal point: a digit of weight 10^d is in pair floor(d / 2).
    const auto pair_of = [](std::int64_t weight) { return weight >> 1; };
    const auto pairs =
        static_cast<std::uint64_t>(pair_of(leading) - pair_of(decimal->exponent) + 1);
    return std::min(pairs + 1 + (decimal->negative ? 1 : 0), number_bytes_most);
}

std::uint64_t item_bytes(const Item& item) {
    std::uint64_t bytes = 0;
    for (const auto& [name, value] : item) bytes += name.size() + value_bytes(value);
    return bytes;
}

std::uint64_t projected_bytes(const Item& item, std::span<const std::string> names) {
    std::uint64_t bytes = 0;
    for (const auto& [name, value] : item) {
        if (std::ranges::find(names, name) != names.end())
            bytes += name.size() + value_bytes(value);
    }
    return bytes;
}

}  // namespace isotherm
