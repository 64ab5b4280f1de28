// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/figure.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/scenario/figure_parser.h"
#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

// Returns the member or list element with this name; nullptr if there is none.
const Json* child_of(const Json& json, const std::string& name) {
    if (json.is_object()) {
        const auto found = json.find(name);
        return found == json.end() ? nullptr : &*found;
    }
    const auto position = json.is_array() ? number_in<std::uint64_t>(name) : std::nullopt;
    return position && *position < json.size() ? &json[*position] : nullptr;
}

std::string path_text(const FigurePath& path, std::size_t length) {
    std::string text;
    for (std::size_t i = 0; i < length; ++i) text += (i > 0 ? "." : "") + path[i];
    return text;
}

std::vector<std::string> names_in(const Json& json) {
    std::vector<std::string> names;
    for (const auto& [name, inner] : json.items()) names.push_back(name);
    return names;
}

// Returns the value at `path` in a shape. Each list in a shape has one example element, which
// stands for every position.
std::variant<const Json*, FigureError> place_in(const Json& shape, const FigurePath& path) {
    const Json* at = &shape;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const std::string before = i == 0 ? "the report" : path_text(path, i);
        if (at->is_array()) {
            if (!number_in<std::uint64_t>(path[i]))
                return FigureError{fmt::format("{} is a list; \"{}\" is not a position in it",
                                               printable(before), printable(path[i])),
                                   "write a position, counted from 0"};
            if (at->empty()) return nullptr;
            at = &at->front();
            continue;
        }
        const Json* next = child_of(*at, path[i]);
        if (next == nullptr && !at->is_object())
            return FigureError{fmt::format("{} is a value without members", printable(before)),
                               fmt::format("end the path with {}", printable(path[i - 1]))};
        if (next == nullptr)
            return FigureError{
                fmt::format("there is no \"{}\" in {}", printable(path[i]), printable(before)),
                suggestion_text(path[i], names_in(*at))};
        at = next;
    }
    return at;
}

bool is_number(const Json& json) { return json.is_number() || json.is_null() || json.is_boolean(); }

std::optional<FigureError> no_number(const Json& shape, const FigurePath& path) {
    const auto place = place_in(shape, path);
    if (const auto* error = std::get_if<FigureError>(&place)) return *error;
    const Json* at = std::get<const Json*>(place);
    if (at == nullptr || is_number(*at)) return std::nullopt;
    const std::string name = printable(path_text(path, path.size()));
    if (at->is_string()) return FigureError{fmt::format("{} is text", name), "name a number"};
    if (at->is_array())
        return FigureError{fmt::format("{} is a list", name),
                           "name an element such as .0, or write count(LIST, FIELD > N)"};
    return FigureError{fmt::format("{} is a group of values", name),
                       fmt::format("name one of {}", fmt::join(names_in(*at), ", "))};
}

std::optional<double> number_at(const Json& report, const FigurePath& path) {
    // These objects omit members whose count is zero.
    static constexpr std::array<std::string_view, 3> counts{"throttled_by_reason", "refused_by",
                                                            "answered_with"};
    const Json* at = &report;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const Json* next = child_of(*at, path[i]);
        if (next == nullptr) {
            const bool none_counted =
                i > 0 && std::find(counts.begin(), counts.end(), path[i - 1]) != counts.end();
            return none_counted ? std::optional(0.0) : std::nullopt;
        }
        at = next;
    }
    if (at->is_boolean()) return at->get<bool>() ? 1.0 : 0.0;
    return at->is_number() ? std::optional(at->get<double>()) : std::nullopt;
}

bool compares(double left, std::string_view comparison, double right) {
    if (comparison == ">") return left > right;
    if (comparison == "<") return left < right;
    if (comparison == ">=") return left >= right;
    if (comparison == "<=") return left <= right;
    return comparison == "=" ? left == right : left != right;
}

}  // namespace

std::variant<Figure, FigureError> Figure::parse(std::string_view text) {
    return FigureParser(text).parse();
}

std::optional<FigureError> Figure::unknown_in(const Json& shape) const {
    for (const Step& step : steps_) {
        if (step.kind == Step::Kind::path) {
            if (auto error = no_number(shape, step.path)) return error;
        }
        if (step.kind != Step::Kind::count) continue;
        const auto place = place_in(shape, step.path);
        if (const auto* error = std::get_if<FigureError>(&place)) return *error;
        const Json* list = std::get<const Json*>(place);
        if (list == nullptr) continue;
        if (!list->is_array())
            return FigureError{
                fmt::format("{} is no list", printable(path_text(step.path, step.path.size()))),
                "count() wants a list and a condition: count(LIST, FIELD > N)"};
        if (list->empty() || step.comparison.empty()) continue;
        if (auto error = no_number(list->front(), step.field)) return error;
    }
    return std::nullopt;
}

std::optional<double> Figure::value_in(const Json& report) const {
    std::vector<std::optional<double>> stack;
    for (const Step& step : steps_) {
        switch (step.kind) {
            case Step::Kind::number:
                stack.emplace_back(step.number);
                break;
            case Step::Kind::path:
                stack.push_back(number_at(report, step.path));
                break;
            case Step::Kind::count: {
                const Json* list = &report;
                for (const std::string& name : step.path)
                    if (list != nullptr) list = child_of(*list, name);
                if (list == nullptr || !list->is_array()) return std::nullopt;
                stack.emplace_back(std::count_if(list->begin(), list->end(), [&](const Json& one) {
                    if (step.comparison.empty()) return true;
                    const auto number = number_at(one, step.field);
                    return number && compares(*number, step.comparison, step.number);
                }));
                break;
            }
            case Step::Kind::negate:
                if (stack.back()) stack.back() = -*stack.back();
                break;
            default: {
                const auto right = stack.back();
                stack.pop_back();
                auto& left = stack.back();
                if (!left || !right)
                    left = std::nullopt;
                else if (step.kind == Step::Kind::add)
                    left = *left + *right;
                else if (step.kind == Step::Kind::subtract)
                    left = *left - *right;
                else if (step.kind == Step::Kind::multiply)
                    left = *left * *right;
                else
                    left = *left / *right;
                if (left && !std::isfinite(*left)) left = std::nullopt;
            }
        }
    }
    return stack.empty() ? std::nullopt : stack.back();
}

}  // namespace isotherm
