// SPDX-License-Identifier: Apache-2.0
#include "engine/scaling/dynamic_dynamodb_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/scaling/capacity_bounds.h"

namespace isotherm {
namespace {

std::int64_t whole(double value) { return static_cast<std::int64_t>(value); }
std::int64_t rounded_up(double value) { return whole(std::ceil(value)); }

// Consumption in units per second. It can exceed the provisioned value because of bursts.
std::int64_t consumption(std::int64_t provisioned, double consumed_percent) {
    return rounded_up(static_cast<double>(provisioned) * (consumed_percent / 100));
}

// An increase starts from the larger of provisioned and consumed.
std::int64_t increased(std::int64_t provisioned, const std::string& unit, double with,
                       double consumed_percent, std::int64_t max) {
    const std::int64_t base = std::max(provisioned, consumption(provisioned, consumed_percent));
    const std::int64_t by =
        unit == "percent" ? rounded_up(static_cast<double>(base) * (with / 100)) : whole(with);
    return max > 0 ? std::min(base + by, max) : base + by;
}

// The minimum is limited to twice the present value. This rule dates from the time when one
// UpdateTable could at most double the throughput.
std::int64_t decreased(std::int64_t provisioned, const std::string& unit, double with,
                       std::int64_t min) {
    const std::int64_t by =
        unit == "percent" ? whole(static_cast<double>(provisioned) * (with / 100)) : whole(with);
    const std::int64_t floor = min > 0 ? std::min(min, 2 * provisioned) : 1;
    return std::max(provisioned - by, floor);
}

class SideRules {
public:
    SideRules(const DynamicSideOptions& options, Side side, bool index, std::int64_t provisioned,
              const DynamicReadings& readings, std::int64_t checks)
        : options_(options),
          side_(side),
          index_(index),
          provisioned_(provisioned),
          readings_(readings) {
        decision_.units = provisioned;
        decision_.checks = checks;
    }

    DynamicSideDecision decide() {
        if (!options_.autoscaling) {
            decision_.checks = 0;
            note(say<Says::autoscaling_off>());
            return decided();
        }
        note(say<Says::consumed_percent>(readings_.consumed_percent));
        if (options_.checks_reset_percent != 0 &&
            readings_.consumed_percent >= options_.checks_reset_percent) {
            decision_.checks = 0;
        }
        if (options_.up_scaling) scale_up();
        if (!decision_.update && may_scale_down()) scale_down();
        clamp();
        guard_consumption();
        return decided();
    }

private:
    void note(Message step) { steps_.push_back(std::move(step)); }

    DynamicSideDecision decided() {
        decision_.reason = say<Says::side_steps>(side_, steps_);
        return decision_;
    }

    bool still_throttled() const {
        return options_.throttled_upper_threshold != 0 &&
               readings_.throttle_count > options_.throttled_upper_threshold;
    }

    std::int64_t increase(const std::string& unit, double with) const {
        return increased(provisioned_, unit.empty() ? options_.increase_unit : unit, with,
                         readings_.consumed_percent, options_.max);
    }
    // Returns 0 if there is no table or its step is 0.
    std::int64_t increase_by_table(const FineStep& fine, double percent) const {
        const double step = step_up(*parse_step_table(fine.table), percent);
        return step == 0 ? 0 : increase(fine.unit, step);
    }

    std::int64_t increase_by_consumption(double with) const {
        const FineStep& fine = options_.increase_consumed;
        const StepTable table = *parse_step_table(fine.table);
        if (!table.empty()) return increase_by_table(fine, readings_.consumed_percent);
        const bool above =
            options_.upper_threshold != 0 && readings_.consumed_percent > options_.upper_threshold;
        return above ? increase(fine.unit, with) : 0;
    }

