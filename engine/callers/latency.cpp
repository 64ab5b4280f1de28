// SPDX-License-Identifier: Apache-2.0
#include "engine/callers/latency.h"

#include <algorithm>

#include "engine/vocabulary/random_stream.h"

namespace isotherm {
namespace {

constexpr std::uint32_t zone_count = 3;
constexpr double normal_p99 = 2.32635;  // 99th percentile of the standard normal distribution

}  // namespace

Latency::Latency(const LatencySettings& settings, std::uint64_t seed)
    : settings_(settings),
      salt_(RandomStream(seed, "latency").next()),
      failure_salt_(RandomStream(seed, "latency.failures").next()),
      failures_(settings.failures.value),
      log_normal_(LogNormal{exact::log(settings.p99_over_p50) / normal_p99}),
      exponential_(Exponential{}) {
    constexpr double bytes_of_kb = 1'024;
    for (std::size_t o = 0; o < operation_count; ++o) {
        const auto operation = static_cast<Operation>(o);
        const bool reads = side_of(operation) == Side::read;
        median_[o] = static_cast<double>(settings.median_of(operation).count());
        per_byte_[o] =
            static_cast<double>((reads ? settings.read_per_kb : settings.write_per_kb).count()) /
            bytes_of_kb;
    }
    double sum = 0;
    for (std::uint32_t zone = 0; zone < zone_count; ++zone)
        zone_limits_[zone] = sum += settings.zones.empty() ? 1 : settings.zones[zone];
    for (double& limit : zone_limits_) limit /= sum;
}

double Latency::factor(const Row& row) const {
    if (settings_.model == LatencyModel::constant) return 1;
    const double unit = unit_from(row.draw ^ salt_);
    return settings_.model == LatencyModel::exponential ? exponential_(unit) : log_normal_(unit);
}

bool Latency::crosses(const Row& row, std::uint32_t caller_zone) const {
    // The nearest replica serves an eventual read; strong reads and writes go to the leader.
    if (row.eventual || settings_.model != LatencyModel::log_normal) return false;
    return position_of(row.partition.value ^ salt_) % zone_count != caller_zone;
}

std::uint32_t Latency::zone_of_caller(std::uint64_t action) const {
    if (settings_.model != LatencyModel::log_normal) return 0;  // nothing depends on it
    const double unit = unit_from(~action ^ salt_);
    std::uint32_t zone = 0;
    while (zone + 1 < zone_count && unit >= zone_limits_[zone]) ++zone;
    return zone;
}

SimDuration Latency::bounded(double microseconds, SimDuration added) const {
    const auto least = static_cast<double>(settings_.least.count());
    const auto longest = static_cast<double>(settings_.longest.count());
    return SimDuration(static_cast<std::int64_t>(std::clamp(microseconds, least, longest) + 0.5)) +
           added;
}

SimDuration Latency::of(Operation operation, std::uint64_t bytes, double largest_factor,
                        bool crosses) const {
    if (settings_.model == LatencyModel::constant) return settings_.time;
    if (settings_.model == LatencyModel::exponential) return of_throttled(largest_factor);
    const auto o = static_cast<std::size_t>(operation);
    return bounded(median_[o] * largest_factor + static_cast<double>(bytes) * per_byte_[o],
                   settings_.network + (crosses ? settings_.cross_zone : SimDuration(0)));
}

SimDuration Latency::of_throttled(double largest_factor) const {
    if (settings_.model == LatencyModel::constant) return settings_.time;
    if (settings_.model == LatencyModel::exponential)
        return bounded(static_cast<double>(settings_.time.count()) * largest_factor, 0us);
    return std::max<SimDuration>(settings_.throttled, 1us) + settings_.network;
}

}  // namespace isotherm
