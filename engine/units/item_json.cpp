// SPDX-License-Identifier: Apache-2.0
#include "engine/units/item_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace isotherm {
namespace {

constexpr std::size_t deepest_nesting = 64;

struct TypeName {
    std::string_view name;
    AttributeType type;
};
constexpr std::array<TypeName, 10> type_names{{
    {"S", AttributeType::string},
    {"N", AttributeType::number},
    {"B", AttributeType::binary},
    {"BOOL", AttributeType::boolean},
    {"NULL", AttributeType::null},
    {"L", AttributeType::list},
    {"M", AttributeType::map},
    {"SS", AttributeType::string_set},
    {"NS", AttributeType::number_set},
    {"BS", AttributeType::binary_set},
}};

const TypeName* type_named(std::string_view name) {
    const auto found = std::ranges::find(type_names, name, &TypeName::name);
    return found == type_names.end() ? nullptr : &*found;
}

// Builds attribute values from the parser's events. The parser's own tree would keep numbers as
// doubles and would not report duplicate members.
class PlainBuilder final : public nlohmann::json_sax<nlohmann::json> {
public:
    bool null() override { return add({.type = AttributeType::null}); }
    bool boolean(bool value) override {
        return add({.type = AttributeType::boolean, .text = value ? "true" : "false"});
    }
    bool number_integer(number_integer_t value) override {
        return add_number(fmt::format("{}", value));
    }
    bool number_unsigned(number_unsigned_t value) override {
        return add_number(fmt::format("{}", value));
    }
    bool number_float(number_float_t, const string_t& text) override { return add_number(text); }
    bool string(string_t& text) override {
        return add({.type = AttributeType::string, .text = text});
    }
    bool binary(binary_t&) override { return false; }  // not in JSON text
    bool start_object(std::size_t) override { return open(AttributeType::map); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(AttributeType::list); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        auto& entries = open_.back()->entries;
        for (const auto& [known, value] : entries) {
            if (known == name)
                return fail(fmt::format("\"{}\" is there twice", printable(name)),
                            "remove one of them");
        }
        entries.emplace_back(name, AttributeValue{});
        return true;
    }
    bool parse_error(std::size_t offset, const std::string&,
                     const nlohmann::json::exception& error) override {
        failed_at = static_cast<std::int64_t>(offset);
        std::string what = error.what();  // "[json.exception.…] parse error at line 1, …"
        if (const std::size_t end = what.find("] "); end != std::string::npos)
            what.erase(0, end + 2);
        return fail("not JSON: " + printable(what),
                    "write an item such as {\"id\": {\"S\": \"a1\"}} or {\"id\": \"a1\"}");
    }

