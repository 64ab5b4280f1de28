// SPDX-License-Identifier: Apache-2.0
#include "engine/past/past_fit_json.h"

#include <filesystem>
#include <nlohmann/json.hpp>

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

Json side_json(const SideFit& side) {
    Json json{{"table", side.resource.table},
              {"index", side.resource.is_index() ? Json(side.resource.index) : Json(nullptr)},
              {"side", side_names[side.side]},
              {"period_s", side.period_s},
              {"first", utc_text(WallTime(std::chrono::seconds(side.first_second)))},
              {"periods", side.periods},
              {"within_5_percent", side.within},
              {"share_within_5_percent", side.share_within()},
              {"recorded_units", side.recorded_units},
              {"simulated_units", side.simulated_units}};
    json["throttled"] = nullptr;
    if (side.has_throttles)
        json["throttled"] = {{"hit", side.throttled_hit},
                             {"missed", side.throttled_missed},
                             {"invented", side.throttled_invented},
                             {"recorded_events", side.recorded_events},
                             {"simulated_events", side.simulated_events}};
    json["provisioned_changes"] = nullptr;
    if (side.has_provisioned)
        json["provisioned_changes"] = {{"recorded", side.changes_recorded},
                                       {"simulated", side.changes_simulated},
                                       {"hit", side.changes_hit}};
    return json;
}

}  // namespace

Json past_fit_json(const PastFit& fit) {
    const auto [unknown, share] = fit.main_unknown();
    Json sides = Json::array();
    for (const SideFit& side : fit.sides) sides.push_back(side_json(side));
    return {{"file", std::filesystem::path(fit.file).filename().string()},
            {"share_within_5_percent", fit.share_within()},
            {"distance", fit.distance()},
            {"explains_most", share > 0 ? Json(words_of(unknown)[static_cast<std::size_t>(unknown)])
                                        : Json(nullptr)},
            {"share_explained", share},
            {"sides", sides}};
}

Json past_fit_schema() {
    const Json number{{"type", "number"}};
    const Json count{{"type", "integer"}};
    const auto object = [](const Json& properties, bool may_be_null) {
        Json schema{{"type", may_be_null ? Json{"object", "null"} : Json("object")},
                    {"properties", properties}};
        return schema;
    };
    Json words = Json::array({nullptr});
    for (const std::string_view word : words_of(Unknown{})) words.push_back(word);
    const Json side =
        object({{"table", {{"type", "string"}}},
                {"index", {{"type", {"string", "null"}}}},
                {"side", {{"type", "string"}}},
                {"period_s", count},
                {"first", {{"type", "string"}}},
                {"periods", count},
                {"within_5_percent", count},
                {"share_within_5_percent", number},
                {"recorded_units", number},
                {"simulated_units", number},
                {"throttled", object({{"hit", count},
                                      {"missed", count},
                                      {"invented", count},
                                      {"recorded_events", number},
                                      {"simulated_events", number}},
                                     true)},
                {"provisioned_changes",
                 object({{"recorded", count}, {"simulated", count}, {"hit", count}}, true)}},
               false);
    Json schema = object({{"file", {{"type", "string"}}},
                          {"share_within_5_percent", number},
                          {"distance", number},
                          {"explains_most", {{"enum", words}}},
                          {"share_explained", number},
                          {"sides", {{"type", "array"}, {"items", side}}}},
                         false);
    schema["description"] = "only where metrics of the past stand beside the scenario";
    return schema;
}

}  // namespace isotherm
