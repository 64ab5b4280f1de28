// SPDX-License-Identifier: Apache-2.0
#include "engine/run/simulation.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "engine/admission/burst_left.h"
#include "engine/cells/cells.h"
#include "engine/flows/flow.h"
#include "engine/run/tenant_counter.h"

namespace isotherm {
namespace {

Event event_of(const SplitNotice& notice, const Tables& tables, SimTime now) {
    const EventKind kind = notice.kind == SplitNotice::Kind::begun  ? EventKind::split_begun
                           : notice.kind == SplitNotice::Kind::done ? EventKind::split_done
                                                                    : EventKind::split_refused;
    return {kind, whole_seconds(now), whole_seconds(now), tables[notice.table].name, notice.text};
}

}  // namespace

// Time passes in windows no longer than one network round trip. No client can answer a response
// before it arrives, so a request causes requests only in later windows: when a window opens, every
// request that belongs to it is already known. That is what makes batches exact.
void Simulation::advance(SimTime until) {
    // The end comes earlier once all is done; see close_second.
    while (now_ < std::min(until, end_) && failure() == nullptr && !stopped()) {
        fire_due(now_);
        const SimTime limit = std::min(until, end_);
        now_ = cells_ ? cells_->serve(limit, events_.next_time())
                      : serve_window(std::min(limit, events_.next_time()));
        // Events look at what has been recorded.
        if (events_.next_time() <= now_) recording_lane_.catch_up();
        events_.close_books(
            now_, [this](const ControlEvent& event, SimTime at) { carry_out(event, at); });
    }
    recording_lane_.catch_up();
    if (now_ >= end_) fire_due(now_);
}

void Simulation::fire_due(SimTime now) {
    events_.fire_due(now, [this](const ControlEvent& event, SimTime at) { carry_out(event, at); });
}

void Simulation::carry_out(const ControlEvent& event, SimTime now) {
    if (std::holds_alternative<SecondEnds>(event)) return close_second(now);
    if (std::holds_alternative<IndexWritesDue>(event)) return apply_caused_writes(now);
    if (const auto* due = std::get_if<WorkloadChangeDue>(&event)) {
        const WorkloadSpec& spec = scenario_.workloads.at(due->workload);
        return change_workload(due->workload, due->name, spec.changes.at(due->name));
    }
    control_.carry_out(event, now);
}

SimTime Simulation::serve_window(SimTime until) {
    Window window = arrivals_.open_window(until, flows_.next_time());
    if (!flows_.empty()) {
        const SimTime end = flows_.carry_out(window);  // sends the rows of flows
        if (end < window.end) window = arrivals_.open_window(end, window.start);
    }
    while (arrivals_.fill(batch_)) serve(batch_);
    return window.end;
}

void Simulation::serve(RequestBatch& batch) {
    if (tenants_) tenants_->deny(batch);  // refuses what belongs to others
    period_router_.route(batch);
    if (!outages_.empty()) outages_.route(batch, is_flow_, charge_);  // Regions that are down
    charge(batch, tables_, charge_, sort_orders_);  // sets partition and cost of each row
    local_index_costs_.add_to(batch, charge_);
    if (!replica_writes_.empty()) replica_writes_.add_to(batch, first_replication());
    splits_.sample(batch, sort_orders_);
    admit(batch);  // decides which requests are admitted
    if (!replica_writes_.empty()) replica_writes_.judge(batch);  // finds conflicts of Regions
    if (!flows_.empty()) flows_.answer(batch);                   // schedules the answers to flows
    if (!streams_.empty()) streams_.take_in(batch);  // records for the readers of streams
    storage_growth_.take_in(batch, tables_, time_to_live_, streams_);  // changes what is stored
    index_writes_.take_in(batch, charge_, flows_.item_changes());      // queues index writes
    if (!replica_writes_.empty()) replica_writes_.take_in(batch, charge_);  // to other Regions
    react(batch);                                                           // schedules retries
    attempts_ += batch.size();
    record(batch);  // updates charts and fingerprint
}

void Simulation::record(RequestBatch& batch) {
    if (log_) log_(batch);
    recording_lane_.record(batch, threads_, least_deferred_rows_);
}

// Passes each admission model the rows of its tables, except rows that are refused because an index
// is too far behind its table.
void Simulation::admit(RequestBatch& batch) {
    undecided_.resize(batch.size());
    std::iota(undecided_.begin(), undecided_.end(), 0U);
    if (!index_writes_.empty()) index_writes_.refuse(batch, undecided_);
    for (Admission& admission : admissions_) {
        if (admission.tables.size() == tables_.size())
            return admission.model->admit(batch, undecided_, tables_);
        admission.rows.clear();
    }
    for (const std::uint32_t row : undecided_) {
        admissions_[admission_of_[batch.table[row].value]].rows.push_back(row);
    }
    for (Admission& admission : admissions_) admission.model->admit(batch, admission.rows, tables_);
}

// Passes each client the rows of its own workload.
void Simulation::react(RequestBatch& batch) {
    if (clients_.size() == 1) {
        std::vector<std::uint32_t>& rows = clients_[0].rows;
        if (rows.size() < batch.size()) {
            rows.resize(batch.size());
            std::iota(rows.begin(), rows.end(), 0U);
        }
        clients_[0].policy->react(batch, std::span(rows).first(batch.size()), arrivals_.resends());
        return;
    }
    // No client depends on what another one does, so each reacts in the order of its first row: of
    // many workloads, only a few have rows in a batch.
    senders_.clear();
    for (std::uint32_t i = 0; i < batch.size(); ++i) {
        const std::uint32_t sender = batch.workload[i].value;
        Client& client = clients_[sender];
        if (client.sends_once) {
            batch.resent[i] = 0;
            continue;
        }
        if (client.rows.empty()) senders_.push_back(sender);
        client.rows.push_back(i);
    }
    for (const std::uint32_t sender : senders_) {
        Client& client = clients_[sender];
        client.policy->react(batch, client.rows, arrivals_.resends());
        client.rows.clear();
    }
}

void Simulation::close_second(SimTime now) {
    std::vector<SplitNotice> notices;
    const PartitionSeconds& seen = recorder_.open_second();
    splits_.observe(now, tables_, seen, notices);
    control_.observe(now, seen.all());
    count_service_events(now);
    file_second(whole_seconds(now - 1us));
    if (!alarms_.empty()) observe_alarms(now);
    const WallTime wall = scenario_.start + (now - sim_start);
    if (std::chrono::floor<std::chrono::hours>(wall - 1s) <
        std::chrono::floor<std::chrono::hours>(wall)) {
        recorder_.sample_storage(whole_seconds(now), tables_);
    }
    bool changed = false;
    for (Admission& admission : admissions_) {
        changed |= !admission.model->observe(now, tables_, admission.tables, seen.all()).empty();
    }
    recorder_.begin_second();
    for (const TableIndex table : splits_.carry_out(now, tables_, notices)) {
        allocate(table, now);
        changed = true;
    }
    if (changed) follow_tables();
    for (const SplitNotice& notice : notices) recorder_.add_event(event_of(notice, tables_, now));
    if (scenario_.until_done && all_done()) end_ = now;
    if (now < end_) {
        events_.schedule(std::min(now + 1s, end_), Phase::books, SecondEnds());
    }
}

// Whether every workload that ends by itself has ended, retries included.
bool Simulation::all_done() {
    WorkloadIndex index;
    for (const auto& [name, spec] : scenario_.workloads) {
        const WorkloadIndex workload{index.value++};
        if (!spec.workload->is_finite()) continue;
        const Flow* flow = flows_.of(workload);
        if (flow != nullptr ? !flow->is_idle() : !arrivals_.has_ended(workload)) return false;
    }
    return true;
}

void Simulation::file_second(std::int64_t second) {
    const SimTime ends = sim_start + std::chrono::seconds(second + 1);
    const auto burst = [&](PartitionIndex partition, Side side) {
        return burst_left(tables_, partition, side, ends);
    };
    if (!cells_) return recorder_.close_second(second, tables_, burst);
    recorder_.close_second(second, tables_, burst, [&](std::size_t count, const auto& work) {
        cells_->share(count, work);
    });
}

namespace {

// Pictures show readers of streams while the run goes on. All their minutes are copied, so the
// longer the run, the more seldom: at most 3 % of it are missing.
bool consumers_are_due(SimTime now) {
    constexpr std::int64_t parts = 32;
    const std::int64_t second = whole_seconds(now - sim_start), minute = second / 60;
    return second % 60 == 0 && minute % std::max<std::int64_t>(1, minute / parts) == 0;
}

}  // namespace

// Counts events of the second that ends at `now` other than requests: refusals by indexes,
// backlogs, and items deleted by time to live.
void Simulation::count_service_events(SimTime now) {
    count_flows();
    if (!streams_.empty()) say_of_consumers(now);
    count_caused_writes(now);
    if (consumers_are_due(now)) record_regions();
    const std::vector<std::uint32_t> full = storage_growth_.take_refusals();
    for (std::uint32_t t = 0; t < tables_.size(); ++t)
        recorder_.calls({t}, Side::write).collection_full += full[t];
    expire_items(now);
}

std::string Simulation::key_name(WorkloadIndex workload, Key key) const {
    if (cells_ && workload.value < scenario_.workloads.size())
        return cells_->key_name(workload, key);
    if (workload.value >= arrivals_.stream_count()) return std::to_string(key);
    return arrivals_.ask(workload,
                         [key](const RequestStream& stream) { return stream.key_name(key); });
}

// Each key gets the name that its own workload uses.
void Simulation::update_hot_keys() {
    recorder_.find_hot_keys(tables_, [this](std::size_t workload, TableIndex table, Key key) {
        const WorkloadIndex sender{static_cast<std::uint32_t>(workload)};
        return workload < scenario_.workloads.size() ? key_name(sender, key)
                                                     : caused_key_name(workload, table, key);
    });
}

std::uint64_t Simulation::attempts() const { return cells_ ? cells_->tries() : attempts_; }

// Records what would be sent again after the end of the run.
void Simulation::record_waiting() {
    if (cells_) return cells_->record_waiting();
    WorkloadIndex index_workload = first_index_workload();
    const std::vector<TableIndex> indexes = index_writes_.workload_tables();
    const std::vector<std::uint64_t> waiting = index_writes_.tried_and_waiting();
    for (std::size_t i = 0; i < waiting.size(); ++i, ++index_workload.value)
        recorder_.add_waiting(index_workload, indexes[i], waiting[i]);
    const std::vector<TableIndex> replicas = replica_writes_.workload_tables();
    const std::vector<std::uint64_t> refused = replica_writes_.tried_and_waiting();
    for (std::size_t i = 0; i < refused.size(); ++i, ++index_workload.value)
        recorder_.add_waiting(index_workload, replicas[i], refused[i]);
    for (ResendQueue& queue = arrivals_.resends(); !queue.empty(); queue.pop())
        recorder_.add_waiting(queue.front().workload, queue.front().table);
}

RunReport Simulation::report() {
    const bool complete = now_ >= end_;
    arrivals_.read_ahead();
    finish_flows();
    const SimTime open_since = sim_start + std::chrono::seconds(whole_seconds(now_));
    if (!complete && now_ > open_since) {
        count_service_events(now_);
        file_second(whole_seconds(now_));
    }

    record_waiting();
    const std::int64_t second = whole_seconds(now_);
    for (std::uint32_t w = 0; w < arrivals_.stream_count(); ++w) {
        const auto notes =
            arrivals_.ask({w}, [this](const RequestStream& stream) { return stream.notes(now_); });
        for (const Message& note : notes) {
            const auto& spec = std::next(scenario_.workloads.begin(), w)->second;
            recorder_.add_event({EventKind::note, second, second, ResourceName(spec.table), note});
        }
    }
    if (!complete) {
        recorder_.add_event({EventKind::run_stopped, second, second, ResourceName(),
                             say<Says::stopped>(now_, end_)});
    }
    for (const auto& flow : flows_.all()) record_actions(*flow);
    recorder_.recording().caches.clear();
    for (const auto& cache : flows_.caches())
        recorder_.recording().caches.push_back(cache->record(now_));
    record_regions();
    if (tenants_) recorder_.recording().tenants = tenants_->records();
    recorder_.finish(now_ - sim_start, tables_);
    std::vector<std::size_t> call_items;  // by workload
    for (const auto& one : scenario_.workloads)
        call_items.push_back(std::max<std::size_t>(1, one.second.workload->call_items()));
    for (CallUnits& units : recorder_.recording().call_units)
        if (units.workload < call_items.size())
            units.items = static_cast<std::uint32_t>(call_items[units.workload]);
    recorder_.recording().name = scenario_.name;
    recorder_.recording().start = scenario_.start;
    update_hot_keys();
    return RunReport(scenario_, recorder_, complete);
}

}  // namespace isotherm
