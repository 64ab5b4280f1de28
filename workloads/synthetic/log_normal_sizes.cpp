// SPDX-License-Identifier: Apache-2.0
// Log-normally distributed sizes, typical of documents, profiles and messages. Half of the items
// are smaller than the median; the 84th percentile is e^sigma times the median.

#include <cmath>

#include "engine/vocabulary/exact_math.h"
#include "workloads/synthetic/item_sizes.h"
#include "engine/vocabulary/quantile_table.h"

namespace isotherm {
namespace {

constexpr double sigma_highest = 3;

struct LogNormalQuantile {
    double sigma;
    // Returns the size as a multiple of the median.
    double operator()(double quantile) const {
        return exact::exp(sigma * exact::normal_quantile(quantile));
    }
};

class LogNormalKeySizes final : public KeySizes {
public:
    LogNormalKeySizes(double median, double sigma, double largest, std::uint64_t seed)
        : quantile_(seed), table_(LogNormalQuantile{sigma}), median_(median), largest_(largest) {}

    void fill(std::span<const Key> keys, std::span<std::uint32_t> bytes) const override {
        for (std::size_t i = 0; i < keys.size(); ++i) bytes[i] = bytes_at(quantile_.of(keys[i]));
    }
    std::uint32_t bytes_at(double quantile) const override {
        const double exact_bytes = median_ * table_(quantile);
        return static_cast<std::uint32_t>(std::clamp(std::ceil(exact_bytes), 1.0, largest_));
    }

private:
    KeyQuantile quantile_;
    QuantileTable<LogNormalQuantile> table_;
    double median_;
    double largest_;
};

class LogNormalSizes final : public ItemSizes {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "median",
                     .help = "median size: half of the items are smaller; give this or the mean",
                     .highest = 409'600},
                    median_);
        visit.field({.name = "mean",
                     .help = "mean size before the cap; give this or the median",
                     .highest = 409'600},
                    mean_);
        visit.field({.name = "sigma",
                     .help = "standard deviation of the natural logarithm of the size",
                     .highest = sigma_highest},
                    sigma_);
        visit.field({.name = "largest",
                     .help = "maximum size, at which sizes are capped; 0 B: the era's largest item",
                     .lowest = 0,
                     .highest = 409'600},
                    largest_);
        if ((median_.count == 0) == (mean_.count == 0)) {
            visit.reject("median", "expected either the median or the mean",
                         "give one of them, such as median = \"2 KB\"");
        }
    }

    std::unique_ptr<KeySizes> start(const SizeContext& context) const override {
        // The mean of a log-normal is its median times e^(sigma^2 / 2).
        const double median =
            median_.count > 0 ? static_cast<double>(median_.count)
                              : static_cast<double>(mean_.count) * exact::exp(-sigma_ * sigma_ / 2);
        const std::uint64_t most = context.bytes_largest;
        const auto largest =
            static_cast<double>(largest_.count == 0 ? most : std::min(largest_.count, most));
        return std::make_unique<LogNormalKeySizes>(median, sigma_, largest, context.seed);
    }

    std::uint64_t largest() const override {
        return std::max({largest_.count, median_.count, mean_.count});
    }

private:
    Bytes median_{0};
    Bytes mean_{0};
    double sigma_ = 1;
    Bytes largest_{0};  // 0: the era's largest item
};

const Registered<ItemSizes, LogNormalSizes> log_normal_sizes_entry(
    "log_normal", "sizes whose logarithm is normally distributed", {R"(median = "1 KB")"});

}  // namespace
}  // namespace isotherm
