// SPDX-License-Identifier: Apache-2.0
// A workload composed of parts: arrival times, keys, operations and item sizes.

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "engine/attributes/keyed_stream.h"
#include "engine/callers/flow_settings.h"
#include "engine/requests/workload.h"
#include "engine/vocabulary/choice.h"
#include "engine/vocabulary/text_file.h"
#include "workloads/synthetic/call_settings.h"
#include "workloads/synthetic/repeated_times.h"
#include "workloads/synthetic/scan_walk.h"
#include "workloads/synthetic/synthetic_stream.h"

namespace isotherm {
namespace {

constexpr double write_shards_highest = 10'000;

// Times for callers that begin actions by themselves.
class EndlessTimes final : public ArrivalTimes {
public:
    std::size_t fill(std::span<SimTime> times) override {
        std::ranges::fill(times, sim_start);
        return times.size();
    }
    void state(StateVisitor&) override {}
};

// For steps that all have keys of their own.
class NoKeys final : public KeyDraws {
public:
    void fill(std::span<Key> keys) override { std::ranges::fill(keys, Key{0}); }
    void state(StateVisitor&) override {}
};

class SyntheticWorkload final : public WorkloadKind {
public:
    void settings(SettingsVisitor& visit) override {
        flow_.settings(visit);
        if (has_steps())
            choice_field(visit, {.name = "consistency", .help = "consistency of the steps' reads"},
                         calls_.consistency);
        else
            calls_.settings(visit);
        flow_.walked_segments = calls_.walks() && !has_steps() ? calls_.segments : 0;
        visit.field({.name = "arrivals",
                     .help = "when requests come, or actions begin",
                     .required = flow_.uses_arrivals()},
                    arrivals_.by("shape"));
        visit.field({.name = "keys",
                     .help = "which partition keys the requests ask for",
                     .required = !calls_.walks() && !has_steps() && !table_gives_keys_},
                    keys_.by("distribution"));
        visit.field({.name = "sizes", .help = "sizes of the items; default: the table's item_size"},
                    sizes_.by("distribution"));
        visit.field({.name = "write_shards",
                     .help = "number of suffixes over which each key is spread; 1: none",
                     .lowest = 1,
                     .highest = write_shards_highest},
                    write_shards_);
        check_parts(visit);
        check_hedging(visit);
    }

    void take_keys_from_table(bool gives) override { table_gives_keys_ = gives; }

    void check(const WorkloadContext& context, SettingsVisitor& visit) const override {
        if (key_rule(context) != nullptr && !calls_.walks()) check_against_table(visit);
        if (!has_steps()) calls_.check(context, sizes_.made(), visit);
        if (sizes_ && sizes_->largest() > context.item_bytes_max) {
            visit.reject("sizes",
                         fmt::format("items of {} are larger than the largest item of the era, {}",
                                     text_of(Bytes{sizes_->largest()}),
                                     text_of(Bytes{context.item_bytes_max})),
                         "make them smaller, or choose a later era");
        }
        if (arrivals_ && arrivals_->begins_last() >= context.duration &&
            arrivals_->begins_last() > 0s) {
            visit.reject("arrivals",
                         fmt::format("what begins after {} is never reached: the run ends after {}",
                                     text_of(arrivals_->begins_last()), text_of(context.duration)),
                         "choose an earlier time, or make the run longer");
        }
    }

