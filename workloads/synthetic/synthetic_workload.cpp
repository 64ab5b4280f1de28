// SPDX-License-Identifier: Apache-2.0
// A workload composed of parts: arrival times, keys, operations and item sizes.

#include <fmt/format.h>

#include <cassert>

#include "engine/requests/workload_demand.h"
#include "workloads/synthetic/call_settings.h"
#include "workloads/synthetic/repeated_times.h"
#include "workloads/synthetic/scan_walk.h"
#include "workloads/synthetic/synthetic_stream.h"

namespace isotherm {
namespace {

constexpr double write_shards_highest = 10'000;

class SyntheticWorkload final : public WorkloadKind, public KnownDemand {
public:
    void settings(SettingsVisitor& visit) override {
        calls_.settings(visit);
        visit.field({.name = "arrivals", .help = "when requests come", .required = true},
                    PlugIn{"shape", Catalog<ArrivalShape>::instance(), shape_, arrivals_});
        visit.field(
            {.name = "keys",
             .help = "which partition keys they ask for",
             .required = !calls_.walks()},
            PlugIn{"distribution", Catalog<KeyDistribution>::instance(), distribution_, keys_});
        visit.field(
            {.name = "sizes", .help = "how large items are; the table's item_size if absent"},
            PlugIn{"distribution", Catalog<ItemSizes>::instance(), size_distribution_, sizes_});
        visit.field({.name = "write_shards",
                     .help = "number of suffixes over which each key is spread; 1: none",
                     .lowest = 1,
                     .highest = write_shards_highest},
                    write_shards_);
        check_parts(visit);
    }

    void check(const WorkloadContext& context, SettingsVisitor& visit) const override {
        calls_.check(context, sizes_ != nullptr, visit);
        const auto sizes = std::dynamic_pointer_cast<ItemSizes>(sizes_);
        if (sizes != nullptr && sizes->largest() > context.item_bytes_max) {
            visit.reject("sizes",
                         fmt::format("items of {} are larger than the era's largest, {}",
                                     text_of(Bytes{sizes->largest()}),
                                     text_of(Bytes{context.item_bytes_max})),
                         "make them smaller, or choose a later era");
        }
        const auto arrivals = std::dynamic_pointer_cast<ArrivalShape>(arrivals_);
        if (arrivals != nullptr && arrivals->begins_last() >= context.duration &&
            arrivals->begins_last() > 0s) {
            visit.reject("arrivals",
                         fmt::format("what begins after {} never comes: the run is over after {}",
                                     text_of(arrivals->begins_last()), text_of(context.duration)),
                         "let it begin earlier, or make the run longer");
        }
    }

    bool can_change() const override { return true; }
    std::size_t call_items() const override { return calls_.shape().items; }

    Result<std::unique_ptr<RequestStream>> open(const WorkloadContext& context) const override {
        SyntheticParts parts = parts_in(context);
        parts.arrivals = arrivals().start({random_of(context, "arrivals"), context.duration});
        if (parts.shape.grouped()) {
            parts.arrivals = std::make_unique<RepeatedTimes>(std::move(parts.arrivals),
                                                             std::size_t{parts.shape.items});
        }
        return std::unique_ptr<RequestStream>(std::make_unique<SyntheticStream>(std::move(parts)));
    }

    WorkloadDemand demand(const WorkloadContext& context) const override {
        const auto parts = std::make_shared<const SyntheticParts>(parts_in(context));
        WorkloadDemand demand;
        demand.calls = arrivals().rate_curve(context.duration);
        demand.rows_per_call = parts->shape.items;
        demand.parts = parts_of(*parts);
        if (calls_.walks()) {
            const ScanPages walked = pages(context);
            demand.keys.walk = HashWalk{walked.segments, walked.pages()};
        } else {
            demand.keys = with_suffixes(keys()->spread());
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

private:
    static RandomStream random_of(const WorkloadContext& context, std::string_view purpose) {
        return RandomStream(context.seed, fmt::format("workloads.{}.{}", context.name, purpose));
    }
    // Requires that the settings were read without errors.
    const ArrivalShape& arrivals() const {
        assert(arrivals_ != nullptr);
        return dynamic_cast<const ArrivalShape&>(*arrivals_);
    }
    std::shared_ptr<KeyDistribution> keys() const {
        return std::dynamic_pointer_cast<KeyDistribution>(keys_);
    }
    ScanPages pages(const WorkloadContext& context) const {
        const std::int64_t segments = std::max<std::int64_t>(1, calls_.segments);
        return {context.table_bytes, context.item_bytes, static_cast<std::uint64_t>(segments)};
    }

    // Returns all parts except the arrivals.
    SyntheticParts parts_in(const WorkloadContext& context) const {
        const auto sizes = std::dynamic_pointer_cast<ItemSizes>(sizes_);
        assert(keys() || calls_.walks());
        CallSettings::Weighted calls = calls_.operations();
        return {
            .arrivals = nullptr,
            .keys = calls_.walks() ? scan_walk(pages(context))
                                   : keys()->start(random_of(context, "keys")),
            .sizes = calls_.walks() ? scan_page_sizes(pages(context))
                     : sizes        ? sizes->start({context.seed, context.item_bytes_max})
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
            .suffixes = keys() != nullptr && keys()->numbered(),
            .shard_random = random_of(context, "shards"),
        };
    }

    // Repeats the keys of each run once for each suffix. If that gives too many runs, the later
    // ones, which have less popular keys, are treated as evenly spread.
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
        const auto keys = std::dynamic_pointer_cast<KeyDistribution>(keys_);
        if (write_shards_ > 1 && keys && !keys->numbered()) {
            visit.reject(
                "write_shards",
                fmt::format("keys of the distribution \"{}\" cannot take a suffix", distribution_),
                "remove write_shards, or use a distribution with numbered keys");
        }
        if (!calls_.walks()) return;
        const auto reject = [&visit](std::string_view name, bool is_set) {
            if (!is_set) return;
            visit.reject(name, "a Scan with segments walks through all keys of the table, as it is",
                         fmt::format("remove {}, or the segments", name));
        };
        reject("keys", keys_ != nullptr);
        reject("sizes", sizes_ != nullptr);
        reject("write_shards", write_shards_ > 1);
    }

    CallSettings calls_;
    std::string shape_;
    std::shared_ptr<Configurable> arrivals_;
    std::string distribution_;
    std::shared_ptr<Configurable> keys_;
    std::string size_distribution_;
    std::shared_ptr<Configurable> sizes_;
    std::int64_t write_shards_ = 1;
};

const Registered<WorkloadKind, SyntheticWorkload> entry("synthetic", "requests made from settings");

}  // namespace
}  // namespace isotherm
