// SPDX-License-Identifier: Apache-2.0
#pragma once
// isotherm export-settings.

#include <CLI/CLI.hpp>

#include "engine/vocabulary/result.h"

namespace isotherm {

void add_export_settings_command(CLI::App& app, ExitCode& result);

}  // namespace isotherm