    bool asks_collections() const override { return !has_steps() && calls_.shape().returns_items; }
    const FlowSettings* flow() const override { return &flow_; }
    Result<FlowParts> open_flow(const WorkloadContext& context) const override {
        if (Errors errors = wrong_files(context); !errors.empty()) return errors;
        FlowParts parts;
        parts.settings = &flow_;
        parts.consistency = calls_.consistency;
        parts.keys_given = keys_.made() || calls_.walks() || table_gives_keys_;
        parts.sizes_given = sizes_.made();
        parts.items = static_cast<std::uint64_t>(calls_.items_per_query);
        parts.filter_keeps = calls_.filter_keeps.value;
        SyntheticParts draws = parts_in(context);
        draws.arrivals = flow_.uses_arrivals() && arrivals_
                             ? arrivals_->start(shape_context(context))
                             : std::make_unique<EndlessTimes>();
        if (draws.shape.grouped()) {
            draws.arrivals = std::make_unique<RepeatedTimes>(std::move(draws.arrivals),
                                                             std::size_t{draws.shape.items});
        }
        parts.draws = keyed(std::make_unique<SyntheticStream>(std::move(draws)), context);
        if (!keys_) return parts;
        SyntheticParts values = parts_in(context);
        values.arrivals = std::make_unique<EndlessTimes>();
        values.keys = keys_->start(random_of(context, "values"));
        values.shape.items = 1;
        parts.values = std::make_unique<SyntheticStream>(std::move(values));
        return parts;
    }

    bool can_change() const override { return true; }
    bool is_finite() const override { return flow_.callers && flow_.callers->is_finite(); }
    std::size_t call_items() const override { return calls_.shape().items; }

    Result<std::unique_ptr<RequestStream>> open(const WorkloadContext& context) const override {
        if (Errors errors = wrong_files(context); !errors.empty()) return errors;
        SyntheticParts parts = parts_in(context);
        parts.arrivals = arrivals_->start(shape_context(context));
        if (parts.shape.grouped()) {
            parts.arrivals = std::make_unique<RepeatedTimes>(std::move(parts.arrivals),
                                                             std::size_t{parts.shape.items});
        }
        return keyed(std::make_unique<SyntheticStream>(std::move(parts)), context);
    }

    // What callers ask for who wait for their answers is not known before a run.
    std::optional<WorkloadDemand> demand(const WorkloadContext& context) const override {
        if (!hides_demand().empty() || !wrong_files(context).empty()) return std::nullopt;
        if (!flow_.uses_arrivals() || (!keys_ && !calls_.walks())) return std::nullopt;
        // What expressions spread is found by reading the stream.
        if (has_key_rule(context) && !calls_.walks()) return std::nullopt;
        const auto parts = std::make_shared<const SyntheticParts>(parts_in(context));
        WorkloadDemand demand;
        demand.calls = arrivals_->rate_curve(context.duration, place_of(context));
        demand.rows_per_call = parts->shape.items;
        demand.parts = parts_of(*parts);
        if (calls_.walks()) {
            const ScanPages walked = pages(context);
            demand.keys.walk = HashWalk{walked.segments, walked.pages()};
        } else {
            demand.keys = with_suffixes(keys_->spread());
        }
        demand.sizes_differ = parts->sizes != nullptr;
        demand.bytes_of_key = [parts](Key key, Operation operation) {
            std::uint32_t bytes = parts->item_bytes;
            if (parts->sizes) parts->sizes->fill({&key, 1}, {&bytes, 1});
            return charged_bytes(bytes, operation, parts->items_per_query);
        };
        demand.bytes_at = [parts](double quantile, Operation operation) {
            const std::uint32_t bytes =
                parts->sizes ? parts->sizes->bytes_at(quantile) : parts->item_bytes;
            return charged_bytes(bytes, operation, parts->items_per_query);
        };
        demand.key_name = [parts](Key key) {
            return name_with_suffix(*parts->keys, parts->suffixes, key);
        };
        return demand;
    }

    std::string_view hides_demand() const override {
        if (arrivals_ && !arrivals_->follows_curve()) return "arrivals";
        return keys_ && keys_->moves() ? "keys" : "";
    }

