// SPDX-License-Identifier: Apache-2.0
#include "app/report/plan_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "app/report/findings_text.h"
#include "engine/vocabulary/choice.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

constexpr double plan_smallest_shown = 0.00005;  // rounds to 0.01 %

std::string plan_share_text(double share) {
    return share > 0 && share < plan_smallest_shown ? "under 0.01 %" : percent(share, 2);
}

std::string plan_money_text(const std::optional<double>& dollars) {
    if (!dollars) return "not known";
    return (*dollars < 0 ? "-$" : "$") + grouped(std::abs(*dollars), 2);
}

std::string plan_total_text(const Payment& payment) {
    return payment.month.complete() ? "$" + payment.month.total.text() : "not known";
}

std::string plan_promise_text(const Promise& promise) {
    std::vector<std::string> texts;
    for (const Keep& keep : promise.keeps()) texts.push_back(printable(keep.text));
    return fmt::format("{}", fmt::join(texts, ", "));
}

// With n of n seeds, the share of all seeds in which it holds is, with 95 % confidence, at least
// 0.05^(1/n) (Clopper and Pearson).
std::string plan_confidence_text(std::size_t kept_in, std::size_t seeds) {
    if (seeds == 0) return "";
    std::string text =
        fmt::format("Kept in {} of {} runs with seeds it was not chosen on", kept_in, seeds);
    if (kept_in == seeds)
        text += fmt::format("; with 95 % confidence, in at least {} of all runs",
                            percent(std::pow(0.05, 1.0 / static_cast<double>(seeds)), 0));
    return text + ".\n";
}

std::string plan_limit_text(const PlannedTable& table) {
    if (!table.throttled_with_less) return "";
    if (table.lives_on_burst)
        return fmt::format("  {}: with {} it would live on saved burst.\n", printable(table.name),
                           table.less);
    return fmt::format("  {}: with {} it would throttle {}.\n", printable(table.name), table.less,
                       plan_share_text(*table.throttled_with_less));
}

std::string plan_tables_text(const ScenarioPlan& plan) {
    std::size_t width = 5;
    for (const PlannedTable& table : plan.tables)
        width = std::max(width, printable(table.name).size());
    std::string text =
        fmt::format("{:<{}}  {:>12}  {:>12}  {:>12}  {:>10}  {:>10}  {:>5}  {}\n", "table", width,
                    "$ now", "$ planned", "$ saved", "thr. now", "thr. then", "kept", "setting");
    for (const PlannedTable& table : plan.tables) {
        std::optional<double> saved;
        if (table.list_now && table.list_month) saved = *table.list_now - *table.list_month;
        text += fmt::format("{:<{}}  {:>12}  {:>12}  {:>12}  {:>10}  {:>10}  {:>5}  {}\n",
                            printable(table.name), width, plan_money_text(table.list_now),
                            plan_money_text(table.list_month), plan_money_text(saved),
                            plan_share_text(table.throttled_now), plan_share_text(table.throttled),
                            fmt::format("{}/{}", table.kept_in, plan.seeds), table.setting.text());
    }
    return text;
}

// A run may have been planned with settings beside the capacity of tables.
std::string plan_other_settings(const ScenarioPlan& plan) {
    std::string text;
    for (const RemedyEdit& edit : plan.edits) {
        const bool capacity = edit.path.front() == "tables" && edit.path.back() != "suffixes";
        if (edit.value.empty() || capacity || edit.path.front() == "billing") continue;
        text +=
            fmt::format("Also: {} = {}\n", printable(toml_key(edit.path)), printable(edit.value));
    }
    return text;
}

std::string plan_payment_text(const Payment& payment) {
    const auto texts = payment_texts(payment);
    return texts.empty() ? "" : fmt::format("Paid with {}.\n", fmt::join(texts, ", "));
}

std::string plan_broken_text(const ScenarioPlan& plan) {
    std::string text = "No setting that was tried keeps the promise; this comes closest.\n";
    for (const std::string& one : plan.broken) text += "  " + printable(one) + "\n";
    std::size_t number = 0;
    for (const ThrottleFinding& finding : plan.findings)
        if (!is_marginal(finding)) text += finding_text(finding, ++number);
    return text;
}

