#include "engine/run/run_report.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

double share(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::vector<BrokenLimit> find_broken_limits(const Limits& limits, const Totals& totals,
                                            const Statement& month) {
    std::vector<BrokenLimit> broken;
    if (limits.cost_per_month > 0 && month.total.in_dollars() > limits.cost_per_month) {
        broken.push_back({"cost_per_month",
                          fmt::format("a month like this costs ${}{}; the scenario allows ${:.2f}",
                                      month.total.text(), month.complete() ? "" : " or more",
                                      limits.cost_per_month)});
    }
    const double throttled = share(totals.throttled, totals.attempts);
    const double given_up = share(totals.given_up, totals.requests);
    if (throttled > limits.throttled_share.value) {
        broken.push_back({"throttled_share",
                          fmt::format("{} of the tries were throttled; the scenario allows {}",
                                      percent(throttled, 2), text_of(limits.throttled_share))});
    }
    if (throttled < limits.throttled_share_least.value) {
        broken.push_back(
            {"throttled_share_least",
             fmt::format("only {} of the tries were throttled; the scenario expects at least {}",
                         percent(throttled, 2), text_of(limits.throttled_share_least))});
    }
    if (given_up > limits.given_up_share.value) {
        broken.push_back({"given_up_share",
                          fmt::format("{} of the requests failed for good; the scenario allows {}",
                                      percent(given_up, 2), text_of(limits.given_up_share))});
    }
    return broken;
}

Json totals_json(const Totals& totals) {
    return {{"requests", totals.requests},
            {"attempts", totals.attempts},
            {"admitted", totals.admitted},
            {"throttled", totals.throttled},
            {"given_up", totals.given_up},
            {"waiting", totals.waiting},
            {"consumed_read_units", totals.consumed[0].in_units()},
            {"consumed_write_units", totals.consumed[1].in_units()},
            {"throttled_requests", totals.calls.throttled_requests},
            {"conditional_check_failed_requests", totals.calls.conditional_check_failed},
            {"returned_items", totals.calls.returned_items},
            {"time_to_live_deleted_items", totals.calls.time_to_live_deleted},
            {"item_collection_size_limit_exceeded", totals.calls.collection_full}};
}

Json reasons_json(const Totals& totals, ResourceKind kind) {
    Json reasons = Json::object();
    for (const Side side : both_sides) {
        for (std::size_t o = 1; o < outcome_count; ++o) {
            const std::uint64_t count = totals.tries[static_cast<std::size_t>(side)][o];
            if (count == 0) continue;
            const std::string reason = throttle_reason(static_cast<Outcome>(o), side, kind);
            reasons[reason] = reasons.value(reason, std::uint64_t{0}) + count;
        }
    }
    return reasons;
}

// Over tables and indexes, each by its own name for the reason.
Json all_reasons_json(const Recording& recording) {
    Json all = Json::object();
    for (const TableRecording& table : recording.tables) {
        const Json reasons =
            reasons_json(table.totals, table.is_index ? ResourceKind::index : ResourceKind::table);
        for (const auto& [reason, count] : reasons.items()) {
            all[reason] = all.value(reason, std::uint64_t{0}) + count.get<std::uint64_t>();
        }
    }
    return all;
}

Json refused_by_json(const Totals& totals) {
    Json refused = Json::object();
    for (std::size_t o = 1; o < outcome_count; ++o) {
        const std::uint64_t count = totals.tries[0][o] + totals.tries[1][o];
        if (count > 0) refused[std::string(outcome_names[o])] = count;
    }
    return refused;
}

// What callers got, by exception. The same limit has another one in on-demand mode, and a table may
// have changed its mode, so each column counts under the mode of its own second. Callers see no more
// than this where the era has no reasons.
Json answered_with_json(const Recording& recording) {
    Json answered = Json::object();
    for (const TableRecording& table : recording.tables) {
        for (const std::vector<SeriesSecond>& columns : table.seconds) {
            for (std::size_t c = 0; c < columns.size(); ++c) {
                if (columns[c].throttled() == 0) continue;
                const auto second = static_cast<std::int64_t>(c) * table.column_seconds;
                const bool on_demand = table.on_demand_at(second);
                for (std::size_t o = 1; o < outcome_count; ++o) {
                    if (columns[c].requests[o] == 0) continue;
                    const std::string name(exception_name(static_cast<Outcome>(o), on_demand));
                    answered[name] = answered.value(name, std::uint64_t{0}) + columns[c].requests[o];
                }
            }
        }
    }
    return answered;
}

Json hot_keys_json(const std::vector<HotKey>& keys) {
    Json list = Json::array();
    for (const HotKey& key : keys) {
        list.push_back({{"key", printable(key.name)},
                        {"count", key.count},
                        {"count_bound", key.count_bound},
                        {"partition", key.partition}});
    }
    return list;
}

Json partitions_json(const TableRecording& table) {
    Json list = Json::array();
    for (const PartitionRecord& partition : table.partitions) {
        Json one{{"range",
                  {fmt::format("{:016x}", partition.first_position),
                   fmt::format("{:016x}", partition.last_position)}},
                 {"born_s", partition.born_second},
                 {"retired_s", nullptr},
                 {"parent", nullptr},
                 {"throttled", partition.throttled[0] + partition.throttled[1]},
                 {"consumed", (partition.consumed[0] + partition.consumed[1]).in_units()},
                 {"consumed_read_units", partition.consumed[0].in_units()},
                 {"consumed_write_units", partition.consumed[1].in_units()}};
        if (partition.first_sort != 0 || partition.last_sort != last_sort) {
            one["sort_range"] = {fmt::format("{:016x}", partition.first_sort),
                                 fmt::format("{:016x}", partition.last_sort)};
        }
        if (partition.retired_second) one["retired_s"] = *partition.retired_second;
        if (partition.parent) one["parent"] = *partition.parent;
        list.push_back(std::move(one));
    }
    return list;
}

// How far an index was behind its table: at its worst, and at the end.
Json backlog_json(const std::vector<BacklogSecond>& backlog) {
    BacklogSecond worst;
    for (const BacklogSecond& second : backlog) worst.raise_to(second);
    const BacklogSecond last = backlog.empty() ? BacklogSecond{} : backlog.back();
    const auto seconds = [](std::int64_t us) { return in_seconds(SimDuration(us)); };
    return {{"entries_most", worst.entries},
            {"expected_wait_most_s", seconds(worst.expected_wait_us)},
            {"oldest_most_s", seconds(worst.oldest_us)},
            {"entries_at_end", last.entries},
            {"expected_wait_at_end_s", seconds(last.expected_wait_us)}};
}

Json table_json(const TableRecording& table) {
    Json json = totals_json(table.totals);
    json["throttled_by_reason"] =
        reasons_json(table.totals, table.is_index ? ResourceKind::index : ResourceKind::table);
    json["refused_by"] = refused_by_json(table.totals);
    if (table.is_index) {
        json["refused_base_writes"] = table.totals.calls.refused_base_writes;
        json["backlog"] = backlog_json(table.backlog);
    }
    json["hot_keys"] = hot_keys_json(table.hottest);
    json["throttled_keys"] = hot_keys_json(table.most_throttled);
    json["partitions"] = partitions_json(table);
    return json;
}

Json index_json(const ResourceName& name) { return name.is_index() ? Json(name.index) : Json(); }

Json capacity_changes_json(const std::vector<CapacityChange>& changes) {
    const auto units = [](Throughput throughput) {
        return Json{{"read", throughput.read}, {"write", throughput.write}};
    };
    Json list = Json::array();
    for (const CapacityChange& change : changes) {
        Json one{{"second", change.second},        {"effective_s", nullptr},
                 {"table", change.resource.table}, {"index", index_json(change.resource)}, {"asked_by", change.asked_by},
                 {"before", units(change.before)}, {"wanted", units(change.wanted)},
                 {"reason", change.reason},        {"refusal", change.refusal}};
        if (change.effective_second) one["effective_s"] = *change.effective_second;
        list.push_back(std::move(one));
    }
    return list;
}

}  // namespace

