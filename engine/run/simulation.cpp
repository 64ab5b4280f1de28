#include "engine/run/simulation.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "engine/clients/grouped_calls.h"

namespace isotherm {
namespace {

// Windows also bound how much is generated ahead of the control plane; longer ones gain nothing.
constexpr SimDuration longest_window = 1s;

TableIndex resource_named(const Tables& tables, const std::string& name) {
    const auto found = std::find_if(tables.tables.begin(), tables.tables.end(),
                                    [&](const Table& table) { return table.name == name; });
    return {static_cast<std::uint32_t>(found - tables.tables.begin())};
}

// The tables a workload's requests go to: one, or those of a time series; their index where it
// queries one.
std::vector<TableIndex> targets_of(const Scenario& scenario, const WorkloadSpec& workload,
                                   const Tables& tables) {
    const std::string index = workload.index.empty() ? "" : "." + workload.index;
    std::vector<TableIndex> targets;
    for (const SeriesTable& table : series_tables(scenario, scenario.tables.at(workload.table)))
        targets.push_back(resource_named(tables, table.name + index));
    if (targets.empty()) targets.push_back(resource_named(tables, workload.table + index));
    return targets;
}

PeriodRouter period_router(const Scenario& scenario, const Tables& tables) {
    PeriodRouter router;
    WorkloadIndex workload;
    for (const auto& [name, spec] : scenario.workloads) {
        const TableSpec& table = scenario.tables.at(spec.table);
        PeriodRouter::Series series{{}, targets_of(scenario, spec, tables), table.time_series};
        for (const SeriesTable& period : series_tables(scenario, table))
            series.begins.push_back(sim_start + (period.begins - scenario.start));
        RandomStream random(static_cast<std::uint64_t>(scenario.seed),
                            "workloads." + name + ".periods");
        if (!series.begins.empty()) router.add(workload, std::move(series), random.next());
        ++workload.value;
    }
    return router;
}

// The scenario's workloads, then the index writes they cause.
std::vector<std::string> recorded_workloads(const Scenario& scenario,
                                            const IndexWrites& index_writes) {
    std::vector<std::string> names;
    for (const auto& [name, spec] : scenario.workloads) names.push_back(name);
    for (std::string& name : index_writes.workload_names()) names.push_back(std::move(name));
    return names;
}

std::vector<SortOrder> sort_orders(const Scenario& scenario) {
    std::vector<SortOrder> orders;
    for (const auto& [name, spec] : scenario.workloads) {
        orders.push_back(spec.sort_order(scenario.tables.at(spec.table)));
    }
    return orders;
}

Event event_of(const SplitNotice& notice, const Tables& tables, SimTime now) {
    const EventKind kind = notice.kind == SplitNotice::Kind::begun  ? EventKind::split_begun
                           : notice.kind == SplitNotice::Kind::done ? EventKind::split_done
                                                                    : EventKind::split_refused;
    return {kind, whole_seconds(now), whole_seconds(now), tables[notice.table].name, notice.text};
}

}  // namespace

WorkloadContext workload_context(const Scenario& scenario, const WorkloadSpec& workload) {
    WorkloadContext context;
    context.name = workload.name;
    context.seed = static_cast<std::uint64_t>(scenario.seed);
    context.duration = scenario.duration;
    context.scenario_folder = scenario.folder;
    const TableSpec& table = scenario.tables.at(workload.table);
    context.item_bytes = static_cast<std::uint32_t>(table.item_size.count);
    context.table_bytes = table.size.count;
    if (const auto index = table.indexes.find(workload.index); index != table.indexes.end()) {
        // It holds as many entries as the table items.
        const std::uint64_t items = table.size.count / std::max(1U, context.item_bytes);
        context.item_bytes = index->second.entry_bytes(context.item_bytes);
        context.table_bytes = items * context.item_bytes;
    }
    context.item_bytes_max = static_cast<std::uint32_t>(scenario.era.item_largest.count);
    const CallLimits& calls = scenario.era.calls;
    context.batch_bytes_most = calls.batch_bytes;
    context.parallel_scan = calls.parallel_scan;
    context.absent_item_costs_attempted =
        calls.absent_item_charge == AbsentItemCharge::attempted_item;
    return context;
}

Result<std::unique_ptr<Simulation>> Simulation::create(const Scenario& scenario, Tuning tuning) {
    const std::vector<TableSpec> specs = run_tables(scenario);
    Tables tables(scenario.era, specs);

    Errors errors;
    std::vector<Client> clients;
    std::vector<std::unique_ptr<RequestStream>> streams;
    SimDuration window = longest_window;
    for (const auto& [name, workload] : scenario.workloads) {
        RandomStream random(static_cast<std::uint64_t>(scenario.seed),
                            "workloads." + name + ".client");
        auto policy = workload.retry_mode().start(std::move(random));
        window = std::min(window, policy->soonest_resend());
        auto stream = workload.workload_kind().open(workload_context(scenario, workload));
        if (stream.ok()) {
            streams.push_back(std::move(stream.value()));
            const CallShape shape = streams.back()->call_shape();
            if (shape.grouped()) policy = in_grouped_calls(std::move(policy), shape);
            clients.push_back({std::move(policy), {}});
        } else {
            errors.insert(errors.end(), stream.errors().begin(), stream.errors().end());
        }
    }
    if (!errors.empty()) return errors;

    std::unique_ptr<Simulation> simulation(
        new Simulation(scenario, specs, std::move(tables), std::move(clients), window, tuning));
    WorkloadIndex workload;
    for (const auto& [name, spec] : scenario.workloads) {
        RequestStream& stream = *streams[workload.value];
        simulation->call_counter_.add(stream);
        if (stream.call_shape().finds) simulation->storage_growth_.expect_missing_items();
        simulation->arrivals_.add(std::move(streams[workload.value]),
                                  targets_of(scenario, spec, simulation->tables_).front(),
                                  workload);
        ++workload.value;
    }
    return simulation;
}

Simulation::Simulation(const Scenario& scenario, const std::vector<TableSpec>& specs, Tables tables,
                       std::vector<Client> clients, SimDuration window, Tuning tuning)
    : scenario_(scenario),
      tables_(std::move(tables)),
      charge_(tables_.era()),
      admission_of_(tables_.size()),
      control_(tables_, scenario.start, scenario.control),
      local_index_costs_(tables_, specs, static_cast<std::uint64_t>(scenario.seed)),
      index_writes_(tables_, specs, static_cast<std::uint64_t>(scenario.seed)),
      time_to_live_(tables_, specs, static_cast<std::uint64_t>(scenario.seed)),
      storage_growth_(tables_, specs, static_cast<std::uint64_t>(scenario.seed)),
      clients_(std::move(clients)),
      sort_orders_(sort_orders(scenario)),
      splits_(static_cast<std::uint64_t>(scenario.seed)),
      arrivals_(window, tuning.batch_rows),
      period_router_(period_router(scenario, tables_)),
      cloud_watch_(tables_.size(), scenario.start),
      recorder_(tables_, recorded_workloads(scenario, index_writes_), scenario.column_seconds()),
      end_(sim_start + scenario.duration) {
    const auto seed = static_cast<std::uint64_t>(scenario.seed);
    admissions_.push_back({scenario.admission_kind().start(seed), {}, {}});
    admissions_.push_back({scenario.on_demand_kind().start(seed), {}, {}});
    for (std::uint32_t t = 0; t < tables_.size(); ++t) {
        choose_admission({t});
        if (tables_[{t}].status == TableStatus::active) allocate({t}, sim_start);
    }
    follow_tables();
    sort_orders_.resize(recorder_.recording().workload_names.size(), IndexWrites::sort_order);
    schedule_events();
}

// By capacity mode: the era's model, or on_demand.
void Simulation::choose_admission(TableIndex table) {
    std::erase(admission_of(table).tables, table);
    admission_of_[table.value] = tables_[table].capacity.on_demand() ? 1 : 0;
    admission_of(table).tables.push_back(table);
}

void Simulation::allocate(TableIndex table, SimTime now) {
    admission_of(table).model->allocate(tables_, table, now);
}

// Whoever keeps something by partition or limit takes note of what has changed.
void Simulation::follow_tables() {
    recorder_.follow(tables_);
    index_writes_.follow(tables_);
}

void Simulation::schedule_events() {
    events_.schedule(std::min(sim_start + 1s, end_), Phase::books,
                     [this](SimTime now) { close_second(now); });
    if (!index_writes_.empty()) schedule_index_writes(sim_start);
    for (const auto& [name, change] : scenario_.changes) {
        events_.schedule(sim_start + change.at, Phase::changes,
                         [this, name = "changes." + name, &change](SimTime) {
                             apply(change, name, "written in the scenario");
                         });
    }
    recorder_.sample_storage(0, tables_);
    schedule_operators();
    schedule_new_indexes();
    for (const SeriesStep& step : series_steps(scenario_)) {
        events_.schedule(step.at, Phase::changes,
                         [this, step](SimTime now) { roll_over(step, now); });
    }
}

// A time series' policies look after its newest tables.
void Simulation::schedule_operators() {
    const auto seed = static_cast<std::uint64_t>(scenario_.seed);
    for (const auto& [name, spec] : scenario_.scaling) {
        if (!spec.any()) continue;
        for (const TableIndex resource : scaled_resources(scenario_, name, tables_)) {
            for (Operator& op : start_operators(spec, resource, tables_, seed))
                operators_.push_back(std::move(op));
        }
    }
    for (std::size_t op = 0; op < operators_.size(); ++op)
        schedule_check(op, sim_start + operators_[op].decides.check_interval());
}

void Simulation::schedule_check(std::size_t op, SimTime at) {
    if (at > end_) return;
    events_.schedule(at, Phase::policies, [this, op](SimTime now) {
        check_scaling(op, now);
        schedule_check(op, now + operators_[op].decides.check_interval());
    });
}

void Simulation::check_scaling(std::size_t op, SimTime now) {
    Operator& asking = operators_[op];
    const Table& table = tables_[asking.resource];
    if (table.capacity.on_demand() || table.status == TableStatus::absent) return;
    if (!is_looked_after(scenario_, asking.resource, tables_, now)) return;
    const WallTime wall = scenario_.start + (now - sim_start);
    const ScalingView view{
        .now = wall,
        .metrics = cloud_watch_.view(asking.resource, wall, scenario_.control.metric_delay),
        .provisioned = table.capacity.provisioned,
        .active = table.status == TableStatus::active,
        .decreases_left = control_.decreases(asking.resource).left(wall)};
    asking.decides.check(
        view, [&](const ScalingDecision& decision) { return ask_for_operator(asking, decision); });
}

UpdateTableAnswer Simulation::ask_for_operator(const Operator& asking,
                                               const ScalingDecision& decision) {
    const Table& resource = tables_[asking.resource];
    TableChange change;
    if (resource.base) {
        change.table = tables_[*resource.base].name;
        change.indexes[resource.name.substr(change.table.size() + 1)] = decision.wanted;
    } else {
        change.table = resource.name;
        change.provisioned = decision.wanted;
    }
    const ChangeAnswer answer = apply(change, asking.policy, decision.reason);
    UpdateTableAnswer told;
    told.accepted = answer.accepted;
    told.lasts = answer.accepted ? answer.effective - now_ : SimDuration{};
    told.exception = answer.exception;
    told.sentence = answer.sentence;
    return told;
}

// Global indexes that are added to a table which is there already: UpdateTable allocates, then the
// index is filled from the table's items, then it is ACTIVE.
void Simulation::schedule_new_indexes() {
    for (std::uint32_t t = 0; t < tables_.size(); ++t) {
        const Table& index = tables_[{t}];
        if (!index.base || index.created <= tables_[*index.base].created) continue;
        events_.schedule(index.created, Phase::changes, [this, t](SimTime now) {
            tables_[{t}].status = TableStatus::creating;
            tables_[*tables_[{t}].base].status = TableStatus::updating;
            events_.schedule(now + scenario_.control.index_allocation, Phase::effects,
                             [this, t](SimTime later) { create_index({t}, later); });
        });
    }
}

void Simulation::create_index(TableIndex index, SimTime now) {
    const TableIndex base = *tables_[index].base;
    tables_.open(index, now);
    tables_[index].status = TableStatus::creating;
    allocate(index, now);
    follow_tables();
    recorder_.add_opening(tables_[index], whole_seconds(now));
    std::int64_t bytes = 0;
    const KeyRanges& ranges = tables_[base].ranges;
    for (std::size_t i = 0; i < ranges.size(); ++i)
        bytes += tables_.partitions.bytes[ranges.owner_at(i).value];
    index_writes_.begin_backfill(index,
                                 static_cast<std::uint64_t>(bytes) / tables_[base].item_bytes);
}

void Simulation::finish_indexes(SimTime now) {
    for (const TableIndex index : index_writes_.finished_backfills()) {
        tables_[index].status = TableStatus::active;
        tables_[*tables_[index].base].status = TableStatus::active;
        recorder_.add_event({EventKind::index_active, whole_seconds(now), whole_seconds(now),
                             tables_[index].name,
                             tables_[index].name + " has been backfilled and is ACTIVE"});
    }
}

// What the operator of a time series does as periods begin and end.
void Simulation::roll_over(const SeriesStep& step, SimTime now) {
    const TableIndex table = resource_named(tables_, step.table);
    if (step.kind == SeriesStep::Kind::cool) return cool(step, now);
    for (std::uint32_t t = 0; t < tables_.size(); ++t) {
        const TableIndex resource{t};
        if (resource != table && tables_[resource].base != table) continue;
        if (step.kind == SeriesStep::Kind::open) {
            if (tables_[resource].created > now) continue;  // an index that comes later
            tables_.open(resource, now);
            allocate(resource, now);
            recorder_.add_opening(tables_[resource], whole_seconds(now));
        } else {
            tables_.remove(resource, now);
            period_router_.remove(resource);
            recorder_.add_event({EventKind::table_removed, whole_seconds(now), whole_seconds(now),
                                 tables_[resource].name,
                                 fmt::format("{} is {}dropped", tables_[resource].name,
                                             step.archive ? "exported and " : "")});
        }
    }
    follow_tables();
}

// Refused where the day's decreases are used up, or while the table is UPDATING: the operator tries
// again.
void Simulation::cool(const SeriesStep& step, SimTime now) {
    constexpr SimDuration retry = 1h;
    const Table& table = tables_[resource_named(tables_, step.table)];
    if (table.status == TableStatus::absent) return;
    TableChange change;
    change.table = step.table;
    change.provisioned = step.throughput;
    for (const std::string& index : step.indexes) change.indexes[index] = step.throughput;
    const Throughput present = table.capacity.provisioned;
    if (present.read == step.throughput.read && present.write == step.throughput.write) return;
    if (apply(change, "time series", "its period is over").accepted) return;
    SeriesStep again = step;
    again.at = now + retry;
    events_.schedule(again.at, Phase::changes,
                     [this, again](SimTime later) { cool(again, later); });
}

ChangeAnswer Simulation::apply(const TableChange& change, const std::string& asked_by,
                               const std::string& reason) {
    std::vector<CapacityChange> asked = control_.described(change, tables_, now_);
    ChangeAnswer answer = control_.ask(change, tables_, now_);
    for (CapacityChange& one : asked) {
        one.asked_by = asked_by;
        one.reason = reason;
        if (answer.accepted)
            one.effective_second = whole_seconds(answer.effective);
        else
            one.refusal = answer.exception + ": " + answer.sentence;
        recorder_.add_capacity_change(std::move(one));
    }
    if (answer.accepted && answer.effective <= now_) {
        take_effect(change, now_);
    } else if (answer.accepted) {
        events_.schedule(answer.effective, Phase::effects,
                         [this, change](SimTime now) { take_effect(change, now); });
    }
    return answer;
}

void Simulation::take_effect(const TableChange& change, SimTime now) {
    for (const TableIndex table : control_.carry_out(change, tables_, now)) {
        choose_admission(table);
        allocate(table, now);
        recorder_.add_event({EventKind::capacity_changed, whole_seconds(now), whole_seconds(now),
                             tables_[table].name,
                             tables_[table].name + " now has " + text_of(tables_[table].capacity)});
    }
    follow_tables();
}

// Time passes in windows no longer than one network round trip. No client can answer a response
// before it arrives, so a request causes requests only in later windows: when a window opens, every
// request that belongs to it is already known. That is what makes batches exact.
void Simulation::advance(SimTime until) {
    until = std::min(until, end_);
    while (now_ < until && failure() == nullptr) {
        const Window window = arrivals_.open_window(std::min(until, events_.next_time()));
        while (arrivals_.fill(batch_)) serve(batch_);
        now_ = window.end;
        events_.fire_due(now_);
    }
}

void Simulation::serve(RequestBatch& batch) {
    period_router_.route(batch);
    charge(batch, tables_, charge_, sort_orders_);  // which partitions pay, and how much
    local_index_costs_.add_to(batch, charge_);
    splits_.sample(batch, sort_orders_);
    admit(batch);                                            // who gets through
    storage_growth_.take_in(batch, tables_, time_to_live_);  // what is stored
    index_writes_.take_in(batch, charge_);                   // what the writes cause, later
    react(batch);                                            // who tries again, and when
    recorder_.record(batch);  // what the charts and the fingerprint see
    call_counter_.count(batch, recorder_);
    attempts_ += batch.size();
}

// Hands each model the rows of its tables, less those that a full index buffer refuses.
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

// Hands each client the rows of its own workload.
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
    for (Client& client : clients_) client.rows.clear();
    for (std::uint32_t i = 0; i < batch.size(); ++i)
        clients_[batch.workload[i].value].rows.push_back(i);
    for (Client& client : clients_) client.policy->react(batch, client.rows, arrivals_.resends());
}

