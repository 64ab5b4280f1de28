// SPDX-License-Identifier: Apache-2.0
#pragma once
// A run in which demand is a rate, not individual requests. Time advances in steps, each from one
// moment at which something changes to the next. In each step, demand drains buckets with the same
// rates and sizes as in the simulation. Capacity changes through the same control plane, scaling
// policies and models.

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

// Clamps to the longest run, so that the result can be added to any time without overflow.
inline SimDuration clamped_duration(double seconds) {
    return SimDuration(static_cast<std::int64_t>(std::min(seconds, in_seconds(longest_run)) * 1e6));
}

class DemandCourse : private DataPlane {
public:
    explicit DemandCourse(const Scenario& scenario);
    // Runs the course to its end. Call it once.
    Result<Demand> run();

private:
    // A load and its present state.
    struct ActiveLoad {
        const Load* load = nullptr;
        std::size_t stretch = 0;  // position of the present or next stretch in the load's `rows`
        double rows_done = 0;
        // Number of partitions for which `weights` was computed; 0: not computed yet.
        std::size_t ranges = 0;
        std::vector<PartitionWeight> weights;
        std::vector<HeavyKey> heavy;
        double rate_from = 0;  // rows per second in this step
        double rate_to = 0;
    };
    // Demand of one step on one partition and side. Rates in units per second, at the start
    // (`from`) and end (`to`) of the step.
    struct Asked {
        double from = 0;
        double to = 0;
        double leader_from = 0;
        double leader_to = 0;
        double variance = 0;  // units^2 per second
        double burst = 0;     // expected largest excess of random bursts, units
        double stored = 0;    // bytes per second that new items add
    };
    struct PartitionState {
        FluidBucket share;
        FluidBucket maximum;
        double backlog = 0;   // units of waiting index writes; indexes only
        double asked = 0;     // units since the last minute was closed
        double admitted = 0;  // units since the last minute was closed
        bool emptied = false;
        std::uint16_t refusals = 0;  // one bit per Outcome, since the last minute was closed
    };
    struct ResourceState {
        FluidBucket table;    // provisioned throughput, or what an on-demand table can take at once
        FluidBucket maximum;  // set by the user for an on-demand table
        FluidBucket quota;
        double admitted_ratio = 1;  // part of the demand that was admitted in this step, 0 to 1
    };
    struct Served {
        double units = 0;
        // Demand before the partitions' limits are applied, units per second at the start (`from`)
        // and end (`to`) of the step.
        double from = 0;
        double to = 0;
    };

    // course.cpp
    Result<Demand> open_streams(const std::vector<UnknownLoad>& unknown);
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
    void follow_tables() override {}  // `allocate` updates the buckets at once
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
        DemandStep leader;     // the part that counts against the partition's maximum
        double in_leader = 1;  // share of the units that counts so, 0 to 1
        double factor = 1;     // share of the demand not refused by earlier checks, 0 to 1
        double limit = 0;      // the lowest limit, units per second
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
    struct Waiting {       // backlog of one partition of an index, or of the whole index
        double units = 0;  // of waiting index writes
        double asked = 0;  // units per second, on average
        double rate = 0;   // highest rate of service, units per second
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
    IndexWrites index_writes_;  // used only for the names of index keys

    std::vector<Load> loads_;    // in order of start time
    std::size_t next_load_ = 0;  // position in loads_ of the first load that is not active yet
    std::vector<ActiveLoad> active_;
    std::vector<SimTime> borders_;  // times at which the rate of a load changes, ascending
    std::vector<RecordedLoad> streams_;
    std::shared_ptr<const KeyDesign> design_;  // keys that are expressions; nullptr: none
    std::vector<RecordedLoad::Index> indexes_;
    std::vector<std::vector<const IndexSpec*>> locals_;  // by TableIndex
    // Demand of recorded streams in this step, by PartitionIndex.
    std::vector<BySide<StepDemand>> read_;
    std::vector<BySide<StepKeys>> read_keys_;  // by TableIndex
    // Units of the most expensive request, by TableIndex.
    std::vector<BySide<double>> read_dearest_;

    SimTime now_ = sim_start;
    SimTime end_;
    bool by_minute_ = false;  // whether models and policies must see every minute
    bool busy_ = true;        // whether they must because a partition may split
    // Active loads of each resource in this step.
    std::vector<BySide<std::vector<const ActiveLoad*>>> of_resource_;
    std::vector<BySide<Asked>> asked_;                // by PartitionIndex
    std::vector<BySide<PartitionState>> partitions_;  // by PartitionIndex
    std::vector<BySide<ResourceState>> resources_;    // by TableIndex
    // Share of a table's writes that its indexes accept, by TableIndex.
    std::vector<double> accepted_;
    std::vector<BySide<SideTracker>> trackers_;  // by TableIndex
    std::vector<std::optional<IndexLag>> lags_;  // by TableIndex
    struct Start {
        std::size_t partitions = 0;
        BySide<double> capacity{};
        BySide<double> limit{};  // limit of one partition
    };
    std::vector<Start> starts_;  // state of each resource when it began to serve, by TableIndex
};

}  // namespace isotherm