    void scale_up() {
        const double fine_with = options_.increase_consumed.with;
        const double with = fine_with != 0 ? fine_with : options_.increase_with;
        struct Candidate {
            std::int64_t units;
            Message (*why)(const std::int64_t& from, const std::int64_t& to);
        };
        std::int64_t by_count = 0;
        if (still_throttled()) {
            // A quirk of Dynamic DynamoDB: reads of tables, if the unit is percent, use the step
            // for consumption; writes and indexes use the general step.
            const bool odd = side_ == Side::read && !index_ && options_.increase_unit == "percent";
            by_count = increase(options_.increase_unit, odd ? with : options_.increase_with);
        }
        const std::array<Candidate, 4> candidates{
            {{increase_by_table(options_.increase_throttled_by_provisioned,
                                readings_.throttled_by_provisioned_percent),
              &say<Says::raised_by_throttles_of_provisioned>},
             {increase_by_table(options_.increase_throttled_by_consumed,
                                readings_.throttled_by_consumed_percent),
              &say<Says::raised_by_throttles_of_consumed>},
             {increase_by_consumption(with), &say<Says::raised_above_threshold>},
             {by_count, &say<Says::raised_by_throttles>}}};
        Candidate best{0, nullptr};
        for (const Candidate& candidate : candidates) {
            if (candidate.units > best.units) best = candidate;
        }
        if (best.units <= provisioned_) return;
        decision_.checks = 0;
        decision_.update = true;
        decision_.units = best.units;
        note(best.why(provisioned_, best.units));
    }

    bool may_scale_down() const {
        if (!options_.down_scaling) return false;
        if (readings_.consumed_percent == 0 && !options_.down_at_zero) return false;
        // Dynamic DynamoDB checks for throttles only if it would decrease writes of a table.
        return !(side_ == Side::write && !index_ && still_throttled());
    }

    std::optional<std::int64_t> scale_down_candidate() const {
        const FineStep& fine = options_.decrease_consumed;
        const std::string& unit = fine.unit.empty() ? options_.decrease_unit : fine.unit;
        const StepTable table = *parse_step_table(fine.table);
        if (!table.empty()) {
            const double step = step_down(table, readings_.consumed_percent);
            if (step == 0) return std::nullopt;
            return decreased(provisioned_, unit, step, options_.min);
        }
        const bool below =
            options_.lower_threshold != 0 && readings_.consumed_percent < options_.lower_threshold;
        if (!below) return std::nullopt;
        const double with = fine.with != 0 ? fine.with : options_.decrease_with;
        return decreased(provisioned_, unit, with, options_.min);
    }

    void scale_down() {
        const auto candidate = scale_down_candidate();
        if (!candidate || *candidate == 0 || *candidate == provisioned_) return;
        ++decision_.checks;
        note(say<Says::low_check>(decision_.checks, options_.checks_before_scale_down));
        if (decision_.checks < options_.checks_before_scale_down) return;
        decision_.update = true;
        decision_.units = *candidate;
        note(say<Says::changed_to>(provisioned_, *candidate));
    }

    void clamp() {
        if (options_.max > 0 && decision_.units > options_.max) {
            decision_.update = true;
            decision_.units = options_.max;
            note(say<Says::maximum>(options_.max));
        }
        if (options_.min > 0 && decision_.units < options_.min) {
            decision_.update = true;
            decision_.units = options_.min;
            note(say<Says::minimum>(options_.min));
        }
    }

    void guard_consumption() {
        const std::int64_t used = consumption(provisioned_, readings_.consumed_percent);
        if (used <= decision_.units) return;
        if (decision_.update) note(say<Says::left_alone>(used));
        decision_.update = false;
        decision_.units = provisioned_;
    }

    const DynamicSideOptions& options_;
    Side side_;
    bool index_;
    std::int64_t provisioned_;
    const DynamicReadings& readings_;
    DynamicSideDecision decision_;
    std::vector<Message> steps_;
};

}  // namespace

DynamicReadings DynamicReadings::from(std::optional<double> consumed,
                                      std::optional<double> throttle_events, double seconds,
                                      std::int64_t provisioned) {
    const auto units = static_cast<double>(provisioned);
    DynamicReadings readings;
    if (consumed) readings.consumed_percent = *consumed / seconds / units * 100;
    if (!throttle_events) return readings;
    readings.throttle_count = std::trunc(*throttle_events);
    readings.throttled_by_provisioned_percent = *throttle_events / seconds / units * 100;
    if (consumed && *consumed > 0) {
        readings.throttled_by_consumed_percent =
            (*throttle_events / seconds) / (*consumed / seconds) * 100;
    }
    return readings;
}

DynamicSideDecision decide_side(const DynamicSideOptions& options, Side side, bool index,
                                std::int64_t provisioned, const DynamicReadings& readings,
                                std::int64_t checks) {
    return SideRules(options, side, index, provisioned, readings, checks).decide();
}

}  // namespace isotherm
