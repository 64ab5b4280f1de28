// SPDX-License-Identifier: Apache-2.0
#pragma once
// How far an index was behind its table, by columns of a picture.

#include <algorithm>
#include <vector>

#include "app/render/heat_grid.h"
#include "engine/recording/recording.h"

namespace isotherm {

// Expected waits below this show only that index writes take a moment, as they always do.
constexpr std::int64_t backlog_shown_us = 1'000'000;

// At its worst in a stretch of seconds of the run.
inline BacklogSecond backlog_between(const TableRecording& index, std::int64_t first,
                                     std::int64_t end) {
    BacklogSecond worst;
    const ColumnRange range = columns_of(first, end, index.column_seconds);
    const auto recorded = static_cast<std::int64_t>(index.backlog.size());
    for (std::int64_t c = range.first; c < std::min(range.end, recorded); ++c)
        worst.raise_to(index.backlog[static_cast<std::size_t>(c)]);
    return worst;
}

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
