// SPDX-License-Identifier: Apache-2.0
// isotherm list: shows the choices that a scenario has, and every setting with default, range and
// source.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/cli/command.h"
#include "app/cli/manual/command_texts.h"
#include "app/cli/scenario_reference.h"
#include "app/cli/setting_lists.h"
#include "engine/vocabulary/error_number.h"
#include "engine/vocabulary/json_text.h"
#include "engine/vocabulary/version.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

std::string type_of(const Json& setting) {
    std::string type = setting["type"].get<std::string>();
    if (setting.contains("range")) type += ", " + setting["range"].get<std::string>();
    return type;
}

void print_settings(const Json& settings) {
    for (const Json& one : settings) {
        const std::string initial = one.contains("default")
                                        ? fmt::format("= {}", one["default"].get<std::string>())
                                        : "required";
        fmt::print("      {:<34} {:<22} {}\n", one["name"].get<std::string>(), initial,
                   one["help"].get<std::string>());
        fmt::print("      {:<34} {}\n", "", type_of(one));
        if (one.contains("source"))
            fmt::print("      {:<34} source: {}\n", "", one["source"].get<std::string>());
    }
}

void print_indented(const std::string& lines) {
    std::istringstream in(lines);
    for (std::string line; std::getline(in, line);) fmt::print("      {}\n", line);
}

void print_example(const Json& example) {
    print_indented(example["scenario"].get<std::string>());
    if (example.contains("file")) {
        fmt::print("      FILE, {} requests:\n", example["requests"].get<int>());
        print_indented(example["file"].get<std::string>());
    }
}

// Prints the settings of all eras side by side.
void print_eras(const Json& eras) {
    constexpr std::size_t gap = 2;
    std::map<std::string, std::size_t> widths;
    for (const auto& [era, about] : eras.items()) {
        widths[era] = era.size();
        for (const Json& one : about["settings"])
            widths[era] = std::max(widths[era], one["default"].get<std::string>().size());
    }
    fmt::print("\n      setting, and its default in each era:\n");
    fmt::print("      {:<34}", "");
    for (const auto& [era, about] : eras.items()) fmt::print("{:<{}}", era, widths[era] + gap);
    fmt::print("\n");
    const Json& settings = eras.front()["settings"];
    for (std::size_t i = 0; i < settings.size(); ++i) {
        const Json& one = settings[i];
        fmt::print("      {:<34}", one["name"].get<std::string>());
        for (const auto& [era, about] : eras.items()) {
            fmt::print("{:<{}}", about["settings"][i]["default"].get<std::string>(),
                       widths[era] + gap);
        }
        fmt::print("\n        {}\n        {}\n", one["help"].get<std::string>(), type_of(one));
        if (one.contains("source"))
            fmt::print("        source: {}\n", one["source"].get<std::string>());
    }
}

// Says whether `fidelity = "cells"` knows the entry. Nothing for lists of other things than
// plug-ins.
std::string_view cells_note(const Json& about) {
    if (!about.contains("cells")) return "";
    return about["cells"].get<bool>() ? " [cells]" : " [not with cells]";
}

ExitCode list_errors(bool json) {
    Json list = Json::array();
    for (const ErrorMeaning& error : error_meanings()) {
        const std::string code = fmt::format("E{:04}", digits_of(error.number));
        if (json)
            list.push_back({{"code", code}, {"means", error.means}, {"remedy", error.remedy}});
        else
            fmt::print("{}  {}\n       {}\n", code, error.means, error.remedy);
    }
    if (json) fmt::print("{}\n", written_json(list));
    return ExitCode::done;
}

ExitCode list(const std::string& wanted, bool with_settings, bool json) {
    if (wanted == "errors") return list_errors(json);
    const Json all = all_lists();
    if (!wanted.empty() && !all.contains(wanted)) {
        std::vector<std::string> known;
        for (const auto& [name, entries] : all.items()) known.push_back(name);
        known.emplace_back("errors");
        return print_errors({Error{ExitCode::usage,
                                   ErrorNumber::empty_argument,
                                   {.file = "list"},
                                   fmt::format("there is no list of \"{}\"", printable(wanted)),
                                   fmt::format("known: {}", fmt::join(known, ", "))}},
                            json);
    }
    if (json) {
        fmt::print("{}\n", written_json(wanted.empty() ? all : all[wanted]));
        return ExitCode::done;
    }
    for (const auto& [name, entries] : all.items()) {
        if (!wanted.empty() && name != wanted) continue;
        fmt::print("{}\n", name);
        for (const auto& [entry, about] : entries.items()) {
            fmt::print("  {:<20} {}{}\n", entry, about["help"].get<std::string>(),
                       cells_note(about));
            if (!wanted.empty() && about.contains("example")) print_example(about["example"]);
            if (with_settings && name != "eras") print_settings(about["settings"]);
        }
        if (with_settings && name == "eras") print_eras(entries);
    }
    if (!with_settings)
        fmt::print(
            "\nisotherm list NAME has an example of each entry, and with --settings every setting "
            "with its default, range and source. isotherm list errors explains every error.\n");
    return ExitCode::done;
}

// The commands of the whole program: as a page, a manual page, or a script that completes them.
std::string commands_as(const std::string& form, const CLI::App& program) {
    const std::vector<CommandText> commands = command_texts(program);
    if (form == "man") return manual_page(commands, version());
    if (form == "bash") return bash_completion(commands);
    if (form == "zsh") return zsh_completion(commands);
    return command_reference(commands);
}

}  // namespace

void add_list_command(CLI::App& app, ExitCode& result) {
    struct Options {
        std::string wanted;
        bool settings = false;
        bool reference = false;
        std::string commands;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(
        "list", "List eras, key distributions, arrival shapes, formats, imports, clients, …");
    command->add_option("group", options->wanted, "Only this group, such as keys or formats");
    command->add_flag("--settings", options->settings,
                      "Show every setting with default, range and source");
    command->add_flag("--reference", options->reference,
                      "Print the scenario reference: all settings, as Markdown");
    command
        ->add_option("--commands", options->commands,
                     "Print all commands and options: as a page, a manual page, or completions")
        ->type_name("FORM")
        ->check(CLI::IsMember({"markdown", "man", "bash", "zsh"}));
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &app, &result] {
        if (!options->commands.empty())
            fmt::print("{}", commands_as(options->commands, app));
        else if (options->reference)
            fmt::print("{}", scenario_reference());
        else
            result = list(options->wanted, options->settings, options->json);
    });
}

}  // namespace isotherm
