// SPDX-License-Identifier: Apache-2.0
#include "engine/attributes/attribute_spec.h"

#include "engine/attributes/all_attributes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/attributes/zipf_table.h"
#include "engine/vocabulary/choice.h"
#include "engine/vocabulary/number_reader.h"

namespace isotherm {
namespace {

constexpr std::string_view no_value = "none";
constexpr double sigma_highest = 3;   // as for item sizes
constexpr double shape_lowest = 0.1;  // below, nearly all values are at the end of the range
constexpr double shape_highest = 100;
constexpr double most_remembered = 1e7;  // 40 bytes each

// A whole number, or a size such as "2 KB".
void number_or_size(SettingsVisitor& visit, std::string_view name, std::string_view help,
                    std::int64_t& value) {
    std::string text = std::to_string(value);
    visit.field({.name = name, .help = help, .number_too = true}, text);
    if (!visit.reads()) return;
    std::optional<std::int64_t> read = number_in<std::int64_t>(text);
    if (const auto bytes = parse_bytes(text); !read && bytes)
        read = static_cast<std::int64_t>(bytes->count);
    if (read && *read >= 1 && *read <= AttributeSpec::highest_number) {
        value = *read;
        return;
    }
    visit.reject(name, fmt::format("\"{}\" is not a number from 1 to 10^14", text),
                 "write a whole number, or a size such as \"2 KB\"");
}

// A setting of another distribution would change nothing.
void refuse_others(SettingsVisitor& visit, AttributeSpread chosen) {
    struct Owned {
        std::string_view setting;
        AttributeSpread first, second;  // distributions that have it
    };
    using enum AttributeSpread;
    constexpr Owned all[] = {{"weights", weights, weights},     {"distinct", uniform, zipf},
                             {"exponent", zipf, zipf},          {"median", log_normal, log_normal},
                             {"sigma", log_normal, log_normal}, {"least", pareto, pareto},
                             {"shape", pareto, pareto},         {"most", pareto, log_normal}};
    const auto word = [](AttributeSpread spread) {
        return words_of(spread)[static_cast<std::size_t>(spread)];
    };
    for (const Owned& one : all) {
        if (!visit.given(one.setting) || chosen == one.first || chosen == one.second) continue;
        const std::string others =
            one.first == one.second
                ? fmt::format("\"{}\"", word(one.first))
                : fmt::format("\"{}\" or \"{}\"", word(one.first), word(one.second));
        visit.reject(one.setting,
                     fmt::format("the distribution \"{}\" has no {}", word(chosen), one.setting),
                     fmt::format("remove it, or write distribution = {}", others));
    }
}

}  // namespace

void AttributeSpec::settings(SettingsVisitor& visit) {
    visit.field({.name = "written_by",
                 .help = "\"workloads.NAME\": it stands for an item that a write of that workload "
                         "has put there; NAME.user is the item's user"},
                written_by);
    visit.field({.name = "column",
                 .help = "of recorded streams: the column of the file that has its value; \"key\": "
                         "the text of the recorded key"},
                column);
    if (written() || name == all_attributes) written_settings(visit);
    if (written() && recorded())
        visit.reject("column", "an attribute with written_by is that of a written item",
                     "remove one of them");
    if (written() || recorded()) return;
    if (visit.reads() && visit.given("weights")) distribution = AttributeSpread::weights;
    choice_field(visit, {.name = "distribution", .help = "which values it has, and how often"},
                 distribution);
    visit.field({.name = "of",
                 .help = "another attribute: equal values of it have equal values of this one"},
                of);
    const bool all = visit.reads() || name == all_attributes;
    if (all || distribution == AttributeSpread::weights) weight_settings(visit);
    if (all || distribution != AttributeSpread::weights) number_settings(visit);
    if (distribution == AttributeSpread::sequence && !of.empty())
        visit.reject("of", "a sequence counts the actions, not another attribute",
                     "remove of, or choose another distribution");
    if (least > most) visit.reject("most", "most is below least", "make it larger");
    if (visit.reads()) refuse_others(visit, distribution);
}

void AttributeSpec::written_settings(SettingsVisitor& visit) {
    choice_field(
        visit,
        {.name = "skew",
         .help = "of written_by: which items are asked for, by their rank from the newest"},
        skew);
    if (written() && (visit.reads() || skew == WrittenSkew::zipf))
        visit.field({.name = "exponent",
                     .help = "of zipf: 0 is uniform, higher is more skewed",
                     .highest = zipf_exponent_highest},
                    exponent);
    visit.field({.name = "window",
                 .help = "of written_by: age of the oldest items; 0s: any age",
                 .highest = in_seconds(longest_run)},
                window);
    visit.field({.name = "remember",
                 .help = "of written_by: how many items are known, the newest ones",
                 .lowest = 1,
                 .highest = most_remembered},
                remember);
    if (written() && writer().empty())
        visit.reject("written_by", fmt::format("\"{}\" is no workload", written_by),
                     "write \"workloads.NAME\"");
}

std::string AttributeSpec::writer() const {
    constexpr std::string_view prefix = "workloads.";
    return written_by.starts_with(prefix) ? written_by.substr(prefix.size()) : std::string();
}

void AttributeSpec::weight_settings(SettingsVisitor& visit) {
    visit.weights({.name = "weights",
                   .help = "values with their weights, such as { DONE = 99, none = 1 }; none: the "
                           "item lacks the attribute"},
                  weights);
    if (distribution != AttributeSpread::weights) return;
    double all = 0;
    for (const auto& [value, weight] : weights) all += weight;
    if (all > 0) return;
    visit.reject("weights", "no value has a weight above 0",
                 "write for instance weights = { DONE = 99, PENDING = 1 }");
}

void AttributeSpec::number_settings(SettingsVisitor& visit) {
    const bool all = visit.reads() || name == all_attributes;
    const auto is = [&](AttributeSpread spread) { return all || distribution == spread; };
    if (is(AttributeSpread::uniform) || is(AttributeSpread::zipf))
        visit.field({.name = "distinct",
                     .help = "number of values, from 0 on",
                     .lowest = 1,
                     .highest = static_cast<double>(highest_number)},
                    distinct);
    if (is(AttributeSpread::zipf))
        visit.field({.name = "exponent",
                     .help = "of zipf: 0 is uniform, 0.99 is YCSB's default, higher is more skewed",
                     .highest = zipf_exponent_highest},
                    exponent);
    if (is(AttributeSpread::log_normal)) {
        number_or_size(visit, "median", "of log_normal: half of the values are smaller", median);
        visit.field({.name = "sigma",
                     .help = "of log_normal: standard deviation of the natural logarithm",
                     .highest = sigma_highest},
                    sigma);
    }
    if (is(AttributeSpread::pareto)) {
        number_or_size(visit, "least", "of pareto: the smallest value", least);
        visit.field({.name = "shape",
                     .help = "of pareto: the share above x is (least / x)^shape",
                     .lowest = shape_lowest,
                     .highest = shape_highest},
                    shape);
    }
    if (is(AttributeSpread::pareto) || is(AttributeSpread::log_normal))
        number_or_size(visit, "most", "of pareto and log_normal: where values are capped", most);
}

bool AttributeSpec::is_number() const {
    if (recorded()) return false;
    return distribution != AttributeSpread::weights ||
           std::all_of(weights.begin(), weights.end(), [](const auto& one) {
               const auto number = number_in<std::int64_t>(one.first);
               return one.first == no_value || (number && std::to_string(*number) == one.first &&
                                                std::abs(*number) <= highest_number);
           });
}

double AttributeSpec::share_of(std::string_view value) const {
    if (distribution != AttributeSpread::weights) return 0;
    double all = 0;
    double of_value = 0;
    for (const auto& [name, weight] : weights) {
        all += weight;
        if (name == value) of_value = weight;
    }
    return all > 0 ? of_value / all : 0;
}

double AttributeSpec::values() const {
    switch (distribution) {
        case AttributeSpread::uniform:
        case AttributeSpread::zipf:
            return static_cast<double>(distinct);
        case AttributeSpread::weights: {
            double count = 0;
            for (const auto& [name, weight] : weights) count += name != no_value && weight > 0;
            return count;
        }
        case AttributeSpread::sequence:
        case AttributeSpread::log_normal:
        case AttributeSpread::pareto:
            break;
    }
    return static_cast<double>(highest_number);
}

double AttributeSpec::hottest() const {
    switch (distribution) {
        case AttributeSpread::uniform:
            return 1 / static_cast<double>(distinct);
        case AttributeSpread::zipf:
            return 1 / zipf_normalizer(static_cast<std::uint64_t>(distinct), exponent);
        case AttributeSpread::weights: {
            double most_frequent = 0;
            for (const auto& one : weights)
                if (one.first != no_value)
                    most_frequent = std::max(most_frequent, share_of(one.first));
            return most_frequent;
        }
        default:
            return 0;
    }
}

}  // namespace isotherm
