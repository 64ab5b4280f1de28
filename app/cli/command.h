// SPDX-License-Identifier: Apache-2.0
#pragma once
// One subcommand of the console program: a file that declares its options and runs.

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm {

// Errors go to standard error: text for people, one JSON object {"error": …, "errors": […]} with
// --json. Returns the exit code of the first.
ExitCode print_errors(const Errors& errors, bool json);

// Becomes the desktop program, which stands beside this one, with these arguments. Returns only
// when there is nothing to start.
ExitCode start_desktop_program(const std::vector<std::string>& arguments);

// Each adds its subcommand; when that is chosen, `result` becomes what it returned.
void add_run_command(CLI::App& app, ExitCode& result);
void add_check_command(CLI::App& app, ExitCode& result);
void add_trace_command(CLI::App& app, ExitCode& result);
void add_list_command(CLI::App& app, ExitCode& result);
void add_schema_command(CLI::App& app, ExitCode& result);
void add_units_command(CLI::App& app, ExitCode& result);
void add_cost_command(CLI::App& app, ExitCode& result);
void add_plot_command(CLI::App& app, ExitCode& result);
void add_backtest_command(CLI::App& app, ExitCode& result);
void add_selftest_command(CLI::App& app, ExitCode& result);
void add_gui_command(CLI::App& app, ExitCode& result);
void add_why_command(CLI::App& app, ExitCode& result);
void add_compare_command(CLI::App& app, ExitCode& result);

}  // namespace isotherm
