// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/share_out.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace isotherm {

void share_out(std::size_t count, std::size_t threads,
               const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next{0};
    std::mutex mutex;
    std::exception_ptr failure;
    const auto loop = [&] {
        try {
            for (std::size_t i = next++; i < count; i = next++) work(i);
        } catch (...) {
            const std::lock_guard lock(mutex);
            failure = std::current_exception();
            next = count;
        }
    };
    {
        std::vector<std::jthread> others;
        try {
            for (std::size_t t = 1; t < std::min(threads, count); ++t) others.emplace_back(loop);
        } catch (const std::system_error&) {
            // Without memory for another thread, the ones that there are do the work.
        }
        loop();
    }
    if (failure) std::rethrow_exception(failure);
}

}  // namespace isotherm