void Simulation::close_second(SimTime now) {
    std::vector<SplitNotice> notices;
    const std::vector<PartitionSecond> seen(recorder_.open_second().begin(),
                                            recorder_.open_second().end());
    splits_.observe(now, tables_, seen, notices);
    if (!operators_.empty()) cloud_watch_.observe(now, tables_, seen);
    count_service_events(now);
    recorder_.close_second(whole_seconds(now - 1us), tables_);
    const WallTime wall = scenario_.start + (now - sim_start);
    if (std::chrono::floor<std::chrono::hours>(wall - 1s) <
        std::chrono::floor<std::chrono::hours>(wall)) {
        recorder_.sample_storage(whole_seconds(now), tables_);
    }
    bool changed = false;
    for (Admission& admission : admissions_) {
        changed |= !admission.model->observe(now, tables_, admission.tables, seen).empty();
    }
    for (const TableIndex table : splits_.carry_out(now, tables_, notices)) {
        allocate(table, now);
        changed = true;
    }
    if (changed) follow_tables();
    for (const SplitNotice& notice : notices) recorder_.add_event(event_of(notice, tables_, now));
    if (now < end_) {
        events_.schedule(std::min(now + 1s, end_), Phase::books,
                         [this](SimTime later) { close_second(later); });
    }
}

