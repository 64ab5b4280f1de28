// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a workload that reads a stream came to, or the replication of a table to another Region.

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/flows/latency_histogram.h"
#include "engine/streams/kinesis_use.h"
#include "engine/vocabulary/state_visitor.h"

namespace isotherm {

struct ConsumerMinute {
    std::uint64_t records = 0;  // processed
    std::uint64_t failed = 0;   // batches
    std::uint64_t lost = 0;     // records
    std::uint64_t age_us = 0;   // highest iterator age
    std::uint64_t waiting = 0;  // most records that waited

    bool operator==(const ConsumerMinute&) const = default;
};

struct ConsumerRecord {
    std::uint32_t workload = 0;  // index in Recording::workload_names
    std::uint32_t table = 0;     // of the stream, index in Recording::tables
    std::string reader;          // its name in the catalog
    // Records. taken = filtered + done + failed + expired_taken + left_taken
    std::uint64_t taken = 0;
    std::uint64_t filtered = 0;
    std::uint64_t done = 0;
    std::uint64_t repeated = 0;    // given out again, after their batch had failed
    std::uint64_t given_up = 0;    // to the destination for failures, if there is one
    std::uint64_t expired = 0;     // removed from the stream before they were done
    std::uint64_t left = 0;        // not done at the end of the run
    std::uint64_t written = 0;     // to the stream
    std::uint64_t by_service = 0;  // of these, deletes by time to live
    // Batches, which are the invocations of a function.
    std::uint64_t batches = 0;
    std::uint64_t batches_failed = 0;
    std::uint64_t batch_time_us = 0;  // sum
    std::uint64_t flushes = 0;        // of gathered records
    std::uint64_t reads = 0;          // GetRecords
    std::uint64_t reads_throttled = 0;
    std::uint64_t blocked_us = 0;  // sum over shards of the time for which a batch failed
    std::uint64_t shards = 0;      // that have been opened
    std::uint64_t shards_open = 0;
    std::uint64_t shards_held = 0;  // wait until their parent is read
    LatencyHistogram age;           // iterator age: from the write to the first delivery
    std::uint64_t age_at_end_us = 0;
    // Of replication only. Its records are writes; its age is the time until they are applied.
    bool replicates = false;
    std::uint32_t target = 0;      // table of the other Region, index in Recording::tables
    std::uint64_t conflicts = 0;   // writes that a later write there overwrote unseen
    std::uint64_t half_units = 0;  // replicated write units there, twice
    std::uint64_t bytes = 0;       // sent to the other Region
    bool strong = false;           // the Regions agree before they answer
    std::vector<ConsumerMinute> minutes;
    KinesisUse kinesis;  // of the stream that it reads, which may have other readers

    ConsumerMinute& minute(SimTime now) {
        const auto number = static_cast<std::size_t>(whole_seconds(now) / 60);
        if (minutes.size() <= number) minutes.resize(number + 1);
        return minutes[number];
    }
    void see_age(SimDuration oldest, SimTime now) {
        ConsumerMinute& present = minute(now);
        present.age_us = std::max(present.age_us, static_cast<std::uint64_t>(oldest.count()));
    }

    // Of a run that goes on: what is set only at its end is not listed.
    void state(StateVisitor& visit) {
        visit(taken, filtered, done, repeated, given_up, expired, batches, batches_failed,
              batch_time_us, flushes, reads, reads_throttled, blocked_us, age, minutes, conflicts,
              half_units, bytes);
    }
};

}  // namespace isotherm
