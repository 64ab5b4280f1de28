// SPDX-License-Identifier: Apache-2.0
// Exports of a table to S3: the two manifests, and data files with an item per line. Data files do
// not name their table; the manifest does.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/vocabulary/quantity.h"
#include "workloads/imports/exported_items.h"
#include "workloads/imports/log_calls.h"

namespace isotherm {
namespace {

bool first_has(const ImportDocument& document, const char* name) {
    return !document.values.empty() && document.root().is_object() &&
           document.root().contains(name);
}

class ExportManifest final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        return first_has(document, "exportArn") && first_has(document, "manifestFilesS3Key");
    }
    void read(const ImportReading& reading) const override {
        const ImportedValue root = reading.root();
        const std::string name = table_of_arn(root.at("tableArn").text_or(""));
        take_region(reading.facts, root.at("tableArn").text_or(""),
                    reading.from(Closeness::described));
        reading.facts.exported.table = name;
        ImportedTable& table = reading.facts.tables[name];
        const FactSource from = reading.from(Closeness::described);
        if (const auto items = root.at("itemCount").count()) table.items.take(*items, from);
        if (const auto bytes = root.at("billedSizeBytes").count()) table.bytes.take(*bytes, from);
        const std::string kind = root.at("outputFormat").text_or("DYNAMODB_JSON");
        if (kind != "DYNAMODB_JSON")
            reading.wrong(ErrorNumber::foreign_file, fmt::format("the data files are {}", kind),
                          "export again with --export-format DYNAMODB_JSON");
        ++reading.source.used;
    }
};

class ExportFiles final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        return first_has(document, "dataFileS3Key");
    }
    void read(const ImportReading& reading) const override {
        reading.facts.exported.data_files +=
            static_cast<std::int64_t>(reading.document.values.size());
        reading.source.used += reading.document.values.size();
    }
};

class ExportData final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        return first_has(document, "Item") && document.root()["Item"].is_object();
    }
    ImportTurn turn() const override { return ImportTurn::neighbors; }
    void read(const ImportReading& reading) const override {
        ImportedExport& exported = reading.facts.exported;
        if (exported.table.empty()) exported.table = table_meant(reading);
        if (exported.table.empty()) {
            reading.wrong(ErrorNumber::missing_setting,
                          "the items do not say which table they are of",
                          "import the whole folder of the export, or add --table NAME");
            return;
        }
        const Fact<std::string> key = reading.facts.tables[exported.table].partition_key;
        for (std::size_t i = 0; i < reading.document.values.size(); ++i) {
            const ImportedValue item = reading.value(i).at("Item");
            const auto bytes = typed_item_bytes(item);
            if (!bytes) {
                ++reading.source.skipped;
                continue;
            }
            exported.item_bytes.push_back(*bytes);
            if (key) {
                const auto typed = item.at(*key).members();
                if (!typed.empty())
                    exported.collections[typed.front().second.text_or("")] += *bytes;
            }
            ++reading.source.used;
        }
    }
};

const Registered<ImportFormat, ExportManifest> export_manifest_entry(
    "export-manifest", "manifest-summary.json of aws dynamodb export-table-to-point-in-time",
    {.file =
         R"({"exportArn": "arn:aws:dynamodb:us-east-1:111122223333:table/votes/export/1", "tableArn": "arn:aws:dynamodb:us-east-1:111122223333:table/votes", "manifestFilesS3Key": "AWSDynamoDB/1/manifest-files.json", "itemCount": 1, "billedSizeBytes": 100})"});
const Registered<ImportFormat, ExportFiles> export_files_entry(
    "export-files", "manifest-files.json of an export to S3",
    {.file = R"({"itemCount": 1, "dataFileS3Key": "AWSDynamoDB/1/data/a.json.gz"})"});
const Registered<ImportFormat, ExportData> export_data_entry(
    "export-data", "data files of an export to S3 in DynamoDB JSON",
    {.file = R"({"Item": {"id": {"S": "a"}}})"});

}  // namespace

void take_exported_items(ImportedFacts& facts) {
    const ImportedExport& exported = facts.exported;
    if (exported.table.empty()) return;
    ImportedTable& table = facts.tables[exported.table];
    if (!table.defined) {
        table.defined = true;
        table.capacity.on_demand.take(true, {Closeness::none, "assumed"}, "assumed");
        facts.ask(fmt::format("tables.{}.partition_key", exported.table),
                  "an export has neither the keys nor the capacity: aws dynamodb describe-table");
    }
    if (exported.item_bytes.empty()) return;
    double sum = 0;
    double log_sum = 0;
    for (const std::int64_t bytes : exported.item_bytes) {
        sum += static_cast<double>(bytes);
        log_sum += std::log(static_cast<double>(std::max<std::int64_t>(bytes, 1)));
    }
    const auto count = static_cast<double>(exported.item_bytes.size());
    double square_sum = 0;
    for (const std::int64_t bytes : exported.item_bytes) {
        const double off =
            std::log(static_cast<double>(std::max<std::int64_t>(bytes, 1))) - log_sum / count;
        square_sum += off * off;
    }
    // Items that were measured are closer to the truth than a mean over all of storage.
    table.item_bytes.take(
        std::llround(sum / count), {Closeness::measured, "export"},
        fmt::format("mean of {} exported items; log-normal with median {:.0f} B, sigma {:.3f}",
                    exported.item_bytes.size(), std::exp(log_sum / count),
                    std::sqrt(square_sum / count)));
    if (exported.data_files > 0)
        table.remarks.push_back(
            fmt::format("at most {} partitions: each has a data file", exported.data_files));
    if (exported.collections.empty()) return;
    std::int64_t largest = 0;
    for (const auto& [key, bytes] : exported.collections) largest = std::max(largest, bytes);
    table.remarks.push_back(
        fmt::format("{} partition keys exported; the largest collection has {} "
                    "B",
                    exported.collections.size(), grouped(largest)));
}

}  // namespace isotherm
