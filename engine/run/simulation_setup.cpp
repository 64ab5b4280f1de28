// SPDX-License-Identifier: Apache-2.0
// Setup of a run: opens streams, creates clients and models, and schedules later events.

#include <algorithm>
#include <thread>

#include "engine/cells/cells.h"
#include "engine/clients/grouped_calls.h"
#include "engine/flows/flow.h"
#include "engine/run/memory_estimate.h"
#include "engine/run/simulation.h"
#include "engine/run/tenant_counter.h"
#include "engine/scenario/flow_of_workload.h"
#include "engine/scenario/key_rules.h"
#include "engine/scenario/replica_settings.h"
#include "engine/scenario/steady_caches.h"
#include "engine/streams/stream_kind.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {
namespace {

// The window also limits how far ahead of the control plane requests are generated; a longer one
// gains nothing.
constexpr SimDuration longest_window = 1s;

std::size_t other_threads(std::size_t wanted) {
    if (wanted == 0) wanted = std::max(1U, std::thread::hardware_concurrency());
    return std::min(wanted, most_threads) - 1;
}

// When a window opens, all records that can be read in it must be there.
SimDuration soonest_record(const Scenario& scenario, const WorkloadSpec& workload) {
    const FlowSettings* flow = workload.workload == nullptr ? nullptr : workload.workload->flow();
    if (flow == nullptr || !flow->reads_stream()) return longest_window;
    const auto* kind = dynamic_cast<const StreamKind*>(flow->callers.operator->());
    const auto table = scenario.tables.find(flow->callers->stream()->table);
    if (kind == nullptr || table == scenario.tables.end()) return longest_window;
    return kind->soonest(table->second.stream);
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

// Returns the names of the scenario's workloads, then the names under which the index writes that
// and the replicated writes that they cause are recorded.
std::vector<std::string> recorded_workloads(const Scenario& scenario,
                                            const IndexWrites& index_writes,
                                            const ReplicaWrites& replica_writes) {
    std::vector<std::string> names;
    for (const auto& [name, spec] : scenario.workloads) names.push_back(name);
    for (std::string& name : index_writes.workload_names()) names.push_back(std::move(name));
    for (std::string& name : replica_writes.workload_names()) names.push_back(std::move(name));
    return names;
}

std::vector<std::uint8_t> flows_among(const Scenario& scenario) {
    std::vector<std::uint8_t> flows;
    for (const auto& one : scenario.workloads) flows.push_back(runs_as_flow(scenario, one.second));
    return flows;
}

// By table: what its writes wait for besides its own Region; empty if none does.
std::vector<SimDuration> round_trips(const Scenario& scenario, const Tables& tables) {
    std::vector<SimDuration> trips(tables.size());
    bool any = false;
    for (std::uint32_t t = 0; t < tables.size(); ++t) {
        const auto table = scenario.tables.find(tables.tables[t].name.table);
        if (table == scenario.tables.end() || tables.tables[t].base ||
            !table->second.replicated() || !table->second.replication.strong())
            continue;
        trips[t] = table->second.replication.region_rtt;
        any = true;
    }
    if (!any) trips.clear();
    return trips;
}

std::vector<SortOrder> sort_orders(const Scenario& scenario) {
    std::vector<SortOrder> orders;
    for (const auto& [name, spec] : scenario.workloads) {
        orders.push_back(spec.sort_order(scenario.tables.at(spec.table)));
    }
    return orders;
}

}  // namespace

Result<std::unique_ptr<Simulation>> Simulation::create(const Scenario& of, Tuning tuning) {
    Scenario scenario = of;
    scenario.recorded = std::make_shared<RecordedSources>();
    const std::vector<TableSpec> specs = run_tables(scenario);
    if (auto error = lack_of_memory(scenario, specs)) return *std::move(error);
    Tables tables(scenario.era, specs);

    Errors errors;
    std::vector<Client> clients;
    std::vector<std::unique_ptr<RequestStream>> streams;
    SimDuration window = longest_window;
    const auto keys = key_design(scenario);
    for (const auto& [name, workload] : scenario.workloads) {
        if (runs_as_flow(scenario, workload)) {
            window =
                std::min({window, scenario.latency.shortest(), soonest_record(scenario, workload)});
            clients.push_back({client_of_flow(), {}});
            streams.push_back(nullptr);
            continue;
        }
        RandomStream random(static_cast<std::uint64_t>(scenario.seed),
                            "workloads." + name + ".client");
        auto policy = workload.client->start(std::move(random));
        const bool sends_once = policy->soonest_resend() == SimDuration::max();
        window = std::min(window, policy->soonest_resend());
        if (scenario.fidelity == Fidelity::cells) {
            // Only a file that cannot be read hides the demand here; opening it says why.
            const WorkloadContext context = workload_context(scenario, workload);
            if (!workload.workload->demand(context)) {
                const auto unread = workload.workload->open(context);
                if (!unread.ok())
                    errors.insert(errors.end(), unread.errors().begin(), unread.errors().end());
            }
            clients.push_back({std::move(policy), {}});
            continue;
        }
        auto stream = workload.workload->open(workload_context(scenario, workload, keys));
        if (stream.ok()) {
            streams.push_back(std::move(stream.value()));
            const CallShape shape = streams.back()->call_shape();
            if (shape.grouped()) policy = in_grouped_calls(std::move(policy), shape);
            clients.push_back({std::move(policy), {}, sends_once});
        } else {
            errors.insert(errors.end(), stream.errors().begin(), stream.errors().end());
        }
    }
    if (!errors.empty()) return errors;

    std::unique_ptr<Simulation> simulation(new Simulation(
        scenario, specs, std::move(tables), std::move(clients), window, std::move(tuning)));
    if (!streams.empty()) errors = simulation->add_streams(std::move(streams));
    if (!errors.empty()) return errors;
    return simulation;
}

Simulation::~Simulation() = default;

Errors Simulation::add_streams(std::vector<std::unique_ptr<RequestStream>> streams) {
    auto caches = caches_of(scenario_);
    fill_steady_caches(scenario_, tables_, caches);
    flows_.set_caches(std::move(caches));
    follow_streams();
    flows_.set_regions(outages_.empty() ? nullptr : &outages_, round_trips(scenario_, tables_));
    WorkloadIndex workload;
    for (const auto& [name, spec] : scenario_.workloads) {
        if (streams[workload.value] == nullptr) {
            auto flow = flow_of(scenario_, scenario_.workloads.at(name), workload, tables_);
            if (!flow.ok()) return flow.errors();
            streams[workload.value] = rows_of_flow(flows_.add(std::move(flow.value())));
        }
        RequestStream& stream = *streams[workload.value];
        call_counter_.add(stream);
        if (stream.call_shape().finds) storage_growth_.expect_missing_items();
        arrivals_.add(std::move(streams[workload.value]),
                      targets_of(scenario_, spec, tables_).front(), workload);
        ++workload.value;
    }
    // After the streams, because a thread takes the first lane with work: recording can wait, but
    // without rows there is nothing to do.
    threads_.add(recording_lane_);
    streams_.follow(tables_);
    flows_.start();
    return {};
}

Simulation::Simulation(const Scenario& scenario, const std::vector<TableSpec>& specs, Tables tables,
                       std::vector<Client> clients, SimDuration window, Tuning tuning)
    : scenario_(scenario),
      tables_(std::move(tables)),
      charge_(tables_.era()),
      admission_of_(tables_.size()),
      local_index_costs_(tables_, specs, static_cast<std::uint64_t>(scenario.seed)),
      index_writes_(tables_, specs, static_cast<std::uint64_t>(scenario.seed),
                    key_design(scenario)),
      is_flow_(flows_among(scenario)),
      outages_(region_outages(scenario, tables_)),
      replica_writes_(tables_, specs, outages_, is_flow_,
                      static_cast<std::uint64_t>(scenario.seed)),
      time_to_live_(tables_, specs, static_cast<std::uint64_t>(scenario.seed)),
      storage_growth_(tables_, specs, static_cast<std::uint64_t>(scenario.seed)),
      clients_(std::move(clients)),
      sort_orders_(sort_orders(scenario)),
      splits_(static_cast<std::uint64_t>(scenario.seed)),
      arrivals_(window, tuning.batch_rows, scenario.workloads.size(), threads_),
      flows_(tables_, charge_, scenario.latency, static_cast<std::uint64_t>(scenario.seed),
             sim_start + scenario.duration, arrivals_.resends()),
      period_router_(period_router(scenario, tables_)),
      recorder_(tables_, recorded_workloads(scenario, index_writes_, replica_writes_),
                scenario.workloads.size(), scenario.column_seconds()),
      control_(scenario_, tables_, events_, *this),
      log_(std::move(tuning.log)),
      alarms_(scenario_.alarms, scenario_.start, scenario_.control.metric_delay),
      tenants_(scenario_.tenants.given() ? std::make_unique<TenantCounter>(scenario_) : nullptr),
      end_(sim_start + scenario.duration),
      least_deferred_rows_(tuning.least_deferred_rows),
      recording_lane_(recorder_, call_counter_),
      threads_(log_ ? 0 : other_threads(tuning.threads)) {
    const auto seed = static_cast<std::uint64_t>(scenario.seed);
    admissions_.push_back({scenario.admission->start(seed), {}, {}});
    admissions_.push_back({scenario.on_demand->start(seed), {}, {}});
    for (std::uint32_t t = 0; t < tables_.size(); ++t) {
        if (tables_[{t}].status == TableStatus::active)
            allocate({t}, sim_start);
        else
            choose_admission({t});
    }
    if (scenario_.fidelity == Fidelity::cells) {
        cells_ = std::make_unique<Cells>(
            scenario_, tables_, index_writes_, splits_, recorder_,
            [this](TableIndex table) -> AdmissionModel& { return *admission_of(table).model; },
            threads_);
    }
    recording_lane_.set_tenants(tenants_.get());
    follow_tables();
    sort_orders_.resize(first_replication().value, IndexWrites::sort_order);
    for (const TableIndex table : replica_writes_.workload_tables()) {
        const TableSpec& spec = scenario_.tables.at(tables_[table].name.table);
        recorder_.recording().sent_by[sort_orders_.size()] = SentBy::replication;
        sort_orders_.push_back(spec.sort_key.empty() ? SortOrder::single : SortOrder::uniform);
    }
    schedule_events();
}

void Simulation::schedule_events() {
    events_.schedule(std::min(sim_start + 1s, end_), Phase::books, SecondEnds());
    if ((!index_writes_.empty() || !replica_writes_.empty()) && !cells_)
        schedule_caused_writes(sim_start);
    recorder_.sample_storage(0, tables_);
    control_.schedule();
    schedule_workload_changes();
}

void Simulation::schedule_workload_changes() {
    for (const auto& workload : scenario_.workloads) {
        in_force_.push_back(workload.second.workload);
        change_in_force_.emplace_back();
        for (const auto& [name, change] : workload.second.changes) {
            events_.schedule(sim_start + change.at, Phase::changes,
                             WorkloadChangeDue{workload.first, name});
        }
    }
}

}  // namespace isotherm
