// SPDX-License-Identifier: Apache-2.0
#include "engine/model/era_years.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "engine/model/era.h"

namespace isotherm {

std::vector<Alias> years_between_eras() {
    constexpr int first_year = 2012, last_year = 2030;
    const std::vector<std::string> eras = era_names();
    std::vector<Alias> years;
    for (int year = first_year; year <= last_year; ++year) {
        const std::string said = fmt::format("{}", year);
        const auto later = std::upper_bound(eras.begin(), eras.end(), said);
        if (later != eras.begin() && *std::prev(later) != said)
            years.push_back({said, *std::prev(later)});
    }
    return years;
}

}  // namespace isotherm
