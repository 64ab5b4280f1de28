// SPDX-License-Identifier: Apache-2.0
#include "engine/plans/plan_search.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/insight/findings.h"
#include "engine/insight/share_out.h"
#include "engine/plans/recorded_demand.h"
#include "engine/run/report_json.h"
#include "engine/scaling/capacity_bounds.h"
#include "engine/scenario/replica_settings.h"

namespace isotherm {
namespace {

// From 0.6 to 2.8 times, in steps of 7 %.
constexpr double least_room = 0.6;
constexpr double room_ratio = 1.07;
// Ample capacity: this much above the busiest second, and a few tries for what throttling hid.
constexpr double ample = 1.3;
constexpr int ample_tries = 3;
// Above this number of tries, the search counts requests (`fidelity = "cells"`) where it can.
constexpr std::uint64_t many_tries = 2'000'000;

constexpr auto table_kinds =
    std::to_array({TableKind::on_demand, TableKind::fixed, TableKind::target_tracking,
                   TableKind::schedule, TableKind::mixed});

std::optional<SettingKind> side_kind(TableKind kind) {
    switch (kind) {
        case TableKind::fixed:
            return SettingKind::fixed;
        case TableKind::target_tracking:
            return SettingKind::target_tracking;
        case TableKind::schedule:
            return SettingKind::schedule;
        default:
            return std::nullopt;
    }
}

// As a bill counts them.
std::int64_t clock_hours_of(const BacktestSeries& series) {
    const UtcMinute end = series.first + std::chrono::minutes(series.minutes());
    return (std::chrono::ceil<std::chrono::hours>(end) -
            std::chrono::floor<std::chrono::hours>(series.first))
        .count();
}

}  // namespace

double room_at(int step) { return least_room * std::pow(room_ratio, step); }

PlanSearch::PlanSearch(const PlanQuestion& question, PlanRuns& runs, std::vector<RemedyEdit> over)
    : question_(question), runs_(runs), over_(std::move(over)) {}

std::vector<RemedyEdit> PlanSearch::edits(const Settings& settings) const {
    std::vector<RemedyEdit> all = over_;
    for (const auto& [table, setting] : settings) {
        const auto own = edits_of(scenario_, table, setting);
        all.insert(all.end(), own.begin(), own.end());
    }
    return all;
}

std::optional<PlannedRun> PlanSearch::run(const Settings& settings, std::int64_t seed,
                                          bool as_cells, const PlanRuns::Inspect& inspect) {
    const auto all = edits(settings);
    const auto scenario = runs_.scenario(all, as_cells);
    if (!scenario.ok()) return std::nullopt;  // this DynamoDB does not have it
    const auto run = runs_.run(scenario.value(), seed, inspect);
    const std::lock_guard lock(mutex_);
    if (!run.ok()) {
        failure_ = run.errors();
        return std::nullopt;
    }
    if (!run.value()) return std::nullopt;
    Remedy whole;
    whole.edits = all;
    tried_texts_.insert(whole.change());
    question_.done(++runs_done_);
    note_point(settings, *run.value());
    return run.value();
}

void PlanSearch::note_point(const Settings& settings, const PlannedRun& run) {
    if (!run.list_month) return;
    FrontierPoint point{{}, run.all.share(), *run.list_month, edits(settings)};
    for (const auto& [table, setting] : settings)
        point.settings.push_back(table + ": " + setting.text());
    points_.push_back(std::move(point));
}

Result<bool> PlanSearch::read_scenario() {
    auto scenario = runs_.scenario(over_, false);
    if (!scenario.ok()) return scenario.errors();
    scenario_ = std::move(scenario.value());
    tables_ = planned_tables(scenario_);
    return true;
}

// Fixed capacity above the busiest second so far, or above what there is now.
PlanSearch::Settings PlanSearch::ample_settings() const {
    Settings settings;
    for (const std::string& table : tables_) {
        TableSetting& setting = settings[table];
        for (const ResourceName& place : places_of(scenario_, table)) {
            BySide<SideSetting>& sides = setting.places[place];
            const auto peak = peaks_.find(place);
            for (const Side side : both_sides) {
                const std::int64_t most = peak == peaks_.end() ? 1 : peak->second.of(side);
                const auto units = static_cast<std::int64_t>(
                    std::ceil(ample * static_cast<double>(std::max<std::int64_t>(1, most))));
                sides[side].units = std::min(units, scenario_.era.table_quota);
                sides[side].maximum = sides[side].units;
            }
        }
    }
    return settings;
}

Result<bool> PlanSearch::run_ample() {
    const auto inspect = [&](const RunReport& report) {
        for (const TableRecording& table : report.recording().tables) {
            demand_[table.name] = recorded_demand(report.recording(), table);
            Throughput& peak = peaks_[table.name];
            for (const Side side : both_sides) {
                const std::int64_t busiest = busiest_second(table, side);
                grew_ = grew_ || busiest > peak.of(side);
                side_of(peak, side) = std::max(peak.of(side), busiest);
            }
        }
        findings_ = findings_of(report.recording(), &report.scenario());
    };
    // The scenario as it is shows how much is asked for, if less than its capacity allows.
    auto now = runs_.run(scenario_, scenario_.seed, inspect);
    if (!now.ok()) return now.errors();
    if (!now.value()) return false;
    question_.done(++runs_done_);
    if (now.value()->all.attempts > many_tries) {
        const auto counted = runs_.scenario(over_, true);
        as_cells_ = counted.ok() && counted.value().fidelity == Fidelity::cells;
    }
    for (int i = 0; i < ample_tries; ++i) {
        grew_ = false;
        const auto found = run(ample_settings(), scenario_.seed, as_cells_, inspect);
        if (!failure_.empty()) return failure_;
        if (!found) {
            const auto refused = runs_.scenario(edits(ample_settings()), as_cells_);
            if (!refused.ok()) return refused.errors();
            return false;
        }
        ample_keeps_ = true;
        beside_tables_ = found->list_month.value_or(0);
        for (const auto& [table, counts] : found->tables)
            beside_tables_ -= list_month_of(use_of_table(found->use, table), scenario_).value_or(0);
        for (const std::string& table : tables_) {
            debt_[table] = found->debt_grows.contains(table) && found->debt_grows.at(table);
            ample_keeps_ = ample_keeps_ && keeps(*found, table);
        }
        if (ample_keeps_ || !grew_) break;
    }
    return true;
}

Result<bool> PlanSearch::record() {
    if (auto read = read_scenario(); !read.ok()) return read;
    auto ran = run_ample();
    if (!ran.ok() || !ran.value()) return ran;
    if (!ample_keeps_) {
        add_partition_remedies();
        if (auto read = read_scenario(); !read.ok()) return read;
        if (auto again = run_ample(); !again.ok() || !again.value()) return again;
    }
    backtest_sides();
    add_kinds();
    return !runs_.stopped();
}

// More capacity does not help a partition: write shards and suffixes of index keys may.
void PlanSearch::add_partition_remedies() {
    const auto ample_edits = edits(ample_settings());
    const auto text = with_edits(runs_.base().text, ample_edits);
    const auto scenario = runs_.scenario(ample_edits, false);
    if (!text || !scenario.ok()) return;
    const TriedText base{*text, runs_.base().file, {}};
    std::vector<Remedy> remedies;
    PlanRuns::Inspect inspect = [&](const RunReport& report) {
        for (Remedy& remedy : remedies_of(findings_of(report.recording(), &report.scenario()),
                                          report.recording(), report.scenario()))
            if (remedy.kind == RemedyKind::write_shards ||
                remedy.kind == RemedyKind::index_suffixes)
                remedies.push_back(std::move(remedy));
    };
    if (const auto ran = runs_.run(scenario.value(), scenario_.seed, inspect);
        !ran.ok() || !ran.value() || remedies.empty())
        return;
    TrialExecution how;
    how.seeds = 1;
    how.threads = question_.threads;
    how.stopping = runs_.stopping();
    how.done = [&](std::size_t, std::size_t) { question_.done(++runs_done_); };
    const auto trials = try_remedies(base, remedies, how);
    if (!trials.ok() || !trials.value()) return;
    for (const TriedRemedy& tried : trials.value()->tried) {
        if (tried.verdict != TrialVerdict::cures && tried.verdict != TrialVerdict::helps) continue;
        over_.insert(over_.end(), tried.remedy.edits.begin(), tried.remedy.edits.end());
    }
}

bool PlanSearch::keeps(const PlannedRun& run, const std::string& table) const {
    const auto ample_debt = debt_.find(table);
    const auto debt = run.debt_grows.find(table);
    if (debt != run.debt_grows.end() && debt->second &&
        !(ample_debt != debt_.end() && ample_debt->second))
        return false;
    const Promise& promise = runs_.promise();
    if (!promise.by_table()) return run.keeps(true);
    const auto counts = run.tables.find(table);
    return counts == run.tables.end() || counts->second.share() <= promise.most_throttled();
}

void PlanSearch::backtest_sides() {
    struct Piece {
        ResourceName place;
        Side side;
    };
    std::vector<Piece> pieces;
    for (const std::string& table : tables_)
        for (const ResourceName& place : places_of(scenario_, table))
            for (const Side side : both_sides) {
                pieces.push_back({place, side});
                sides_[place];
            }
    BacktestOptions options;
    options.era = scenario_.era;
    options.durations = scenario_.control.update_table;
    options.metric_delay = scenario_.control.metric_delay;
    const double most = runs_.promise().most_throttled();
    share_out(pieces.size(), question_.threads, [&](std::size_t p) {
        const auto& [place, side] = pieces[p];
        const auto series = demand_.find(place);
        if (series == demand_.end()) return;
        BacktestOptions own = options;
        own.is_index = place.is_index();
        SideSearch search(series->second, side, own, runs_.stopping());
        auto& found = sides_.at(place)[side];
        for (const SettingKind kind :
             {SettingKind::fixed, SettingKind::target_tracking, SettingKind::schedule}) {
            if (kind != SettingKind::fixed && !search.asked_for_anything()) continue;
            if (const auto one = search.cheapest(kind, most)) found.emplace(kind, *one);
        }
    });
}

TableSetting PlanSearch::setting_of(const std::string& table, TableKind kind) const {
    TableSetting setting;
    setting.kind = kind;
    for (const ResourceName& place : places_of(scenario_, table)) {
        const auto series = demand_.find(place);
        if (!place.is_index() && series != demand_.end())
            setting.start = start_of(series->second, {});
        if (kind == TableKind::on_demand) continue;
        BySide<SideSetting>& sides = setting.places[place];
        for (const Side side : both_sides) {
            const auto& found = sides_.at(place)[side];
            const TriedSetting* best = nullptr;
            for (const auto& [of, tried] : found) {
                const auto wanted = side_kind(kind);
                if (wanted && of != *wanted) continue;
                if (best == nullptr || tried.cheaper_than(*best)) best = &tried;
            }
            if (best == nullptr && found.contains(SettingKind::fixed))
                best = &found.at(SettingKind::fixed);
            if (best != nullptr) sides[side] = best->setting;
        }
    }
    return setting;
}

void PlanSearch::add_kinds() {
    for (const TableKind kind : table_kinds) {
        Kinds kinds;
        bool any = false;
        for (const std::string& table : tables_) {
            KindOfTable& one = kinds[table];
            one.once = setting_of(table, kind);
            for (const auto& [other, known] : kinds_)
                if (other != TableKind::on_demand && kind != TableKind::on_demand &&
                    known.at(table).once.places == one.once.places)
                    one.changes = false;
            any = any || one.changes;
        }
        if (any) kinds_.emplace(kind, std::move(kinds));
    }
}

double PlanSearch::estimate() const {
    const PriceBook book = price_book(scenario_);
    double sum = beside_tables_;
    for (const auto& [place, sides] : sides_) {
        const auto series = demand_.find(place);
        if (series == demand_.end()) continue;
        const auto hours = static_cast<double>(clock_hours_of(series->second));
        const double months = static_cast<double>(scenario_.billing.hours_per_month) / hours;
        for (const Side side : both_sides) {
            const TriedSetting* best = nullptr;
            for (const auto& [kind, tried] : sides[side])
                if (best == nullptr || tried.cheaper_than(*best)) best = &tried;
            if (best == nullptr) continue;
            const Units units = side == Side::read ? Units::read : Units::write;
            const auto price =
                book.usd(throughput_item(CapacityMode::provisioned, TableClass::standard, units));
            sum += static_cast<double>(best->unit_hours) * months *
                   price.value_or(Money{}).in_dollars();
        }
    }
    return sum;
}

}  // namespace isotherm
