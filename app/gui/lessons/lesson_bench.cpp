// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lessons/lesson_bench.h"

#include <algorithm>

namespace isotherm {
namespace {

// Whether the words name this claim.
bool tells_of(const LessonWords& words, const std::string& claim) {
    return std::any_of(words.sections.begin(), words.sections.end(), [&](const auto& section) {
        return std::any_of(
            section.second.lines.begin(), section.second.lines.end(),
            [&](const WordsLine& line) { return line.text.find(claim) != std::string::npos; });
    });
}

}  // namespace

void LessonBench::open(std::shared_ptr<const Lesson> lesson) {
    job_.stop();
    lesson_ = std::move(lesson);
    runs_.clear();
    values_.clear();
    waiting_.clear();
    errors_.clear();
    running_ = false;
    if (lesson_ == nullptr) return;
    want({});
    for (const LessonStep& step : lesson_->steps) {
        for (const auto& [key, changes] : step.choices) want(changes);
        if (step.kind == StepKind::compare) want(step.changes);
    }
    want_claims([this](const std::string& claim) {
        return std::any_of(lesson_->words.begin(), lesson_->words.end(),
                           [&](const auto& words) { return tells_of(words.second, claim); });
    });
}

void LessonBench::want_teachers_claims() {
    if (lesson_ == nullptr) return;
    want_claims([this](const std::string& claim) { return tells_of(lesson_->teacher, claim); });
}

template <class Tells>
void LessonBench::want_claims(const Tells& tells) {
    for (const LessonClaim& claim : lesson_->claims) {
        if (claim.name.empty() || !tells("claims." + claim.name)) continue;
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
    values_.clear();
    if (run.ok())
        runs_.emplace(key, std::move(run.value()));
    else
        errors_ = run.errors();
    begin();
    Q_EMIT changed();
}

const nlohmann::ordered_json& LessonBench::values(const Changes* b) const {
    const auto [kept, fresh] = values_.try_emplace(b == nullptr ? Changes{} : *b);
    nlohmann::ordered_json& values = kept->second;
    if (!fresh) return values;
    values = nlohmann::ordered_json::object();
    const LessonRun* a = run({});
    if (a == nullptr) return values;
    for (const LessonClaim& claim : lesson_->claims) {
        if (claim.name.empty()) continue;
        const Changes* claimed = lesson_->b_of(claim);
        const LessonRun* run_b = claimed == nullptr ? nullptr : run(*claimed);
        if (claimed != nullptr && run_b == nullptr) continue;
        nlohmann::ordered_json of{{"a", a->report}};
        if (run_b != nullptr) of["b"] = run_b->report;
        if (const auto value = claim.expectation.figure.value_in(of))
            values["claims"][claim.name] = *value;
    }
    values["a"] = a->report;
    if (b != nullptr)
        if (const LessonRun* run_b = run(*b)) values["b"] = run_b->report;
    return values;
}

}  // namespace isotherm
