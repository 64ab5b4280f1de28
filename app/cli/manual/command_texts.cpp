// SPDX-License-Identifier: Apache-2.0
#include "app/cli/manual/command_texts.h"

#include <algorithm>

namespace isotherm {
namespace {

// CLI11 writes "TEXT:{text,json}" for a value out of a list, "UINT:INT in [1 - 3]" for a range.
std::vector<std::string> listed_choices(const std::string& type) {
    const std::size_t open = type.find('{');
    const std::size_t close = type.find('}', open);
    if (open == type.npos || close == type.npos) return {};
    std::vector<std::string> choices;
    std::string word;
    for (const char c : type.substr(open + 1, close - open - 1)) {
        if (c != ',') {
            word += c;
            continue;
        }
        choices.push_back(word);
        word.clear();
    }
    choices.push_back(word);
    return choices;
}

// The words of CLI11 say how a value is parsed; people read what it is.
std::string name_of_value(const CLI::Option& option) {
    if (option.get_positional()) return option.get_name(true);
    const std::string type = option.get_type_name();
    const std::string name = type.substr(0, type.find(':'));
    if (option.get_items_expected_max() == 0) return {};
    if (name == "UINT" || name == "INT" || name == "FLOAT") return "NUMBER";
    return name == "TEXT" ? "VALUE" : name;
}

OptionText option_text(const CLI::Option& option) {
    OptionText text;
    for (const std::string& name : option.get_snames()) text.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) text.names.push_back("--" + name);
    text.value = name_of_value(option);
    text.help = option.get_description();
    text.choices = listed_choices(option.get_type_name());
    text.required = option.get_required();
    text.repeated = option.get_items_expected_max() > 1;
    return text;
}

void add_commands_of(const CLI::App& app, const std::string& before,
                     std::vector<CommandText>& commands) {
    for (const CLI::App* one : app.get_subcommands([](const CLI::App*) { return true; })) {
        const std::string name = before + one->get_name();
        if (!one->get_subcommands([](const CLI::App*) { return true; }).empty()) {
            add_commands_of(*one, name + " ", commands);
            continue;
        }
        CommandText text{name, one->get_description(), {}, {}};
        // A command without a footer of its own has the exit codes of the program there.
        if (one->get_footer() != app.get_footer()) text.examples = one->get_footer();
        for (const CLI::Option* option : one->get_options())
            text.options.push_back(option_text(*option));
        std::stable_partition(text.options.begin(), text.options.end(),
                              [](const OptionText& option) { return option.names.empty(); });
        commands.push_back(std::move(text));
    }
}

}  // namespace

std::vector<OptionText> told_options(const CommandText& command) {
    std::vector<OptionText> options;
    for (const OptionText& option : command.options) {
        const bool help =
            std::find(option.names.begin(), option.names.end(), "--help") != option.names.end();
        if (!help) options.push_back(option);
    }
    return options;
}

std::vector<CommandText> command_texts(const CLI::App& program) {
    std::vector<CommandText> commands;
    add_commands_of(program, "", commands);
    return commands;
}

}  // namespace isotherm
