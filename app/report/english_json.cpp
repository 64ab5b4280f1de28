// SPDX-License-Identifier: Apache-2.0
#include "app/report/english_json.h"

#include <nlohmann/json.hpp>

#include "app/report/english.h"
#include "engine/vocabulary/message_json.h"

namespace isotherm {
namespace {

std::string sentence_of(const nlohmann::ordered_json& message) {
    const auto parsed = message_of(message);
    return parsed ? english(*parsed) : "";
}

}  // namespace

nlohmann::ordered_json in_english(nlohmann::ordered_json report) {
    for (auto& event : report["events"]) event["text"] = sentence_of(event["message"]);
    for (auto& change : report["capacity_changes"]) {
        change["reason"] = sentence_of(change["reason_message"]);
        change["refusal"] = sentence_of(change["refusal_message"]);
    }
    for (auto& job : report["jobs"])
        for (auto& run : job["runs"]) run["refusal"] = sentence_of(run["refusal_message"]);
    return report;
}

}  // namespace isotherm
