// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/controller/seed_check.h"

#include "engine/run/seed_comparison.h"

namespace isotherm {

void SeedCheck::start(const Scenario& a, const Scenario& b, SimTime until) {
    stop();
    running_ = true;
    const auto fail = [this](const Errors& errors) {
        running_ = false;
        Q_EMIT failed(errors);
    };
    const auto work = [this, a, b, until, fail](const std::atomic<bool>& stopping,
                                                const BackgroundJob::Tell& tell) {
        SeedComparison how{.until = until, .seeds = seeds};
        how.stopping = [&] { return stopping.load(); };
        how.done = [&](int pairs) {
            tell([this, pairs] {
                done_ = pairs;
                Q_EMIT progressed(pairs);
            });
        };
        const auto difference = compare_seeds(a, b, how);
        if (!difference.ok()) return tell([fail, errors = difference.errors()] { fail(errors); });
        if (!difference.value()) return;
        tell([this, found = *difference.value()] {
            running_ = false;
            Q_EMIT finished(found);
        });
    };
    job_.start(this, work, [fail](const Error& error) { fail({error}); });
}

void SeedCheck::stop() {
    job_.stop();
    done_ = 0;
    running_ = false;
}

}  // namespace isotherm
