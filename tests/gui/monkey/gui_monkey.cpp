// SPDX-License-Identifier: GPL-3.0-or-later
// Random clicks, keys, drags, wheel turns, texts and window sizes in four scenarios and in every
// mode.
//   gui_monkey 2m            seeds 1, 2, 3 … with 600 actions each, for two minutes
//   gui_monkey 2m 17         the same from seed 17 on
//   gui_monkey 17 1000       seed 17 with 1,000 actions
//   gui_monkey 1-4 1000      seeds 1 to 4 with 1,000 actions each
// Exits with 1 and prints the last actions as a script (isotherm-gui --script) if the program
// crashes, if the window does not respond for more than a second, if Qt warns, if the view is
// outside the run, or if memory grows by more than a fifth after the first tenth of the actions.
// The simulation runs in parallel, so a seed reproduces a run nearly but not
// exactly.

#include <signal.h>

#include <QApplication>
#include <QDir>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <clocale>
#include <limits>
#include <optional>

#include "app/gui/controller/run_history.h"
#include "app/gui/models/entered_time.h"
#include "tests/gui/monkey/loop_gaps.h"
#include "tests/gui/monkey/monkey.h"

namespace isotherm {
namespace {

void tell_and_end(int signal_number) {
    diary.tell();
    ::signal(signal_number, SIG_DFL);
    ::raise(signal_number);
}

void hear(QtMsgType, const QMessageLogContext&, const QString& message) {
    // Message of the platform without a screen about itself.
    if (message.startsWith(QLatin1String("This plugin does not support"))) return;
    std::fprintf(stderr, "Qt: %s\n", qPrintable(message));
    warned = true;
}

struct Visit {
    std::uint64_t first = 1;
    std::uint64_t last = std::numeric_limits<std::uint64_t>::max();  // seed
    int actions = usual_actions;                                     // a seed
    qint64 most_ms = std::numeric_limits<qint64>::max();
};

// DURATION [SEED], or SEED ACTIONS, or FIRST-LAST ACTIONS.
std::optional<Visit> visit_of(const QStringList& words) {
    static const QRegularExpression seeds(QStringLiteral("^(\\d+)(?:-(\\d+))?$"));
    const auto match = seeds.match(words.value(1));
    Visit visit;
    if (match.hasMatch() && words.size() > 2) {
        visit.first = match.captured(1).toULongLong();
        visit.last = match.captured(2).isEmpty() ? visit.first : match.captured(2).toULongLong();
        visit.actions = words[2].toInt();
        return visit.actions > 0 ? std::optional(visit) : std::nullopt;
    }
    const auto duration = entered_time(words.value(1));
    if (!duration) return std::nullopt;
    visit.most_ms = duration->count() / 1'000;
    visit.first = std::max(1U, words.value(2).toUInt());
    return visit;
}

constexpr std::uint64_t kept_bytes = 16 << 20;  // of earlier runs
constexpr double most_growth = 1.2;             // of memory after the first tenth
// With fewer seeds one is more than a tenth, and with fewer actions not every scenario was open.
constexpr std::uint64_t least_seeds = 9;

// Memory after each seed: what it had after the first tenth of them, and the most later.
class Memory {
public:
    void look(std::uint64_t done, std::uint64_t all) {
        constexpr std::uint64_t tenths = 10;
        const double now = resident_bytes();
        if (done == 1 || done <= all / tenths) first_ = most_ = now;
        most_ = std::max(most_, now);
    }
    double first() const { return first_; }
    double most() const { return most_; }

private:
    double first_ = 0, most_ = 0;
};

int swing(Application& program, const QString& scenarios, const Visit& visit) {
    QElapsedTimer passed;
    passed.start();
    int actions = 0;
    double longest = 0;
    std::uint64_t seed = visit.first;
    // Earlier runs are kept up to a gigabyte by design; what else grows is a leak.
    program.session().history().set_most_bytes(kept_bytes);
    Memory memory;
    for (; seed <= visit.last && passed.elapsed() < visit.most_ms; ++seed) {
        diary.write(QStringLiteral("# seed %1").arg(seed));
        Monkey monkey(program, scenarios, seed);
        const QString wrong = monkey.run(visit.actions, passed, visit.most_ms);
        actions += monkey.actions();
        longest = std::max(longest, monkey.longest());
        memory.look(seed - visit.first + 1, visit.last - visit.first + 1);
        if (wrong.isEmpty()) continue;
        diary.tell();
        std::fprintf(stderr, "seed %llu: %s\n", static_cast<unsigned long long>(seed),
                     qPrintable(wrong));
        return 1;
    }
    std::printf("seeds %llu to %llu, %d actions in %.0f s; the longest took %.0f ms\n",
                static_cast<unsigned long long>(visit.first),
                static_cast<unsigned long long>(seed - 1), actions,
                static_cast<double>(passed.elapsed()) * 1e-3, longest * 1e3);
    const auto& watched = *static_cast<WatchedApplication*>(QCoreApplication::instance());
    std::printf("longest event: %.0f ms of CPU time, %s\n", watched.longest() * 1e3,
                qPrintable(watched.longest_event()));
    std::printf("resident memory: %.0f MB after the first tenth, at most %.0f MB later\n",
                memory.first() * 1e-6, memory.most() * 1e-6);
    const bool warm = visit.last - visit.first >= least_seeds && visit.actions >= usual_actions;
    if (!warm || memory.most() <= most_growth * memory.first()) return 0;
    std::fprintf(stderr, "memory grew by more than a fifth\n");
    return 1;
}

}  // namespace
}  // namespace isotherm

int main(int argument_count, char** arguments) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    for (const int fatal : {SIGSEGV, SIGFPE, SIGABRT, SIGBUS, SIGILL})
        ::signal(fatal, isotherm::tell_and_end);
    const QTemporaryDir folder;
    qputenv("XDG_DATA_HOME", folder.path().toLocal8Bit());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.path());
    isotherm::WatchedApplication application(argument_count, arguments);
    qInstallMessageHandler(isotherm::hear);
    std::setlocale(LC_NUMERIC, "C");
    QApplication::setApplicationName(QStringLiteral("isotherm-monkey"));
    QApplication::setOrganizationName(QStringLiteral("isotherm-monkey"));
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    QApplication::setQuitOnLastWindowClosed(false);
    QDir::setCurrent(folder.path());
    const auto visit = isotherm::visit_of(QApplication::arguments());
    if (!visit) {
        std::fprintf(stderr,
                     "usage: gui_monkey DURATION [SEED], such as 2m 17\n"
                     "       gui_monkey SEED ACTIONS or FIRST-LAST ACTIONS, such as 1-4 1000\n");
        return 2;
    }
    isotherm::Application program(isotherm::GuiOptions{});
    program.open_as_asked();
    return isotherm::swing(program, QStringLiteral(ISOTHERM_SOURCE_DIR "/resources/scenarios"),
                           *visit);
}
