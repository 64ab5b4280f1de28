// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/remedy.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "engine/insight/capacity_causes.h"
#include "engine/insight/design_remedies.h"
#include "engine/insight/limits_in_force.h"

namespace isotherm {
namespace {

// A target below 40 % tends to provide too much (Developer Guide, Diagnosing throttling).
constexpr double lowest_target = 0.4;
constexpr double usual_target = 0.7;
// Capacity that is chosen from a mean needs some room for the chance in it [inferred].
constexpr double room = 1.1;
constexpr std::int64_t minute = 60;

// Two leading digits, rounded up: 1,234 becomes 1,300.
std::int64_t rounded_up(double units) {
    double step = 1;
    while (units / step >= 100) step *= 10;
    return std::max<std::int64_t>(1, std::llround(std::ceil(units / step - 1e-9) * step));
}

class Remedies {
public:
    Remedies(const std::vector<ThrottleFinding>& findings, const Recording& recording,
             const Scenario& scenario)
        : findings_(findings), recording_(recording), scenario_(scenario) {
        Scenario copy = scenario;  // visiting takes a non-const reference
        for (WrittenSetting& setting : written_settings(copy))
            written_[setting.key] = std::move(setting.value);
    }

    std::vector<Remedy> list() {
        for (std::size_t f = 0; f < findings_.size(); ++f) {
            now_ = f;
            if (findings_[f].share < share_to_remedy) continue;
            offer(findings_[f]);
            design(findings_[f]);
        }
        return std::move(list_);
    }

private:
    void offer(const ThrottleFinding& finding) {
        switch (finding.cause) {
            case ThrottleCause::hot_key:
            case ThrottleCause::rolling_hot_key:
            case ThrottleCause::uneven_partitions:
            case ThrottleCause::dilution:
                for_partition(finding);
                break;
            case ThrottleCause::hot_index_key:
                suffixes(finding);
                break;
            case ThrottleCause::on_demand_growth:
                more(RemedyKind::warm_throughput, capacity(finding, "warm_"), needed(finding));
                break;
            case ThrottleCause::on_demand_maximum:
                more(RemedyKind::higher_on_demand_maximum, capacity(finding, "maximum_"),
                     needed(finding));
                add(RemedyKind::no_on_demand_maximum, {{capacity(finding, "maximum_"), "0"}});
                break;
            case ThrottleCause::table_quota:
                quota(finding, "table_quota");
                break;
            case ThrottleCause::account_quota:
                quota(finding, "account_quota");
                break;
            case ThrottleCause::retry_storm:
                other_retries(finding);
                for_capacity(finding);
                break;
            case ThrottleCause::background_job:
                add(RemedyKind::slower_job,
                    slower_job_edits(scenario_, finding.evidence.job, written_));
                for_capacity(finding);
                break;
            case ThrottleCause::impossible_write:
                add(RemedyKind::more_capacity,
                    {{capacity_in_force(finding),
                      toml_of(rounded_up(finding.evidence.write_units / burst_seconds + 1))}});
                break;
            case ThrottleCause::collection_full:
                break;
            default:
                for_capacity(finding);
        }
    }

    // More throughput does not help one key: a partition has its maximum (Developer Guide). Where
    // partitions have shares of the table's throughput, it does.
    void for_partition(const ThrottleFinding& finding) {
        eventual_reads(finding);
        const FindingEvidence& of = finding.evidence;
        const bool share = finding.main_outcome() == Outcome::partition_share ||
                           finding.main_outcome() == Outcome::node_capacity;
        const TomlPath in_force = capacity_in_force(finding);
        const double provisioned = written_number(in_force).value_or(0);
        if (finding.cause != ThrottleCause::hot_key) on_demand(finding);
        if (share && provisioned > 0 && of.limit > 0)
            add(RemedyKind::more_capacity,
                {{in_force, toml_of(rounded_up(provisioned * of.busiest * room / of.limit))}});
        cache(finding);
        if (finding.side == Side::write) write_shards(finding);
        add(RemedyKind::other_key, suffix_key_edits(scenario_, finding));
    }

