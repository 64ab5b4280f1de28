// SPDX-License-Identifier: Apache-2.0
#pragma once
// Helpers for the rows: a finished run of a scenario text, and the requests that a workload would
// send. The texts are built in, so an error in one is a bug; it is thrown as std::logic_error,
// which the program reports as an internal error.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/run/simulation.h"

namespace isotherm {

Scenario scenario_of_row(const std::string& text, std::uint64_t seed);

class MeasuredRun {
public:
    MeasuredRun(const std::string& text, std::uint64_t seed);

    const Totals& totals() const { return totals_; }
    // The run's only table.
    const TableRecording& table() const { return report_->recording().tables.front(); }
    const Totals& workload(std::string_view name) const;

private:
    std::unique_ptr<Simulation> simulation_;
    std::optional<RunReport> report_;  // refers to data of simulation_
    Totals totals_;
};

// Columns of a few thousand consecutive requests of a workload.
struct DrawnRequests {
    std::span<const SimTime> arrival;
    std::span<const Key> key;
    std::span<const std::uint32_t> bytes;
};

// Passes all requests of the scenario's only workload to `take`, in order of arrival.
void draw_requests(const std::string& text, std::uint64_t seed,
                   const std::function<void(const DrawnRequests&)>& take);

}  // namespace isotherm
