// SPDX-License-Identifier: Apache-2.0
// Exponentially distributed sizes, rounded up to whole bytes: many small items and few large ones.
// The mean applies before sizes are limited to the largest item.

#include <cmath>

#include "engine/vocabulary/exact_math.h"
#include "workloads/synthetic/item_sizes.h"
#include "engine/vocabulary/quantile_table.h"

namespace isotherm {
namespace {

double exponential_quantile(double quantile) { return -exact::log(1 - quantile); }

class ExponentialKeySizes final : public KeySizes {
public:
    ExponentialKeySizes(double mean, const SizeContext& context)
        : quantile_(context.seed),
          table_(exponential_quantile),
          mean_(mean),
          largest_(context.bytes_largest) {}

    void fill(std::span<const Key> keys, std::span<std::uint32_t> bytes) const override {
        for (std::size_t i = 0; i < keys.size(); ++i) bytes[i] = bytes_at(quantile_.of(keys[i]));
    }
    std::uint32_t bytes_at(double quantile) const override {
        const double exact_bytes = mean_ * table_(quantile);
        return static_cast<std::uint32_t>(std::clamp(std::ceil(exact_bytes), 1.0, largest_));
    }

private:
    KeyQuantile quantile_;
    QuantileTable<double (*)(double)> table_;
    double mean_;
    double largest_;
};

class ExponentialSizes final : public ItemSizes {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field(
            {.name = "mean",
             .help = "mean size of an item, before sizes are limited to the era's largest item",
             .lowest = 1,
             .highest = 409'600,
             .required = true},
            mean_);
    }

    std::unique_ptr<KeySizes> start(const SizeContext& context) const override {
        return std::make_unique<ExponentialKeySizes>(static_cast<double>(mean_.count), context);
    }
    // Only the mean must be below the largest item; the few larger sizes are reduced to it.
    std::uint64_t largest() const override { return mean_.count; }

private:
    Bytes mean_{1024};
};

const Registered<ItemSizes, ExponentialSizes> exponential_sizes_entry(
    "exponential", "many small items, few large ones", {R"(mean = "2 KB")"});

}  // namespace
}  // namespace isotherm