std::string plan_notes_text(const ScenarioPlan& plan) {
    std::string text;
    for (const std::string& table : plan.left_out)
        text += fmt::format("{} is a series of tables; its capacity stays.\n", printable(table));
    for (const auto& [settings, why] : plan.refused)
        text += fmt::format("Left out: {}: {}.\n", printable(settings), printable(why));
    for (const auto& [change, table] : plan.dropped)
        text += fmt::format("[changes.{}] goes: the plan decides the throughput of {}.\n",
                            printable(change), printable(table));
    return text;
}

std::string plan_choice_line(const SeriesChoice& choice) {
    return fmt::format("{:>12}  {:>12}  {}\n", "$" + grouped(choice.list_month, 2),
                       plan_share_text(choice.throttled_units_share), choice.text());
}

}  // namespace

std::vector<std::string> payment_texts(const Payment& payment) {
    std::vector<std::string> texts;
    for (const auto& [table, table_class] : payment.classes)
        texts.push_back(fmt::format(
            "table class {} of {}",
            table_class == TableClass::standard ? "Standard" : "Standard-IA", printable(table)));
    if (payment.reserved) {
        for (const Side side : both_sides)
            if (payment.reserved->units(side) > 0)
                texts.push_back(fmt::format("{} {} units reserved for {}",
                                            grouped(payment.reserved->units(side)),
                                            side_names[side], word_of(payment.reserved->term)));
    }
    if (payment.savings_plan > Money{})
        texts.push_back(fmt::format("a Database Savings Plan of ${} an hour for a year",
                                    payment.savings_plan.exact_text(3)));
    return texts;
}

std::string plan_text(const ScenarioPlan& plan, const Promise& promise) {
    std::string text = fmt::format("To keep: {}\n", plan_promise_text(promise));
    if (!plan.kept) text += plan_broken_text(plan);
    text += "\n" + plan_tables_text(plan) + plan_other_settings(plan);
    text += fmt::format("\n{} a month now, throttled {}; {} a month with the plan, throttled {}",
                        plan_money_text(plan.cost_now), plan_share_text(plan.now.share()),
                        plan_total_text(plan.payment),
                        plan_share_text(plan.throttled_share.mean.value_or(0)));
    if (plan.throttled_share.low && plan.throttled_share.high)
        text += fmt::format(" (95 %: {} to {})",
                            plan_share_text(std::max(0.0, *plan.throttled_share.low)),
                            plan_share_text(*plan.throttled_share.high));
    text +=
        ".\n" + plan_payment_text(plan.payment) + plan_confidence_text(plan.kept_in, plan.seeds);
    std::string limits;
    for (const PlannedTable& table : plan.tables) limits += plan_limit_text(table);
    if (!limits.empty()) text += "What binds:\n" + limits;
    text += fmt::format("Tried: {} settings in {} runs{}.\n", plan.tried, plan.runs,
                        plan.as_cells ? "; the search counted requests in cells, the proof follows "
                                        "each request"
                                      : "");
    return text + plan_notes_text(plan);
}

std::string plan_text(const SeriesPlan& plan, const Promise& promise) {
    std::string text = fmt::format("To keep: {}\n", plan_promise_text(promise));
    if (!plan.chosen) text += "No setting that was tried keeps the promise; this comes closest.\n";
    const SeriesChoice& best = plan.best;
    text += fmt::format("\n{}\n", best.text());
    text += fmt::format("  throttled {} of the units; ${} a month at list prices",
                        plan_share_text(best.throttled_units_share), grouped(best.list_month, 2));
    if (best.payment && best.payment->commits())
        text += fmt::format(", {} as paid", plan_total_text(*best.payment));
    text += ".\n";
    if (best.payment) text += plan_payment_text(*best.payment);
    if (plan.binding)
        text += fmt::format("What binds: with {}, {} would be throttled.\n", plan.binding->text(),
                            plan_share_text(plan.binding->throttled_units_share));
    text += fmt::format("\n{:>12}  {:>12}  {}\n", "$ a month", "throttled",
                        "the cheapest of each kind that keeps it");
    for (const SeriesChoice& kind : plan.kinds) text += plan_choice_line(kind);
    text += fmt::format("\n{:>12}  {:>12}  {}\n", "$ a month", "throttled",
                        "cheaper means more throttling");
    for (const SeriesChoice& point : plan.frontier) text += plan_choice_line(point);
    return text + fmt::format("\nTried: {} settings in backtests of the series.\n", plan.tried);
}

}  // namespace isotherm
