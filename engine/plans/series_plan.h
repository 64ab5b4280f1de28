// SPDX-License-Identifier: Apache-2.0
#pragma once
// The cheapest settings for a recorded series: capacity mode, fixed values, target tracking,
// schedules and how to pay. Each is tried with a backtest, minute by minute; nothing is drawn.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/backtest/backtest.h"
#include "engine/billing/billing_settings.h"
#include "engine/plans/payment.h"
#include "engine/plans/side_search.h"

namespace isotherm {

// Both sides together, as one table.
struct SeriesChoice {
    bool on_demand = false;
    BySide<SideSetting> settings;
    BySide<double> throttled_share{};      // of the units asked for
    double throttled_units_share = 0;      // of both sides together
    double list_month = 0;                 // US dollars, without commitments
    std::optional<Payment> payment;        // of the choice that is made; nullopt for others
    std::optional<BacktestResult> result;  // nullopt in on-demand mode

    std::string text() const;
};

struct SeriesPlan {
    std::optional<SeriesChoice> chosen;  // nullopt: nothing keeps the promise
    SeriesChoice best;                   // the chosen one, or the one that comes closest
    std::vector<SeriesChoice> frontier;  // of list price and throttling; cheapest first
    std::vector<SeriesChoice> kinds;     // the cheapest of each kind that keeps the promise
    std::size_t tried = 0;               // backtests
    bool stopped = false;
    // What the next cheaper setting would throttle; nullopt: nothing cheaper was tried.
    std::optional<SeriesChoice> binding;
};

struct SeriesQuestion {
    const BacktestSeries& series;
    BacktestOptions options;
    BySide<double> most_throttled{};  // of the units of each side
    // Further conditions on the backtest of a choice.
    std::function<bool(const BacktestResult&)> keeps = [](const BacktestResult&) { return true; };
    const PriceBook& book;
    BillingSettings billing;
    PaymentChoices payments;
    bool on_demand = true;  // may be chosen
    std::function<bool()> stopping = [] { return false; };
};

SeriesPlan plan_series(const SeriesQuestion& question);

}  // namespace isotherm
