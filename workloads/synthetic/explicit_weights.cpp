// SPDX-License-Identifier: Apache-2.0
#include "workloads/synthetic/explicit_weights.h"

#include <fmt/format.h>

#include <numeric>

namespace isotherm {

void visit_weights(SettingsVisitor& visit, std::string_view help, std::vector<double>& weights) {
    constexpr std::size_t most = 1'000'000;
    visit.field({.name = "weights", .help = help, .highest = 1e15, .required = true}, weights);
    if (!visit.given("weights")) return;
    if (weights.size() > most) {
        visit.reject("weights",
                     fmt::format("{} weights, at most {} are possible", weights.size(), most),
                     "use a formula such as distribution = \"zipf\" for so many keys");
    } else if (!(std::accumulate(weights.begin(), weights.end(), 0.0) > 0)) {
        visit.reject("weights", "no weight is above zero",
                     "give at least one positive number, such as [50, 50, 50, 150]");
    }
}

}  // namespace isotherm
