// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lessons/lesson_bench.h"

#include <algorithm>

namespace isotherm {
namespace {

// Whether any words of the lesson name this claim.
bool is_told(const Lesson& lesson, const std::string& claim) {
    const auto tells = [&](const LessonWords& words) {
        return std::any_of(words.sections.begin(), words.sections.end(), [&](const auto& section) {
            return std::any_of(
                section.second.lines.begin(), section.second.lines.end(),
                [&](const WordsLine& line) { return line.text.find(claim) != std::string::npos; });
        });
    };
    return std::any_of(lesson.words.begin(), lesson.words.end(),
                       [&](const auto& words) { return tells(words.second); }) ||
           tells(lesson.teacher);
}

}  // namespace

void LessonBench::open(std::shared_ptr<const Lesson> lesson) {
    job_.stop();
    lesson_ = std::move(lesson);
    runs_.clear();
    waiting_.clear();
    errors_.clear();
    running_ = false;
    if (lesson_ == nullptr) return;
    want({});
    for (const LessonStep& step : lesson_->steps) {
        for (const auto& [key, changes] : step.choices) want(changes);
        if (step.kind == StepKind::compare) want(step.changes);
    }
    want_named_claims();
}

void LessonBench::want_named_claims() {
    for (const LessonClaim& claim : lesson_->claims) {
        if (claim.name.empty() || !is_told(*lesson_, "claims." + claim.name)) continue;
        if (const Changes* b = lesson_->b_of(claim)) want(*b);
    }
}

const LessonRun* LessonBench::run(const Changes& changes, std::int64_t more_seed) const {
    const auto found = runs_.find({changes, more_seed});
    return found == runs_.end() ? nullptr : &found->second;
}

void LessonBench::want(const Changes& changes, std::int64_t more_seed, bool next) {
    if (run(changes, more_seed) != nullptr) return;
    const Key key{changes, more_seed};
    std::erase(waiting_, key);
    if (next)
        waiting_.push_front(key);
    else
        waiting_.push_back(key);
    if (!running_) begin();
}

void LessonBench::begin() {
    if (waiting_.empty() || lesson_ == nullptr) return;
    const Key key = waiting_.front();
    waiting_.pop_front();
    running_ = true;
    progress_ = 0;
    const auto failed = [this, key](const Error& error) { finish(key, Errors{error}); };
    job_.start(
        this,
        [this, key, lesson = lesson_](const std::atomic<bool>& stopping,
                                      const BackgroundJob::Tell& tell) {
            const auto progress = [this, &tell](double share) {
                tell([this, share] {
                    progress_ = share;
                    Q_EMIT progressed();
                });
            };
            auto run = std::make_shared<Result<LessonRun>>(
                simulated_lesson(*lesson, key.first, {.file = lesson->folder},
                                 {.more_seed = key.second,
                                  .recording = true,
                                  .stop = [&stopping] { return stopping.load(); },
                                  .progress = progress}));
            tell([this, key, run] { finish(key, std::move(*run)); });
        },
        failed);
}

void LessonBench::finish(const Key& key, Result<LessonRun> run) {
    running_ = false;
    if (run.ok())
        runs_.emplace(key, std::move(run.value()));
    else
        errors_ = run.errors();
    begin();
    Q_EMIT changed();
}

nlohmann::ordered_json LessonBench::values(const Changes* b) const {
    auto values = nlohmann::ordered_json::object();
    const LessonRun* a = run({});
    if (a == nullptr) return values;
    values["a"] = a->report;
    if (b != nullptr)
        if (const LessonRun* run_b = run(*b)) values["b"] = run_b->report;
    for (const LessonClaim& claim : lesson_->claims) {
        if (claim.name.empty()) continue;
        nlohmann::ordered_json of{{"a", a->report}};
        if (const Changes* claimed = lesson_->b_of(claim)) {
            const LessonRun* run_b = run(*claimed);
            if (run_b == nullptr) continue;
            of["b"] = run_b->report;
        }
        if (const auto value = claim.expectation.figure.value_in(of))
            values["claims"][claim.name] = *value;
    }
    return values;
}

}  // namespace isotherm
