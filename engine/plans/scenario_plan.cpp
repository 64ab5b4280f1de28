// SPDX-License-Identifier: Apache-2.0
#include "engine/plans/scenario_plan.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "engine/insight/findings.h"
#include "engine/insight/share_out.h"
#include "engine/plans/over_settings.h"
#include "engine/plans/pareto.h"
#include "engine/plans/plan_search.h"
#include "engine/run/report_json.h"
#include "engine/scenario/replica_settings.h"

namespace isotherm {
namespace {

// Of the combinations of --over, those with the lowest price by backtests are searched with runs.
constexpr std::size_t combinations_searched = 3;
// The two cheapest kinds of each table go on to this many further seeds.
constexpr std::size_t finalists = 2;
constexpr std::int64_t final_seeds = 2;
// A choice that breaks the promise with a new seed gets more room, this often.
constexpr int raises_most = 6;
// Above this number of tries a run, fewer seeds prove the choice.
constexpr std::uint64_t long_run = 20'000'000;
constexpr std::size_t seeds_of_long_runs = 2;

struct Pick {
    TableKind kind = TableKind::fixed;
    int step = 0;
    bool found = false;  // whether it kept the promise with the first seed
};
using Picks = std::map<std::string, Pick>;

class Planning {
public:
    explicit Planning(const PlanQuestion& question)
        : question_(question), runs_(question.base, question.promise, question.stopping) {}

    Result<std::optional<ScenarioPlan>> plan() {
        if (auto ran = look_at_now(); !ran.ok()) return ran.errors();
        if (runs_.stopped()) return none();
        if (auto made = make_searches(); !made.ok()) return made.errors();
        if (runs_.stopped() || searches_.empty()) return none();
        for (auto& search : searches_) {
            const auto searched = search->search();
            if (!searched.ok()) return searched.errors();
            if (!searched.value()) return none();
        }
        choose_search();
        if (!to_finals() || !prove()) return none();
        return finish();
    }

private:
    static std::optional<ScenarioPlan> none() { return std::nullopt; }
    PlanSearch& search() { return *searches_.front(); }

    Result<bool> look_at_now() {
        const auto scenario = question_.base.scenario();
        if (!scenario.ok()) return scenario.errors();
        now_scenario_ = scenario.value();
        if (const Errors unknown = question_.promise.unknown_in(report_shape(now_scenario_));
            !unknown.empty())
            return unknown;
        if (planned_tables(now_scenario_).empty())
            return Error{ExitCode::bad_scenario,
                         ErrorNumber::none,
                         {.file = question_.base.file},
                         "no table has a capacity that can be planned",
                         "plan a scenario with a table that is not a time series"};
        const auto run = runs_.run(now_scenario_, now_scenario_.seed);
        if (!run.ok()) return run.errors();
        if (run.value()) now_ = *run.value();
        return true;
    }

    // The searches that are worth it, after the tables' demand is recorded.
    Result<bool> make_searches() {
        std::vector<SweepAxis> axes = question_.over;
        const auto usual = usual_axes(now_scenario_, question_.over);
        axes.insert(axes.end(), usual.begin(), usual.end());
        const auto combinations = combinations_of(axes);
        Errors first;
        for (const auto& over : combinations) {
            auto one = std::make_unique<PlanSearch>(question_, runs_, over);
            const auto recorded = one->record();
            if (!recorded.ok()) {
                Remedy whole;
                whole.edits = over;
                if (first.empty()) first = placed_at_edits(recorded.errors(), whole.change());
                plan_.refused.emplace_back(whole.change(), recorded.errors().front().what);
                continue;
            }
            if (!recorded.value()) return true;
            searches_.push_back(std::move(one));
        }
        if (searches_.empty()) return first;
        std::stable_sort(searches_.begin(), searches_.end(), [](const auto& a, const auto& b) {
            return std::pair(!a->ample_keeps(), a->estimate()) <
                   std::pair(!b->ample_keeps(), b->estimate());
        });
        for (std::size_t s = combinations_searched; s < searches_.size(); ++s) count(*searches_[s]);
        if (searches_.size() > combinations_searched) searches_.resize(combinations_searched);
        return true;
    }

    // The scenario as written runs. So an error in its edited text comes from the edits, whose
    // lines the user's file does not have.
    Errors placed_at_edits(Errors errors, const std::string& change) const {
        for (Error& error : errors)
            if (error.place.file == question_.base.file) error.place = {.file = "--over " + change};
        return errors;
    }

    void count(PlanSearch& search) {
        plan_.tried += search.tried();
        plan_.runs += search.runs_done();
        const auto points = search.points();
        plan_.frontier.insert(plan_.frontier.end(), points.begin(), points.end());
    }

