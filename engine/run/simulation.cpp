#include "engine/run/simulation.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace isotherm {
namespace {

// Windows also bound how much is generated ahead of the control plane; longer ones gain nothing.
constexpr SimDuration longest_window = 1s;

TableIndex table_index(const Scenario& scenario, const std::string& name) {
    const auto found = scenario.tables.find(name);
    return {static_cast<std::uint32_t>(std::distance(scenario.tables.begin(), found))};
}

std::vector<TableSpec> table_specs(const Scenario& scenario) {
    std::vector<TableSpec> specs;
    for (const auto& [name, spec] : scenario.tables) specs.push_back(spec);
    return specs;
}

std::vector<std::string> workload_names(const Scenario& scenario) {
    std::vector<std::string> names;
    for (const auto& [name, spec] : scenario.workloads) names.push_back(name);
    return names;
}

std::vector<TableIndex> workload_tables(const Scenario& scenario) {
    std::vector<TableIndex> tables;
    for (const auto& [name, spec] : scenario.workloads) tables.push_back(table_index(scenario, spec.table));
    return tables;
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
    context.item_bytes = static_cast<std::uint32_t>(scenario.tables.at(workload.table).item_size.count);
    context.item_bytes_max = static_cast<std::uint32_t>(scenario.era.item_largest.count);
    return context;
}

Result<std::unique_ptr<Simulation>> Simulation::create(const Scenario& scenario, Tuning tuning) {
    Tables tables(scenario.era, table_specs(scenario));
    std::shared_ptr<AdmissionModel> admission =
        Catalog<AdmissionModel>::instance().create(scenario.era.admission);
    for (std::uint32_t i = 0; i < tables.size(); ++i) admission->allocate(tables, {i}, sim_start);

    Errors errors;
    std::vector<Client> clients;
    std::vector<std::unique_ptr<RequestStream>> streams;
    SimDuration window = longest_window;
    for (const auto& [name, workload] : scenario.workloads) {
        RandomStream random(static_cast<std::uint64_t>(scenario.seed), "workloads." + name + ".client");
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

    std::unique_ptr<Simulation> simulation(new Simulation(scenario, std::move(tables), std::move(admission),
                                                          std::move(clients), window, tuning));
    const std::vector<TableIndex> targets = workload_tables(scenario);
    for (std::uint32_t w = 0; w < streams.size(); ++w) {
        simulation->arrivals_.add(std::move(streams[w]), targets[w], {w});
    }
    return simulation;
}

Simulation::Simulation(const Scenario& scenario, Tables tables, std::shared_ptr<AdmissionModel> admission,
                       std::vector<Client> clients, SimDuration window, Tuning tuning)
    : scenario_(scenario),
      tables_(std::move(tables)),
      charge_(tables_.era()),
      admission_(std::move(admission)),
      clients_(std::move(clients)),
      sort_orders_(sort_orders(scenario)),
      splits_(static_cast<std::uint64_t>(scenario.seed)),
      arrivals_(window, tuning.batch_rows),
      recorder_(tables_, workload_names(scenario), workload_tables(scenario)),
      end_(sim_start + scenario.duration) {
    events_.schedule(std::min(sim_start + 1s, end_), [this](SimTime now) { close_second(now); });
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
    splits_.sample(batch, sort_orders_);
    admission_->admit(batch, tables_);   // who gets through
    react(batch);                        // who tries again, and when
    recorder_.record(batch);             // what the charts and the fingerprint see
    attempts_ += batch.size();
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
    for (std::uint32_t i = 0; i < batch.size(); ++i) clients_[batch.workload[i].value].rows.push_back(i);
    for (Client& client : clients_) client.policy->react(batch, client.rows, arrivals_.resends());
}

void Simulation::close_second(SimTime now) {
    std::vector<SplitNotice> notices;
    splits_.observe(now, tables_, recorder_.open_second(), notices);
    recorder_.close_second(whole_seconds(now - 1us), tables_);
    const std::vector<TableIndex> changed = splits_.carry_out(now, tables_, notices);
    for (const TableIndex table : changed) admission_->allocate(tables_, table, now);
    if (!changed.empty()) recorder_.follow(tables_);
    for (const SplitNotice& notice : notices) recorder_.add_event(event_of(notice, tables_, now));
    if (now < end_) {
        events_.schedule(std::min(now + 1s, end_), [this](SimTime later) { close_second(later); });
    }
}

void Simulation::name_hot_keys() {
    for (std::uint32_t t = 0; t < tables_.size(); ++t) {
        TableRecording& table = recorder_.recording().tables[t];
        const auto targets = workload_tables(scenario_);
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
    for (ResendQueue& queue = arrivals_.resends(); !queue.empty(); queue.pop()) {
        ++waiting[queue.front().workload.value];
    }
    const std::int64_t second = whole_seconds(now_);
    for (std::uint32_t w = 0; w < arrivals_.stream_count(); ++w) {
        for (const std::string& note : arrivals_.stream({w}).notes()) {
            const std::string table = tables_[workload_tables(scenario_)[w]].name;
            recorder_.add_event({EventKind::note, second, second, table, note});
        }
    }
    if (!complete) {
        recorder_.add_event({EventKind::run_stopped, second, second, "",
                             fmt::format("stopped at {} of {}", clock_text(now_), clock_text(end_))});
    }
    recorder_.finish(now_ - sim_start, waiting, tables_);
    recorder_.recording().name = scenario_.name;
    recorder_.recording().start = scenario_.start;
    name_hot_keys();
    return RunReport(scenario_, recorder_, complete);
}

}  // namespace isotherm
