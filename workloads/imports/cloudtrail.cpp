// SPDX-License-Identifier: Apache-2.0
// CloudTrail data events of DynamoDB: JSON as in S3, and CSV as Athena and CloudTrail Lake print
// it.

#include <fmt/format.h>

#include <set>

#include "engine/vocabulary/csv_reader.h"
#include "workloads/imports/documents/local_time.h"
#include "workloads/imports/log_calls.h"

namespace isotherm {
namespace {

bool is_item_call(const std::string& name) {
    return name == "GetItem" || name == "PutItem" || name == "UpdateItem" || name == "DeleteItem" ||
           name == "Query" || name == "Scan";
}

class TrailEvents {
public:
    explicit TrailEvents(const ImportReading& reading) : reading_(reading) {}

    struct Event {
        std::string id;
        std::string name;
        std::string time;
        std::string error;
    };
    // `parameters` are the event's requestParameters.
    void add(const Event& event, const ImportedValue& parameters) {
        // Files repeat events.
        if (!event.id.empty() && !seen_.insert(event.id).second) {
            ++reading_.source.skipped;
            return;
        }
        if (!is_item_call(event.name) || !parameters.is_object()) {
            ++reading_.source.skipped;
            ++unclear_[event.name];
            return;
        }
        LoggedCall call;
        call.operation = event.name;
        call.table = parameters.at_any_case("tableName").text_or("");
        call.index = parameters.at_any_case("indexName").text_or("");
        call.key = key_text(parameters.at_any_case("key"), call);
        call.time = read_file_time(event.time, "UTC").time;
        call.throttled = is_throttling(event.error);
        call.condition_failed = event.error == "ConditionalCheckFailedException";
        if (call.table.empty() || !call.time) {
            ++reading_.source.skipped;
            return;
        }
        (void)count_call(reading_, call);
    }

    // Says which events were not used.
    void finish() {
        for (const auto& [name, count] : unclear_)
            reading_.facts.remarks.push_back(
                fmt::format("{}: {} {} without an item to see were left out",
                            reading_.document.name(), count, name));
    }

private:
    // The event does not say which attribute is the partition key; a description does.
    std::string key_text(const ImportedValue& key, const LoggedCall& call) const {
        if (!key.is_object()) return {};
        const auto table = reading_.facts.tables.find(table_of_arn(call.table));
        if (table != reading_.facts.tables.end() && call.index.empty() &&
            table->second.partition_key) {
            const ImportedValue named = key.at(*table->second.partition_key);
            if (named.exists()) return named.text_or("");
        }
        const auto members = key.members();
        return members.empty() ? std::string() : members.front().second.text_or("");
    }

    const ImportReading& reading_;
    std::set<std::string> seen_;
    std::map<std::string, std::uint64_t> unclear_;
};

class CloudTrail final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        if (document.values.empty() || !document.root().is_object()) return false;
        const ImportJson& root = document.root();
        const ImportJson* event = &root;
        if (const auto records = root.find("Records");
            records != root.end() && records->is_array() && !records->empty())
            event = &records->front();
        return event->is_object() && event->contains("eventVersion") &&
               event->contains("eventName") && event->contains("eventTime");
    }
    ImportTurn turn() const override { return ImportTurn::metrics; }
    void read(const ImportReading& reading) const override {
        TrailEvents events(reading);
        for (std::size_t i = 0; i < reading.document.values.size(); ++i) {
            const ImportedValue value = reading.value(i);
            if (value.at("Records").exists()) {
                for (const auto& record : value.at("Records").elements()) add(record, events);
            } else {
                add(value, events);
            }
        }
        events.finish();
    }

private:
    static void add(const ImportedValue& record, TrailEvents& events) {
        if (record.at("eventSource").text_or("") != "dynamodb.amazonaws.com") return;
        events.add({record.at("eventID").text_or(""), record.at("eventName").text_or(""),
                    record.at("eventTime").text_or(""), record.at("errorCode").text_or("")},
                   record.at("requestParameters"));
    }
};

std::string lower_case(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

class AthenaEvents final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        if (document.form != ImportDocument::Form::text) return false;
        const std::string header = lower_case(document.text.substr(0, document.text.find('\n')));
        return header.find("eventname") != header.npos &&
               header.find("requestparameters") != header.npos;
    }
    ImportTurn turn() const override { return ImportTurn::metrics; }
    void read(const ImportReading& reading) const override {
        CsvReader rows(reading.document.text);
        CsvRecord row;
        std::map<std::string, std::size_t> columns;
        if (rows.next(row))
            for (std::size_t i = 0; i < row.fields.size(); ++i)
                columns[lower_case(row.fields[i].text)] = i;
        TrailEvents events(reading);
        while (rows.next(row)) {
            if (row.is_empty_line()) continue;
            if (row.problem != CsvProblem::none) {
                reading.problems.errors.push_back(
                    {ExitCode::bad_trace,
                     ErrorNumber::trace_bad_quotes,
                     {.file = reading.document.file, .line = row.line},
                     "a quote is not closed, or stands inside a field without quotes",
                     "export the result again as CSV"});
                return;
            }
            read_row(reading, row, columns, events);
        }
        events.finish();
    }

private:
    static void read_row(const ImportReading& reading, const CsvRecord& row,
                         const std::map<std::string, std::size_t>& columns, TrailEvents& events) {
        const auto cell = [&](const char* name) -> std::string {
            const auto found = columns.find(name);
            return found == columns.end() || found->second >= row.fields.size()
                       ? std::string()
                       : row.fields[found->second].text;
        };
        const std::string source = cell("eventsource");
        if (!source.empty() && source != "dynamodb.amazonaws.com") {
            ++reading.source.skipped;
            return;
        }
        const ImportJson parameters = ImportJson::parse(cell("requestparameters"), nullptr, false);
        const ImportedValue value(reading.document,
                                  parameters.is_discarded() ? nullptr : &parameters,
                                  fmt::format("line {}", row.line), reading.problems);
        events.add({cell("eventid"), cell("eventname"), cell("eventtime"), cell("errorcode")},
                   value);
    }
};

const Registered<ImportFormat, CloudTrail> cloudtrail_entry(
    "cloudtrail", "data events of CloudTrail from S3, also compressed",
    {.file =
         R"({"Records": [{"eventVersion": "1.09", "eventSource": "dynamodb.amazonaws.com", "eventName": "GetItem", "eventTime": "2026-11-16T00:00:00Z", "eventID": "1", "requestParameters": {"tableName": "votes", "key": {"id": "a"}}}]})"});
const Registered<ImportFormat, AthenaEvents> athena_entry(
    "cloudtrail-csv", "CloudTrail data events as CSV: aws athena get-query-results, or its file",
    {.file =
         "\"eventtime\",\"eventname\",\"requestparameters\"\n\"2026-11-16T00:00:00Z\","
         "\"GetItem\",\"{\"\"tableName\"\":\"\"votes\"\",\"\"key\"\":{\"\"id\"\":\"\"a\"\"}}\"\n"});

}  // namespace
}  // namespace isotherm
