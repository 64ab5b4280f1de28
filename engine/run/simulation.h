// SPDX-License-Identifier: Apache-2.0
#pragma once
// One run: takes a scenario and produces a report. It depends on no user interface. To stop a run,
// do not call `advance` again.

#include <functional>
#include <memory>
#include <vector>

#include "engine/admission/partition_splits.h"
#include "engine/alarms/alarms.h"
#include "engine/propagation/replica_writes.h"
#include "engine/propagation/local_index_costs.h"
#include "engine/propagation/storage_growth.h"
#include "engine/model/charge.h"
#include "engine/recording/recorder.h"
#include "engine/flows/flows.h"
#include "engine/streams/streams.h"
#include "engine/requests/arrivals.h"
#include "engine/control/control_events.h"
#include "engine/control/control_plane.h"
#include "engine/run/recording_lane.h"
#include "engine/run/run_report.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

class Cells;
class TenantCounter;

// Settings of the execution; they never change a result.
struct Tuning {
    std::size_t batch_rows = 2048;
    // Called with every batch after its outcomes are known, for tests and event logs. May be empty.
    std::function<void(const RequestBatch&)> log = {};
    // Threads that share the work: one simulates, the others read streams ahead and record. 0:
    // chosen by the number of processors. With a log there is one, because the log reads streams.
    std::size_t threads = 0;
    // Batches with fewer rows are recorded at once: waking a thread costs more than they do.
    std::size_t least_deferred_rows = 256;
};

// More threads than this would have nothing to do.
inline constexpr std::size_t most_threads = 3;

// Simulated time between two checks whether a simulation should stop.
inline constexpr SimDuration stopping_interval = 1s;

class Simulation : private DataPlane {
public:
    // Opens the inputs and makes the checks that need the opened inputs or the size of the run.
    static Result<std::unique_ptr<Simulation>> create(const Scenario& scenario, Tuning tuning = {});
    ~Simulation() override;

    // Simulates up to `until`, or the end of the scenario if that is earlier. With `fidelity =
    // "cells"`, requests of a second are served at its end.
    void advance(SimTime until);

    SimTime now() const { return now_; }
    SimTime end() const { return end_; }
    bool finished() const { return now_ >= end_ || failure() != nullptr || stopped(); }
    // Why a recorded stream ended early; nullptr if none did.
    const Errors* failure() const { return arrivals_.failure(); }
    // Fingerprint of everything so far; 16 hexadecimal digits.
    std::string fingerprint() const { return fingerprint_text(recorder_); }
    // Tries so far, for progress.
    std::uint64_t attempts() const;

    // Apply a change live. The change is added to the scenario with `at` = now, so that the report
    // and the manifest contain it: running the scenario with this change written in it gives the
    // same run. `name` must be new.
    ChangeAnswer apply_live(const std::string& name, TableChange change);
    void apply_live(const std::string& workload, const std::string& name, WorkloadChange change);
    // Sets the scenario's text, including live changes, for the manifest.
    void set_scenario_text(std::string text) { scenario_.text = std::move(text); }
    const Scenario& scenario() const { return scenario_; }

    // Returns the workload's name for a key; for index writes, the key's number.
    std::string key_name(WorkloadIndex workload, Key key) const;

    // What the engine needs to go on from `now`, with the length of the recording but not its
    // content. Not after report().
    std::string state();
    // Goes on from a state of this scenario, or of one that differed only in changes due at that
    // moment or later. This simulation has just been created; `history` is the recording of the
    // simulation that was saved, at that moment or at a later one. Returns the name of the part in
    // which the state is damaged; this simulation must not be used then.
    std::optional<std::string> resume(std::string_view state, Recording history);
    // The recording so far, in bytes, for a file; and the same with it.
    std::string history();
    std::optional<std::string> resume(std::string_view state, std::string_view history);
    // Hands on the recording for `resume`. This simulation must not be used any more.
    Recording give_history();

    const Recording& recording() const { return recorder_.recording(); }
    // Updates the recording's hot keys, for a view of a running simulation. Changes no result.
    void update_hot_keys();
    // Completes the recording at `now` and describes the run. Call it once, at the end.
    RunReport report();

private:
    struct Client {
        std::unique_ptr<ClientPolicy> policy;
        std::vector<std::uint32_t> rows;  // its rows of the present batch
        bool sends_once = false;          // never again, and has nothing to remember
    };

    // An admission model and the tables that it decides about.
    struct Admission {
        std::unique_ptr<AdmissionModel> model;
        std::vector<TableIndex> tables;
        std::vector<std::uint32_t> rows;  // its rows of the present batch
    };

    Errors add_streams(std::vector<std::unique_ptr<RequestStream>> streams);
    Simulation(const Scenario& scenario, const std::vector<TableSpec>& specs, Tables tables,
               std::vector<Client> clients, SimDuration window, Tuning tuning);

