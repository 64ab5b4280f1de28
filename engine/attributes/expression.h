// SPDX-License-Identifier: Apache-2.0
#pragma once
// Expressions of keys and steps: whole numbers, 'texts', times, names, fields of answers,
// + - * / %, comparisons, and, or, not, and the functions random(a..b), hash(x), ascii_sum(x),
// pad(x, digits), floor(time, 5m), day(-1) and its like.
//
// An expression is compiled once; what a name means is asked of its caller, so the language grows
// with the names that callers know. Types and ranges are checked then: what compiles neither
// overflows nor divides by zero, except with numbers that only a run knows.

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/attributes/value.h"

namespace isotherm {

// What a name stands for: the values a caller can look up. `from` is the index of an answer.
struct NameMeaning {
    enum class Kind : std::uint8_t {
        number,     // a constant, in `from`
        field,      // a field of a named answer
        key,        // the action's key
        item,       // the value of the innermost for_each
        action,     // the action's number
        worker,     // the caller's number
        segment,    // the segment of a Scan
        attribute,  // an attribute of the scenario, by index in `from`
        time,       // the time of the item, or a period around it; `from` periods later
        random,     // a number from 0 to 2^64 - 1, the draw `from` of the expression
        recorded,   // a field of the recorded row, in `field`
    };
    Kind kind = Kind::number;
    std::int64_t from = 0;
    std::uint8_t field = 0;  // of a time: the Grain
    Value::Kind gives = Value::Kind::number;
    bool may_be_none = false;
    // The range of the number, if it is known before a run.
    bool bounded = false;
    std::int64_t least = 0;
    std::int64_t most = 0;
    std::size_t longest = 20;  // bytes of the text
    // Of which written item it is: an attribute with written_by, or its place in a program; -1: of
    // the item that is described.
    std::int32_t written = -1;
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
    // Whether the expression must be a number: a condition, or the number of a segment.
    enum class Wanted : std::uint8_t { anything, number };
    // Compiles the text; sets `error` and returns an empty expression if it is wrong.
    static Expression compiled(std::string_view text, const KnowsName& knows,
                               std::optional<ExpressionError>& error,
                               Wanted wanted = Wanted::number);

    bool empty() const { return code_.empty(); }
    // Whether the value is the same whatever the names mean.
    bool constant() const { return code_.size() == 1 && code_[0].what == Code::push; }
    // Whether it may have no value, because an attribute may have none.
    bool may_be_none() const { return may_be_none_; }
    // Bytes of the longest text of the value.
    std::size_t longest() const { return longest_; }
    // The meanings of the names in it, in order.
    std::vector<NameMeaning> names() const;
    // How many values each random(a..b) in it has.
    std::vector<double> random_widths() const;

    // `value_of` returns the Value of a NameMeaning. Results that do not fit into 64 bits become
    // the nearest number that does; a division by zero gives 0.
    template <class ValueOf>
    Value evaluated(const ValueOf& value_of) const {
        if (code_.size() == 1) {
            if (code_[0].what == Code::look_up) return value_of(code_[0].name);
            if (code_[0].what == Code::push) return code_[0].name.from;
        }
        Value stack[most_depth];
        std::size_t depth = 0;
        for (const Instruction& one : code_) {
            if (one.what == Code::push) {
                stack[depth++] = one.name.from;
            } else if (one.what == Code::push_text) {
                stack[depth++] = Value::text(texts_[static_cast<std::size_t>(one.name.from)]);
            } else if (one.what == Code::look_up) {
                stack[depth++] = value_of(one.name);
            } else if (takes_one(one.what)) {
                stack[depth - 1] = changed(one, stack[depth - 1]);
            } else {
                --depth;
                stack[depth - 1] = combined(one.what, stack[depth - 1], stack[depth]);
            }
        }
        return stack[0];
    }
    // The value as a number; 0: none.
    template <class ValueOf>
    std::int64_t value(const ValueOf& value_of) const {
        return evaluated(value_of).number;
    }

private:
    friend class ExpressionParser;
    static constexpr std::size_t most_depth = 16;

    enum class Code : std::uint8_t {
        push,
        push_text,
        look_up,
        // Of one operand.
        negate,
        logical_not,
        hash,
        ascii_sum,
        pad,
        floor,
        scale,  // a random number to a range
        // Of two.
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
    static bool takes_one(Code what) { return what >= Code::negate && what <= Code::scale; }
    static Value changed(const Instruction& instruction, const Value& value);
    static Value combined(Code what, const Value& a, const Value& b);
    static std::int64_t calculated(Code what, std::int64_t a, std::int64_t b);

    std::vector<Instruction> code_;
    std::vector<std::string> texts_;
    bool may_be_none_ = false;
    std::size_t longest_ = 0;
};

// A text with expressions in braces, such as "A.{shard}".
class KeyText {
public:
    static KeyText compiled(std::string_view text, const KnowsName& knows,
                            std::optional<ExpressionError>& error);

    bool empty() const { return parts_.empty(); }
    bool may_be_none() const;
    // Bytes of the longest text.
    std::size_t longest() const;
    std::vector<NameMeaning> names() const;
    std::vector<double> random_widths() const;

    // Appends the text. Returns false if a part has no value.
    template <class ValueOf>
    bool render(const ValueOf& value_of, KeyBuffer& buffer) const {
        for (const Part& part : parts_) {
            buffer.append(part.text);
            if (part.value.empty()) continue;
            const Value value = part.value.evaluated(value_of);
            if (value.none()) return false;
            value.append_to(buffer);
        }
        return true;
    }
    // The text as a key (see key_from_text); nullopt if a part has no value. A text that is only
    // one number is that number.
    template <class ValueOf>
    std::optional<std::uint64_t> key_if_any(const ValueOf& value_of) const {
        if (parts_.size() == 1 && parts_[0].text.empty()) {
            const Value value = parts_[0].value.evaluated(value_of);
            if (value.kind == Value::Kind::key || is_key_number(value))
                return static_cast<std::uint64_t>(value.number);
            return value.none() ? std::nullopt : std::optional(key_of_value(value));
        }
        KeyBuffer buffer;
        if (!render(value_of, buffer)) return std::nullopt;
        return key_of_text(buffer.text());
    }
    template <class ValueOf>
    std::uint64_t key(const ValueOf& value_of) const {
        return key_if_any(value_of).value_or(0);
    }

private:
    // Longer numbers are hashed as texts are, see key_from_text.
    static bool is_key_number(const Value& value) {
        constexpr std::int64_t longest = 1'000'000'000'000'000'000;
        return value.kind == Value::Kind::number && value.number >= 0 && value.number < longest;
    }
    static std::uint64_t key_of_value(const Value& value);
    static std::uint64_t key_of_text(std::string_view text);

    struct Part {
        std::string text;  // before the value
        Expression value;
    };
    std::vector<Part> parts_;
};

}  // namespace isotherm
