// SPDX-License-Identifier: Apache-2.0
#pragma once
// A figure: arithmetic over the numbers of a report, with paths, numbers, + - * / ( ), count(LIST)
// and count(LIST, FIELD > N).
//
//     tables.votes.throttled / tables.votes.attempts
//     tables."orders.eu".indexes."by.day".throttled        names with dots or spaces are quoted
//     tables.votes.hot_keys.0.partition                    lists by position, from 0
//     count(tables.votes.throttled_keys, count > 100)      number of matching elements
//
// A name may contain a hyphen, so a minus sign needs a space before it.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm {

// An error in a figure: what is wrong, and how to correct it.
struct FigureError {
    std::string what;
    std::string fix;
};

using FigurePath = std::vector<std::string>;  // keys from the root of the report

class Figure {
public:
    static std::variant<Figure, FigureError> parse(std::string_view text);

    // Returns an error for the first path that does not exist in reports of this shape or does not
    // lead to a number. In a shape, each list has one example element, and null stands for a number
    // that may be absent.
    std::optional<FigureError> unknown_in(const nlohmann::ordered_json& shape) const;

    // nullopt if a path leads to null or does not exist, or if the figure divides by zero.
    std::optional<double> value_in(const nlohmann::ordered_json& report) const;

private:
    friend class FigureParser;

    struct Step {
        enum class Kind : char {
            number,
            path,
            count,
            negate,
            add = '+',
            subtract = '-',
            multiply = '*',
            divide = '/'
        };
        Kind kind = Kind::number;
        double number = 0;   // constant; for `count`, the number to compare with
        FigurePath path{};   // path of the value; for `count`, of the list
        FigurePath field{};  // for `count`: path of the compared field in a list element
        std::string comparison{};
    };

    std::vector<Step> steps_;  // in postfix order: operands before their operation
};

}  // namespace isotherm
