// SPDX-License-Identifier: Apache-2.0
#pragma once
// The data plane of `fidelity = "cells"`: instead of following every request, it draws how many
// requests each partition (and each hot key) gets in each second, and the buckets admit as many of
// them as they have tokens for. Tables, buckets, splits, scaling and recording are those of the
// other fidelity.
//
// A step is a second, or less if the control plane changes something within it, or while requests
// wait to come again. Requests of a step count as spread evenly over it.

#include <deque>
#include <functional>
#include <memory>
#include <vector>

#include "engine/admission/partition_splits.h"
#include "engine/cells/block_lanes.h"
#include "engine/cells/cell_resends.h"
#include "engine/cells/entry_cells.h"
#include "engine/cells/side_cells.h"
#include "engine/recording/recorder.h"

namespace isotherm {

class Cells {
public:
    using ModelOf = EntryCells::ModelOf;

    // The scenario must pass check_fidelity. All arguments must outlive this object.
    Cells(const Scenario& scenario, Tables& tables, const IndexWrites& index_writes,
          PartitionSplits& splits, Recorder& recorder, ModelOf model, LaneThreads& threads);

    // Serves the next step if it ends by `until`. It ends with its second or slot of resends, or at
    // `next_event` if that is earlier, so `until` does not change what is drawn. Returns the end of
    // the step, or `until` if the step ends later.
    SimTime serve(SimTime until, SimTime next_event);
    // Ends the present step at `now`, because something changes.
    void catch_up(SimTime now);

    // Follows a change of partitions or throughput.
    void follow();
    // Follows the deletion of a table of a time series: its requests go to the oldest that is left.
    void remove(TableIndex table);
    // From `now` on, a workload asks for what the scenario says now.
    void change(const std::string& workload, SimTime now);
    // Adds what would come again after the end of the run.
    void record_waiting();

    // Calls `work` once for each number below `count`, on any thread. Between two steps.
    void share(std::size_t count, const std::function<void(std::size_t)>& work) {
        lanes_.run(count, work);
    }

    // Between two steps. Not after change(): the loads are then in another order than those that
    // follow from the scenario.
    void state(StateVisitor& visit);
    bool has_changed() const { return has_changed_; }

    // Tries so far.
    std::uint64_t tries() const { return tries_; }
    // The workload's name for a key.
    std::string key_name(WorkloadIndex workload, Key key) const;

private:
    void add_loads(const std::vector<Load>& loads, const std::string* only, SimTime from);
    void spread(CellLoad& load);
    SideCells& side_of_load(const CellLoad& load);
    void serve_step(const CellStep& step);
    void open(const CellStep& step);
    void add_due(const CellStep& step, std::vector<std::vector<CellExtra>>& extras);
    void settle(const CellStep& step);
    void settle_side(SideCells& side, const CellStep& step);
    void count_flow(const SideCells& side, std::uint32_t load, const CellStep& step);
    void count_keys(const SideCells& side, std::uint32_t load);
    void sample_for_splits(const CellStep& step);

    const Scenario& scenario_;
    Tables& tables_;
    PartitionSplits& splits_;
    Recorder& recorder_;
    ModelOf model_;
    Charge rules_;
    std::deque<CellLoad> loads_;  // addresses stay
    std::deque<SideCells> sides_;
    std::vector<std::size_t> places_;  // of each table when its loads were last spread
    EntryCells entries_;
    CellResends resends_;
    std::vector<EntryCells::Refusal> pressure_;  // of the present step, by side
    std::vector<std::uint64_t> given_up_;        // of the present side, by refusal
    std::uint64_t tries_ = 0;
    SimTime served_ = sim_start;  // everything before
    bool has_changed_ = false;    // whether change() was called
    BlockLanes lanes_;
};

}  // namespace isotherm
