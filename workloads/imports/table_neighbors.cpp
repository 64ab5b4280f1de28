// SPDX-License-Identifier: Apache-2.0
// Answers about a table that describe-table does not give: continuous backups, time to live, limits
// of the account, the shards of its stream.

#include <fmt/format.h>

#include <algorithm>

#include "engine/vocabulary/quantity.h"
#include "workloads/imports/table_members.h"

namespace isotherm {
namespace {

bool has_object_member(const ImportDocument& document, const char* name) {
    return document.form == ImportDocument::Form::json && document.root().is_object() &&
           document.root().contains(name);
}

// Returns the table that the document is about, or nullptr with an error.
ImportedTable* meant_table(const ImportReading& reading) {
    const std::string name = table_meant(reading);
    if (!name.empty()) return &reading.facts.tables[name];
    reading.wrong(ErrorNumber::missing_setting,
                  "the file does not say which table it is about, and its name does not begin with "
                  "the name of one",
                  "add --table NAME, or call the file NAME-" + reading.source.kind + ".json");
    return nullptr;
}

class ContinuousBackups final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        return has_object_member(document, "ContinuousBackupsDescription");
    }
    ImportTurn turn() const override { return ImportTurn::neighbors; }
    void read(const ImportReading& reading) const override {
        ImportedTable* table = meant_table(reading);
        if (table == nullptr) return;
        // ContinuousBackupsStatus is ENABLED on every table; this is the one that counts.
        const auto status = reading.root()
                                .at("ContinuousBackupsDescription")
                                .at("PointInTimeRecoveryDescription")
                                .at("PointInTimeRecoveryStatus")
                                .text();
        if (status)
            table->point_in_time_recovery.take(*status == "ENABLED",
                                               reading.from(Closeness::described));
        ++reading.source.used;
    }
};

class TimeToLive final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        return has_object_member(document, "TimeToLiveDescription");
    }
    ImportTurn turn() const override { return ImportTurn::neighbors; }
    void read(const ImportReading& reading) const override {
        ImportedTable* table = meant_table(reading);
        if (table == nullptr) return;
        const ImportedValue value = reading.root().at("TimeToLiveDescription");
        const std::string status = value.at("TimeToLiveStatus").text_or("");
        if (status == "ENABLED" || status == "ENABLING")
            table->time_to_live.take(value.at("AttributeName").text_or(""),
                                     reading.from(Closeness::described));
        ++reading.source.used;
    }
};

class AccountLimits final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        return has_object_member(document, "AccountMaxReadCapacityUnits");
    }
    ImportTurn turn() const override { return ImportTurn::neighbors; }
    void read(const ImportReading& reading) const override {
        take(reading, "Account", reading.facts.account_quota);
        take(reading, "Table", reading.facts.table_quota);
        ++reading.source.used;
    }

private:
    // Reads and writes may have different quotas; the scenario has one, so the larger one is taken.
    static void take(const ImportReading& reading, std::string_view of, Fact<std::int64_t>& into) {
        const auto read = reading.root().at(fmt::format("{}MaxReadCapacityUnits", of)).count(1);
        const auto write = reading.root().at(fmt::format("{}MaxWriteCapacityUnits", of)).count(1);
        if (!read || !write) return;
        into.take(std::max(*read, *write), reading.from(Closeness::described),
                  *read == *write ? "describe-limits"
                                  : fmt::format("describe-limits: {} for reads, {} for writes; one "
                                                "value here: the larger",
                                                grouped(*read), grouped(*write)));
    }
};

class DescribeStream final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        return !document.values.empty() && document.root().is_object() &&
               document.root().contains("StreamDescription");
    }
    ImportTurn turn() const override { return ImportTurn::neighbors; }
    void read(const ImportReading& reading) const override {
        std::string name;
        std::int64_t open = 0;
        for (std::size_t i = 0; i < reading.document.values.size(); ++i) {
            const ImportedValue value = reading.value(i).at("StreamDescription");
            name = value.at("TableName").text_or(name);
            for (const auto& shard : value.at("Shards").elements())
                open += !shard.at("SequenceNumberRange").at("EndingSequenceNumber").exists();
            ++reading.source.used;
        }
        ImportedTable* table = name.empty() ? meant_table(reading) : &reading.facts.tables[name];
        if (table != nullptr && open > 0)
            table->open_shards.take(open, reading.from(Closeness::described),
                                    fmt::format("{} open shards of the stream", open));
    }
};

const Registered<ImportFormat, ContinuousBackups> backups_entry(
    "continuous-backups",
    "point-in-time recovery: aws dynamodb describe-continuous-backups --table-name NAME",
    {.file =
         R"({"ContinuousBackupsDescription": {"PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "ENABLED"}}})"});
const Registered<ImportFormat, TimeToLive> time_to_live_entry(
    "time-to-live", "time to live: aws dynamodb describe-time-to-live --table-name NAME",
    {.file = R"({"TimeToLiveDescription": {"TimeToLiveStatus": "DISABLED"}})"});
const Registered<ImportFormat, AccountLimits> limits_entry(
    "limits", "quotas of the account: aws dynamodb describe-limits",
    {.file =
         R"({"AccountMaxReadCapacityUnits": 80000, "AccountMaxWriteCapacityUnits": 80000, "TableMaxReadCapacityUnits": 40000, "TableMaxWriteCapacityUnits": 40000})"});
const Registered<ImportFormat, DescribeStream> stream_entry(
    "describe-stream",
    "partitions by open shards: aws dynamodbstreams describe-stream --stream-arn ARN",
    {.file = R"({"StreamDescription": {"TableName": "votes", "Shards": []}})"});

}  // namespace
}  // namespace isotherm
