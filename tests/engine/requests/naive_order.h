// SPDX-License-Identifier: Apache-2.0
#pragma once
// The order in which requests are served, written as simply as possible, to compare with the
// buffers, wheels and runs of the engine.

#include <tuple>

#include "engine/requests/request_batch.h"

namespace isotherm {

// Order: time; fresh before resent; workload; position in its stream; attempt.
inline bool served_before(const Request& a, const Request& b) {
    return std::tuple(a.arrival, a.attempt > 1, a.workload, a.sequence, a.attempt) <
           std::tuple(b.arrival, b.attempt > 1, b.workload, b.sequence, b.attempt);
}

inline bool same_request(const Request& a, const Request& b) {
    return std::tuple(a.arrival, a.key, a.sequence, a.bytes, a.table, a.workload, a.operation,
                      a.attempt) == std::tuple(b.arrival, b.key, b.sequence, b.bytes, b.table,
                                               b.workload, b.operation, b.attempt);
}

}  // namespace isotherm
