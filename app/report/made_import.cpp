// SPDX-License-Identifier: Apache-2.0
#include "app/report/made_import.h"

#include <fmt/format.h>

#include <filesystem>

#include "engine/recording/output_file.h"
#include "engine/scenario/scenario.h"
#include "workloads/imports/written/scenario_text.h"

namespace isotherm {

std::optional<Error> nothing_to_write(const ImportedFacts& facts) {
    for (const auto& [name, table] : facts.tables)
        if (can_be_written(facts, name)) return std::nullopt;
    std::string list;
    std::string options;
    for (const auto& [name, expressions] : facts.unresolved)
        for (const std::string& one : expressions) {
            list += (list.empty() ? "" : ", ") + name + ": " + one;
            options += (options.empty() ? "" : " ") + option_for(one);
        }
    return Error{ExitCode::bad_scenario,
                 ErrorNumber::missing_setting,
                 {.file = facts.sources.empty() ? "import" : facts.sources.front().file},
                 list.empty() ? "the files describe no table whose capacity is known"
                              : "values are known only to the service: " + list,
                 list.empty() ? "add the output of aws dynamodb describe-table --table-name NAME"
                              : "give " + options +
                                    ", or the output of aws dynamodb describe-table "
                                    "--table-name NAME"};
}

// A series in a file is not there yet, so the values of such a scenario are checked in its text.
WholeImport whole_import(ImportedFacts& facts, const ImportPlan& plan) {
    WholeImport whole{imported_scenario(facts, plan, "").text, {}};
    const auto read = read_scenario_text(whole.text, "the imported scenario");
    if (!read.ok()) whole.errors = read.errors();
    return whole;
}

PastMetrics imported_past(const ImportedFacts& facts, const ImportPlan& plan) {
    const std::int64_t first = whole_seconds(plan.run.start.time_since_epoch());
    const std::int64_t end = whole_seconds(plan.run.end.time_since_epoch());
    PastMetrics past;
    for (const auto& [name, metric] : facts.metrics) {
        const bool level = name.metric.starts_with("Provisioned");
        const bool wanted = name.metric.starts_with("Consumed") || level ||
                            name.metric == "ReadThrottleEvents" ||
                            name.metric == "WriteThrottleEvents";
        if (!wanted || !name.operation.empty() || name.statistic != (level ? "Average" : "Sum") ||
            !can_be_written(facts, name.table))
            continue;
        PastSeries series{ResourceName(name.table, name.index), name.metric, metric.period_s, {}};
        for (const auto& [second, value] : metric.points)
            if (second >= first && second < end) series.points[second] = value;
        if (!series.points.empty()) past.series.push_back(std::move(series));
    }
    return past;
}

Errors write_import(ImportedFacts& facts, const ImportPlan& plan, const ImportOutput& output) {
    const std::filesystem::path path(output.path);
    const std::string rates_name = path.stem().string() + ".rates.csv";
    if (const PastMetrics past = imported_past(facts, plan); !past.series.empty()) {
        const std::string beside = past_file_beside(output.path);
        facts.remarks.push_back(
            fmt::format("isotherm run compares its minutes with {}, what CloudWatch recorded",
                        std::filesystem::path(beside).filename().string()));
        if (auto errors = write_file(beside, text_of_past(past), output.inputs); !errors.empty())
            return errors;
    }
    const ImportedScenario scenario = imported_scenario(facts, plan, rates_name);
    if (!scenario.rates.empty()) {
        const std::string rates = (path.parent_path() / rates_name).string();
        if (auto errors = write_file(rates, scenario.rates, output.inputs); !errors.empty())
            return errors;
    }
    return write_file(output.path, output.change(scenario.text), output.inputs);
}

}  // namespace isotherm
