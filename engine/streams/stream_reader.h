// SPDX-License-Identifier: Apache-2.0
#pragma once
// The kinds of programs that read a stream. Each has one file: lambda, kcl, worker, sink. A kind
// says by what rules it reads; StreamCallers follows them.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/streams/table_stream.h"
#include "engine/vocabulary/catalog.h"

namespace isotherm {

// Which records a reader gets of items that time to live deletes. Their principal is the service,
// so that an event filter can tell them from deletes of callers.
enum class ExpiredItems : std::uint8_t { also, only, never };
constexpr auto words_of(ExpiredItems) {
    return std::to_array<std::string_view>({"also", "only", "never"});
}

struct ReaderRules {
    ExpiredItems expired_items = ExpiredItems::also;
    // GetRecords calls of a shard.
    SimDuration reads_every = 250ms;
    SimDuration reads_kinesis_every{};  // of a Kinesis data stream; 0: as often
    bool reads_ahead = false;           // on a clock, also while a batch is being processed
    SimDuration read_time{};            // that a call takes
    std::uint64_t records = 1'000;      // most of a call
    // Batches. Each shard has so many lanes; a key's records are in one lane.
    std::uint64_t batch = 1'000;
    std::uint64_t batch_bytes = 0;  // 0: no limit
    SimDuration window{};           // a batch waits so long until it is full
    SimDuration tumbling{};         // what is gathered is written at the end of each; 0: not so
    std::uint32_t lanes = 1;
    SimDuration compute{};     // of a batch, before its steps
    SimDuration per_record{};  // the same, for each of its records
    std::uint64_t memory = 0;  // bytes, of a function whose duration is charged by them
    // Batches that fail.
    std::int64_t retries = -1;  // below 0: until the records expire
    SimDuration retry_wait = 1s;
    SimDuration longest_retry_wait = 60s;
    SimDuration record_age{};  // older records are given up; 0: none are
    bool bisect = false;
    bool partial = false;
    std::string on_failure;  // queue; empty: none
    // Workers with leases.
    std::uint32_t workers = 1;
    SimDuration renews_every{};  // 0: there are no leases
    SimDuration scans_leases_every{};
    SimDuration checkpoints_every{};  // of each shard; 0: after each batch
    SimDuration failover{};           // time until others take over the leases of a worker
    std::vector<SimDuration> stops;   // when a worker is lost, counted from the start
    SimDuration parent_poll{};        // time until a shard is begun whose parent has been read
};

class StreamReader : public Configurable {
public:
    virtual ReaderRules rules() const = 0;
    virtual std::string lease_table() const { return {}; }
    // Whether its batches are processed by the workload's steps.
    virtual bool has_steps() const { return true; }
};

}  // namespace isotherm
