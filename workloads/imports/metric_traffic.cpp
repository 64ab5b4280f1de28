// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/metric_traffic.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "engine/vocabulary/quantity.h"
#include "workloads/imports/index_writes.h"

namespace isotherm {
namespace {

constexpr std::int64_t kilobyte = 1024;
constexpr std::int64_t read_unit_bytes = 4 * kilobyte;
// Units of the largest item, 400 KB.
constexpr double write_units_most = 400;
// The most items of a Query in a scenario.
constexpr double items_most = 1e6;
// More classes of sizes than this are not told apart.
constexpr std::size_t classes_most = 3;

constexpr auto read_calls = std::to_array<std::string_view>({"GetItem", "Query", "Scan"});
constexpr auto write_calls =
    std::to_array<std::string_view>({"PutItem", "UpdateItem", "DeleteItem"});

double total(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

// Read units of one call that reads `items` items of this size.
double read_units(std::int64_t items, std::int64_t bytes, bool strong) {
    const double units =
        std::ceil(static_cast<double>(items * bytes) / static_cast<double>(read_unit_bytes));
    return std::max(1.0, units) * (strong ? 1.0 : 0.5);
}

}  // namespace

std::map<std::int64_t, double> whole_sizes(double units) {
    const double below = std::clamp(std::floor(units), 1.0, write_units_most);
    // A share this small is rounding of the exported numbers.
    constexpr double rounding = 1e-6;
    const double above = std::clamp(units - below, 0.0, 1.0);
    const auto whole = static_cast<std::int64_t>(below);
    if (below >= write_units_most || above < rounding) return {{whole, 1.0}};
    if (above > 1 - rounding) return {{whole + 1, 1.0}};
    return {{whole, 1 - above}, {whole + 1, above}};
}

namespace {

// The traffic of one side of one table or index.
class SideTraffic {
public:
    SideTraffic(ImportedFacts& facts, const ImportOptions& options, ImportPlan& plan,
                const CallsOf& of, Side side, const MetricCourse& course)
        : facts_(facts),
          options_(options),
          plan_(plan),
          of_(of),
          side_(side),
          course_(course),
          consumed_(metric_of("Consumed", side, "CapacityUnits")) {}

    void add() {
        units_ = course_.values(consumed_, "Sum");
        if (total(units_) <= 0) return;
        requests_ = course_.values(consumed_, "SampleCount");
        counted_ = total(requests_) > 0;
        find_mix();
        if (!counted_) count_by_units();
        if (side_ == Side::read) {
            add_reads();
        } else {
            add_writes();
        }
    }

private:
    std::string path() const { return "tables." + of_.table; }
    ImportedTable& table() { return facts_.tables[of_.table]; }

    // Shares of operations by their number of successful requests.
    void find_mix() {
        double sum = 0;
        std::string ignored;
        for (const std::string& operation : course_.operations("SuccessfulRequestLatency")) {
            const double count =
                course_.sum_of("SuccessfulRequestLatency", "SampleCount", operation);
            const auto is = [&](const auto& list) {
                return std::find(list.begin(), list.end(), operation) != list.end();
            };
            if (is(side_ == Side::read ? read_calls : write_calls)) {
                mix_.emplace_back(operation, count);
                sum += count;
            } else if (!is(read_calls) && !is(write_calls)) {
                ignored += (ignored.empty() ? "" : ", ") + operation;
            }
        }
        std::erase_if(mix_, [](const auto& entry) { return entry.second <= 0; });
        for (auto& [operation, count] : mix_) {
            counts_[operation] = count;
            count /= sum;
        }
        if (!ignored.empty() && side_ == Side::write)
            remarks_.push_back(fmt::format("calls of {} count as the others here", ignored));
        if (!mix_.empty()) return;
        const bool index = !of_.index.empty();
        mix_ = {{side_ == Side::write ? "PutItem" : index ? "Query" : "GetItem", 1.0}};
        facts_.assume(fmt::format("{}.{}", path(), side_names[side_]), mix_.front().first,
                      "no source says which operations there are (SuccessfulRequestLatency, "
                      "SampleCount, by Operation)");
    }