    std::vector<std::string> input_files(const WorkloadContext& context) const override {
        std::vector<std::string> paths;
        if (!arrivals_) return paths;
        for (const std::string& file : arrivals_->files())
            paths.push_back(path_in(context.scenario_folder, file));
        return paths;
    }
    void make_absolute(const std::string& folder) override {
        if (arrivals_) arrivals_->make_absolute(folder);
    }

private:
    // What is wrong with the files of the arrivals. Whoever opens the workload reports it.
    Errors wrong_files(const WorkloadContext& context) const {
        Errors wrong = arrivals_ ? arrivals_->check_files(context.scenario_folder) : Errors{};
        for (Error& error : wrong)
            if (error.place.file.empty() && error.place.path.empty())
                error.place.path = fmt::format("workloads.{}.arrivals", context.name);
        return wrong;
    }
    static RunPlace place_of(const WorkloadContext& context) {
        return {context.start, context.scenario_folder};
    }
    static ShapeContext shape_context(const WorkloadContext& context) {
        return {random_of(context, "arrivals"), context.duration, place_of(context)};
    }
    static const KeyRule* key_rule(const WorkloadContext& context) {
        return context.keys == nullptr ? nullptr : context.keys->rule(context.resource);
    }
    // Of the resource, or of an index of the table.
    static bool has_key_rule(const WorkloadContext& context) {
        if (context.keys == nullptr) return false;
        return std::ranges::any_of(context.keys->rules, [&](const auto& one) {
            return one.first.table == context.resource.table;
        });
    }
    // A Scan walks through the table whatever its keys are.
    std::unique_ptr<RequestStream> keyed(std::unique_ptr<RequestStream> stream,
                                         const WorkloadContext& context) const {
        if (calls_.walks()) return stream;
        return with_keys(std::move(stream), context.keys, context.resource, context.number);
    }
    void check_against_table(SettingsVisitor& visit) const {
        const auto reject = [&visit](std::string_view name, bool is_set, const char* fix) {
            if (is_set)
                visit.reject(name, "the table's partition key is an expression, which says this",
                             fix);
        };
        reject("keys", table_gives_keys_ && keys_.made(),
               "remove keys, or write {key} in the expression");
        reject("write_shards", write_shards_ > 1, "write {random(1..10)} in the expression");
        reject("sizes", sizes_.made() && table_gives_keys_,
               "remove sizes, and add an attribute named bytes");
    }
    static RandomStream random_of(const WorkloadContext& context, std::string_view purpose) {
        return RandomStream(context.seed, fmt::format("workloads.{}.{}", context.name, purpose));
    }
    ScanPages pages(const WorkloadContext& context) const {
        const std::int64_t segments = std::max<std::int64_t>(1, calls_.segments);
        return {context.table_bytes, context.item_bytes, static_cast<std::uint64_t>(segments)};
    }

    // Returns all parts except the arrivals.
    SyntheticParts parts_in(const WorkloadContext& context) const {
        CallSettings::Weighted calls = calls_.operations();
        return {
            .arrivals = nullptr,
            .keys = calls_.walks() ? scan_walk(pages(context))
                    : keys_        ? keys_->start(random_of(context, "keys"))
                                   : std::make_unique<NoKeys>(),
            .sizes = calls_.walks() ? scan_page_sizes(pages(context))
                     : sizes_       ? sizes_->start({context.seed, context.item_bytes_max})
                                    : nullptr,
            .item_bytes = context.item_bytes,
            .operations = std::move(calls.operations),
            .operation_weights = std::move(calls.weights),
            .operation_random = random_of(context, "operations"),
            .shape = calls_.shape(),
            .items_per_query = static_cast<std::uint32_t>(calls_.items_per_query),
            .full_pages = calls_.walks(),
            .filter_keeps = calls_.filter_keeps,
            .filter_salt = random_of(context, "filter").next(),
            .missing = calls_.missing,
            .condition_fails = calls_.condition_fails,
            .absent_item_costs_attempted = context.absent_item_costs_attempted,
            .finding_random = random_of(context, "findings"),
            .write_shards = static_cast<std::uint32_t>(write_shards_),
            .suffixes = keys_ && keys_->numbered(),
            .shard_random = random_of(context, "shards"),
        };
    }

