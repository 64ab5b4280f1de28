// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/design_remedies.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/callers/flow_settings.h"

namespace isotherm {
namespace {

constexpr auto cache_name = "added";
constexpr auto cache_ttl = "\"60s\"";
constexpr auto dax_name = "dax";
constexpr std::string_view dax_since = "2018";  // the first era with DAX, of June 2017
constexpr auto spread_over = "\"1m\"";
constexpr std::int64_t suffixes_most = 10'000;
// A write takes a unit for each KB, a read for each 4 KB: smaller items than that cost no less.
constexpr std::uint64_t write_unit_bytes = 1'024;
constexpr std::uint64_t read_unit_bytes = 4'096;
// Tables of an hour for runs up to this long, else of a day [inferred].
constexpr SimDuration hourly_tables_most = 72h;

// The settings `through` of the GetItem workloads of this table that go through no cache.
std::vector<RemedyEdit> reads_through(const std::string& cache, const Scenario& scenario,
                                      const ResourceName& resource, const WrittenSettings& written,
                                      bool strong_reads) {
    std::vector<RemedyEdit> edits;
    if (resource.is_index() || scenario.caches.contains(cache)) return edits;
    for (const auto& [name, workload] : scenario.workloads) {
        if (workload.table != resource.table || !workload.index.empty()) continue;
        if (value_of(written, {"workloads", name, "operation"}) != "\"GetItem\"") continue;
        if (!strong_reads && value_of(written, {"workloads", name, "consistency"}) == "\"strong\"")
            continue;
        const std::string through = value_of(written, {"workloads", name, "through"});
        if (!through.empty() && through != "\"\"") continue;
        edits.push_back({{"workloads", name, "through"}, toml_quoted("caches." + cache)});
    }
    return edits;
}

// Half of what the job takes of the table's throughput.
std::vector<RemedyEdit> smaller_share_edits(const Scenario& scenario, const std::string& name) {
    const auto job = scenario.workloads.find(name);
    if (job == scenario.workloads.end() || !job->second.like.given()) return {};
    const FlowSettings* flow = job->second.workload->flow();
    if (flow == nullptr || flow->limits.size() != 1 || flow->limits[0].share.value == 0) return {};
    const Share half{flow->limits[0].share.value / 2};
    return {{{"workloads", name, "limit", "share"}, fmt::format("\"{}\"", text_of(half))}};
}

bool asks_for_throughput(ThrottleCause cause) {
    constexpr auto others = std::to_array(
        {ThrottleCause::retry_storm, ThrottleCause::background_job, ThrottleCause::collection_full,
         ThrottleCause::replica_behind, ThrottleCause::consumer_behind});
    return std::find(others.begin(), others.end(), cause) == others.end();
}

// Half of the size: compressed, split into a part that is read often and the rest, or with large
// attributes in S3 (Developer Guide, Storing large items and attributes).
std::vector<RemedyEdit> smaller_item_edits(const ThrottleFinding& finding, const TableSpec& table) {
    const std::uint64_t unit = finding.side == Side::write ? write_unit_bytes : read_unit_bytes;
    if (finding.resource.is_index() || table.item_size.count <= unit) return {};
    return {{{"tables", finding.resource.table, "item_size"},
             toml_of(Bytes{(table.item_size.count + 1) / 2})}};
}

// Entries of keys alone, if they are smaller by a unit (Developer Guide, best practices for
// secondary indexes).
std::vector<RemedyEdit> narrower_index_edits(const TomlPath& place, const TableSpec& table,
                                             const IndexSpec& index) {
    const auto bytes = index.entry_bytes(static_cast<std::uint32_t>(table.item_size.count));
    if (index.projection == Projection::keys_only || bytes <= write_unit_bytes) return {};
    const auto under = [&](const char* name) {
        TomlPath path = place;
        path.emplace_back(name);
        return path;
    };
    return {{under("projection"), "\"keys_only\""}, {under("entry_size"), ""}};
}

// Half of the entries: only items that queries look for get the index's key.
std::vector<RemedyEdit> sparse_index_edits(TomlPath place, const IndexSpec& index) {
    place.emplace_back("in_index");
    const Share half{index.in_index.value / 2};
    return {{std::move(place), fmt::format("\"{}\"", text_of(half))}};
}

// The table of a new period has not been split, so its partitions have whole shares. A table whose
// period is over gets no more writes.
std::vector<RemedyEdit> series_edits(const ThrottleFinding& finding, const TableSpec& table,
                                     SimDuration simulated) {
    const bool share = finding.main_outcome() == Outcome::partition_share;
    if (!share || finding.side != Side::write || finding.resource.is_index()) return {};
    if (table.time_series.enabled()) return {};
    const TomlPath series{"tables", finding.resource.table, "time_series"};
    const auto under = [&](const char* name) {
        TomlPath path = series;
        path.emplace_back(name);
        return path;
    };
    return {{under("period"), simulated <= hourly_tables_most ? "\"hour\"" : "\"day\""},
            {under("cool_write"), "[1]"}};
}

}  // namespace

std::string value_of(const WrittenSettings& written, const TomlPath& path) {
    const auto found = written.find(toml_key(path));
    return found == written.end() ? "" : found->second;
}

std::vector<RemedyEdit> cache_edits(const Scenario& scenario, const ResourceName& resource,
                                    const WrittenSettings& written) {
    std::vector<RemedyEdit> edits = reads_through(cache_name, scenario, resource, written, true);
    if (edits.empty()) return edits;
    edits.push_back({{"caches", cache_name, "kind"}, "\"aside\""});
    edits.push_back({{"caches", cache_name, "ttl"}, cache_ttl});
    edits.push_back({{"caches", cache_name, "coalesce"}, "true"});
    return edits;
}

std::vector<RemedyEdit> dax_edits(const Scenario& scenario, const ResourceName& resource,
                                  const WrittenSettings& written) {
    if (scenario.era.name < dax_since) return {};
    std::vector<RemedyEdit> edits = reads_through(dax_name, scenario, resource, written, false);
    if (!edits.empty()) edits.push_back({{"caches", dax_name, "kind"}, "\"dax\""});
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

std::vector<RemedyEdit> slower_job_edits(const Scenario& scenario, const std::string& job,
                                         const WrittenSettings& written) {
    if (auto smaller = smaller_share_edits(scenario, job); !smaller.empty()) return smaller;
    const TomlPath path{"workloads", job, "arrivals", "rate"};
    const std::string now = value_of(written, path);
    if (now.size() < 3) return {};
    const auto rate = parse_rate(now.substr(1, now.size() - 2));
    if (!rate) return {};
    RequestRate slower = *rate;
    slower.per *= 4;
    return {{path, toml_of(slower)}};
}

std::vector<DesignChange> design_changes(const Scenario& scenario, const ThrottleFinding& finding,
                                         bool was_split, SimDuration simulated) {
    const auto found = scenario.tables.find(finding.resource.table);
    if (found == scenario.tables.end() || !asks_for_throughput(finding.cause)) return {};
    if (found->first.find('@') != std::string::npos) return {};  // a replica: its table's settings
    const TableSpec& table = found->second;
    std::vector<DesignChange> changes;
    changes.push_back({RemedyKind::smaller_items, smaller_item_edits(finding, table)});
    if (was_split)
        changes.push_back({RemedyKind::series_tables, series_edits(finding, table, simulated)});
    const auto index = table.indexes.find(finding.resource.index);
    if (finding.side == Side::write && index != table.indexes.end()) {
        const TomlPath place{"tables", found->first, "indexes", index->first};
        changes.push_back(
            {RemedyKind::narrower_index, narrower_index_edits(place, table, index->second)});
        changes.push_back({RemedyKind::sparse_index, sparse_index_edits(place, index->second)});
    }
    return changes;
}

}  // namespace isotherm
