// SPDX-License-Identifier: Apache-2.0
#pragma once
// Values of JSON records as requests need them.

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace isotherm {

// A member, or a member of a member: {"user", "id"} for user.id; a number chooses an element of a
// list.
using JsonPath = std::vector<std::string>;
JsonPath json_path(std::string_view dotted);

// The value at the path; a member whose name is the whole dotted text wins. nullopt: there is none,
// or it is null.
std::optional<simdjson::dom::element> value_at(const simdjson::dom::element& record,
                                               std::string_view dotted, const JsonPath& path);
std::optional<simdjson::dom::element> member_of(const simdjson::dom::element& object,
                                                std::string_view name);
// Without regard to the case of letters, as CloudTrail's parameters are spelled.
std::optional<simdjson::dom::element> member_in_any_case(const simdjson::dom::element& object,
                                                         std::string_view name);

// A text as it is, a number in decimal, true or false; nullopt for objects and lists.
std::optional<std::string> text_of_json(const simdjson::dom::element& value);
std::string text_of_member(const simdjson::dom::element& object, std::string_view name);

// Bytes of an item in DynamoDB's typed form ({"id": {"S": "a"}}), by the rule of item_size.h;
// nullopt if it has none.
std::optional<std::uint64_t> typed_bytes(const simdjson::dom::element& item);

// The text of a key: of the attribute `name`, of the first attribute (""), or of all, joined by "|"
// ("*"). Values are plain, or typed as {"S": "a"}. nullopt: there is no such attribute.
std::optional<std::string> key_text_of(const simdjson::dom::element& key, std::string_view name);

// A table's name or ARN as a name.
std::string_view table_in(std::string_view name_or_arn);

}  // namespace isotherm
