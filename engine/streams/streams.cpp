// SPDX-License-Identifier: Apache-2.0
#include "engine/streams/streams.h"

#include <algorithm>
#include <cassert>

#include "engine/streams/stream_callers.h"

namespace isotherm {

void Streams::read(TableIndex table, const StreamSpec& spec, const Tables& tables) {
    of_table_.resize(tables.size());
    if (of_table_[table.value] != nullptr) return;
    streams_.push_back({tables[table].name.table, std::make_unique<TableStream>(table, spec)});
    of_table_[table.value] = streams_.back().stream.get();
}

TableStream& Streams::of(const std::string& table) {
    const auto found =
        std::ranges::find(streams_, table, [](const Followed& one) { return one.name; });
    assert(found != streams_.end());
    return *found->stream;
}

std::shared_ptr<KinesisStream> Streams::kinesis_of(TableIndex table) const {
    for (const Consumer& consumer : consumers_)
        if (consumer.callers->table() == table)
            if (auto stream = consumer.callers->kinesis()) return stream;
    return nullptr;
}

Draw Streams::draw_of(const RequestBatch& batch, std::size_t row) const {
    const std::uint32_t workload = batch.workload[row].value;
    const bool flow = flows_[workload] != 0;
    return {.number = flow ? batch.draw[row] : batch.sequence[row],
            .time = batch.arrival[row],
            .key = batch.key[row],
            .workload = workload,
            .bytes = batch.bytes[row],
            .operation = batch.operation[row]};
}

void Streams::take_in(TableIndex table, PartitionIndex partition, const Draw& write) {
    TableStream& stream = *of_table_[table.value];
    stream.take_in(partition, write);
    if (stream.waiting() > static_cast<std::uint64_t>(stream.spec().records_most))
        full_ = stream.table();
}

void Streams::take_in(const RequestBatch& batch) {
    for (std::size_t row = 0; row < batch.size(); ++row) {
        if (of_table_[batch.table[row].value] == nullptr ||
            batch.outcome[row] != Outcome::admitted ||
            side_of(batch.operation[row]) == Side::read ||
            !changes_item(batch.operation[row], batch.finding[row]))
            continue;
        take_in(batch.table[row], batch.partition[row], draw_of(batch, row));
    }
}

void Streams::take_in(const RequestBatch& batch, std::span<const Draw> items) {
    for (std::size_t row = 0; row < batch.size(); ++row) {
        if (!follows(batch.table[row])) continue;
        Draw write = items[row];
        write.time = batch.arrival[row];  // when it is written there
        take_in(batch.table[row], batch.partition[row], write);
    }
}

void Streams::follow(const Tables& tables) {
    for (const Followed& one : streams_) one.stream->follow(tables);
}

std::vector<StreamNotice> Streams::close_second(SimTime now) {
    // A shard that is due right now belongs to the next second.
    for (const Followed& one : streams_) {
        one.stream->roll(now - 1us);
        one.stream->expire(now);
    }
    std::vector<StreamNotice> notices;
    for (Consumer& consumer : consumers_) {
        if (const auto kinesis = consumer.callers->kinesis())
            if (kinesis->held() >
                static_cast<std::uint64_t>(kinesis->changes().spec().records_most))
                full_ = consumer.callers->table();
        const StreamCallers::Look seen = consumer.callers->look(now);
        StreamNotice notice{StreamNotice::Kind::behind, consumer.callers->workload(),
                            consumer.callers->table(), seen.lost - consumer.lost, seen.age};
        const bool behind = seen.age >= behind_from;
        if (behind != consumer.behind) {
            notice.kind = behind ? StreamNotice::Kind::behind : StreamNotice::Kind::caught_up;
            notices.push_back(notice);
        }
        // The first records that are lost are an event; the report counts all.
        if (consumer.lost == 0 && seen.lost > 0) {
            notice.kind = StreamNotice::Kind::lost;
            notices.push_back(notice);
        }
        consumer.behind = behind;
        consumer.lost = seen.lost;
    }
    return notices;
}

std::vector<ConsumerRecord> Streams::records(SimTime now) const {
    std::vector<ConsumerRecord> records;
    for (const Consumer& consumer : consumers_) records.push_back(consumer.callers->record_at(now));
    return records;
}

void Streams::state(StateVisitor& visit) {
    for (const Followed& one : streams_) visit.part(one.name, *one.stream);
    visit.same_length(consumers_);
    visit(full_);
}

}  // namespace isotherm
