// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How long the window's thread works at a stretch, and how much memory the program has.

#include <time.h>
#include <unistd.h>

#include <QApplication>
#include <QEvent>
#include <QMetaEnum>
#include <fstream>

namespace isotherm {

// CPU time of this thread in seconds.
inline double thread_seconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// Resident memory of the program in bytes.
inline double resident_bytes() {
    std::ifstream statistics("/proc/self/statm");
    double pages = 0, resident = 0;
    statistics >> pages >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

// An application that remembers which event kept its thread at work longest: so long it could not
// handle any other. Events within an event, such as the paint events of a repaint, are part of it.
class WatchedApplication final : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override {
        if (within_) return QApplication::notify(receiver, event);
        within_ = true;
        const QString what =
            QStringLiteral("%1 of %2 %3")
                .arg(QLatin1String(QMetaEnum::fromType<QEvent::Type>().valueToKey(event->type())),
                     QLatin1String(receiver->metaObject()->className()), receiver->objectName());
        const double before = thread_seconds();
        const bool taken = QApplication::notify(receiver, event);
        const double gap = thread_seconds() - before;
        within_ = false;
        if (gap > longest_) {
            longest_ = gap;
            longest_event_ = what;
        }
        return taken;
    }
    double longest() const { return longest_; }
    const QString& longest_event() const { return longest_event_; }

private:
    bool within_ = false;
    double longest_ = 0;
    QString longest_event_;
};

}  // namespace isotherm