std::string fingerprint_text(const Recorder& recorder) {
    Fingerprint both;
    both.add(recorder.arrivals_fingerprint());
    both.add(recorder.outcomes_fingerprint());
    return fmt::format("{:016x}", both.value());
}

RunReport::RunReport(const Scenario& scenario, const Recorder& recorder, bool complete)
    : scenario_(&scenario),
      recording_(&recorder.recording()),
      complete_(complete),
      arrivals_fingerprint_(fmt::format("{:016x}", recorder.arrivals_fingerprint())),
      outcomes_fingerprint_(fmt::format("{:016x}", recorder.outcomes_fingerprint())) {
    fingerprint_ = fingerprint_text(recorder);
    bill_ = run_bill(*recording_, scenario);
    // Limits speak of whole runs: a part of one neither keeps nor breaks them.
    if (complete_)
        broken_limits_ =
            find_broken_limits(scenario.limits, recording_->totals(), bill_.bill.month);
}

Json RunReport::json() const {
    const Totals totals = recording_->totals();
    Json json{{"name", scenario_->name},
              {"era", scenario_->era.name},
              {"admission", scenario_->era.admission},
              {"fingerprint", fingerprint_},
              {"arrivals_fingerprint", arrivals_fingerprint_},
              {"outcomes_fingerprint", outcomes_fingerprint_},
              {"seed", scenario_->seed},
              {"start", utc_text(scenario_->start)},
              {"duration_s", in_seconds(recording_->simulated)},
              {"complete", complete_},
              {"totals", totals_json(totals)},
              {"throttled_by_reason", all_reasons_json(*recording_)},
              {"refused_by", refused_by_json(totals)},
              {"answered_with", answered_with_json(*recording_)},
              {"reasons_were_given", recording_->throttle_reasons},
              {"cost", json_of(bill_.bill)},
              {"tables", Json::object()},
              {"workloads", Json::object()},
              {"capacity_changes", capacity_changes_json(recording_->capacity_changes)},
              {"events", Json::array()},
              {"broken_limits", Json::array()}};
    json["cost"]["choices"] = json_of(bill_.choices);
    for (const TableRecording& table : recording_->tables) {
        Json& of_table = json["tables"][table.name.table];
        Json& place = table.is_index ? of_table["indexes"][table.name.index] : of_table;
        place = table_json(table);
    }
    for (std::size_t w = 0; w < recording_->workloads.size(); ++w) {
        const Totals& workload = recording_->workloads[w];
        json["workloads"][recording_->workload_names[w]] = {
            {"requests", workload.requests}, {"attempts", workload.attempts},
            {"admitted", workload.admitted}, {"throttled", workload.throttled},
            {"given_up", workload.given_up}, {"waiting", workload.waiting}};
    }
    for (const Event& event : recording_->events) {
        json["events"].push_back({{"kind", event_kind_names[static_cast<std::size_t>(event.kind)]},
                                  {"second", event.second},
                                  {"end_second", event.end_second},
                                  {"table", event.resource.table},
                                  {"index", index_json(event.resource)},
                                  {"text", event.text}});
    }
    for (const BrokenLimit& limit : broken_limits_) {
        json["broken_limits"].push_back({{"limit", limit.name}, {"text", limit.text}});
    }
    return json;
}

}  // namespace isotherm
