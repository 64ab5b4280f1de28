// SPDX-License-Identifier: Apache-2.0
#include "engine/run/sweep.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <system_error>
#include <thread>

#include "engine/run/checked_scenario.h"
#include "engine/run/comparison.h"
#include "engine/run/report_json.h"
#include "engine/run/simulation.h"
#include "engine/vocabulary/fingerprint.h"
#include "engine/vocabulary/version.h"

namespace isotherm {
namespace {

constexpr std::size_t errors_most = 20;
// The sum of a bill with missing prices is too low.
constexpr std::string_view monthly_cost = "cost.month.total";

Error sweep_error(std::string option, std::string what, std::string fix) {
    return {ExitCode::usage,
            ErrorNumber::bad_sweep_option,
            {.file = std::move(option)},
            std::move(what),
            std::move(fix)};
}

std::vector<std::optional<double>> numbers_of(const RunReport& report,
                                              const std::vector<SweepNumber>& wanted) {
    const auto json = report.json();
    std::vector<std::optional<double>> numbers;
    for (const SweepNumber& number : wanted) {
        const bool unpriced = number.text == monthly_cost && !json["cost"]["month"]["complete"];
        numbers.push_back(unpriced ? std::nullopt : number.figure.value_in(json));
    }
    return numbers;
}

// The work of one thread of a sweep.
class SweepThread {
public:
    struct Shared {
        std::atomic<std::uint64_t> next{0};
        std::atomic<bool> stopped{false};
        std::mutex mutex;  // for `done` and `failure`
        std::exception_ptr failure;
    };
    SweepThread(const SweepPlan& plan, const SweepExecution& how, Shared& shared)
        : runner_(plan), plan_(plan), how_(how), shared_(shared) {}

    void work() {
        try {
            for (std::uint64_t run = next(); run < plan_.runs() && !stopping(); run = next()) {
                if (run % how_.parts == how_.part && !how_.finished(run)) do_run(run);
            }
        } catch (...) {
            const std::lock_guard lock(shared_.mutex);
            shared_.failure = std::current_exception();
            shared_.stopped = true;
        }
    }

private:
    std::uint64_t next() { return shared_.next.fetch_add(1); }
    bool stopping() const { return shared_.stopped || how_.stopping(); }

    void do_run(std::uint64_t number) {
        const auto run = runner_.run(number, [this] { return stopping(); });
        if (!run) return;
        const std::lock_guard lock(shared_.mutex);
        if (!shared_.stopped && !how_.done(*run)) shared_.stopped = true;
    }

