#pragma once
// The operators of a run: scaling policies, each in charge of one table or global index, and what
// CloudWatch shows them.

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/model/table.h"
#include "engine/scaling/resource_operator.h"

namespace isotherm {

// scaling.read, scaling.write, or scaling.both of a table or index; empty where nobody scales.
struct ScalingSpec : Configurable {
    struct Chosen {
        std::string policy;
        std::shared_ptr<Configurable> made;  // a ScalingPolicyKind

        bool any() const { return made != nullptr; }
    };
    Chosen read;
    Chosen write;
    Chosen both;

    void settings(SettingsVisitor& visit) override;
    bool any() const { return read.any() || write.any() || both.any(); }
};

// One policy at work.
struct Operator {
    TableIndex resource;
    std::string policy;
    ResourceOperator decides;
};
// Those of a scenario's resource, such as one for reads and one for writes.
std::vector<Operator> start_operators(const ScalingSpec& spec, TableIndex resource,
                                      const Tables& tables, std::uint64_t seed);

// One-minute sums of every table and index, as CloudWatch gets them.
class CloudWatch {
public:
    CloudWatch(std::size_t tables, WallTime start)
        : histories_(tables), open_(tables), start_(start) {}

    // Once a second, at its end.
    void observe(SimTime now, const Tables& tables, std::span<const PartitionSecond> seconds);

    MetricView view(TableIndex resource, WallTime now, SimDuration delay) const {
        return {histories_[resource.value], now, delay};
    }

private:
    struct Minute {
        std::int64_t consumed = 0;   // half-units
        std::int64_t requested = 0;  // half-units
        std::int64_t throttle_events = 0;
    };
    void close(UtcMinute minute);

    std::vector<MetricHistory> histories_;  // by table
    std::vector<BySide<Minute>> open_;      // by table
    WallTime start_;
};

}  // namespace isotherm
