// SPDX-License-Identifier: Apache-2.0
#pragma once
// Everything that changes tables while requests are served: changes written in the scenario or made
// live, scaling policies, tables of a time series that begin and end, indexes that are added.

#include <span>
#include <string>
#include <vector>

#include "engine/control/cloud_watch.h"
#include "engine/control/control_events.h"
#include "engine/control/data_plane.h"
#include "engine/control/table_updates.h"
#include "engine/scaling/resource_operator.h"
#include "engine/scenario/scenario.h"
#include "engine/scenario/series_tables.h"

namespace isotherm {

class ControlPlane {
public:
    // All four outlive it. `scenario` may be given further changes while the run goes on.
    ControlPlane(const Scenario& scenario, Tables& tables, ControlEvents& events,
                 DataPlane& served);

    // Schedules what is written in the scenario. Once, when the tables of the start are allocated.
    void schedule();

    bool has_policies() const { return !operators_.empty(); }
    // What partitions did in the second (or the minute) that ends at `now`: policies see it.
    void observe(SimTime now, std::span<const PartitionSecond> seconds);

    // Asks DynamoDB for a change.
    ChangeAnswer ask(const TableChange& change, const std::string& asked_by, const Message& reason,
                     SimTime now);
    // `change` is scenario.changes[name]; it is one UpdateTable with the others of its table and
    // moment, which the first of them makes.
    ChangeAnswer ask_written(const std::string& name, const TableChange& change, SimTime now);
    // An index that is added has all its entries.
    void index_filled(TableIndex index, SimTime now);

private:
    // A scaling policy at work on one resource.
    struct Operator {
        TableIndex resource;
        ResourceOperator decides;
    };

    // control_plane.cpp
    void take_effect(const TableChange& change, SimTime now);
    void start_operators();
    void schedule_check(std::size_t op, SimTime at);
    void check_scaling(std::size_t op, SimTime now);
    std::vector<ResourceOperator*> due_with(std::size_t op, SimTime now);

    // control_plane_tables.cpp
    void schedule_new_indexes();
    void add_index(TableIndex index, SimTime now);
    void create_index(TableIndex index, SimTime now);
    void follow_mode_of_table(TableIndex index, SimTime now);
    void roll_over(const SeriesStep& step, SimTime now);
    void cool(const SeriesStep& step, SimTime now);

    const Scenario& scenario_;
    Tables& tables_;
    ControlEvents& events_;
    DataPlane& served_;
    TableUpdates updates_;
    CloudWatch cloud_watch_;
    std::vector<Operator> operators_;  // those of one resource stand together
    SimTime end_;
};

}  // namespace isotherm
