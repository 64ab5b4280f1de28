// SPDX-License-Identifier: Apache-2.0
#include "app/report/understood_facts.h"

#include <fmt/format.h>

#include <filesystem>

namespace isotherm {
namespace {

class UnderstoodList {
public:
    explicit UnderstoodList(const ImportDocument& document)
        : source_(" (" + document.name() + ")"), file_(document.name()) {}

    template <class Value>
    void add(const std::string& path, const Fact<Value>& fact) {
        if (!fact || !fact.source.name.ends_with(source_)) return;
        // A table without a sort key has an empty one.
        if (std::string text = fact_text(*fact); !text.empty())
            list_.push_back({path, std::move(text)});
    }

    void add_capacity(const std::string& path, const ImportedCapacity& capacity) {
        add(path + ".on_demand", capacity.on_demand);
        for (const Side side : both_sides) {
            const std::string name(side_names[side]);
            add(path + ".capacity." + name, capacity.provisioned[side]);
            add(path + ".capacity.maximum_" + name, capacity.maximum[side]);
            add(path + ".capacity.warm_" + name, capacity.warm[side]);
        }
    }

    void add_scaling(const std::string& path, const BySide<ImportedScaling>& scaling) {
        for (const Side side : both_sides) {
            const std::string of = fmt::format("{}.scaling.{}", path, side_names[side]);
            add(of + ".min", scaling[side].min);
            add(of + ".max", scaling[side].max);
            add(of + ".target", scaling[side].target);
        }
    }

    void add_index(const std::string& path, const ImportedIndex& index) {
        add(path + ".partition_key", index.partition_key);
        add(path + ".sort_key", index.sort_key);
        add(path + ".projection", index.projection);
        add(path + ".size", index.bytes);
        add(path + ".entry_size", index.entry_bytes);
        add(path + ".in_index", index.in_index);
        add_capacity(path, index.capacity);
        add_scaling(path, index.scaling);
    }

    void add_table(const std::string& path, const ImportedTable& table) {
        add(path + ".partition_key", table.partition_key);
        add(path + ".sort_key", table.sort_key);
        add(path + ".size", table.bytes);
        add(path + ".items", table.items);
        add(path + ".item_size", table.item_bytes);
        add_capacity(path, table.capacity);
        add_scaling(path, table.scaling);
        add(path + ".open_shards", table.open_shards);
        add(path + ".infrequent_access", table.infrequent_access);
        add(path + ".point_in_time_recovery", table.point_in_time_recovery);
        add(path + ".stream", table.stream);
        add(path + ".time_to_live", table.time_to_live);
        for (const auto& [name, index] : table.indexes) add_index(path + ".indexes." + name, index);
    }

    void add_metric(const MetricName& name, const ImportedMetric& metric) {
        if (std::filesystem::path(metric.file).filename() != file_ || metric.points.empty()) return;
        std::string path = name.table + (name.index.empty() ? "" : " / " + name.index);
        for (const std::string& part : {name.metric, name.operation, name.statistic})
            if (!part.empty()) path += " " + part;
        list_.push_back({path, "", static_cast<std::int64_t>(metric.points.size()),
                         time_of(metric.points.begin()->first),
                         time_of(metric.points.rbegin()->first)});
    }

    void add_report(const ImportedKeyReport& report) {
        if (std::filesystem::path(report.file).filename() != file_ || report.values.empty()) return;
        const auto [first, last] = report.times.empty()
                                       ? std::pair<std::int64_t, std::int64_t>{}
                                       : std::pair{report.times.front(), report.times.back()};
        list_.push_back({report.table + (report.index.empty() ? "" : " / " + report.index) +
                             (report.throttles ? " throttled keys" : " keys"),
                         "", static_cast<std::int64_t>(report.values.size()), time_of(first),
                         time_of(last)});
    }

    std::vector<UnderstoodFact> take() { return std::move(list_); }

private:
    static WallTime time_of(std::int64_t second) { return WallTime(std::chrono::seconds(second)); }

    std::string source_;
    std::string file_;
    std::vector<UnderstoodFact> list_;
};

}  // namespace

std::vector<UnderstoodFact> understood_from(const ImportedFacts& facts,
                                            const ImportDocument& document) {
    UnderstoodList list(document);
    list.add("region", facts.region);
    list.add("model.account_quota", facts.account_quota);
    list.add("model.table_quota", facts.table_quota);
    for (const auto& [name, table] : facts.tables) list.add_table("tables." + name, table);
    for (const auto& [name, metric] : facts.metrics) list.add_metric(name, metric);
    for (const ImportedKeyReport& report : facts.key_reports) list.add_report(report);
    return list.take();
}

}  // namespace isotherm
