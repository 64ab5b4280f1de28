// SPDX-License-Identifier: Apache-2.0
#include "app/report/comparison_text.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

using ComparisonJson = nlohmann::ordered_json;

constexpr double cent = 0.005;  // US dollars; smaller differences are not worth a word

// Whether several pairs of runs differ, but by no more than chance.
bool within_chance(const Comparison& comparison) {
    return comparison.pairs() > 1 && !comparison.clear() &&
           comparison.share_a != comparison.share_b;
}

bool only_b_throttles(const Comparison& comparison) {
    return comparison.share_a == 0 && comparison.share_b > 0 && !within_chance(comparison);
}

// Only what is gone entirely is 100 % less.
std::string less_text(double part) {
    constexpr double almost_all = 0.9995;  // rounds to 100.0 %
    if (part >= 1) return percent(part, 0);
    if (part >= almost_all) return "over 99.9 %";
    return percent(part, part >= 0.995 ? 1 : 0);
}

std::string throttling_part(const Comparison& comparison) {
    const double a = comparison.share_a, b = comparison.share_b;
    if (a == b) return a == 0 ? "Like A, B throttles nothing" : "B throttles as much as A";
    if (within_chance(comparison))
        return fmt::format("No clear difference in throttling with {} seeds", comparison.pairs());
    if (a == 0) return fmt::format("B throttles {} of all tries", percent(b, 2));
    return b < a ? fmt::format("B throttles {} less", less_text(1 - b / a))
                 : fmt::format("B throttles {} more", percent(b / a - 1, b / a - 1 < 0.01 ? 2 : 0));
}

std::string cost_part(const Comparison& comparison) {
    if (!comparison.cost_month_a || !comparison.cost_month_b) return "";
    const double more = *comparison.cost_month_b - *comparison.cost_month_a;
    if (std::abs(more) < cent) return " for the same price";
    return fmt::format(" for ${} {} a month", grouped(std::abs(more), 2),
                       more > 0 ? "more" : "less");
}

std::string reason_part(const std::vector<std::string>& different) {
    if (different.empty()) return "";
    if (different.size() == 1) return ", because of " + printable(different.front());
    return fmt::format(", because of {} and {} other setting{}", printable(different.front()),
                       different.size() - 1, different.size() == 2 ? "" : "s");
}

std::string confidence_part(const Comparison& comparison) {
    if (comparison.pairs() == 1)
        return "; one pair of runs, which tells you nothing about other seeds";
    if (within_chance(comparison)) return "";
    const bool less = comparison.share_b < comparison.share_a;
    const std::size_t count = less ? comparison.less : comparison.pairs() - comparison.less;
    return fmt::format("; in {} of {} seeds", count, comparison.pairs());
}

std::string cell(const std::optional<ComparedSide::Means>& means) {
    return means ? grouped(means->throttled, 0) : "-";
}
std::string cost_cell(const std::optional<ComparedSide::Means>& means) {
    return means && means->cost_month ? grouped(*means->cost_month, 2) : "-";
}

ComparisonJson number(const std::optional<ComparedSide::Means>& means,
                      double ComparedSide::Means::*member) {
    return means ? ComparisonJson((*means).*member) : ComparisonJson(nullptr);
}
ComparisonJson cost_json(const std::optional<ComparedSide::Means>& means) {
    return means && means->cost_month ? ComparisonJson(*means->cost_month)
                                      : ComparisonJson(nullptr);
}

ComparisonJson side_json(const ComparedSide& side) {
    const PairedDifference& share = side.throttled_share;
    ComparisonJson interval = nullptr;
    if (share.pairs() > 1)
        interval = {share.mean() - share.half_width(), share.mean() + share.half_width()};
    const ResourceName& name = side.resource;
    return {
        {"table", name.table},
        {"index", name.is_index() ? ComparisonJson(name.index) : ComparisonJson(nullptr)},
        {"side", side_names[side.side]},
        {"throttled_a", number(side.a, &ComparedSide::Means::throttled)},
        {"throttled_b", number(side.b, &ComparedSide::Means::throttled)},
        {"attempts_a", number(side.a, &ComparedSide::Means::attempts)},
        {"attempts_b", number(side.b, &ComparedSide::Means::attempts)},
        {"consumed_a", number(side.a, &ComparedSide::Means::consumed)},
        {"consumed_b", number(side.b, &ComparedSide::Means::consumed)},
        {"cost_month_a", cost_json(side.a)},
        {"cost_month_b", cost_json(side.b)},
        {"difference", share.pairs() > 0 ? ComparisonJson(share.mean()) : ComparisonJson(nullptr)},
        {"interval", interval}};
}

}  // namespace

std::string comparison_sentence(const Comparison& comparison,
                                const std::vector<std::string>& different) {
    return throttling_part(comparison) + cost_part(comparison) + reason_part(different) +
           (only_b_throttles(comparison) ? "; A throttles none" : "") +
           confidence_part(comparison) + ".";
}

std::string comparison_table(const Comparison& comparison) {
    std::string text = fmt::format(
        "Throttled tries{} and list prices of a month at this rate:\n",
        comparison.pairs() > 1 ? fmt::format(", means of {} seeds,", comparison.pairs()) : "");
    text += fmt::format("{:<24} {:<5} {:>14} {:>14} {:>12} {:>12}\n", "table / index", "side",
                        "throttled A", "throttled B", "A, $/month", "B, $/month");
    for (const ComparedSide& side : comparison.sides)
        text += fmt::format("{:<24} {:<5} {:>14} {:>14} {:>12} {:>12}\n", side.resource.label(),
                            side_names[side.side], cell(side.a), cell(side.b), cost_cell(side.a),
                            cost_cell(side.b));
    return text;
}

nlohmann::ordered_json comparison_json(const Comparison& comparison,
                                       const std::vector<std::string>& different) {
    ComparisonJson sides = ComparisonJson::array();
    for (const ComparedSide& side : comparison.sides) sides.push_back(side_json(side));
    return {{"sentence", comparison_sentence(comparison, different)},
            {"clear", comparison.clear()},
            {"seeds", comparison.pairs()},
            {"tables", sides},
            {"reason",
             {{"code", different.empty() ? "unknown" : "settings"}, {"arguments", different}}}};
}

}  // namespace isotherm
