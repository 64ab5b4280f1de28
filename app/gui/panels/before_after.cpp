// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/before_after.h"

#include <algorithm>

#include "app/gui/models/bill_words.h"
#include "app/gui/models/cause_names.h"
#include "engine/insight/score.h"
#include "engine/insight/table_group.h"
#include "engine/run/comparison.h"

namespace isotherm {
namespace {

constexpr int figures_refresh_ms = 500;  // a bill of a long run takes time

}  // namespace

BeforeAfter::BeforeAfter(RunModel& run, QWidget* parent) : QLabel(parent), run_(run) {
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setAccessibleDescription(tr("Before and after"));
    setToolTip(tr("Throttled tries, hottest second and bill of this table with its indexes"));
    later_.setSingleShot(true);
    later_.setInterval(figures_refresh_ms);
    connect(&later_, &QTimer::timeout, this, &BeforeAfter::refresh);
    connect(&run, &RunModel::extended, this, [this] {
        if (!later_.isActive()) later_.start();
    });
    connect(&run, &RunModel::restarted, this, &BeforeAfter::refresh);
    connect(&run, &RunModel::ended, this, &BeforeAfter::refresh);
    connect(&run, &RunModel::baseline_changed, this, &BeforeAfter::refresh);
}

void BeforeAfter::show_table(const std::string& table) {
    if (table == table_) return;
    table_ = table;
    refresh();
}

void BeforeAfter::showEvent(QShowEvent* event) {
    QLabel::showEvent(event);
    refresh();
}

// Returns for example "1,673,419 · 943 % · $13.13/h" for the first seconds of a run.
QString BeforeAfter::figures(const RunModel& run, std::int64_t seconds) const {
    const auto subject = run.subject_of(ResourceName(table_));
    if (!subject || *subject >= run.recording().tables.size() || seconds == 0)
        return QString(QChar(0x2013));
    const std::vector<std::size_t> group = table_group(run.recording(), *subject);
    std::uint64_t throttled = 0;
    double heat = 0;
    for (const std::size_t t : group) {
        for (const Side side : both_sides) {
            const SideNumbers numbers =
                side_numbers(run.recording().tables[t], run.pyramid(t, side), side, {0, seconds});
            throttled += numbers.throttled;
            heat = std::max(heat, numbers.heat);
        }
    }
    QStringList parts{count_text(throttled), share_text(heat, 0)};
    if (run.scenario()) {
        const Statement bill = bill_until(run.recording(), *run.scenario(), seconds);
        Money sum;
        for (const std::size_t t : group) sum += bill.total_of(run.recording().tables[t].name);
        if (bill.complete()) parts << BillWords::text(sum.in_dollars(), seconds);
    }
    return parts.join(QStringLiteral(" \u00b7 "));
}

void BeforeAfter::refresh() {
    if (!isVisible()) return;
    const RunModel* a = run_.baseline();
    if (a == nullptr) {
        setText(run_.recorded_seconds() == 0
                    ? QString()
                    : tr("before %1").arg(figures(run_, run_.recorded_seconds())));
        return;
    }
    const std::int64_t seconds = std::min(a->recorded_seconds(), run_.recorded_seconds());
    QString text = tr("before %1").arg(figures(*a, seconds)) + QLatin1Char('\n') +
                   tr("after %1").arg(figures(run_, seconds));
    if (seconds < a->recorded_seconds())
        text += QLatin1Char('\n') + tr("both over the first %1").arg(elapsed_text(seconds));
    setText(text);
}

}  // namespace isotherm
