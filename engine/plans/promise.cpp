// SPDX-License-Identifier: Apache-2.0
#include "engine/plans/promise.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

constexpr auto throttled_name = "throttled_share";

// The figures behind the names of [limits].
struct LimitFigure {
    std::string_view name;
    std::string_view figure;
};
constexpr std::array<LimitFigure, 3> limit_figures{
    LimitFigure{throttled_name, "totals.throttled / totals.attempts"},
    LimitFigure{"given_up_share", "totals.given_up / totals.requests"},
    LimitFigure{"cost_per_month", "cost.month.total"}};

Error keep_error(const std::string& text, const FigureError& error, ExitCode code,
                 ErrorNumber number) {
    return {code,
            number,
            {.file = "--keep"},
            error.what.starts_with('"') ? error.what
                                        : fmt::format("\"{}\": {}", printable(text), error.what),
            error.fix};
}

// A single word is more likely a slip in one of the names of [limits] than a whole report.
std::string fix_of_unknown(const std::string& figure, const std::string& fix) {
    if (figure.find_first_of(". /+-*(") != figure.npos) return fix;
    std::vector<std::string> names;
    for (const LimitFigure& limit : limit_figures) names.emplace_back(limit.name);
    return suggestion_text(figure, names) + ", or a figure of report.json";
}

}  // namespace

Result<Promise> Promise::read(const std::vector<std::string>& texts) {
    Promise promise;
    Errors errors;
    for (const std::string& text : texts) {
        auto parsed = parse_expectation(text);
        if (const auto* error = std::get_if<FigureError>(&parsed)) {
            errors.push_back(
                keep_error(text, *error, ExitCode::usage, ErrorNumber::options_contradict));
            continue;
        }
        Keep keep{text, std::get<Expectation>(std::move(parsed)), {}, false};
        Expectation& expectation = keep.expectation;
        for (const LimitFigure& limit : limit_figures) {
            if (expectation.of != limit.name) continue;
            expectation.figure = std::get<Figure>(Figure::parse(limit.figure));
        }
        if (expectation.of == throttled_name && expectation.at_most)
            keep.throttled_share = expectation.at_most->value;
        keep.about_cost = expectation.of.starts_with("cost.") || expectation.of == "cost_per_month";
        promise.keeps_.push_back(std::move(keep));
    }
    if (!errors.empty()) return errors;
    return promise;
}

Errors Promise::unknown_in(const nlohmann::ordered_json& shape) const {
    Errors errors;
    for (const Keep& keep : keeps_)
        if (auto unknown = keep.expectation.figure.unknown_in(shape)) {
            unknown->fix = fix_of_unknown(keep.expectation.of, unknown->fix);
            errors.push_back(keep_error(keep.text, *unknown, ExitCode::bad_scenario,
                                        ErrorNumber::unknown_figure));
        }
    return errors;
}

std::vector<JudgedExpectation> Promise::judge(const nlohmann::ordered_json& report) const {
    std::vector<JudgedExpectation> all;
    for (const Keep& keep : keeps_) all.push_back(judged(keep.text, keep.expectation, report));
    return all;
}

double Promise::most_throttled() const {
    std::optional<double> most;
    for (const Keep& keep : keeps_)
        if (keep.throttled_share) most = std::min(most.value_or(1), *keep.throttled_share);
    return most.value_or(0);
}

bool Promise::by_table() const {
    return std::all_of(keeps_.begin(), keeps_.end(), [](const Keep& keep) {
        return keep.throttled_share.has_value() || keep.about_cost;
    });
}

}  // namespace isotherm
