// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/findings_json.h"

#include <nlohmann/json.hpp>

#include "engine/vocabulary/escaping.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

template <class Value>
Json or_null(const std::optional<Value>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json resource_json(const ResourceName& name) {
    return {{"table", name.table}, {"index", name.is_index() ? Json(name.index) : Json(nullptr)}};
}

Json keys_json(const std::vector<KeyEvidence>& keys) {
    Json list = Json::array();
    for (const KeyEvidence& key : keys)
        list.push_back({{"key", printable(key.name)},
                        {"workload", key.workload.empty() ? Json(nullptr) : Json(key.workload)},
                        {"partition", key.partition},
                        {"count", key.throttled}});
    return list;
}

Json scaling_json(const ScalingEvidence& scaling) {
    return {{"policy", scaling.policy},
            {"asked_s", or_null(scaling.asked_second)},
            {"in_force_s", or_null(scaling.in_force_second)},
            {"wanted", scaling.asked_second ? Json(scaling.wanted) : Json(nullptr)},
            {"maximum", or_null(scaling.maximum)}};
}

// Only what belongs to the cause.
Json evidence_json(const ThrottleFinding& finding) {
    const FindingEvidence& of = finding.evidence;
    Json json{{"asked_per_second", of.asked},
              {"limit_per_second", of.limit},
              {"least_limit_per_second", of.least_limit},
              {"most_limit_per_second", of.most_limit},
              {"busiest_per_second", of.busiest},
              {"throttled_seconds", of.throttled_seconds}};
    Json refused = Json::object();
    for (std::size_t o = 1; o < outcome_count; ++o)
        if (of.refused_by[o] > 0) refused[std::string(outcome_names[o])] = of.refused_by[o];
    json["refused_by"] = std::move(refused);
    if (of.partition) {
        json["partitions"] = of.partitions;
        json["partition"] = *of.partition;
        json["partition_share"] = of.partition_share;
        if (of.whole_limit > 0) {
            json["whole_used_per_second"] = of.whole_used;
            json["whole_limit_per_second"] = of.whole_limit;
        }
    }
    if (!of.keys.empty()) json["keys"] = keys_json(of.keys);
    if (of.lowered)
        json["lowered"] = {{"asked_by", of.lowered->asked_by},
                           {"before", of.lowered->before},
                           {"in_force_s", of.lowered->second}};
    if (of.fresh > 0) json["first_tries_per_second"] = of.fresh;
    if (of.scaling) json["scaling"] = scaling_json(*of.scaling);
    if (finding.cause == ThrottleCause::retry_storm) json["resent_share"] = of.resent_share;
    if (finding.cause == ThrottleCause::background_job) {
        json["job"] = of.job;
        json["job_units"] = of.job_units;
        json["others_per_second"] = of.others;
    }
    if (finding.cause == ThrottleCause::dilution) {
        json["partitions_before"] = of.partitions_before;
        json["limit_before_per_second"] = of.limit_before;
    }
    if (of.index_wait_s > 0) json["index_wait_s"] = of.index_wait_s;
    if (!of.reader.empty()) {
        json["reader"] = of.reader;
        json["reads"] = of.reads;
        json["behind_s"] = of.behind_s;
        if (finding.cause == ThrottleCause::replica_behind) json["pending"] = of.behind_writes;
    }
    if (finding.cause == ThrottleCause::impossible_write) json["write_units"] = of.write_units;
    json["weak"] = of.weak;
    return json;
}

}  // namespace

nlohmann::ordered_json finding_json(const ThrottleFinding& finding) {
    const std::string reason = finding.reason(), metric = finding.metric();
    return {{"cause", name_of(finding.cause)},
            {"resource", resource_json(finding.resource)},
            {"side", side_names[finding.side]},
            {"throttled", finding.throttled},
            {"share_of_throttled", finding.share},
            {"first_s", finding.first_second},
            {"last_s", finding.last_second},
            {"reported",
             {{"reason", reason.empty() ? Json(nullptr) : Json(reason)},
              {"metric", metric.empty() ? Json(nullptr) : Json(metric)},
              {"exception", finding.exception()}}},
            {"evidence", evidence_json(finding)},
            {"remedies", Json::array()}};
}

nlohmann::ordered_json findings_json(const std::vector<ThrottleFinding>& findings) {
    Json list = Json::array();
    for (const ThrottleFinding& finding : findings) list.push_back(finding_json(finding));
    return list;
}

}  // namespace isotherm
