// SPDX-License-Identifier: Apache-2.0
#include "engine/lessons/lesson_runs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/run/checked_scenario.h"
#include "engine/run/simulation.h"
#include "engine/vocabulary/escaping.h"

namespace isotherm {
namespace {

constexpr std::int64_t minute_seconds = 60;

std::vector<Override> overrides_of(const Lesson& lesson, const Changes& changes) {
    std::vector<Override> overrides;
    for (const Changes* all : {&lesson.set, &changes}) {
        for (const std::string& change : *all) {
            const std::size_t equals = change.find('=');
            if (equals == change.npos) continue;
            overrides.push_back({change.substr(0, equals), change.substr(equals + 1)});
        }
    }
    return overrides;
}

double amount_of(const SeriesSecond& second, CurveLane lane) {
    constexpr double half = 0.5;
    return lane == CurveLane::throttle ? static_cast<double>(second.throttled())
                                       : half * static_cast<double>(second.consumed);
}

LessonCurve curve_of(const TableRecording& table, CurveLane lane, std::int64_t seconds) {
    LessonCurve curve{table.name.label(), lane, {}};
    const std::int64_t whole_minutes = (seconds + minute_seconds - 1) / minute_seconds;
    curve.minutes.assign(static_cast<std::size_t>(std::max<std::int64_t>(whole_minutes, 0)), 0);
    for (const auto& side : table.seconds) {
        for (std::size_t column = 0; column < side.size(); ++column) {
            const auto second = static_cast<std::int64_t>(column) * table.column_seconds;
            const auto minute = static_cast<std::size_t>(second / minute_seconds);
            if (minute < curve.minutes.size())
                curve.minutes[minute] += amount_of(side[column], lane);
        }
    }
    for (std::size_t m = 0; m < curve.minutes.size(); ++m) {
        const std::int64_t begin = static_cast<std::int64_t>(m) * minute_seconds;
        curve.minutes[m] /= static_cast<double>(std::min(minute_seconds, seconds - begin));
    }
    return curve;
}

}  // namespace

const LessonCurve* LessonRun::curve(std::string_view table, CurveLane lane) const {
    for (const LessonCurve& one : curves)
        if (one.table == table && one.lane == lane) return &one;
    return nullptr;
}

std::vector<LessonCurve> lesson_curves(const Recording& recording) {
    std::vector<LessonCurve> curves;
    for (const TableRecording& table : recording.tables)
        for (const CurveLane lane : {CurveLane::throttle, CurveLane::consumed})
            curves.push_back(curve_of(table, lane, recording.seconds()));
    return curves;
}

double drawn_at(const std::vector<CurvePoint>& drawn, double minute) {
    if (drawn.empty()) return 0;
    if (minute <= drawn.front().minute) return drawn.front().value;
    for (std::size_t i = 1; i < drawn.size(); ++i) {
        const CurvePoint &before = drawn[i - 1], &after = drawn[i];
        if (minute >= after.minute) continue;
        const double part = (minute - before.minute) / (after.minute - before.minute);
        return before.value + part * (after.value - before.value);
    }
    return drawn.back().value;
}

double distance_of(const std::vector<CurvePoint>& drawn, const std::vector<double>& minutes) {
    if (minutes.empty()) return 0;
    constexpr double middle = 0.5;
    double distance = 0;
    for (std::size_t m = 0; m < minutes.size(); ++m)
        distance += std::abs(drawn_at(drawn, static_cast<double>(m) + middle) - minutes[m]);
    const double sum = std::accumulate(minutes.begin(), minutes.end(), 0.0);
    double drawn_sum = 0;
    for (std::size_t m = 0; m < minutes.size(); ++m)
        drawn_sum += std::abs(drawn_at(drawn, static_cast<double>(m) + middle));
    const double scale = sum > 0 ? sum : drawn_sum;
    return scale > 0 ? distance / scale : 0;
}

Result<Scenario> lesson_scenario(const Lesson& lesson, const Changes& changes, const Place& place,
                                 std::int64_t more_seed) {
    auto scenario =
        checked(read_scenario_file(lesson.scenario_path(), overrides_of(lesson, changes)));
    if (scenario.ok()) {
        scenario.value().seed += more_seed;
        return scenario;
    }
    // An error without a line of the scenario comes from the lesson: from a change, or from the
    // path.
    Errors errors = scenario.errors();
    for (Error& error : errors) {
        const bool no_file = error.number == ErrorNumber::unreadable_file;
        if (error.place.line > 0 || (!no_file && changes.empty() && lesson.set.empty())) continue;
        const std::string about = no_file ? error.place.file : error.place.path;
        if (!about.empty()) error.what = fmt::format("{}: {}", printable(about), error.what);
        error.place = place;
        error.exit_code = ExitCode::bad_scenario;
    }
    return errors;
}

Result<LessonRun> simulated_lesson(const Lesson& lesson, const Changes& changes, const Place& place,
                                   const LessonRunWish& wish) {
    const auto scenario = lesson_scenario(lesson, changes, place, wish.more_seed);
    if (!scenario.ok()) return scenario.errors();
    auto created = Simulation::create(scenario.value());
    if (!created.ok()) return created.errors();
    Simulation& simulation = *created.value();
    const double whole = in_seconds(simulation.end() - sim_start);
    while (!simulation.finished()) {
        if (wish.stop && wish.stop())
            return Error{ExitCode::interrupted, ErrorNumber::none, place,
                         "interrupted during a run of the lesson", ""};
        simulation.advance(simulation.now() + minute_seconds * stopping_interval);
        if (wish.progress) wish.progress(in_seconds(simulation.now() - sim_start) / whole);
    }
    if (simulation.failure() != nullptr) return *simulation.failure();
    const RunReport report = simulation.report();
    LessonRun run{report.json(), report.fingerprint(), in_seconds(simulation.now() - sim_start),
                  lesson_curves(simulation.recording()), nullptr};
    if (wish.recording) {
        const SimDuration simulated = simulation.recording().simulated;
        Recording history = simulation.give_history();
        history.simulated = simulated;  // which the history of an unfinished run leaves out
        run.recording = std::make_shared<const Recording>(std::move(history));
    }
    return run;
}

LessonRuns::LessonRuns(const Lesson& lesson, std::function<bool()> stop)
    : lesson_(lesson), stop_(std::move(stop)) {}

Result<const LessonRun*> LessonRuns::run(const Changes& changes, const Place& place,
                                         std::int64_t more_seed) {
    const auto known = runs_.find({changes, more_seed});
    if (known != runs_.end()) return &known->second;
    auto run = simulated_lesson(lesson_, changes, place,
                                {.more_seed = more_seed, .recording = false, .stop = stop_});
    if (!run.ok()) return run.errors();
    return &runs_.emplace(std::pair(changes, more_seed), std::move(run.value())).first->second;
}

Result<nlohmann::ordered_json> LessonRuns::claim_values() {
    auto claims = nlohmann::ordered_json::object();
    const auto a = run({}, lesson_.claims.front().expectation.place);
    if (!a.ok()) return a.errors();
    for (const LessonClaim& claim : lesson_.claims) {
        if (claim.name.empty()) continue;
        nlohmann::ordered_json runs{{"a", a.value()->report}};
        if (const Changes* b = lesson_.b_of(claim)) {
            const auto run_b = run(*b, claim.expectation.place);
            if (!run_b.ok()) return run_b.errors();
            runs["b"] = run_b.value()->report;
        }
        const auto value = claim.expectation.figure.value_in(runs);
        claims[claim.name] = value ? nlohmann::ordered_json(*value) : nullptr;
    }
    return claims;
}

Result<const nlohmann::ordered_json*> LessonRuns::values(const Changes* b, const Place& place) {
    const Changes changes = b == nullptr ? Changes{} : *b;
    const auto known = values_.find(changes);
    if (known != values_.end()) return &known->second;
    if (!claims_known_ && !lesson_.claims.empty()) {
        auto claims = claim_values();
        if (!claims.ok()) return claims.errors();
        claims_ = std::move(claims.value());
        claims_known_ = true;
    }
    const auto a = run({}, place);
    if (!a.ok()) return a.errors();
    nlohmann::ordered_json json{{"a", a.value()->report}};
    if (b != nullptr) {
        const auto run_b = run(*b, place);
        if (!run_b.ok()) return run_b.errors();
        json["b"] = run_b.value()->report;
    }
    json["claims"] = claims_;
    return &values_.emplace(changes, std::move(json)).first->second;
}

}  // namespace isotherm
