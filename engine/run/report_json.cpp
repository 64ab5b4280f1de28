// SPDX-License-Identifier: Apache-2.0
#include "engine/run/report_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>
#include <utility>

#include "engine/run/report_actions_json.h"
#include "engine/run/report_alarms_json.h"
#include "engine/run/report_caches_json.h"
#include "engine/run/report_consumers_json.h"
#include "engine/run/report_jobs_json.h"
#include "engine/run/report_replicas_json.h"
#include "engine/run/report_resource_json.h"
#include "engine/run/report_tenants_json.h"
#include "engine/vocabulary/choice.h"
#include "engine/vocabulary/message_json.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

// Counts the callers' throttled tries by reason over all tables and indexes. Tables and indexes
// have different names for the same limit.
Json all_reasons_json(const Recording& recording) {
    Json all = Json::object();
    for (const TableRecording& table : recording.tables) {
        const Json reasons = reasons_json(table.callers, table.kind());
        for (const auto& [reason, count] : reasons.items()) {
            all[reason] = all.value(reason, std::uint64_t{0}) + count.get<std::uint64_t>();
        }
    }
    return all;
}

// Counts the exceptions that callers received, by name. The same limit leads to a different
// exception in on-demand mode, and a table may have changed its mode, so each column is counted
// under the mode in force at that time. In eras whose exceptions carry no reasons, callers see
// nothing but these exceptions.
Json answered_with_json(const Recording& recording) {
    Json answered = Json::object();
    const auto add = [&](const TableRecording& table, const std::vector<SeriesSecond>& columns) {
        for (std::size_t c = 0; c < columns.size(); ++c) {
            if (columns[c].throttled() + columns[c].refused() == 0) continue;
            const auto second = static_cast<std::int64_t>(c) * table.column_seconds;
            const bool on_demand = table.on_demand_at(second);
            for (std::size_t o = 1; o < outcome_count; ++o) {
                if (columns[c].requests[o] == 0) continue;
                const std::string name(exception_name(static_cast<Outcome>(o), on_demand));
                answered[name] = answered.value(name, std::uint64_t{0}) + columns[c].requests[o];
            }
        }
    };
    for (const TableRecording& table : recording.tables) {
        add(table, table.seconds[Side::read]);
        // Callers never write to an index directly, so throttled index writes are answered to
        // nobody.
        if (!table.is_index) add(table, table.seconds[Side::write]);
    }
    return answered;
}

Json tables_json(const Recording& recording) {
    Json tables = Json::object();
    const ListLengths most = list_lengths(recording);
    for (std::size_t t = 0; t < recording.tables.size(); ++t) {
        const ResourceName& name = recording.tables[t].name;
        Json& of_table = tables[name.table];
        (name.is_index() ? of_table["indexes"][name.index] : of_table) =
            resource_json(recording, t, most);
    }
    return tables;
}

Json call_units_json(const Recording& recording, const CallUnits& units) {
    Json json = call_json(recording.tables[units.table].name, units.operation);
    json.update(
        {{"attempts", units.attempts},
         {"served", units.served},
         {"throttled", units.attempts - units.served},
         {"items_per_call", units.items},
         {"units", units.consumed.in_units()},
         {"units_per_call", units.served > 0 ? Json(units.units_per_call()) : Json(nullptr)}});
    return json;
}

Json workloads_json(const Recording& recording) {
    Json workloads = Json::object();
    for (std::size_t w = 0; w < recording.workloads.size(); ++w) {
        const Totals& totals = recording.workloads[w];
        workloads[recording.workload_names[w]] = {
            {"sent_by", sent_by_names[static_cast<std::size_t>(recording.sent_by[w])]},
            {"requests", totals.requests},
            {"attempts", totals.attempts},
            {"admitted", totals.admitted},
            {"throttled", totals.throttled},
            {"refused", totals.refused},
            {"given_up", totals.given_up},
            {"waiting", totals.waiting},
            {"consumed_read_units", totals.consumed[Side::read].in_units()},
            {"consumed_write_units", totals.consumed[Side::write].in_units()},
            {"units", Json::array()}};
        if (recording.actions.contains(w))
            workloads[recording.workload_names[w]]["actions"] = actions_json(recording, w);
    }
    for (const CallUnits& units : recording.call_units) {
        workloads[recording.workload_names[units.workload]]["units"].push_back(
            call_units_json(recording, units));
    }
    return workloads;
}

