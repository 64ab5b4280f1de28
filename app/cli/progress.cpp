// SPDX-License-Identifier: Apache-2.0
#include "app/cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>

#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/result.h"

namespace isotherm {
namespace {

volatile std::sig_atomic_t caught_signal = 0;

void on_signal(int signal_number) {
    if (caught_signal != 0) _exit(128 + signal_number);
    caught_signal = signal_number;
}

const char* last_words = "";

// Only what a signal handler may call.
void on_last_signal(int) {
    [[maybe_unused]] const auto ignored = write(STDERR_FILENO, last_words, std::strlen(last_words));
    _exit(static_cast<int>(ExitCode::interrupted));
}

}  // namespace

ProgressLine::ProgressLine(bool wanted) : shown_(wanted && isatty(STDERR_FILENO) == 1) {}

void ProgressLine::show(SimTime now, SimTime end, std::uint64_t attempts) {
    const auto wall = Clock::now();
    if (!shown_ || wall - last_ < std::chrono::milliseconds(100)) return;
    last_ = wall;
    dirty_ = true;
    const double done = in_seconds(now - sim_start) / in_seconds(end - sim_start);
    const double elapsed = std::chrono::duration<double>(wall - started_).count();
    const double left = done > 0 ? elapsed * (1 - done) / done : 0;
    constexpr int width = 30;
    const int filled = std::clamp(static_cast<int>(done * width), 0, width);
    fmt::print(
        stderr, "\r[{:#<{}}{:.<{}}] {:3.0f} %  {}  {} M requests/s  {:.0f} s left \033[K", "",
        filled, "", width - filled, done * 100,
        clock_text(SimTime(std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()))),
        grouped(static_cast<double>(attempts) / elapsed * 1e-6, 1), left);
    std::fflush(stderr);
}

void ProgressLine::clear() {
    if (dirty_) fmt::print(stderr, "\r\033[K");
    dirty_ = false;
}

CountLine::CountLine(bool wanted) : shown_(wanted && isatty(STDERR_FILENO) == 1) {}

CountLine::~CountLine() {
    if (shown_) fmt::print(stderr, "\r\033[K");
}

void CountLine::show(std::uint64_t done, std::uint64_t all, std::string_view what) {
    const auto wall = Clock::now();
    if (!shown_ || done == 0 || wall - last_ < std::chrono::milliseconds(100)) return;
    last_ = wall;
    const double elapsed = std::chrono::duration<double>(wall - started_).count();
    fmt::print(stderr, "\r{} of {} {}, {:.0f} s left \033[K", grouped(done), grouped(all), what,
               elapsed * static_cast<double>(all - done) / static_cast<double>(done));
    std::fflush(stderr);
}

void catch_interrupts() {
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
    std::signal(SIGHUP, on_signal);
}

void end_at_interrupts(const char* words) {
    last_words = words;
    std::signal(SIGINT, on_last_signal);
    std::signal(SIGTERM, on_last_signal);
    std::signal(SIGHUP, on_last_signal);
}

std::optional<int> interrupted_by() {
    return caught_signal == 0 ? std::nullopt : std::optional<int>(caught_signal);
}

}  // namespace isotherm
