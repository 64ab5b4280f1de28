// SPDX-License-Identifier: Apache-2.0
#include "engine/run/report_actions_json.h"

#include <nlohmann/json.hpp>

#include "engine/run/report_resource_json.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

Json seconds_json(const std::optional<SimTime>& time) {
    return time ? Json(in_seconds(time->time_since_epoch())) : Json(nullptr);
}

Json latency_json(const LatencyHistogram& latency) {
    const auto at = [&](double share) {
        return latency.count() == 0 ? Json(nullptr) : Json(latency.percentile_ms(share));
    };
    return {{"count", latency.count()},
            {"mean_ms", latency.count() == 0 ? Json(nullptr) : Json(latency.mean_ms())},
            {"p50_ms", at(0.5)},
            {"p90_ms", at(0.9)},
            {"p95_ms", at(0.95)},
            {"p99_ms", at(0.99)},
            {"p99_9_ms", at(0.999)},
            {"max_ms", latency.count() == 0 ? Json(nullptr) : Json(latency.most_ms())}};
}

Json wait_json(const WaitRecord& wait) {
    return {{"waited", wait.waited.count()},
            {"mean_ms", wait.waited.count() == 0 ? Json(nullptr) : Json(wait.waited.mean_ms())},
            {"p99_ms",
             wait.waited.count() == 0 ? Json(nullptr) : Json(wait.waited.percentile_ms(0.99))},
            {"longest_queue", wait.longest_queue}};
}

Json use_json(const Recording& recording, const ActionUse& use, std::uint64_t actions) {
    Json json = call_json(recording.tables[use.table.value].name, use.operation);
    json.update({{"calls", use.calls},
                 {"attempts", use.attempts},
                 {"refused", use.refused},
                 {"rows", use.rows},
                 {"throttled", use.throttled},
                 {"units", use.consumed.in_units()},
                 {"units_per_action",
                  actions == 0 ? Json(nullptr)
                               : Json(use.consumed.in_units() / static_cast<double>(actions))}});
    return json;
}

// Index writes are not among the units of the calls: the service makes them.
Json caused_json(const Recording& recording, const CausedUse& one, std::uint64_t actions) {
    const ResourceName& index = recording.tables[one.index.value].name;
    return {{"table", index.table},
            {"index", index.index},
            {"writes", one.writes},
            {"units", one.consumed.in_units()},
            {"units_per_action",
             actions == 0 ? Json(nullptr)
                          : Json(one.consumed.in_units() / static_cast<double>(actions))}};
}

Json steps_json(const ActionRecord& record) {
    Json steps = Json::array();
    for (const StepRecord& step : record.steps) {
        steps.push_back({{"name", step.name},
                         {"failed", step.failed},
                         {"latency", latency_json(step.latency)}});
    }
    return steps;
}

Json per(double value, std::uint64_t count) {
    return count == 0 ? Json(nullptr) : Json(value / static_cast<double>(count));
}

}  // namespace

Json actions_json(const Recording& recording, std::size_t workload) {
    const ActionRecord& record = recording.actions.at(workload);
    const std::uint64_t ended = record.done + record.failed;
    Json json{{"begun", record.begun},
              {"done", record.done},
              {"failed", record.failed},
              {"shed", record.shed},
              {"open", record.open},
              {"waiting", record.waiting},
              {"skipped", record.skipped},
              {"first_begun_s", seconds_json(record.first_begun)},
              {"last_done_s", seconds_json(record.last_done)},
              {"time_to_finish_s", nullptr},
              {"done_per_second", per(static_cast<double>(record.done), 1)},
              {"mean_open", nullptr},
              {"latency", latency_json(record.latency)}};
    if (record.first_begun && record.last_done)
        json["time_to_finish_s"] = in_seconds(*record.last_done - *record.first_begun);
    const double simulated = in_seconds(recording.simulated);
    json["done_per_second"] =
        simulated > 0 ? Json(static_cast<double>(record.done) / simulated) : Json(nullptr);
    json["mean_open"] = simulated > 0
                            ? Json(static_cast<double>(record.open_time_us) * 1e-6 / simulated)
                            : Json(nullptr);
    const BySide<HalfUnits> consumed = record.consumed();
    json["read_units_per_action"] = per(consumed[Side::read].in_units(), ended);
    json["write_units_per_action"] = per(consumed[Side::write].in_units(), ended);
    json["calls"] = record.calls();
    json["attempts"] = record.attempts();
    json["amplification"] = per(static_cast<double>(record.attempts()), record.calls());
    for (const auto& [name, count] : {std::pair<const char*, std::uint64_t>{"pages", record.pages},
                                      {"conflicts", record.conflicts},
                                      {"conditions_failed", record.conditions_failed},
                                      {"service_errors", record.service_errors},
                                      {"timeouts", record.timeouts},
                                      {"late", record.late},
                                      {"hedged", record.hedged},
                                      {"hedges_won", record.hedges_won},
                                      {"rejected", record.rejected},
                                      {"lost_rows", record.lost_rows},
                                      {"items_returned", record.items_returned},
                                      {"messages_put", record.messages_put},
                                      {"messages_left", record.messages_left},
                                      {"dead_letters", record.dead_letters}})
        json[name] = count;
    json["waits"] = {{"connection", wait_json(record.wait_connection)},
                     {"limit", wait_json(record.wait_limit)},
                     {"client", wait_json(record.wait_client)},
                     {"in_flight", wait_json(record.wait_action)}};
    json["steps"] = steps_json(record);
    json["units"] = Json::array();
    for (const ActionUse& use : record.uses)
        json["units"].push_back(use_json(recording, use, ended));
    json["caused"] = Json::array();
    for (const CausedUse& one : record.caused)
        json["caused"].push_back(caused_json(recording, one, ended));
    return json;
}

}  // namespace isotherm
