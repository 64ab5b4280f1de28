// SPDX-License-Identifier: Apache-2.0
#include "app/render/room_to_paint.h"

#include <QThread>
#include <future>
#include <new>
#include <thread>
#include <vector>

namespace isotherm {
namespace {

// Throws if not enough threads can be started. Qt fills large areas with one thread per core and
// would wait forever for a thread that cannot start. The C library caches the stacks of finished
// threads, so starting and ending as many threads here leaves room for Qt's.
void require_threads() {
    std::promise<void> all_run;
    const std::shared_future<void> wait = all_run.get_future().share();
    std::vector<std::thread> threads;
    bool enough = true;
    try {
        for (int i = 0; i < QThread::idealThreadCount(); ++i)
            threads.emplace_back([wait] { wait.wait(); });
    } catch (const std::exception&) {  // thread creation or allocation failed
        enough = false;
    }
    all_run.set_value();
    for (std::thread& thread : threads) thread.join();
    if (!enough) throw std::bad_alloc();
}

// Throws if too little memory is left to look for fonts. Fontconfig does not check all of its
// allocations and would crash.
void require_font_memory() {
    constexpr std::size_t enough = 32U << 20;  // bytes; crashes were seen with less than 20 MB
    ::operator delete(::operator new(enough));
}

}  // namespace

void require_room_to_paint() {
    require_threads();
    require_font_memory();
}

}  // namespace isotherm
