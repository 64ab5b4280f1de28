// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a scenario at full speed in the window again and again while the view changes:
//   gui_soak 10m
// Exits with 1 if the window did not respond or if memory grew: 99.9 % of the event loop's
// iterations must take at most 100 ms, and the memory in use in the last eighth of the runs must be
// that of the second eighth.

#include <malloc.h>
#include <unistd.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QPixmapCache>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <algorithm>
#include <clocale>
#include <cstdio>
#include <fstream>
#include <utility>

#include "app/gui/models/entered_time.h"
#include "app/gui/window/main_window.h"

namespace isotherm {
namespace {

constexpr int tick_ms = 5;
constexpr int look_ms = 100;
constexpr qint64 longest_gap_ms = 100;
constexpr double gap_share = 0.999;
// The runs are divided into this many parts. Caches and the heap reach their size in the first one.
constexpr std::size_t parts = 8;
// Largest growth, as a share. The C library counts gaps between long-lived blocks as memory in use:
// some 5 % in 400 runs, in which the program's own memory grew from 24.6 to 24.9 MB (measured with
// heaptrack).
constexpr double growth_most = 0.1;
// Qt caches a pixmap of each button, and with a style sheet makes new ones each time, up to 10 MB.
// With this limit the cache is full in the first part.
constexpr int painted_kilobytes_most = 512;

// Two hours on fifty partitions, one of which is throttled because of a few keys.
constexpr const char* soak_scenario = R"(
name = "soak"
era = "2016"
seed = 11
duration = "2h"
[tables.votes]
partition_key = "candidate"
item_size = "200 B"
size = "500 GB"
capacity = { mode = "provisioned", read = 100, write = 20000 }
[workloads.voters]
table = "votes"
operation = "UpdateItem"
arrivals = { shape = "poisson", rate = "2000/s" }
keys = { distribution = "zipf", distinct = 100000, exponent = 1.1 }
client = { retry = "sdk_standard" }
)";

constexpr double megabyte = 1 << 20;

// Memory in use. Resident memory also includes gaps in the heap, so it does not show leaks.
double held_megabytes() {
    const struct mallinfo2 heap = mallinfo2();
    return static_cast<double>(heap.uordblks + heap.hblkhd) / megabyte;
}

double resident_megabytes() {
    malloc_trim(0);  // returns free memory to the system
    std::ifstream statistics("/proc/self/statm");
    double total = 0, resident = 0;
    statistics >> total >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / megabyte;
}

class Soak {
public:
    explicit Soak(qint64 duration_ms) : duration_ms_(duration_ms), window_(session_) {
        QPixmapCache::setCacheLimit(painted_kilobytes_most);
        window_.resize(1'280, 800);
        window_.show();
    }

    int run() {
        if (!session_.open_text(QString::fromUtf8(soak_scenario), {})) return 2;
        window_.open_explore();
        session_.sim().set_speed(speed_unbounded);
        session_.sim().run_or_pause();
        QObject::connect(&tick_, &QTimer::timeout, &window_, [this] { tick(); });
        QObject::connect(&look_, &QTimer::timeout, &window_, [this] { look_around(); });
        passed_.start();
        since_tick_.start();
        tick_.start(tick_ms);
        look_.start(look_ms);
        QApplication::exec();
        return report();
    }

private:
    void tick() {
        gaps_.push_back(since_tick_.restart());
        if (passed_.elapsed() >= duration_ms_) return QApplication::quit();
        // The restart takes a moment to begin.
        const bool finished = session_.sim().phase() == SimPhase::finished;
        if (!finished || std::exchange(counted_, finished)) {
            counted_ = finished;
            return;
        }
        laps_.push_back(held_megabytes());
        tries_ += session_.sim().attempts();
        session_.sim().run_or_pause();  // restarts
    }

    void look_around() {
        static constexpr const char* looks[] = {
            "zoom_in",    "pan_right", "next_throttle", "why",  "cursor_left", "lens",  "lens",
            "other_side", "show_all",  "other_side",    "fold", "heat_scale",  "clear", "follow"};
        QAction* action = window_.actions().named(looks[looked_++ % std::size(looks)]);
        if (action->isEnabled()) action->trigger();
    }

    // Memory depends on what is shown, so the minimum of many runs is compared.
    double least_of(std::size_t part) const {
        const auto border = [this](std::size_t p) {
            return laps_.begin() + static_cast<std::ptrdiff_t>(laps_.size() * p / parts);
        };
        return *std::min_element(border(part), border(part + 1));
    }

    int report() {
        std::sort(gaps_.begin(), gaps_.end());
        const auto at = static_cast<std::size_t>(static_cast<double>(gaps_.size()) * gap_share);
        const qint64 gap = gaps_[std::min(at, gaps_.size() - 1)];
        std::printf("%.0f s, %zu runs, %.0f M tries\n",
                    static_cast<double>(passed_.elapsed()) * 1e-3, laps_.size(),
                    static_cast<double>(tries_) * 1e-6);
        std::printf("event loop: median %lld ms, 99.9 %% %lld ms, longest %lld ms of %zu turns\n",
                    static_cast<long long>(gaps_[gaps_.size() / 2]), static_cast<long long>(gap),
                    static_cast<long long>(gaps_.back()), gaps_.size());
        if (laps_.size() < 2 * parts) {
            std::printf("too few runs to compare what they hold\n");
            return 1;
        }
        std::printf("held after a run, least of each eighth:");
        for (std::size_t part = 0; part < parts; ++part) std::printf(" %.2f", least_of(part));
        std::printf(" MB; resident at the end %.1f MB\n", resident_megabytes());
        const bool awake = gap <= longest_gap_ms;
        const bool flat = least_of(parts - 1) <= least_of(1) * (1 + growth_most);
        std::printf("%s, %s\n", awake ? "awake" : "NOT AWAKE", flat ? "flat" : "GROWING");
        return awake && flat ? 0 : 1;
    }

    qint64 duration_ms_;
    Session session_;
    MainWindow window_;
    QTimer tick_;
    QTimer look_;
    QElapsedTimer passed_;
    QElapsedTimer since_tick_;
    std::vector<qint64> gaps_;
    std::vector<double> laps_;  // megabytes in use after each run
    std::uint64_t tries_ = 0;
    bool counted_ = false;  // whether the finished run was counted
    std::size_t looked_ = 0;
};

}  // namespace
}  // namespace isotherm

int main(int argument_count, char** arguments) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir settings;
    qputenv("XDG_DATA_HOME", settings.path().toLocal8Bit());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    QApplication application(argument_count, arguments);
    std::setlocale(LC_NUMERIC, "C");
    QApplication::setApplicationName(QStringLiteral("isotherm-soak"));
    QApplication::setOrganizationName(QStringLiteral("isotherm-soak"));
    QApplication::setStyle(QStringLiteral("Fusion"));
    const QString text = argument_count > 1 ? QString::fromLocal8Bit(arguments[1]) : QString();
    const auto duration = isotherm::entered_time(text);
    if (!duration) {
        std::fprintf(stderr, "usage: gui_soak DURATION, such as 10s or 10m\n");
        return 2;
    }
    return isotherm::Soak(duration->count() / 1'000).run();
}
