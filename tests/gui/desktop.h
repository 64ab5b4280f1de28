// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Desktop sessions without a screen, and runs to show in them.

#include <QApplication>
#include <QElapsedTimer>
#include <QTest>
#include <functional>
#include <string>

#include "app/gui/controller/session.h"
#include "engine/recording/run_database.h"
#include "tests/engine/recording/made_recording.h"
#include "tests/engine/scenario/hot_scenario.h"

namespace isotherm {

// Runs the event loop until the condition holds; returns false after ten seconds.
inline bool wait_until(const std::function<bool()>& holds, int most_ms = 10'000) {
    return QTest::qWaitFor(holds, most_ms);
}

inline StoredRun stored(MadeRecording&& made) {
    StoredRun run;
    run.recording = std::move(made.recording);
    run.identity.seed = 1;
    run.identity.fingerprint = "0123456789abcdef";
    return run;
}

// An idle recording except for one throttled second of one of `partitions`.
inline MadeRecording one_throttled_second(std::size_t partitions, std::int64_t seconds,
                                          std::int64_t second, std::size_t partition) {
    MadeRecording made(partitions, 100, seconds);
    made.add_second(Side::write, second, {{partition, 150, 50}});
    return made;
}

// Number of pixels of a widget that have this colour.
inline int pixels_of(QWidget& widget, const QColor& colour) {
    const QImage image = widget.grab().toImage();
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) count += image.pixel(x, y) == colour.rgb();
    }
    return count;
}

}  // namespace isotherm
