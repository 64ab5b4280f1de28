// SPDX-License-Identifier: Apache-2.0
#pragma once
// How long calls take, as [latency] of a scenario gives it. DynamoDB refuses, it does not queue, so
// there is no waiting inside the service.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/requests/operation.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

enum class LatencyModel : std::uint8_t { log_normal, constant, exponential };
constexpr auto words_of(LatencyModel) {
    return std::to_array<std::string_view>({"log_normal", "constant", "exponential"});
}

struct LatencySettings : Configurable {
    LatencyModel model = LatencyModel::log_normal;
    SimDuration time = 5ms;  // every answer, with constant; the mean, with exponential
    SimDuration network = 600us;
    SimDuration cross_zone = 600us;
    std::vector<double> zones;        // weights of the callers' zones; empty: even
    std::int64_t zone_reads = 1'500;  // read units a second of one replica; 0: any number
    SimDuration get = 2'400us;
    SimDuration query = 3'400us;
    SimDuration scan = 3'400us;
    SimDuration put = 4ms;
    SimDuration update = 4ms;
    SimDuration remove = 4ms;
    SimDuration transact_get = 6ms;
    SimDuration transact_write = 10ms;
    SimDuration read_per_kb = 50us;
    SimDuration write_per_kb = 120us;
    double p99_over_p50 = 3;
    SimDuration throttled = 1ms;
    SimDuration least = 1ms;
    SimDuration longest = 1s;
    Share failures{0};
    std::int64_t connections = 0;  // 0: 50 with log_normal, unlimited with the other models

    // The measured medians of DynamoDB's first years.
    void use_first_years();
    void settings(SettingsVisitor& visit) override;
    SimDuration median_of(Operation operation) const;
    // No answer comes earlier than this after its call.
    SimDuration shortest() const;
    std::int64_t connections_of_client() const;
};

}  // namespace isotherm
