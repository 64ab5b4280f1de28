// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/written/workload_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/toml/toml_writer.h"
#include "engine/vocabulary/quantity.h"
#include "workloads/imports/written/scenario_text.h"

namespace isotherm {
namespace {

// Six digits: more precise than any minute of requests.
std::string rate_number(double rate) { return fmt::format("{:.6g}", rate); }

std::string rate_value(double rate) {
    // A rate has thousandths, so slow ones are written per hour.
    constexpr double slow = 1.0;
    constexpr double least = 0.001;  // an hour
    const bool per_hour = rate < slow;
    std::string number = fmt::format("{:.3f}", per_hour ? std::max(least, rate * 3600) : rate);
    number.resize(number.find_last_not_of('0') + 1);
    if (number.ends_with('.')) number.pop_back();
    return toml_quoted(number + (per_hour ? "/h" : "/s"));
}

bool goes_to_file(const ImportedWorkload& workload, const std::string& rates_file) {
    return !rates_file.empty() && !workload.is_steady() &&
           workload.rates.size() > inline_rates_most;
}

std::string arrivals_value(const ImportedWorkload& workload, const std::string& rates_file) {
    InlineTable table;
    if (workload.is_steady()) {
        table.set("shape", "\"poisson\"");
        table.set("rate", rate_value(workload.rates.front()));
        return table.text();
    }
    table.set("shape", "\"series\"");
    table.set("rate", "\"1/s\"");
    if (goes_to_file(workload, rates_file)) {
        table.set("file", toml_quoted(rates_file));
        table.set("column", toml_quoted(workload.name));
        return table.text();
    }
    // An inline table stays on one line, but a list in it may have several (TOML 1.0).
    constexpr std::size_t values_a_line = 12;
    const bool wraps = workload.rates.size() > values_a_line;
    std::string values;
    for (std::size_t i = 0; i < workload.rates.size(); ++i) {
        if (i > 0) values += ",";
        if (wraps && i % values_a_line == 0) {
            values += "\n  ";
        } else if (i > 0) {
            values += " ";
        }
        values += rate_number(workload.rates[i]);
    }
    if (wraps) values += "\n";
    table.set("values", "[" + values + "]");
    table.set("every", toml_quoted(text_of(SimDuration(std::chrono::seconds(workload.period_s)))));
    return table.text();
}

std::string keys_value(const ImportedWorkload& workload) {
    InlineTable table;
    if (workload.weights.empty()) {
        table.set("distribution", "\"uniform\"");
        table.set("distinct", toml_of(workload.distinct));
        return table.text();
    }
    table.set("distribution", "\"explicit\"");
    std::string weights;
    for (const double weight : workload.weights)
        weights += (weights.empty() ? "" : ", ") + rate_number(weight);
    table.set("weights", "[" + weights + "]");
    return table.text();
}

void write_operations(TomlLines& lines, const ImportedWorkload& workload) {
    if (workload.mix.size() == 1) {
        lines.set("operation", toml_quoted(workload.mix.front().first));
    } else {
        InlineTable mix;
        for (const auto& [operation, share] : workload.mix)
            mix.set(operation, fmt::format("{:.6g}", share));
        lines.set("mix", mix.text());
    }
    if (workload.items_per_query > 0)
        lines.set("items_per_query", toml_of(workload.items_per_query));
    if (workload.side == Side::read && workload.strong) lines.set("consistency", "\"strong\"");
    if (workload.condition_fails > 0)
        lines.set("condition_fails", percent_value(workload.condition_fails));
    if (workload.item_bytes > 0)
        lines.set("sizes", fmt::format("{{ distribution = \"fixed\", size = \"{} B\" }}",
                                       workload.item_bytes));
}

// The rates of all workloads with this period, a column each.
std::string rates_table(const std::vector<const ImportedWorkload*>& workloads, const RunSpan& run) {
    std::string csv = "time";
    for (const ImportedWorkload* workload : workloads) csv += "," + workload->name;
    csv += "\n";
    const std::chrono::seconds period(workloads.front()->period_s);
    for (std::size_t i = 0; i < workloads.front()->rates.size(); ++i) {
        csv += utc_text(run.start + static_cast<std::int64_t>(i) * period);
        for (const ImportedWorkload* workload : workloads)
            csv += "," + rate_number(workload->rates[i]);
        csv += "\n";
    }
    return csv;
}

}  // namespace

std::string write_workloads(TomlLines& lines, const ImportPlan& plan,
                            const std::string& rates_file) {
    std::vector<const ImportedWorkload*> stored;
    for (const ImportedWorkload& workload : plan.workloads) {
        lines.blank();
        for (const std::string& remark : workload.remarks) lines.comment(remark);
        lines.table(toml_key({"workloads", workload.name}));
        lines.set("table", toml_quoted(workload.table));
        if (!workload.index.empty()) lines.set("index", toml_quoted(workload.index));
        write_operations(lines, workload);
        // One file has one column of times, so it holds the series of one period.
        const bool fits = stored.empty() || (stored.front()->period_s == workload.period_s &&
                                             stored.front()->rates.size() == workload.rates.size());
        const bool in_file = fits && goes_to_file(workload, rates_file);
        if (in_file) stored.push_back(&workload);
        lines.set("arrivals", arrivals_value(workload, in_file ? rates_file : ""));
        lines.set("keys", keys_value(workload),
                  workload.weights.empty() ? "assumed: no key is hotter than another" : "");
        if (workload.attempts > 0)
            lines.set("client", fmt::format("{{ retry = \"sdk_standard\", attempts = {} }}",
                                            workload.attempts));
    }
    return stored.empty() ? std::string() : rates_table(stored, plan.run);
}

}  // namespace isotherm
