// SPDX-License-Identifier: Apache-2.0
#pragma once
// The subcommands of the console program. One file per subcommand declares its options and runs it.

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm {

// Prints errors to standard error: as text, or with `json` as one object {"error": …, "errors":
// […]}. Returns the exit code of the first error.
ExitCode print_errors(const Errors& errors, bool json);

// Replaces this process by the desktop program, which must be in the same folder, and passes it
// these arguments. Returns only when the program cannot be started.
ExitCode start_desktop_program(const std::vector<std::string>& arguments);

// Each function adds its subcommand; when the user calls it, its exit code is stored in `result`.
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
void add_sweep_command(CLI::App& app, ExitCode& result);
void add_merge_command(CLI::App& app, ExitCode& result);
void add_import_command(CLI::App& app, ExitCode& result);

}  // namespace isotherm
