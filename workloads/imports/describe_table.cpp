// SPDX-License-Identifier: Apache-2.0
// What `aws dynamodb describe-table` prints, and the answers of calls that create or change a
// table.

#include <fmt/format.h>

#include "engine/vocabulary/quantity.h"
#include "workloads/imports/table_members.h"

namespace isotherm {
namespace {

const ImportJson* described_table(const ImportJson& value) {
    if (!value.is_object()) return nullptr;
    for (const char* name : {"Table", "TableDescription"}) {
        const auto found = value.find(name);
        if (found != value.end() && found->is_object() && found->contains("TableName"))
            return &*found;
    }
    return value.contains("TableName") && value.contains("KeySchema") &&
                   value.contains("TableStatus")
               ? &value
               : nullptr;
}

class TableDescription {
public:
    TableDescription(const ImportReading& reading, ImportedValue value)
        : reading_(reading),
          value_(std::move(value)),
          from_(reading.from(Closeness::described)),
          name_(value_.at("TableName").text_or("")),
          table_(reading.facts.tables[name_]) {}

    void read() {
        const std::string status = value_.at("TableStatus").text_or("ACTIVE");
        if (status.starts_with("ARCHIV") || status.starts_with("INACCESSIBLE")) {
            value_.wrong(ErrorNumber::contradiction,
                         fmt::format("the table {} is {}, so it serves no requests", name_, status),
                         "describe a table that is ACTIVE");
            return;
        }
        table_.defined = true;
        take_region(reading_.facts, value_.at("TableArn").text_or(""), from_);
        read_key_schema(value_.at("KeySchema"), from_, table_.partition_key, table_.sort_key);
        read_capacity();
        read_data();
        for (const auto& index : value_.at("GlobalSecondaryIndexes").elements())
            read_index(index, false);
        for (const auto& index : value_.at("LocalSecondaryIndexes").elements())
            read_index(index, true);
        table_.stream.take(
            value_.at("StreamSpecification").at("StreamEnabled").flag().value_or(false), from_);
        const ImportedValue table_class = value_.at("TableClassSummary").at("TableClass");
        if (table_class.exists()) {
            read_table_class(table_class, from_, table_);
        } else {
            table_.infrequent_access.take(false, from_);
        }
        read_replicas();
    }

private:
    void read_capacity() {
        ImportedCapacity& capacity = table_.capacity;
        const ImportedValue throughput = value_.at("ProvisionedThroughput");
        read_provisioned(throughput, from_, capacity);
        const ImportedValue mode = value_.at("BillingModeSummary").at("BillingMode");
        if (mode.exists()) {
            read_billing_mode(mode, from_, capacity);
        } else {
            // The summary is absent from tables that were never on demand. On-demand tables have
            // zeros.
            const bool zeros = throughput.at("ReadCapacityUnits").count() == 0 &&
                               throughput.at("WriteCapacityUnits").count() == 0;
            capacity.on_demand.take(zeros, from_);
        }
        read_maximum(value_.at("OnDemandThroughput"), from_, capacity);
        read_warm(value_.at("WarmThroughput"), from_, capacity);
    }

    void read_data() {
        const auto bytes = value_.at("TableSizeBytes").count();
        const auto items = value_.at("ItemCount").count();
        if (bytes) table_.bytes.take(*bytes, from_);
        if (items) table_.items.take(*items, from_);
        if (bytes && items && *bytes > 0 && *items > 0) {
            table_.item_bytes.take((*bytes + *items / 2) / *items, from_,
                                   fmt::format("{} B / {} items (up to six hours old)",
                                               grouped(*bytes), grouped(*items)));
        }
    }

    void read_index(const ImportedValue& value, bool local) {
        const std::string name = value.at("IndexName").text_or("");
        const std::string status = value.at("IndexStatus").text_or("ACTIVE");
        if (status == "DELETING") {
            table_.remarks.push_back(fmt::format("{} left out: DELETING", name));
            return;
        }
        ImportedIndex* index = read_index_members(value, from_, local, table_);
        if (index == nullptr) return;
        if (status == "CREATING") {
            index->remarks.push_back(value.at("Backfilling").flag().value_or(false)
                                         ? "CREATING, backfilling when it was described"
                                         : "CREATING when it was described");
        }
        const auto bytes = value.at("IndexSizeBytes").count();
        const auto items = value.at("ItemCount").count();
        if (bytes) index->bytes.take(*bytes, from_);
        if (items) index->items.take(*items, from_);
        if (!bytes || !items || *bytes == 0 || *items == 0) return;
        index->entry_bytes.take((*bytes + *items / 2) / *items, from_,
                                fmt::format("{} B / {} entries", grouped(*bytes), grouped(*items)));
        const std::int64_t all = table_.items.value_or(0);
        // Two counts of different hours differ a little even if every item has an entry.
        constexpr double every_item = 0.995;
        if (all <= 0) return;
        const double share = static_cast<double>(*items) / static_cast<double>(all);
        index->in_index.take(share < every_item ? share : 1.0, from_,
                             fmt::format("{} of {} items", grouped(*items), grouped(all)));
    }

    void read_replicas() {
        std::string regions;
        for (const auto& replica : value_.at("Replicas").elements())
            regions += (regions.empty() ? "" : ", ") + replica.at("RegionName").text_or("?");
        if (regions.empty()) return;
        table_.remarks.push_back(fmt::format("also in {}: writes there arrive here, too", regions));
        reading_.facts.ask(fmt::format("tables.{}.replicas", name_),
                           fmt::format("how many writes come from {}", regions));
    }

    const ImportReading& reading_;
    ImportedValue value_;
    FactSource from_;
    std::string name_;
    ImportedTable& table_;
};

class DescribeTable final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        return !document.values.empty() && described_table(document.root()) != nullptr;
    }
    void read(const ImportReading& reading) const override {
        for (std::size_t i = 0; i < reading.document.values.size(); ++i) {
            const ImportedValue value = reading.value(i);
            ImportedValue table = value;
            for (const char* name : {"Table", "TableDescription"})
                if (value.at(name).is_object()) table = value.at(name);
            if (table.at("TableName").text_or("").empty()) {
                ++reading.source.skipped;
                continue;
            }
            TableDescription(reading, table).read();
            ++reading.source.used;
        }
    }
};

const Registered<ImportFormat, DescribeTable> describe_table_entry(
    "describe-table", "a table: aws dynamodb describe-table --table-name NAME",
    {.file =
         R"({"Table": {"TableName": "votes", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}], "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 5}, "TableStatus": "ACTIVE"}})",
     .rows = 1});

}  // namespace
}  // namespace isotherm
