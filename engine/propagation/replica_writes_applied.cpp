// SPDX-License-Identifier: Apache-2.0
// How replicated writes arrive in their Region, take throughput there, and change items or do not.

#include <algorithm>

#include "engine/propagation/replica_writes.h"

namespace isotherm {
namespace {

constexpr std::size_t pruned_from = 4'096;  // entries

}  // namespace

std::vector<ReplicaWrites::Queue> ReplicaWrites::waiting(SimTime now) {
    std::vector<std::vector<Replicated>> arrived(members_.size());
    for (Direction& direction : directions_) {
        if (is_held(direction, now)) continue;
        while (!direction.way.empty() && direction.way.front().due <= now) {
            std::pop_heap(direction.way.begin(), direction.way.end(), later);
            const Replicated& write = direction.way.back();
            if (!write.expired) {
                const auto last = direction.last.find(
                    item_of(members_[direction.source], write.key, write.sequence));
                if (last != direction.last.end() && last->second == write.due)
                    direction.last.erase(last);
            }
            arrived[direction.target].push_back(write);
            direction.way.pop_back();
            ++direction.queued;
        }
    }
    std::vector<Queue> list;
    for (std::size_t m = 0; m < members_.size(); ++m) {
        std::ranges::sort(arrived[m], [](const Replicated& a, const Replicated& b) {
            return a.due != b.due ? a.due < b.due : a.number < b.number;
        });
        PendingWrites<Replicated>& pending = members_[m].pending;
        for (const Replicated& write : arrived[m]) pending.add(write);
        if (outages_.is_down(members_[m].table, now)) continue;
        for (std::size_t p = 0; p < pending.partitions(); ++p)
            if (pending.any(p)) list.push_back({m, p});
    }
    return list;
}

void ReplicaWrites::next_writes(Queue queue, CapacityUnits budget, SimTime now, WorkloadIndex first,
                                RequestBatch& batch) const {
    const Member& member = members_[queue.member];
    member.pending.next_writes(queue.partition, budget, batch, [&](const Replicated& write) {
        return Request{now,
                       write.key,
                       write.sequence,
                       write.bytes,
                       member.table,
                       WorkloadIndex{first.value + write.direction},
                       write.operation,
                       write.attempt,
                       write.finding};
    });
}

void ReplicaWrites::settle(Queue queue, const RequestBatch& batch, SimTime now) {
    Member& member = members_[queue.member];
    effects_.resize(0);
    written_.clear();
    expired_.clear();
    const auto refused = [&](const Replicated& write, std::size_t) {
        ConsumerRecord& record = directions_[write.direction].record;
        ++record.repeated;
        ++record.minute(now).failed;
    };
    member.pending.settle(
        queue.partition, batch,
        [&](const Replicated& write, std::size_t row) { apply(member, write, batch, row, now); },
        refused);
}

void ReplicaWrites::apply(Member& member, const Replicated& write, const RequestBatch& batch,
                          std::size_t row, SimTime now) {
    Direction& direction = directions_[write.direction];
    ConsumerRecord& record = direction.record;
    // What waits for nothing is applied when it arrives; queues are only looked at in turns.
    const bool on_time = write.attempt == 1 && now - write.due <= IndexWrites::period;
    const SimDuration lag = (on_time ? write.due : now) - write.since;
    --direction.queued;
    ++record.done;
    ++record.minute(now).records;
    record.age.add(lag);
    record.see_age(lag, now);
    record.half_units += static_cast<std::uint64_t>(batch.cost[row].count());
    record.bytes += write.bytes;
    if (write.expired) return expired_.push_back({batch.partition[row], write.bytes});
    if (!wins(member, write, record)) return;
    const std::size_t at = effects_.size();
    effects_.resize(at + 1);
    effects_.set_row(at, batch.row(row));
    effects_.partition[at] = batch.partition[row];
    effects_.cost[at] = batch.cost[row];
    effects_.outcome[at] = Outcome::admitted;
    written_.push_back(write.item);
}

// Whether the write changes the item, or a later one has been there before. If that was a write of
// the target's own callers, they had not seen this one: it is overwritten unseen.
bool ReplicaWrites::wins(Member& member, const Replicated& write, ConsumerRecord& record) {
    const auto region = static_cast<std::uint32_t>(directions_[write.direction].source);
    const auto found = member.latest.find(item_of(member, write.key, write.sequence));
    if (found == member.latest.end()) return true;
    Latest& latest = found->second;
    const auto beats = [&](SimTime time, std::uint32_t other) {
        return time != write.since ? time > write.since
                                   : members_[other].region > members_[region].region;
    };
    const auto own = static_cast<std::uint32_t>(directions_[write.direction].target);
    // Under strong consistency, the target has taken part in this write.
    if (!member.spec.strong()) {
        // Callers see the write when it is due, which may be a little before it is applied.
        const SimTime unseen = latest.local < write.due ? latest.local : latest.local_before;
        record.conflicts += beats(unseen, own);
    }
    if (beats(latest.any, latest.region)) return false;
    latest.any = write.since;
    latest.region = region;
    return true;
}

SimTime ReplicaWrites::oldest_on_way_to(std::size_t member, SimTime now) const {
    SimTime oldest = now;
    for (const Direction& direction : directions_) {
        if (direction.target != member) continue;
        for (const Replicated& write : direction.way) oldest = std::min(oldest, write.since);
    }
    members_[member].pending.each(
        [&](const Replicated& write) { oldest = std::min(oldest, write.since); });
    return oldest;
}

// Forgets the items that no write on its way can meet.
void ReplicaWrites::prune(std::size_t at, SimTime now) {
    Member& member = members_[at];
    if (member.latest.size() < std::max(pruned_from, 2 * member.pruned_to)) return;
    SimTime oldest = oldest_on_way_to(at, now);
    // Writes that are made now meet those that are made within a round trip.
    if (member.spec.strong()) oldest = std::min(oldest, now - member.spec.region_rtt);
    std::erase_if(member.latest, [&](const auto& one) { return one.second.any < oldest; });
    member.pruned_to = member.latest.size();
}

SimDuration ReplicaWrites::age_of(std::size_t d, SimTime now) const {
    const Direction& direction = directions_[d];
    SimDuration age{};
    if (!direction.way.empty()) age = now - direction.way.front().since;
    const PendingWrites<Replicated>& pending = members_[direction.target].pending;
    for (std::size_t p = 0; p < pending.partitions(); ++p)
        if (pending.any(p) && pending.oldest(p).direction == d)
            age = std::max(age, now - pending.oldest(p).since);
    return age;
}

}  // namespace isotherm
