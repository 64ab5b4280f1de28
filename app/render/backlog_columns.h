// SPDX-License-Identifier: Apache-2.0
#pragma once
// How far an index was behind its table, by columns of a picture.

#include <algorithm>
#include <vector>

#include "app/render/heat_grid.h"
#include "engine/insight/recorded_moment.h"

namespace isotherm {

// Expected waits below this show only that index writes take a moment, as they always do.
constexpr std::int64_t backlog_shown_us = 1'000'000;

// One a column; empty if no write waited as long as `backlog_shown_us`.
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
