// SPDX-License-Identifier: Apache-2.0
#pragma once
// The value of an attribute or an expression: a number, a text, a time, or none.
//
// Values are equal if their texts are: what an item stores is the text. Nothing is allocated: texts
// point to what lives longer.

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "engine/vocabulary/time.h"

namespace isotherm {

// How much of a time its text shows.
enum class Grain : std::uint8_t { instant, second, minute, hour, day, week, month };

// A text that grows up to the longest partition key, 2,048 bytes (Developer Guide, Quotas). What is
// longer is cut; `check` refuses expressions that are longer.
class KeyBuffer {
public:
    static constexpr std::size_t most_bytes = 2'048;

    void clear() { size_ = 0; }
    void append(std::string_view text) {
        const std::size_t count = std::min(text.size(), most_bytes - size_);
        std::memcpy(bytes_ + size_, text.data(), count);
        size_ += count;
    }
    void append_number(std::int64_t number, int least_digits = 1);
    std::string_view text() const { return {bytes_, size_}; }

private:
    std::size_t size_ = 0;
    char bytes_[most_bytes];
};

struct Value {
    // `key`: a number that stands for a key as a whole; it may be the hash of a text.
    enum class Kind : std::uint8_t { none, number, key, text, padded, time };

    Kind kind = Kind::none;
    Grain period = Grain::instant;  // of a time
    std::uint8_t digits = 1;        // of a padded number, at least
    std::int64_t number = 0;        // of a time: microseconds since 1970-01-01, UTC
    std::string_view words = {};

    Value() = default;
    // A plain number is a value.
    Value(std::int64_t of) : kind(Kind::number), number(of) {}  // NOLINT
    static Value text(std::string_view of) {
        Value value;
        value.kind = Kind::text;
        value.words = of;
        return value;
    }
    static Value key(std::uint64_t of) {
        Value value(static_cast<std::int64_t>(of));
        value.kind = Kind::key;
        return value;
    }
    static Value padded(std::int64_t of, std::uint8_t digits) {
        Value value(of);
        value.kind = Kind::padded;
        value.digits = digits;
        return value;
    }
    // The period in which the instant lies, or one that is `later` (earlier, if negative).
    static Value time(WallTime instant, Grain period, std::int64_t later = 0);

    bool none() const { return kind == Kind::none; }
    void append_to(KeyBuffer& buffer) const;
};

bool operator==(const Value& a, const Value& b);
// A number from 0 to 2^63 - 1 that depends on the text alone.
std::int64_t hash_of(const Value& value);
// The sum of the bytes of the text.
std::int64_t ascii_sum_of(const Value& value);
// The last multiple of `step` since 1970 that is not later.
Value floor_of(const Value& time, SimDuration step);

}  // namespace isotherm