    // Without SampleCount a request has the units of the item's size and, for a write, of its
    // entries in local indexes: 2 KB and a keys-only index are 3 units each.
    void count_by_units() {
        const std::int64_t bytes = table().item_bytes.value_or(kilobyte);
        const double each = side_ == Side::write
                                ? write_charge(table(), 1.0).units(write_units_of(bytes))
                                : read_units(1, bytes, true);
        requests_ = units_;
        for (double& count : requests_) count /= each;
        remarks_.push_back(fmt::format("{:g} unit{} each assumed (SampleCount of {} tells)", each,
                                       each == 1 ? "" : "s", consumed_));
        facts_.ask(fmt::format("{}.{}", path(), side_names[side_]),
                   fmt::format("how many requests these units represent: the statistic SampleCount "
                               "of {}; {:g} unit{} each assumed",
                               consumed_, each, each == 1 ? "" : "s"));
    }

    // What callers asked for: admitted requests and those that were given up.
    std::vector<double> asked_for() {
        const std::string metric = metric_of("", side_, "ThrottleEvents");
        const std::vector<double> events = course_.values(metric, "Sum");
        const std::int64_t attempts = options_.attempts > 0 ? options_.attempts : attempts_assumed;
        std::vector<double> asked = requests_;
        for (std::size_t i = 0; i < asked.size(); ++i)
            asked[i] = requests_asked_for(asked[i], events[i], attempts);
        const double throttled = total(events);
        if (throttled <= 0) return asked;
        remarks_.push_back(fmt::format(
            "{} throttle events: {} requests admitted, {} asked for if callers try {} times "
            "(admitted / (1 - p^{})); at least {}, at most {}",
            grouped(throttled, 0), grouped(total(requests_), 0), grouped(total(asked), 0), attempts,
            attempts, grouped(total(requests_), 0), grouped(total(requests_) + throttled, 0)));
        if (options_.attempts == 0) {
            facts_.assume("workloads.*.client", fmt::format("sdk_standard, {} tries", attempts),
                          "no source says how often callers try");
            facts_.ask("workloads.*.client", "how often callers try: --attempts N");
        }
        attempts_ = attempts;
        return asked;
    }

    ImportedWorkload workload(std::string_view what, std::vector<double> requests) {
        ImportedWorkload made;
        made.name = workload_name(facts_, of_.table, of_.index, what);
        made.table = of_.table;
        made.index = side_ == Side::read ? of_.index : std::string();
        made.side = side_;
        made.mix = mix_;
        made.period_s = course_.period_s();
        made.attempts = attempts_;
        made.rates = std::move(requests);
        for (double& rate : made.rates) rate /= static_cast<double>(course_.period_s());
        // With a sort key, the items of one partition key are unknown.
        if (table().sort_key.value_or("").empty() && table().items.value_or(0) > 0)
            made.distinct = *table().items;
        made.remarks = remarks_;
        if (course_.period_s() > 60)
            made.remarks.push_back(
                fmt::format("{}-minute sums, spread evenly: a minute may be up to {} times as high",
                            course_.period_s() / 60, course_.period_s() / 60));
        return made;
    }

    // Splits each period's requests into those of the whole units below and above the mean size of
    // an item. The units of local index entries are taken off first: 3,000 units of 1,000 writes
    // with one keys-only local index are items of (3 - 1) / 1 = 2 units.
    std::map<std::int64_t, std::vector<double>> size_classes(const std::vector<double>& asked,
                                                             bool overall) const {
        std::map<std::int64_t, std::vector<double>> classes;
        const double mean = total(units_) / total(requests_);
        for (std::size_t i = 0; i < asked.size(); ++i) {
            if (asked[i] <= 0) continue;
            const double each =
                charge_.item_units(overall || requests_[i] <= 0 ? mean : units_[i] / requests_[i]);
            for (const auto& [units, share] : whole_sizes(each)) {
                auto& into = classes[units];
                into.resize(asked.size());
                into[i] += asked[i] * share;
            }
        }
        return classes;
    }

