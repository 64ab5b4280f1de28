#include "engine/run/simulation.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace isotherm {
namespace {

// Windows also bound how much is generated ahead of the control plane; longer ones gain nothing.
constexpr SimDuration longest_window = 1s;

std::vector<TableSpec> table_specs(const Scenario& scenario) {
    std::vector<TableSpec> specs;
    for (const auto& [name, spec] : scenario.tables) specs.push_back(spec);
    return specs;
}

// The table a workload's requests go to; its index where it queries one.
TableIndex target_of(const WorkloadSpec& workload, const Tables& tables) {
    const std::string name =
        workload.index.empty() ? workload.table : workload.table + "." + workload.index;
    const auto found = std::find_if(tables.tables.begin(), tables.tables.end(),
                                    [&](const Table& table) { return table.name == name; });
    return {static_cast<std::uint32_t>(found - tables.tables.begin())};
}

std::vector<TableIndex> workload_tables(const Scenario& scenario, const Tables& tables) {
    std::vector<TableIndex> targets;
    for (const auto& [name, spec] : scenario.workloads) targets.push_back(target_of(spec, tables));
    return targets;
}

// The scenario's workloads, then the index writes they cause.
std::vector<std::string> recorded_workloads(const Scenario& scenario,
                                            const IndexWrites& index_writes) {
    std::vector<std::string> names;
    for (const auto& [name, spec] : scenario.workloads) names.push_back(name);
    for (std::string& name : index_writes.workload_names()) names.push_back(std::move(name));
    return names;
}

std::vector<TableIndex> recorded_tables(const Scenario& scenario, const Tables& tables,
                                        const IndexWrites& index_writes) {
    std::vector<TableIndex> targets = workload_tables(scenario, tables);
    for (const TableIndex table : index_writes.workload_tables()) targets.push_back(table);
    return targets;
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
    context.item_bytes =
        static_cast<std::uint32_t>(scenario.tables.at(workload.table).item_size.count);
    context.item_bytes_max = static_cast<std::uint32_t>(scenario.era.item_largest.count);
    return context;
}

Result<std::unique_ptr<Simulation>> Simulation::create(const Scenario& scenario, Tuning tuning) {
    Tables tables(scenario.era, table_specs(scenario));

    Errors errors;
    std::vector<Client> clients;
    std::vector<std::unique_ptr<RequestStream>> streams;
    SimDuration window = longest_window;
    for (const auto& [name, workload] : scenario.workloads) {
        RandomStream random(static_cast<std::uint64_t>(scenario.seed),
                            "workloads." + name + ".client");
        clients.push_back({workload.retry_mode().start(std::move(random)), {}});
        window = std::min(window, clients.back().policy->soonest_resend());
        auto stream = workload.workload_kind().open(workload_context(scenario, workload));
        if (stream.ok()) {
            streams.push_back(std::move(stream.value()));
        } else {
            errors.insert(errors.end(), stream.errors().begin(), stream.errors().end());
        }
    }
    if (!errors.empty()) return errors;

    std::unique_ptr<Simulation> simulation(
        new Simulation(scenario, std::move(tables), std::move(clients), window, tuning));
    const std::vector<TableIndex> targets = workload_tables(scenario, simulation->tables_);
    for (std::uint32_t w = 0; w < streams.size(); ++w) {
        simulation->arrivals_.add(std::move(streams[w]), targets[w], {w});
    }
    return simulation;
}

Simulation::Simulation(const Scenario& scenario, Tables tables, std::vector<Client> clients,
                       SimDuration window, Tuning tuning)
    : scenario_(scenario),
      tables_(std::move(tables)),
      charge_(tables_.era()),
      admission_of_(tables_.size()),
      local_index_costs_(tables_, table_specs(scenario), static_cast<std::uint64_t>(scenario.seed)),
      index_writes_(tables_, table_specs(scenario), static_cast<std::uint64_t>(scenario.seed)),
      storage_growth_(tables_, table_specs(scenario), static_cast<std::uint64_t>(scenario.seed)),
      clients_(std::move(clients)),
      sort_orders_(sort_orders(scenario)),
      splits_(static_cast<std::uint64_t>(scenario.seed)),
      arrivals_(window, tuning.batch_rows),
      recorder_(tables_, recorded_workloads(scenario, index_writes_),
                recorded_tables(scenario, tables_, index_writes_)),
      end_(sim_start + scenario.duration) {
    const auto seed = static_cast<std::uint64_t>(scenario.seed);
    admissions_.push_back({scenario.admission_kind().start(seed), {}, {}});
    for (std::uint32_t t = 0; t < tables_.size(); ++t) {
        if (tables_[{t}].capacity.on_demand()) {
            if (admissions_.size() == 1) {
                const auto kind = Catalog<AdmissionKind>::instance().create("on_demand");
                admissions_.push_back({kind->start(seed), {}, {}});
            }
            admission_of_[t] = 1;
        }
        admissions_[admission_of_[t]].tables.push_back({t});
        admissions_[admission_of_[t]].model->allocate(tables_, {t}, sim_start);
    }
    recorder_.follow(tables_);
    sort_orders_.resize(recorder_.recording().workload_names.size(), SortOrder::single);
    schedule_events();
}

void Simulation::schedule_events() {
    events_.schedule(std::min(sim_start + 1s, end_), [this](SimTime now) { close_second(now); });
    if (!index_writes_.empty()) schedule_index_writes(sim_start);
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
    charge(batch, tables_, charge_, sort_orders_);  // which partitions pay, and how much
    local_index_costs_.add_to(batch, charge_);
    splits_.sample(batch, sort_orders_);
    admit(batch);                           // who gets through
    index_writes_.take_in(batch, charge_);  // what the writes cause, later
    storage_growth_.take_in(batch, tables_);
    react(batch);             // who tries again, and when
    recorder_.record(batch);  // what the charts and the fingerprint see
    attempts_ += batch.size();
}

// Hands each model the rows of its tables, less those that a full index buffer refuses.
void Simulation::admit(RequestBatch& batch) {
    undecided_.resize(batch.size());
    std::iota(undecided_.begin(), undecided_.end(), 0U);
    if (!index_writes_.empty()) index_writes_.refuse(batch, undecided_);
    if (admissions_.size() == 1) return admissions_[0].model->admit(batch, undecided_, tables_);
    for (Admission& admission : admissions_) admission.rows.clear();
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
    recorder_.close_second(whole_seconds(now - 1us), tables_);
    bool changed = false;
    for (Admission& admission : admissions_) {
        changed |= !admission.model->observe(now, tables_, admission.tables, seen).empty();
    }
    for (const TableIndex table : splits_.carry_out(now, tables_, notices)) {
        admissions_[admission_of_[table.value]].model->allocate(tables_, table, now);
        changed = true;
    }
    if (changed) recorder_.follow(tables_);
    for (const SplitNotice& notice : notices) recorder_.add_event(event_of(notice, tables_, now));
    if (now < end_) {
        events_.schedule(std::min(now + 1s, end_), [this](SimTime later) { close_second(later); });
    }
}

// The writes that wait for indexes pass through the same charge, admission and recording as
// requests.
void Simulation::apply_index_writes(SimTime now) {
    const WorkloadIndex first{static_cast<std::uint32_t>(clients_.size())};
    for (const IndexWrites::Queue queue : index_writes_.waiting()) {
        const PartitionIndex partition = index_writes_.partition_of(queue);
        const TableIndex index = tables_.partitions.table[partition.value];
        Admission& admission = admissions_[admission_of_[index.value]];
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
        index_writes_.settle(queue, index_batch_);
    }
    index_writes_.look_at_buffers();
    schedule_index_writes(now);
}

// What waits at the end of the run stays in the buffers.
void Simulation::schedule_index_writes(SimTime now) {
    if (now + IndexWrites::period >= end_) return;
    events_.schedule(now + IndexWrites::period,
                     [this](SimTime later) { apply_index_writes(later); });
}

void Simulation::name_hot_keys() {
    for (std::uint32_t t = 0; t < tables_.size(); ++t) {
        TableRecording& table = recorder_.recording().tables[t];
        const auto targets = workload_tables(scenario_, tables_);
        const auto source = std::find(targets.begin(), targets.end(), TableIndex{t});
        if (source == targets.end()) continue;
        const WorkloadIndex workload{static_cast<std::uint32_t>(source - targets.begin())};
        for (auto* list : {&table.hottest, &table.most_throttled}) {
            for (HotKey& key : *list) key.name = arrivals_.stream(workload).key_name(key.key);
        }
    }
}

RunReport Simulation::report() {
    const bool complete = now_ >= end_;
    const SimTime open_since = sim_start + std::chrono::seconds(whole_seconds(now_));
    if (!complete && now_ > open_since) recorder_.close_second(whole_seconds(now_), tables_);

    std::vector<std::uint64_t> waiting(clients_.size());
    for (const std::uint64_t count : index_writes_.tried_and_waiting()) waiting.push_back(count);
    for (ResendQueue& queue = arrivals_.resends(); !queue.empty(); queue.pop()) {
        ++waiting[queue.front().workload.value];
    }
    const std::int64_t second = whole_seconds(now_);
    for (std::uint32_t w = 0; w < arrivals_.stream_count(); ++w) {
        for (const std::string& note : arrivals_.stream({w}).notes()) {
            const std::string table = tables_[workload_tables(scenario_, tables_)[w]].name;
            recorder_.add_event({EventKind::note, second, second, table, note});
        }
    }
    if (!complete) {
        recorder_.add_event(
            {EventKind::run_stopped, second, second, "",
             fmt::format("stopped at {} of {}", clock_text(now_), clock_text(end_))});
    }
    recorder_.finish(now_ - sim_start, waiting, tables_);
    recorder_.recording().name = scenario_.name;
    recorder_.recording().start = scenario_.start;
    name_hot_keys();
    return RunReport(scenario_, recorder_, complete);
}

}  // namespace isotherm
