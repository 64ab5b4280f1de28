// SPDX-License-Identifier: Apache-2.0
#pragma once
// The name of a resource with its own throughput: a table, or a secondary index of a table.

#include <fmt/core.h>

#include <compare>
#include <string>
#include <string_view>

namespace isotherm {

// The names of table and index are not joined with a dot: DynamoDB's names may contain dots
// (Developer Guide, naming rules), so the table "votes.by_date" is not the index "by_date" of
// "votes".
struct ResourceName {
    ResourceName() = default;
    explicit ResourceName(std::string of_table, std::string of_index = {})
        : table(std::move(of_table)), index(std::move(of_index)) {}

    std::string table;
    std::string index;  // empty: the table itself

    bool is_index() const { return !index.empty(); }
    // Returns the text for people: "votes", "votes / by_date". Names contain neither blanks nor
    // slashes, so the texts of two resources always differ.
    std::string label() const { return is_index() ? table + " / " + index : table; }

    bool operator==(const ResourceName&) const = default;
    std::strong_ordering operator<=>(const ResourceName&) const = default;
};

// DynamoDB's rule for the names of tables and indexes (Developer Guide, naming rules).
inline bool is_resource_name(std::string_view name) {
    if (name.size() < 3 || name.size() > 255) return false;
    for (const char c : name) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '-' && c != '.') return false;
    }
    return true;
}

}  // namespace isotherm

// Formats a name as its label.
template <>
struct fmt::formatter<isotherm::ResourceName> : fmt::formatter<std::string_view> {
    template <class Context>
    auto format(const isotherm::ResourceName& name, Context& context) const {
        return fmt::formatter<std::string_view>::format(name.label(), context);
    }
};
