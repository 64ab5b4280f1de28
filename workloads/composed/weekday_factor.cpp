// SPDX-License-Identifier: Apache-2.0
// A factor for each day of the week, from midnight to midnight UTC. The day on which the run starts
// is that of the scenario's `start`.

#include <array>

#include "workloads/composed/rate_factor.h"

namespace isotherm {
namespace {

class WeekdayFactor final : public RateFactor {
public:
    void settings(SettingsVisitor& visit) override {
        constexpr std::array<std::string_view, 7> names{
            "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
        for (std::size_t day = 0; day < names.size(); ++day) {
            visit.field(
                {.name = names[day], .help = "factor of that day", .highest = factor_highest},
                factors_[day]);
        }
    }

    LinearCourse course(const RunPlace& place) const override {
        std::vector<CoursePiece> pieces;
        for (const double factor : factors_) pieces.push_back({24h, factor, factor});
        const auto day = std::chrono::floor<std::chrono::days>(place.start);
        const std::chrono::weekday weekday{day};
        const auto since_monday = std::chrono::days(weekday.iso_encoding() - 1);
        return {pieces, LinearCourse::Then::repeat, since_monday + (place.start - day)};
    }

private:
    std::array<double, 7> factors_{1, 1, 1, 1, 1, 1, 1};
};

const Registered<RateFactor, WeekdayFactor> weekday_factor_entry(
    "weekday", "a factor for each day of the week, UTC", {"saturday = 0.4, sunday = 0.3"});

}  // namespace
}  // namespace isotherm
