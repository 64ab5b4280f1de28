// SPDX-License-Identifier: Apache-2.0
#include "engine/callers/flow_settings.h"

#include <fmt/format.h>

#include <array>

#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

constexpr double longest = 86'400;           // seconds, of a time-out
constexpr double shortest = 1e-6;            // seconds
constexpr SimDuration shortest_round = 1ms;  // of a worker whose calls are cut short
constexpr double most_actions = 16e6;        // open or waiting at a time

}  // namespace

void steps_setting(SettingsVisitor& visit, std::vector<StepSettings>& steps) {
    visit.list({.name = "steps",
                .help = "what an action does, in order",
                .element = R"({ call = "GetItem" })"},
               steps.size(), [&steps](std::size_t index, SettingsVisitor& inner) {
                   list_element(steps, index, inner);
               });
}

void FlowSettings::settings(SettingsVisitor& visit) {
    visit.field({.name = "callers", .help = "who begins actions; default: the arrivals"},
                callers.by("kind"));
    steps_setting(visit, steps);
    std::vector<std::string> names;
    for (const auto& block : blocks) names.push_back(block.first);
    visit.named({.name = "blocks", .help = "steps that have a name, for do, else and on_fail"},
                names, [this](const std::string& name, SettingsVisitor& inner) {
                    std::vector<StepSettings> shown;
                    const bool there = inner.reads() || blocks.contains(name);
                    steps_setting(inner, there ? blocks[name] : shown);
                });
    through_setting(visit);
    limit_settings(visit);
    timeout_settings(visit);
}

void FlowSettings::through_setting(SettingsVisitor& visit) {
    visit.field({.name = "through",
                 .help = "the cache that the calls of a workload without steps go through: "
                         "\"caches.NAME\""},
                through);
}

void FlowSettings::limit_settings(SettingsVisitor& visit) {
    visit.list({.name = "limit",
                .help = "limits that the callers keep; all must let a call pass",
                .one_or_list = true,
                .element = R"({ rate = "100 calls/s" })"},
               limits.size(), [this](std::size_t index, SettingsVisitor& inner) {
                   list_element(limits, index, inner);
               });
    visit.field({.name = "in_flight",
                 .help = "most actions at a time, such as a concurrency limit of functions; "
                         "default: no limit",
                 .lowest = 1,
                 .highest = most_actions},
                in_flight);
    choice_field(visit, {.name = "overflow", .help = "what becomes of actions beyond in_flight"},
                 overflow);
    visit.field({.name = "queue",
                 .help = "places for actions that wait; beyond them they are shed. Default: no "
                         "limit",
                 .lowest = 1,
                 .highest = most_actions},
                queue);
    visit.field({.name = "connections",
                 .help = "connections of each client; default: as in [latency]",
                 .lowest = 1,
                 .highest = 1e9},
                connections);
    visit.field({.name = "actions_most",
                 .help = "the run stops when more actions are open or wait",
                 .lowest = 1,
                 .highest = most_actions},
                actions_most);
}

void FlowSettings::timeout_settings(SettingsVisitor& visit) {
    visit.field({.name = "attempt_timeout",
                 .help = "time after which a caller stops waiting for an attempt; the service goes "
                         "on and consumes. Default: none",
                 .lowest = shortest,
                 .highest = longest,
                 .source = "botocore: 60 s"},
                attempt_timeout);
    visit.field({.name = "timeout",
                 .help = "time after which a call with its retries has failed. Default: none",
                 .lowest = shortest,
                 .highest = longest},
                timeout);
    visit.field({.name = "action_timeout",
                 .help = "time after which an action has failed. Default: none",
                 .lowest = shortest,
                 .highest = longest},
                action_timeout);
    visit.field({.name = "hedge_after",
                 .help = "a read that has not been answered after this time, such as a percentile "
                         "of its latency, is sent a second time; the first answer counts, both "
                         "consume. Default: never",
                 .lowest = shortest,
                 .highest = longest},
                hedge_after);
    check_rounds(visit);
}

// Workers who never wait for an answer would begin action after action.
void FlowSettings::check_rounds(SettingsVisitor& visit) const {
    const auto thinks = visit.reads() && callers ? callers->thinks() : std::nullopt;
    if (!thinks) return;
    const std::array<std::pair<std::string_view, SimDuration>, 3> time_outs{
        {{"attempt_timeout", attempt_timeout},
         {"timeout", timeout},
         {"action_timeout", action_timeout}}};
    for (const auto& [name, time] : time_outs) {
        if (time == 0us || time + *thinks >= shortest_round) continue;
        visit.reject(
            name,
            fmt::format("each worker would begin an action every {}", text_of(time + *thinks)),
            fmt::format("make it longer, or let the workers think, so that a round takes "
                        "at least {}",
                        text_of(shortest_round)));
    }
}

bool FlowSettings::any() const {
    return callers.made() || !steps.empty() || !limits.empty() || in_flight > 0 ||
           connections > 0 || attempt_timeout > 0us || timeout > 0us || action_timeout > 0us ||
           !through.empty() || hedge_after > 0us;
}

}  // namespace isotherm
