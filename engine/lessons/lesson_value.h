// SPDX-License-Identifier: Apache-2.0
#pragma once
// Values in the words of a lesson, such as {a.tables.votes.throttled_share | share}, and goals of
// experiments, such as "b.tables.votes.throttled == 0".
//
// A value is a figure (engine/scenario/figure.h) over the reports of the runs A and B, with paths
// that begin with a. or b., and over the values of named claims: claims.NAME. A figure that is only
// a count may also be written without brackets: count a.tables.votes.partitions where throttled >
// 0.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/scenario/figure.h"

namespace isotherm {

// Parses a figure in either way of writing it.
std::variant<Figure, FigureError> lesson_figure(std::string_view text);

enum class ValueFormat : std::uint8_t {
    number,   // 1,667 or 2.17
    share,    // 33.3 %
    dollars,  // $94,994.90
    whole,    // rounded
    tenths,
    time  // seconds as 5:00 or 18:05:28
};

// A value between braces, or the text around values.
struct WordsPiece {
    std::string text;                             // for a value: what stands between the braces
    std::int64_t column = 1;                      // where it begins in its line
    std::optional<Figure> figure = std::nullopt;  // nullopt: text
    ValueFormat format = ValueFormat::number;
};

struct PieceError {
    std::int64_t column = 1;
    FigureError error;
};

// Divides a line into text and values.
std::variant<std::vector<WordsPiece>, PieceError> pieces_of(std::string_view line);

std::string value_text(double value, ValueFormat format);

// Returns the line with its values filled in; a value that the runs lack appears as "?".
std::string filled(std::string_view line, const nlohmann::ordered_json& runs);

// A comparison of two figures.
struct LessonGoal {
    std::string text;
    Figure left;
    Figure right;
    std::string relation;  // >= <= > < = !=

    // The first path that the runs cannot have.
    std::optional<FigureError> unknown_in(const nlohmann::ordered_json& shape) const;
    // Whether it holds; false if a value is missing.
    bool holds_in(const nlohmann::ordered_json& runs) const;
};

std::variant<LessonGoal, FigureError> parse_goal(std::string_view text);

}  // namespace isotherm