// What happens beside requests, in the second that ends at `now`.
void Simulation::count_service_events(SimTime now) {
    const std::vector<TableIndex> indexes = index_writes_.workload_tables();
    const std::vector<std::uint32_t> refusals = index_writes_.take_refusals();
    for (std::size_t i = 0; i < indexes.size(); ++i)
        recorder_.calls(indexes[i], Side::write).refused_base_writes += refusals[i];
    const std::vector<std::uint32_t> full = storage_growth_.take_refusals();
    for (std::uint32_t t = 0; t < tables_.size(); ++t)
        recorder_.calls({t}, Side::write).collection_full += full[t];
    if (time_to_live_.empty() || now.time_since_epoch() % TimeToLive::period != 0us) return;
    const std::vector<std::uint64_t> deleted = time_to_live_.carry_out(now, tables_);
    for (std::uint32_t t = 0; t < tables_.size(); ++t)
        recorder_.calls({t}, Side::write).time_to_live_deleted += deleted[t];
}

// The writes that wait for indexes pass through the same charge, admission and recording as
// requests.
void Simulation::apply_index_writes(SimTime now) {
    const WorkloadIndex first{static_cast<std::uint32_t>(clients_.size())};
    index_writes_.feed_backfills(charge_, now);
    for (const IndexWrites::Queue queue : index_writes_.waiting()) {
        const PartitionIndex partition = index_writes_.partition_of(queue);
        const TableIndex index = tables_.partitions.table[partition.value];
        Admission& admission = admission_of(index);
        const CapacityUnits budget =
            admission.model->available(tables_, partition, Side::write, now);
        index_writes_.next_writes(queue, budget, now, first, index_batch_);
        charge(index_batch_, tables_, charge_, sort_orders_);
        undecided_.resize(index_batch_.size());
        std::iota(undecided_.begin(), undecided_.end(), 0U);
        admission.model->admit(index_batch_, undecided_, tables_);
        for (std::size_t i = 0; i < index_batch_.size(); ++i)
            index_batch_.resent[i] = is_throttled(index_batch_.outcome[i]);
        recorder_.record(index_batch_);
        for (std::size_t i = 0; i < index_batch_.size(); ++i)
            recorder_.throttled_parts(index, Side::write) += is_throttled(index_batch_.outcome[i]);
        index_writes_.settle(queue, index_batch_);
    }
    index_writes_.look_at_buffers();
    finish_indexes(now);
    schedule_index_writes(now);
}

