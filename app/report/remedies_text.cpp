// SPDX-License-Identifier: Apache-2.0
#include "app/report/remedies_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/report/findings_text.h"
#include "app/report/remedy_words.h"
#include "engine/insight/headroom.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

constexpr std::array<std::string_view, verdict_names.size()> verdict_texts{
    "ends the throttling", "helps", "makes no difference", "makes it worse"};

using Number = std::function<std::optional<double>(const TrialFigures&)>;

std::string money_text(const std::vector<TrialFigures>& runs) {
    const SweepMean mean = mean_of(runs, [](const TrialFigures& run) { return run.cost_month; });
    return mean.mean ? "$" + grouped(*mean.mean, 2) : "an unknown price";
}

std::string share_text(const std::vector<TrialFigures>& runs) {
    const SweepMean mean =
        mean_of(runs, [](const TrialFigures& run) { return std::optional(run.throttled_share()); });
    const double share = mean.mean.value_or(0);
    constexpr double smallest_shown = 0.00005;  // rounds to 0.01 %
    return share > 0 && share < smallest_shown ? "under 0.01 %" : percent(share, 2);
}

// A remedy that helps, but is no cure, says what it leaves.
std::string verdict_text(const TriedRemedy& tried) {
    const std::string text(verdict_texts[static_cast<std::size_t>(tried.verdict)]);
    if (tried.verdict != TrialVerdict::helps) return text;
    const bool none = std::all_of(tried.after.begin(), tried.after.end(),
                                  [](const TrialFigures& run) { return run.throttled == 0; });
    const bool grows = std::any_of(tried.after.begin(), tried.after.end(),
                                   [](const TrialFigures& run) { return run.debt_grows; });
    const std::string left = none ? "throttles nothing yet" : "leaves " + share_text(tried.after);
    return left + (grows ? ", and falls behind or lives on saved burst" : "");
}

}  // namespace

std::string_view remedy_text(RemedyKind kind) {
    return remedy_texts[static_cast<std::size_t>(kind)];
}

std::string trial_text(const TriedRemedy& tried, const Trials& trials) {
    const std::string before = money_text(trials.before), after = money_text(tried.after);
    std::string text = fmt::format("throttled {} before, {} after", share_text(trials.before),
                                   share_text(tried.after));
    const double half = tried.throttled_share.half_width(), mean = tried.throttled_share.mean();
    if (std::isfinite(half))
        text += fmt::format(" (95 %: {:+.2f} to {:+.2f} points)", (mean - half) * 100,
                            (mean + half) * 100);
    const Number p99 = [](const TrialFigures& run) { return run.p99_ms; };
    const auto slow = mean_of(trials.before, p99).mean, fast = mean_of(tried.after, p99).mean;
    if (slow && fast) text += fmt::format("; p99 {:.1f} ms before, {:.1f} ms after", *slow, *fast);
    text += before == after ? fmt::format("; {} a month as before", after)
                            : fmt::format("; {} a month before, {} after", before, after);
    return text + "; " + verdict_text(tried);
}

std::string fix_text(const Recording& recording, const std::vector<ThrottleFinding>& findings,
                     const Trials& trials) {
    std::string text = findings_text(recording, {});
    bool shown = false;  // whether any remedy is
    std::size_t number = 0;
    for (std::size_t f = 0; f < findings.size(); ++f) {
        if (is_marginal(findings[f])) continue;
        text += "\n" + finding_text(findings[f], ++number);
        bool any = false;
        std::string without;  // remedies that make no difference
        for (std::size_t t = 0; t < trials.tried.size(); ++t) {
            const TriedRemedy& tried = trials.tried[t];
            if (tried.remedy.finding != f) continue;
            if (tried.verdict == TrialVerdict::no_effect) {
                if (!without.empty()) without += ", ";
                without += remedy_text(tried.remedy.kind);
                continue;
            }
            any = true;
            text +=
                fmt::format("   [{}] {}: {}\n       {}\n", t + 1, remedy_text(tried.remedy.kind),
                            printable(tried.remedy.change()), trial_text(tried, trials));
        }
        if (!without.empty())
            text += fmt::format("   Tried, and makes no difference: {}.\n", without);
        else if (!any)
            text += "   No further setting applies.\n";
        shown = shown || any;
    }
    const std::string marginal = marginal_text(findings);
    if (!marginal.empty()) text += marginal + "Too few tries to be worth a remedy.\n";
    if (shown)
        text += fmt::format(
            "\nEach was tried alone, on the same requests with {} seed{}. Keep one "
            "with --apply N -o FILE.\n",
            trials.before.size(), trials.before.size() == 1 ? "" : "s");
    return text;
}

std::string growth_text(const Recording& recording) {
    const auto tightest = tightest_limit(recording);
    if (!tightest) return "Nothing was asked for.\n";
    if (tightest->use >= 1)
        return fmt::format(
            "It lives on its burst: in one minute, {} {}s asked for {} of the "
            "limit.\n",
            tightest->resource, side_names[tightest->side], percent(tightest->use, 0));
    return fmt::format(
        "The load could grow by about {} before the busiest minute of {}{}, {}s, "
        "reaches its limit.\n",
        percent(1 / tightest->use - 1, 0),
        tightest->partition ? fmt::format("partition P{} of ", *tightest->partition)
                            : std::string(),
        tightest->resource, side_names[tightest->side]);
}

}  // namespace isotherm
