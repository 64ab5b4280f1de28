// A workload made from parts: when requests come, for which keys, what they do, how large the
// items are.

#include <fmt/format.h>

#include <array>
#include <cassert>
#include <cmath>

#include "engine/requests/workload.h"
#include "workloads/synthetic/synthetic_stream.h"

namespace isotherm {
namespace {

constexpr std::array<std::string_view, 8> call_names{
    "GetItem",    "Query", "PutItem",          "UpdateItem",
    "DeleteItem", "Scan",  "TransactGetItems", "TransactWriteItems"};
constexpr std::string_view mixed = "mix";  // in place of one call
constexpr double write_shards_highest = 10'000;
constexpr double items_per_query_highest = 1'000'000;

class SyntheticWorkload final : public WorkloadKind {
public:
    void settings(SettingsVisitor& visit) override {
        visit_operations(visit);
        visit.field({.name = "arrivals", .help = "when requests come", .required = true},
                    PlugIn{"shape", Catalog<ArrivalShape>::instance(), shape_, arrivals_});
        visit.field(
            {.name = "keys", .help = "which partition keys they ask for", .required = true},
            PlugIn{"distribution", Catalog<KeyDistribution>::instance(), distribution_, keys_});
        visit.field(
            {.name = "sizes", .help = "how large items are; the table's item_size if absent"},
            PlugIn{"distribution", Catalog<ItemSizes>::instance(), size_distribution_, sizes_});
        visit.field({.name = "items_per_query",
                     .help = "items one Query or Scan reads, up to a page of 1 MB",
                     .lowest = 1,
                     .highest = items_per_query_highest},
                    items_per_query_);
        visit.field({.name = "write_shards",
                     .help = "suffixes that spread each key; 1 for none",
                     .lowest = 1,
                     .highest = write_shards_highest},
                    write_shards_);
        const auto keys = std::dynamic_pointer_cast<KeyDistribution>(keys_);
        if (write_shards_ > 1 && keys && !keys->numbered()) {
            visit.reject(
                "write_shards",
                fmt::format("keys of the distribution \"{}\" cannot take a suffix", distribution_),
                "remove write_shards, or use a distribution with numbered keys");
        }
    }

    Result<std::unique_ptr<RequestStream>> open(const WorkloadContext& context) const override {
        const auto random = [&context](std::string_view purpose) {
            return RandomStream(context.seed,
                                fmt::format("workloads.{}.{}", context.name, purpose));
        };
        const auto arrivals = std::dynamic_pointer_cast<ArrivalShape>(arrivals_);
        const auto keys = std::dynamic_pointer_cast<KeyDistribution>(keys_);
        const auto sizes = std::dynamic_pointer_cast<ItemSizes>(sizes_);
        assert(arrivals && keys);  // required settings
        SyntheticParts parts{
            .arrivals = arrivals->start({random("arrivals"), context.duration}),
            .keys = keys->start(random("keys")),
            .sizes = sizes ? sizes->start({context.seed, context.item_bytes_max}) : nullptr,
            .item_bytes = context.item_bytes,
            .operations = {},
            .operation_weights = {},
            .operation_random = random("operations"),
            .items_per_query = static_cast<std::uint32_t>(items_per_query_),
            .write_shards = static_cast<std::uint32_t>(write_shards_),
            .shard_random = random("shards"),
        };
        choose_operations(parts);
        return std::unique_ptr<RequestStream>(std::make_unique<SyntheticStream>(std::move(parts)));
    }

private:
    void visit_operations(SettingsVisitor& visit) {
        std::vector<std::string> words(call_names.begin(), call_names.end());
        words.emplace_back(mixed);
        visit.field({.name = "operation", .help = "the call every request makes; or give a mix"},
                    Choice{operation_, std::move(words)});
        visit.group(
            {.name = "mix", .help = "shares of several calls, 1 in all"},
            [this](SettingsVisitor& mix) {
                for (std::size_t i = 0; i < call_names.size(); ++i) {
                    mix.field(
                        {.name = call_names[i], .help = "share of the requests", .highest = 1},
                        mix_[i]);
                }
            });
        visit.field(
            {.name = "consistency", .help = "of the reads; strong reads cost twice as much"},
            Choice{consistency_, {"eventual", "strong"}});
        check_operations(visit);
    }

    void check_operations(SettingsVisitor& visit) {
        constexpr double rounding = 1e-6;
        if (!visit.given("operation") && visit.given("mix")) operation_ = mixed;
        if (!visit.given("operation") && !visit.given("mix")) {
            visit.reject(
                "", "neither an operation nor a mix is given",
                "add operation = \"UpdateItem\", or mix = { GetItem = 0.95, PutItem = 0.05 }");
        } else if (operation_ != mixed && mix_total() > 0) {
            visit.reject("operation", "both an operation and a mix are given",
                         "remove one of them");
        } else if (operation_ == mixed && std::abs(mix_total() - 1) > rounding) {
            visit.reject("mix", fmt::format("the shares add up to {:.6g} %", 100 * mix_total()),
                         "make them add up to 100 %, such as { GetItem = 0.95, PutItem = 0.05 }");
        }
    }

    double mix_total() const {
        double total = 0;
        for (const Share& share : mix_) total += share.value;
        return total;
    }

    void choose_operations(SyntheticParts& parts) const {
        const Consistency consistency =
            consistency_ == "strong" ? Consistency::strong : Consistency::eventual;
        for (std::size_t i = 0; i < call_names.size(); ++i) {
            const double weight = operation_ == mixed           ? mix_[i].value
                                  : operation_ == call_names[i] ? 1.0
                                                                : 0.0;
            if (weight == 0) continue;
            parts.operations.push_back(*operation_named(call_names[i], consistency));
            parts.operation_weights.push_back(weight);
        }
    }

    std::string operation_ = "GetItem";
    std::array<Share, call_names.size()> mix_{};
    std::string consistency_ = "eventual";
    std::string shape_;
    std::shared_ptr<Configurable> arrivals_;
    std::string distribution_;
    std::shared_ptr<Configurable> keys_;
    std::string size_distribution_;
    std::shared_ptr<Configurable> sizes_;
    std::int64_t items_per_query_ = 1;
    std::int64_t write_shards_ = 1;
};

const Registered<WorkloadKind, SyntheticWorkload> entry("synthetic", "requests made from settings");

}  // namespace
}  // namespace isotherm
