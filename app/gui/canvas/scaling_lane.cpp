// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/scaling_lane.h"

#include <algorithm>

#include "app/gui/models/cause_names.h"
#include "app/gui/models/engine_words.h"
#include "engine/control/live_change.h"
#include "engine/insight/table_group.h"

namespace isotherm {
namespace {

constexpr std::string_view by_people = "changes.";

bool made_by_people(const CapacityChange& change) { return change.asked_by.starts_with(by_people); }

bool raises(const CapacityChange& change) {
    return change.wanted.read > change.before.read || change.wanted.write > change.before.write;
}

// The mark of a change: who requested what and why, and how DynamoDB answered.
LaneMark mark_of(const CapacityChange& change, const QString& who, const QString& in_force,
                 const QString& refused) {
    LaneMark mark;
    mark.kind = !change.refusal.empty() ? LaneMark::Kind::refused
                : raises(change)        ? LaneMark::Kind::raised
                                        : LaneMark::Kind::lowered;
    mark.second = change.second;
    mark.end_second = change.effective_second.value_or(change.second);
    mark.text = QStringLiteral("%1  %2  %3\n%4 \u2192 %5 RCU/WCU")
                    .arg(clock_of(change.second), qtext(printable(change.resource.label())), who,
                         Words::capacity(change.on_demand_before, change.before),
                         Words::capacity(change.on_demand_wanted, change.wanted));
    if (!made_by_people(change)) mark.text += QLatin1Char('\n') + engine_words(change.reason);
    if (!change.refusal.empty())
        mark.text += QLatin1Char('\n') + refused.arg(engine_words(change.refusal));
    else if (change.effective_second)
        mark.text += QLatin1Char('\n') + in_force.arg(clock_of(*change.effective_second));
    return mark;
}

// The tables and indexes that a lane tells about: those of a band alone, else the whole group.
std::vector<std::size_t> told_of(const TimeCanvas& lane, const Recording& recording) {
    if (!lane.subject()) return table_group(recording, lane.table());
    if (lane.table() >= recording.tables.size()) return {};
    return {lane.table()};
}

QString counted(const std::vector<LaneMark>& marks, const QString& with_refusals) {
    std::uint64_t asked = 0, refused = 0;
    for (const LaneMark& mark : marks) {
        asked += !mark.is_band();
        refused += mark.kind == LaneMark::Kind::refused;
    }
    return refused == 0 ? count_text(asked)
                        : with_refusals.arg(count_text(asked), count_text(refused));
}

}  // namespace

ScalingLane::ScalingLane(RunModel& run, ViewState& view, QWidget* parent)
    : MarkLane(run, view, parent) {
    setAccessibleName(tr("Scaling"));
    setAccessibleDescription(
        tr("Capacity changes that scaling policies requested, refusals, and what the policies wait "
           "for"));
    refresh();
}

std::vector<LaneMark> ScalingLane::collect() const {
    std::vector<LaneMark> marks;
    const Recording& recording = run().recording();
    const auto group = told_of(*this, recording);
    for (const ScalingHold& hold : recording.scaling_holds) {
        if (!in_group(recording, group, hold.resource)) continue;
        LaneMark mark;
        mark.kind =
            hold.wait.what == WaitFor::points ? LaneMark::Kind::counting : LaneMark::Kind::waiting;
        mark.second = hold.second;
        mark.end_second = hold.second + hold.seconds;
        mark.text = QStringLiteral("%1  %2  %3\n%4")
                        .arg(clock_of(hold.second), qtext(printable(hold.resource.label())),
                             qtext(hold.policy), engine_words(hold.wait.message));
        marks.push_back(std::move(mark));
    }
    for (const CapacityChange& change : recording.capacity_changes) {
        if (made_by_people(change) || !in_group(recording, group, change.resource)) continue;
        marks.push_back(mark_of(change, asked_by_words(change.asked_by), tr("In force at %1"),
                                tr("Refused: %1")));
    }
    std::stable_sort(marks.begin(), marks.end(),
                     [](const LaneMark& a, const LaneMark& b) { return a.second < b.second; });
    return marks;
}

QString ScalingLane::sum(const std::vector<LaneMark>& marks) const {
    return counted(marks, tr("%1, %2 refused"));
}

ChangesLane::ChangesLane(RunModel& run, ViewState& view, QWidget* parent)
    : MarkLane(run, view, parent) {
    setAccessibleName(tr("Changes"));
    setAccessibleDescription(
        tr("Changes made during the run, by the scenario or live, and who made them"));
    refresh();
}

std::vector<LaneMark> ChangesLane::collect() const {
    std::vector<LaneMark> marks;
    const Recording& recording = run().recording();
    const auto group = told_of(*this, recording);
    if (group.empty()) return marks;
    for (const CapacityChange& change : recording.capacity_changes) {
        if (!made_by_people(change) || !in_group(recording, group, change.resource)) continue;
        const std::string name = change.asked_by.substr(by_people.size());
        const QString who = name.starts_with(live_change_prefix)
                                ? tr("you (%1)").arg(qtext(name))
                                : tr("the scenario (%1)").arg(qtext(printable(name)));
        marks.push_back(mark_of(change, who, tr("In force at %1"), tr("Refused: %1")));
    }
    for (const Event& event : recording.events) {
        if (event.kind != EventKind::workload_changed ||
            event.resource != recording.tables[group.front()].name)
            continue;
        LaneMark mark;
        mark.second = mark.end_second = event.second;
        mark.text = clock_of(event.second) + QStringLiteral("  ") + engine_words(event.text);
        marks.push_back(std::move(mark));
    }
    std::stable_sort(marks.begin(), marks.end(),
                     [](const LaneMark& a, const LaneMark& b) { return a.second < b.second; });
    return marks;
}

QString ChangesLane::sum(const std::vector<LaneMark>& marks) const {
    return counted(marks, tr("%1, %2 refused"));
}

}  // namespace isotherm
