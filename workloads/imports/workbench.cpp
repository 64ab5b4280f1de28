// SPDX-License-Identifier: Apache-2.0
// Data models of NoSQL Workbench: tables, indexes and sample items, whose sizes are computed.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/units/item_json.h"
#include "engine/units/item_size.h"
#include "engine/vocabulary/quantity.h"
#include "workloads/imports/table_members.h"

namespace isotherm {
namespace {

constexpr std::size_t sizes_shown = 6;

std::int64_t mean_of(const std::vector<std::int64_t>& sizes) {
    std::int64_t sum = 0;
    for (const std::int64_t size : sizes) sum += size;
    const auto count = static_cast<std::int64_t>(sizes.size());
    return (sum + count / 2) / count;
}

std::string sizes_text(const std::vector<std::int64_t>& sizes) {
    std::string text;
    for (std::size_t i = 0; i < std::min(sizes.size(), sizes_shown); ++i)
        text += (i == 0 ? "" : ", ") + grouped(sizes[i]);
    return text + (sizes.size() > sizes_shown ? " … B" : " B");
}

class WorkbenchTable {
public:
    WorkbenchTable(const ImportReading& reading, const ImportedValue& value)
        : reading_(reading),
          value_(value),
          from_(reading.from(Closeness::model)),
          name_(value.at("TableName").text_or("")),
          table_(reading.facts.tables[name_]) {}

    void read() {
        table_.defined = true;
        read_keys(value_, table_.partition_key, table_.sort_key);
        const ImportedValue mode = value_.at("BillingMode");
        if (mode.exists()) read_billing_mode(mode, from_, table_.capacity);
        const ImportedValue settings = value_.at("ProvisionedCapacitySettings");
        read_provisioned(settings.at("ProvisionedThroughput"), from_, table_.capacity);
        read_scaling(settings.at("AutoScalingRead"), table_.scaling[Side::read]);
        read_scaling(settings.at("AutoScalingWrite"), table_.scaling[Side::write]);
        collect_items();
        take_item_sizes();
        for (const auto& index : value_.at("GlobalSecondaryIndexes").elements()) read_index(index);
    }

private:
    void read_keys(const ImportedValue& of, Fact<std::string>& partition, Fact<std::string>& sort) {
        const ImportedValue keys = of.at("KeyAttributes");
        partition.take(keys.at("PartitionKey").at("AttributeName").text_or(""), from_);
        sort.take(keys.at("SortKey").at("AttributeName").text_or(""), from_);
    }

    void read_scaling(const ImportedValue& value, ImportedScaling& scaling) {
        const ImportedValue target = value.at("ScalableTargetRequest");
        if (const auto min = target.at("MinCapacity").count()) scaling.min.take(*min, from_);
        if (const auto max = target.at("MaxCapacity").count()) scaling.max.take(*max, from_);
        const ImportedValue policy = value.at("ScalingPolicyConfiguration");
        if (policy.exists()) read_target_tracking(policy, from_, scaling);
    }

    // Facets repeat the table's items or have items of their own: equal items count once.
    void collect_items() {
        std::set<std::string> seen;
        const auto add = [&](const ImportedValue& list) {
            for (const auto& item : list.elements())
                if (seen.insert(item.json()->dump(-1, ' ', true)).second) add_item(item);
        };
        add(value_.at("TableData"));
        for (const auto& facet : value_.at("TableFacets").elements()) add(facet.at("TableData"));
    }

    void add_item(const ImportedValue& value) {
        auto item = read_item(value.json()->dump(), reading_.document.file);
        if (item.ok()) {
            items_.push_back(std::move(item.value()));
            return;
        }
        value.wrong(item.errors().front().number,
                    fmt::format("{}: {}", value.path(), item.errors().front().what),
                    "correct the sample item, or remove it");
    }

    void take_item_sizes() {
        std::vector<std::int64_t> sizes;
        for (const Item& item : items_)
            sizes.push_back(static_cast<std::int64_t>(item_bytes(item)));
        if (sizes.empty()) return;
        table_.item_bytes.take(
            mean_of(sizes), from_,
            fmt::format("mean of {} sample items: {}", sizes.size(), sizes_text(sizes)));
        reading_.facts.ask(fmt::format("tables.{}.item_size", name_),
                           "sample items are not production data: how large are real items?");
    }

    void read_index(const ImportedValue& value) {
        ImportedIndex& index = table_.indexes[value.at("IndexName").text_or("")];
        index.local.take(false, from_);
        read_keys(value, index.partition_key, index.sort_key);
        read_projection(value.at("Projection"), from_, index);
        take_entry_sizes(value, index);
        for (const Side side : both_sides) {
            const Fact<std::int64_t>& units = table_.capacity.provisioned[side];
            if (units)
                index.capacity.provisioned[side].take(*units, from_,
                                                      "none in the model: the table's is taken");
        }
        reading_.facts.ask(
            fmt::format("tables.{}.indexes.{}.capacity", name_, value.at("IndexName").text_or("")),
            "the model has no capacity of indexes; the table's is taken");
    }

    // An item has an entry if it has all of the index's key attributes.
    void take_entry_sizes(const ImportedValue& value, ImportedIndex& index) {
        std::vector<std::string> keys{*index.partition_key};
        if (!index.sort_key.value_or("").empty()) keys.push_back(*index.sort_key);
        std::vector<std::string> held = keys;
        held.push_back(table_.partition_key.value_or(""));
        held.push_back(table_.sort_key.value_or(""));
        for (const auto& name : value.at("Projection").at("NonKeyAttributes").elements())
            held.push_back(name.text_or(""));
        const bool all = index.projection.value_or("all") == "all";
        std::vector<std::int64_t> sizes;
        for (const Item& item : items_) {
            const bool indexed = std::all_of(keys.begin(), keys.end(), [&](const auto& key) {
                return std::any_of(item.begin(), item.end(),
                                   [&](const auto& attribute) { return attribute.first == key; });
            });
            if (indexed)
                sizes.push_back(static_cast<std::int64_t>(all ? item_bytes(item)
                                                              : projected_bytes(item, held)));
        }
        if (sizes.empty()) return;
        index.entry_bytes.take(mean_of(sizes), from_, sizes_text(sizes));
        index.in_index.take(static_cast<double>(sizes.size()) / static_cast<double>(items_.size()),
                            from_,
                            fmt::format("{} of {} sample items", sizes.size(), items_.size()));
    }

    const ImportReading& reading_;
    ImportedValue value_;
    FactSource from_;
    std::string name_;
    ImportedTable& table_;
    std::vector<Item> items_;
};

class Workbench final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        return document.form == ImportDocument::Form::json && document.root().is_object() &&
               document.root().contains("ModelName") && document.root().contains("DataModel");
    }
    void read(const ImportReading& reading) const override {
        for (const auto& table : reading.root().at("DataModel").elements()) {
            if (table.at("TableName").text_or("").empty()) {
                table.wrong(ErrorNumber::missing_setting,
                            fmt::format("{} has no TableName", table.path()), "name the table");
                continue;
            }
            WorkbenchTable(reading, table).read();
            ++reading.source.used;
        }
    }
};

const Registered<ImportFormat, Workbench> workbench_entry(
    "workbench", "a data model exported by NoSQL Workbench",
    {.file =
         R"({"ModelName": "Votes", "DataModel": [{"TableName": "votes", "KeyAttributes": {"PartitionKey": {"AttributeName": "id"}}, "BillingMode": "PAY_PER_REQUEST"}]})",
     .rows = 1});

}  // namespace
}  // namespace isotherm
