// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/logged_traffic.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "engine/vocabulary/quantity.h"
#include "workloads/imports/index_writes.h"
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

// The traffic of one side of a table or index in a log.
class LoggedSide {
public:
    LoggedSide(ImportedFacts& facts, ImportPlan& plan, const CallsOf& of,
               const ImportedCalls& calls, Side side)
        : facts_(facts), plan_(plan), of_(of), calls_(calls), side_(side) {}

    void add() {
        // An index is only read; its writes follow from those of the table.
        if (side_ == Side::write && !of_.index.empty()) return;
        std::uint64_t all = 0;
        for (const auto& [operation, count] : calls_.operations) {
            all += count;
            if (!(side_ == Side::read ? is_read(operation) : is_write(operation))) continue;
            made_.mix.emplace_back(operation, static_cast<double>(count));
            total_ += count;
            if (operation != "GetItem") queries_ += count;
        }
        if (total_ == 0) return;
        for (auto& [operation, share] : made_.mix) share /= static_cast<double>(total_);
        describe(static_cast<double>(total_) / static_cast<double>(all));
        if (side_ == Side::read) {
            add_reads();
        } else {
            add_writes();
        }
    }

private:
    void describe(double share) {
        made_.table = of_.table;
        made_.index = of_.index;
        made_.side = side_;
        const std::int64_t length = whole_seconds(plan_.run.end - plan_.run.start);
        made_.period_s = length <= second_wise_most ? 1 : 60;
        made_.rates = rates_of(calls_, plan_.run, made_.period_s);
        for (double& rate : made_.rates) rate *= share;
        made_.weights = key_weights(calls_);
        made_.remarks = calls_.remarks;
        made_.remarks.push_back(fmt::format("{} call{} of a log",
                                            grouped(static_cast<std::int64_t>(total_)),
                                            total_ == 1 ? "" : "s"));
        if (!calls_.sampled) return;
        made_.remarks.push_back("the log is a sample, so there were more requests");
        facts_.ask(fmt::format("workloads.{}.arrivals", name_of(side_names[side_])),
                   "the log is a sample: by which factor are there more requests");
    }

    std::string name_of(std::string_view what) const {
        const std::string plural = std::string(what) + "s";
        return workload_name(facts_, of_.table, of_.index, plural);
    }

    // Units of one call, over the calls whose units were measured; 0: none were.
    double units_each() const {
        const std::uint64_t unmeasured = std::min(calls_.unmeasured[side_], total_);
        if (calls_.units[side_] <= 0 || unmeasured == total_) return 0;
        return calls_.units[side_] / static_cast<double>(total_ - unmeasured);
    }

    // Adds the workload with a share of its requests.
    void add_part(const std::string& name, double share, std::int64_t item_bytes, bool strong) {
        ImportedWorkload part = made_;
        part.name = name;
        part.strong = strong;
        part.item_bytes = item_bytes;
        for (double& rate : part.rates) rate *= share;
        plan_.workloads.push_back(std::move(part));
    }

    // Units of an item: what was measured less the entries of local indexes. 4 units of the table
    // and its index, of which the log says that 1 is the index's, are an item of 3.
    double item_units(double each) const {
        if (calls_.units_of_items) return each;
        if (calls_.local_index_units > 0)
            return each * (1 - calls_.local_index_units / calls_.units[Side::write]);
        // A failed condition is an error without units, so all measured writes changed their item.
        return write_charge(facts_.tables[of_.table], 1.0).item_units(each);
    }