    void add_writes() {
        const double failed = course_.sum("ConditionalCheckFailedRequests", "Sum");
        const double condition_fails = counted_ ? std::min(1.0, failed / total(requests_)) : 0.0;
        charge_ = write_charge(table(), 1 - condition_fails);
        compare_with_local_indexes();
        const std::vector<double> asked = asked_for();
        auto classes = size_classes(asked, false);
        if (classes.size() > classes_most) classes = size_classes(asked, true);
        std::int64_t main = 1;
        double most = -1;
        for (const auto& [units, requests] : classes) {
            if (total(requests) <= most) continue;
            most = total(requests);
            main = units;
        }
        if (counted_) take_item_size(main);
        const std::int64_t of_table =
            (table().item_bytes.value_or(kilobyte) + kilobyte - 1) / kilobyte;
        for (auto& [units, requests] : classes) {
            ImportedWorkload made = workload(
                classes.size() == 1 ? "writes" : fmt::format("writes_{}", units), requests);
            made.condition_fails = condition_fails;
            if (units != of_table && counted_) made.item_bytes = units * kilobyte;
            if (classes.size() > 1)
                made.remarks.push_back(
                    fmt::format("the writes of {} unit{}", units, units == 1 ? "" : "s"));
            plan_.workloads.push_back(std::move(made));
        }
    }

    // Fewer units than the smallest item with its entries: some writes have no entry.
    void compare_with_local_indexes() {
        if (charge_.indexes.empty() || !counted_) return;
        const double each = total(units_) / total(requests_);
        constexpr double rounding = 1e-6;
        if (charge_.item_units(each) >= 1 - rounding) return;
        remarks_.push_back(
            fmt::format("{:.4g} units per write, but {:.4g} for 1 KB with an entry in {}", each,
                        charge_.units(1), charge_.indexes));
        facts_.ask(path() + ".indexes",
                   fmt::format("which writes change an entry of the local index {}: in_index",
                               charge_.indexes));
    }

    // Units per request say the size better than a mean of stored items, unless both agree.
    void take_item_size(std::int64_t units) {
        Fact<std::int64_t>& size = table().item_bytes;
        const double each = total(units_) / total(requests_);
        std::string reason =
            fmt::format("{} units / {} requests = {:.4g} units each", grouped(total(units_), 0),
                        grouped(total(requests_), 0), each);
        if (!charge_.indexes.empty())
            reason += fmt::format(", {:.4g} without the entries of {}: ({:.4g} - {:.4g}) / {:.4g}",
                                  charge_.item_units(each), charge_.indexes, each, charge_.fixed,
                                  charge_.per_item_unit);
        const std::int64_t stored = (size.value_or(0) + kilobyte - 1) / kilobyte;
        if (size && stored == units) {
            size.why += "; agrees with CloudWatch: " + reason;
        } else {
            size.take(units * kilobyte, {Closeness::measured, "CloudWatch"}, reason);
        }
    }

    void add_reads() {
        const double queries = counts_.contains("Query") ? counts_.at("Query") : 0;
        std::int64_t items = 0;
        if (queries > 0) {
            const double returned = course_.sum_of("ReturnedItemCount", "Sum", "Query");
            items = std::llround(std::clamp(returned / queries, 1.0, items_most));
            remarks_.push_back(
                fmt::format("{} items / {} queries; items that a filter removed are not in it",
                            grouped(returned, 0), grouped(queries, 0)));
        } else if (mix_.front().first == "Query") {
            items = 1;
        }
        ImportedWorkload made = workload("reads", asked_for());
        made.items_per_query = items;
        if (counted_) {
            choose_consistency(made, std::max<std::int64_t>(items, 1));
        } else {
            made.strong = true;
            made.remarks.push_back(
                "strong consistency assumed; eventually consistent reads would be twice as many");
            facts_.assume(path() + ".read", "strong", "units alone do not show the consistency");
            facts_.ask(
                path() + ".read",
                "whether reads are strongly consistent: strong assumed, eventually consistent "
                "reads would be twice as many");
        }
        plan_.workloads.push_back(std::move(made));
    }

