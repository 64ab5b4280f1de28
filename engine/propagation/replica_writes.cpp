// SPDX-License-Identifier: Apache-2.0
#include "engine/propagation/replica_writes.h"

#include <algorithm>

#include "engine/vocabulary/random_stream.h"

namespace isotherm {
namespace {

constexpr double normal_p99_deviations = 2.32635;  // of the standard normal distribution

double spread_of(const ReplicationSpec& spec) {
    const double ratio =
        static_cast<double>(spec.lag_p99.count()) / static_cast<double>(spec.lag.count());
    return exact::log(ratio) / normal_p99_deviations;
}

double unit_of_write(std::uint64_t bits) {
    return static_cast<double>(position_of(bits) >> 11) * 0x1p-53;
}

// How a write of a caller is repeated in another Region. There, items of transactions are written
// one by one (Developer Guide, global tables: transactions are atomic only where they are made).
Operation repeated(Operation operation) {
    if (is_delete(operation)) return Operation::delete_item;
    return operation == Operation::update_item ? operation : Operation::put_item;
}

}  // namespace

ReplicaWrites::ReplicaWrites(const Tables& tables, const std::vector<TableSpec>& specs,
                             const RegionOutages& outages, std::vector<std::uint8_t> flows,
                             std::uint64_t seed)
    : outages_(outages), flows_(std::move(flows)), member_of_(tables.size(), -1) {
    for (const TableSpec& spec : specs)
        if (!spec.replicas.empty()) add_global_table(spec, tables, specs, seed);
    follow(tables);
}

void ReplicaWrites::add_global_table(const TableSpec& spec, const Tables& tables,
                                     const std::vector<TableSpec>& specs, std::uint64_t seed) {
    const std::size_t first = members_.size();
    const SortOrder order = spec.sort_key.empty() ? SortOrder::single : SortOrder::uniform;
    ReplicationSpec replication = spec.replication;
    if (replication.strong()) replication.lag = replication.lag_p99 = replication.region_rtt;
    const auto add = [&](const std::string& name) {
        const auto described = std::ranges::find(specs, name, &TableSpec::name);
        const TableIndex table = *tables.named(name);
        member_of_[table.value] = static_cast<std::int32_t>(members_.size());
        members_.push_back({table,
                            described->region,
                            replication,
                            first,
                            1 + spec.replicas.size(),
                            {table, order, tables[table].ranges}});
    };
    add(spec.name);
    for (const auto& replica : spec.replicas) add(replica_name(spec.name, replica.first));
    second_writes_ = second_writes_ || replication.version == GlobalTableVersion::v2017;
    any_strong_ = any_strong_ || replication.strong();
    for (std::size_t target = first; target < members_.size(); ++target) {
        for (std::size_t source = first; source < members_.size(); ++source) {
            if (source == target) continue;
            const std::string name = tables[members_[source].table].name.label() + " to " +
                                     tables[members_[target].table].name.label();
            directions_.push_back({source, target, name,
                                   RandomStream(seed, "replicas." + name).next(),
                                   QuantileTable(LogNormal{spread_of(replication)})});
            ConsumerRecord& record = directions_.back().record;
            record.table = members_[source].table.value;
            record.target = members_[target].table.value;
            record.reader = "replication";
            record.replicates = true;
            record.strong = replication.strong();
        }
    }
}

std::vector<std::string> ReplicaWrites::workload_names() const {
    std::vector<std::string> names;
    for (const Direction& direction : directions_) names.push_back(direction.name);
    return names;
}

std::vector<TableIndex> ReplicaWrites::workload_tables() const {
    std::vector<TableIndex> tables;
    for (const Direction& direction : directions_)
        tables.push_back(members_[direction.target].table);
    return tables;
}

void ReplicaWrites::follow(const Tables& tables) {
    for (std::size_t m = 0; m < members_.size(); ++m) {
        Member& member = members_[m];
        member.pending.follow(tables);
        const bool there = tables[member.table].status != TableStatus::absent;
        if (std::exchange(member.there, there) && !there) drop_writes_to(m);
    }
}

// The replica has been removed: what was on its way there is not applied any more.
void ReplicaWrites::drop_writes_to(std::size_t m) {
    for (Direction& direction : directions_) {
        if (direction.target != m) continue;
        direction.record.given_up += direction.way.size() + direction.queued;
        direction.way.clear();
        direction.last.clear();
        direction.queued = 0;
    }
    members_[m].pending.clear();
}

void ReplicaWrites::add_to(RequestBatch& batch, WorkloadIndex first) const {
    if (!second_writes_) return;
    for (std::size_t row = 0; row < batch.size(); ++row) {
        const Operation operation = batch.operation[row];
        const std::int32_t member = member_of_[batch.table[row].value];
        if (side_of(operation) != Side::write || member < 0 ||
            members_[static_cast<std::size_t>(member)].spec.version != GlobalTableVersion::v2017)
            continue;
        const bool here = batch.workload[row].value < first.value;
        if (here ? !is_delete(operation) : operation != Operation::update_item)
            batch.cost[row] += batch.cost[row];
    }
}

Key ReplicaWrites::item_of(const Member& member, Key key, std::uint64_t sequence) const {
    const SortOrder order = member.pending.sort_order();
    if (order == SortOrder::single) return key;
    return position_of(position_of(key) ^ sort_position(order, key, sequence));
}

void ReplicaWrites::judge(RequestBatch& batch) {
    if (!any_strong_) return;
    for (std::size_t row = 0; row < batch.size(); ++row) {
        const std::int32_t at = member_of_[batch.table[row].value];
        if (at < 0 || batch.outcome[row] != Outcome::admitted ||
            !changes_item(batch.operation[row], batch.finding[row]) ||
            side_of(batch.operation[row]) != Side::write)
            continue;
        Member& member = members_[static_cast<std::size_t>(at)];
        if (!member.spec.strong()) continue;
        const Key item = item_of(member, batch.key[row], batch.sequence[row]);
        const SimTime now = batch.arrival[row];
        bool conflicts = false;
        for (Direction& direction : directions_) {
            if (direction.source != static_cast<std::size_t>(at)) continue;
            const auto& elsewhere = members_[direction.target].latest;
            const auto found = elsewhere.find(item);
            if (found == elsewhere.end() || found->second.local > now ||
                found->second.local + member.spec.region_rtt <= now)
                continue;
            direction.record.conflicts += !conflicts;
            conflicts = true;
        }
        if (conflicts) {
            batch.finding[row] = Finding::transaction_cancelled;
        } else {  // later rows of the batch may meet it
            member.latest[item].written(now, static_cast<std::uint32_t>(at));
        }
    }
}

void ReplicaWrites::take_in(const RequestBatch& batch, const Charge& rules) {
    for (std::size_t row = 0; row < batch.size(); ++row) {
        const std::int32_t at = member_of_[batch.table[row].value];
        if (at < 0 || batch.outcome[row] != Outcome::admitted ||
            side_of(batch.operation[row]) != Side::write ||
            !changes_item(batch.operation[row], batch.finding[row]))
            continue;
        const auto member = static_cast<std::size_t>(at);
        const std::uint32_t workload = batch.workload[row].value;
        Replicated write;
        write.key = batch.key[row];
        write.sequence = batch.sequence[row];
        write.since = batch.arrival[row];
        write.operation = repeated(batch.operation[row]);
        write.finding = batch.finding[row];
        write.bytes = batch.bytes[row];
        write.cost = rules.of(write.operation, write.bytes);
        write.item = {.number = flows_[workload] != 0 ? batch.draw[row] : batch.sequence[row],
                      .time = batch.arrival[row],
                      .key = batch.key[row],
                      .workload = workload,
                      .bytes = batch.bytes[row],
                      .operation = batch.operation[row]};
        Latest& latest =
            members_[member].latest[item_of(members_[member], write.key, write.sequence)];
        latest.written(write.since, static_cast<std::uint32_t>(member));
        send(member, write);
        prune(member, write.since);
    }
}

void ReplicaWrites::take_in_expired(TableIndex table, std::uint64_t items, std::uint32_t bytes,
                                    SimTime now, const Charge& rules) {
    const std::int32_t member = member_of_[table.value];
    if (member < 0) return;
    for (std::uint64_t i = 0; i < items; ++i) {
        Replicated write;
        write.key = position_of(~sent_ ^ table.value);  // which items expire is not followed
        write.sequence = sent_;
        write.since = now;
        write.operation = Operation::delete_item;
        write.bytes = bytes;
        write.cost = rules.of(write.operation, bytes);
        write.expired = true;
        send(static_cast<std::size_t>(member), write);
    }
}

bool ReplicaWrites::later(const Replicated& a, const Replicated& b) {
    return a.due != b.due ? a.due > b.due : a.number > b.number;
}

// `number`: of the write among those of its Region.
SimTime ReplicaWrites::arrival(const Direction& direction, SimTime since,
                               std::uint64_t number) const {
    const ReplicationSpec& spec = members_[direction.source].spec;
    if (spec.lag == spec.lag_p99) return since + spec.lag;
    const double factor = direction.factor(unit_of_write(direction.salt ^ position_of(number)));
    const double lag = static_cast<double>(spec.lag.count()) * factor;
    return since + std::max(SimDuration(1), SimDuration(static_cast<std::int64_t>(lag)));
}

// Numbers are given in the order of the writes, whatever the batches are.
void ReplicaWrites::send(std::size_t member, Replicated& write) {
    const bool doubled = members_[member].spec.version == GlobalTableVersion::v2017 &&
                         write.operation != Operation::update_item;
    if (doubled) write.cost += write.cost;
    const Key item = item_of(members_[member], write.key, write.sequence);
    const std::uint64_t number = members_[member].sent++;
    write.number = sent_++;
    for (std::uint32_t d = 0; d < directions_.size(); ++d) {
        Direction& direction = directions_[d];
        if (direction.source != member || !members_[direction.target].there) continue;
        write.direction = d;
        write.due = arrival(direction, write.since, number);
        if (!write.expired) {
            SimTime& last = direction.last.try_emplace(item, write.due).first->second;
            write.due = last = std::max(last, write.due);
            direction.writer = write.item.workload;
        }
        direction.way.push_back(write);
        std::push_heap(direction.way.begin(), direction.way.end(), later);
        ++direction.record.taken;
    }
}

bool ReplicaWrites::is_held(const Direction& direction, SimTime now) const {
    return outages_.is_down(members_[direction.source].table, now) ||
           outages_.is_down(members_[direction.target].table, now);
}

void ReplicaWrites::look_at_lags(SimTime now) {
    for (std::size_t m = 0; m < members_.size(); ++m) {
        BacklogSecond behind = members_[m].pending.lag(now).behind;
        for (const Direction& direction : directions_) {
            if (direction.target != m || direction.way.empty()) continue;
            behind.entries += direction.way.size();
            const std::int64_t oldest = (now - direction.way.front().since).count();
            behind.oldest_us = std::max(behind.oldest_us, oldest);
            // While a Region is down, nobody knows how long a new write would wait: at least as
            // long as the oldest has.
            if (is_held(direction, now))
                behind.expected_wait_us = std::max(behind.expected_wait_us, oldest);
        }
        members_[m].behind.raise_to(behind);
    }
}

std::vector<ReplicaNotice> ReplicaWrites::close_second(SimTime now) {
    std::vector<ReplicaNotice> notices;
    for (std::size_t d = 0; d < directions_.size(); ++d) {
        Direction& direction = directions_[d];
        const SimDuration age = age_of(d, now);
        ConsumerMinute& minute = direction.record.minute(now - 1us);
        direction.record.see_age(age, now - 1us);
        minute.waiting = std::max(minute.waiting, direction.queued + direction.way.size());
        const bool behind = age >= behind_from;
        if (behind != direction.behind)
            notices.push_back(
                {members_[direction.source].table, members_[direction.target].table, behind, age});
        direction.behind = behind;
    }
    return notices;
}

std::vector<std::pair<TableIndex, BacklogSecond>> ReplicaWrites::take_backlogs() {
    std::vector<std::pair<TableIndex, BacklogSecond>> backlogs;
    for (Member& member : members_)
        backlogs.emplace_back(member.table, std::exchange(member.behind, {}));
    return backlogs;
}

std::uint64_t ReplicaWrites::on_their_way_from(const std::vector<std::uint8_t>& tables) const {
    std::uint64_t most = 0;
    for (const Direction& direction : directions_)
        if (tables[members_[direction.source].table.value] != 0)
            most = std::max<std::uint64_t>(most, direction.way.size());
    return most;
}

std::vector<std::uint64_t> ReplicaWrites::tried_and_waiting() const {
    std::vector<std::uint64_t> counts(directions_.size());
    for (const Member& member : members_)
        member.pending.each(
            [&](const Replicated& write) { counts[write.direction] += write.attempt > 1; });
    return counts;
}

std::optional<WorkloadIndex> ReplicaWrites::writer_of(std::size_t direction) const {
    if (directions_[direction].writer == no_workload) return std::nullopt;
    return WorkloadIndex{directions_[direction].writer};
}

std::vector<ConsumerRecord> ReplicaWrites::records(std::uint32_t first_workload,
                                                   SimTime now) const {
    std::vector<ConsumerRecord> records;
    for (std::size_t d = 0; d < directions_.size(); ++d) {
        ConsumerRecord record = directions_[d].record;
        record.workload = first_workload + static_cast<std::uint32_t>(d);
        record.written = record.taken;
        record.left = record.taken - record.done - record.given_up;
        record.age_at_end_us = static_cast<std::uint64_t>(age_of(d, now).count());
        records.push_back(std::move(record));
    }
    return records;
}

void ReplicaWrites::Replicated::state(StateVisitor& visit) {
    visit(key, sequence, cost, since, attempt, due, number, direction, bytes, expired, item);
    visit.one_of(operation, operation_count);
    constexpr std::size_t findings = static_cast<std::size_t>(Finding::transaction_cancelled) + 1;
    visit.one_of(finding, findings);
}

void ReplicaWrites::state(StateVisitor& visit) {
    visit.same_length(members_);
    visit.same_length(directions_);
    visit(sent_);
    for (const Member& member : members_) {
        member.pending.each([&](const Replicated& write) {
            visit.require(write.direction < directions_.size() &&
                          &members_[directions_[write.direction].target] == &member);
        });
        for (const auto& one : member.latest) visit.require(one.second.region < members_.size());
    }
    for (std::size_t d = 0; d < directions_.size(); ++d)
        for (const Replicated& write : directions_[d].way) visit.require(write.direction == d);
}

}  // namespace isotherm