    SimTime serve_window(SimTime until);
    void serve(RequestBatch& batch);
    void record(RequestBatch& batch);
    void admit(RequestBatch& batch);
    void react(RequestBatch& batch);
    void record_waiting();
    void close_second(SimTime now);
    void observe_alarms(SimTime now);
    bool all_done();
    // Whether a flow or a stream holds more than it may.
    bool stopped() const { return flows_.stop().has_value() || streams_.full().has_value(); }
    void follow_streams();
    void say_of_consumers(SimTime now);
    void file_second(std::int64_t second);
    void count_service_events(SimTime now);
    void count_flows();
    void record_actions(Flow& flow);
    void finish_flows();
    FlowMaking changed_flow(WorkloadIndex workload, const WorkloadSpec& spec,
                            const WorkloadChange& change) const;
    void apply_caused_writes(SimTime now);
    template <class Writes>
    void apply_writes(Writes& writes, typename Writes::Queue queue, WorkloadIndex first,
                      SimTime now);
    void apply_replicated_writes(SimTime now);
    void follow_replicated();
    void schedule_caused_writes(SimTime now);
    void count_caused_writes(SimTime now);
    void expire_items(SimTime now);
    void say_of_regions(SimTime now);
    void record_regions();
    WorkloadIndex first_index_workload() const {
        return WorkloadIndex{static_cast<std::uint32_t>(clients_.size())};
    }
    WorkloadIndex first_replication() const {
        return WorkloadIndex{
            static_cast<std::uint32_t>(clients_.size() + index_writes_.workload_tables().size())};
    }
    std::string caused_key_name(std::size_t workload, TableIndex table, Key key) const;
    void schedule_events();
    void schedule_workload_changes();
    void change_workload(const std::string& workload, const std::string& name,
                         const WorkloadChange& change);
    void carry_out(const ControlEvent& event, SimTime now);
    void fire_due(SimTime now);
    void state(StateVisitor& visit);
    std::optional<std::string> load(std::string_view saved);
    void parts_state(StateVisitor& visit);
    void cells_state(StateVisitor& visit);
    void streams_state(StateVisitor& visit);
    void flows_state(StateVisitor& visit);
    void changes_state(StateVisitor& visit);
    void follow_changes(const std::vector<WorkloadChangeDue>& made);
    void replace_stream(WorkloadIndex workload, const WorkloadSpec& spec, const WorkloadKind& kind);
    Admission& admission_of(TableIndex table) { return admissions_[admission_of_[table.value]]; }
    void choose_admission(TableIndex table);

    void allocate(TableIndex table, SimTime now) override;
    void follow_tables() override;
    void begin_backfill(TableIndex index, SimTime now) override;
    void opened(TableIndex resource, SimTime now) override;
    void removed(TableIndex resource, SimTime now, const Message& how) override;
    std::uint64_t written(TableIndex table, SimTime from, SimTime to) const override;
    void note(CapacityChange change) override;
    void note(Event event) override;
    void note(ScalingHold hold) override;

    Scenario scenario_;
    Tables tables_;
    Charge charge_;
    std::vector<Admission> admissions_;      // the era's model, and the one for on-demand mode
    std::vector<std::size_t> admission_of_;  // position in admissions_, by table
    LocalIndexCosts local_index_costs_;
    IndexWrites index_writes_;
    std::vector<std::uint8_t> is_flow_;  // by workload
    RegionOutages outages_;              // lives longer than the flows, which ask it
    ReplicaWrites replica_writes_;
    TimeToLive time_to_live_;
    StorageGrowth storage_growth_;
    std::vector<Client> clients_;                          // by workload
    std::vector<SortOrder> sort_orders_;                   // by workload
    std::vector<std::shared_ptr<Configurable>> in_force_;  // present request settings, by workload
    std::vector<std::string> change_in_force_;  // name of the last change, by workload; "": none
    PartitionSplits splits_;
    Arrivals arrivals_;
    Streams streams_;  // lives longer than the flows that read them
    Flows flows_;
    PeriodRouter period_router_;
    CallCounter call_counter_;
    Recorder recorder_;
    ControlEvents events_;
    ControlPlane control_;
    RequestBatch batch_;
    RequestBatch index_batch_;
    std::function<void(const RequestBatch&)> log_;
    Alarms alarms_;
    std::unique_ptr<TenantCounter> tenants_;  // if the scenario tells tenants apart
    std::vector<std::uint32_t> undecided_;    // rows of the present batch that are not decided yet
    std::vector<std::uint32_t> senders_;      // workloads with rows in the present batch
    SimTime now_ = sim_start;
    SimTime end_;  // comes earlier if the scenario runs until all is done
    std::uint64_t attempts_ = 0;
    std::size_t least_deferred_rows_;
    RecordingLane recording_lane_;
    std::unique_ptr<Cells> cells_;  // if the fidelity is `cells`: serves instead of serve()
    LaneThreads threads_;           // end first
};

}  // namespace isotherm
