// SPDX-License-Identifier: Apache-2.0
#pragma once
// How large an item is: DynamoDB's rule from attribute names and values.
//
// The size decides capacity and the 400 KB limit. Storage is billed on more: 100 B of overhead for
// an item or index entry, 48 B on top in a global table; those never enter capacity.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace isotherm {

enum class AttributeType : std::uint8_t {
    string,
    number,
    binary,
    boolean,
    null,
    list,
    map,
    string_set,
    number_set,
    binary_set,
};

struct AttributeValue {
    AttributeType type = AttributeType::null;
    std::string text = {};  // UTF-8, a decimal number, or raw bytes; empty for the other types
    std::vector<AttributeValue> elements = {};                         // of lists and sets
    std::vector<std::pair<std::string, AttributeValue>> entries = {};  // of maps
};

// Attributes by name, in the order given.
using Item = std::vector<std::pair<std::string, AttributeValue>>;

// The stored size of a decimal number such as "-12.5" or "3E+20": one byte for two significant
// digits, one more, and one for a sign. nullopt when it is no number that DynamoDB stores: at most
// 38 significant digits, from 1E-130 to 9.99…E+125.
std::optional<std::uint64_t> number_bytes(std::string_view decimal);

// What capacity is charged for: names and values. Numbers must be of the form above.
std::uint64_t item_bytes(const Item& item);

// The size of what an index or a projection keeps of the item: the attributes named (table and
// index keys among them), where the item has them.
std::uint64_t projected_bytes(const Item& item, std::span<const std::string> names);

// What storage is billed for.
inline constexpr std::uint64_t storage_overhead_bytes = 100;
inline constexpr std::uint64_t global_table_overhead_bytes = 48;
constexpr std::uint64_t stored_bytes(std::uint64_t bytes, bool in_global_table) {
    return bytes + storage_overhead_bytes + (in_global_table ? global_table_overhead_bytes : 0);
}

}  // namespace isotherm
