// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/design_remedies.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace isotherm {
namespace {

constexpr auto cache_name = "added";
constexpr auto cache_ttl = "\"60s\"";
constexpr auto spread_over = "\"1m\"";
constexpr std::int64_t suffixes_most = 10'000;

std::string value_of(const WrittenSettings& written, const TomlPath& path) {
    const auto found = written.find(toml_key(path));
    return found == written.end() ? "" : found->second;
}

}  // namespace

std::vector<RemedyEdit> cache_edits(const Scenario& scenario, const ResourceName& resource,
                                    const WrittenSettings& written) {
    std::vector<RemedyEdit> edits;
    if (resource.is_index() || scenario.caches.contains(cache_name)) return edits;
    for (const auto& [name, workload] : scenario.workloads) {
        if (workload.table != resource.table || !workload.index.empty()) continue;
        if (value_of(written, {"workloads", name, "operation"}) != "\"GetItem\"") continue;
        const std::string through = value_of(written, {"workloads", name, "through"});
        if (!through.empty() && through != "\"\"") continue;
        edits.push_back(
            {{"workloads", name, "through"}, toml_quoted(std::string("caches.") + cache_name)});
    }
    if (edits.empty()) return edits;
    edits.push_back({{"caches", cache_name, "kind"}, "\"aside\""});
    edits.push_back({{"caches", cache_name, "ttl"}, cache_ttl});
    edits.push_back({{"caches", cache_name, "coalesce"}, "true"});
    return edits;
}

std::vector<RemedyEdit> suffix_key_edits(const Scenario& scenario, const ThrottleFinding& finding) {
    const FindingEvidence& of = finding.evidence;
    const auto table = scenario.tables.find(finding.resource.table);
    if (finding.resource.is_index() || table == scenario.tables.end() || of.limit <= 0) return {};
    const std::string& key = table->second.partition_key;
    if (key.find('{') == key.npos || key.find("random(") != key.npos) return {};
    // Suffixes share a partition with other keys now and then, so there are twice as many.
    const auto count = std::clamp<std::int64_t>(
        2 * static_cast<std::int64_t>(std::ceil(of.asked / of.limit)), 2, suffixes_most);
    return {{{"tables", finding.resource.table, "partition_key"},
             toml_quoted(fmt::format("{}.{{random(1..{})}}", key, count))}};
}

std::vector<RemedyEdit> spread_start_edits(const Scenario& scenario, const std::string& table,
                                           const WrittenSettings& written) {
    std::vector<RemedyEdit> edits;
    for (const auto& [name, workload] : scenario.workloads) {
        if (workload.table != table) continue;
        const TomlPath ramp{"workloads", name, "callers", "ramp"};
        if (value_of(written, ramp) == "\"0s\"") edits.push_back({ramp, spread_over});
    }
    return edits;
}

}  // namespace isotherm
