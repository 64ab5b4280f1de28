// SPDX-License-Identifier: Apache-2.0
#pragma once
// Expressions of steps: whole numbers, names, fields of answers, + - * / %, comparisons, and, or,
// not. A text with {expressions} inside is a key.
//
// An expression is compiled once; what a name means is asked of its caller, so the language grows
// with the names that callers know.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace isotherm {

// What a name stands for: the values a flow can look up. `from` is the index of an answer.
struct NameMeaning {
    enum class Kind : std::uint8_t {
        number,   // a constant, in `from`
        field,    // a field of a named answer
        key,      // the action's key
        item,     // the value of the innermost for_each
        action,   // the action's number
        worker,   // the caller's number
        segment,  // the segment of a Scan
    };
    Kind kind = Kind::number;
    std::int64_t from = 0;
    std::uint8_t field = 0;
};

// Returns nullopt if the name (with the field after a dot, else empty) means nothing here.
using KnowsName =
    std::function<std::optional<NameMeaning>(std::string_view name, std::string_view field)>;

// What is wrong with an expression, and at which character of it (from 1).
struct ExpressionError {
    std::string what;
    std::size_t column = 1;
};

class Expression {
public:
    // Compiles the text; sets `error` and returns an empty expression if it is wrong.
    static Expression compiled(std::string_view text, const KnowsName& knows,
                               std::optional<ExpressionError>& error);

    bool empty() const { return code_.empty(); }
    // Whether the value is the same whatever the names mean.
    bool constant() const { return code_.size() == 1 && code_[0].what == Code::push; }

    // `value_of` returns the value of a NameMeaning. Results that do not fit into 64 bits become
    // the nearest number that does; a division by zero gives 0.
    template <class ValueOf>
    std::int64_t value(const ValueOf& value_of) const {
        std::int64_t stack[most_depth];
        std::size_t depth = 0;
        for (const Instruction& one : code_) {
            if (one.what == Code::push) {
                stack[depth++] = one.name.from;
            } else if (one.what == Code::look_up) {
                stack[depth++] = value_of(one.name);
            } else if (one.what == Code::negate || one.what == Code::logical_not) {
                stack[depth - 1] = combined(one.what, stack[depth - 1], 0);
            } else {
                --depth;
                stack[depth - 1] = combined(one.what, stack[depth - 1], stack[depth]);
            }
        }
        return stack[0];
    }

private:
    friend class ExpressionParser;
    static constexpr std::size_t most_depth = 32;

    enum class Code : std::uint8_t {
        push,
        look_up,
        negate,
        logical_not,
        add,
        subtract,
        multiply,
        divide,
        remainder,
        less,
        less_or_equal,
        greater,
        greater_or_equal,
        equal,
        not_equal,
        logical_and,
        logical_or
    };
    struct Instruction {
        Code what = Code::push;
        NameMeaning name;
    };
    static std::int64_t combined(Code what, std::int64_t a, std::int64_t b);

    std::vector<Instruction> code_;
};

// A text with expressions in braces, such as "A.{shard}".
class KeyText {
public:
    static KeyText compiled(std::string_view text, const KnowsName& knows,
                            std::optional<ExpressionError>& error);

    bool empty() const { return parts_.empty(); }
    // The rendered text as a key (see key_from_text). A text that is only one name of a key is that
    // key.
    template <class ValueOf>
    std::uint64_t key(const ValueOf& value_of) const {
        if (parts_.size() == 1 && parts_[0].text.empty())
            return key_of_number(parts_[0].value.value(value_of));
        std::string rendered;
        for (const Part& part : parts_) {
            rendered += part.text;
            if (!part.value.empty()) rendered += std::to_string(part.value.value(value_of));
        }
        return key_of_text(rendered);
    }

private:
    static std::uint64_t key_of_number(std::int64_t number);
    static std::uint64_t key_of_text(std::string_view text);

    struct Part {
        std::string text;  // before the value
        Expression value;
    };
    std::vector<Part> parts_;
};

}  // namespace isotherm
