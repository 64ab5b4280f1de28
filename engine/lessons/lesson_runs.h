// SPDX-License-Identifier: Apache-2.0
#pragma once
// The runs of a lesson. Each is simulated once, when it is first asked for.

#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/lessons/lesson.h"
#include "engine/recording/recording.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// A number of one table over time: its mean in each minute.
struct LessonCurve {
    std::string table;
    CurveLane lane = CurveLane::throttle;
    std::vector<double> minutes;
};

struct LessonRun {
    nlohmann::ordered_json report;
    std::string fingerprint;
    double duration_s = 0;
    std::vector<LessonCurve> curves;
    // For pictures; nullptr unless it was asked for.
    std::shared_ptr<const Recording> recording;

    const LessonCurve* curve(std::string_view table, CurveLane lane) const;
};

// The curves of all tables of a recording.
std::vector<LessonCurve> lesson_curves(const Recording& recording);

// Mean distance between two curves, as a share of the mean of the second; of its highest value if
// the mean is zero. The drawn curve has straight lines between its points (minutes, value).
struct CurvePoint {
    double minute = 0;
    double value = 0;
};
double distance_of(const std::vector<CurvePoint>& drawn, const std::vector<double>& minutes);
double drawn_at(const std::vector<CurvePoint>& drawn, double minute);

// Scenario of a run of the lesson. Errors in its changes have the place of the lesson's step.
Result<Scenario> lesson_scenario(const Lesson& lesson, const Changes& changes, const Place& place,
                                 std::int64_t more_seed = 0);

// How a run of a lesson is carried out.
struct LessonRunWish {
    std::int64_t more_seed = 0;  // added to the seed
    bool recording = false;      // whether the recording is kept
    // Asked while the run goes on; once it returns true, the run ends with exit code 130.
    std::function<bool()> stop = {};
    // Told how much of the run is simulated, 0 to 1; may be empty.
    std::function<void(double)> progress = {};
};

// Simulates the lesson's scenario with these changes to its end. `place` is named in errors.
Result<LessonRun> simulated_lesson(const Lesson& lesson, const Changes& changes, const Place& place,
                                   const LessonRunWish& wish);

class LessonRuns {
public:
    // `stop` is asked while a run goes on; once it returns true, runs end with exit code 130.
    explicit LessonRuns(const Lesson& lesson, std::function<bool()> stop = {});

    // The run with these changes. `place` is named in errors; `more_seed` is added to the seed.
    Result<const LessonRun*> run(const Changes& changes, const Place& place,
                                 std::int64_t more_seed = 0);

    // What values are computed from: {"a": report, "b": report, "claims": {NAME: value}}. The named
    // claims are computed if the lesson has any. `b` may be nullptr.
    Result<const nlohmann::ordered_json*> values(const Changes* b, const Place& place);

private:
    Result<nlohmann::ordered_json> claim_values();

    const Lesson& lesson_;
    std::function<bool()> stop_;
    std::map<std::pair<Changes, std::int64_t>, LessonRun> runs_;
    std::map<Changes, nlohmann::ordered_json> values_;  // by the changes of B
    nlohmann::ordered_json claims_;
    bool claims_known_ = false;
};

}  // namespace isotherm
