// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/controller/run_history.h"

#include <algorithm>

#include "app/gui/models/compare_sentence.h"
#include "app/render/canvas.h"
#include "app/render/heat_image.h"
#include "engine/run/comparison.h"

namespace isotherm {

QImage thumbnail_of(const RunModel& run, const Theme& theme, QSize size) {
    if (run.empty() || run.recorded_seconds() == 0) return {};
    const std::size_t table = run.busiest_table();
    const TableRecording& of = run.recording().tables[table];
    const Side side = run.busiest_side(table);
    const auto columns =
        TimeColumns::over(0, run.recorded_seconds(), size.width(), of.column_seconds);
    if (columns.count == 0) return {};
    const HeatGrid grid = heat_grid(of, run.pyramid(table, side), columns, run.recorded_seconds());
    return heat_image(grid, theme, size, 1).image;
}

std::uint64_t bytes_of(const Recording& recording) {
    constexpr std::uint64_t cell_bytes = 16, pyramid_share = 2;  // halves add up to as much again
    std::uint64_t bytes = 0;
    for (const TableRecording& table : recording.tables) {
        for (const Side side : both_sides) {
            bytes += table.seconds[side].size() * sizeof(SeriesSecond);
            const HeatStore& heat = table.heat[side];
            for (std::int64_t row = 0; row < heat.end_second(); ++row)
                bytes += heat.row(row).size() * cell_bytes * pyramid_share;
        }
    }
    return bytes;
}

void RunHistory::keep(RunModel& shown, const QString& text, const QString& path,
                      const Theme& theme) {
    if (shown.empty() || shown.recorded_seconds() < 1) return;
    EarlierRun earlier;
    const Totals totals = shown.totals();
    earlier.name = qtext(printable(shown.recording().name));
    earlier.text = text;
    earlier.path = path;
    earlier.seed = shown.identity().seed;
    earlier.seconds = shown.recorded_seconds();
    earlier.fingerprint = shown.identity().fingerprint;
    earlier.tries = totals.attempts;
    earlier.throttled = totals.throttled;
    earlier.thumbnail = thumbnail_of(shown, theme, thumbnail_size);
    earlier.bytes = bytes_of(shown.recording());
    if (shown.scenario()) {
        const Statement bill = bill_until(shown.recording(), *shown.scenario(), earlier.seconds);
        if (bill.complete()) earlier.bill = bill.total.in_dollars();
    }
    earlier.run = std::make_unique<RunModel>();
    earlier.run->take_over(shown);
    if (!runs_.empty() && runs_.front().run != nullptr)
        earlier.changed = CompareSentence::changes(*runs_.front().run, *earlier.run);
    // The same run, as far or less far simulated, is listed once.
    std::erase_if(runs_, [&](const EarlierRun& one) {
        return one.text == earlier.text && one.seed == earlier.seed &&
               one.seconds <= earlier.seconds;
    });
    runs_.insert(runs_.begin(), std::move(earlier));
    drop_old();
    Q_EMIT changed();
}

void RunHistory::drop_old() {
    if (runs_.size() > most_runs) runs_.resize(most_runs);
    std::uint64_t bytes = 0;
    for (EarlierRun& one : runs_) {
        if (one.run == nullptr) continue;
        bytes += one.bytes;
        if (bytes > limit_) one.run.reset();
    }
}

EarlierRun RunHistory::take(std::size_t index) {
    EarlierRun taken = std::move(runs_[index]);
    runs_.erase(runs_.begin() + static_cast<std::ptrdiff_t>(index));
    Q_EMIT changed();
    return taken;
}

}  // namespace isotherm