    // Repeats the keys of each key run once for each suffix. If that gives too many runs, the later
    // runs, which have less popular keys, are treated as evenly spread.
    KeySpread with_suffixes(KeySpread plain) const {
        constexpr std::size_t runs_most = 65'536;
        const auto suffixes = static_cast<std::uint64_t>(write_shards_);
        if (suffixes == 1) return plain;
        KeySpread spread;
        KeyRun rest{.count = 0, .share = 0, .lies = HashRange{}};
        for (const KeyRun& run : plain.runs) {
            if (spread.runs.size() + suffixes > runs_most) {
                rest.count += run.count * suffixes;
                rest.share += run.share;
                continue;
            }
            for (std::uint64_t suffix = 1; suffix <= suffixes; ++suffix) {
                spread.runs.push_back({run.first | suffix << suffix_shift, run.count,
                                       run.share / static_cast<double>(suffixes), run.lies});
            }
        }
        if (rest.count > 0) spread.runs.push_back(rest);
        return spread;
    }

    void check_parts(SettingsVisitor& visit) const {
        if (write_shards_ > 1 && keys_ && !keys_->numbered()) {
            visit.reject(
                "write_shards",
                fmt::format("keys of the distribution \"{}\" cannot take a suffix", keys_.name),
                "remove write_shards, or use a distribution with numbered keys");
        }
        if (!flow_.uses_arrivals() && arrivals_) {
            visit.reject("arrivals", "these callers do not wait for arrivals",
                         "remove arrivals, or callers");
        }
        if (keys_ && keys_->moves() && (has_steps() || !flow_.uses_arrivals())) {
            visit.reject("keys",
                         "the hot keys move with the times of arrivals, which steps and "
                         "callers do not have",
                         "choose another distribution, or remove steps and callers");
        }
        if (!calls_.walks() || has_steps()) return;
        const auto reject = [&visit](std::string_view name, bool is_set) {
            if (!is_set) return;
            visit.reject(name, "a Scan with segments reads the whole table as it is",
                         fmt::format("remove {}, or remove segments", name));
        };
        reject("keys", keys_.made());
        reject("sizes", sizes_.made());
        reject("write_shards", write_shards_ > 1);
    }

    // Only reads outside of transactions are sent a second time.
    void check_hedging(SettingsVisitor& visit) const {
        if (flow_.hedge_after == SimDuration{}) return;
        const auto reads = [](const std::vector<StepSettings>& steps) {
            return std::ranges::any_of(steps, [](const StepSettings& step) {
                return step.call == "GetItem" || step.call == "BatchGetItem" ||
                       step.call == "Query" || step.call == "Scan";
            });
        };
        const auto blocks_read = [&](const auto& block) { return reads(block.second); };
        const auto is_read = [](Operation operation) {
            const OperationTraits& traits = traits_of(operation);
            return traits.side == Side::read && !traits.transactional;
        };
        const bool any = has_steps()
                             ? reads(flow_.steps) || std::ranges::any_of(flow_.blocks, blocks_read)
                             : std::ranges::any_of(calls_.operations().operations, is_read);
        if (!any)
            visit.reject("hedge_after", "no call is a read outside of a transaction",
                         "remove it: writes and transactions are sent once");
    }

    bool has_steps() const { return !flow_.steps.empty() || flow_.reads_stream(); }

    FlowSettings flow_;
    CallSettings calls_;
    Chosen<ArrivalShape> arrivals_;
    Chosen<KeyDistribution> keys_;
    Chosen<ItemSizes> sizes_;
    std::int64_t write_shards_ = 1;
    bool table_gives_keys_ = false;
};

const Registered<WorkloadKind, SyntheticWorkload> synthetic_workload_entry(
    "synthetic", "requests generated from settings", {R"(operation = "PutItem"
arrivals = { shape = "poisson", rate = "400/s" }
keys = { distribution = "uniform", distinct = 500 })"});

}  // namespace
}  // namespace isotherm
