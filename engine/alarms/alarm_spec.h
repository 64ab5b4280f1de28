// SPDX-License-Identifier: Apache-2.0
#pragma once
// A CloudWatch alarm on a metric of a table or a global index, as a scenario describes it.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

enum class AlarmComparison : std::uint8_t { at_least, above, at_most, below };
constexpr auto words_of(AlarmComparison) {
    return std::to_array<std::string_view>({"at_least", "above", "at_most", "below"});
}

// What an alarm makes of a period without a datapoint. Alarms on DynamoDB's metrics ignore it
// unless they say otherwise (CloudWatch User Guide, "Configuring how CloudWatch alarms treat
// missing data").
enum class MissingData : std::uint8_t { ignore, missing, breaching, not_breaching };
constexpr auto words_of(MissingData) {
    return std::to_array<std::string_view>({"ignore", "missing", "breaching", "not_breaching"});
}

// The defaults are those of the alarms that DynamoDB's console used to make: the sum of a minute is
// at least 80 % of what was provisioned, five minutes in a row.
struct AlarmSpec : Configurable {
    std::string table;
    std::string index;  // empty: the table
    std::string metric = "ConsumedWriteCapacityUnits";
    AlarmComparison comparison = AlarmComparison::at_least;
    double threshold = 0;  // of a period's sum; used if threshold_given
    bool threshold_given = false;
    Share of_provisioned{0.8};  // else: of the units that the period could have consumed
    SimDuration period = 1min;
    std::int64_t periods = 5;  // N: how many periods are looked at
    std::int64_t points = 0;   // M: how many of them must breach; 0: all
    MissingData missing = MissingData::ignore;

    void settings(SettingsVisitor& visit) override;
    std::int64_t needed() const { return points == 0 ? periods : points; }
    bool breaches(double value, double limit) const;
};

}  // namespace isotherm
