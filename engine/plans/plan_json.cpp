// SPDX-License-Identifier: Apache-2.0
#include "engine/plans/plan_json.h"

#include <nlohmann/json.hpp>

#include "engine/insight/findings_json.h"
#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

Json known(const std::optional<double>& number) { return number ? Json(*number) : Json(nullptr); }

Json month_json(const std::optional<Payment>& payment) {
    return payment && payment->month.complete() ? Json(payment->month.total.in_dollars())
                                                : Json(nullptr);
}

Json settings_json(const std::vector<RemedyEdit>& edits) {
    Json list = Json::array();
    for (const RemedyEdit& edit : edits)
        if (!edit.value.empty())
            list.push_back({{"path", toml_key(edit.path)}, {"value", edit.value}});
    return list;
}

Json payment_json(const Payment& payment) {
    Json classes = Json::object(), reserved = nullptr;
    for (const auto& [table, table_class] : payment.classes) classes[table] = word_of(table_class);
    if (payment.reserved)
        reserved = {{"term", word_of(payment.reserved->term)},
                    {"read", payment.reserved->units(Side::read)},
                    {"write", payment.reserved->units(Side::write)}};
    return {{"table_class", classes},
            {"reserved", reserved},
            {"savings_plan_per_hour", payment.savings_plan.in_dollars()}};
}

Json table_json(const PlannedTable& table, std::size_t seeds) {
    Json json{{"table", table.name},
              {"kind", name_of(table.setting.kind)},
              {"setting", table.setting.text()},
              {"list_month_now", known(table.list_now)},
              {"list_month", known(table.list_month)},
              {"saving_month", nullptr},
              {"throttled_share_now", table.throttled_now},
              {"throttled_share", table.throttled},
              {"kept", table.kept},
              {"kept_in", table.kept_in},
              {"seeds", seeds},
              {"limit", nullptr}};
    if (table.list_now && table.list_month)
        json["saving_month"] = *table.list_now - *table.list_month;
    if (table.throttled_with_less)
        json["limit"] = {{"setting", table.less},
                         {"throttled_share", *table.throttled_with_less},
                         {"lives_on_burst", table.lives_on_burst}};
    return json;
}

Json interval_json(const SweepMean& mean) {
    return mean.low && mean.high ? Json{*mean.low, *mean.high} : Json(nullptr);
}

Json side_json(const SideSetting& setting, Side side, std::int64_t start) {
    return {{"kind", name_of(setting.kind)},
            {"setting", setting.text()},
            {"start", start},
            {"policy", setting.policy()},
            {"side", side_names[side]}};
}

Json choice_json(const SeriesChoice& choice) {
    Json sides = Json::array();
    if (!choice.on_demand)
        for (const Side side : both_sides)
            sides.push_back(side_json(choice.settings[side], side,
                                      choice.result ? choice.result->start.of(side) : 0));
    Json json{{"mode", choice.on_demand ? "on_demand" : "provisioned"},
              {"settings", sides},
              {"throttled_share", choice.throttled_units_share},
              {"throttled_share_by_side",
               {{"read", choice.throttled_share[Side::read]},
                {"write", choice.throttled_share[Side::write]}}},
              {"list_month", choice.list_month},
              {"cost_month", month_json(choice.payment)},
              {"interval", nullptr}};  // a backtest draws nothing: there is no chance in it
    if (choice.payment) json["payment"] = payment_json(*choice.payment);
    return json;
}

}  // namespace

Json plan_json(const ScenarioPlan& plan) {
    Json tables = Json::array(), frontier = Json::array(), dropped = Json::array(),
         refused = Json::array();
    for (const auto& [settings, why] : plan.refused)
        refused.push_back({{"settings", settings}, {"why", why}});
    for (const PlannedTable& table : plan.tables) tables.push_back(table_json(table, plan.seeds));
    for (const FrontierPoint& point : plan.frontier)
        frontier.push_back({{"settings", point.settings},
                            {"throttled_share", point.throttled_share},
                            {"cost_month", point.cost_month}});
    for (const auto& [change, table] : plan.dropped)
        dropped.push_back({{"change", change}, {"table", table}});
    Json chosen{
        {"settings", settings_json(plan.edits)},
        {"throttled_share", known(plan.throttled_share.mean)},
        {"cost_month", plan.payment.month.complete() ? Json(plan.payment.month.total.in_dollars())
                                                     : Json(nullptr)},
        {"interval", interval_json(plan.throttled_share)},
        {"payment", payment_json(plan.payment)}};
    return {{"kept", plan.kept},
            {"chosen", chosen},
            {"kept_in", plan.kept_in},
            {"seeds", plan.seeds},
            {"now", {{"throttled_share", plan.now.share()}, {"cost_month", known(plan.cost_now)}}},
            {"tables", tables},
            {"frontier", frontier},
            {"tried", plan.tried},
            {"runs", plan.runs},
            {"search_fidelity", plan.as_cells ? "cells" : "requests"},
            {"broken", plan.broken},
            {"findings", findings_json(plan.findings)},
            {"left_out", plan.left_out},
            {"refused", refused},
            {"dropped_changes", dropped}};
}

Json plan_json(const SeriesPlan& plan) {
    Json frontier = Json::array(), kinds = Json::array();
    for (const SeriesChoice& one : plan.frontier) frontier.push_back(choice_json(one));
    for (const SeriesChoice& one : plan.kinds) kinds.push_back(choice_json(one));
    return {{"kept", plan.chosen.has_value()},
            {"chosen", choice_json(plan.best)},
            {"limit", plan.binding ? choice_json(*plan.binding) : Json(nullptr)},
            {"kinds", kinds},
            {"frontier", frontier},
            {"tried", plan.tried}};
}

}  // namespace isotherm
