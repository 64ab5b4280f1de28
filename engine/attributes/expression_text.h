// SPDX-License-Identifier: Apache-2.0
#pragma once
// The text of an expression, read from the left: symbols, words and digits. The first failure
// counts; after it nothing is read.

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/attributes/expression.h"
#include "engine/vocabulary/number_reader.h"

namespace isotherm {

class ExpressionText {
protected:
    explicit ExpressionText(std::string_view text) : text_(text) {}

    static bool is_letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
    static bool is_digit(char c) { return c >= '0' && c <= '9'; }

    bool at_end() const { return at_ >= text_.size(); }
    void skip_blanks() {
        while (!at_end() && text_[at_] == ' ') ++at_;
    }
    // Takes the symbol or word if it comes next. A word must not go on with a letter.
    bool take(std::string_view symbol) {
        skip_blanks();
        if (error_ || !text_.substr(at_).starts_with(symbol)) return false;
        const std::size_t end = at_ + symbol.size();
        if (is_letter(symbol[0]) && end < text_.size() &&
            (is_letter(text_[end]) || is_digit(text_[end])))
            return false;
        at_ = end;
        return true;
    }
    void expect(std::string_view symbol) {
        if (!error_ && !take(symbol)) fail(fmt::format("\"{}\" is missing", symbol));
    }
    void fail(std::string what) {
        if (!error_) error_ = ExpressionError{std::move(what), at_ + 1};
    }
    // The digits that come next, as a number; 0 after a failure.
    std::int64_t digits() {
        skip_blanks();
        if (error_) return 0;
        const std::size_t from = at_;
        while (!at_end() && is_digit(text_[at_])) ++at_;
        const auto value = number_in<std::int64_t>(text_.substr(from, at_ - from));
        if (value) return *value;
        const bool none = at_ == from;
        at_ = from;
        fail(none ? "a whole number is expected here" : "the number does not fit into 64 bits");
        return 0;
    }
    std::string_view word() {
        const std::size_t from = at_;
        while (!at_end() && (is_letter(text_[at_]) || is_digit(text_[at_]))) ++at_;
        return text_.substr(from, at_ - from);
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::optional<ExpressionError> error_;
};

}  // namespace isotherm
