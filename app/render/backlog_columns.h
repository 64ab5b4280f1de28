// SPDX-License-Identifier: Apache-2.0
#pragma once
// An index's backlog behind its table, summed up per pixel column of a picture.

#include <algorithm>
#include <vector>

#include "app/render/heat_grid.h"
#include "engine/insight/recorded_moment.h"

namespace isotherm {

// Shortest expected wait worth showing, in microseconds. Shorter waits are normal for index writes.
constexpr std::int64_t backlog_shown_us = 1'000'000;

// Returns the worst backlog of each column; empty if no write waited as long as `backlog_shown_us`.
inline std::vector<BacklogSecond> backlog_columns(const TableRecording& index,
                                                  const TimeColumns& columns) {
    std::vector<BacklogSecond> worst(columns.count);
    bool any = false;
    for (std::size_t c = 0; c < worst.size(); ++c) {
        worst[c] = backlog_between(index, columns.first_of(c), columns.end_of(c));
        any = any || worst[c].expected_wait_us >= backlog_shown_us;
    }
    if (!any) worst.clear();
    return worst;
}

}  // namespace isotherm
