// SPDX-License-Identifier: Apache-2.0
// Recursive descent: or, and, not, comparison, sum, product, sign, operand. Each operand that is on
// the stack has a type and a range, so that what cannot be calculated is refused where it stands.

#include <fmt/format.h>

#include "engine/attributes/expression.h"
#include "engine/attributes/expression_text.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

constexpr std::int64_t lowest_number = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest_number = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t longest_number = 20;  // bytes of a 64-bit number with its sign

std::string_view word_of(Value::Kind kind) {
    switch (kind) {
        case Value::Kind::text:
        case Value::Kind::padded:
            return "a text";
        case Value::Kind::time:
            return "a time";
        default:
            return "a number";
    }
}

__int128 divided_down(__int128 a, __int128 b) {
    const __int128 quotient = a / b;
    return quotient - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

}  // namespace

class ExpressionParser : private ExpressionText {
public:
    using Code = Expression::Code;

    ExpressionParser(std::string_view text, const KnowsName& knows)
        : ExpressionText(text), knows_(knows) {}

    Expression parsed(Expression::Wanted wanted, std::optional<ExpressionError>& error) {
        either();
        if (!error_ && !at_end())
            fail(fmt::format("\"{}\" is not expected here", printable(text_.substr(at_, 1))));
        if (!error_ && wanted == Expression::Wanted::number) want_number(stack_.back());
        error = error_;
        if (error_) return {};
        made_.may_be_none_ = stack_.back().may_be_none;
        made_.longest_ = stack_.back().longest;
        return std::move(made_);
    }

private:
    // What is known about an operand.
    struct Operand {
        Value::Kind kind = Value::Kind::number;
        bool bounded = false;
        __int128 least = 0;
        __int128 most = 0;
        std::size_t longest = longest_number;
        bool may_be_none = false;
        std::size_t at = 0;  // where it begins

        bool number() const { return kind == Value::Kind::number || kind == Value::Kind::key; }
    };
    struct Symbol {
        std::string_view text;
        Code code;
    };

    void either() {
        binary({{"or", Code::logical_or}}, [this] { both(); });
    }
    void both() {
        binary({{"and", Code::logical_and}}, [this] { negation(); });
    }
    void negation() {
        if (!take("not")) return comparison();
        nested([this] { negation(); });
        unary(Code::logical_not);
    }
    void comparison() {
        sum();
        static constexpr Symbol symbols[] = {
            {"<=", Code::less_or_equal}, {">=", Code::greater_or_equal},
            {"==", Code::equal},         {"!=", Code::not_equal},
            {"<", Code::less},           {">", Code::greater},
            {"=", Code::equal}};
        for (const Symbol& symbol : symbols) {
            if (!take(symbol.text)) continue;
            sum();
            return combine(symbol.code);
        }
    }
    void sum() {
        binary({{"+", Code::add}, {"-", Code::subtract}}, [this] { product(); });
    }
    void product() {
        binary({{"*", Code::multiply}, {"/", Code::divide}, {"%", Code::remainder}},
               [this] { sign(); });
    }
    void sign() {
        if (!take("-")) return operand();
        nested([this] { sign(); });
        unary(Code::negate);
    }

    template <class Inner>
    void binary(std::initializer_list<Symbol> symbols, const Inner& inner) {
        inner();
        for (bool again = true; again && !error_;) {
            again = false;
            for (const Symbol& symbol : symbols) {
                if (!take(symbol.text)) continue;
                inner();
                combine(symbol.code);
                again = true;
                break;
            }
        }
    }

