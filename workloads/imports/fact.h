// SPDX-License-Identifier: Apache-2.0
#pragma once
// A value that an import found, with the source it is from. Several sources may know the same
// value: the one that is closest to what runs wins, and the others are kept for a comment.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace isotherm {

// How close a source is to the table that runs; the first one wins.
enum class Closeness : std::uint8_t {
    measured,
    described,
    state,
    template_text,
    plan,
    model,
    none
};

struct FactSource {
    Closeness closeness = Closeness::none;
    std::string name;  // "describe-table (orders.json)"
};

std::string fact_text(std::int64_t value);
std::string fact_text(double value);
std::string fact_text(bool value);
std::string fact_text(const std::string& value);

template <class Value>
struct Fact {
    std::optional<Value> value = {};
    FactSource source = {};
    std::string why = {};                  // the arithmetic, or a remark about the value
    std::vector<std::string> others = {};  // other values, with their sources

    explicit operator bool() const { return value.has_value(); }
    const Value& operator*() const { return *value; }
    Value value_or(Value otherwise) const { return value.value_or(std::move(otherwise)); }

    // Takes the value unless a closer source gave another one. The value that loses is kept as
    // text.
    void take(Value found, const FactSource& from, std::string remark = {}) {
        if (value && *value != found) {
            const bool wins = from.closeness < source.closeness;
            const FactSource& loser = wins ? source : from;
            others.push_back(loser.name + ": " + fact_text(wins ? *value : found));
            if (!wins) return;
        } else if (value && from.closeness >= source.closeness) {
            return;
        }
        value = std::move(found);
        source = from;
        why = std::move(remark);
    }
};

}  // namespace isotherm