// What waits at the end of the run stays in the buffers.
void Simulation::schedule_index_writes(SimTime now) {
    if (now + IndexWrites::period >= end_) return;
    events_.schedule(now + IndexWrites::period, Phase::propagation,
                     [this](SimTime later) { apply_index_writes(later); });
}

void Simulation::name_hot_keys() {
    WorkloadIndex workload;
    std::vector<bool> named(tables_.size());
    for (const auto& [name, spec] : scenario_.workloads) {
        for (const TableIndex target : targets_of(scenario_, spec, tables_)) {
            if (named[target.value]) continue;
            named[target.value] = true;
            TableRecording& table = recorder_.recording().tables[target.value];
            for (auto* list : {&table.hottest, &table.most_throttled}) {
                for (HotKey& key : *list) key.name = arrivals_.stream(workload).key_name(key.key);
            }
        }
        ++workload.value;
    }
}

RunReport Simulation::report() {
    const bool complete = now_ >= end_;
    const SimTime open_since = sim_start + std::chrono::seconds(whole_seconds(now_));
    if (!complete && now_ > open_since) {
        count_service_events(now_);
        recorder_.close_second(whole_seconds(now_), tables_);
    }

    WorkloadIndex index_workload{static_cast<std::uint32_t>(clients_.size())};
    const std::vector<TableIndex> indexes = index_writes_.workload_tables();
    const std::vector<std::uint64_t> waiting = index_writes_.tried_and_waiting();
    for (std::size_t i = 0; i < waiting.size(); ++i, ++index_workload.value)
        recorder_.add_waiting(index_workload, indexes[i], waiting[i]);
    for (ResendQueue& queue = arrivals_.resends(); !queue.empty(); queue.pop())
        recorder_.add_waiting(queue.front().workload, queue.front().table);
    const std::int64_t second = whole_seconds(now_);
    for (std::uint32_t w = 0; w < arrivals_.stream_count(); ++w) {
        for (const std::string& note : arrivals_.stream({w}).notes()) {
            const auto& spec = std::next(scenario_.workloads.begin(), w)->second;
            recorder_.add_event({EventKind::note, second, second, spec.table, note});
        }
    }
    if (!complete) {
        recorder_.add_event(
            {EventKind::run_stopped, second, second, "",
             fmt::format("stopped at {} of {}", clock_text(now_), clock_text(end_))});
    }
    recorder_.finish(now_ - sim_start, tables_);
    recorder_.recording().name = scenario_.name;
    recorder_.recording().start = scenario_.start;
    name_hot_keys();
    return RunReport(scenario_, recorder_, complete);
}

}  // namespace isotherm
