// SPDX-License-Identifier: Apache-2.0
#pragma once
// Converts a trace's times to simulated times: skips an offset, applies the speed, and spreads rows
// with whole-second times over their second.
//
// Row i of the n rows of second s is placed at s + i/n, in the order of the file. To know n, rows
// are read ahead to the end of their second, but no more than `rows_ahead_most`. A second with that
// many rows or more is processed in pieces of that size: each piece is spread over the first half
// of the remaining second, the last piece over all of it. The result does not depend on how many
// rows are requested at a time.
// Hot path: once per row; divisions are needed only once per second of the trace.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "engine/vocabulary/result.h"
#include "engine/vocabulary/state_visitor.h"
#include "engine/vocabulary/time.h"
#include "workloads/recorded/trace_format.h"

namespace isotherm {

// Converts a trace time to simulated time: (time - origin - offset) / speed, rounded down.
struct TraceClock {
    std::int64_t origin_us = 0;
    std::int64_t offset_us = 0;
    double speed = 1;

    std::int64_t at(std::int64_t time_us) const {
        const std::int64_t elapsed = time_us - origin_us - offset_us;
        if (speed == 1) return elapsed;
        // The division is correctly rounded, so 3 s at speed 10 is 300,000 us on every machine.
        const double scaled = static_cast<double>(elapsed) / speed;
        const auto whole = static_cast<std::int64_t>(scaled);
        return whole - (static_cast<double>(whole) > scaled ? 1 : 0);
    }
};

// Sets times[i] to start + i * length / count, rounded down, without a division per row.
void spread_evenly(std::span<std::int64_t> times, std::int64_t start, std::int64_t length);

class SecondSpread {
public:
    static constexpr std::size_t rows_ahead_most = std::size_t{1} << 20;
    static constexpr std::size_t rows_per_read = 4'096;

    struct Settings {
        SimDuration offset{};
        double speed = 1;
        SimDuration max_disorder{};
        bool timed = true;    // false: the rows have no times; their times stay 0
        SimDuration delay{};  // when the first row comes
    };

    SecondSpread(std::unique_ptr<TraceReader> reader, std::string name, const Settings& settings);

    // Returns rows with simulated times, in order; empty only at the end or at an error. Valid
    // until the next call.
    TraceRows next();

    // Where the rows of the last next() begin, and what has to be known there.
    struct Mark {
        RowPlace first;   // line 0: unknown
        RowPlace before;  // the row before it; line 0: none
        std::int64_t before_us = 0;
        std::int64_t origin_us = 0;
        std::optional<std::int64_t> piece_start;
        std::uint64_t rows_skipped = 0;
        bool skipping = false;

        void state(StateVisitor& visit);
    };
    const Mark& mark() const { return mark_; }
    // Continues at a mark, in a stream that has just been opened, so that next() returns the same
    // rows. Returns whether the reader can do that.
    bool seek(const Mark& mark);

    // As in LanedStream.
    void add_lanes(LaneThreads& threads) { reader_->add_lanes(threads); }

    // Returns why the rows ended early; nullptr if they did not.
    const Errors* failure() const;
    const TraceReader& reader() const { return *reader_; }
    std::uint64_t rows_skipped() const { return rows_skipped_; }
    // Number of rows whose time decreased and was set to the latest time seen.
    std::uint64_t rows_set_forward() const { return rows_set_forward_; }

private:
    // Reads up to `room` rows after the held ones; returns false if there are none.
    bool read_more(std::size_t room);
    // Sets times that decrease by at most max_disorder to the latest time seen. Returns the number
    // of rows before the first whose time decreases by more.
    std::size_t keep_order(std::size_t from, std::size_t count);
    void fail_out_of_order(std::size_t row);
    // Converts the times of rows [held_from_, to).
    void convert(std::size_t to);
    std::size_t convert_seconds(std::size_t to);
    void set_mark();
    TraceRows ready(std::size_t to);

    std::unique_ptr<TraceReader> reader_;
    std::string name_;
    Settings settings_;
    TraceTraits traits_;
    TraceClock clock_;
    TraceColumns held_;
    std::size_t held_from_ = 0;
    std::size_t held_to_ = 0;
    bool started_ = false;
    bool ended_ = false;
    bool skipping_;
    std::int64_t latest_us_ = 0;
    RowPlace latest_place_;
    std::optional<std::int64_t> piece_start_;  // where the rest of a second in pieces begins
    Mark mark_;
    RowPlace last_converted_;
    std::int64_t last_converted_us_ = 0;  // its recorded time
    std::uint64_t rows_skipped_ = 0;
    std::uint64_t rows_set_forward_ = 0;
    Errors failure_;
};

}  // namespace isotherm
