// SPDX-License-Identifier: Apache-2.0
#include "engine/attributes/expression.h"

#include "engine/model/key_space.h"

namespace isotherm {
namespace {

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

// The end of the range that a result beyond it is nearest to.
std::int64_t nearest(bool negative) { return negative ? lowest : highest; }

// Division rounds down, and the remainder has the sign of the divisor, as in mathematics.
std::int64_t divided(std::int64_t a, std::int64_t b) {
    if (b == 0) return 0;
    if (b == -1) return a == lowest ? highest : -a;
    const std::int64_t quotient = a / b;
    return quotient - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

bool is_text(const Value& value) {
    return value.kind == Value::Kind::text || value.kind == Value::Kind::padded;
}

}  // namespace

std::vector<NameMeaning> Expression::names() const {
    std::vector<NameMeaning> names;
    for (const Instruction& one : code_)
        if (one.what == Code::look_up) names.push_back(one.name);
    return names;
}

std::vector<double> Expression::random_widths() const {
    std::vector<double> widths;
    for (const Instruction& one : code_)
        if (one.what == Code::scale)
            widths.push_back(static_cast<double>(one.name.most) -
                             static_cast<double>(one.name.least) + 1);
    return widths;
}

Value Expression::changed(const Instruction& instruction, const Value& value) {
    if (value.none()) return instruction.what == Code::logical_not ? Value(1) : value;
    switch (instruction.what) {
        case Code::negate:
            return value.number == lowest ? highest : -value.number;
        case Code::logical_not:
            return std::int64_t{value.number == 0};
        case Code::hash:
            return hash_of(value);
        case Code::ascii_sum:
            return ascii_sum_of(value);
        case Code::pad:
            return Value::padded(value.number, static_cast<std::uint8_t>(instruction.name.from));
        case Code::floor:
            return floor_of(value, SimDuration(instruction.name.from));
        default:
            break;
    }
    // A random number of 64 bits becomes one of the range.
    const auto width =
        static_cast<unsigned __int128>(instruction.name.most) - instruction.name.least + 1;
    const auto drawn = static_cast<unsigned __int128>(static_cast<std::uint64_t>(value.number));
    return instruction.name.least + static_cast<std::int64_t>(drawn * width >> 64);
}

// What has no value makes what is calculated from it have none; a comparison with it is false.
Value Expression::combined(Code what, const Value& a, const Value& b) {
    const bool compares = what == Code::equal || what == Code::not_equal;
    if (compares && (is_text(a) || is_text(b) || a.kind != b.kind))
        return std::int64_t{(a == b) == (what == Code::equal)};
    if (what == Code::logical_and || what == Code::logical_or)
        return calculated(what, a.number, b.number);
    if (a.none() || b.none()) return what >= Code::less ? Value(0) : Value();
    return calculated(what, a.number, b.number);
}

std::int64_t Expression::calculated(Code what, std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    switch (what) {
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
        default:
            break;
    }
    return 0;
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
        part.value = Expression::compiled(text.substr(open + 1, close - open - 1), knows, error,
                                          Expression::Wanted::anything);
        if (error) error->column += open + 1;
        made.parts_.push_back(std::move(part));
        at = close + 1;
    }
    if (!error && made.longest() > KeyBuffer::most_bytes)
        error = ExpressionError{"the key can be longer than 2,048 bytes", 1};
    return error ? KeyText() : made;
}

bool KeyText::may_be_none() const {
    return std::any_of(parts_.begin(), parts_.end(),
                       [](const Part& part) { return part.value.may_be_none(); });
}

std::size_t KeyText::longest() const {
    std::size_t bytes = 0;
    for (const Part& part : parts_) bytes += part.text.size() + part.value.longest();
    return bytes;
}

std::vector<NameMeaning> KeyText::names() const {
    std::vector<NameMeaning> all;
    for (const Part& part : parts_)
        for (const NameMeaning& name : part.value.names()) all.push_back(name);
    return all;
}

std::vector<double> KeyText::random_widths() const {
    std::vector<double> all;
    for (const Part& part : parts_)
        for (const double width : part.value.random_widths()) all.push_back(width);
    return all;
}

std::uint64_t KeyText::key_of_value(const Value& value) {
    KeyBuffer buffer;
    value.append_to(buffer);
    return key_of_text(buffer.text());
}

std::uint64_t KeyText::key_of_text(std::string_view text) { return key_from_text(text); }

}  // namespace isotherm
