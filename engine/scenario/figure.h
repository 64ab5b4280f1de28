// SPDX-License-Identifier: Apache-2.0
#pragma once
// Arithmetic over the numbers of a report: paths, numbers, + - * / ( ) and count(LIST, FIELD > N).
//
//     tables.votes.throttled / tables.votes.attempts
//     tables."orders.eu".indexes."by.day".throttled        names with dots or spaces are quoted
//     tables.votes.hot_keys.0.partition                    lists by position, from 0
//     count(tables.votes.throttled_keys, count > 100)      how many of a list
//
// A name may hold a hyphen, so a minus sign has a space before it.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm {

// What a figure cannot be, in a sentence and how to mend it.
struct FigureError {
    std::string what;
    std::string fix;
};

class Figure {
public:
    static std::variant<Figure, FigureError> parse(std::string_view text);

    // The first path that a report of this shape has not, or that is no number. In a shape, lists
    // hold one example, and null stands for a number that a run may lack.
    std::optional<FigureError> unknown_in(const nlohmann::ordered_json& shape) const;

    // nullopt where a path leads to null or nothing, or by division by zero.
    std::optional<double> value_in(const nlohmann::ordered_json& report) const;

private:
    friend class FigureParser;

    using Path = std::vector<std::string>;
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
        double number = 0;  // or what the field of `count` is compared with
        Path path{};        // or the list of `count`
        Path field{};       // of `count`
        std::string comparison{};
    };

    std::vector<Step> steps_;  // operands before their operation
};

}  // namespace isotherm
