// SPDX-License-Identifier: Apache-2.0
// Commands of the AWS CLI that deploy tables, as `isotherm export-settings --to aws-cli` and
// runbooks have them: aws dynamodb update-table --cli-input-json '{…}', and the same for scalable
// targets, scaling policies and scheduled actions.

#include <fmt/format.h>

#include <algorithm>

#include <string>
#include <vector>

#include "engine/vocabulary/escaping.h"
#include "workloads/imports/table_members.h"

namespace isotherm {
namespace {

constexpr std::string_view input_option = "--cli-input-json";

// The words of one line as a POSIX shell splits them; "" and '' quote, \ escapes.
std::vector<std::string> shell_words(std::string_view line) {
    std::vector<std::string> words;
    bool inside = false;
    char quote = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quote == 0 && (c == ' ' || c == '\t')) {
            inside = false;
            continue;
        }
        if (quote == 0 && !inside && c == '#') break;
        if (!inside) words.emplace_back();
        inside = true;
        if (quote == 0 && (c == '\'' || c == '"')) {
            quote = c;
        } else if (c == quote) {
            quote = 0;
        } else if (c == '\\' && quote != '\'' && i + 1 < line.size()) {
            words.back() += line[++i];
        } else {
            words.back() += c;
        }
    }
    return words;
}

struct CommandLine {
    std::string text;
    std::int64_t line = 0;  // its first line in the file
};

// Lines that end with a backslash go on in the next one.
std::vector<CommandLine> command_lines(std::string_view text) {
    std::vector<CommandLine> lines;
    bool goes_on = false;
    std::int64_t number = 0;
    while (!text.empty()) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        ++number;
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!goes_on) lines.push_back({"", number});
        goes_on = line.ends_with('\\');
        if (goes_on) line.remove_suffix(1);
        lines.back().text += line;
        if (goes_on) lines.back().text += ' ';
    }
    return lines;
}

bool is_deploying(const std::vector<std::string>& words) {
    if (words.size() < 3 || words[0] != "aws") return false;
    return (words[1] == "dynamodb" && (words[2] == "update-table" || words[2] == "create-table")) ||
           (words[1] == "application-autoscaling" &&
            (words[2] == "register-scalable-target" || words[2] == "put-scaling-policy" ||
             words[2] == "put-scheduled-action"));
}

class CommandReader {
public:
    explicit CommandReader(const ImportReading& reading)
        : reading_(reading), from_(reading.from(Closeness::template_text)) {}

    void read(const CommandLine& line) {
        const auto words = shell_words(line.text);
        if (!is_deploying(words)) return;
        const auto option = std::find(words.begin(), words.end(), input_option);
        if (option == words.end() || option + 1 == words.end()) {
            ++reading_.source.skipped;
            reading_.facts.remarks.push_back(
                fmt::format("line {} of {} left out: only commands with {} are understood",
                            line.line, reading_.document.name(), input_option));
            return;
        }
        ImportDocument inner;
        inner.file = reading_.document.file;
        inner.text = *(option + 1);
        inner.form = ImportDocument::Form::json_values;
        inner.values.push_back(ImportJson::parse(inner.text, nullptr, false));
        inner.value_lines.push_back(line.line);
        if (!inner.root().is_object()) {
            reading_.problems.errors.push_back(
                {ExitCode::bad_trace,
                 ErrorNumber::wrong_form,
                 {.file = reading_.document.file, .line = line.line},
                 fmt::format("{} \"{}\" is no JSON object", input_option,
                             printable(inner.text.substr(0, 60))),
                 "write the input as JSON in single quotes"});
            return;
        }
        ++reading_.source.used;
        const ImportedValue input(inner, &inner.root(), "", reading_.problems);
        if (words[1] == "dynamodb")
            read_table(input);
        else
            read_scaling(words[2], input);
    }

private:
    void read_table(const ImportedValue& input) {
        ImportedTable& table =
            reading_.facts.tables[table_of_arn(input.at("TableName").text_or(""))];
        table.defined = true;
        read_billing_mode(input.at("BillingMode"), from_, table.capacity);
        read_key_schema(input.at("KeySchema"), from_, table.partition_key, table.sort_key);
        read_throughput(input, table.capacity);
        for (const auto& index : input.at("GlobalSecondaryIndexes").elements())
            read_index(index, table);
        for (const auto& update : input.at("GlobalSecondaryIndexUpdates").elements())
            for (const char* member : {"Update", "Create"})
                if (update.at(member).exists()) read_index(update.at(member), table);
    }

    void read_index(const ImportedValue& value, ImportedTable& table) {
        ImportedIndex* index = read_index_members(value, from_, false, table);
        if (index != nullptr) read_throughput(value, index->capacity);
    }

    void read_throughput(const ImportedValue& value, ImportedCapacity& capacity) {
        read_provisioned(value.at("ProvisionedThroughput"), from_, capacity);
        read_maximum(value.at("OnDemandThroughput"), from_, capacity);
        read_warm(value.at("WarmThroughput"), from_, capacity);
    }

    void read_scaling(const std::string& command, const ImportedValue& input) {
        const auto side = scaled_side(input.at("ResourceId").text_or(""),
                                      input.at("ScalableDimension").text_or(""));
        if (!side) {
            --reading_.source.used;
            ++reading_.source.skipped;
            return;
        }
        ImportedScaling& scaling = scaling_of(reading_.facts, *side);
        if (command == "register-scalable-target") {
            if (const auto min = input.at("MinCapacity").count()) scaling.min.take(*min, from_);
            if (const auto max = input.at("MaxCapacity").count()) scaling.max.take(*max, from_);
        } else if (command == "put-scaling-policy") {
            read_target_tracking(input.at("TargetTrackingScalingPolicyConfiguration"), from_,
                                 scaling);
        } else if (scaling.actions_from >= from_.closeness) {
            scaling.actions_from = from_.closeness;
            scaling.actions.push_back(read_scheduled_action(input));
        }
    }

    const ImportReading& reading_;
    FactSource from_;
};

class AwsCommands final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        if (document.form != ImportDocument::Form::text) return false;
        for (const CommandLine& line : command_lines(document.text))
            if (line.text.starts_with("aws ") && is_deploying(shell_words(line.text))) return true;
        return false;
    }
    void read(const ImportReading& reading) const override {
        CommandReader reader(reading);
        for (const CommandLine& line : command_lines(reading.document.text)) reader.read(line);
    }
};

const Registered<ImportFormat, AwsCommands> aws_commands_entry(
    "aws-commands", "commands of the AWS CLI that deploy tables, with --cli-input-json",
    {.file =
         R"(aws dynamodb update-table --cli-input-json '{"TableName": "votes", "BillingMode": "PROVISIONED", "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 5}}'
)",
     .rows = 1});

}  // namespace
}  // namespace isotherm
