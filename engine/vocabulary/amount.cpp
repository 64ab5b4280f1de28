// SPDX-License-Identifier: Apache-2.0
#include "engine/vocabulary/amount.h"

#include <fmt/format.h>

#include "engine/vocabulary/quantity.h"

namespace isotherm {

std::optional<Amount> parse_amount(std::string_view text) {
    const bool negative = !text.empty() && text.front() == '-';
    const std::string_view size = negative ? text.substr(1) : text;
    Amount amount;
    if (const auto share = parse_share(size))
        amount = {share->value, size.ends_with('%')};
    else if (const auto duration = parse_duration(size))
        amount.value = in_seconds(*duration);
    else
        return std::nullopt;
    if (negative) amount.value = -amount.value;
    return amount;
}

std::string text_of(Amount amount) {
    const std::string share = fmt::format("{:.12g} %", amount.value * 100);
    return amount.percent && parse_amount(share) == amount ? share
                                                           : fmt::format("{}", amount.value);
}

}  // namespace isotherm
