// SPDX-License-Identifier: Apache-2.0
#include "engine/callers/random_duration.h"

#include "engine/vocabulary/choice.h"
#include "engine/vocabulary/exact_math.h"

namespace isotherm {

void RandomDuration::setting(SettingsVisitor& visit, std::string_view name, std::string_view help) {
    visit.group({.name = name, .help = help, .short_for = "mean"}, [this](SettingsVisitor& inner) {
        inner.field({.name = "mean", .help = "its mean", .highest = in_seconds(longest_run)}, mean);
        choice_field(inner, {.name = "distribution", .help = "how it varies"}, distribution);
        if (mean < 0us && inner.given("distribution"))
            inner.reject("distribution", "a distribution needs a mean", "add mean = \"90 ms\"");
    });
}

SimDuration RandomDuration::at(double unit) const {
    if (distribution == DurationSpread::constant) return mean;
    const double drawn = -exact::log(1 - unit) * static_cast<double>(mean.count());
    return SimDuration(static_cast<std::int64_t>(drawn + 0.5));
}

}  // namespace isotherm
