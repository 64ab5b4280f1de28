// SPDX-License-Identifier: Apache-2.0
// Workers of the Kinesis Client Library with the DynamoDB Streams adapter. They share the shards by
// leases in a table, whose load is load like any other.

#include <fmt/format.h>

#include <algorithm>

#include "engine/streams/stream_reader.h"
#include "engine/vocabulary/escaping.h"

namespace isotherm {
namespace {

// Kinesis Client Library, LeaseCoordinator: leases are renewed each third of the failover time less
// 25 ms, and all are read each two failover times and 25 ms.
constexpr SimDuration lease_epsilon = 25ms;

class KclReader final : public StreamReader {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "workers",
                     .help = "workers that share the shards",
                     .lowest = 1,
                     .highest = 10'000},
                    workers_);
        visit.field({.name = "lease_table",
                     .help = "the table of the leases, which must be described, too",
                     .required = true},
                    lease_table_);
        visit.field({.name = "idle",
                     .help = "time between two reads of a shard",
                     .lowest = 1e-3,
                     .highest = 86'400,
                     .source = "Kinesis Client Library 1, idleTimeBetweenReadsInMillis: 1 s"},
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
        lease_settings(visit);
    }

    ReaderRules rules() const override {
        ReaderRules rules;
        rules.reads_every = idle_;
        rules.read_time = read_time_;
        rules.records = static_cast<std::uint64_t>(records_);
        rules.batch = rules.records;
        rules.compute = compute_;
        rules.workers = static_cast<std::uint32_t>(workers_);
        rules.renews_every = failover_ / 3 - lease_epsilon;
        rules.scans_leases_every = 2 * (failover_ + lease_epsilon);
        rules.checkpoints_every = checkpoint_;
        rules.failover = failover_;
        for (const std::string& stop : stops_)
            if (const auto at = parse_duration(stop)) rules.stops.push_back(*at);
        std::ranges::sort(rules.stops);
        rules.parent_poll = parent_poll_;
        return rules;
    }
    std::string lease_table() const override { return lease_table_; }

private:
    void lease_settings(SettingsVisitor& visit) {
        visit.field({.name = "checkpoint",
                     .help = "how often the progress of a shard is saved in its lease; default: "
                             "after each batch",
                     .lowest = 1e-3,
                     .highest = 86'400},
                    checkpoint_);
        visit.field({.name = "failover",
                     .help = "time after which a lease that was not renewed is taken over",
                     .lowest = 1,
                     .highest = 3'600,
                     .source = "Kinesis Client Library, failoverTimeMillis: 10 s"},
                    failover_);
        visit.field({.name = "parent_poll",
                     .help = "time until a shard is begun whose parent has been read",
                     .highest = 3'600,
                     .source = "Kinesis Client Library, parentShardPollIntervalMillis: 10 s"},
                    parent_poll_);
        visit.field({.name = "stops",
                     .help = "when a worker is lost, counted from the start: others take over its "
                             "shards after the failover time, when they next look at the leases"},
                    stops_);
        for (const std::string& stop : stops_)
            if (!parse_duration(stop))
                visit.reject("stops", fmt::format("\"{}\" is not a duration", printable(stop)),
                             "write durations such as \"1h\"");
        if (std::ssize(stops_) >= workers_)
            visit.reject("stops", "no worker would be left", "add workers, or remove times");
        visit.field({.name = "compute",
                     .help = "time that a batch needs besides its steps",
                     .highest = 900},
                    compute_);
    }

    std::int64_t workers_ = 1;
    std::string lease_table_;
    SimDuration idle_ = 1s;
    std::int64_t records_ = 1'000;
    SimDuration read_time_ = 10ms;
    SimDuration checkpoint_{};
    SimDuration failover_ = 10s;
    SimDuration parent_poll_ = 10s;
    std::vector<std::string> stops_;
    SimDuration compute_{};
};

const Registered<StreamReader, KclReader> kcl_entry("kcl",
                                                    "workers share the shards by leases in a table",
                                                    {R"(lease_table = "leases")"});

}  // namespace
}  // namespace isotherm
