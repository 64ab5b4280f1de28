// SPDX-License-Identifier: Apache-2.0
// isotherm gui: starts the desktop program, which is in the same folder as this one.

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "app/cli/command.h"

namespace isotherm {

ExitCode start_desktop_program(const std::vector<std::string>& arguments) {
    std::error_code failure;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", failure);
    const std::string program = (self.parent_path() / "isotherm-gui").string();
    std::vector<char*> words{const_cast<char*>(program.c_str())};
    for (const std::string& argument : arguments) {
        words.push_back(const_cast<char*>(argument.c_str()));
    }
    words.push_back(nullptr);
    if (!failure) execv(program.c_str(), words.data());
    return print_errors(
        {{ExitCode::input_missing,
          ErrorNumber::window_not_started,
          {.file = program},
          fmt::format("the desktop program cannot be started: {}",
                      failure ? failure.message() : std::strerror(errno)),
          "cmake --build --preset release builds it; it must be in the same folder as isotherm"}},
        false);
}

void add_gui_command(CLI::App& app, ExitCode& result) {
    CLI::App* command =
        app.add_subcommand("gui", "Open the desktop program: isotherm gui [SCENARIO or FOLDER]");
    command->prefix_command();  // all following arguments go to the desktop program
    command->callback([command, &result] { result = start_desktop_program(command->remaining()); });
}

}  // namespace isotherm
