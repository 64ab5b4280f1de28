// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/behind_causes.h"

#include <algorithm>

#include "engine/streams/streams.h"

namespace isotherm {
namespace {

constexpr std::int64_t minute_s = 60;

bool is_behind(const ConsumerMinute& minute) {
    return minute.age_us >= static_cast<std::uint64_t>(Streams::behind_from.count());
}

}  // namespace

BehindCauses::BehindCauses(const Recording& recording, std::size_t table, Side side)
    : recording_(recording), table_(recording.tables[table]), side_(side) {
    for (const ConsumerRecord& record : recording.consumers) {
        if (record.replicates) {
            if (side == Side::write && record.target == table) replication_.push_back(&record);
            continue;
        }
        // Which of a second's tries were the reader's is not recorded: it has the same share of
        // all that was refused while it was behind.
        std::uint64_t own = 0, all = 0;
        for (const CallUnits& units : recording.call_units)
            if (units.workload == record.workload && units.table == table &&
                side_of(units.operation) == side)
                own += units.attempts - units.served;
        if (own == 0) continue;
        for (std::size_t c = 0; c < table_.seconds[side].size(); ++c) {
            const auto minute = minute_of(record, c);
            if (minute && is_behind(record.minutes[*minute]))
                all += table_.seconds[side][c].throttled();
        }
        if (all == 0) continue;
        readers_.push_back(
            {&record, std::min(1.0, static_cast<double>(own) / static_cast<double>(all))});
    }
}

std::optional<std::size_t> BehindCauses::minute_of(const ConsumerRecord& record,
                                                   std::size_t column) const {
    const std::int64_t second = static_cast<std::int64_t>(column) * table_.column_seconds;
    const auto minute = static_cast<std::size_t>(second / minute_s);
    return minute < record.minutes.size() ? std::optional(minute) : std::nullopt;
}

// If callers alone would fit, all that was refused while replicated writes were is because of
// them; else only their own tries.
BehindCauses::Part BehindCauses::replica_part(std::size_t column) const {
    const SeriesSecond& series = table_.seconds[side_][column];
    Part part;
    if (series.throttled_replication == 0 || series.throttled() == 0) return part;
    double replicated = 0;  // units per second
    for (const ConsumerRecord* const record : replication_) {
        const auto minute = minute_of(*record, column);
        if (!minute) continue;
        const ConsumerMinute& of = record->minutes[*minute];
        if (record->done > 0)
            replicated += static_cast<double>(of.records) *
                          static_cast<double>(record->half_units) / 2 /
                          static_cast<double>(record->done) / minute_s;
        if (part.reader == nullptr || of.waiting > part.waiting) {
            part.reader = record;
            part.waiting = of.waiting;
            part.behind_s = static_cast<double>(of.age_us) * 1e-6;
        }
    }
    const auto seconds = static_cast<double>(table_.column_seconds);
    const double asked = HalfUnits(series.demand).in_units() / seconds - replicated;
    const double provisioned = static_cast<double>(series.provisioned) * 1e-3;
    part.share = asked <= provisioned ? 1
                                      : static_cast<double>(series.throttled_replication) /
                                            static_cast<double>(series.throttled());
    return part;
}

std::vector<BehindCauses::Part> BehindCauses::of(std::size_t column) const {
    std::vector<Part> parts;
    double left = 1;
    const auto add = [&](Part part) {
        part.share = std::min(left, part.share);
        if (part.reader == nullptr || part.share <= 0) return;
        left -= part.share;
        parts.push_back(part);
    };
    if (!replication_.empty()) add(replica_part(column));
    for (const Reader& reader : readers_) {
        const auto minute = minute_of(*reader.record, column);
        if (!minute || !is_behind(reader.record->minutes[*minute])) continue;
        add({ThrottleCause::consumer_behind, reader.record, reader.share,
             static_cast<double>(reader.record->minutes[*minute].age_us) * 1e-6, 0});
    }
    return parts;
}

void BehindCauses::add_evidence(const Part& part, FindingEvidence& evidence) const {
    if (evidence.reader.empty() || part.behind_s > evidence.behind_s) {
        evidence.reader = recording_.workload_names.at(part.reader->workload);
        evidence.reads = recording_.tables.at(part.reader->table).name.table;
        evidence.behind_s = part.behind_s;
    }
    evidence.behind_writes = std::max(evidence.behind_writes, part.waiting);
}

}  // namespace isotherm
