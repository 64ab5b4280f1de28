// SPDX-License-Identifier: Apache-2.0
#include "tests/answers/peers/scaling_simulator.h"

#include <algorithm>
#include <array>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>
#include <limits>
#include <optional>

namespace isotherm {
namespace {

constexpr std::int64_t minutes_a_day = 1'440;
constexpr std::int64_t change_takes = 2;  // minutes
constexpr std::size_t low_points = 15;
constexpr std::int64_t decreases_at_first = 4;
constexpr int choices = 256;

// What five minutes left over, oldest first to be spent. A minute in which nothing was left over
// keeps its place for the next one.
class Savings {
public:
    void save(double units) {
        minutes_[next_] = units;
        next_ = (next_ + 1) % minutes_.size();
    }
    double sum() const {
        double all = 0;
        for (const double one : minutes_) all += one;
        return all;
    }
    void spend(double units) {
        for (std::size_t i = 0; i < minutes_.size() && units > 0; ++i) {
            double& one = minutes_[(next_ + i) % minutes_.size()];
            const double taken = std::min(one, units);
            one -= taken;
            units -= taken;
        }
    }

private:
    std::array<double, 5> minutes_{};
    std::size_t next_ = 0;
};

// Four decreases in the hour after the first one of a day, then one an hour.
class Decreases {
public:
    void begin_day() { *this = {}; }
    bool allowed(std::int64_t minute) const {
        if (!first_) return true;
        if (minute < *first_ + 60 && left_ > 0) return true;
        return minute >= last_ + 60;
    }
    void count(std::int64_t minute) {
        if (!first_) first_ = minute;
        if (minute < *first_ + 60 && left_ > 0) --left_;
        last_ = minute;
    }

private:
    std::optional<std::int64_t> first_;
    std::int64_t last_ = 0;
    std::int64_t left_ = decreases_at_first;
};

class PeerTable {
public:
    explicit PeerTable(const PeerSetting& setting)
        : setting_(setting),
          target_(static_cast<double>(setting.target) / 100),
          capacity_(static_cast<double>(setting.min)) {}

    double capacity() const { return capacity_; }

    // Returns what is throttled, in units per second.
    double minute(std::int64_t now, double asked) {
        if (now % minutes_a_day == 0) decreases_.begin_day();
        double throttled = 0;
        if (asked > capacity_) {
            const double over = asked - capacity_;
            const double saved = std::min(over, savings_.sum());
            savings_.spend(saved);
            throttled = over - saved;
        } else {
            savings_.save(capacity_ - asked);
        }
        used_[static_cast<std::size_t>(now) % low_points] = asked / capacity_;
        if (!due_) decide(now, asked);
        if (due_ && now >= *due_) change(now);
        return throttled;
    }

private:
    double used(std::int64_t now) const {
        return now < 0 ? 0 : used_[static_cast<std::size_t>(now) % low_points];
    }

    void decide(std::int64_t now, double asked) {
        std::optional<double> wanted;
        if (used(now) > target_ && used(now - 1) > target_)
            wanted = std::min(static_cast<double>(setting_.max), asked / target_);
        const double low = target_ - 0.20;
        if (std::all_of(used_.begin(), used_.end(), [&](double one) { return one < low; }) &&
            decreases_.allowed(now))
            wanted = std::max(static_cast<double>(setting_.min), asked / target_);
        if (!wanted) return;
        wanted_ = *wanted;
        due_ = now + change_takes;
    }

    void change(std::int64_t now) {
        if (wanted_ < capacity_) decreases_.count(now);
        capacity_ = std::floor(wanted_ + 0.5);
        due_.reset();
    }

    PeerSetting setting_;
    double target_;
    double capacity_;
    Savings savings_;
    Decreases decreases_;
    std::array<double, low_points> used_{};
    std::optional<std::int64_t> due_;
    double wanted_ = 0;
};

double a_second(std::int64_t units) { return std::floor(static_cast<double>(units) / 60 + 0.5); }

}  // namespace

PeerRun peer_run(const std::vector<std::int64_t>& units, const PeerSetting& setting,
                 double unit_hour) {
    PeerTable table(setting);
    PeerRun run;
    double hours = 0, sum = 0, most = 0;
    for (std::size_t m = 0; m < units.size(); ++m) {
        if (m % 60 == 0) {
            sum += most;
            most = 0;
            ++hours;
        }
        most = std::max(most, table.capacity());
        const double throttled = table.minute(static_cast<std::int64_t>(m), a_second(units[m]));
        if (throttled > 0 && m >= 5) run.throttles = true;
    }
    run.price_a_day = (sum + most) * unit_hour / hours * 24;
    return run;
}

PeerSetting peer_choice(const std::vector<std::int64_t>& units, double unit_hour,
                        std::uint64_t seed) {
    double peak = 1;
    for (const std::int64_t one : units) peak = std::max(peak, a_second(one));
    const auto top = static_cast<std::int64_t>(peak);
    boost::random::mt19937_64 random(seed);
    const auto between = [&](std::int64_t least, std::int64_t most) {
        return boost::random::uniform_int_distribution<std::int64_t>(least, most)(random);
    };
    PeerSetting best;
    double lowest = std::numeric_limits<double>::max();
    for (int c = 0; c < choices; ++c) {
        const PeerSetting setting{between(1, top), between(top, 3 * top), between(20, 90)};
        const PeerRun run = peer_run(units, setting, unit_hour);
        if (run.throttles || run.price_a_day >= lowest) continue;
        lowest = run.price_a_day;
        best = setting;
    }
    return best;
}

}  // namespace isotherm