    void cache(const ThrottleFinding& finding) {
        if (finding.side != Side::read) return;
        add(RemedyKind::cache, cache_edits(scenario_, finding.resource, written_));
        add(RemedyKind::dax, dax_edits(scenario_, finding.resource, written_));
    }

    // Shards of the workload whose key is refused most; the least number keeps each shard below
    // the limit of a partition.
    void write_shards(const ThrottleFinding& finding) {
        if (finding.evidence.keys.empty() || finding.evidence.limit <= 0) return;
        const std::string& workload = finding.evidence.keys.front().workload;
        const TomlPath path{"workloads", workload, "write_shards"};
        const auto now = written_number(path);
        if (!now) return;
        const double least = std::ceil(finding.evidence.asked / finding.evidence.limit);
        add(RemedyKind::write_shards,
            {{path, toml_of(static_cast<std::int64_t>(*now * std::max(2.0, least)))}}, true);
    }

    void suffixes(const ThrottleFinding& finding) {
        TomlPath path = place(finding.resource);
        path.emplace_back("suffixes");
        const auto now = written_number(path);
        if (now && finding.side == Side::write)
            add(RemedyKind::index_suffixes, {{path, toml_of(static_cast<std::int64_t>(*now * 2))}},
                true);
        on_demand(finding);
    }

    void eventual_reads(const ThrottleFinding& finding) {
        if (finding.side != Side::read || finding.resource.is_index()) return;
        std::vector<RemedyEdit> edits;
        for (const auto& [name, workload] : scenario_.workloads) {
            if (workload.table != finding.resource.table || !workload.index.empty()) continue;
            const TomlPath path{"workloads", name, "consistency"};
            if (written(path) == "\"strong\"") edits.push_back({path, "\"eventual\""});
        }
        add(RemedyKind::eventual_reads, std::move(edits));
    }

    void for_capacity(const ThrottleFinding& finding) {
        on_demand(finding);
        cache(finding);
        add(RemedyKind::spread_start,
            spread_start_edits(scenario_, finding.resource.table, written_));
        const auto policy = policy_of_side(scenario_, finding.resource, finding.side);
        const double units = needed(finding);
        if (!policy) {
            const TomlPath in_force = capacity_in_force(finding);
            if (finding.evidence.lowered)
                more(RemedyKind::more_capacity, in_force, before_throttling(finding));
            more(RemedyKind::more_capacity, in_force, units);
            tracking(finding, units);
            return;
        }
        if (finding.cause == ThrottleCause::scaling_maximum) {
            setting_of_policy(RemedyKind::higher_maximum, finding, "max",
                              toml_of(rounded_up(units / usual_target)));
            return;
        }
        lower_target(finding);
        setting_of_policy(RemedyKind::higher_minimum, finding, "min", toml_of(rounded_up(units)));
    }

    // The same until it throttled: what waits while too little is provisioned, and is caught up
    // later, would not have come.
    double before_throttling(const ThrottleFinding& finding) const {
        return needed(finding, finding.first_second);
    }

    // The mean of first tries in the busiest minute up to a second, with some room.
    double needed(const ThrottleFinding& finding,
                  std::int64_t until = std::numeric_limits<std::int64_t>::max()) const {
        double most = finding.evidence.write_units;
        double entries = 1;  // units of the index for one of the table
        const TableRecording* asked = recording_of(finding.resource);
        if (asked == nullptr) return most;
        if (finding.resource.is_index() && finding.side == Side::write) {
            // Writes of the table that were refused caused no entries.
            const TableRecording* table = recording_of(ResourceName(finding.resource.table));
            if (table == nullptr) return most;
            const double of_table = table->totals.consumed[Side::write].in_units();
            if (of_table > 0) entries = asked->totals.consumed[Side::write].in_units() / of_table;
            asked = table;
        }
        const SideHistory history(*asked, finding.side);
        const auto width =
            static_cast<std::size_t>(std::max<std::int64_t>(1, minute / history.column_seconds()));
        double sum = 0;
        for (std::size_t c = 0; c < history.size() && history.second_of(c) < until; ++c) {
            sum += history.at(c).fresh;
            if (c >= width) sum -= history.at(c - width).fresh;
            most =
                std::max(most, sum / static_cast<double>(std::min(c + 1, width)) * entries * room);
        }
        return most;
    }

