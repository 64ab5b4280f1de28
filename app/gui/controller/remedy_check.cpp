// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/controller/remedy_check.h"

namespace isotherm {

void RemedyCheck::start(const TriedText& base, const std::vector<Remedy>& remedies) {
    stop();
    trials_.reset();
    text_ = base.text;
    running_ = true;
    const auto fail = [this](const Errors& errors) {
        end();
        Q_EMIT failed(errors);
    };
    const auto work = [this, base, remedies, fail](const std::atomic<bool>& stopping,
                                                   const BackgroundJob::Tell& tell) {
        TrialExecution how{.seeds = seeds};
        how.stopping = [&] { return stopping.load(); };
        how.done = [&](std::size_t done, std::size_t all) {
            tell([this, done, all] {
                done_ = done;
                all_ = all;
                Q_EMIT changed();
            });
        };
        auto tried = try_remedies(base, remedies, how);
        if (!tried.ok()) return tell([fail, errors = tried.errors()] { fail(errors); });
        if (!tried.value()) return;
        tell([this, found = std::make_shared<Trials>(std::move(*tried.value()))] {
            trials_ = std::move(*found);
            end();
        });
    };
    job_.start(this, work, [fail](const Error& error) { fail({error}); });
    Q_EMIT changed();
}

void RemedyCheck::end() {
    running_ = false;
    done_ = all_ = 0;
    Q_EMIT changed();
}

void RemedyCheck::stop() {
    job_.stop();
    end();
}

}  // namespace isotherm
