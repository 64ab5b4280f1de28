// SPDX-License-Identifier: Apache-2.0
#pragma once
// Sorts a recorded stream by time: sorted runs of half a million rows wait in temporary files in
// Isotherm's own format and are merged. Rows with equal times keep their order.

#include <cstdint>
#include <memory>
#include <queue>
#include <string>
#include <vector>

#include "workloads/recorded/trace_format.h"

namespace isotherm {

class SortedRuns {
public:
    // `names` is what the reader gives the texts of keys to, with Keep::all.
    SortedRuns(TraceReader& reader, KeyNames& names);
    ~SortedRuns();

    // Reads the whole stream.
    Errors sort();
    // The next rows in the order of time; fewer than asked for only at the end or at an error.
    // `names` gets the texts of their keys.
    std::size_t read(const TraceRows& rows, KeyNames& names);
    const Errors* failure() const { return failure_.empty() ? nullptr : &failure_; }

    static constexpr std::size_t rows_of_run = 512 * 1024;

private:
    class Run;
    struct Next {
        std::int64_t time_us;
        std::size_t run;
        bool operator>(const Next& other) const {
            return time_us != other.time_us ? time_us > other.time_us : run > other.run;
        }
    };

    Errors write_run(TraceColumns& columns, std::size_t count);
    void queue(std::size_t run);

    TraceReader& reader_;
    KeyNames& names_;
    std::vector<std::unique_ptr<Run>> runs_;
    std::priority_queue<Next, std::vector<Next>, std::greater<>> next_;
    Errors failure_;
};

}  // namespace isotherm
