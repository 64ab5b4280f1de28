// SPDX-License-Identifier: Apache-2.0
#include "engine/plans/series_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/insight/share_out.h"
#include "engine/plans/pareto.h"
#include "engine/scaling/capacity_bounds.h"

namespace isotherm {
namespace {

const ResourceName the_table{"table"};
constexpr auto side_kinds =
    std::to_array({SettingKind::fixed, SettingKind::target_tracking, SettingKind::schedule});
// When reads and writes hold up each other's updates, the settings are searched again with this
// part of the allowed share.
constexpr auto stricter = std::to_array<double>({1, 0.5, 0});

double share_of(__int128 part, __int128 whole) {
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

class SeriesPlanning {
public:
    explicit SeriesPlanning(const SeriesQuestion& question)
        : question_(question),
          searches_{SideSearch(question.series, Side::read, question.options, question.stopping),
                    SideSearch(question.series, Side::write, question.options, question.stopping)} {
    }

    SeriesPlan plan() {
        // The sides do not know of each other; what is found is remembered.
        share_out(2, 2, [&](std::size_t side) {
            for (const SettingKind kind : side_kinds)
                (void)cheapest(side == 0 ? Side::read : Side::write, kind, 1);
        });
        std::vector<SeriesChoice> found;
        for (const SettingKind kind : side_kinds) add_kind(found, {kind, kind});
        add_kind(found, cheapest_kinds());
        if (question_.on_demand) found.push_back(on_demand());
        std::stable_sort(found.begin(), found.end(),
                         [](const SeriesChoice& a, const SeriesChoice& b) {
                             return a.list_month < b.list_month;
                         });
        SeriesPlan plan;
        plan.kinds = std::move(found);
        choose(plan);
        plan.frontier = frontier(plan.kinds);
        plan.binding = binding(plan);
        for (const SideSearch& search : searches_) plan.tried += search.all_tried().size();
        plan.tried += joint_;
        plan.stopped = question_.stopping();
        return plan;
    }

private:
    double most(Side side) const { return question_.most_throttled[side]; }

    std::optional<TriedSetting> cheapest(Side side, SettingKind kind, double part) {
        if (!searches_[side].asked_for_anything())
            return searches_[side].cheapest(SettingKind::fixed, 0);
        return searches_[side].cheapest(kind, most(side) * part);
    }

    BySide<SettingKind> cheapest_kinds() {
        BySide<SettingKind> kinds{SettingKind::fixed, SettingKind::fixed};
        for (const Side side : both_sides) {
            std::optional<TriedSetting> best;
            for (const SettingKind kind : side_kinds) {
                const auto one = cheapest(side, kind, 1);
                if (one && (!best || one->cheaper_than(*best))) {
                    best = one;
                    kinds[side] = kind;
                }
            }
        }
        return kinds;
    }

    void add_kind(std::vector<SeriesChoice>& found, BySide<SettingKind> kinds) {
        for (const double part : stricter) {
            BySide<SideSetting> settings;
            for (const Side side : both_sides) {
                const auto one = cheapest(side, kinds[side], part);
                if (!one) return;
                settings[side] = one->setting;
            }
            const bool known = std::any_of(found.begin(), found.end(), [&](const auto& other) {
                return other.settings == settings;
            });
            if (known) return;
            SeriesChoice choice = together(settings);
            if (keeps(choice)) {
                found.push_back(std::move(choice));
                return;
            }
        }
    }

    // Both sides in one backtest: they share UpdateTable.
    SeriesChoice together(const BySide<SideSetting>& settings) {
        ++joint_;
        BacktestOptions options = question_.options;
        const Throughput start = start_of(question_.series, options);
        for (const Side side : both_sides)
            side_of(options.start, side) = settings[side].start(start.of(side));
        SeriesChoice choice;
        choice.settings = settings;
        choice.result = run_backtest(question_.series, options, *policy_of(settings));
        __int128 throttled = 0, demand = 0;
        for (const Side side : both_sides) {
            const BacktestSide& one = choice.result->of(side);
            choice.throttled_share[side] = share_of(one.throttled, one.demand);
            throttled += one.throttled;
            demand += one.demand;
        }
        choice.throttled_units_share = share_of(throttled, demand);
        choice.list_month = list_price(choice);
        return choice;
    }

    bool keeps(const SeriesChoice& choice) const {
        for (const Side side : both_sides) {
            if (choice.throttled_share[side] > most(side)) return false;
            if (choice.result &&
                choice.result->of(side).consumed > choice.result->of(side).provisioned)
                return false;
        }
        return !choice.result || question_.keeps(*choice.result);
    }

    SeriesChoice on_demand() const {
        SeriesChoice choice;
        choice.on_demand = true;
        choice.list_month = list_price(choice);
        return choice;
    }

    // The hours of a bill: the highest capacity in each clock hour, or what was asked for.
    BilledUse use_of(const SeriesChoice& choice) const {
        BilledUse use;
        const BacktestSeries& series = question_.series;
        const auto observe = [&](std::size_t i, const BySide<std::int64_t>& provisioned) {
            const UtcMinute minute = series.first + std::chrono::minutes(i);
            const auto hour = std::chrono::floor<std::chrono::hours>(minute);
            const std::int64_t number = hour.time_since_epoch().count();
            if (use.hours.empty() || use.hours.back().hour != number) {
                use.hours.push_back({.resource = the_table, .hour = number, .covered = 0s});
                if (choice.on_demand) use.hours.back().mode = CapacityMode::on_demand;
            }
            ResourceHour& billed = use.hours.back();
            billed.covered += 60s;
            for (const Side side : both_sides) {
                const Units units = side == Side::read ? Units::read : Units::write;
                billed.provisioned.of(units) =
                    std::max(billed.provisioned.of(units),
                             CapacityRate::units_per_second(provisioned[side]));
                billed.consumed.of(units) +=
                    HalfUnits(divided_up(series.of(side)[i], nano_units_per_unit / 2));
            }
        };
        if (choice.on_demand) {
            for (std::size_t i = 0; i < series.minutes(); ++i) observe(i, {});
            return use;
        }
        BacktestOptions options = question_.options;
        options.start = choice.result->start;
        options.find_best_fixed = false;
        (void)run_backtest(series, options, *policy_of(choice.settings),
                           [&](std::size_t i, const BySide<BacktestMinute>& minute,
                               std::span<const ScalingRequest> requests) {
                               BySide<std::int64_t> most{minute[Side::read].provisioned,
                                                         minute[Side::write].provisioned};
                               (void)requests;
                               observe(i, most);
                           });
        return use;
    }

    double list_price(const SeriesChoice& choice) const {
        Usage usage;
        const BacktestSeries& series = question_.series;
        usage.time = std::chrono::minutes(series.minutes());
        usage.hours = choice.result ? choice.result->charged_hours : clock_hours();
        const CapacityMode mode =
            choice.on_demand ? CapacityMode::on_demand : CapacityMode::provisioned;
        for (const Side side : both_sides) {
            const PriceItem item = throughput_item(mode, TableClass::standard,
                                                   side == Side::read ? Units::read : Units::write);
            usage.add(the_table, item,
                      choice.on_demand ? Quantity(total_demand(side), nano_units_per_unit)
                                       : Quantity(choice.result->of(side).charged_unit_hours));
        }
        BillingSettings plain = question_.billing;
        plain.reserved_read = plain.reserved_write = 0;
        plain.savings_plan = 0;
        return make_bill(usage, question_.book, plain).month.total.in_dollars();
    }
    Wide total_demand(Side side) const {
        Wide sum = 0;
        for (const std::int64_t asked : question_.series.of(side)) sum += asked;
        return sum;
    }
    std::int64_t clock_hours() const {
        const UtcMinute first = question_.series.first;
        const UtcMinute end = first + std::chrono::minutes(question_.series.minutes());
        return (std::chrono::ceil<std::chrono::hours>(end) -
                std::chrono::floor<std::chrono::hours>(first))
            .count();
    }

    // The lowest price with the commitments that may be made.
    void choose(SeriesPlan& plan) {
        for (const SeriesChoice& kind : plan.kinds) {
            SeriesChoice paid = kind;
            paid.payment = cheapest_payment(use_of(paid), question_.book, question_.billing,
                                            question_.payments);
            if (!plan.chosen || paid.payment->month.total < plan.chosen->payment->month.total)
                plan.chosen = std::move(paid);
        }
        if (plan.chosen) {
            plan.best = *plan.chosen;
            return;
        }
        BySide<SideSetting> settings;
        for (const Side side : both_sides) {
            std::optional<TriedSetting> least;
            for (const TriedSetting& one : searches_[side].all_tried())
                if (!least || one.throttled_share < least->throttled_share) least = one;
            if (least) settings[side] = least->setting;
        }
        plan.best = together(settings);
        plan.best.payment = present_payment(use_of(plan.best), question_.book, question_.billing);
    }

    // What the searches of the sides tried, put together in the order of their throttling.
    std::vector<SeriesChoice> frontier(const std::vector<SeriesChoice>& kinds) {
        constexpr auto shares = std::to_array<double>({0, 0.0001, 0.001, 0.01, 0.05});
        std::vector<SeriesChoice> all = kinds;
        for (const double share : shares) {
            if (question_.stopping()) break;
            BySide<SideSetting> settings;
            bool both = true;
            for (const Side side : both_sides) {
                std::optional<TriedSetting> best;
                for (const TriedSetting& one : searches_[side].all_tried())
                    if (one.keeps(share) && (!best || one.cheaper_than(*best))) best = one;
                both = both && best;
                if (best) settings[side] = best->setting;
            }
            if (both) all.push_back(together(settings));
        }
        return pareto_front(
            std::move(all), [](const SeriesChoice& one) { return one.list_month; },
            [](const SeriesChoice& one) { return one.throttled_units_share; });
    }

    std::optional<SeriesChoice> binding(const SeriesPlan& plan) {
        if (!plan.chosen || plan.chosen->on_demand) return std::nullopt;
        // The side that pays most: the dearest setting below the chosen one that breaks the
        // promise.
        std::optional<SeriesChoice> found;
        for (const Side side : both_sides) {
            const SideSetting& chosen = plan.chosen->settings[side];
            if (!searches_[side].asked_for_anything()) continue;
            std::optional<TriedSetting> next;
            const std::int64_t hours = searches_[side].tried(chosen).unit_hours;
            for (const TriedSetting& one : searches_[side].all_tried()) {
                if (one.setting.kind != chosen.kind || one.unit_hours >= hours) continue;
                if (one.keeps(most(side))) continue;
                if (!next || one.unit_hours > next->unit_hours) next = one;
            }
            if (!next) continue;
            BySide<SideSetting> settings = plan.chosen->settings;
            settings[side] = next->setting;
            SeriesChoice one = together(settings);
            if (!found || one.throttled_units_share > found->throttled_units_share)
                found = std::move(one);
        }
        return found;
    }

    const SeriesQuestion& question_;
    BySide<SideSearch> searches_;
    std::size_t joint_ = 0;  // backtests of both sides
};

}  // namespace

std::string SeriesChoice::text() const {
    if (on_demand) return "on-demand mode";
    return fmt::format("reads {}; writes {}", settings[Side::read].text(),
                       settings[Side::write].text());
}

SeriesPlan plan_series(const SeriesQuestion& question) { return SeriesPlanning(question).plan(); }

}  // namespace isotherm
