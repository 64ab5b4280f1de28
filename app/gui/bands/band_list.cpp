// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/bands/band_list.h"

#include <QRegularExpression>
#include <algorithm>
#include <map>

#include "app/render/canvas.h"
#include "engine/insight/table_group.h"
#include "engine/scenario/series_tables.h"

namespace isotherm {
namespace {

constexpr std::size_t date_length = 10;  // of "2016-01-20"

std::vector<Side> sides_of(const RunModel& run, const ViewState& view, BandCounts& counts,
                           std::size_t table) {
    const ShownSides asked = view.sides_of(table);
    const auto& count = counts.of(table);
    std::vector<Side> sides;
    const bool focused = table == view.table();
    const bool any_throttled = counts.throttled(table) > 0;
    for (const Side side : both_sides) {
        const bool wanted =
            asked == ShownSides::automatic
                ? (any_throttled ? count[side].throttled : count[side].tries) > 0
                : asked == ShownSides::both || (asked == ShownSides::read) == (side == Side::read);
        // A side without demand takes no room.
        const bool used = count[side].tries > 0 || !counts.in_use(table);
        if ((wanted && used) || (focused && side == view.side())) sides.push_back(side);
    }
    // A table that exists only in run A, or that nobody asks.
    if (sides.empty()) sides.push_back(focused ? view.side() : run.busiest_side(table));
    return sides;
}

// The tables in the order of the scenario; each index follows its table.
std::vector<std::size_t> scenario_order(const RunModel& run) {
    const Recording& recording = run.recording();
    std::vector<std::size_t> order;
    for (std::size_t t = 0; t < recording.tables.size(); ++t) {
        if (recording.tables[t].is_index && base_table(recording, t) != t) continue;
        for (const std::size_t member : table_group(recording, t)) order.push_back(member);
    }
    for (std::size_t s = recording.tables.size(); s < run.subject_count(); ++s) order.push_back(s);
    return order;
}

void sort_bands(std::vector<std::size_t>& order, const RunModel& run, const ViewState& view,
                BandCounts& counts) {
    const auto by = [&](const auto& value) {
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return value(a) > value(b); });
    };
    if (view.band_order() == BandOrder::throttled)
        by([&](std::size_t t) { return counts.throttled(t); });
    if (view.band_order() == BandOrder::hottest)
        by([&](std::size_t t) {
            return std::max(counts.of(t)[Side::read].hottest, counts.of(t)[Side::write].hottest);
        });
    if (view.band_order() == BandOrder::dragged) {
        const auto& moved = view.dragged_bands();
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return std::find(moved.begin(), moved.end(), a) <
                   std::find(moved.begin(), moved.end(), b);
        });
    }
    if (view.band_order() == BandOrder::name)
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return run.subject_name(a).label() < run.subject_name(b).label();
        });
}

// Whether the band of this table has refusals: its own, or those of any member of its series.
bool throttles(BandCounts& counts, std::size_t table, const RunSeries* series) {
    if (series == nullptr) return counts.throttled(table) > 0;
    return std::any_of(series->members.begin(), series->members.end(),
                       [&](std::size_t member) { return counts.throttled(member) > 0; });
}

// Series by the position of each member.
std::map<std::size_t, const RunSeries*> by_member(const std::vector<RunSeries>& all) {
    std::map<std::size_t, const RunSeries*> found;
    for (const RunSeries& series : all)
        for (const std::size_t member : series.members) found[member] = &series;
    return found;
}

}  // namespace

std::optional<std::size_t> BandList::of(std::size_t table) const {
    for (std::size_t b = 0; b < bands.size(); ++b) {
        const auto& series = bands[b].series;
        if (bands[b].table == table ||
            std::find(series.begin(), series.end(), table) != series.end())
            return b;
    }
    return std::nullopt;
}

bool matches_filter(const QString& name, const QString& filter) {
    if (filter.isEmpty()) return true;
    if (!filter.contains(QLatin1Char('*'))) return name.contains(filter, Qt::CaseInsensitive);
    const QRegularExpression pattern(QRegularExpression::wildcardToRegularExpression(
                                         filter, QRegularExpression::UnanchoredWildcardConversion),
                                     QRegularExpression::CaseInsensitiveOption);
    const auto match = pattern.match(name);
    return match.hasMatch() && match.capturedLength() == name.size();
}

std::vector<RunSeries> run_series(const RunModel& run) {
    std::vector<RunSeries> all;
    if (!run.scenario()) return all;
    for (const auto& [spec_name, spec] : run.scenario()->tables) {
        RunSeries series;
        for (const SeriesTable& table : series_tables(*run.scenario(), spec)) {
            const auto found = run.subject_of(ResourceName(table.name));
            if (!found || *found >= run.recording().tables.size()) continue;
            series.members.push_back(*found);
            const QString name = qtext(table.name);
            series.dates << (name.size() > static_cast<int>(date_length)
                                 ? name.right(static_cast<int>(date_length))
                                 : name);
        }
        if (series.members.size() < 2) continue;
        series.name = qtext(printable(spec_name));
        all.push_back(std::move(series));
    }
    return all;
}

BandList band_list(const RunModel& run, const ViewState& view, BandCounts& counts) {
    BandList list;
    const std::vector<RunSeries> all_series = run_series(run);
    const auto series_of = by_member(all_series);
    std::vector<std::size_t> order = scenario_order(run);
    const bool any_use =
        std::any_of(order.begin(), order.end(), [&](std::size_t t) { return counts.in_use(t); });
    sort_bands(order, run, view, counts);
    std::vector<const RunSeries*> folded;
    for (const std::size_t t : order) {
        const QString name = qtext(run.subject_name(t));
        const auto found = series_of.find(t);
        const RunSeries* series = found == series_of.end() ? nullptr : found->second;
        if (!matches_filter(series != nullptr ? series->name + name : name, view.band_filter()))
            continue;
        if (view.only_throttled_bands() && !throttles(counts, t, series)) continue;
        if (series != nullptr && !view.band(series->members.front()).unfolded) {
            if (std::find(folded.begin(), folded.end(), series) != folded.end()) continue;
            folded.push_back(series);
            list.bands.push_back(
                {series->members.back(), sides_of(run, view, counts, series->members.back()),
                 view.band(series->members.back()).collapsed, series->members, series->name});
            continue;
        }
        const bool idle = any_use && !counts.in_use(t) && t != view.table() &&
                          !run.only_in_baseline(t) && view.band_filter().isEmpty();
        if (idle && !view.shows_idle_bands()) {
            ++list.idle;
            continue;
        }
        list.bands.push_back({t,
                              sides_of(run, view, counts, t),
                              view.band(t).collapsed,
                              {},
                              series != nullptr ? series->name : QString()});
    }
    // There always is a band, even if none matches the filter: the focused one.
    if (list.bands.empty()) list.bands.push_back({view.table(), {view.side()}, false, {}, {}});
    return list;
}

}  // namespace isotherm
