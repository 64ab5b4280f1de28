// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/trials.h"

#include <algorithm>
#include <cmath>
#include <mutex>

#include "engine/insight/run_end.h"
#include "engine/insight/share_out.h"
#include "engine/run/checked_scenario.h"
#include "engine/run/simulation.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

// A search tries at most this many numbers, doubling first.
constexpr int search_steps_most = 10;

using Stopping = std::function<bool()>;

TrialFigures figures_of_report(const RunReport& report, const std::string& table) {
    TrialFigures figures;
    const Totals totals = report.recording().totals();
    figures.throttled = totals.throttled;
    figures.attempts = totals.attempts;
    for (const CacheRecord& cache : report.recording().caches)
        figures.attempts += cache.hits + cache.coalesced;
    figures.debt_grows = debt_grows(report.recording(), table);
    for (const JudgedExpectation& expectation : report.expectations())
        if (!expectation.holds) figures.broken.push_back(expectation.name);
    const Statement& month = report.bill().bill.month;
    if (month.complete()) figures.cost_month = month.total.in_dollars();
    LatencyHistogram latency;
    for (const auto& [workload, actions] : report.recording().actions) latency.add(actions.latency);
    if (latency.count() > 0) figures.p99_ms = latency.percentile_ms(0.99);
    return figures;
}

// `table` is the one whose debt counts; empty: all.
Result<std::optional<TrialFigures>> figures_with_seed(Scenario scenario, std::int64_t seed,
                                                      const std::string& table,
                                                      const Stopping& stopping) {
    scenario.seed = seed;
    auto created = Simulation::create(scenario, {.threads = 1});
    if (!created.ok()) return created.errors();
    Simulation& simulation = *created.value();
    while (!simulation.finished()) {
        if (stopping()) return std::optional<TrialFigures>();
        simulation.advance(simulation.now() + stopping_interval);
    }
    if (simulation.failure() != nullptr) return *simulation.failure();
    return std::optional(figures_of_report(simulation.report(), table));
}

// Finds the least number in the first edit that keeps throttling at the cured share: doubles it
// until it does, then halves the distance. Monotone for shards and suffixes, apart from chance: the
// number that is returned has been tried.
class LeastNumber {
public:
    LeastNumber(const TriedText& base, const Remedy& remedy, const Stopping& stopping)
        : base_(base), remedy_(remedy), stopping_(stopping) {}

    Remedy found() {
        std::int64_t most = parse_count(remedy_.edits.front().value).value_or(1);
        std::int64_t least = most / 2;  // the value in force, or too few for certain
        int steps = 0;
        while (!cures(most)) {
            if (++steps == search_steps_most / 2) return remedy_;
            least = most;
            most *= 2;
        }
        while (most - least > 1 && ++steps < search_steps_most) {
            const std::int64_t middle = least + (most - least) / 2;
            (cures(middle) ? most : least) = middle;
        }
        set(most);
        return remedy_;
    }

private:
    void set(std::int64_t number) { remedy_.edits.front().value = toml_of(number); }
    bool cures(std::int64_t number) {
        set(number);
        const auto text = with_remedy(base_.text, remedy_);
        if (!text) return false;
        const auto scenario = TriedText{*text, base_.file, base_.overrides}.scenario();
        if (!scenario.ok()) return false;
        const auto run =
            figures_with_seed(scenario.value(), scenario.value().seed, remedy_.table, stopping_);
        return run.ok() && run.value() && !run.value()->debt_grows &&
               run.value()->throttled_share() <= cured_share;
    }

    const TriedText& base_;
    Remedy remedy_;
    const Stopping& stopping_;
};

TrialVerdict verdict_of(const TriedRemedy& tried) {
    const bool cured =
        std::all_of(tried.after.begin(), tried.after.end(),
                    [](const TrialFigures& run) { return run.throttled == 0 && !run.debt_grows; });
    const double difference = tried.throttled_share.mean();
    // With one seed there is no interval; the single difference stands then.
    const bool clear = tried.after.size() > 1 ? tried.throttled_share.clear() : difference != 0;
    if (cured && difference < 0) return TrialVerdict::cures;
    if (!clear) return TrialVerdict::no_effect;
    return difference < 0 ? TrialVerdict::helps : TrialVerdict::worsens;
}

}  // namespace

Result<Scenario> TriedText::scenario() const {
    return checked(read_scenario_text(text, file, overrides));
}

Result<std::optional<Trials>> try_remedies(const TriedText& base, std::vector<Remedy> remedies,
                                           const TrialExecution& how) {
    const auto before = base.scenario();
    if (!before.ok()) return before.errors();
    // What is searched for comes first, each on a thread of its own.
    share_out(remedies.size(), how.threads, [&](std::size_t r) {
        if (remedies[r].search) remedies[r] = LeastNumber(base, remedies[r], how.stopping).found();
    });
    Trials trials;
    std::vector<Scenario> scenarios{before.value()};
    for (Remedy& remedy : remedies) {
        auto text = with_remedy(base.text, remedy);
        if (!text) continue;
        auto scenario = TriedText{*text, base.file, base.overrides}.scenario();
        if (!scenario.ok()) continue;  // this DynamoDB does not have it
        scenarios.push_back(std::move(scenario.value()));
        trials.tried.push_back({std::move(remedy), std::move(*text), {}, {}, {}});
    }
    const std::size_t all = scenarios.size() * how.seeds;
    std::vector<std::optional<TrialFigures>> runs(all);
    std::mutex mutex;
    Errors errors;
    std::size_t finished = 0;
    share_out(all, how.threads, [&](std::size_t run) {
        const Scenario& scenario = scenarios[run / how.seeds];
        const auto seed = scenario.seed + static_cast<std::int64_t>(run % how.seeds);
        const std::size_t number = run / how.seeds;  // 0: the scenario as it is
        const std::string table = number == 0 ? "" : trials.tried[number - 1].remedy.table;
        const auto figures = figures_with_seed(scenario, seed, table, how.stopping);
        const std::lock_guard lock(mutex);
        if (!figures.ok())
            errors = figures.errors();
        else
            runs[run] = figures.value();
        how.done(++finished, all);
    });
    if (!errors.empty()) return errors;
    for (const auto& run : runs)
        if (!run) return std::optional<Trials>();
    for (std::size_t s = 0; s < how.seeds; ++s) trials.before.push_back(*runs[s]);
    for (std::size_t t = 0; t < trials.tried.size(); ++t) {
        TriedRemedy& tried = trials.tried[t];
        for (std::size_t s = 0; s < how.seeds; ++s) {
            tried.after.push_back(*runs[(t + 1) * how.seeds + s]);
            tried.throttled_share.add(trials.before[s].throttled_share(),
                                      tried.after.back().throttled_share());
        }
        tried.verdict = verdict_of(tried);
    }
    std::stable_partition(trials.tried.begin(), trials.tried.end(), [](const TriedRemedy& one) {
        return one.verdict != TrialVerdict::no_effect;
    });
    return std::optional(std::move(trials));
}

SweepMean mean_of(const std::vector<TrialFigures>& runs,
                  const std::function<std::optional<double>(const TrialFigures&)>& number) {
    std::vector<std::optional<double>> values;
    for (const TrialFigures& run : runs) values.push_back(number(run));
    return mean_over_seeds(values);
}

}  // namespace isotherm