    void add_writes() {
        if (calls_.condition_failed > 0)
            made_.condition_fails = std::min(
                1.0, static_cast<double>(calls_.condition_failed) / static_cast<double>(total_));
        const std::string name = name_of("write");
        const double each = units_each();
        if (each <= 0) return add_part(name, 1.0, 0, false);
        const auto classes = whole_sizes(item_units(each));
        Fact<std::int64_t>& size = facts_.tables[of_.table].item_bytes;
        constexpr std::int64_t unit_bytes = 1024;
        if (!size)
            size.take(classes.begin()->first * unit_bytes, {Closeness::measured, "log"},
                      fmt::format("{:.4g} write units per call in the log", each));
        made_.remarks.push_back(fmt::format("{:.4g} write units per call", each));
        const double stored = write_units_of(*size);
        for (const auto& [units, share] : classes)
            add_part(classes.size() == 1 ? name : fmt::format("{}_{}", name, units), share,
                     static_cast<double>(units) == stored ? 0 : units * unit_bytes, false);
    }

    // Strongly and eventually consistent reads apart, if the log has both.
    void add_reads() {
        if (queries_ > 0 && calls_.scanned > 0)
            made_.items_per_query = std::max<std::int64_t>(
                1,
                std::llround(static_cast<double>(calls_.scanned) / static_cast<double>(queries_)));
        const double strong = calls_.reads == 0 ? 0.0
                                                : static_cast<double>(calls_.strong) /
                                                      static_cast<double>(calls_.reads);
        const std::int64_t bytes = read_bytes(strong);
        const bool both = strong > 0 && strong < 1;
        if (strong > 0) add_part(name_of(both ? "strong_read" : "read"), strong, bytes, true);
        if (strong < 1)
            add_part(name_of(both ? "eventual_read" : "read"), 1 - strong, bytes, false);
    }

    // Bytes of an item whose reads have the units that were measured; 0: the table's. A strongly
    // consistent read has 1 unit per 4 KB, an eventually consistent one half of it: 30 units of 10
    // strong and 10 eventual reads are 30 / (10 + 5) = 2 blocks of 4 KB each.
    std::int64_t read_bytes(double strong) {
        constexpr std::int64_t block_bytes = 4096;
        constexpr std::int64_t item_bytes_most = 400 * 1024;
        const double each = units_each();
        if (each <= 0) return 0;
        made_.remarks.push_back(fmt::format("{:.4g} read units per call", each));
        // A mix of gets and queries has no single size.
        if (queries_ > 0 && queries_ < total_) return 0;
        const auto blocks =
            std::max<std::int64_t>(1, std::llround(each / (strong + (1 - strong) / 2)));
        const std::int64_t items = std::max<std::int64_t>(1, made_.items_per_query);
        const std::int64_t stored = facts_.tables[of_.table].item_bytes.value_or(1024);
        if ((items * stored + block_bytes - 1) / block_bytes == blocks) return 0;
        return std::clamp<std::int64_t>(blocks * block_bytes / items, 1, item_bytes_most);
    }

    ImportedFacts& facts_;
    ImportPlan& plan_;
    const CallsOf& of_;
    const ImportedCalls& calls_;
    Side side_;
    ImportedWorkload made_;
    std::uint64_t total_ = 0;
    std::uint64_t queries_ = 0;
};

}  // namespace

void add_logged_traffic(ImportedFacts& facts, const ImportOptions&, ImportPlan& plan) {
    for (const auto& [of, calls] : facts.calls) {
        const bool measured = std::any_of(
            facts.metrics.begin(), facts.metrics.end(), [&, table = of.table](const auto& metric) {
                return metric.first.table == table && metric.first.metric.starts_with("Consumed");
            });
        if (measured) continue;
        ImportedTable& table = facts.tables[of.table];
        if (!calls.item_bytes.empty() && of.index.empty()) {
            double sum = 0;
            for (const std::int64_t bytes : calls.item_bytes) sum += static_cast<double>(bytes);
            const auto count = static_cast<double>(calls.item_bytes.size());
            table.item_bytes.take(
                std::llround(sum / count), {Closeness::measured, "log"},
                fmt::format("mean of {} item{} in the log", calls.item_bytes.size(),
                            calls.item_bytes.size() == 1 ? "" : "s"));
        }
        for (const Side side : {Side::write, Side::read})
            LoggedSide(facts, plan, of, calls, side).add();
    }
}

}  // namespace isotherm
