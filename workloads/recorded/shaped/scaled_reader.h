// SPDX-License-Identifier: Apache-2.0
#pragma once
// A stream with more or fewer requests than were recorded.
//
// Fewer: each request is kept with the same probability, independently of the others, or each key
// is. A Poisson process that is thinned so stays one (Kingman, Poisson Processes, 1993, section
// 5.1). More: copies of the stream are superposed. A copy that comes at the same times would double
// every fluctuation, which independent callers do not do; so each copied request comes later by a
// random time of up to `spread`. Fluctuations faster than that are then independent in the copies,
// slower ones, such as the course of a day, remain.

#include <queue>
#include <vector>

#include "engine/vocabulary/random_stream.h"
#include "workloads/recorded/shaped/inner_reader.h"

namespace isotherm {

// What there is more or less of.
enum class ScaleBy : std::uint8_t {
    requests,  // of each key
    keys,      // with as many requests each as before
};
constexpr auto words_of(ScaleBy) { return std::to_array<std::string_view>({"requests", "keys"}); }

struct StreamScale {
    double factor = 1;
    ScaleBy by = ScaleBy::requests;
    std::int64_t spread_us = second_us;
};

class ScaledReader final : public InnerReader {
public:
    ScaledReader(std::unique_ptr<TraceReader> reader, const StreamScale& scale,
                 RandomStream random);

    std::size_t read(const TraceRows& rows) override;

    // The key that stands for `key` in a copy, from 1.
    static Key copied_key(Key key, std::uint64_t copy);

private:
    static constexpr std::size_t rows_per_read = 4'096;

    struct Row {
        std::int64_t time_us = 0;
        std::uint64_t number = 0;  // rows of one time stay in the order in which they were made
        Key key = 0;
        std::uint64_t bytes = 0;
        std::uint8_t verb = 0;
        RowPlace place;

        bool operator>(const Row& other) const {
            return time_us != other.time_us ? time_us > other.time_us : number > other.number;
        }
    };

    bool read_more();
    void take(std::size_t row);
    bool chance(Key key, double probability);
    std::int64_t delay();

    StreamScale scale_;
    std::uint64_t whole_copies_;  // besides the stream itself
    double last_copy_;            // probability of one more
    RandomStream random_;
    std::uint64_t salt_;
    bool whole_seconds_;
    TraceColumns held_;
    std::size_t next_ = 0;
    std::size_t count_ = 0;
    bool ended_ = false;
    std::priority_queue<Row, std::vector<Row>, std::greater<>> waiting_;
    std::uint64_t number_ = 0;
};

}  // namespace isotherm
