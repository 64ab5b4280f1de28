// SPDX-License-Identifier: Apache-2.0
// isotherm schema: prints the JSON Schema of scenarios, reports or answers, for editors and
// programs.

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "app/report/answer_schemas.h"
#include "app/cli/command.h"
#include "app/cli/report_schema.h"
#include "app/cli/scenario_schema.h"
#include "engine/vocabulary/json_text.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

std::vector<std::string> subjects() {
    std::vector<std::string> all{"scenario", "report"};
    for (const AnswerSchema& answer : answer_schemas()) all.emplace_back(answer.command);
    return all;
}

ExitCode print_schema(const std::string& of) {
    for (const AnswerSchema& answer : answer_schemas()) {
        if (of != answer.command) continue;
        fmt::print("{}", answer.text);
        return ExitCode::done;
    }
    if (of != "scenario" && of != "report") {
        return print_errors({Error{ExitCode::usage,
                                   ErrorNumber::unknown_schema,
                                   {.file = "schema"},
                                   fmt::format("there is no schema of \"{}\"", printable(of)),
                                   suggestion_text(of, subjects())}},
                            false);
    }
    fmt::print("{}\n", written_json(of == "scenario" ? scenario_schema() : report_schema()));
    return ExitCode::done;
}

}  // namespace

void add_schema_command(CLI::App& app, ExitCode& result) {
    auto of = std::make_shared<std::string>();
    CLI::App* command = app.add_subcommand(
        "schema",
        "Print the JSON Schema of scenarios, reports or answers, for editors and programs");
    command->add_option("of", *of, "scenario, report, why, fix, compare, plan, sweep or gate")
        ->required();
    command->callback([of, &result] { result = print_schema(*of); });
}

}  // namespace isotherm