    SweepRunner runner_;
    const SweepPlan& plan_;
    const SweepExecution& how_;
    Shared& shared_;
};

}  // namespace

std::vector<SweepNumber> usual_sweep_numbers() {
    constexpr std::array<std::array<std::string_view, 2>, 6> usual{{
        {"throttled_share", "totals.throttled / totals.attempts"},
        {"throttled", "totals.throttled"},
        {"given_up", "totals.given_up"},
        {"read_units", "totals.consumed_read_units"},
        {"write_units", "totals.consumed_write_units"},
        {"usd_per_month", monthly_cost},
    }};
    std::vector<SweepNumber> numbers;
    for (const auto& [name, text] : usual) {
        numbers.push_back(
            {std::string(name), std::string(text), std::get<Figure>(Figure::parse(text))});
    }
    return numbers;
}

std::uint64_t SweepPlan::settings() const {
    if (axes.empty()) return 1;
    if (zipped) return axes.front().values.size();
    std::uint64_t product = 1;
    for (const SweepAxis& axis : axes) {
        const unsigned __int128 next = static_cast<unsigned __int128>(product) * axis.values.size();
        product = static_cast<std::uint64_t>(std::min<unsigned __int128>(next, UINT64_MAX / 1'000));
    }
    return product;
}

std::vector<std::string> SweepPlan::values_of(std::uint64_t setting) const {
    std::vector<std::string> values(axes.size());
    for (std::size_t a = axes.size(); a-- > 0;) {
        const std::size_t count = axes[a].values.size();
        values[a] = axes[a].values[zipped ? setting : setting % count];
        if (!zipped) setting /= count;
    }
    return values;
}

Result<Scenario> SweepPlan::scenario_of(std::uint64_t setting) const {
    std::vector<Override> all = overrides;
    const std::vector<std::string> values = values_of(setting);
    for (std::size_t a = 0; a < axes.size(); ++a) all.push_back({axes[a].path, values[a]});
    return checked(read_scenario_file(file, all));
}

Errors SweepPlan::check_axes() const {
    if (axes.empty())
        return {sweep_error("--vary", "nothing is varied",
                            "write --vary tables.votes.capacity.write=1000,2000,4000")};
    std::set<std::string> paths;
    for (const SweepAxis& axis : axes) {
        if (!paths.insert(axis.path).second)
            return {sweep_error("--vary", fmt::format("{} is varied twice", printable(axis.path)),
                                "give all its values in one --vary")};
        if (axis.path == "seed")
            return {sweep_error("--vary", "the seed is not a setting to vary",
                                "write --seeds N for N runs of each setting")};
        if (zipped && axis.values.size() != axes.front().values.size())
            return {sweep_error(
                "--zip",
                fmt::format("{} has {} values, but {} has {}", printable(axis.path),
                            axis.values.size(), printable(axes.front().path),
                            axes.front().values.size()),
                "give the same number of values, or leave out --zip for all combinations")};
    }
    return {};
}

Errors SweepPlan::check_numbers(const Scenario& scenario) const {
    Errors errors;
    std::set<std::string> names;
    const auto shape = report_shape(scenario);
    for (const SweepNumber& number : numbers) {
        if (!names.insert(number.name).second)
            errors.push_back(sweep_error(
                "--number", fmt::format("two numbers are called {}", printable(number.name)),
                "choose another name"));
        if (auto unknown = number.figure.unknown_in(shape))
            errors.push_back(
                sweep_error("--number", std::move(unknown->what), std::move(unknown->fix)));
    }
    return errors;
}

Errors SweepPlan::check() {
    if (Errors errors = check_axes(); !errors.empty()) return errors;
    const auto base = checked(read_scenario_file(file, overrides));
    if (!base.ok()) return base.errors();
    first_seed = base.value().seed;
    if (Errors errors = check_numbers(base.value()); !errors.empty()) return errors;
    Errors errors;
    std::set<std::string> seen;
    for (std::uint64_t s = 0; s < settings() && errors.size() < errors_most; ++s) {
        const auto scenario = scenario_of(s);
        if (scenario.ok()) continue;
        for (Error error : scenario.errors()) {
            if (errors.size() == errors_most || !seen.insert(error.what).second) continue;
            // Varied values replace others as --set does, but they were given to --vary.
            const bool varied = std::ranges::any_of(
                axes, [&](const SweepAxis& axis) { return axis.path == error.place.path; });
            if (varied && error.place.file == "--set " + error.place.path)
                error.place.file = "--vary " + error.place.path;
            errors.push_back(std::move(error));
        }
    }
    std::string all = version() + resolved_text(base.value());
    for (const SweepAxis& axis : axes)
        all += fmt::format("\n{} = {}", axis.path, fmt::join(axis.values, "\n"));
    for (const SweepNumber& number : numbers)
        all += fmt::format("\n{} = {}", number.name, number.text);
    all += fmt::format("\n{} {}", seeds, zipped);
    Fingerprint hash;
    hash.add(std::span<const char>(all.data(), all.size()));
    identity = fmt::format("{:016x}", hash.value());
    return errors;
}

std::optional<SweepRun> SweepRunner::run(std::uint64_t number,
                                         const std::function<bool()>& stopping) {
    SweepRun run{number, {}, {}, {}};
    run.numbers.resize(plan_.numbers.size());
    const auto failed = [&run](const Errors& errors) {
        run.failure = errors.front().what;
        return run;
    };
    const std::uint64_t setting = plan_.setting_of(number);
    if (!scenario_ || setting != setting_) {
        auto read = plan_.scenario_of(setting);
        if (!read.ok()) return failed(read.errors());
        scenario_ = std::move(read.value());
        setting_ = setting;
    }
    scenario_->seed = plan_.seed_of(number);
    auto created = Simulation::create(*scenario_, {.threads = 1});
    if (!created.ok()) return failed(created.errors());
    Simulation& simulation = *created.value();
    while (!simulation.finished()) {
        if (stopping()) return std::nullopt;
        simulation.advance(simulation.now() + stopping_interval);
    }
    if (simulation.failure() != nullptr) return failed(*simulation.failure());
    const RunReport report = simulation.report();
    run.fingerprint = report.fingerprint();
    run.numbers = numbers_of(report, plan_.numbers);
    return run;
}

void run_sweep(const SweepPlan& plan, const SweepExecution& how) {
    SweepThread::Shared shared;
    {
        std::vector<std::jthread> threads;
        try {
            for (std::size_t i = 1; i < how.threads; ++i)
                threads.emplace_back([&] { SweepThread(plan, how, shared).work(); });
        } catch (const std::system_error&) {
            // Without memory for another thread, the ones that there are do the work.
        }
        SweepThread(plan, how, shared).work();
    }
    if (shared.failure) std::rethrow_exception(shared.failure);
}

SweepMean mean_over_seeds(const std::vector<std::optional<double>>& values) {
    PairedDifference sample;  // of the values and zero
    for (const auto& value : values)
        if (value) sample.add(0, *value);
    SweepMean result;
    result.seeds = sample.pairs();
    if (result.seeds > 0) result.mean = sample.mean();
    if (result.seeds > 1) {
        result.low = sample.mean() - sample.half_width();
        result.high = sample.mean() + sample.half_width();
    }
    return result;
}

}  // namespace isotherm
