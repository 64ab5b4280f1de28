// SPDX-License-Identifier: Apache-2.0
#pragma once
// Interface of scaling policies, which decide the throughput of a table or global index. A policy
// sees only what a human operator could see, never the internal state of the model.

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
#include "engine/vocabulary/state_visitor.h"

namespace isotherm {

// What a policy controls: reads, writes or both of one table or global index.
struct ScalingContext {
    const Era& era;
    std::uint64_t seed = 0;
    std::string resource = "table";  // name for messages
    bool reads = true;
    bool writes = true;
    bool is_index = false;

    bool covers(Side side) const { return side == Side::read ? reads : writes; }
};

// Sums over the policy's lookback window, for recordings without finer data.
struct WindowSums {
    BySide<std::optional<double>> consumed;         // by Side; units
    BySide<std::optional<double>> throttle_events;  // by Side
    std::int64_t seconds = 60;                      // length of the window
};

// What an operator can see of the resource at the time of a check.
struct ScalingView {
    WallTime now;
    MetricView metrics;
    Throughput provisioned;              // values in force, as from DescribeTable
    bool active = true;                  // whether the status is ACTIVE
    std::int64_t decreases_left = 0;     // allowed now; known from NumberOfDecreasesToday
    const WindowSums* window = nullptr;  // used instead of `metrics`, if given
    bool explain = false;                // whether to give a reason even if nothing changes
};

// What a policy waits for before a change. The values are part of run files: append new ones at the
// end.
enum class WaitFor : std::uint8_t {
    points,     // more datapoints beyond the threshold
    cooldown,   // the time after the last change
    active,     // the end of status UPDATING
    decreases,  // another day: no decrease is left today
    hours       // the hours or the window in which changes are allowed
};
inline constexpr std::size_t wait_for_count = 5;

struct ScalingWait {
    WaitFor what = WaitFor::points;
    Message message;  // "writes above 70 % of 100 for 1 of 2 min"
};

struct ScalingDecision {
    Throughput wanted;                     // the present values for no change
    Message reason{};                      // can be empty if nothing changes
    std::optional<ScalingWait> wait = {};  // set if a change is held back

    bool changes(Throughput present) const {
        return wanted.read != present.read || wanted.write != present.write;
    }
    // Returns a decision that changes nothing; its `wait` contains the change held back and `why`.
    ScalingDecision held_back(Throughput present, WaitFor what, const Message& why) const {
        ScalingDecision held{present, reason, wait};
        if (changes(present)) held.wait = ScalingWait{what, say<Says::but>(reason, why)};
        return held;
    }
};

// A running policy for one resource.
class ScalingPolicy {
public:
    virtual ~ScalingPolicy() = default;

    // The time between two checks, above 0. The first check is at the start.
    virtual SimDuration check_interval() const = 0;

    virtual ScalingDecision check(const ScalingView& view) = 0;

    // Called when UpdateTable was refused with this exception. Returns an alternative decision to
    // request immediately, or nullopt.
    virtual std::optional<ScalingDecision> refused(const ScalingView&, const ScalingDecision&,
                                                   std::string_view /*exception*/) {
        return std::nullopt;
    }
    virtual void accepted(const ScalingView&, const ScalingDecision&) {}

    // What the policy remembers between checks.
    virtual void state(StateVisitor& visit) = 0;
};

// A configured policy. It creates one ScalingPolicy per resource that it controls.
class ScalingPolicyKind : public Configurable {
public:
    virtual std::unique_ptr<ScalingPolicy> start(const ScalingContext& context) const = 0;
    // The ratio of consumed to provisioned that the policy aims for, 0 to 1, for charts; nullopt
    // for most policies.
    virtual std::optional<double> target_utilization() const { return std::nullopt; }
};

}  // namespace isotherm
