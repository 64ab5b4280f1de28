// SPDX-License-Identifier: Apache-2.0
// A program that reads each shard in a loop, without leases.

#include "engine/streams/stream_reader.h"

namespace isotherm {
namespace {

class WorkerReader final : public StreamReader {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "idle",
                     .help = "time between two reads of a shard",
                     .lowest = 1e-3,
                     .highest = 86'400},
                    idle_);
        visit.field({.name = "records",
                     .help = "most records of a read, which are one batch",
                     .lowest = 1,
                     .highest = static_cast<double>(TableStream::most_records),
                     .source = "API reference, GetRecords: 1,000"},
                    records_);
        visit.field({.name = "read_time",
                     .help = "time that a read takes",
                     .lowest = 1e-3,
                     .highest = 60,
                     .source = "[inferred]"},
                    read_time_);
        visit.field({.name = "retry_wait",
                     .help = "time until a batch that failed is tried again; it doubles up to a "
                             "minute",
                     .lowest = 1e-3,
                     .highest = 60},
                    retry_wait_);
    }
    ReaderRules rules() const override {
        ReaderRules rules;
        rules.reads_every = idle_;
        rules.read_time = read_time_;
        rules.records = static_cast<std::uint64_t>(records_);
        rules.batch = rules.records;
        rules.retry_wait = retry_wait_;
        return rules;
    }

private:
    SimDuration idle_ = 250ms;
    std::int64_t records_ = 1'000;
    SimDuration read_time_ = 10ms;
    SimDuration retry_wait_ = 1s;
};

const Registered<StreamReader, WorkerReader> worker_reader_entry(
    "worker", "a program reads each shard in a loop", {R"(idle = "500 ms")"});

}  // namespace
}  // namespace isotherm
