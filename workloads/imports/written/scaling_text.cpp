// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/written/scaling_text.h"

#include <fmt/format.h>

#include "engine/toml/toml_writer.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

std::string seconds_text(std::int64_t seconds) {
    return toml_quoted(text_of(SimDuration(std::chrono::seconds(seconds))));
}

std::string action_text(const WrittenAction& action) {
    InlineTable table;
    table.set("at", toml_quoted(action.at));
    if (action.min) table.set("min", toml_of(*action.min));
    if (action.max) table.set("max", toml_of(*action.max));
    return table.text();
}

void add_actions(const ImportedScaling& scaling, const RunSpan& run, WrittenScaling& written,
                 std::vector<std::string>& asks) {
    if (scaling.schedule_suspended && !scaling.actions.empty()) {
        written.remarks.push_back("scheduled actions left out: suspended");
        return;
    }
    for (const ImportedAction& action : scaling.actions) {
        const ConvertedSchedule converted = converted_schedule(action, run);
        if (!converted.problem.empty()) {
            asks.push_back(fmt::format("scheduled action {}: {}", action.name, converted.problem));
            continue;
        }
        if (converted.cron.empty())
            written.remarks.push_back(
                fmt::format("{} left out: {}", action.name, converted.remark));
        for (const std::string& at : converted.cron)
            written.actions.push_back({at, action.min, action.max, converted.remark});
    }
}

}  // namespace

WrittenScaling written_scaling(const ImportedScaling& scaling, bool on_demand, const RunSpan& run,
                               std::vector<std::string>& asks) {
    WrittenScaling written;
    if (scaling.empty()) return written;
    if (on_demand) {
        written.remarks.push_back("leftover scaling on an on-demand table: left out");
        return written;
    }
    add_actions(scaling, run, written, asks);
    const bool bounded = scaling.min && scaling.max;
    const bool suspended = scaling.in_suspended && scaling.out_suspended;
    if (scaling.target && bounded && !suspended) {
        written.policy = "target_tracking";
        written.scale_in = scaling.scale_in.value_or(true) && !scaling.in_suspended;
        if (scaling.in_suspended) written.remarks.push_back("scale-in is suspended");
        if (scaling.out_suspended)
            written.remarks.push_back("scale-out is suspended, which a scenario cannot say");
        return written;
    }
    if (!written.actions.empty()) written.policy = "scheduled";
    if (suspended) {
        written.remarks.push_back("scaling is suspended: the capacity stays");
    } else if (scaling.target && !bounded) {
        written.remarks.push_back("a policy without a target: left out");
    } else if (written.actions.empty() && bounded) {
        written.remarks.push_back(
            fmt::format("scalable target ({} to {}) without a policy: capacity does not change",
                        grouped(*scaling.min), grouped(*scaling.max)));
    }
    return written;
}

void write_scaling(TomlLines& lines, const std::string& path, Side side,
                   const ImportedScaling& scaling, const WrittenScaling& written) {
    for (const std::string& remark : written.remarks)
        lines.comment(fmt::format("{}: {}", side_names[side], remark));
    if (written.policy.empty()) return;
    lines.table(
        fmt::format("{}.scaling.{}", path, side_names[side]),
        scaling.target.source.name.empty() ? scaling.min.source.name : scaling.target.source.name);
    lines.set("policy", toml_quoted(written.policy));
    if (written.policy == "target_tracking") {
        lines.set("target_utilization", toml_of(Share{*scaling.target}),
                  joined_remarks(scaling.target.others));
        lines.set("min", toml_of(*scaling.min), joined_remarks(scaling.min.others));
        lines.set("max", toml_of(*scaling.max), joined_remarks(scaling.max.others));
        if (scaling.scale_out_cooldown_s.value_or(0) > 0)
            lines.set("scale_out_cooldown", seconds_text(*scaling.scale_out_cooldown_s));
        if (scaling.scale_in_cooldown_s.value_or(0) > 0)
            lines.set("scale_in_cooldown", seconds_text(*scaling.scale_in_cooldown_s));
        if (!written.scale_in) lines.set("scale_in", "false");
    }
    if (written.actions.empty()) return;
    if (written.actions.size() == 1) {
        lines.set("actions", fmt::format("[{}]", action_text(written.actions.front())),
                  written.actions.front().remark);
        return;
    }
    std::string list = "[\n";
    for (const WrittenAction& action : written.actions) {
        std::string remark = action.remark;
        for (char& c : remark)
            if (static_cast<unsigned char>(c) < 0x20) c = ' ';
        list += fmt::format("  {},  # {}\n", action_text(action), remark);
    }
    lines.set("actions", list + "]");
}

}  // namespace isotherm
