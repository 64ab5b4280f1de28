// SPDX-License-Identifier: Apache-2.0
#include "engine/flows/expression.h"

#include <fmt/format.h>

#include <limits>

#include "engine/model/key_space.h"
#include "engine/vocabulary/number_reader.h"

namespace isotherm {
namespace {

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The end of the range that a result beyond it is nearest to.
std::int64_t nearest(bool negative) { return negative ? lowest : highest; }

// Division rounds down, and the remainder has the sign of the divisor, as in mathematics.
std::int64_t divided(std::int64_t a, std::int64_t b) {
    if (b == 0) return 0;
    if (b == -1) return a == lowest ? highest : -a;
    const std::int64_t quotient = a / b;
    return quotient - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

}  // namespace

std::int64_t Expression::combined(Code what, std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    switch (what) {
        case Code::negate:
            return a == lowest ? highest : -a;
        case Code::logical_not:
            return a == 0;
        case Code::add:
            return __builtin_add_overflow(a, b, &result) ? nearest(a < 0) : result;
        case Code::subtract:
            return __builtin_sub_overflow(a, b, &result) ? nearest(a < 0) : result;
        case Code::multiply:
            return __builtin_mul_overflow(a, b, &result) ? nearest((a < 0) != (b < 0)) : result;
        case Code::divide:
            return divided(a, b);
        case Code::remainder:
            return b == 0 || b == -1 ? 0 : a - divided(a, b) * b;
        case Code::less:
            return a < b;
        case Code::less_or_equal:
            return a <= b;
        case Code::greater:
            return a > b;
        case Code::greater_or_equal:
            return a >= b;
        case Code::equal:
            return a == b;
        case Code::not_equal:
            return a != b;
        case Code::logical_and:
            return a != 0 && b != 0;
        case Code::logical_or:
            return a != 0 || b != 0;
        case Code::push:
        case Code::look_up:
            break;
    }
    return 0;
}

// Recursive descent: or, and, not, comparison, sum, product, sign, operand.
class ExpressionParser {
public:
    using Code = Expression::Code;

    ExpressionParser(std::string_view text, const KnowsName& knows) : text_(text), knows_(knows) {}

    Expression parsed(std::optional<ExpressionError>& error) {
        either();
        if (!error_ && !at_end())
            fail(fmt::format("\"{}\" is not expected here", text_.substr(at_, 1)));
        error = error_;
        return error_ ? Expression() : std::move(made_);
    }

private:
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
        emit(Code::logical_not);
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
            return emit(symbol.code);
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
        emit(Code::negate);
    }

    template <class Operand>
    void binary(std::initializer_list<Symbol> symbols, const Operand& operand) {
        operand();
        for (bool again = true; again && !error_;) {
            again = false;
            for (const Symbol& symbol : symbols) {
                if (!take(symbol.text)) continue;
                const std::size_t right = at_;
                operand();
                if (symbol.code == Code::divide || symbol.code == Code::remainder)
                    refuse_zero(right);
                emit(symbol.code);
                again = true;
                break;
            }
        }
    }
    void refuse_zero(std::size_t right) {
        if (error_ || made_.code_.empty()) return;
        const Expression::Instruction& last = made_.code_.back();
        if (last.what != Code::push || last.name.from != 0) return;
        at_ = right;
        skip_blanks();
        fail("division by zero");
    }

    void operand() {
        skip_blanks();
        if (error_) return;
        if (at_end()) return fail("the expression ends too early");
        if (take("(")) {
            nested([this] { either(); });
            if (!error_ && !take(")")) fail("\")\" is missing");
            return;
        }
        if (is_digit(text_[at_])) return number();
        if (is_letter(text_[at_])) return name();
        fail(fmt::format("\"{}\" is neither a number nor a name", text_.substr(at_, 1)));
    }
    void number() {
        const std::size_t from = at_;
        while (!at_end() && is_digit(text_[at_])) ++at_;
        const auto value = number_in<std::int64_t>(text_.substr(from, at_ - from));
        if (!value) {
            at_ = from;
            return fail("the number does not fit into 64 bits");
        }
        emit(Code::push, {NameMeaning::Kind::number, *value});
    }
    std::string_view word() {
        const std::size_t from = at_;
        while (!at_end() && (is_letter(text_[at_]) || is_digit(text_[at_]))) ++at_;
        return text_.substr(from, at_ - from);
    }
    void name() {
        const std::size_t from = at_;
        const std::string_view called = word();
        std::string_view field;
        if (!at_end() && text_[at_] == '.') {
            ++at_;
            field = word();
        }
        const auto meaning = knows_(called, field);
        if (!meaning) {
            const std::string_view whole = text_.substr(from, at_ - from);
            at_ = from;
            return fail(fmt::format("nothing sets \"{}\"", whole));
        }
        emit(meaning->kind == NameMeaning::Kind::number ? Code::push : Code::look_up, *meaning);
    }

    template <class Inner>
    void nested(const Inner& inner) {
        if (++nesting_ > most_nesting) return fail("too deeply nested");
        inner();
        --nesting_;
    }
    void emit(Code code, NameMeaning name = {}) {
        if (error_) return;
        const bool pushes = code == Code::push || code == Code::look_up;
        const bool unary = code == Code::negate || code == Code::logical_not;
        depth_ = pushes ? depth_ + 1 : unary ? depth_ : depth_ - 1;
        if (depth_ > Expression::most_depth) return fail("too many operands are open here");
        made_.code_.push_back({code, name});
    }

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
    void fail(std::string what) {
        if (!error_) error_ = ExpressionError{std::move(what), at_ + 1};
    }

    static constexpr int most_nesting = 24;

    std::string_view text_;
    const KnowsName& knows_;
    std::size_t at_ = 0;
    int nesting_ = 0;
    std::size_t depth_ = 0;
    Expression made_;
    std::optional<ExpressionError> error_;
};

Expression Expression::compiled(std::string_view text, const KnowsName& knows,
                                std::optional<ExpressionError>& error) {
    return ExpressionParser(text, knows).parsed(error);
}

KeyText KeyText::compiled(std::string_view text, const KnowsName& knows,
                          std::optional<ExpressionError>& error) {
    KeyText made;
    std::size_t at = 0;
    while (at < text.size() && !error) {
        Part part;
        const std::size_t open = text.find('{', at);
        part.text = text.substr(at, open == text.npos ? open : open - at);
        if (open == text.npos) {
            made.parts_.push_back(std::move(part));
            break;
        }
        const std::size_t close = text.find('}', open);
        if (close == text.npos) {
            error = ExpressionError{"\"}\" is missing", open + 1};
            break;
        }
        part.value = Expression::compiled(text.substr(open + 1, close - open - 1), knows, error);
        if (error) error->column += open + 1;
        made.parts_.push_back(std::move(part));
        at = close + 1;
    }
    return error ? KeyText() : made;
}

std::uint64_t KeyText::key_of_number(std::int64_t number) {
    return static_cast<std::uint64_t>(number);
}

std::uint64_t KeyText::key_of_text(std::string_view text) { return key_from_text(text); }

}  // namespace isotherm
