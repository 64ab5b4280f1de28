// SPDX-License-Identifier: Apache-2.0
#pragma once
// The size of an item by DynamoDB's rule: attribute names plus values.
//
// Capacity units and the 400 KB limit depend on this size. Storage is billed for more: 100 B of
// overhead per item or index entry, and another 48 B in a global table. The overhead never counts
// for capacity.

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
    std::string text = {};  // UTF-8, a decimal number or raw bytes; empty for other types
    std::vector<AttributeValue> elements = {};                         // lists and sets
    std::vector<std::pair<std::string, AttributeValue>> entries = {};  // maps
};

// Attributes with their names, in the order given.
using Item = std::vector<std::pair<std::string, AttributeValue>>;

// The stored size of a decimal number such as "-12.5" or "3E+20": one byte per pair of significant
// digits, one more byte, and one for a minus sign. nullopt if DynamoDB cannot store the number: it
// needs at most 38 significant digits and a value from 1E-130 to 9.99…E+125.
std::optional<std::uint64_t> number_bytes(std::string_view decimal);

// The size for which capacity is charged: names and values. Numbers must be valid for number_bytes.
std::uint64_t item_bytes(const Item& item);

// The size of a projection of the item, such as an index entry: the attributes in `names`, which
// must include the keys of table and index. Names that the item lacks are ignored.
std::uint64_t projected_bytes(const Item& item, std::span<const std::string> names);

// The size for which storage is billed.
inline constexpr std::uint64_t storage_overhead_bytes = 100;
inline constexpr std::uint64_t global_table_overhead_bytes = 48;
constexpr std::uint64_t stored_bytes(std::uint64_t bytes, bool in_global_table) {
    return bytes + storage_overhead_bytes + (in_global_table ? global_table_overhead_bytes : 0);
}

}  // namespace isotherm
