// SPDX-License-Identifier: Apache-2.0
#include "app/cli/importing/trace_inputs.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/cli/text_settings.h"
#include "app/cli/usage.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {

std::string TraceInputs::name() const {
    if (files.size() == 1) return files.front();
    return fmt::format("{} and {} more", files.front(), files.size() - 1);
}

Result<OpenTrace> open_trace_inputs(const TraceInputs& inputs) {
    std::map<std::string, std::string> settings = inputs.settings;
    for (const std::string& text : inputs.further_settings) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos) {
            return usage_error(ErrorNumber::bad_option, "",
                               fmt::format("--set {}: expected NAME=VALUE", printable(text)),
                               "write --set header=false");
        }
        settings[text.substr(0, equals)] = text.substr(equals + 1);
    }
    const auto& catalog = Catalog<TraceFormat>::instance();
    const auto known = catalog.names();
    const auto bad_lines_most = parse_bad_lines_most(inputs.skip_bad);
    if (!bad_lines_most) {
        return usage_error(ErrorNumber::bad_option, "",
                           fmt::format("--skip-bad {}: expected all, or a number of lines",
                                       printable(inputs.skip_bad)),
                           "write --skip-bad 100");
    }
    if (!inputs.format.empty() &&
        std::find(known.begin(), known.end(), inputs.format) == known.end()) {
        return usage_error(ErrorNumber::bad_option, "",
                           fmt::format("unknown format \"{}\"", printable(inputs.format)),
                           suggestion_text(inputs.format, known));
    }
    TraceChoice choice;
    choice.format = inputs.format;
    choice.settled = [&](TraceFormat& format) {
        return apply_text_settings(format, settings, OpenSettings::may_follow);
    };
    choice.audit = inputs.audit;
    choice.expand_counts = inputs.expand_counts;
    choice.bad_lines_most = *bad_lines_most;
    for (const std::string& name : known) {
        if (!settings.empty() && has_settings(*catalog.create(name), settings))
            choice.candidates.push_back(name);
    }
    auto trace = open_trace(inputs.files, choice);
    if (trace.ok() || trace.errors().front().number != ErrorNumber::trace_unknown_format)
        return trace;
    Error error = trace.errors().front();
    if (!error.fix.empty()) return error;
    error.fix = fmt::format("name the format with --format to see what is wrong; formats: {}",
                            fmt::join(known, ", "));
    return error;
}

void add_trace_inputs(CLI::App& command, TraceInputs& inputs) {
    command
        .add_option("files", inputs.files,
                    "The recorded stream, plain or compressed: files, folders or quoted patterns, "
                    "one after the other; - is standard input")
        ->type_name("FILE")
        ->required();
    command.add_option("--format", inputs.format,
                       "Format of the stream; default: detected from the content");
    for (const std::string name : {"time", "key", "size", "operation", "time-unit", "delimiter"}) {
        command.add_option_function<std::string>(
            "--" + name,
            [&inputs, name](const std::string& value) {
                std::string setting = name;
                std::replace(setting.begin(), setting.end(), '-', '_');
                inputs.settings[setting] = value;
            },
            name == "time-unit"   ? "CSV and JSON lines: s, ms, us, ns or iso8601"
            : name == "delimiter" ? "CSV: the character between columns, or tab"
            : name == "key"       ? "CSV and JSON: the column, member or attribute with the key"
                                  : "CSV and JSON lines: the column or member with this value");
    }
    command.add_option("--set", inputs.further_settings,
                       "NAME=VALUE: any other setting of the format");
    command.add_option("--skip-bad", inputs.skip_bad,
                       "Skip lines that are not requests: all, or at most this number");
}

}  // namespace isotherm