    void operand() {
        skip_blanks();
        if (error_) return;
        if (at_end()) return fail("the expression ends too early");
        if (take("(")) {
            nested([this] { either(); });
            expect(")");
            return;
        }
        if (is_digit(text_[at_])) return number();
        if (text_[at_] == '\'') return literal();
        if (is_letter(text_[at_])) return name();
        fail(fmt::format("\"{}\" is neither a number nor a name", printable(text_.substr(at_, 1))));
    }
    void number() {
        const std::size_t from = at_;
        const std::int64_t value = digits();
        push_number(value, from);
    }
    void push_number(std::int64_t value, std::size_t from) {
        push(Code::push, {.from = value},
             {.bounded = true, .least = value, .most = value, .at = from});
    }
    void literal() {
        const std::size_t from = at_;
        const std::size_t end = text_.find('\'', at_ + 1);
        if (end == text_.npos) return fail("the text has no second '");
        made_.texts_.emplace_back(text_.substr(from + 1, end - from - 1));
        at_ = end + 1;
        const auto index = static_cast<std::int64_t>(made_.texts_.size()) - 1;
        push(Code::push_text, {.from = index},
             {.kind = Value::Kind::text, .longest = end - from - 1, .at = from});
    }
    void name() {
        const std::size_t from = at_;
        const std::string_view called = word();
        if (!at_end() && text_[at_] == '(') {
            ++at_;
            return function(called, from);
        }
        std::string_view field;
        if (!at_end() && text_[at_] == '.') {
            ++at_;
            field = word();
        }
        look_up(called, field, from);
    }
    void look_up(std::string_view called, std::string_view field, std::size_t from,
                 std::int64_t later = 0) {
        auto meaning = knows_(called, field);
        if (!meaning) {
            at_ = from;
            const std::string whole =
                field.empty() ? std::string(called) : fmt::format("{}.{}", called, field);
            return fail(fmt::format("nothing sets \"{}\"", whole));
        }
        if (meaning->kind == NameMeaning::Kind::number) return push_number(meaning->from, from);
        if (meaning->kind == NameMeaning::Kind::time) meaning->from = later;
        push(Code::look_up, *meaning,
             {.kind = meaning->gives,
              .bounded = meaning->bounded,
              .least = meaning->least,
              .most = meaning->most,
              .longest = meaning->longest,
              .may_be_none = meaning->may_be_none,
              .at = from});
    }

    void function(std::string_view called, std::size_t from) {
        if (called == "random") return random(from);
        if (called == "hash" || called == "ascii_sum") return sum_of_text(called == "hash");
        if (called == "pad") return pad();
        if (called == "floor") return floor();
        for (const std::string_view period : {"minute", "hour", "day", "week", "month"}) {
            if (called != period) continue;
            const bool negative = take("-");
            const std::int64_t later = digits();
            expect(")");
            constexpr std::int64_t most_periods = 1'000'000'000;
            if (!error_ && later > most_periods) {
                at_ = from;
                return fail("the period is too far away");
            }
            if (!error_) look_up(called, "", from, negative ? -later : later);
            return;
        }
        at_ = from;
        fail(fmt::format("there is no function \"{}\"", called));
    }
    void random(std::size_t from) {
        const std::int64_t least = digits();
        if (!error_ && !take("..")) fail("\"..\" is missing, as in random(1..10)");
        const std::int64_t most = digits();
        expect(")");
        if (error_) return;
        if (most < least) {
            at_ = from;
            return fail("the range of random is empty");
        }
        push(Code::look_up, {.kind = NameMeaning::Kind::random, .from = randoms_++}, {.at = from});
        emit({Code::scale, {.least = least, .most = most}});
        Operand& drawn = stack_.back();
        drawn.bounded = true;
        drawn.least = least;
        drawn.most = most;
        drawn.longest = std::to_string(most).size();
    }
    void sum_of_text(bool hash) {
        nested([this] { either(); });
        expect(")");
        if (error_) return;
        const auto bytes = static_cast<std::int64_t>(stack_.back().longest);
        constexpr std::int64_t highest_byte = 255;
        emit({hash ? Code::hash : Code::ascii_sum, {}});
        become_number(0, hash ? highest_number : bytes * highest_byte);
    }
    void pad() {
        nested([this] { either(); });
        if (!error_) want_number(stack_.back());
        expect(",");
        const std::int64_t digit_count = digits();
        expect(")");
        if (error_) return;
        if (digit_count < 1 || digit_count > 100) return fail("pad takes 1 to 100 digits");
        emit({Code::pad, {.from = digit_count}});
        stack_.back().kind = Value::Kind::padded;
        stack_.back().longest = std::max(longest_number, static_cast<std::size_t>(digit_count) + 1);
    }
    void floor() {
        nested([this] { either(); });
        if (!error_ && stack_.back().kind != Value::Kind::time)
            fail_at(stack_.back(), fmt::format("found {}; expected a time, as in floor(time, 5m)",
                                               word_of(stack_.back().kind)));
        expect(",");
        skip_blanks();
        const std::size_t end = std::min(text_.find(')', at_), text_.size());
        const auto step = parse_duration(text_.substr(at_, end - at_));
        if (error_) return;
        if (!step || *step <= 0us) return fail("a duration is expected here, such as 5m");
        at_ = end;
        expect(")");
        emit({Code::floor, {.from = step->count()}});
    }

