// SPDX-License-Identifier: Apache-2.0
// isotherm export-settings: writes capacity, mode, scaling policies and schedules of a scenario for
// the tools that deploy them.

#include "app/cli/answer_commands.h"

#include <fmt/format.h>

#include <array>
#include <functional>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/exporting/settings_files.h"
#include "app/cli/scenario_options.h"
#include "app/cli/usage.h"
#include "engine/recording/output_file.h"
#include "engine/scenario/input_files.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

struct ExportOptions {
    ScenarioOptions scenario;
    std::string to;
    std::string output;
};

struct Target {
    std::string_view name;
    std::string (*text)(const DeployedSettings&);
    bool has_key_types;  // of which a scenario knows nothing
};
constexpr auto targets = std::to_array<Target>({{"terraform", terraform_text, true},
                                                {"cloudformation", cloudformation_text, true},
                                                {"aws-cli", aws_cli_text, false}});

ExitCode export_settings(const ExportOptions& options) {
    std::vector<std::string> names;
    const Target* target = nullptr;
    for (const Target& each : targets) {
        names.emplace_back(each.name);
        if (each.name == options.to) target = &each;
    }
    if (target == nullptr)
        return print_errors({usage_error(ErrorNumber::bad_option, "export-settings",
                                         fmt::format("--to is \"{}\"", printable(options.to)),
                                         suggestion_text(options.to, names))},
                            false);
    const auto scenario = read_scenario(options.scenario);
    if (!scenario.ok()) return print_errors(scenario.errors(), false);
    const DeployedSettings settings = deployed_settings(scenario.value());
    const std::string text = target->text(settings);
    if (options.output.empty()) {
        fmt::print("{}", text);
    } else {
        const auto inputs = input_files(scenario.value(), options.scenario.file);
        if (auto errors = write_file(options.output, text, inputs); !errors.empty())
            return print_errors(errors, false);
    }
    for (const std::string& sentence : settings.left_out)
        fmt::print(stderr, "left out: {}\n", sentence);
    if (target->has_key_types)
        fmt::print(stderr,
                   "left out: types of keys: all are written as S; correct those of numbers (N) "
                   "and binary values (B) first, or the tables will be replaced\n");
    return ExitCode::done;
}

}  // namespace

void add_export_settings_command(CLI::App& app, ExitCode& result) {
    auto options = std::make_shared<ExportOptions>();
    CLI::App* command = app.add_subcommand(
        "export-settings", "Write capacity, scaling policies and schedules for deployment");
    command->footer(
        "Example: isotherm export-settings found.toml --to terraform -o dynamodb.tf.json");
    add_scenario_options(*command, options->scenario);
    command->add_option("--to", options->to, "terraform, cloudformation or aws-cli")->required();
    command
        ->add_option("-o,--out", options->output,
                     "File to write; without it, the settings are printed")
        ->type_name("FILE");
    command->callback([options, &result] { result = export_settings(*options); });
}

}  // namespace isotherm
