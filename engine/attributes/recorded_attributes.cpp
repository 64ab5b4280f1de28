// SPDX-License-Identifier: Apache-2.0
// Attributes whose values are those of the rows of recorded streams.

#include <algorithm>

#include "engine/attributes/attributes.h"

namespace isotherm {

bool Attributes::is_recorded(std::uint32_t attribute) const {
    std::optional<std::uint32_t> at = attribute;
    while (at && !spec(*at).recorded()) at = parent(*at);
    return at.has_value();
}

std::vector<std::pair<std::uint32_t, RecordedValues::Column>> Attributes::recorded_columns(
    const std::vector<NameMeaning>& needed) const {
    std::vector<std::pair<std::uint32_t, RecordedValues::Column>> columns;
    for (std::uint32_t a = 0; a < attributes_.size(); ++a) {
        if (!spec(a).recorded()) continue;
        const bool names_it = std::ranges::any_of(needed, [&](const NameMeaning& name) {
            if (name.kind != NameMeaning::Kind::attribute) return false;
            std::optional<std::uint32_t> at = static_cast<std::uint32_t>(name.from);
            while (at && *at != a) at = parent(*at);
            return at.has_value();
        });
        columns.emplace_back(a, RecordedValues::Column{spec(a).column, names_it});
    }
    return columns;
}

}  // namespace isotherm
