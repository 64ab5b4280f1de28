// SPDX-License-Identifier: Apache-2.0
#pragma once
// A run in which demand is a rate: time goes in steps between the moments at which anything
// changes, and in each step what is asked for drains buckets of the same rates and sizes as the
// simulation's. Capacity follows the same control plane, scaling policies and models.

#include <memory>
#include <string>
#include <vector>

#include "engine/admission/partition_splits.h"
#include "engine/demand/chance.h"
#include "engine/demand/demand.h"
#include "engine/demand/fluid_bucket.h"
#include "engine/demand/key_weights.h"
#include "engine/demand/load.h"
#include "engine/demand/recorded_load.h"
#include "engine/demand/trackers.h"
#include "engine/propagation/index_writes.h"
#include "engine/control/control_events.h"
#include "engine/control/control_plane.h"

namespace isotherm {

class DemandCourse : private DataPlane {
public:
    explicit DemandCourse(const Scenario& scenario);
    // Once.
    Result<Demand> run();

private:
    // A load with where it stands.
    struct ActiveLoad {
        const Load* load = nullptr;
        std::size_t stretch = 0;  // of its rows, the present or next one
        double rows_done = 0;
        std::size_t ranges = 0;  // partitions for which the weights hold; 0: none yet
        std::vector<PartitionWeight> weights;
        std::vector<HeavyKey> heavy;
        double rate_from = 0;  // rows per second in this step
        double rate_to = 0;
    };
    // What one step asks of one partition and side. Units per second at both ends of the step.
    struct Asked {
        double from = 0;
        double to = 0;
        double leader_from = 0;
        double leader_to = 0;
        double variance = 0;  // units^2 per second
        double burst = 0;     // expected largest excess of random bursts, units
        double stored = 0;    // bytes per second that items added take
    };
    struct PartitionState {
        FluidBucket share;
        FluidBucket maximum;
        double backlog = 0;  // of an index: units that wait
        double asked = 0;    // units since the last minute was closed
        double admitted = 0;
        bool emptied = false;
        std::uint16_t refusals = 0;  // bits by Outcome, since the last minute was closed
    };
    struct ResourceState {
        FluidBucket table;    // provisioned, or what an on-demand table takes at once
        FluidBucket maximum;  // on demand, set by the user
        FluidBucket quota;
        double admitted_ratio = 1;  // in this step
    };
    struct Served {
        double units = 0;
        double from = 0;  // what is left of the demand for the limit of the whole resource
        double to = 0;
    };

    // course.cpp
    Result<Demand> open_streams(const std::vector<const WorkloadSpec*>& unknown);
    void schedule_loads(std::vector<Load> loads);
    SimTime next_stop() const;
    bool minutes_matter() const { return by_minute_ || busy_; }
    void end_minute();
    void step(SimTime next);
    void activate();
    void ask_of_load(ActiveLoad& active, SimTime next);
    void weigh(ActiveLoad& active);
    void read_streams(SimTime next);
    bool too_quick_to_follow(const ActiveLoad& active) const;

    // course_control.cpp: changes of capacity and partitions
    void schedule_control();
    void note_start(TableIndex resource);
    void allocate(TableIndex resource, SimTime now) override;
    void follow_tables() override {}  // each allocation is followed at once
    void begin_backfill(TableIndex index, SimTime now) override;
    void opened(TableIndex resource, SimTime now) override;
    void removed(TableIndex, SimTime, const Message&) override {}
    void follow(TableIndex resource);
    void follow_partition(const Table& table, PartitionIndex partition, Side side);
    void follow_whole(TableIndex resource, Side side);
    void close_minute();
    void sample_busy_partitions(std::span<const PartitionSecond> seconds);
    std::vector<Key> keys_asked_of(PartitionIndex partition, Side side, SortOrder& order) const;
    bool has_shares(const Table& table) const;

    // course_serve.cpp: one step of one resource
    void serve(TableIndex resource, Side side, SimTime next);
    struct PartitionStep {
        PartitionIndex partition;
        DemandStep asked;
        DemandStep leader;     // of it, against the partition's maximum
        double in_leader = 1;  // part of the units
        double factor = 1;     // of the demand that comes so far
        double limit = 0;      // the nearest one, units per second
        double share_level = 0;
        double maximum_level = 0;
    };
    Served serve_partition(TableIndex resource, std::size_t place, Side side, SimTime next,
                           double factor);
    void see_limits(TableIndex resource, Side side, PartitionStep& step);
    double serve_buckets(TableIndex resource, Side side, const PartitionStep& step);
    void weigh_chance(TableIndex resource, Side side, const PartitionStep& step);
    double serve_backlog(PartitionState& state, double from, double to, double time) const;
    void serve_whole(TableIndex resource, Side side, const Served& asked, SimTime next);
    void look_at_keys(TableIndex resource, Side side, SimTime next);
    void look_at_costs(TableIndex resource, Side side);

    // course_lag.cpp
    struct Waiting {  // for a partition of an index, or for all of it
        double units = 0;
        double asked = 0;  // units per second, on average
        double rate = 0;   // it may be served at
        PartitionIndex partition{};
        bool of_index = false;
    };
    void look_at_lag(TableIndex index, SimTime next);
    void judge_lag(TableIndex index, Waiting& waiting, SimTime next);

    // course_result.cpp
    Demand result() const;
    SideDemand side_result(TableIndex resource, Side side) const;
    std::string key_name(TableIndex resource, Key key) const;

    const Scenario& scenario_;
    std::vector<TableSpec> specs_;
    Tables tables_;
    Charge rules_;
    std::unique_ptr<AdmissionModel> provisioned_;
    std::unique_ptr<AdmissionModel> on_demand_;
    ControlEvents events_;
    ControlPlane control_;
    PartitionSplits splits_;
    IndexWrites index_writes_;  // for names of keys

    std::vector<Load> loads_;    // in order of their beginning
    std::size_t next_load_ = 0;  // not active yet
    std::vector<ActiveLoad> active_;
    std::vector<SimTime> borders_;  // where a load's rate bends, in order
    std::vector<RecordedLoad> streams_;
    std::vector<RecordedLoad::Index> indexes_;
    std::vector<std::vector<const IndexSpec*>> locals_;  // by TableIndex
    std::vector<BySide<StepDemand>> read_;               // by PartitionIndex
    std::vector<BySide<StepKeys>> read_keys_;            // by TableIndex
    std::vector<BySide<double>> read_dearest_;           // by TableIndex

    SimTime now_ = sim_start;
    SimTime end_;
    bool by_minute_ = false;  // whether models and policies have to see every minute
    bool busy_ = true;        // or do so because a partition may have to split
    std::vector<BySide<std::vector<const ActiveLoad*>>> of_resource_;  // in this step
    std::vector<BySide<Asked>> asked_;                                 // by PartitionIndex
    std::vector<BySide<PartitionState>> partitions_;                   // by PartitionIndex
    std::vector<BySide<ResourceState>> resources_;                     // by TableIndex
    std::vector<double> accepted_;               // of a table's writes, by TableIndex
    std::vector<BySide<SideTracker>> trackers_;  // by TableIndex
    std::vector<std::optional<IndexLag>> lags_;  // by TableIndex
    struct Start {
        std::size_t partitions = 0;
        BySide<double> capacity{};
        BySide<double> limit{};  // of a partition
    };
    std::vector<Start> starts_;  // what resources had when they began to serve, by TableIndex
};

}  // namespace isotherm
