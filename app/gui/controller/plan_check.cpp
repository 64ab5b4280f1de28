// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/controller/plan_check.h"

#include <algorithm>
#include <thread>

#include "engine/plans/over_settings.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

struct PlanParts {
    Promise promise;
    std::vector<SweepAxis> axes;
};

Result<PlanParts> plan_parts(const PlanWish& wish) {
    const auto scenario = wish.base.scenario();
    if (!scenario.ok()) return scenario.errors();
    std::vector<std::string> keeps = wish.keeps;
    if (keeps.empty()) keeps.push_back(usual_promise_of(scenario.value()));
    auto promise = Promise::read(keeps);
    if (!promise.ok()) return promise.errors();
    PlanParts parts{std::move(promise.value()), {}};
    std::size_t combinations = 1;
    for (const std::string& text : wish.over) {
        auto axis = read_sweep_axis(text);
        if (!axis.ok()) return axis.errors();
        combinations *= axis.value().values.size();
        parts.axes.push_back(std::move(axis.value()));
    }
    if (combinations > combinations_most)
        return Error{ExitCode::usage,
                     ErrorNumber::bad_option,
                     {},
                     std::to_string(combinations) + " combinations of values; at most " +
                         std::to_string(combinations_most) + " can be searched",
                     "name fewer values"};
    return parts;
}

}  // namespace

std::string usual_promise_of(const Scenario& scenario) {
    return scenario.limits.throttled_share.value < 1
               ? "throttled_share <= " + text_of(scenario.limits.throttled_share)
               : std::string(usual_promise);
}

void PlanCheck::start(const PlanWish& wish) {
    stop();
    found_.reset();
    errors_.clear();
    running_ = true;
    const auto fail = [this](const Errors& errors) {
        errors_ = errors;
        end();
    };
    const auto work = [this, wish, fail](const std::atomic<bool>& stopping,
                                         const BackgroundJob::Tell& tell) {
        auto parts = plan_parts(wish);
        if (!parts.ok()) return tell([fail, errors = parts.errors()] { fail(errors); });
        PaymentChoices payments;
        if (!wish.commitments) payments.reserved = payments.savings_plan = false;
        auto plan = plan_scenario({.base = wish.base,
                                   .promise = parts.value().promise,
                                   .over = parts.value().axes,
                                   .payments = payments,
                                   .seeds = seeds,
                                   .threads = std::max(1U, std::thread::hardware_concurrency() / 2),
                                   .stopping = [&] { return stopping.load(); },
                                   .done =
                                       [&](std::size_t runs) {
                                           tell([this, runs] {
                                               runs_ = runs;
                                               Q_EMIT changed();
                                           });
                                       }});
        if (!plan.ok()) return tell([fail, errors = plan.errors()] { fail(errors); });
        if (!plan.value()) return;
        auto found = std::make_shared<FoundPlan>(
            FoundPlan{std::move(*plan.value()), std::move(parts.value().promise), wish.base.text});
        tell([this, found] {
            found_ = found;
            end();
        });
    };
    job_.start(this, work, [fail](const Error& error) { fail({error}); });
    Q_EMIT changed();
}

void PlanCheck::end() {
    running_ = false;
    runs_ = 0;
    Q_EMIT changed();
}

void PlanCheck::stop() {
    job_.stop();
    if (running_) end();
}

}  // namespace isotherm