Json capacity_changes_json(const Recording& recording) {
    const auto units = [](Throughput throughput) {
        return Json{{"read", throughput.read}, {"write", throughput.write}};
    };
    const auto asked = [](Throughput wanted) {
        const auto side = [](std::int64_t of) { return of == 0 ? Json(nullptr) : Json(of); };
        return Json{{"read", side(wanted.read)}, {"write", side(wanted.write)}};
    };
    const auto mode = [](bool on_demand) { return on_demand ? "on_demand" : "provisioned"; };
    Json list = Json::array();
    for (const CapacityChange& change : recording.capacity_changes) {
        Json one{{"second", change.second}, {"effective_s", nullptr}};
        one["table"] = change.resource.table;
        one["index"] = index_json(change.resource);
        one["asked_by"] = change.asked_by;
        one["mode_before"] = mode(change.on_demand_before);
        one["mode_wanted"] = mode(change.on_demand_wanted);
        one["before"] = change.on_demand_before ? Json(nullptr) : units(change.before);
        one["wanted"] = change.on_demand_wanted ? Json(nullptr) : units(change.wanted);
        // Warm throughput and maximums appear only if they were asked for; -1 means that the
        // maximum is removed.
        if (change.warm.read != 0 || change.warm.write != 0) one["warm"] = asked(change.warm);
        if (change.maximum.read != 0 || change.maximum.write != 0)
            one["maximum"] = asked(change.maximum);
        one["reason_message"] = message_json(change.reason);
        one["refusal_message"] = message_json(change.refusal);
        if (change.effective_second) one["effective_s"] = *change.effective_second;
        list.push_back(std::move(one));
    }
    return list;
}

Json events_json(const Recording& recording) {
    Json events = Json::array();
    for (const Event& event : recording.events) {
        Json one{{"kind", event_kind_names[static_cast<std::size_t>(event.kind)]},
                 {"second", event.second},
                 {"end_second", event.end_second},
                 {"table", event.resource.table},
                 {"index", index_json(event.resource)},
                 {"message", message_json(event.text)}};
        events.push_back(std::move(one));
    }
    return events;
}

// Leaves the `most` entries with the highest `amount` in a list of `statement`, in their order, and
// says how many it left out.
void keep_highest(Json& statement, const std::string& list, const char* amount, std::size_t most) {
    Json& all = statement[list];
    const std::size_t count = all.size();
    if (count > most) {
        const auto amount_of = [amount](const Json& one) {
            return one[amount].is_number() ? one[amount].get<double>() : 0;
        };
        std::vector<std::size_t> order(count);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return amount_of(all[a]) > amount_of(all[b]);
        });
        order.resize(most);
        std::sort(order.begin(), order.end());
        Json kept = Json::array();
        for (const std::size_t at : order) kept.push_back(std::move(all[at]));
        all = std::move(kept);
    }
    statement[list + "_left_out"] = count - all.size();
}

Json cost_json(const ReportParts& parts) {
    // Lines of all choices together, and as many idle shares. A line takes 250 bytes, so the
    // choices of hundreds of tables take 0.2 MB instead of 2.
    constexpr std::size_t choice_lines_listed = 500;
    Json cost = json_of(parts.bill.bill);
    cost["choices"] = json_of(parts.bill.choices);
    for (Json& choice : cost["choices"]) {
        const std::size_t most = choice_lines_listed / cost["choices"].size();
        keep_highest(choice["month"], "lines", "amount", most);
        keep_highest(choice["month"], "idle", "idle_share", most);
    }
    return cost;
}

}  // namespace

Json report_json(const ReportParts& parts) {
    const Scenario& scenario = parts.scenario;
    const Recording& recording = parts.recording;
    const Totals totals = recording.totals();
    Json json{{"schema_version", 1},
              {"name", scenario.name},
              {"era", scenario.era.name},
              {"admission", scenario.era.admission},
              {"fidelity", word_of(scenario.fidelity)},
              {"fingerprint", parts.fingerprint},
              {"arrivals_fingerprint", parts.arrivals_fingerprint},
              {"outcomes_fingerprint", parts.outcomes_fingerprint},
              {"seed", scenario.seed},
              {"start", utc_text(scenario.start)},
              {"duration_s", in_seconds(recording.simulated)},
              {"complete", parts.complete},
              {"totals", totals_json(totals)},
              {"throttled_by_reason", all_reasons_json(recording)},
              {"refused_by", refused_by_json(totals)},
              {"answered_with", answered_with_json(recording)},
              {"reasons_were_given", recording.throttle_reasons},
              {"index_writes", totals_json(recording.consequences(SentBy::index_writes))},
              {"replicated_writes", totals_json(recording.consequences(SentBy::replication))},
              {"cost", cost_json(parts)},
              {"tables", tables_json(recording)},
              {"workloads", workloads_json(recording)},
              {"caches", caches_json(recording, scenario)},
              {"consumers", consumers_json(recording)},
              {"jobs", jobs_json(recording, scenario)},
              {"client_jobs", client_jobs_json(recording, scenario)},
              {"replicas", replicas_json(recording)},
              {"outages", outages_json(recording)},
              {"alarms", alarms_json(recording, scenario)},
              {"tenants", tenants_json(recording, scenario, parts.bill.bill.month)},
              {"contributor_insights", insights_json(recording, scenario)},
              {"capacity_changes", capacity_changes_json(recording)},
              {"events", events_json(recording)},
              {"broken_limits", Json::array()},
              {"expectations", json_of(parts.expectations)}};
    for (const BrokenLimit& limit : parts.broken_limits)
        json["broken_limits"].push_back({{"limit", limit.name}, {"text", limit.text}});
    return json;
}

}  // namespace isotherm
