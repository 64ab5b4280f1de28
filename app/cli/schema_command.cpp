// SPDX-License-Identifier: Apache-2.0
// isotherm schema: prints the JSON Schema of scenarios or reports, for editors and programs.

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/report_schema.h"
#include "app/cli/scenario_schema.h"
#include "engine/vocabulary/json_text.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

const std::vector<std::string> subjects{"scenario", "report"};

ExitCode print_schema(const std::string& of) {
    if (std::find(subjects.begin(), subjects.end(), of) == subjects.end()) {
        return print_errors({Error{ExitCode::usage,
                                   ErrorNumber::unknown_schema,
                                   {.file = "schema"},
                                   fmt::format("there is no schema of \"{}\"", printable(of)),
                                   suggestion_text(of, subjects)}},
                            false);
    }
    fmt::print("{}\n", written_json(of == "scenario" ? scenario_schema() : report_schema()));
    return ExitCode::done;
}

}  // namespace

void add_schema_command(CLI::App& app, ExitCode& result) {
    auto of = std::make_shared<std::string>();
    CLI::App* command = app.add_subcommand(
        "schema", "Print the JSON Schema of scenarios or of reports, for editors and programs");
    command->add_option("of", *of, "scenario or report")->required();
    command->callback([of, &result] { result = print_schema(*of); });
}

}  // namespace isotherm
