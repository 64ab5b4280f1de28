// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/controller/seed_check.h"

#include "app/render/canvas.h"
#include "engine/run/seed_comparison.h"

namespace isotherm {
void SeedCheck::start(const Scenario& a, const Scenario& b, SimTime until) {
    stop();
    running_ = true;
    job_.start(this, [this, a, b, until](const std::atomic<bool>& stopping,
                                         const BackgroundJob::Tell& tell) {
        const auto difference = compare_seeds(a, b,
                                              {.until = until,
                                               .seeds = seeds,
                                               .stopping = [&] { return stopping.load(); },
                                               .done =
                                                   [&](int pairs) {
                                                       tell([this, pairs] {
                                                           done_ = pairs;
                                                           Q_EMIT progressed(pairs);
                                                       });
                                                   }});
        if (!difference.ok()) {
            const QString what = qtext(difference.errors().front().what);
            return tell([this, what] {
                running_ = false;
                Q_EMIT failed(what);
            });
        }
        if (!difference.value()) return;
        tell([this, found = *difference.value()] {
            running_ = false;
            Q_EMIT finished(found);
        });
    });
}

void SeedCheck::stop() {
    job_.stop();
    done_ = 0;
    running_ = false;
}

}  // namespace isotherm
