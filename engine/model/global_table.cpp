// SPDX-License-Identifier: Apache-2.0
#include "engine/model/global_table.h"

#include <algorithm>

namespace isotherm {
namespace {

constexpr double longest_lag = 86'400;  // seconds

const std::vector<std::vector<std::string>> strong_sets{
    {"us-east-1", "us-east-2", "us-west-2"},
    {"eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1"},
    {"ap-northeast-1", "ap-northeast-2", "ap-northeast-3"}};

}  // namespace

void ReplicationSpec::settings(SettingsVisitor& visit) {
    choice_field(visit,
                 {.name = "version",
                  .help = "version of global tables; default: 2017 in era 2018, later 2019",
                  .source = "Developer Guide, global tables: 2017.11.29 and 2019.11.21"},
                 version);
    choice_field(visit,
                 {.name = "consistency",
                  .help = "eventual: writes reach other Regions later; strong: a write is answered "
                          "after another Region has it, from era 2025 on",
                  .source = "Developer Guide, multi-Region strong consistency, 2025-06-30"},
                 consistency);
    visit.field({.name = "lag",
                 .help = "time from a write until another Region has it, in the median",
                 .lowest = 0.001,
                 .highest = longest_lag,
                 .source = "[inferred] Developer Guide: usually within a second; 0.5 to 2.5 s "
                           "within one geography"},
                lag);
    if (visit.reads() && visit.given("lag")) lag_p99 = lag * 5 / 2;
    visit.field({.name = "lag_p99",
                 .help = "the same, for 99 of 100 writes; default: 2.5 times lag; as long as lag: "
                         "always the same",
                 .lowest = 0.001,
                 .highest = longest_lag,
                 .source = "[inferred] from the same 2.5 s"},
                lag_p99);
    visit.field({.name = "region_rtt",
                 .help = "round trip to another Region, which writes and strong reads wait for "
                         "with consistency = \"strong\"",
                 .lowest = 0.001,
                 .highest = 10,
                 .source = "[inferred] no figure is published"},
                region_rtt);
    visit.field({.name = "witness",
                 .help = "Region that keeps only the log, in place of a third replica; with "
                         "consistency = \"strong\""},
                witness);
    if (lag_p99 < lag)
        visit.reject(visit.given("lag_p99") ? "lag_p99" : "lag",
                     "99 of 100 writes cannot be applied sooner than half of them",
                     "make lag_p99 as long as lag, or longer");
}

void OutageSpec::settings(SettingsVisitor& visit) {
    visit.field({.name = "region",
                 .help = "Region that fails, such as \"eu-west-1\"",
                 .required = true,
                 .also = "of"},
                region);
    visit.field({.name = "begin",
                 .help = "when it fails",
                 .highest = 1e9,
                 .required = true,
                 .also = "at from start"},
                begin);
    visit.field({.name = "end",
                 .help = "when it is back",
                 .highest = 1e9,
                 .required = true,
                 .also = "to until"},
                end);
    visit.field({.name = "move_to",
                 .help = "Region whose replica its callers turn to; without it, their calls fail"},
                move_to);
    visit.field({.name = "move_after",
                 .help = "time until they do; until then their calls fail",
                 .highest = 1e6},
                move_after);
    if (visit.given("begin") && visit.given("end") && end <= begin)
        visit.reject("end", "the Region is back before it has failed", "make end later than begin");
    if (move_to.empty() && move_after > 0s)
        visit.reject("move_after", "the callers have no Region to turn to",
                     "add move_to, or remove move_after");
}

const std::vector<std::string>& aws_regions() {
    static const std::vector<std::string> codes{
        "af-south-1",     "ap-east-1",      "ap-east-2",      "ap-northeast-1", "ap-northeast-2",
        "ap-northeast-3", "ap-south-1",     "ap-south-2",     "ap-southeast-1", "ap-southeast-2",
        "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
        "ca-central-1",   "ca-west-1",      "cn-north-1",     "cn-northwest-1", "eu-central-1",
        "eu-central-2",   "eu-north-1",     "eu-south-1",     "eu-south-2",     "eu-west-1",
        "eu-west-2",      "eu-west-3",      "il-central-1",   "me-central-1",   "me-south-1",
        "mx-central-1",   "sa-east-1",      "us-east-1",      "us-east-2",      "us-gov-east-1",
        "us-gov-west-1",  "us-west-1",      "us-west-2"};
    return codes;
}

bool is_aws_region(std::string_view code) {
    return std::ranges::binary_search(aws_regions(), code);
}

bool in_one_strong_set(const std::vector<std::string>& regions) {
    return std::ranges::any_of(strong_sets, [&](const std::vector<std::string>& set) {
        return std::ranges::all_of(regions, [&](const std::string& region) {
            return std::ranges::find(set, region) != set.end();
        });
    });
}

std::string replica_name(std::string_view table, std::string_view replica) {
    return std::string(table) + '@' + std::string(replica);
}

}  // namespace isotherm
