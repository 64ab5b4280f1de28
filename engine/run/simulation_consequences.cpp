// SPDX-License-Identifier: Apache-2.0
// What writes cause later: index writes, and writes in other Regions. They pass through the same
// charge, admission and recording as requests.

#include <algorithm>
#include <numeric>

#include "engine/run/simulation.h"

namespace isotherm {
namespace {

void count_refused_base_writes(const IndexWrites::Refusals& refused, CallCounts& calls) {
    const auto of = [&](Outcome reason) { return refused[static_cast<std::size_t>(reason)]; };
    calls.refused_by_hot_partition += of(Outcome::index_partition);
    calls.refused_by_on_demand_maximum += of(Outcome::index_on_demand_maximum);
    calls.refused_base_writes += throttled_of(refused);
}

}  // namespace

void Simulation::apply_caused_writes(SimTime now) {
    index_writes_.feed_backfills(charge_, now);
    for (const IndexWrites::Queue queue : index_writes_.waiting()) {
        apply_writes(index_writes_, queue, first_index_workload(), now);
        index_writes_.settle(queue, index_batch_);
    }
    index_writes_.look_at_lags(tables_, now);
    for (const TableIndex filled : index_writes_.finished_backfills())
        control_.index_filled(filled, now);
    if (!replica_writes_.empty()) apply_replicated_writes(now);
    schedule_caused_writes(now);
}

// Asks for the next writes of a queue; the caller settles what came of it.
template <class Writes>
void Simulation::apply_writes(Writes& writes, typename Writes::Queue queue, WorkloadIndex first,
                              SimTime now) {
    const PartitionIndex partition = writes.partition_of(queue);
    const TableIndex table = tables_.partitions.table[partition.value];
    Admission& admission = admission_of(table);
    const CapacityUnits budget = admission.model->available(tables_, partition, Side::write, now);
    writes.next_writes(queue, budget, now, first, index_batch_);
    charge(index_batch_, tables_, charge_, sort_orders_);
    if (!replica_writes_.empty()) replica_writes_.add_to(index_batch_, first_replication());
    undecided_.resize(index_batch_.size());
    std::iota(undecided_.begin(), undecided_.end(), 0U);
    admission.model->admit(index_batch_, undecided_, tables_);
    for (std::size_t i = 0; i < index_batch_.size(); ++i)
        index_batch_.resent[i] = is_throttled(index_batch_.outcome[i]);
    recorder_.record(index_batch_);
    for (std::size_t i = 0; i < index_batch_.size(); ++i)
        recorder_.throttled_parts(table, Side::write) += is_throttled(index_batch_.outcome[i]);
}

void Simulation::apply_replicated_writes(SimTime now) {
    for (const ReplicaWrites::Queue queue : replica_writes_.waiting(now)) {
        apply_writes(replica_writes_, queue, first_replication(), now);
        const PartitionIndex partition = replica_writes_.partition_of(queue);
        std::uint32_t& throttled =
            recorder_.throttled_replication(tables_.partitions.table[partition.value]);
        for (std::size_t i = 0; i < index_batch_.size(); ++i)
            throttled += is_throttled(index_batch_.outcome[i]);
        replica_writes_.settle(queue, index_batch_, now);
        follow_replicated();
    }
    replica_writes_.look_at_lags(now);
}

// The writes of another Region that changed their items cause index writes, records and growth
// where they arrive; they do not go on to further Regions.
void Simulation::follow_replicated() {
    const RequestBatch& effects = replica_writes_.effects();
    if (!streams_.empty()) streams_.take_in(effects, replica_writes_.written());
    storage_growth_.take_in_replicated(effects, tables_);
    if (!index_writes_.empty()) index_writes_.take_in(effects, replica_writes_.written(), charge_);
    for (const ReplicaWrites::Expired& one : replica_writes_.expired()) {
        std::int64_t& bytes = tables_.partitions.bytes[one.partition.value];
        bytes = std::max<std::int64_t>(0, bytes - one.bytes - item_overhead_bytes);
    }
}

// Writes that still wait at the end of the run stay in the queues and are not applied.
void Simulation::schedule_caused_writes(SimTime now) {
    if (now + IndexWrites::period >= end_) return;
    events_.schedule(now + IndexWrites::period, Phase::propagation, IndexWritesDue());
}

// Counts refusals by indexes and backlogs of the second that ends at `now`.
void Simulation::count_caused_writes(SimTime now) {
    const std::vector<TableIndex> indexes = index_writes_.workload_tables();
    const std::vector<IndexWrites::Refusals> refusals = index_writes_.take_refusals();
    const std::vector<BacklogSecond> backlogs = index_writes_.take_backlogs();
    for (std::size_t i = 0; i < indexes.size(); ++i) {
        count_refused_base_writes(refusals[i], recorder_.calls(indexes[i], Side::write));
        recorder_.add_backlog(indexes[i], backlogs[i]);
    }
    for (const auto& [table, backlog] : replica_writes_.take_backlogs())
        recorder_.add_backlog(table, backlog);
    if (!replica_writes_.empty() || !outages_.empty()) say_of_regions(now);
}

void Simulation::expire_items(SimTime now) {
    if (time_to_live_.empty() || now.time_since_epoch() % TimeToLive::period != 0us) return;
    const std::vector<std::uint64_t> deleted = time_to_live_.carry_out(now, tables_, streams_);
    for (std::uint32_t t = 0; t < tables_.size(); ++t) {
        recorder_.calls({t}, Side::write).time_to_live_deleted += deleted[t];
        if (!replica_writes_.empty())
            replica_writes_.take_in_expired(
                {t}, deleted[t], static_cast<std::uint32_t>(tables_[{t}].item_bytes), now, charge_);
    }
}

// Says which Regions fall behind or catch up, fail and come back.
void Simulation::say_of_regions(SimTime now) {
    const std::int64_t second = whole_seconds(now - 1us);
    for (const ReplicaNotice& notice : replica_writes_.close_second(now)) {
        const ResourceName& source = tables_[notice.source].name;
        const ResourceName& target = tables_[notice.target].name;
        recorder_.add_event({EventKind::note, second, second, target,
                             notice.behind
                                 ? say<Says::replica_behind>(target.table, source.table, notice.lag)
                                 : say<Says::replica_caught_up>(target.table, source.table)});
    }
    for (RegionOutages::Outage& outage : outages_.all()) {
        const auto begun = [&](SimTime at) { return at < now && at >= now - 1s; };
        if (begun(outage.begin)) {
            outage.unsent = replica_writes_.on_their_way_from(outage.down);
            recorder_.add_event({EventKind::note, second, second, ResourceName(),
                                 say<Says::region_failed>(
                                     outage.region, static_cast<std::int64_t>(outage.unsent))});
        }
        if (begun(outage.end))
            recorder_.add_event({EventKind::note, second, second, ResourceName(),
                                 say<Says::region_back>(outage.region)});
    }
    for (const RegionOutages::GivenUp& one : outages_.take_given_up())
        recorder_.add_given_up(one.workload, one.table, one.side, one.rows, one.half_units);
}

void Simulation::record_regions() {
    Recording& recording = recorder_.recording();
    recording.consumers = streams_.records(now_);
    for (ConsumerRecord& one : replica_writes_.records(first_replication().value, now_))
        recording.consumers.push_back(std::move(one));
    recording.outages.clear();
    for (const RegionOutages::Outage& outage : outages_.all())
        recording.outages.push_back(
            {outage.name, outage.region, in_seconds(outage.begin - sim_start),
             in_seconds(outage.end - sim_start), outage.failed, outage.moved, outage.unsent});
}

std::string Simulation::caused_key_name(std::size_t workload, TableIndex table, Key key) const {
    const std::size_t first = first_replication().value;
    if (workload < first) return index_writes_.key_name(table, key, scenario_.start);
    const auto writer = replica_writes_.writer_of(workload - first);
    return writer ? key_name(*writer, key) : std::to_string(key);
}

}  // namespace isotherm
