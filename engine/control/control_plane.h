// SPDX-License-Identifier: Apache-2.0
#pragma once
// Everything that changes tables while requests are served: changes written in the scenario or made
// live, scaling policies, tables of a time series that are created and removed, and indexes that
// are added.

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
    // All four arguments must outlive this object. Live changes may be added to `scenario` during
    // the run.
    ControlPlane(const Scenario& scenario, Tables& tables, ControlEvents& events,
                 DataPlane& served);

    // Schedules everything that the scenario says. Call it once, after the initial tables are
    // allocated.
    void schedule();
    // Carries out an event that this object scheduled.
    void carry_out(const ControlEvent& event, SimTime now);
    // The queue of events saves itself. Loading checks that its events concern what is there.
    void state(StateVisitor& visit);

    bool has_policies() const { return !operators_.empty(); }
    // Passes on what each partition did in the second (or minute) that ends at `now`, as metrics
    // for the scaling policies.
    void observe(SimTime now, std::span<const PartitionSecond> seconds);

    // Sends one UpdateTable request to the simulated DynamoDB and records the request and its
    // answer.
    ChangeAnswer ask(const TableChange& change, const std::string& asked_by, const Message& reason,
                     SimTime now);
    // Sends a change that is written in the scenario; `change` is scenario.changes[name]. All
    // changes of one table at the same moment form one UpdateTable call: the first of them sends
    // it, and the others return "accepted" without sending anything.
    ChangeAnswer ask_written(const std::string& name, const TableChange& change, SimTime now);
    // Makes an added index ACTIVE; call it when the index holds all its entries.
    void index_filled(TableIndex index, SimTime now);

private:
    // A scaling policy that is active on one resource.
    struct Operator {
        TableIndex resource;
        ResourceOperator decides;

        void state(StateVisitor& visit) { visit(decides); }
    };

    // control_plane.cpp
    void fire(const WrittenChangeDue& due, SimTime now);
    void fire(const ChangeTakesEffect& due, SimTime now) { take_effect(due.change, now); }
    void fire(const ScalingCheckDue& due, SimTime now);
    void fire(const IndexAdded& due, SimTime now) { add_index(due.index, now); }
    void fire(const IndexAllocated& due, SimTime now) { create_index(due.index, now); }
    void fire(const SeriesStepDue& due, SimTime now) { roll_over(due.step, now); }
    void fire(const JobDue& due, SimTime now);
    bool concerns_what_is_there(const ControlEvent& event) const;
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

    // control_plane_jobs.cpp
    void schedule_jobs();
    void begin_job(const JobDue& due, SimTime now);
    void end_job(const JobDue& due, SimTime now);
    void make_table(const std::string& name, const std::string& copied, const JobDue& due,
                    SimTime now);
    std::string copied_by(const JobSpec& job, const std::string& table) const;
    std::string table_of_job(const JobDue& due, SimTime now) const;
    JobSize size_of_job(const JobSpec& job, const JobDue& due, const std::string& table) const;
    Message why_not(const JobSpec& job, const std::string& table) const;

    const Scenario& scenario_;
    Tables& tables_;
    ControlEvents& events_;
    DataPlane& served_;
    TableUpdates updates_;
    CloudWatch cloud_watch_;
    std::vector<Operator> operators_;       // operators of one resource are adjacent
    std::vector<std::string> recoverable_;  // tables with point-in-time recovery, sorted
    SimTime end_;
};

}  // namespace isotherm
