// SPDX-License-Identifier: Apache-2.0
#include "app/cli/schema_builder.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace isotherm {
namespace {

using Json = SchemaBuilder::Json;

bool bounded(const Setting& setting) {
    return setting.highest < std::numeric_limits<double>::max();
}

// Returns whole numbers as integers, because 1000 reads better than 1000.0.
Json bound(double value) {
    constexpr double largest_exact = 9e15;
    if (value == std::floor(value) && std::abs(value) <= largest_exact)
        return static_cast<std::int64_t>(value);
    return value;
}

void add_range(const Setting& setting, Json& schema) {
    schema["minimum"] = bound(setting.lowest);
    if (bounded(setting)) schema["maximum"] = bound(setting.highest);
}

Json reference(std::string_view definition) {
    return {{"$ref", fmt::format("#/$defs/{}", definition)}};
}

// The units of engine/vocabulary/quantity.cpp, as regular expressions of ECMA 262.
constexpr std::string_view number_pattern = "[0-9]+(\\.[0-9]*)?([eE][+-]?[0-9]+)?";
constexpr std::string_view rate_unit =
    "(d|days?|h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?|ms|msec|milliseconds?|us|"
    "microseconds|\\u00B5s|\\u03BCs)";
constexpr std::string_view time_unit =
    "(w|weeks?|d|days?|h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?|ms|msec|milliseconds?|us|"
    "microseconds|\\u00B5s|\\u03BCs)";

std::string duration_pattern() {
    return fmt::format("{0} ?{1}( ?{0} ?{1})*", number_pattern, time_unit);
}

Json text_like(std::string_view description, const std::string& pattern) {
    return {{"type", "string"},
            {"description", description},
            {"pattern", fmt::format("^{}$", pattern)}};
}

}  // namespace

Json SchemaBuilder::definitions() {
    Json share = {{"type", {"number", "string"}},
                  {"description", "a share, as a number or in percent: 0.7 or \"70 %\""},
                  {"pattern", fmt::format("^{} ?%?$", number_pattern)}};
    Json count = {
        {"type", {"integer", "string"}},
        {"description", "a whole number, also with k, M or G (powers of 1,000): 1500 or \"1.5k\""},
        {"pattern", fmt::format("^{} ?[kKMG]$", number_pattern)}};
    Json time = {{"type", {"string", "number"}},
                 {"description",
                  "a date and time, UTC unless it has an offset; or Unix seconds or milliseconds"},
                 {"pattern", "^[0-9]"}};
    Json amount = {{"type", {"number", "string"}},
                   {"description", "a number, a percentage, or a duration (counted in seconds)"},
                   {"pattern", fmt::format("^-?({} ?%?|{})$", number_pattern, duration_pattern())}};
    return {
        {"duration", text_like("a duration: \"250ms\", \"90s\" or \"1h30m\"", duration_pattern())},
        {"size", text_like("a size in powers of 1,024: \"200 B\", \"4 KB\" or \"9.9 GB\"",
                           fmt::format("{} ?([bB]|[bB][yY][tT][eE][sS]?|[kKmMgGtT]([iI]?[bB])?)",
                                       number_pattern))},
        {"rate", text_like("a request rate: \"5000/s\", \"5k/s\" or \"300/m\"",
                           fmt::format("{} ?([kKMG] ?)?(/|per ) ?{}", number_pattern, rate_unit))},
        {"share", std::move(share)},
        {"count", std::move(count)},
        {"time", std::move(time)},
        {"amount", std::move(amount)}};
}

Json SchemaBuilder::object() const {
    if (!kinds_.empty()) return {{"type", "object"}, {"oneOf", kinds_}};
    Json schema{{"type", "object"}, {"properties", properties_}};
    if (!required_.empty()) schema["required"] = required_;
    schema["additionalProperties"] = false;
    return schema;
}

void SchemaBuilder::add(const Setting& setting, Json schema, const Json& initial) {
    schema["description"] = setting.help;
    if (!setting.required && !initial.is_null()) schema["default"] = initial;
    if (!setting.source.empty()) schema["x-source"] = setting.source;
    const std::string name(setting.name);
    if (setting.required) required_.push_back(name);
    properties_[name] = std::move(schema);
}

// JSON Schema cannot limit the range of a text, so the range is given in x-minimum, x-maximum and
// x-unit, for human readers and forms.
void SchemaBuilder::add_quantity(const Setting& setting, std::string_view definition,
                                 const std::string& initial, std::string_view unit) {
    Json schema = reference(definition);
    schema["x-minimum"] = bound(setting.lowest);
    if (bounded(setting)) schema["x-maximum"] = bound(setting.highest);
    schema["x-unit"] = unit;
    add(setting, std::move(schema), initial.empty() ? Json() : Json(initial));
}

void SchemaBuilder::field(const Setting& setting, double& value) {
    Json schema{{"type", "number"}};
    add_range(setting, schema);
    add(setting, std::move(schema), bound(value));
}

// A default below the allowed range means that the setting is absent.
void SchemaBuilder::field(const Setting& setting, std::int64_t& value) {
    Json schema = reference("count");
    add_range(setting, schema);
    const bool left_out = static_cast<double>(value) < setting.lowest;
    add(setting, std::move(schema), left_out ? Json() : Json(value));
}

void SchemaBuilder::field(const Setting& setting, bool& value) {
    add(setting, {{"type", "boolean"}}, value);
}

void SchemaBuilder::field(const Setting& setting, std::string& value) {
    if (setting.number_too) return add(setting, {{"type", {"string", "integer"}}}, value);
    add(setting, {{"type", "string"}}, value);
}