    // The kinds of a table that keep the promise, cheapest first.
    static std::vector<TableKind> ranked(const PlanSearch& search, const std::string& table) {
        std::vector<TableKind> kinds;
        for (const auto& [kind, tables] : search.kinds()) {
            const KindOfTable& one = tables.at(table);
            if (one.found() && one.changes) kinds.push_back(kind);
        }
        std::stable_sort(kinds.begin(), kinds.end(), [&](TableKind a, TableKind b) {
            return search.kinds().at(a).at(table).paid_month <
                   search.kinds().at(b).at(table).paid_month;
        });
        return kinds;
    }

    Pick pick(const PlanSearch& search, const std::string& table, std::size_t rank) const {
        const auto kinds = ranked(search, table);
        if (kinds.empty())
            return {TableKind::fixed, search.kinds().at(TableKind::fixed).at(table).closest(),
                    false};
        const TableKind kind = kinds[std::min(rank, kinds.size() - 1)];
        return {kind, search.kinds().at(kind).at(table).enough, true};
    }

    // The search whose choice is the cheapest goes first.
    void choose_search() {
        const auto price = [&](const std::unique_ptr<PlanSearch>& one) {
            double sum = one->beside_tables();
            bool all = true;
            for (const std::string& table : one->tables()) {
                const Pick best = pick(*one, table, 0);
                all = all && best.found;
                if (best.found) sum += one->kinds().at(best.kind).at(table).paid_month;
            }
            return std::pair(!all, sum);
        };
        std::stable_sort(searches_.begin(), searches_.end(),
                         [&](const auto& a, const auto& b) { return price(a) < price(b); });
    }

    PlanSearch::Settings settings_of(const Picks& picks) {
        PlanSearch::Settings settings;
        for (const auto& [table, one] : picks)
            settings[table] = search().with_room(table, one.kind, one.step);
        return settings;
    }

    // The cheaper kinds of each table, with further seeds: the cheapest that keeps the promise in
    // all of them is chosen. false if stopped.
    bool to_finals() {
        std::vector<Picks> ranks(finalists);
        for (std::size_t rank = 0; rank < finalists; ++rank)
            for (const std::string& table : search().tables())
                ranks[rank][table] = pick(search(), table, rank);
        std::vector<std::map<std::string, int>> kept(finalists);
        const std::size_t all = finalists * final_seeds;
        share_out(all, question_.threads, [&](std::size_t r) {
            const std::size_t rank = r / final_seeds;
            const std::int64_t seed =
                now_scenario_.seed + 1 + static_cast<std::int64_t>(r % final_seeds);
            const auto run = search().run(settings_of(ranks[rank]), seed, search().as_cells());
            if (!run) return;
            const std::lock_guard lock(mutex_);
            for (const std::string& table : search().tables())
                kept[rank][table] += search().keeps(*run, table) ? 1 : 0;
        });
        if (runs_.stopped() || !search().failure().empty()) return false;
        for (const std::string& table : search().tables()) {
            std::size_t best = 0;
            while (best + 1 < finalists && kept[best][table] < final_seeds) ++best;
            if (kept[best][table] < final_seeds) best = 0;
            picks_[table] = ranks[best][table];
        }
        return true;
    }

    // Runs the choice with seeds that it was not chosen with. Where it does not keep the promise,
    // it gets more room, and seeds that are new again. false if stopped.
    bool prove() {
        std::int64_t next = now_scenario_.seed + 1 + final_seeds;
        const std::size_t seeds = now_.all.attempts > long_run
                                      ? std::min(question_.seeds, seeds_of_long_runs)
                                      : question_.seeds;
        for (int raise = 0;; ++raise) {
            proofs_.assign(seeds, std::nullopt);
            const PlanSearch::Settings settings = settings_of(picks_);
            share_out(seeds, question_.threads, [&](std::size_t s) {
                proofs_[s] = search().run(settings, next + static_cast<std::int64_t>(s), false,
                                          [&](const RunReport& report) {
                                              if (s == 0)
                                                  findings_ = findings_of(report.recording(),
                                                                          &report.scenario());
                                          });
            });
            next += static_cast<std::int64_t>(seeds);
            if (runs_.stopped() || !search().failure().empty()) return false;
            bool raised = false;
            for (auto& [table, one] : picks_) {
                if (kept_in(table) == seeds || one.step + 1 >= room_steps) continue;
                if (!one.found || raise == raises_most) continue;
                ++one.step;
                raised = true;
            }
            if (!raised) return true;
        }
    }

    std::size_t kept_in(const std::string& table) {
        std::size_t count = 0;
        for (const auto& proof : proofs_) count += proof && search().keeps(*proof, table) ? 1 : 0;
        return count;
    }

