// SPDX-License-Identifier: Apache-2.0
#include "engine/run/report_consumers_json.h"

#include <nlohmann/json.hpp>

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

constexpr double seconds = 1e-6;  // of a microsecond

double in_seconds_of(std::uint64_t microseconds) {
    return static_cast<double>(microseconds) * seconds;
}

Json age_json(const ConsumerRecord& record) {
    const bool any = record.age.count() > 0;
    const auto share = [&](double part) {
        return any ? Json(in_seconds_of(record.age.percentile(part))) : Json(nullptr);
    };
    std::uint64_t highest = 0;
    for (const ConsumerMinute& minute : record.minutes) highest = std::max(highest, minute.age_us);
    return {{"p50", share(0.5)},
            {"p99", share(0.99)},
            {"max", in_seconds_of(highest)},
            {"at_end", in_seconds_of(record.age_at_end_us)}};
}

Json minutes_json(const ConsumerRecord& record) {
    Json minutes = Json::array();
    for (std::size_t m = 0; m < record.minutes.size(); ++m) {
        const ConsumerMinute& minute = record.minutes[m];
        minutes.push_back({{"minute", m},
                           {"records", minute.records},
                           {"batches_failed", minute.failed},
                           {"lost", minute.lost},
                           {"iterator_age_s", in_seconds_of(minute.age_us)}});
    }
    return minutes;
}

// What the changes in a Kinesis data stream are charged for; no shards: it is the table's own
// stream.
Json kinesis_json(const KinesisUse& use) {
    return {{"shards", use.shards},
            {"on_demand", use.on_demand > 0},
            {"change_units", use.change_units},
            {"put_units", use.put_units},
            {"bytes_in", use.bytes_in},
            {"bytes_out", use.bytes_out},
            {"duplicates", use.duplicates}};
}

Json consumer_json(const Recording& recording, const ConsumerRecord& record) {
    const double batches = static_cast<double>(record.batches);
    return {{"stream", recording.tables.at(record.table).name.table},
            {"reader", record.reader},
            {"records",
             {{"written", record.written},
              {"read", record.taken},
              {"filtered", record.filtered},
              {"done", record.done},
              {"repeated", record.repeated},
              {"given_up", record.given_up},
              {"lost", record.expired},
              {"left", record.left},
              {"by_time_to_live", record.by_service}}},
            {"iterator_age_s", age_json(record)},
            {"batches", record.batches},
            {"batches_failed", record.batches_failed},
            {"mean_batch",
             record.batches == 0
                 ? Json(nullptr)
                 : Json(static_cast<double>(record.done + record.repeated + record.given_up) /
                        batches)},
            {"batch_time_s", in_seconds_of(record.batch_time_us)},
            {"flushes", record.flushes},
            {"reads", record.reads},
            {"reads_throttled", record.reads_throttled},
            {"blocked_s", in_seconds_of(record.blocked_us)},
            {"shards",
             {{"all", record.shards}, {"open", record.shards_open}, {"held", record.shards_held}}},
            {"kinesis", kinesis_json(record.kinesis)},
            {"minutes", minutes_json(record)}};
}

}  // namespace

nlohmann::ordered_json consumers_json(const Recording& recording) {
    Json consumers = Json::object();
    for (const ConsumerRecord& record : recording.consumers)
        if (!record.replicates)
            consumers[recording.workload_names.at(record.workload)] =
                consumer_json(recording, record);
    return consumers;
}

}  // namespace isotherm