void SchemaBuilder::field(const Setting& setting, SimDuration& value) {
    const bool left_out = in_seconds(value) < setting.lowest;
    add_quantity(setting, "duration", left_out ? "" : text_of(value), "s");
}

void SchemaBuilder::field(const Setting& setting, WallTime& value) {
    add(setting, reference("time"), utc_text(value));
}

void SchemaBuilder::field(const Setting& setting, Bytes& value) {
    const bool left_out = static_cast<double>(value.count) < setting.lowest;
    add_quantity(setting, "size", left_out ? "" : text_of(value), "B");
}

void SchemaBuilder::field(const Setting& setting, Share& value) {
    Json schema = reference("share");
    add_range(setting, schema);
    add(setting, std::move(schema), text_of(value));
}

void SchemaBuilder::field(const Setting& setting, RequestRate& value) {
    add_quantity(setting, "rate", text_of(value), "/s");
}

void SchemaBuilder::field(const Setting& setting, std::vector<double>&) {
    Json element{{"type", "number"}};
    add_range(setting, element);
    add(setting, {{"type", "array"}, {"items", std::move(element)}, {"minItems", 1}});
}

void SchemaBuilder::field(const Setting& setting, std::optional<Amount>&) {
    add(setting, reference("amount"));
}

void SchemaBuilder::field(const Setting& setting, std::vector<std::string>&) {
    Json many{{"type", "array"}, {"items", {{"type", "string"}}}, {"minItems", 1}};
    if (!setting.one_or_list) return add(setting, std::move(many));
    add(setting, {{"anyOf", {{{"type", "string"}}, std::move(many)}}});
}

void SchemaBuilder::weights(const Setting& setting, std::map<std::string, double>&) {
    add(setting, {{"type", "object"},
                  {"minProperties", 1},
                  {"additionalProperties", {{"type", "number"}, {"minimum", 0}}}});
}

void SchemaBuilder::field(const Setting& setting, Choice value) {
    const bool known =
        std::find(value.words.begin(), value.words.end(), value.chosen) != value.words.end();
    add(setting, {{"type", "string"}, {"enum", value.words}}, known ? Json(value.chosen) : Json());
}

// Returns the schema of one catalog entry with its settings. The selector is required unless the
// entry is the default; nothing is required if settings are inherited.
// The schemas of an entry: one, or one for each entry that it chooses in turn.
std::vector<Json> SchemaBuilder::kinds_of(const PlugIn& plug_in, const std::string& name) const {
    const auto made = plug_in.catalog.make(name);
    SchemaBuilder inner(inherits_);
    made->settings(inner);
    auto kinds = std::exchange(inner.kinds_, Json::array()).get<std::vector<Json>>();
    if (kinds.empty()) kinds.push_back(Json::object());
    for (Json& chosen : kinds) {
        const bool nested = chosen.contains("title");
        Json kind{
            {"title", nested ? name + ", " + chosen["title"].get<std::string>() : name},
            {"description", chosen.value("description", std::string(plug_in.catalog.help(name)))}};
        kind.update(inner.object());
        Json properties{{plug_in.selector, {{"const", name}}}};
        properties.update(inner.properties_);
        if (nested) properties.update(chosen["properties"]);
        kind["properties"] = std::move(properties);
        kind.erase("required");
        std::vector<std::string> required;
        if (name != plug_in.chosen) required.emplace_back(plug_in.selector);
        required.insert(required.end(), inner.required_.begin(), inner.required_.end());
        if (nested)
            for (const Json& one : chosen.value("required", Json::array()))
                required.push_back(one.get<std::string>());
        if (!inherits_ && !required.empty()) kind["required"] = required;
        chosen = std::move(kind);
    }
    return kinds;
}

void SchemaBuilder::field(const Setting& setting, PlugIn value) {
    Json kinds = Json::array();
    for (const std::string& name : value.catalog.names())
        for (Json& kind : kinds_of(value, name)) kinds.push_back(std::move(kind));
    add(setting, {{"type", "object"}, {inherits_ ? "anyOf" : "oneOf", std::move(kinds)}});
}

void SchemaBuilder::kind(const Setting&, PlugIn value) {
    for (const std::string& name : value.catalog.names())
        for (Json& kind : kinds_of(value, name)) kinds_.push_back(std::move(kind));
}

void SchemaBuilder::group(const Setting& setting, const Members& members) {
    SchemaBuilder inner(inherits_);
    members(inner);
    if (inherits_) inner.required_.clear();
    if (setting.short_for.empty()) return add(setting, inner.object());
    Json value = inner.properties_[std::string(setting.short_for)];
    value.erase("description");
    add(setting, {{"anyOf", {std::move(value), inner.object()}}});
}

void SchemaBuilder::named(const Setting& setting, const std::vector<std::string>& names,
                          const NamedMember& member) {
    SchemaBuilder inner(setting.inherits);
    member(names.empty() ? "NAME" : names.front(), inner);
    if (setting.inherits)
        std::erase_if(inner.required_,
                      [this](const std::string& name) { return properties_.contains(name); });
    add(setting,
        {{"type", "object"}, {"minProperties", 1}, {"additionalProperties", inner.object()}});
}

void SchemaBuilder::list(const Setting& setting, std::size_t, const Element& element) {
    SchemaBuilder inner;
    element(0, inner);
    Json many{{"type", "array"}, {"minItems", 1}, {"items", inner.object()}};
    if (!setting.one_or_list) return add(setting, std::move(many));
    add(setting, {{"anyOf", {inner.object(), std::move(many)}}});
}

}  // namespace isotherm
