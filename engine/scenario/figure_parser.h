// SPDX-License-Identifier: Apache-2.0
#pragma once
// Parses a figure by recursive descent; see figure.h for the syntax.

#include <string>
#include <string_view>
#include <variant>

#include "engine/scenario/figure.h"

namespace isotherm {

class FigureParser {
public:
    explicit FigureParser(std::string_view text) : text_(text) {}

    std::variant<Figure, FigureError> parse();

private:
    using Step = Figure::Step;

    bool sum();
    bool product();
    bool factor();
    bool number(double& value);
    bool path(FigurePath& path);
    bool count();
    bool fail(std::string what, std::string fix);
    void skip_spaces();
    bool take(char wanted);
    char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    std::string rest() const;

    std::string_view text_;
    std::size_t at_ = 0;
    int depth_ = 0;
    Figure figure_;
    FigureError error_;
};

}  // namespace isotherm
