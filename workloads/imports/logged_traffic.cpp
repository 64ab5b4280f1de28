// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/logged_traffic.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "engine/vocabulary/quantity.h"
#include "workloads/imports/metric_traffic.h"

namespace isotherm {
namespace {

// Longer logs are counted by the minute.
constexpr std::int64_t second_wise_most = 3600;
// More keys than this are not written out one by one.
constexpr std::size_t keys_most = 1000;

bool is_read(const std::string& operation) {
    return operation == "GetItem" || operation == "Query" || operation == "Scan";
}
bool is_write(const std::string& operation) {
    return operation == "PutItem" || operation == "UpdateItem" || operation == "DeleteItem";
}

std::vector<double> key_weights(const ImportedCalls& calls) {
    if (calls.keys.size() < 2 || calls.keys.size() > keys_most) return {};
    std::vector<double> weights;
    for (const auto& [key, count] : calls.keys) weights.push_back(static_cast<double>(count));
    std::sort(weights.begin(), weights.end(), std::greater<>());
    return weights;
}

std::vector<double> rates_of(const ImportedCalls& calls, const RunSpan& run,
                             std::int64_t period_s) {
    const std::int64_t start = whole_seconds(run.start.time_since_epoch());
    const std::int64_t length = whole_seconds(run.end - run.start);
    std::vector<double> rates(
        static_cast<std::size_t>(std::max<std::int64_t>(1, (length + period_s - 1) / period_s)));
    for (const auto& [second, count] : calls.per_second) {
        const std::int64_t at = second - start;
        if (at < 0 || at >= length) continue;
        rates[static_cast<std::size_t>(at / period_s)] +=
            static_cast<double>(count) / static_cast<double>(period_s);
    }
    return rates;
}

void add_side(ImportedFacts& facts, ImportPlan& plan, const CallsOf& of, const ImportedCalls& calls,
              Side side) {
    std::uint64_t total = 0;
    std::uint64_t all = 0;
    ImportedWorkload made;
    for (const auto& [operation, count] : calls.operations) {
        all += count;
        const bool fits = side == Side::read ? is_read(operation) : is_write(operation);
        // An index is only read; its writes follow from those of the table.
        if (!fits || (side == Side::write && !of.index.empty())) continue;
        made.mix.emplace_back(operation, static_cast<double>(count));
        total += count;
    }
    if (total == 0) return;
    for (auto& [operation, share] : made.mix) share /= static_cast<double>(total);
    made.name = workload_name(facts, of.table, of.index, side == Side::read ? "reads" : "writes");
    made.table = of.table;
    made.index = of.index;
    made.side = side;
    const std::int64_t length = whole_seconds(plan.run.end - plan.run.start);
    made.period_s = length <= second_wise_most ? 1 : 60;
    made.rates = rates_of(calls, plan.run, made.period_s);
    const double share =
        static_cast<double>(total) / static_cast<double>(std::max<std::uint64_t>(all, 1));
    for (double& rate : made.rates) rate *= share;
    made.weights = key_weights(calls);
    if (side == Side::read) {
        made.strong = calls.reads > 0 && calls.strong * 2 > calls.reads;
        if (calls.scanned > 0)
            made.items_per_query = std::max<std::int64_t>(
                1, std::llround(static_cast<double>(calls.scanned) /
                                static_cast<double>(std::max<std::uint64_t>(1, total))));
    } else if (calls.condition_failed > 0) {
        made.condition_fails =
            static_cast<double>(calls.condition_failed) / static_cast<double>(total);
    }
    made.remarks = calls.remarks;
    made.remarks.push_back(
        fmt::format("{} calls of a log", grouped(static_cast<std::int64_t>(total))));
    if (calls.sampled) {
        made.remarks.push_back("the log is a sample, so there were more requests");
        facts.ask(fmt::format("workloads.{}.arrivals", made.name),
                  "the log is a sample: by which factor are there more requests");
    }
    plan.workloads.push_back(std::move(made));
}

}  // namespace

void add_logged_traffic(ImportedFacts& facts, const ImportOptions&, ImportPlan& plan) {
    for (const auto& [of, calls] : facts.calls) {
        const bool measured = std::any_of(
            facts.metrics.begin(), facts.metrics.end(), [&, table = of.table](const auto& metric) {
                return metric.first.table == table && metric.first.metric.starts_with("Consumed");
            });
        if (measured) continue;
        for (const Side side : {Side::write, Side::read}) add_side(facts, plan, of, calls, side);
        ImportedTable& table = facts.tables[of.table];
        if (!calls.item_bytes.empty() && of.index.empty()) {
            double sum = 0;
            for (const std::int64_t bytes : calls.item_bytes) sum += static_cast<double>(bytes);
            const auto count = static_cast<double>(calls.item_bytes.size());
            table.item_bytes.take(
                std::llround(sum / count), {Closeness::measured, "log"},
                fmt::format("mean of {} items in the log", calls.item_bytes.size()));
        }
    }
}

}  // namespace isotherm
