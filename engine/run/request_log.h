// SPDX-License-Identifier: Apache-2.0
#pragma once
// The single requests of a stretch of a run, by running it again up to there: a run keeps sums, and
// the same run gives the same requests.

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/requests/request_batch.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// One try.
struct LoggedRequest {
    SimTime arrival;
    std::string workload;
    Operation operation = Operation::get_item;
    std::string key;
    KeyPosition position = 0;  // hash of the key
    std::uint32_t bytes = 0;
    HalfUnits cost;
    std::uint8_t attempt = 1;
    Outcome outcome = Outcome::admitted;
    bool sent_again = false;  // after this try
};

struct RequestLog {
    std::vector<LoggedRequest> requests;  // the first ones, in order
    std::uint64_t count = 0;              // of all there were
};

struct RequestQuery {
    ResourceName table;          // or index
    std::optional<Side> side{};  // none: reads and writes
    SimTime first;
    SimTime end;
    KeyPosition first_position = 0;  // of the hash space, both ends included
    KeyPosition last_position = ~KeyPosition{0};
    std::size_t most = 10'000;  // requests kept
};

// Ends early, with what it has, when `stopping` is set.
Result<RequestLog> log_requests(const Scenario& scenario, const RequestQuery& query,
                                const std::atomic<bool>& stopping);

}  // namespace isotherm
