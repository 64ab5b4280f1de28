// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/foreign_file.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

struct ForeignKind {
    std::string what;
    std::string fix;
};

const ForeignKind template_kind{
    "this is a CloudFormation template, not a scenario",
    "write its tables as [tables.NAME] with partition_key, sort_key and capacity = { mode = "
    "\"provisioned\", read = …, write = … }, and the requests as [workloads.NAME]"};
const ForeignKind metrics_kind{
    "these are CloudWatch metrics, not a scenario",
    "to try a policy on them: isotherm backtest FILE --policy target_tracking"};
const ForeignKind stream_kind{"this is a recorded stream or a log, not a scenario",
                              "isotherm trace info FILE shows its contents; to replay it in a "
                              "scenario: [workloads.NAME.replay] file = \"…\", format = \"…\""};

// Converts a table description (API Reference, TableDescription) to scenario text such as
// "[tables.volume] partition_key = …".
std::string table_text(const Json& table) {
    const auto text_at = [](const Json& json, const char* name) {
        const auto found = json.find(name);
        return found != json.end() && found->is_string() ? printable(found->get<std::string>())
                                                         : std::string();
    };
    const auto number_at = [](const Json& json, const char* name) -> std::int64_t {
        const auto found = json.find(name);
        return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
    };
    std::string text = fmt::format("[tables.\"{}\"]", text_at(table, "TableName"));
    for (const Json& key : table.value("KeySchema", Json::array())) {
        if (!key.is_object()) continue;
        const bool hash = text_at(key, "KeyType") == "HASH";
        text += fmt::format(", {} = \"{}\"", hash ? "partition_key" : "sort_key",
                            text_at(key, "AttributeName"));
    }
    const std::int64_t bytes = number_at(table, "TableSizeBytes");
    const std::int64_t items = number_at(table, "ItemCount");
    if (bytes > 0) text += fmt::format(", size = \"{} B\"", bytes);
    if (bytes > 0 && items > 0) text += fmt::format(", item_size = \"{} B\"", bytes / items);
    const Json throughput = table.value("ProvisionedThroughput", Json::object());
    const std::int64_t read =
        throughput.is_object() ? number_at(throughput, "ReadCapacityUnits") : 0;
    const std::int64_t write =
        throughput.is_object() ? number_at(throughput, "WriteCapacityUnits") : 0;
    return text +
           (read > 0 && write > 0
                ? fmt::format(", capacity = {{ mode = \"provisioned\", read = {}, write = {} }}",
                              read, write)
                : ", capacity = { mode = \"on_demand\" }");
}

std::optional<ForeignKind> kind_of_json(std::string_view text) {
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) return std::nullopt;
    const Json& root = json.is_array() && !json.empty() ? json.front() : json;
    if (!root.is_object()) return ForeignKind{"this is JSON, not a scenario", "scenarios are TOML"};
    for (const char* name : {"Table", "TableDescription", "SourceTableDetails"}) {
        if (root.contains(name) && root[name].is_object() && root[name].contains("TableName"))
            return ForeignKind{
                "this is a table description (aws dynamodb describe-table), not a scenario",
                fmt::format("write a scenario with {}, and its requests as [workloads.NAME]",
                            table_text(root[name]))};
    }
    if (root.contains("TableName") && root.contains("KeySchema")) {
        return ForeignKind{
            "this is a table description in the API's form, not a scenario",
            fmt::format("write a scenario with {}, and its requests as [workloads.NAME]",
                        table_text(root))};
    }
    if (root.contains("TableNames"))
        return ForeignKind{"this is a list of tables (aws dynamodb list-tables), not a scenario",
                           "describe one with aws dynamodb describe-table --table-name NAME"};
    if (root.contains("MetricDataResults") || root.contains("Datapoints")) return metrics_kind;
    if (root.contains("Resources") || root.contains("AWSTemplateFormatVersion"))
        return template_kind;
    if (root.contains("planned_values") || root.contains("terraform_version"))
        return ForeignKind{"this is a Terraform plan or state, not a scenario", template_kind.fix};
    if (root.contains("schema_version") && root.contains("fingerprint"))
        return ForeignKind{"this is the report of a run, not a scenario",
                           "the scenario is in manifest.json in the run's folder"};
    if (root.contains("Records") || root.contains("eventSource")) return stream_kind;
    return ForeignKind{"this is JSON, not a scenario",
                       "scenarios are TOML: see resources/scenarios"};
}

struct Magic {
    std::string_view bytes;
    std::string_view what;
    std::string_view fix;
};
using namespace std::string_view_literals;
constexpr std::string_view looks_like_stream =
    "if it is a recorded stream: isotherm trace info FILE shows what is in it";
constexpr std::array<Magic, 8> magics{{
    {"\x1F\x8B"sv, "a file compressed with gzip", looks_like_stream},
    {"\x28\xB5\x2F\xFD"sv, "a file compressed with zstd", looks_like_stream},
    {"\xFD\x37zXZ"sv, "a file compressed with xz", "decompress it: xz -d"},
    {"PK\x03\x04"sv, "a zip archive", "unpack it"},
    {"SQLite format 3"sv, "a database", "to open a run, name its folder: isotherm gui DIR"},
    {"\x89PNG"sv, "a picture", "name the scenario that it was made from"},
    {"%PDF"sv, "a PDF document", "name a scenario"},
    {"\x7F"
     "ELF"sv,
     "a program", "name a scenario"},
}};

std::optional<ForeignKind> kind_of_text(std::string_view text) {
    const auto has = [&](const RE2& expression) {
        return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), expression);
    };
    static const RE2 access_log(R"re(^[^\n]* \[\d\d/[A-Z][a-z][a-z]/\d{4}:)re");
    static const RE2 terraform(R"re((?m)^\s*resource\s+"aws_dynamodb_table")re");
    static const RE2 cloudformation(
        R"re((?m)^\s*(AWSTemplateFormatVersion:|Type:\s*['"]?AWS::))re");
    static const RE2 delimited(R"re(^[^\n={}\[\]#]*([,\t;|])[^\n={}\[\]#]*[,\t;|])re");
    if (has(access_log)) return stream_kind;
    if (has(terraform)) return ForeignKind{"this is Terraform, not a scenario", template_kind.fix};
    if (has(cloudformation)) return template_kind;
    if (has(delimited)) return stream_kind;
    return std::nullopt;
}

}  // namespace

std::optional<Error> foreign_file(std::string_view text, const std::string& file_name) {
    constexpr std::size_t looked_at_most = 16 << 20;
    std::optional<ForeignKind> kind;
    for (const Magic& magic : magics) {
        if (text.starts_with(magic.bytes))
            kind = {fmt::format("this is {}, not a scenario", magic.what), std::string(magic.fix)};
    }
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (!kind && first != std::string_view::npos && (text[first] == '{' || text[first] == '['))
        kind = kind_of_json(text.substr(first, looked_at_most));
    if (!kind) kind = kind_of_text(text.substr(0, looked_at_most));
    if (!kind) return std::nullopt;
    return Error{ExitCode::bad_scenario,
                 ErrorNumber::foreign_file,
                 {.file = file_name},
                 kind->what,
                 kind->fix};
}

}  // namespace isotherm
