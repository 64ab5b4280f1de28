// SPDX-License-Identifier: Apache-2.0
#include "engine/callers/limit_settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

constexpr std::string_view unit_words[] = {"calls", "units"};

// "500 units/s" as a rate without its word.
std::optional<RequestRate> rate_in(std::string text) {
    for (const std::string_view word : unit_words) {
        const std::size_t at = text.find(word);
        if (at == text.npos) continue;
        text.erase(at, word.size());
        std::erase(text, ' ');
        return parse_rate(text);
    }
    return std::nullopt;
}

}  // namespace

void LimitSettings::settings(SettingsVisitor& visit) {
    visit.field({.name = "rate", .help = "such as \"100 calls/s\" or \"500 units/s\""}, rate);
    visit.field({.name = "share",
                 .help = "share of provisioned throughput",
                 .highest = 1.5,
                 .source = "dynamodb.throughput.read.percent: up to 1.5 (Developer Guide, Amazon "
                           "EMR)"},
                share);
    visit.field({.name = "of", .help = "whose throughput: \"TABLE.read\", \"TABLE.INDEX.write\""},
                of);
    visit.field({.name = "reread",
                 .help = "how often the throughput is looked up; 0s: at once when it changes",
                 .highest = 86'400,
                 .source = "emr-dynamodb-connector: every 5 to 10 minutes"},
                reread);
    visit.field({.name = "burst",
                 .help = "how much can be saved, as time at the rate",
                 .lowest = 1e-6,
                 .highest = 86'400,
                 .source = "[inferred] 1 s; emr-dynamodb-connector: 5 s"},
                burst);
    choice_field(visit,
                 {.name = "charge",
                  .help = "before: a call waits until its cost is there; after: it passes while "
                          "anything is left, and pays what it consumed"},
                 charge);
    choice_field(visit, {.name = "per", .help = "who has a limit of its own"}, per);
    if (rate.empty() == (share.value == 0)) {
        if (visit.given("rate") || visit.given("share"))
            visit.reject(rate.empty() ? "share" : "rate", "give either a rate or a share",
                         "remove one of them");
        else
            visit.reject("", "neither a rate nor a share is given",
                         "add rate = \"100 calls/s\", or share = \"50 %\" and of = \"TABLE.read\"");
    } else if (!rate.empty() && !rate_in(rate)) {
        visit.reject("rate", fmt::format("\"{}\" is not a rate", rate),
                     "write \"100 calls/s\" or \"500 units/s\"");
    } else if (share.value > 0 && target().table.empty()) {
        visit.reject("of", fmt::format("\"{}\" is not the throughput of a table", of),
                     "write \"TABLE.read\" or \"TABLE.write\"");
    }
}

LimitUnit LimitSettings::unit() const {
    return rate.find("calls") == rate.npos ? LimitUnit::units : LimitUnit::calls;
}

RequestRate LimitSettings::parsed_rate() const {
    return rate_in(rate).value_or(RequestRate{1'000, 1s});
}

LimitSettings::Target LimitSettings::target() const {
    Target target;
    const std::size_t dot = of.rfind('.');
    if (dot == of.npos) return target;
    const std::string side = of.substr(dot + 1);
    if (side != "read" && side != "write") return target;
    target.side = side == "read" ? Side::read : Side::write;
    target.table = of.substr(0, dot);
    return target;
}

}  // namespace isotherm
