#include "engine/run/operators.h"

#include <utility>

namespace isotherm {

void ScalingSpec::settings(SettingsVisitor& visit) {
    const auto choose = [&](std::string_view name, std::string_view help, Chosen& chosen) {
        visit.field(
            {.name = name, .help = help},
            PlugIn{"policy", Catalog<ScalingPolicyKind>::instance(), chosen.policy, chosen.made});
    };
    choose("read", "who scales read capacity", read);
    choose("write", "who scales write capacity", write);
    choose("both", "who scales read and write capacity together", both);
    if (both.any() && (read.any() || write.any())) {
        visit.reject("both", "reads and writes cannot have two policies",
                     "remove scaling.both, or scaling.read and scaling.write");
    }
}

std::vector<Operator> start_operators(const ScalingSpec& spec, TableIndex resource,
                                      const Tables& tables, std::uint64_t seed) {
    std::vector<Operator> operators;
    const auto start = [&](const ScalingSpec::Chosen& chosen, bool reads, bool writes) {
        if (!chosen.any()) return;
        const Table& table = tables[resource];
        const ScalingContext context{.era = tables.era(),
                                     .seed = seed,
                                     .resource = table.name,
                                     .reads = reads,
                                     .writes = writes,
                                     .is_index = table.base.has_value()};
        const auto& kind = dynamic_cast<const ScalingPolicyKind&>(*chosen.made);
        operators.push_back({resource, chosen.policy, ResourceOperator(kind.start(context))});
    };
    start(spec.read, true, false);
    start(spec.write, false, true);
    start(spec.both, true, true);
    return operators;
}

void CloudWatch::observe(SimTime now, const Tables& tables,
                         std::span<const PartitionSecond> seconds) {
    for (std::size_t p = 0; p < seconds.size(); ++p) {
        auto& minute = open_[tables.partitions.table[p].value];
        for (std::size_t side = 0; side < side_count; ++side) {
            minute[side].consumed += seconds[p].consumed(side).count();
            minute[side].requested += seconds[p].demand[side];
            minute[side].throttle_events += seconds[p].throttled_count[side];
        }
    }
    const WallTime last = start_ + (now - sim_start) - 1us;
    if (minute_of(last) != minute_of(last + 1us)) close(minute_of(last));
}

void CloudWatch::close(UtcMinute minute) {
    for (std::size_t t = 0; t < open_.size(); ++t) {
        for (const Side side : both_sides) {
            const Minute sums = std::exchange(open_[t][static_cast<std::size_t>(side)], {});
            histories_[t].record(minute, side, HalfUnits(sums.consumed).in_units(),
                                 sums.throttle_events, HalfUnits(sums.requested).in_units());
        }
    }
}

}  // namespace isotherm
