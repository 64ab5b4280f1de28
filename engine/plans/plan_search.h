// SPDX-License-Identifier: Apache-2.0
#pragma once
// The search of a plan for one text of a scenario: records what its tables are asked for, finds
// candidates by backtests, and how much room each kind of provisioning needs by runs.

#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/plans/scenario_plan.h"
#include "engine/plans/side_search.h"

namespace isotherm {

// The room that a candidate gets: capacity for so many times what the backtests found.
inline constexpr int room_steps = 24;
double room_at(int step);

// One kind of provisioning of one table.
struct KindOfTable {
    TableSetting once;        // with room 1
    int enough = room_steps;  // the least step that keeps the promise; room_steps: none does
    int too_little = -1;      // the highest one that was tried and does not
    bool changes = true;      // whether it differs from a kind that is tried anyway
    TryCounts counts, counts_with_less;
    bool burst_with_less = false;  // lived on saved burst
    std::optional<double> list_month;
    double paid_month = 0;        // the cheapest payment of the table alone
    std::map<int, double> broke;  // throttled shares of the steps that break the promise

    // The least room that throttles no more than the most room that was tried.
    int closest() const;
    bool found() const { return enough < room_steps; }
};

class PlanSearch {
public:
    using Kinds = std::map<std::string, KindOfTable>;  // by table
    using Settings = std::map<std::string, TableSetting>;

    // `over`: edits that are part of every setting.
    PlanSearch(const PlanQuestion& question, PlanRuns& runs, std::vector<RemedyEdit> over);

    // Records what the tables are asked for. Errors of inputs; false if stopped.
    Result<bool> record();
    // Finds the room that each kind needs. Errors of inputs; false if stopped.
    Result<bool> search();

    // Runs settings with a seed; nullopt if stopped, or the scenario refuses them.
    std::optional<PlannedRun> run(const Settings& settings, std::int64_t seed, bool as_cells,
                                  const PlanRuns::Inspect& inspect = {});
    // Whether the table keeps the promise in that run.
    bool keeps(const PlannedRun& run, const std::string& table) const;

    TableSetting with_room(const std::string& table, TableKind kind, int step) const;
    const std::map<TableKind, Kinds>& kinds() const { return kinds_; }
    const Scenario& scenario() const { return scenario_; }
    const std::vector<std::string>& tables() const { return tables_; }
    std::vector<RemedyEdit> edits(const Settings& settings) const;
    // The month's price with the best kinds of all tables, by the backtests alone, US dollars.
    double estimate() const;
    // The part of a month's price that no table has, such as the nodes of DAX clusters.
    double beside_tables() const { return beside_tables_; }
    bool ample_keeps() const { return ample_keeps_; }
    std::vector<FrontierPoint> points() const { return points_; }
    std::size_t tried() const { return tried_texts_.size(); }
    std::size_t runs_done() const { return runs_done_; }
    bool as_cells() const { return as_cells_; }
    const std::vector<ThrottleFinding>& findings() const { return findings_; }
    const Errors& failure() const { return failure_; }

private:
    Result<bool> read_scenario();
    Settings ample_settings() const;
    Result<bool> run_ample();
    void add_partition_remedies();
    void backtest_sides();
    void add_kinds();
    TableSetting setting_of(const std::string& table, TableKind kind) const;
    void search_kind(TableKind kind, Kinds& kinds);
    void judge(TableKind kind, Kinds& kinds, const std::map<std::string, int>& steps,
               const std::optional<PlannedRun>& run);
    void note_point(const Settings& settings, const PlannedRun& run);

    const PlanQuestion& question_;
    PlanRuns& runs_;
    std::vector<RemedyEdit> over_;
    Scenario scenario_;
    std::vector<std::string> tables_;
    bool as_cells_ = false;
    bool ample_keeps_ = false;
    double beside_tables_ = 0;
    bool grew_ = false;  // the last run saw a busier second than those before it
    std::map<ResourceName, BacktestSeries> demand_;
    std::map<ResourceName, Throughput> peaks_;  // of a second
    std::map<std::string, bool> debt_;          // grows with ample capacity, too
    std::map<ResourceName, BySide<std::map<SettingKind, TriedSetting>>> sides_;
    std::map<TableKind, Kinds> kinds_;
    std::vector<ThrottleFinding> findings_;  // with ample capacity
    std::mutex mutex_;
    std::vector<FrontierPoint> points_;
    std::set<std::string> tried_texts_;
    std::size_t runs_done_ = 0;
    Errors failure_;
};

}  // namespace isotherm
