// SPDX-License-Identifier: Apache-2.0
#pragma once
// Subcommands in folders below app/cli, beside those in command.h.

#include <CLI/CLI.hpp>

#include "engine/vocabulary/result.h"

namespace isotherm {

void add_fix_command(CLI::App& app, ExitCode& result);
void add_report_command(CLI::App& app, ExitCode& result);
void add_gate_command(CLI::App& app, ExitCode& result);
void add_lesson_command(CLI::App& app, ExitCode& result);
void add_plan_command(CLI::App& app, ExitCode& result);
void add_verify_command(CLI::App& app, ExitCode& result);
void add_export_settings_command(CLI::App& app, ExitCode& result);

}  // namespace isotherm
