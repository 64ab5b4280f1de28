// SPDX-License-Identifier: Apache-2.0
#pragma once
// The options with which commands open recorded streams.

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <vector>

#include "workloads/recorded/trace_opening.h"

namespace isotherm {

struct TraceInputs {
    std::vector<std::string> files;
    std::string format;
    std::map<std::string, std::string> settings;  // of the format, by name
    std::vector<std::string> further_settings;    // from --set, as NAME=VALUE
    std::string skip_bad;
    bool audit = true;
    bool expand_counts = false;

    // For messages and statistics.
    std::string name() const;
};

// `inputs` must live as long as the command.
void add_trace_inputs(CLI::App& command, TraceInputs& inputs);
Result<OpenTrace> open_trace_inputs(const TraceInputs& inputs);

}  // namespace isotherm
