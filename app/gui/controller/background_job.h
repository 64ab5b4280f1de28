// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A background task on a thread of its own; starting another task stops the one in progress. All
// work outside the window's thread is done in BackgroundJobs, except the simulation (SimWorker).

#include <QObject>
#include <atomic>
#include <exception>
#include <functional>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "app/gui/controller/internal_error.h"

namespace isotherm {

class BackgroundJob {
public:
    // Runs a function on the window's thread, unless the job has been stopped by then.
    using Tell = std::function<void(std::function<void()>)>;
    using Work = std::function<void(const std::atomic<bool>& stopping, const Tell& tell)>;
    // Called on the window's thread if the work threw, unless the job has been stopped by then.
    using Failed = std::function<void(const Error&)>;

    BackgroundJob() = default;
    ~BackgroundJob() {
        stop();
        for (Ending& one : ending_) one.thread.join();
    }
    BackgroundJob(const BackgroundJob&) = delete;
    BackgroundJob& operator=(const BackgroundJob&) = delete;

    // Starts the work on a new thread and stops the work in progress, if any. `context` must live
    // on the window's thread and outlive the job.
    void start(QObject* context, Work work, Failed failed) {
        stop();
        forget_ended();
        stopping_ = std::make_shared<std::atomic<bool>>(false);
        over_ = std::make_shared<std::atomic<bool>>(false);
        const Tell tell = [context, stopping = stopping_](std::function<void()> what) {
            QMetaObject::invokeMethod(
                context,
                [stopping, what = std::move(what)] {
                    if (!*stopping) what();
                },
                Qt::QueuedConnection);
        };
        thread_ = std::thread([work = std::move(work), failed = std::move(failed), tell,
                               stopping = stopping_, over = over_] {
            try {
                work(*stopping, tell);
            } catch (...) {
                const Error error = error_of(std::current_exception(), "please report it");
                tell([failed, error] { failed(error); });
            }
            *over = true;
        });
    }

    // Discards the results of the work. The work ends when it checks `stopping`; this function does
    // not wait for that, so that the window's thread is not blocked.
    void stop() {
        if (stopping_) *stopping_ = true;
        if (thread_.joinable()) ending_.push_back({std::move(thread_), over_});
        stopping_.reset();
    }

private:
    struct Ending {
        std::thread thread;
        std::shared_ptr<std::atomic<bool>> over;
    };
    void forget_ended() {
        std::erase_if(ending_, [](Ending& one) {
            if (!*one.over) return false;
            one.thread.join();
            return true;
        });
    }

    std::thread thread_;
    std::shared_ptr<std::atomic<bool>> stopping_;
    std::shared_ptr<std::atomic<bool>> over_;
    std::vector<Ending> ending_;
};

}  // namespace isotherm
