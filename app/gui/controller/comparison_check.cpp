// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/controller/comparison_check.h"

#include <algorithm>

namespace isotherm {

void ComparisonCheck::start(const Scenario& a, const Scenario& b) {
    forget();
    text_a_ = a.text;
    text_b_ = b.text;
    running_ = true;
    const auto fail = [this](const Errors& errors) {
        errors_ = errors;
        end();
    };
    const auto work = [this, a, b, fail](const std::atomic<bool>& stopping,
                                         const BackgroundJob::Tell& tell) {
        const auto length = [](const Scenario& of) {
            return whole_seconds(of.duration + 1s - 1us);
        };
        auto found = std::make_shared<FoundComparison>();
        found->seconds = std::min(length(a), length(b));
        found->shortened = length(a) != length(b);
        found->different = differences(a, b);
        std::vector<ComparedRun> of_a, of_b;
        for (std::size_t pair = 0; pair < seeds; ++pair) {
            for (const auto& [one, runs] : {std::pair{&a, &of_a}, std::pair{&b, &of_b}}) {
                auto run = compared_run(*one, one->seed + static_cast<std::int64_t>(pair),
                                        found->seconds, [&] { return stopping.load(); });
                if (!run.ok()) return tell([fail, errors = run.errors()] { fail(errors); });
                if (!run.value()) return;
                runs->push_back(std::move(*run.value()));
            }
            tell([this, done = pair + 1] {
                pairs_ = done;
                Q_EMIT changed();
            });
        }
        found->comparison = comparison_of(of_a, of_b);
        tell([this, found] {
            found_ = found;
            end();
        });
    };
    job_.start(this, work, [fail](const Error& error) { fail({error}); });
    Q_EMIT changed();
}

void ComparisonCheck::end() {
    running_ = false;
    pairs_ = 0;
    Q_EMIT changed();
}

void ComparisonCheck::stop() {
    job_.stop();
    if (running_) end();
}

void ComparisonCheck::forget_others(const Scenario& a, const Scenario& b) {
    if (a.text != text_a_ || b.text != text_b_) forget();
}

void ComparisonCheck::forget() {
    stop();
    errors_.clear();
    if (found_ == nullptr) return;
    found_.reset();
    Q_EMIT changed();
}

}  // namespace isotherm
