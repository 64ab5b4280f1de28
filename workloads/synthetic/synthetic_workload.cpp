// A workload made from parts: when requests come, for which keys, what they do, how large the
// items are.

#include <fmt/format.h>

#include <cassert>

#include "engine/requests/workload.h"
#include "workloads/synthetic/call_settings.h"
#include "workloads/synthetic/repeated_times.h"
#include "workloads/synthetic/scan_walk.h"
#include "workloads/synthetic/synthetic_stream.h"

namespace isotherm {
namespace {

constexpr double write_shards_highest = 10'000;

class SyntheticWorkload final : public WorkloadKind {
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
                     .help = "suffixes that spread each key; 1 for none",
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
        const auto random = [&context](std::string_view purpose) {
            return RandomStream(context.seed,
                                fmt::format("workloads.{}.{}", context.name, purpose));
        };
        const auto arrivals = std::dynamic_pointer_cast<ArrivalShape>(arrivals_);
        const auto keys = std::dynamic_pointer_cast<KeyDistribution>(keys_);
        const auto sizes = std::dynamic_pointer_cast<ItemSizes>(sizes_);
        assert(arrivals && (keys || calls_.walks()));  // required settings
        CallSettings::Weighted calls = calls_.operations();
        const ScanPages pages(
            context.table_bytes, context.item_bytes,
            static_cast<std::uint64_t>(std::max<std::int64_t>(1, calls_.segments)));
        SyntheticParts parts{
            .arrivals = arrivals->start({random("arrivals"), context.duration}),
            .keys = calls_.walks() ? scan_walk(pages) : keys->start(random("keys")),
            .sizes = calls_.walks() ? scan_page_sizes(pages)
                     : sizes        ? sizes->start({context.seed, context.item_bytes_max})
                                    : nullptr,
            .item_bytes = context.item_bytes,
            .operations = std::move(calls.operations),
            .operation_weights = std::move(calls.weights),
            .operation_random = random("operations"),
            .shape = calls_.shape(),
            .items_per_query = static_cast<std::uint32_t>(calls_.items_per_query),
            .full_pages = calls_.walks(),
            .filter_keeps = calls_.filter_keeps,
            .filter_salt = random("filter").next(),
            .missing = calls_.missing,
            .condition_fails = calls_.condition_fails,
            .absent_item_costs_attempted = context.absent_item_costs_attempted,
            .finding_random = random("findings"),
            .write_shards = static_cast<std::uint32_t>(write_shards_),
            .suffixes = keys != nullptr && keys->numbered(),
            .shard_random = random("shards"),
        };
        if (parts.shape.grouped()) {
            parts.arrivals = std::make_unique<RepeatedTimes>(std::move(parts.arrivals),
                                                             std::size_t{parts.shape.items});
        }
        return std::unique_ptr<RequestStream>(std::make_unique<SyntheticStream>(std::move(parts)));
    }

private:
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