    void more(RemedyKind kind, const TomlPath& path, double units) {
        const auto most = static_cast<double>(rounded_up(units));
        if (most <= written_number(path).value_or(0)) return;
        add(kind, {{path, toml_of(rounded_up(units))}});
    }

    // On-demand mode of the table and its indexes; policies and provisioned values go.
    void on_demand(const ThrottleFinding& finding) {
        const std::string origin = place(ResourceName(finding.resource.table))[1];
        const auto table = scenario_.tables.find(origin);
        if (table == scenario_.tables.end() || table->second.capacity.on_demand()) return;
        std::vector<RemedyEdit> edits;
        const auto change = [&](const TomlPath& place) {
            const auto under = [&](const char* group, const char* name) {
                TomlPath path = place;
                path.insert(path.end(), {group, name});
                return path;
            };
            edits.push_back({under("capacity", "mode"), "\"on_demand\""});
            for (const char* side : {"read", "write"}) {
                edits.push_back({under("capacity", side), ""});
                edits.push_back({under("scaling", side), ""});
            }
            edits.push_back({under("scaling", "both"), ""});
        };
        change({"tables", table->first});
        for (const auto& [name, index] : table->second.indexes)
            if (index.global()) change({"tables", table->first, "indexes", name});
        for (const auto& [name, replica] : table->second.replicas)  // all Regions have one mode
            if (replica.own_capacity) change({"tables", table->first, "replicas", name});
        add(RemedyKind::on_demand, std::move(edits));
    }

    void tracking(const ThrottleFinding& finding, double units) {
        TomlPath path = place(finding.resource);
        path.insert(path.end(), {"scaling", std::string(side_names[finding.side])});
        const auto least = written_number(capacity(finding, "")).value_or(1);
        add(RemedyKind::target_tracking,
            {{path,
              "{ policy = \"target_tracking\", target_utilization = " + toml_of(usual_target) +
                  ", min = " + toml_of(std::max<std::int64_t>(1, std::llround(least))) +
                  ", max = " + toml_of(rounded_up(units / usual_target)) + " }"}});
    }

    void lower_target(const ThrottleFinding& finding) {
        const auto target = written_number(of_policy(finding, "target_utilization"));
        if (!target || *target <= lowest_target) return;
        const double lower = std::max(lowest_target, std::round(*target * 100 - 20) / 100);
        setting_of_policy(RemedyKind::lower_target, finding, "target_utilization", toml_of(lower));
    }

    void setting_of_policy(RemedyKind kind, const ThrottleFinding& finding, const std::string& name,
                           const std::string& value) {
        std::string spelled = name;
        if (!has(of_policy(finding, spelled)))  // as Dynamic DynamoDB spells it
            spelled = name + "_provisioned_" + std::string(side_names[finding.side]) + "s";
        if (has(of_policy(finding, spelled))) add(kind, {{of_policy(finding, spelled), value}});
    }

    void quota(const ThrottleFinding& finding, const std::string& name) {
        on_demand(finding);
        const auto now = written_number({"model", name});
        const double most = std::max(needed(finding) / usual_target, now.value_or(0) * 2);
        if (now) add(RemedyKind::higher_quota, {{{"model", name}, toml_of(rounded_up(most))}});
    }

    void other_retries(const ThrottleFinding& finding) {
        std::vector<RemedyEdit> edits;
        for (const auto& [name, workload] : scenario_.workloads) {
            const TomlPath path{"workloads", name, "client", "retry"};
            if (workload.table != finding.resource.table) continue;
            if (written(path) != "\"sdk_adaptive\"") edits.push_back({path, "\"sdk_adaptive\""});
        }
        if (!edits.empty()) add(RemedyKind::other_retries, std::move(edits));
    }