    // Leaves a number of this range in place of the last operand.
    void become_number(__int128 least, __int128 most) {
        Operand& last = stack_.back();
        last.kind = Value::Kind::number;
        last.bounded = true;
        last.least = least;
        last.most = most;
        last.longest = longest_number;
    }
    void unary(Code code) {
        if (error_) return;
        Operand& last = stack_.back();
        want_number(last);
        emit({code, {}});
        if (code == Code::logical_not) {
            become_number(0, 1);
            last.may_be_none = false;
            return;
        }
        const __int128 least = last.least;
        last.kind = Value::Kind::number;
        last.least = -last.most;
        last.most = -least;
        refuse_overflow(last);
    }
    void combine(Code code) {
        if (error_) return;
        const Operand right = stack_.back();
        stack_.pop_back();
        Operand& left = stack_.back();
        emit({code, {}});
        const bool times = left.kind == Value::Kind::time && right.kind == Value::Kind::time;
        const bool in_order = code >= Code::less && code <= Code::greater_or_equal;
        if (code == Code::equal || code == Code::not_equal) {
            if (!can_equal(left, right)) return fail_comparison(left, right);
        } else if (!in_order || !times) {
            want_number(left);
            want_number(right);
        }
        const bool none = left.may_be_none || right.may_be_none;
        if (code >= Code::less) {
            become_number(0, 1);
            left.may_be_none = false;
            return;
        }
        calculate(code, left, right);
        left.may_be_none = none;
    }
    void fail_comparison(const Operand& a, const Operand& b) {
        fail_at(b, fmt::format("{} is compared with {}", word_of(a.kind), word_of(b.kind)));
    }
    // A number is never equal to a text or a time. A key is a number or stands for a text.
    static bool can_equal(const Operand& a, const Operand& b) {
        if (a.kind == Value::Kind::number || b.kind == Value::Kind::number)
            return a.number() && b.number();
        const bool times = a.kind == Value::Kind::time || b.kind == Value::Kind::time;
        return !times || (a.kind != Value::Kind::key && b.kind != Value::Kind::key);
    }
    void calculate(Code code, Operand& left, const Operand& right) {
        left.kind = Value::Kind::number;
        left.longest = longest_number;
        const bool divides = code == Code::divide || code == Code::remainder;
        if (divides && right.bounded && right.least <= 0 && right.most >= 0)
            return fail_at(
                right, right.least == right.most ? "division by zero" : "the divisor can be zero");
        if (code == Code::remainder && right.bounded) {
            // The sign of a remainder is that of the divisor.
            left.bounded = true;
            left.least = right.least < 0 ? right.least + 1 : 0;
            left.most = right.most > 0 ? right.most - 1 : 0;
            return;
        }
        left.bounded = left.bounded && right.bounded;
        if (!left.bounded) return;
        __int128 ends[4];
        int count = 0;
        for (const __int128 a : {left.least, left.most})
            for (const __int128 b : {right.least, right.most})
                ends[count++] = code == Code::add        ? a + b
                                : code == Code::subtract ? a - b
                                : code == Code::multiply ? a * b
                                : code == Code::divide   ? divided_down(a, b)
                                                         : 0;
        left.least = *std::min_element(ends, ends + 4);
        left.most = *std::max_element(ends, ends + 4);
        refuse_overflow(left);
    }
    void refuse_overflow(const Operand& of) {
        if (of.bounded && (of.least < lowest_number || of.most > highest_number))
            fail_at(of, "the result can exceed 64 bits");
    }
    void want_number(const Operand& of) {
        if (!error_ && !of.number())
            fail_at(of, fmt::format("found {}; expected a number", word_of(of.kind)));
    }

    template <class Inner>
    void nested(const Inner& inner) {
        if (++nesting_ > most_nesting) return fail("too deeply nested");
        inner();
        --nesting_;
    }
    void push(Code code, NameMeaning name, Operand known) {
        if (error_) return;
        if (stack_.size() == Expression::most_depth) return fail("too many operands are open here");
        stack_.push_back(known);
        made_.code_.push_back({code, name});
    }
    void emit(Expression::Instruction instruction) {
        if (!error_) made_.code_.push_back(instruction);
    }

    void fail_at(const Operand& of, std::string what) {
        if (!error_) error_ = ExpressionError{std::move(what), of.at + 1};
    }

    static constexpr int most_nesting = 24;
    const KnowsName& knows_;
    int nesting_ = 0;
    std::int64_t randoms_ = 0;
    std::vector<Operand> stack_;
    Expression made_;
};

Expression Expression::compiled(std::string_view text, const KnowsName& knows,
                                std::optional<ExpressionError>& error, Wanted wanted) {
    return ExpressionParser(text, knows).parsed(wanted, error);
}

}  // namespace isotherm
