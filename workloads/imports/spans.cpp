// SPDX-License-Identifier: Apache-2.0
// Traces of callers: OpenTelemetry spans in JSON, and X-Ray. They are samples, so they show the mix
// of calls and their units, but no rates.

#include <fmt/format.h>

#include "workloads/imports/documents/local_time.h"
#include "workloads/imports/log_calls.h"

namespace isotherm {
namespace {

// Deepest nesting of X-Ray subsegments.
constexpr int subsegments_most = 32;

Side side_of_call(const std::string& operation) {
    return operation.find("Put") != operation.npos || operation.find("Write") != operation.npos ||
                   operation.find("Update") != operation.npos ||
                   operation.find("Delete") != operation.npos
               ? Side::write
               : Side::read;
}

// The value of an attribute of a span, without its type.
ImportedValue attribute_value(const ImportedValue& span, std::string_view name) {
    for (const auto& attribute : span.at("attributes").elements()) {
        if (attribute.at("key").text_or("") != name) continue;
        const auto typed = attribute.at("value").members();
        if (!typed.empty()) return typed.front().second;
    }
    return span.at("no such attribute");
}

class OpenTelemetry final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        return !document.values.empty() && document.root().is_object() &&
               document.root().contains("resourceSpans");
    }
    ImportTurn turn() const override { return ImportTurn::metrics; }
    void read(const ImportReading& reading) const override {
        for (std::size_t i = 0; i < reading.document.values.size(); ++i)
            for (const auto& resource : reading.value(i).at("resourceSpans").elements())
                for (const auto& scope : resource.at("scopeSpans").elements())
                    for (const auto& span : scope.at("spans").elements()) read_span(reading, span);
    }

private:
    static void read_span(const ImportReading& reading, const ImportedValue& span) {
        const std::string system = attribute_value(span, "db.system").text_or("") +
                                   attribute_value(span, "db.system.name").text_or("");
        if (system.find("dynamodb") == system.npos) {
            ++reading.source.skipped;
            return;
        }
        const std::string operation = attribute_value(span, "rpc.method").text_or("");
        const auto tables = attribute_value(span, "aws.dynamodb.table_names").at("values");
        LoggedCall call{operation,
                        first_text(tables),
                        attribute_value(span, "aws.dynamodb.index_name").text_or(""),
                        "",
                        {}};
        const auto nanoseconds = span.at("startTimeUnixNano").number();
        if (nanoseconds && *nanoseconds >= 0 && *nanoseconds < 9e18)
            call.time = WallTime(SimDuration(static_cast<std::int64_t>(*nanoseconds / 1000)));
        call.throttled = is_throttled(span);
        if (call.table.empty()) {
            ++reading.source.skipped;
            return;
        }
        ImportedCalls* calls = count_call(reading, call);
        if (calls == nullptr) return;
        calls->sampled = true;
        calls->reads += side_of_call(operation) == Side::read;
        calls->strong +=
            attribute_value(span, "aws.dynamodb.consistent_read").flag().value_or(false);
        calls->scanned += count_at(span, "aws.dynamodb.scanned_count");
        calls->returned += count_at(span, "aws.dynamodb.count");
        const ImportedValue consumed = attribute_value(span, "aws.dynamodb.consumed_capacity");
        calls->unmeasured[side_of_call(operation)] += !consumed.exists();
        for (const auto& text : consumed.at("values").elements()) {
            const auto typed = text.members();
            if (typed.empty()) continue;
            const ImportJson json =
                ImportJson::parse(typed.front().second.text_or(""), nullptr, false);
            if (!json.is_object()) continue;
            // The total of a call on an index is the index's.
            const double units =
                ImportedValue(reading.document, &json, text.path(), reading.problems)
                    .at("CapacityUnits")
                    .number()
                    .value_or(0);
            calls->units[side_of_call(operation)] += units;
        }
    }

    static std::string first_text(const ImportedValue& values) {
        const auto first = values.at(std::size_t{0}).members();
        return first.empty() ? std::string() : first.front().second.text_or("");
    }
    static std::uint64_t count_at(const ImportedValue& span, std::string_view name) {
        return static_cast<std::uint64_t>(attribute_value(span, name).count().value_or(0));
    }
    // An exception is in the span's events or its status.
    static bool is_throttled(const ImportedValue& span) {
        const auto dumped = [](const ImportedValue& value) {
            return value.exists() ? value.json()->dump(-1, ' ', true) : std::string();
        };
        return is_throttling(dumped(span.at("status"))) ||
               is_throttling(dumped(span.at("events"))) ||
               is_throttling(attribute_value(span, "error.type").text_or(""));
    }
};

class XRay final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        return !document.values.empty() && document.root().is_object() &&
               document.root().contains("Traces");
    }
    ImportTurn turn() const override { return ImportTurn::metrics; }
    void read(const ImportReading& reading) const override {
        for (std::size_t i = 0; i < reading.document.values.size(); ++i) {
            for (const auto& trace : reading.value(i).at("Traces").elements()) {
                for (const auto& segment : trace.at("Segments").elements()) {
                    const ImportJson document =
                        ImportJson::parse(segment.at("Document").text_or(""), nullptr, false);
                    if (document.is_discarded()) {
                        ++reading.source.skipped;
                        continue;
                    }
                    read_segment(reading,
                                 {reading.document, &document, segment.path(), reading.problems},
                                 0);
                }
            }
        }
    }

private:
    static void read_segment(const ImportReading& reading, const ImportedValue& segment,
                             int depth) {
        const ImportedValue aws = segment.at("aws");
        if (segment.at("name").text_or("") == "DynamoDB" && aws.is_object())
            read_call(reading, segment, aws);
        if (depth >= subsegments_most) return;
        for (const auto& inner : segment.at("subsegments").elements())
            read_segment(reading, inner, depth + 1);
    }

    static void read_call(const ImportReading& reading, const ImportedValue& segment,
                          const ImportedValue& aws) {
        const std::string operation = aws.at("operation").text_or("");
        LoggedCall call{
            operation,
            aws.at("table_name").text_or(aws.at("table_names").at(std::size_t{0}).text_or("")), "",
            "", read_file_time(segment.at("start_time").text_or(""), "UTC").time};
        call.throttled = segment.at("throttle").flag().value_or(false);
        if (call.table.empty()) {
            ++reading.source.skipped;
            return;
        }
        ImportedCalls* calls = count_call(reading, call);
        if (calls == nullptr) return;
        calls->sampled = true;
        calls->reads += side_of_call(operation) == Side::read;
        add_consumed(reading, aws.at("consumed_capacity"), side_of_call(operation));
    }
};

const Registered<ImportFormat, OpenTelemetry> open_telemetry_entry(
    "opentelemetry", "spans of the AWS SDKs in OpenTelemetry's JSON, one batch per line",
    {.file = R"({"resourceSpans": [{"scopeSpans": [{"spans": []}]}]})"});
const Registered<ImportFormat, XRay> xray_entry("x-ray", "traces: aws xray batch-get-traces",
                                                {.file = R"({"Traces": []})"});

}  // namespace
}  // namespace isotherm