    // The size and consistency whose units come nearest to those that were consumed.
    void choose_consistency(ImportedWorkload& made, std::int64_t items) {
        const double each = total(units_) / total(requests_);
        const std::int64_t stored = table().item_bytes.value_or(kilobyte);
        double nearest = 0;
        bool first = true;
        for (const std::int64_t bytes : {stored, kilobyte}) {
            for (const bool strong : {false, true}) {
                double units = 0;
                for (const auto& [operation, share] : mix_)
                    units += share * read_units(operation == "GetItem" ? 1 : items, bytes, strong);
                const double off = std::abs(units - each);
                constexpr double clearly = 0.99;
                if (!first && off >= nearest * clearly) continue;
                first = false;
                nearest = off;
                made.strong = strong;
                made.item_bytes = bytes == stored ? 0 : bytes;
            }
        }
        made.remarks.push_back(fmt::format("{:.4g} units per read: {} consistent", each,
                                           made.strong ? "strongly" : "eventually"));
    }

    ImportedFacts& facts_;
    const ImportOptions& options_;
    ImportPlan& plan_;
    const CallsOf& of_;
    Side side_;
    const MetricCourse& course_;
    std::string consumed_;
    bool counted_ = false;
    WriteCharge charge_;  // of the writes, once their failed conditions are known
    std::vector<double> units_;
    std::vector<double> requests_;
    std::vector<std::pair<std::string, double>> mix_;
    std::map<std::string, double> counts_;
    std::vector<std::string> remarks_;
    std::int64_t attempts_ = 0;
};

}  // namespace

double requests_asked_for(double admitted, double throttled, std::int64_t attempts) {
    if (admitted <= 0 || throttled <= 0) return admitted;
    const double refused = throttled / (throttled + admitted);
    return admitted / (1 - std::pow(refused, static_cast<double>(attempts)));
}

std::string workload_name(const ImportedFacts& facts, const std::string& table,
                          const std::string& index, std::string_view what) {
    std::set<std::string> named;
    for (const auto& [name, metric] : facts.metrics) named.insert(name.table);
    for (const auto& [of, calls] : facts.calls) named.insert(of.table);
    std::string name = named.size() > 1 ? table + "_" : "";
    if (!index.empty()) name += index + "_";
    name += what;
    for (char& c : name)
        if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-') c = '_';
    return name;
}

void add_metric_traffic(ImportedFacts& facts, const ImportOptions& options, ImportPlan& plan) {
    std::map<CallsOf, std::int64_t> resources;  // with the period of what they consumed
    for (const auto& [name, metric] : facts.metrics) {
        if (!name.metric.starts_with("Consumed") || name.statistic != "Sum") continue;
        std::int64_t& period = resources[{name.table, name.index}];
        period = std::max({period, metric.period_s, std::int64_t{1}});
    }
    for (const auto& [of, period] : resources) {
        const MetricCourse course(facts, of.table, of.index, plan.run, period);
        // The table stands before its indexes in the map, so its item size is known here.
        if (!of.index.empty())
            take_index_share(facts, of, course, {facts, of.table, "", plan.run, period});
        for (const Side side : {Side::write, Side::read}) {
            // What an index writes follows from the writes of its table.
            if (!of.index.empty() && side == Side::write) continue;
            SideTraffic(facts, options, plan, of, side, course).add();
        }
    }
}

}  // namespace isotherm
