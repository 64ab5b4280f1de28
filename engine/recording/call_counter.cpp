// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/call_counter.h"

namespace isotherm {

namespace {

// Whether all rows were admitted, found what they asked for and return nothing that is counted.
bool says_nothing(const RequestBatch& batch) {
    for (std::size_t i = 0; i < batch.size(); ++i)
        if (is_throttled(batch.outcome[i]) || batch.finding[i] == Finding::condition_failed ||
            traits_of(batch.operation[i]).many_items)
            return false;
    return true;
}

}  // namespace

void CallCounter::count(const RequestBatch& batch, Recorder& recorder) {
    if (!any_ || says_nothing(batch)) return;
    for (Workload& workload : workloads_) workload.rows.clear();
    for (std::uint32_t i = 0; i < batch.size(); ++i) {
        Workload& workload = workloads_[batch.workload[i].value];
        if (workload.counted) workload.rows.push_back(i);
    }
    for (const Workload& workload : workloads_) {
        if (workload.rows.empty()) continue;
        if (workload.shape.grouped()) count_grouped(batch, workload, recorder);
        if (workload.shape.finds) count_findings(batch, workload, recorder);
        if (workload.shape.returns_items) count_returned(batch, workload, recorder);
    }
}

// A batch counts as a throttled request only if all its items were throttled (V-M1, V-M2).
void CallCounter::count_grouped(const RequestBatch& batch, const Workload& workload,
                                Recorder& recorder) {
    const std::span<const std::uint32_t> rows = workload.rows;
    const std::uint64_t items = workload.shape.items;
    const auto throttled_at = [&](std::size_t row) {
        return is_throttled(batch.outcome[rows[row]]);
    };
    for (std::size_t first = 0, end = 0;; first = end) {
        // The next call with a throttled row. Most have none.
        std::size_t row = end;
        while (row < rows.size() && !throttled_at(row)) ++row;
        if (row == rows.size()) return;
        const std::uint64_t call = batch.sequence[rows[row]] / items;
        const SimTime sent = batch.arrival[rows[row]];  // tells its attempts apart
        const auto of_call = [&](std::size_t one) {
            return batch.sequence[rows[one]] / items == call && batch.arrival[rows[one]] == sent;
        };
        for (first = row; first > end && of_call(first - 1);) --first;
        std::uint64_t throttled = 0;
        for (end = first; end < rows.size() && of_call(end); ++end) throttled += throttled_at(end);
        const TableIndex table = batch.table[rows[first]];
        const Side side = side_of(batch.operation[rows[first]]);
        recorder.throttled_parts(table, side) += throttled;
        recorder.calls(table, side).throttled_requests += throttled == end - first;
    }
}

void CallCounter::count_findings(const RequestBatch& batch, const Workload& workload,
                                 Recorder& recorder) {
    for (const std::uint32_t row : workload.rows) {
        if (is_throttled(batch.outcome[row]) || batch.finding[row] != Finding::condition_failed)
            continue;
        ++recorder.calls(batch.table[row], Side::write).conditional_check_failed;
    }
}

void CallCounter::count_returned(const RequestBatch& batch, const Workload& workload,
                                 Recorder& recorder) {
    answered_.clear();
    for (const std::uint32_t row : workload.rows) {
        if (traits_of(batch.operation[row]).many_items && !is_throttled(batch.outcome[row]))
            answered_.push_back(row);
    }
    // Rows of a batch can go to several tables, if there is one for each period.
    for (std::size_t first = 0, end = 0; first < answered_.size(); first = end) {
        const TableIndex table = batch.table[answered_[first]];
        while (end < answered_.size() && batch.table[answered_[end]] == table) ++end;
        recorder.calls(table, Side::read).returned_items += workload.stream->items_returned(
            batch, std::span(answered_).subspan(first, end - first));
    }
}

}  // namespace isotherm
