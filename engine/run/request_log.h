// SPDX-License-Identifier: Apache-2.0
#pragma once
// The individual requests of a part of a run. A run stores only sums, so the run is simulated again
// up to the end of that part; the same scenario always gives the same requests.

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/requests/request_batch.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// One try of a request.
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
    bool sent_again = false;  // whether the client resends it after this try
};

struct RequestLog {
    std::vector<LoggedRequest> requests;  // the first `most` of them, in order
    std::uint64_t count = 0;              // number of all matching requests
};

struct RequestQuery {
    ResourceName table;          // table or index
    std::optional<Side> side{};  // nullopt: reads and writes
    SimTime first;
    SimTime end;
    KeyPosition first_position = 0;  // range of the hash space, both ends included
    KeyPosition last_position = ~KeyPosition{0};
    std::size_t most = 10'000;  // highest number of requests to keep
};

// Simulates the run and collects the requests that match. When `stopping` is set, ends early and
// returns those found so far.
Result<RequestLog> log_requests(const Scenario& scenario, const RequestQuery& query,
                                const std::atomic<bool>& stopping);

}  // namespace isotherm
