// SPDX-License-Identifier: Apache-2.0
// An event source mapping of AWS Lambda: the service polls each shard and invokes a function with
// batches of records.

#include "engine/streams/stream_reader.h"

namespace isotherm {
namespace {

// AWS Lambda Developer Guide, Polling and batching streams: four times a second and shard.
constexpr SimDuration polls_every = 250ms;
// The same of Kinesis data streams: once a second and shard.
constexpr SimDuration polls_kinesis_every = 1s;
// The payload of an invocation (AWS Lambda quotas).
constexpr std::uint64_t payload_bytes = 6 * 1'048'576;

class LambdaReader final : public StreamReader {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "batch",
                     .help = "most records of an invocation",
                     .lowest = 1,
                     .highest = 10'000,
                     .source = "AWS Lambda, BatchSize: 100"},
                    batch_);
        visit.field({.name = "window",
                     .help = "time for which records are collected until a batch is full",
                     .highest = 300,
                     .source = "AWS Lambda, MaximumBatchingWindowInSeconds: 0"},
                    window_);
        visit.field({.name = "factor",
                     .help = "invocations of a shard at a time",
                     .lowest = 1,
                     .highest = 10,
                     .source = "AWS Lambda, ParallelizationFactor: 1",
                     .also = "parallelization_factor"},
                    factor_);
        visit.field({.name = "compute",
                     .help = "time that the function needs besides its steps",
                     .highest = 900,
                     .source = "[inferred]"},
                    compute_);
        visit.field({.name = "memory",
                     .help = "memory of the function, by which its duration is charged; 0: the "
                             "bill has its invocations only",
                     .highest = 10'240.0 * 1'048'576,
                     .source = "AWS Lambda quotas: 128 MB to 10,240 MB"},
                    memory_);
        visit.field({.name = "tumbling",
                     .help = "tumbling windows: invocations gather records, and the last one of a "
                             "window makes the call of the step, once for each key; 0: none",
                     .highest = 900,
                     .source = "AWS Lambda, TumblingWindowInSeconds: 0",
                     .also = "tumbling_window"},
                    tumbling_);
        constexpr std::uint64_t least = 128 * 1'048'576;
        if (visit.reads() && memory_.count > 0 && memory_.count < least)
            visit.reject("memory", "a function has 128 MB at least", "give it more, or 0");
        if (visit.reads() && tumbling_ % 1s != 0us)
            visit.reject("tumbling", "AWS Lambda counts tumbling windows in seconds",
                         "choose whole seconds");
        failure_settings(visit);
    }

    ReaderRules rules() const override {
        ReaderRules rules;
        rules.reads_every = polls_every;
        rules.reads_kinesis_every = polls_kinesis_every;
        rules.reads_ahead = true;
        rules.batch = static_cast<std::uint64_t>(batch_);
        rules.batch_bytes = payload_bytes;
        rules.window = window_;
        rules.tumbling = tumbling_;
        rules.lanes = static_cast<std::uint32_t>(factor_);
        rules.compute = compute_;
        rules.memory = memory_.count;
        rules.retries = retries_;
        rules.retry_wait = retry_wait_;
        rules.record_age = record_age_;
        rules.bisect = bisect_;
        rules.partial = partial_;
        rules.on_failure = on_failure_;
        return rules;
    }

private:
    void failure_settings(SettingsVisitor& visit) {
        visit.field({.name = "retries",
                     .help = "how often a batch is tried again; -1: until its records expire",
                     .lowest = -1,
                     .highest = 10'000,
                     .source = "AWS Lambda, MaximumRetryAttempts: -1"},
                    retries_);
        visit.field({.name = "retry_wait",
                     .help = "time until a batch is tried again; it doubles up to a minute",
                     .lowest = 1e-3,
                     .highest = 60,
                     .source = "[inferred]"},
                    retry_wait_);
        visit.field({.name = "record_age",
                     .help = "age from which on records are given up; default: never",
                     .lowest = 60,
                     .highest = 604'800,
                     .source = "AWS Lambda, MaximumRecordAgeInSeconds: -1"},
                    record_age_);
        visit.field({.name = "bisect",
                     .help = "whether a batch that fails is cut in two",
                     .source = "AWS Lambda, BisectBatchOnFunctionError: false"},
                    bisect_);
        visit.field({.name = "partial",
                     .help = "whether the function says which record failed: those before it are "
                             "done",
                     .source = "AWS Lambda, ReportBatchItemFailures"},
                    partial_);
        visit.field(
            {.name = "on_failure", .help = "queue for a message about each batch that is given up"},
            on_failure_);
    }

    std::int64_t batch_ = 100;
    SimDuration window_{};
    SimDuration tumbling_{};
    std::int64_t factor_ = 1;
    SimDuration compute_ = 20ms;
    Bytes memory_{0};
    std::int64_t retries_ = -1;
    SimDuration retry_wait_ = 1s;
    SimDuration record_age_{};
    bool bisect_ = false;
    bool partial_ = false;
    std::string on_failure_;
};

const Registered<StreamReader, LambdaReader> lambda_entry(
    "lambda", "an event source mapping invokes a function with batches", {R"(batch = 25)"});

}  // namespace
}  // namespace isotherm
