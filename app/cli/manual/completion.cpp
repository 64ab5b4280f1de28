// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "app/cli/manual/command_texts.h"

namespace isotherm {
namespace {

std::vector<std::string> all_options(const CommandText& command) {
    std::vector<std::string> names;
    for (const OptionText& option : command.options)
        names.insert(names.end(), option.names.begin(), option.names.end());
    return names;
}

// The first words of all commands, and for each group of commands its second words.
struct Words {
    std::vector<std::string> first;
    std::vector<std::pair<std::string, std::vector<std::string>>> second;
};

Words command_words(const std::vector<CommandText>& commands) {
    Words words;
    for (const CommandText& command : commands) {
        const std::size_t space = command.name.find(' ');
        const std::string first = command.name.substr(0, space);
        if (words.first.empty() || words.first.back() != first) words.first.push_back(first);
        if (space == command.name.npos) continue;
        if (words.second.empty() || words.second.back().first != first)
            words.second.push_back({first, {}});
        words.second.back().second.push_back(command.name.substr(space + 1));
    }
    return words;
}

// Cases of the option before the word that is completed, where its values can be listed.
std::string bash_choices(const CommandText& command) {
    std::string text;
    for (const OptionText& option : command.options) {
        if (option.choices.empty() || option.names.empty()) continue;
        text += fmt::format("            \"{}\"|", fmt::join(option.names, "\"|\""));
        text.pop_back();
        text += fmt::format(") COMPREPLY=($(compgen -W '{}' -- \"$word\")); return ;;\n",
                            fmt::join(option.choices, " "));
    }
    return text;
}

// Escapes text between the quotes and brackets of an argument of _arguments.
std::string zsh_text(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') {
            out += ' ';
            continue;
        }
        if (c == '\'')
            out += "'\\''";
        else if (c == '[' || c == ']' || c == ':' || c == '\\')
            out += fmt::format("\\{}", c);
        else
            out += c;
    }
    return out;
}

std::string zsh_argument(const OptionText& option, const std::string& name) {
    const std::string values = option.choices.empty()
                                   ? std::string("_files")
                                   : fmt::format("({})", fmt::join(option.choices, " "));
    if (name.empty()) return fmt::format("'*:{}:{}'", zsh_text(option.value), values);
    std::string text =
        fmt::format("'{}{}[{}]", option.repeated ? "*" : "", name, zsh_text(option.help));
    if (!option.value.empty()) text += fmt::format(":{}:{}", zsh_text(option.value), values);
    return text + "'";
}

std::string zsh_arguments(const CommandText& command) {
    std::string text = "            _arguments";
    for (const OptionText& option : command.options) {
        if (option.names.empty()) {
            text += " \\\n                " + zsh_argument(option, {});
            break;  // the rest are files, too
        }
    }
    for (const OptionText& option : command.options) {
        for (const std::string& name : option.names)
            text += " \\\n                " + zsh_argument(option, name);
    }
    return text + "\n            ;;\n";
}

}  // namespace

std::string bash_completion(const std::vector<CommandText>& commands) {
    const Words words = command_words(commands);
    std::string text = fmt::format(
        "# Completion of isotherm for bash. Printed by isotherm list --commands bash.\n"
        "_isotherm() {{\n"
        "    local word=\"${{COMP_WORDS[COMP_CWORD]}}\" before=\"${{COMP_WORDS[COMP_CWORD-1]}}\"\n"
        "    local command=\"${{COMP_WORDS[1]}}\"\n"
        "    COMPREPLY=()\n"
        "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
        "        COMPREPLY=($(compgen -W '{} --help --version' -- \"$word\"))\n"
        "        return\n"
        "    fi\n"
        "    case \"$command\" in\n",
        fmt::join(words.first, " "));
    for (const auto& [first, second] : words.second) {
        text += fmt::format(
            "        {})\n"
            "            if [ \"$COMP_CWORD\" -eq 2 ]; then\n"
            "                COMPREPLY=($(compgen -W '{}' -- \"$word\"))\n"
            "                return\n"
            "            fi\n"
            "            command=\"$command ${{COMP_WORDS[2]}}\" ;;\n",
            first, fmt::join(second, " "));
    }
    text += "    esac\n    case \"$command\" in\n";
    for (const CommandText& command : commands) {
        const std::string choices = bash_choices(command);
        text += fmt::format("    \"{}\")\n", command.name);
        if (!choices.empty())
            text += fmt::format("        case \"$before\" in\n{}        esac\n", choices);
        text += fmt::format(
            "        [[ \"$word\" == -* ]] && COMPREPLY=($(compgen -W '{}' -- \"$word\")) ;;\n",
            fmt::join(all_options(command), " "));
    }
    return text + "    esac\n}\ncomplete -o default -F _isotherm isotherm\n";
}

std::string zsh_completion(const std::vector<CommandText>& commands) {
    const Words words = command_words(commands);
    std::string text = fmt::format(
        "#compdef isotherm\n"
        "# Completion of isotherm for zsh. Printed by isotherm list --commands zsh.\n"
        "_isotherm() {{\n"
        "    local command=\"${{words[2]}}\"\n"
        "    if (( CURRENT == 2 )); then\n"
        "        compadd -- {}\n"
        "        return\n"
        "    fi\n",
        fmt::join(words.first, " "));
    for (const auto& [first, second] : words.second) {
        text += fmt::format(
            "    if [[ \"$command\" == {} ]]; then\n"
            "        if (( CURRENT == 3 )); then\n"
            "            compadd -- {}\n"
            "            return\n"
            "        fi\n"
            "        command=\"$command ${{words[3]}}\"\n"
            "        shift words; (( CURRENT-- ))\n"
            "    fi\n",
            first, fmt::join(second, " "));
    }
    text += "    shift words; (( CURRENT-- ))\n    case \"$command\" in\n";
    for (const CommandText& command : commands)
        text += fmt::format("        \"{}\")\n{}", command.name, zsh_arguments(command));
    return text + "    esac\n}\n_isotherm \"$@\"\n";
}

}  // namespace isotherm
