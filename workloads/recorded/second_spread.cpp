// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/second_spread.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

// Returns the trace's time in seconds: "807256800" or "5633898.368802".
std::string seconds_text(std::int64_t time_us) {
    if (time_us % second_us == 0) return fmt::format("{} s", time_us / second_us);
    return fmt::format("{}.{:06} s", time_us / second_us, time_us % second_us);
}

}  // namespace

void spread_evenly(std::span<std::int64_t> times, std::int64_t start, std::int64_t length) {
    if (times.empty()) return;
    assert(length >= 0);
    const auto count = static_cast<std::int64_t>(times.size());
    const std::int64_t step = length / count;
    // Remainder of each step, in 1/count of a microsecond.
    const std::int64_t rest = length % count;
    std::int64_t time = start;
    std::int64_t part = 0;
    for (std::int64_t& each : times) {
        each = time;
        time += step;
        part += rest;
        if (part >= count) {
            part -= count;
            ++time;
        }
    }
}

SecondSpread::SecondSpread(std::unique_ptr<TraceReader> reader, std::string name,
                           const Settings& settings)
    : reader_(std::move(reader)),
      name_(std::move(name)),
      settings_(settings),
      traits_(reader_->traits()),
      skipping_(settings.offset > 0us) {}

TraceRows SecondSpread::next() {
    for (;;) {
        held_.move_to_front(held_from_, held_to_ - held_from_);
        held_to_ -= held_from_;
        held_from_ = 0;
        if (!settings_.timed || traits_.stamps != Stamps::whole_seconds) {
            if (!read_more(rows_per_read)) return {};
            set_mark();
            convert(held_to_);
            const TraceRows rows = ready(held_to_);
            if (rows.size() > 0) return rows;
            continue;
        }
        // The rows of a second are complete only when a row of a later second has been read.
        while (!ended_ && held_to_ < rows_ahead_most &&
               (held_to_ == 0 || held_.time_us[0] == held_.time_us[held_to_ - 1])) {
            read_more(std::min(rows_per_read, rows_ahead_most - held_to_));
        }
        if (held_to_ == 0) return {};
        set_mark();
        const TraceRows rows = ready(convert_seconds(held_to_));
        if (rows.size() > 0) return rows;
    }
}

// Returns the converted rows [held_from_, to), without those before the start of the run.
TraceRows SecondSpread::ready(std::size_t to) {
    std::size_t from = held_from_;
    last_converted_ = held_.place[to - 1];
    while (skipping_ && from < to) {
        skipping_ = held_.time_us[from] < 0;
        if (!skipping_) break;
        ++from;
        ++rows_skipped_;
    }
    held_from_ = to;
    for (std::size_t row = from; row < to; ++row) held_.time_us[row] += settings_.delay.count();
    return held_.rows(from, to - from);
}

void SecondSpread::Mark::state(StateVisitor& visit) {
    visit(first.line, first.offset, before.line, before.offset, before_us, origin_us, piece_start,
          rows_skipped, skipping);
}

// Rows that were moved forward would be counted twice.
void SecondSpread::set_mark() {
    mark_.before = last_converted_;
    mark_.first = settings_.max_disorder > SimDuration{} ? RowPlace{} : held_.place[0];
    mark_.before_us = last_converted_us_;
    mark_.origin_us = clock_.origin_us;
    mark_.piece_start = piece_start_;
    mark_.rows_skipped = rows_skipped_;
    mark_.skipping = skipping_;
}

bool SecondSpread::seek(const Mark& mark) {
    if (mark.first.line == 0 || !failure_.empty() || !reader_->seek(mark.first)) return false;
    mark_ = mark;
    held_from_ = held_to_ = 0;
    ended_ = false;
    started_ = mark.before.line > 0;
    latest_us_ = last_converted_us_ = mark.before_us;
    latest_place_ = last_converted_ = mark.before;
    clock_ = {mark.origin_us, settings_.offset.count(), settings_.speed};
    piece_start_ = mark.piece_start;
    rows_skipped_ = mark.rows_skipped;
    skipping_ = mark.skipping;
    return true;
}

bool SecondSpread::read_more(std::size_t room) {
    if (ended_) return false;
    if (held_.size() < held_to_ + room) {
        held_.resize(std::min(std::max(held_.size() * 2, rows_per_read), rows_ahead_most));
    }
    std::size_t count = reader_->read(held_.rows(held_to_, room));
    ended_ = count < room;
    if (count == 0) return false;
    if (!started_) {
        started_ = true;
        latest_us_ = held_.time_us[0];
        latest_place_ = held_.place[0];
        clock_ = {latest_us_, settings_.offset.count(), settings_.speed};
    }
    if (settings_.timed) count = keep_order(held_to_, count);
    held_to_ += count;
    return count > 0;
}

std::size_t SecondSpread::keep_order(std::size_t from, std::size_t count) {
    for (std::size_t row = from; row < from + count; ++row) {
        std::int64_t& time = held_.time_us[row];
        if (time >= latest_us_) {
            latest_us_ = time;
            latest_place_ = held_.place[row];
        } else if (latest_us_ - time <= settings_.max_disorder.count()) {
            time = latest_us_;
            ++rows_set_forward_;
        } else {
            fail_out_of_order(row);
            ended_ = true;
            return row - from;
        }
    }
    return count;
}

void SecondSpread::fail_out_of_order(std::size_t row) {
    const RowPlace place = held_.place[row];
    const std::int64_t back_us = latest_us_ - held_.time_us[row];
    Error error;
    error.exit_code = ExitCode::bad_trace;
    error.number = ErrorNumber::trace_out_of_order;
    error.place.file = name_;
    error.place.line = static_cast<std::int64_t>(place.line);
    error.place.column = 1;
    error.place.offset = static_cast<std::int64_t>(place.offset);
    error.what = fmt::format("{} {} (time {}) is earlier than {} {} (time {})", traits_.row_word,
                             place.line, seconds_text(held_.time_us[row]), traits_.row_word,
                             latest_place_.line, seconds_text(latest_us_));
    error.fix = fmt::format(
        "set max_disorder = \"{}\" or more to move such rows forward, or sort = true to sort them "
        "all",
        text_of(SimDuration(back_us)));
    failure_ = {std::move(error)};
}

void SecondSpread::convert(std::size_t to) {
    if (!settings_.timed) return;
    last_converted_us_ = held_.time_us[to - 1];
    for (std::size_t row = held_from_; row < to; ++row)
        held_.time_us[row] = clock_.at(held_.time_us[row]);
}

// Spreads the rows of all complete seconds. A second with too many rows to read to its end is
// spread piece by piece. Returns the end of the converted rows.
std::size_t SecondSpread::convert_seconds(std::size_t to) {
    std::size_t row = 0;
    while (row < to) {
        const std::int64_t second = held_.time_us[row];
        std::size_t end = row + 1;
        while (end < to && held_.time_us[end] == second) ++end;
        const bool whole = end < to || ended_;
        if (!whole && row > 0) break;
        last_converted_us_ = second;
        const std::int64_t second_end = clock_.at(second + second_us);
        const std::int64_t start = piece_start_ ? *piece_start_ : clock_.at(second);
        const std::int64_t length = whole ? second_end - start : (second_end - start) / 2;
        spread_evenly(std::span(held_.time_us).subspan(row, end - row), start, length);
        piece_start_.reset();
        if (!whole) piece_start_ = start + length;
        row = end;
    }
    return row;
}

const Errors* SecondSpread::failure() const {
    if (!failure_.empty()) return &failure_;
    return reader_->failure();
}

}  // namespace isotherm
