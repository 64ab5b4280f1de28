// SPDX-License-Identifier: Apache-2.0
#include "app/cli/usage.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

// Words that users may try, and the commands that they mean.
const std::vector<Alias> command_aliases{
    {"simulate", "run"}, {"replay", "run"},         {"validate", "check"},
    {"lint", "check"},   {"price", "cost"},         {"bill", "cost"},
    {"pricing", "cost"}, {"info", "trace info"},    {"head", "trace head"},
    {"picture", "plot"}, {"draw", "plot"},          {"ui", "gui"},
    {"window", "gui"},   {"capacity", "units"},     {"rcu", "units"},
    {"wcu", "units"},    {"autoscale", "backtest"}, {"scaling", "backtest"},
    {"show", "list"}};

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
    return app.get_subcommands([](const CLI::App*) { return true; });
}

std::vector<std::string> option_names(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
    return names;
}

Error unknown(std::string what, std::string fix) {
    return {ExitCode::usage, ErrorNumber::bad_option, {}, std::move(what), std::move(fix)};
}

Error unknown_command(const CLI::App& app, const std::string& word) {
    std::vector<std::string> names;
    for (const CLI::App* command : commands_of(app)) names.push_back(command->get_name());
    const bool top = app.get_parent() == nullptr;
    return unknown(fmt::format("unknown command \"{}\"{}", word,
                               top ? "" : fmt::format(" of {}", app.get_name())),
                   suggestion_text(word, names, top ? command_aliases : std::vector<Alias>{}));
}

std::optional<Error> unknown_option(const CLI::App& command, const std::string& argument) {
    const std::string name = argument.substr(0, argument.find('='));
    const std::vector<std::string> names = option_names(command);
    if (std::find(names.begin(), names.end(), name) != names.end()) return std::nullopt;
    const auto meant = meant_name(name, names);
    const std::string help =
        fmt::format("isotherm {} --help shows all options", command.get_name());
    return unknown(fmt::format("unknown option {}", name),
                   meant ? fmt::format("did you mean {}? {}", *meant, help) : help);
}

std::optional<Error> find_unknown(const CLI::App& app, const std::vector<std::string>& arguments) {
    const CLI::App* command = &app;
    for (const std::string& argument : arguments) {
        if (argument == "--") break;
        if (argument.starts_with("--")) {
            if (auto error = unknown_option(*command, argument)) return error;
        } else if (const auto commands = commands_of(*command);
                   !argument.starts_with('-') && !commands.empty()) {
            const auto next =
                std::find_if(commands.begin(), commands.end(),
                             [&](const CLI::App* one) { return one->get_name() == argument; });
            if (next == commands.end()) return unknown_command(*command, argument);
            command = *next;
        }
    }
    return std::nullopt;
}

}  // namespace

Error usage_error_of(const CLI::App& app, const std::vector<std::string>& arguments,
                     const CLI::ParseError& error) {
    if (auto found = find_unknown(app, arguments)) return *std::move(found);
    return unknown(error.what(), "isotherm --help, or isotherm COMMAND --help");
}

}  // namespace isotherm
