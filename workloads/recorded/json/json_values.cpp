// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/json/json_values.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/units/item_size.h"
#include "engine/vocabulary/number_reader.h"

namespace isotherm {
namespace {

using Json = simdjson::dom::element;

constexpr int nesting_most = 64;
constexpr std::uint64_t container_size = 3;  // as in item_size.cpp
constexpr std::uint64_t element_size = 1;

bool equal_in_any_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        const auto lower = [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        };
        return lower(x) == lower(y);
    });
}

// Bytes that a text in base64 stands for.
std::uint64_t decoded_bytes(std::string_view base64) {
    while (base64.ends_with('=')) base64.remove_suffix(1);
    return base64.size() * 3 / 4;
}

std::optional<std::uint64_t> bytes_of_typed(const Json& typed, int depth);

std::optional<std::uint64_t> bytes_of_map(const Json& map, std::uint64_t each, int depth) {
    simdjson::dom::object members;
    if (map.get(members) != simdjson::SUCCESS) return std::nullopt;
    std::uint64_t sum = 0;
    for (const auto& [name, value] : members) {
        const auto bytes = bytes_of_typed(value, depth + 1);
        if (!bytes) return std::nullopt;
        sum += name.size() + *bytes + each;
    }
    return sum;
}

std::optional<std::uint64_t> bytes_of_list(const Json& list, int depth) {
    simdjson::dom::array elements;
    if (list.get(elements) != simdjson::SUCCESS) return std::nullopt;
    std::uint64_t sum = container_size;
    for (const Json& element : elements) {
        const auto bytes = bytes_of_typed(element, depth + 1);
        if (!bytes) return std::nullopt;
        sum += element_size + *bytes;
    }
    return sum;
}

std::optional<std::uint64_t> bytes_of_text(std::string_view type, std::string_view text) {
    if (type == "N") return number_bytes(text);
    return type == "B" ? decoded_bytes(text) : text.size();
}

std::optional<std::uint64_t> bytes_of_set(std::string_view type, const Json& set) {
    simdjson::dom::array elements;
    if (set.get(elements) != simdjson::SUCCESS) return std::nullopt;
    std::uint64_t sum = 0;
    for (const Json& element : elements) {
        std::string_view text;
        if (element.get(text) != simdjson::SUCCESS) return std::nullopt;
        const auto bytes = bytes_of_text(type, text);
        if (!bytes) return std::nullopt;
        sum += *bytes;
    }
    return sum;
}

// `typed` is {"S": …}, {"N": …}, …
std::optional<std::uint64_t> bytes_of_typed(const Json& typed, int depth) {
    simdjson::dom::object members;
    if (depth > nesting_most || typed.get(members) != simdjson::SUCCESS || members.size() != 1)
        return std::nullopt;
    const auto member = *members.begin();
    const std::string_view type = member.key;
    if (type == "BOOL" || type == "NULL") return 1;
    if (type == "L") return bytes_of_list(member.value, depth);
    if (type == "M") {
        const auto bytes = bytes_of_map(member.value, element_size, depth);
        return bytes ? std::optional(*bytes + container_size) : std::nullopt;
    }
    if (type == "SS" || type == "NS" || type == "BS")
        return bytes_of_set(type.substr(0, 1), member.value);
    std::string_view text;
    if (member.value.get(text) != simdjson::SUCCESS) return std::nullopt;
    if (type != "S" && type != "N" && type != "B") return std::nullopt;
    return bytes_of_text(type, text);
}

// Of a plain value, or of one such as {"S": "a"}.
std::optional<std::string> text_of_key_value(const Json& value) {
    simdjson::dom::object typed;
    if (value.get(typed) != simdjson::SUCCESS) return text_of_json(value);
    if (typed.size() != 1) return std::nullopt;
    return text_of_json((*typed.begin()).value);
}

}  // namespace

JsonPath json_path(std::string_view dotted) {
    JsonPath path;
    for (;;) {
        const std::size_t dot = dotted.find('.');
        path.emplace_back(dotted.substr(0, dot));
        if (dot == std::string_view::npos) return path;
        dotted.remove_prefix(dot + 1);
    }
}

std::optional<Json> member_of(const Json& object, std::string_view name) {
    simdjson::dom::object members;
    Json value;
    if (object.get(members) != simdjson::SUCCESS || members[name].get(value) != simdjson::SUCCESS ||
        value.is_null())
        return std::nullopt;
    return value;
}

std::optional<Json> member_in_any_case(const Json& object, std::string_view name) {
    simdjson::dom::object members;
    if (object.get(members) != simdjson::SUCCESS) return std::nullopt;
    for (const auto& [key, value] : members)
        if (equal_in_any_case(key, name))
            return value.is_null() ? std::nullopt : std::optional(value);
    return std::nullopt;
}

std::optional<Json> value_at(const Json& record, std::string_view dotted, const JsonPath& path) {
    if (auto whole = member_of(record, dotted)) return whole;
    std::optional<Json> value = record;
    for (const std::string& name : path) {
        simdjson::dom::array list;
        if (value->get(list) == simdjson::SUCCESS) {
            const auto number = number_in<std::uint64_t>(name);
            Json element;
            if (!number || list.at(*number).get(element) != simdjson::SUCCESS) return std::nullopt;
            value = element;
        } else {
            value = member_of(*value, name);
        }
        if (!value || value->is_null()) return std::nullopt;
    }
    return value;
}

std::optional<std::string> text_of_json(const Json& value) {
    switch (value.type()) {
        case simdjson::dom::element_type::STRING:
            return std::string(std::string_view(value));
        case simdjson::dom::element_type::INT64:
            return fmt::format("{}", std::int64_t(value));
        case simdjson::dom::element_type::UINT64:
            return fmt::format("{}", std::uint64_t(value));
        case simdjson::dom::element_type::DOUBLE: {
            // 5.0 was not written as a whole number: a time with fractions, by chance without one.
            std::string text = fmt::format("{}", double(value));
            if (text.find_first_of(".en") == std::string::npos) text += ".0";
            return text;
        }
        case simdjson::dom::element_type::BOOL:
            return std::string(bool(value) ? "true" : "false");
        default:
            return std::nullopt;
    }
}

std::string text_of_member(const Json& object, std::string_view name) {
    const auto value = member_of(object, name);
    return value ? text_of_json(*value).value_or("") : "";
}

std::optional<std::uint64_t> typed_bytes(const Json& item) { return bytes_of_map(item, 0, 0); }

std::optional<std::string> key_text_of(const Json& key, std::string_view name) {
    if (!name.empty() && name != "*") {
        const auto value = member_of(key, name);
        return value ? text_of_key_value(*value) : std::nullopt;
    }
    simdjson::dom::object members;
    if (key.get(members) != simdjson::SUCCESS) return std::nullopt;
    std::optional<std::string> joined;
    for (const auto& [attribute, value] : members) {
        const auto text = text_of_key_value(value);
        if (!text) return std::nullopt;
        if (name.empty()) return text;
        joined = joined ? *joined + "|" + *text : *text;
    }
    return joined;
}

std::string_view table_in(std::string_view name_or_arn) {
    const std::size_t at = name_or_arn.find(":table/");
    if (at == std::string_view::npos) return name_or_arn;
    const std::string_view name = name_or_arn.substr(at + 7);
    return name.substr(0, name.find('/'));
}

}  // namespace isotherm
