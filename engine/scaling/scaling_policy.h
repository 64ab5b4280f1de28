// SPDX-License-Identifier: Apache-2.0
#pragma once
// The operator decides: what throughput a table or a global index should have. A policy sees what
// an operator sees, never the model's own state.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/model/era.h"
#include "engine/model/partition_count.h"
#include "engine/scaling/metric_history.h"
#include "engine/vocabulary/catalog.h"
#include "engine/vocabulary/message.h"

namespace isotherm {

// What a policy is put in charge of: reads, writes or both of one table or global index.
struct ScalingContext {
    const Era& era;
    std::uint64_t seed = 0;
    std::string resource = "table";  // for sentences
    bool reads = true;
    bool writes = true;
    bool is_index = false;

    bool covers(Side side) const { return side == Side::read ? reads : writes; }
};

// Sums over the policy's own lookback window, where a recording holds nothing finer.
struct WindowSums {
    BySide<std::optional<double>> consumed;         // by Side; units
    BySide<std::optional<double>> throttle_events;  // by Side
    std::int64_t seconds = 60;                      // length of the window
};

// What an operator can see of the resource at a check.
struct ScalingView {
    WallTime now;
    MetricView metrics;
    Throughput provisioned;           // in force, as DescribeTable says
    bool active = true;               // and the status is ACTIVE
    std::int64_t decreases_left = 0;  // as DescribeTable's NumberOfDecreasesToday tells
    const WindowSums* window = nullptr;
    bool explain = false;  // a reason is wanted for leaving things as they are, too
};

// What a policy that would act is waiting for. Values stand in run files: only append.
enum class WaitFor : std::uint8_t {
    points,     // more datapoints beyond the threshold
    cooldown,   // the time after the last change
    active,     // the table is UPDATING
    decreases,  // no decrease is left today
    hours       // the hours, or the window, in which it may act
};
inline constexpr std::size_t wait_for_count = 5;

struct ScalingWait {
    WaitFor what = WaitFor::points;
    Message message;  // writes above 70 % of 100 for 1 of 2 min
};

struct ScalingDecision {
    Throughput wanted;                     // the present values where nothing is to change
    Message reason{};                      // may say nothing when nothing changes
    std::optional<ScalingWait> wait = {};  // for what, where something would change otherwise

    bool changes(Throughput present) const {
        return wanted.read != present.read || wanted.write != present.write;
    }
    // The same decision held back: all stays as it is, and why is said.
    ScalingDecision held_back(Throughput present, WaitFor what, const Message& why) const {
        ScalingDecision held{present, reason, wait};
        if (changes(present)) held.wait = ScalingWait{what, say<Says::but>(reason, why)};
        return held;
    }
};

// One policy at work on one resource.
class ScalingPolicy {
public:
    virtual ~ScalingPolicy() = default;

    // Time from one check to the next, the first being at the start. Positive.
    virtual SimDuration check_interval() const = 0;

    virtual ScalingDecision check(const ScalingView& view) = 0;

    // UpdateTable refused with this exception: what to ask for at once instead, if anything.
    virtual std::optional<ScalingDecision> refused(const ScalingView&, const ScalingDecision&,
                                                   std::string_view /*exception*/) {
        return std::nullopt;
    }
    virtual void accepted(const ScalingView&, const ScalingDecision&) {}
};

// A policy, configured. It makes one ScalingPolicy for each resource it is in charge of.
class ScalingPolicyKind : public Configurable {
public:
    virtual std::unique_ptr<ScalingPolicy> start(const ScalingContext& context) const = 0;
    // Consumed over provisioned that it keeps to, 0 to 1; for pictures. None for most policies.
    virtual std::optional<double> target_utilization() const { return std::nullopt; }
};

}  // namespace isotherm
