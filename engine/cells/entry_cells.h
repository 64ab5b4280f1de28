// SPDX-License-Identifier: Apache-2.0
#pragma once
// Index writes as counts, for `fidelity = "cells"`: the entries that wait for each partition of an
// index, the writes that apply them, and the writes of the table that are refused while an index
// lags too far behind. The rules are those of IndexWrites.

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "engine/cells/side_cells.h"
#include "engine/propagation/index_writes.h"
#include "engine/recording/recorder.h"

namespace isotherm {

class EntryCells {
public:
    // Returns the admission model that decides about a resource.
    using ModelOf = std::function<AdmissionModel&(TableIndex)>;

    // `loads`: those of KnownLoads that index writes cause. `writes` names the workloads that stand
    // for index writes; the first of them has the index `first_workload`.
    EntryCells(const Scenario& scenario, const Tables& tables, const std::vector<Load>& loads,
               const IndexWrites& writes, WorkloadIndex first_workload);

    bool empty() const { return indexes_.empty(); }
    // Follows a change of partitions or throughput.
    void follow(const Tables& tables);

    // The share of a table's writes that its indexes refuse in a step, and the index that does.
    struct Refusal {
        BackPressure pressure;
        std::size_t index = 0;
    };
    // `rows`: writes of the table in this step, by workload.
    using RowsOf = std::function<double(const std::string& workload)>;
    Refusal back_pressure(TableIndex table, const CellStep& step, const RowsOf& rows) const;
    // Counts writes that were refused because of the index.
    void count_refused(std::size_t index, std::uint64_t writes, Outcome outcome,
                       Recorder& recorder) const;

    // Adds the entries that admitted calls of a flow cause.
    void take_in(const CellLoad& load, const CellFlow& flow, std::uint64_t admitted,
                 const CellStep& step);
    // Applies as many entries as the index admits, and records these writes.
    void apply(const CellStep& step, Tables& tables, const ModelOf& model, Recorder& recorder);
    // Between two steps, after follow().
    void state(StateVisitor& visit) { visit.same_length(indexes_); }
    // The indexes, in the order of their workloads.
    std::vector<TableIndex> resources() const;
    // Entries that were refused at least once and wait at the end of the run, by workload.
    std::vector<std::uint64_t> tried_and_waiting() const;

private:
    // Entries for one partition of an index, in order.
    struct Waiting {
        std::deque<std::pair<SimTime, std::uint64_t>> since;  // and how many
        std::uint64_t entries = 0;
        std::int64_t units = 0;  // half-units
        // Those of this step that came after its last try.
        std::uint64_t late_entries = 0;
        std::int64_t late_units = 0;
        bool tried = false;          // whether the first of them was refused
        std::uint32_t attempts = 0;  // writes of this step
        CapacityRate rate;

        void state(StateVisitor& visit);
    };
    // The entries of one workload: their keys' shares of the index's partitions.
    struct Source {
        Load load;
        std::vector<double> cumulative;
        std::uint64_t stream = 0;
    };
    struct IndexState {
        TableIndex resource;
        TableIndex base;
        IndexSpec spec;
        WorkloadIndex workload;
        CapacityRate rate;
        std::vector<Waiting> queues;  // by place
        std::vector<Source> sources;
        KeyRanges ranges;
        std::int64_t units = 0;  // half-units that wait

        void state(StateVisitor& visit) {
            visit(units);
            visit.same_length(queues);
        }
    };
    // When entries are applied in a step: every IndexWrites::period of the run, but neither at its
    // start nor at its end.
    struct Tries {
        std::uint64_t count = 0;
        SimTime last;      // the start of the step if there are none
        SimDuration late;  // from then to the end of the step
        SimDuration step;

        std::uint64_t late_of(std::uint64_t entries) const {
            return entries * static_cast<std::uint64_t>(late.count()) /
                   static_cast<std::uint64_t>(step.count());
        }
    };
    static Tries tries_in(const CellStep& step);
    struct Applied {
        std::uint64_t admitted = 0;
        std::uint64_t first_tries = 0;
        std::int64_t units = 0;  // half-units admitted
        std::array<std::uint64_t, outcome_count> tries{};
    };

    static double share_refused(const IndexState& index, const CellStep& step, double per_row,
                                const RowsOf& rows, Outcome& outcome);
    void add_entries(IndexState& index, Source& source, std::uint64_t entries, const CallCost& cost,
                     const CellStep& step) const;
    void apply_place(IndexState& index, std::size_t place, const CellStep& step, const Tries& tries,
                     const ServiceLimits& limits, std::vector<WideCapacityUnits>& table_left,
                     Tables& tables, Recorder& recorder, Applied& sum) const;
    static void take_out(Waiting& queue, std::uint64_t entries, std::int64_t units);
    static void admit_late(IndexState& index, const Tries& tries);
    void look_at_lag(const IndexState& index, SimTime now, Recorder& recorder) const;
    CallCost entry_cost(const IndexState& index, const CellLoad& load, Operation operation) const;

    std::vector<IndexState> indexes_;
    Charge rules_;
};

}  // namespace isotherm