    void design(const ThrottleFinding& finding) {
        const TableRecording* table = recording_of(finding.resource);
        const bool was_split =
            table != nullptr &&
            std::any_of(table->partitions.begin(), table->partitions.end(),
                        [](const PartitionRecord& one) { return one.parent.has_value(); });
        for (DesignChange& change :
             design_changes(scenario_, finding, was_split, recording_.simulated))
            add(change.kind, std::move(change.edits));
    }

    void add(RemedyKind kind, std::vector<RemedyEdit> edits, bool search = false) {
        if (edits.empty()) return;
        const bool other_tables = kind == RemedyKind::series_tables;
        Remedy remedy{kind, now_, other_tables ? "" : findings_[now_].resource.table,
                      std::move(edits), search};
        if (std::find(list_.begin(), list_.end(), remedy) == list_.end())
            list_.push_back(std::move(remedy));
    }

    // Settings of the table of a replica, such as "orders@eu", are those of the replica.
    static TomlPath place(const ResourceName& resource) {
        const std::size_t at = resource.table.find('@');
        TomlPath path{"tables", resource.table.substr(0, at)};
        if (at != std::string::npos && !resource.is_index())
            path.insert(path.end(), {"replicas", resource.table.substr(at + 1)});
        if (resource.is_index()) path.insert(path.end(), {"indexes", resource.index});
        return path;
    }
    TomlPath capacity(const ThrottleFinding& finding, const std::string& prefix) const {
        TomlPath path = place(finding.resource);
        path.insert(path.end(), {"capacity", prefix + std::string(side_names[finding.side])});
        return path;
    }
    // The setting that gave the throughput while most tries were throttled: the table's own, or
    // that of a change.
    TomlPath capacity_in_force(const ThrottleFinding& finding) const {
        const ResourceName& name = finding.resource;
        const CapacityChange* change = change_of_most_throttling(
            recording_, name, finding.side, finding.first_second, finding.last_second);
        const std::string prefix = "changes.";
        if (change == nullptr || !change->asked_by.starts_with(prefix))
            return capacity(finding, "");
        TomlPath path{"changes", change->asked_by.substr(prefix.size())};
        if (name.is_index()) path.insert(path.end(), {"indexes", name.index});
        path.emplace_back(side_names[finding.side]);
        return has(path) ? path : capacity(finding, "");
    }

    // A setting of the policy of this side, or of both sides.
    TomlPath of_policy(const ThrottleFinding& finding, const std::string& name) const {
        TomlPath path = place(finding.resource);
        path.insert(path.end(), {"scaling", std::string(side_names[finding.side]), name});
        if (!has(path)) path[path.size() - 2] = "both";
        return path;
    }
    bool has(const TomlPath& path) const { return written_.contains(toml_key(path)); }
    std::string written(const TomlPath& path) const { return value_of(written_, path); }
    std::optional<double> written_number(const TomlPath& path) const {
        std::string text = written(path);
        std::erase(text, '"');
        if (const auto share = parse_share(text)) return share->value;
        const auto count = parse_count(text);
        return count ? std::optional(static_cast<double>(*count)) : std::nullopt;
    }
    const TableRecording* recording_of(const ResourceName& name) const {
        for (const TableRecording& table : recording_.tables)
            if (table.name == name) return &table;
        return nullptr;
    }

    const std::vector<ThrottleFinding>& findings_;
    const Recording& recording_;
    const Scenario& scenario_;
    WrittenSettings written_;
    std::vector<Remedy> list_;
    std::size_t now_ = 0;  // the finding that remedies are offered for
};

}  // namespace

std::vector<Remedy> remedies_of(const std::vector<ThrottleFinding>& findings,
                                const Recording& recording, const Scenario& scenario) {
    return Remedies(findings, recording, scenario).list();
}

}  // namespace isotherm
