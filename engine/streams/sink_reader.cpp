// SPDX-License-Identifier: Apache-2.0
// A system outside of DynamoDB that takes records at a rate, such as a search index or the
// invalidation of a cache.

#include "engine/streams/stream_reader.h"

namespace isotherm {
namespace {

class SinkReader final : public StreamReader {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "rate",
                     .help = "records that each shard's reader hands over in a second",
                     .lowest = 0.001,
                     .highest = 1e6,
                     .required = true},
                    rate_);
        visit.field({.name = "batch",
                     .help = "most records that are handed over together",
                     .lowest = 1,
                     .highest = static_cast<double>(TableStream::most_records)},
                    batch_);
        visit.field({.name = "idle",
                     .help = "time between two reads of a shard without records",
                     .lowest = 1e-3,
                     .highest = 86'400},
                    idle_);
    }
    ReaderRules rules() const override {
        ReaderRules rules;
        rules.reads_every = idle_;
        rules.reads_ahead = true;
        rules.batch = static_cast<std::uint64_t>(batch_);
        const double rate = rate_.per_second();
        if (rate > 0) rules.per_record = SimDuration(static_cast<std::int64_t>(1e6 / rate + 0.5));
        return rules;
    }
    bool has_steps() const override { return false; }

private:
    RequestRate rate_;
    std::int64_t batch_ = 100;
    SimDuration idle_ = 250ms;
};

const Registered<StreamReader, SinkReader> sink_entry(
    "sink", "a system outside of DynamoDB takes records at a rate", {R"(rate = "500/s")"});

}  // namespace
}  // namespace isotherm