    AttributeValue root;
    std::string reason;  // why parsing failed
    std::string remedy;
    std::int64_t failed_at = -1;

private:
    bool fail(std::string what, std::string fix) {
        reason = std::move(what);
        remedy = std::move(fix);
        return false;
    }
    bool add_number(const std::string& text) {
        if (!number_bytes(text)) {
            return fail(fmt::format("DynamoDB cannot store the number {}", text),
                        "numbers have at most 38 significant digits and magnitudes from 1E-130 to "
                        "9.99E+125");
        }
        return add({.type = AttributeType::number, .text = text});
    }
    AttributeValue* place() {
        if (open_.empty()) return &root;
        AttributeValue& parent = *open_.back();
        if (parent.type == AttributeType::map) return &parent.entries.back().second;
        return &parent.elements.emplace_back();
    }
    bool add(AttributeValue value) {
        *place() = std::move(value);
        return true;
    }
    // Pointers to the open containers stay valid, because elements are added only to the innermost
    // one.
    bool open(AttributeType type) {
        if (open_.size() >= deepest_nesting) {
            return fail(fmt::format("nested deeper than {} levels", deepest_nesting),
                        "flatten the item");
        }
        AttributeValue* value = place();
        value->type = type;
        open_.push_back(value);
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    std::vector<AttributeValue*> open_;
};

Error attribute_error(const std::string& path, std::string what, std::string fix) {
    return {ExitCode::usage,
            ErrorNumber::bad_attribute,
            {.path = printable(path)},
            std::move(what),
            std::move(fix)};
}

// Returns the only member of a typed attribute such as {"S": …}, or nullptr if the value is not
// one.
const std::pair<std::string, AttributeValue>* typed_member(const AttributeValue& value) {
    if (value.type != AttributeType::map || value.entries.size() != 1) return nullptr;
    return type_named(value.entries.front().first) ? &value.entries.front() : nullptr;
}

// Decodes base64 text with padding; nullopt if the text is not base64.
std::optional<std::string> from_base64(std::string_view text) {
    constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (text.size() % 4 != 0) return std::nullopt;
    for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
    std::string bytes;
    std::uint32_t bits = 0;
    int bit_count = 0;
    for (const char c : text) {
        const std::size_t digit = alphabet.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        bits = bits << 6 | static_cast<std::uint32_t>(digit);
        bit_count += 6;
        if (bit_count < 8) continue;
        bit_count -= 8;
        bytes += static_cast<char>(bits >> bit_count & 0xFF);
    }
    return bytes;
}

Result<AttributeValue> typed_value(const AttributeValue& value, const std::string& path);

// Converts a string, number or binary value, which can be a member of a set.
Result<AttributeValue> scalar(AttributeType type, const AttributeValue& given,
                              const std::string& path) {
    if (given.type != AttributeType::string) {
        return attribute_error(path, "the value is not in quotes",
                               "write numbers and binary values as strings: {\"N\": \"12\"}");
    }
    if (type == AttributeType::number && !number_bytes(given.text)) {
        return attribute_error(
            path, fmt::format("DynamoDB cannot store \"{}\" as a number", printable(given.text)),
            "numbers have at most 38 significant digits and magnitudes from 1E-130 to 9.99E+125");
    }
    if (type != AttributeType::binary) return AttributeValue{.type = type, .text = given.text};
    auto bytes = from_base64(given.text);
    if (!bytes)
        return attribute_error(path, "the binary value is not base64",
                               "write {\"B\": \"aGVsbG8=\"}");
    return AttributeValue{.type = type, .text = std::move(*bytes)};
}

Result<AttributeValue> list_or_map(AttributeType type, const AttributeValue& given,
                                   const std::string& path) {
    if (given.type != type) {
        return attribute_error(
            path, type == AttributeType::list ? "L needs an array" : "M needs an object",
            "write {\"L\": [{\"S\": \"a\"}]} or {\"M\": {\"a\": {\"S\": \"b\"}}}");
    }
    AttributeValue made{.type = type};
    for (std::size_t i = 0; i < given.elements.size(); ++i) {
        auto element = typed_value(given.elements[i], fmt::format("{}[{}]", path, i));
        if (!element.ok()) return element.errors();
        made.elements.push_back(std::move(element.value()));
    }
    for (const auto& [name, value] : given.entries) {
        auto entry = typed_value(value, path + "." + name);
        if (!entry.ok()) return entry.errors();
        made.entries.emplace_back(name, std::move(entry.value()));
    }
    return made;
}

Result<AttributeValue> set_of(AttributeType type, const AttributeValue& given,
                              const std::string& path) {
    const AttributeType member = type == AttributeType::string_set   ? AttributeType::string
                                 : type == AttributeType::number_set ? AttributeType::number
                                                                     : AttributeType::binary;
    if (given.type != AttributeType::list || given.elements.empty()) {
        return attribute_error(path, "a set needs an array of at least one member",
                               "write {\"SS\": [\"a\", \"b\"]}");
    }
    AttributeValue made{.type = type};
    for (std::size_t i = 0; i < given.elements.size(); ++i) {
        auto element = scalar(member, given.elements[i], fmt::format("{}[{}]", path, i));
        if (!element.ok()) return element.errors();
        made.elements.push_back(std::move(element.value()));
    }
    return made;
}

Result<AttributeValue> typed_value(const AttributeValue& value, const std::string& path) {
    const auto* member = typed_member(value);
    if (member == nullptr) {
        return attribute_error(
            path, "the value has no DynamoDB type, but other values of the item have one",
            "write {\"S\": …}, {\"N\": …}, {\"B\": …}, BOOL, NULL, L, M, SS, NS "
            "or BS everywhere, or nowhere");
    }
    const AttributeType type = type_named(member->first)->type;
    const AttributeValue& given = member->second;
    switch (type) {
        case AttributeType::boolean:
        case AttributeType::null:
            if (given.type == AttributeType::boolean) return AttributeValue{.type = type};
            return attribute_error(path, fmt::format("{} needs true or false", member->first),
                                   "write {\"BOOL\": true}");
        case AttributeType::list:
        case AttributeType::map:
            return list_or_map(type, given, path);
        case AttributeType::string_set:
        case AttributeType::number_set:
        case AttributeType::binary_set:
            return set_of(type, given, path);
        default:
            return scalar(type, given, path);
    }
}

}  // namespace

Result<Item> read_item(std::string_view json, std::string_view name) {
    PlainBuilder builder;
    if (!nlohmann::json::sax_parse(json.begin(), json.end(), &builder)) {
        return Error{ExitCode::usage,
                     ErrorNumber::item_not_json,
                     {.file = std::string(name), .offset = builder.failed_at},
                     builder.reason,
                     builder.remedy};
    }
    if (builder.root.type != AttributeType::map) {
        return Error{ExitCode::usage,
                     ErrorNumber::item_not_json,
                     {.file = std::string(name)},
                     "expected an item: a JSON object of attributes",
                     "write {\"id\": \"a1\"}"};
    }
    Item item = std::move(builder.root.entries);
    if (std::ranges::none_of(
            item, [](const auto& entry) { return typed_member(entry.second) != nullptr; }))
        return item;
    for (auto& [attribute, value] : item) {
        auto typed = typed_value(value, attribute);
        if (!typed.ok()) return typed.errors();
        value = std::move(typed.value());
    }
    return item;
}

}  // namespace isotherm