    Result<std::optional<ScenarioPlan>> finish() {
        for (const auto& one : searches_) count(*one);
        ++plan_.runs;  // the scenario as it is
        plan_.as_cells = search().as_cells();
        plan_.now = now_.all;
        const PriceBook book = price_book(now_scenario_);
        const Statement month = present_payment(now_.use, book, now_scenario_.billing).month;
        if (month.complete()) plan_.cost_now = month.total.in_dollars();
        std::vector<std::optional<double>> shares;
        plan_.seeds = proofs_.size();
        for (const auto& proof : proofs_) {
            if (!proof) continue;
            shares.push_back(proof->all.share());
            plan_.kept_in += proof->keeps(false) && tables_keep(*proof) ? 1 : 0;
            for (const JudgedExpectation& part : proof->judged)
                if (!part.holds && std::find(plan_.broken.begin(), plan_.broken.end(), part.text) ==
                                       plan_.broken.end())
                    plan_.broken.push_back(part.text);
        }
        plan_.throttled_share = mean_over_seeds(shares);
        plan_.kept = plan_.seeds > 0 && plan_.kept_in == plan_.seeds;
        if (!plan_.kept) plan_.findings = findings_.empty() ? search().findings() : findings_;
        if (!proofs_.empty() && proofs_.front())
            plan_.payment = cheapest_payment(proofs_.front()->use, book, now_scenario_.billing,
                                             question_.payments);
        for (const auto& [table, one] : picks_) add_table(table, one);
        std::stable_sort(
            plan_.tables.begin(), plan_.tables.end(),
            [](const PlannedTable& a, const PlannedTable& b) { return saving(a) > saving(b); });
        write_settings();
        plan_.frontier = pareto_front(
            std::move(plan_.frontier), [](const FrontierPoint& one) { return one.cost_month; },
            [](const FrontierPoint& one) { return one.throttled_share; });
        return std::optional(std::move(plan_));
    }

    static double saving(const PlannedTable& table) {
        return table.list_now.value_or(0) - table.list_month.value_or(0);
    }

    bool tables_keep(const PlannedRun& run) {
        return std::all_of(picks_.begin(), picks_.end(),
                           [&](const auto& one) { return search().keeps(run, one.first); });
    }

    void add_table(const std::string& name, const Pick& one) {
        PlannedTable table;
        table.name = name;
        table.setting = search().with_room(name, one.kind, one.step);
        table.list_now = list_month_of(use_of_table(now_.use, name), now_scenario_);
        if (const auto found = now_.tables.find(name); found != now_.tables.end())
            table.throttled_now = found->second.share();
        double sum = 0, cost = 0;
        bool priced = true;
        for (const auto& proof : proofs_) {
            if (!proof) continue;
            const auto found = proof->tables.find(name);
            if (found != proof->tables.end()) sum += found->second.share();
            const auto month = list_month_of(use_of_table(proof->use, name), now_scenario_);
            priced = priced && month.has_value();
            cost += month.value_or(0);
        }
        const auto seeds = static_cast<double>(std::max<std::size_t>(1, proofs_.size()));
        table.throttled = sum / seeds;
        if (priced) table.list_month = cost / seeds;
        table.kept_in = kept_in(name);
        table.kept = !proofs_.empty() && table.kept_in == proofs_.size();
        const KindOfTable& kind = search().kinds().at(one.kind).at(name);
        if (one.found && kind.too_little >= 0) {
            table.throttled_with_less = kind.counts_with_less.share();
            table.lives_on_burst = kind.burst_with_less;
            table.less = search().with_room(name, one.kind, kind.too_little).text();
        }
        plan_.tables.push_back(std::move(table));
    }

    void write_settings() {
        plan_.edits = search().edits(settings_of(picks_));
        for (const auto& [table, table_class] : plan_.payment.classes)
            plan_.edits.push_back(
                {{"tables", table, "class"},
                 table_class == TableClass::standard ? "\"standard\"" : "\"standard_ia\""});
        if (const auto& reserved = plan_.payment.reserved) {
            plan_.edits.push_back(
                {{"billing", "reserved_term"}, toml_quoted(word_of(reserved->term))});
            for (const Side side : both_sides)
                plan_.edits.push_back({{"billing", "reserved_" + std::string(side_names[side])},
                                       toml_of(reserved->units(side))});
        }
        if (plan_.payment.savings_plan > Money{})
            plan_.edits.push_back(
                {{"billing", "savings_plan"}, toml_of(plan_.payment.savings_plan.in_dollars())});
        plan_.text = with_edits(question_.base.text, plan_.edits).value_or("");
        for (const auto& [name, table] : now_scenario_.tables) {
            if (table.time_series.enabled()) plan_.left_out.push_back(name);
            for (const std::string& change : dropped_changes(now_scenario_, name))
                plan_.dropped.emplace_back(change, name);
        }
    }

    const PlanQuestion& question_;
    PlanRuns runs_;
    Scenario now_scenario_;
    PlannedRun now_;
    std::vector<std::unique_ptr<PlanSearch>> searches_;
    Picks picks_;
    std::vector<std::optional<PlannedRun>> proofs_;
    std::vector<ThrottleFinding> findings_;
    std::mutex mutex_;
    ScenarioPlan plan_;
};

}  // namespace

Result<std::optional<ScenarioPlan>> plan_scenario(const PlanQuestion& question) {
    return Planning(question).plan();
}

}  // namespace isotherm
