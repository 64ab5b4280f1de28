// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/explanation.h"

#include <fmt/format.h>

#include "engine/insight/limits_in_force.h"
#include "engine/insight/recorded_moment.h"

namespace isotherm {
namespace {

// Share of a full bucket below which the burst counts as used up.
constexpr double burst_gone = 0.005;

SimTime moment_at(std::int64_t second) { return sim_start + std::chrono::seconds(second); }

std::string partition_name(std::size_t partition) { return fmt::format("P{}", partition); }

class Explainer {
public:
    Explainer(const Recording& recording, std::size_t table, Side side, const CellFacts& facts,
              const Scenario* scenario)
        : recording_(recording),
          table_(recording.tables[table]),
          side_(side),
          facts_(facts),
          scenario_(scenario) {}

    std::vector<Message> chain() {
        asked();
        if (facts_.throttled == 0) {
            tell(facts_.heat > 1 && facts_.burst_left
                     ? say<Says::covered_by_burst>(*facts_.burst_left)
                     : say<Says::within_limit>());
            return std::move(chain_);
        }
        const bool of_index = facts_.refused_by(Outcome::index_throughput) ||
                              facts_.refused_by(Outcome::index_partition) ||
                              facts_.refused_by(Outcome::index_on_demand_maximum);
        if (of_index)
            indexes();
        else
            tell(burst());
        refused();
        if (facts_.table_provisioned > 0 && !of_index && !facts_.refused_by(Outcome::quota))
            tell(facts_.on_demand ? on_demand() : whole_table(facts_.table_provisioned));
        scaling();
        tell(hot_key());
        return std::move(chain_);
    }

private:
    void tell(Message message) { chain_.push_back(std::move(message)); }

    void asked() {
        const SimTime first = moment_at(facts_.time.first), end = moment_at(facts_.time.end);
        const std::string partition = partition_name(facts_.partition);
        if (facts_.is_second()) {
            tell(say<Says::asked_at>(first, partition, table_.name, facts_.demand, side_));
            if (of_this_partition()) tell(say<Says::limit_then>(limit(), side_, heat()));
        } else {
            tell(say<Says::asked_in_minute>(first, end, partition, table_.name, facts_.demand,
                                            side_));
            if (of_this_partition()) tell(say<Says::limit_in_minute>(limit(), side_, heat()));
        }
    }

    // Whether the limit of a partition counts: not where that of the whole table refused.
    bool of_this_partition() const {
        if (scenario_ == nullptr || facts_.throttled == 0) return true;
        return facts_.refused_by(Outcome::partition_share) ||
               facts_.refused_by(Outcome::partition_maximum) ||
               facts_.refused_by(Outcome::node_capacity);
    }

    // Units per second. Recorded is the share of the throughput; the maximum of a partition is the
    // era's.
    double limit() const {
        return scenario_ != nullptr && facts_.refused_by(Outcome::partition_maximum)
                   ? static_cast<double>(scenario_->era.partition_maximum(side_))
                   : facts_.limit;
    }

    double heat() const { return limit() > 0 ? facts_.heat * facts_.limit / limit() : facts_.heat; }

    // On-demand mode has two limits of the whole table.
    Message on_demand() const {
        const auto maximum =
            on_demand_maximum_at(recording_, scenario_, table_.name, side_, facts_.time.first);
        if (facts_.refused_by(Outcome::on_demand_maximum) && maximum) return whole_table(*maximum);
        return say<Says::grown_on_demand>(facts_.table_busiest, side_, facts_.table_provisioned);
    }

    void refused() {
        const double units = facts_.demand - facts_.consumed;
        tell(facts_.throttled == 1 ? say<Says::request_refused>(facts_.throttled, units, side_)
                                   : say<Says::requests_refused>(facts_.throttled, units, side_));
        const ResourceKind kind = table_.is_index ? ResourceKind::index : ResourceKind::table;
        for (const Outcome cause : facts_.causes())
            tell(say<Says::refused_because>(cause, throttle_reason(cause, side_, kind)));
    }

    // Returns the first second of the stretch without burst capacity that ends at this cell.
    std::int64_t burst_gone_since() const {
        std::int64_t since = facts_.time.first;
        while (since > 0) {
            const RecordedMoment before = moment_of(table_, side_, since - 1);
            if (before.cells.empty() || before.burst_at(facts_.partition) >= burst_gone) break;
            since = before.seconds.first;
        }
        return since;
    }

    Message burst() const {
        const bool of_table = facts_.refused_by(Outcome::table_throughput);
        const bool of_partition = facts_.refused_by(Outcome::partition_share) ||
                                  facts_.refused_by(Outcome::node_capacity);
        if (facts_.burst_left && of_table) return table_burst();
        if (!facts_.burst_left || !of_partition) return say<Says::no_burst>();
        if (*facts_.burst_left < burst_gone) {
            const std::int64_t since = burst_gone_since();
            if (since < facts_.time.first) return say<Says::burst_gone_since>(moment_at(since));
            return facts_.is_second() ? say<Says::burst_gone_in_second>()
                                      : say<Says::burst_gone_in_minute>();
        }
        return facts_.is_second() ? say<Says::burst_left_after_second>(*facts_.burst_left)
                                  : say<Says::burst_left_in_minute>(*facts_.burst_left);
    }

    // With global admission, all partitions use the burst capacity of the table.
    Message table_burst() const {
        if (*facts_.burst_left >= burst_gone)
            return say<Says::table_burst_left>(*facts_.burst_left);
        const std::int64_t since = burst_gone_since();
        return since < facts_.time.first ? say<Says::table_burst_gone_since>(moment_at(since))
                                         : say<Says::table_burst_gone>();
    }

    // Explains the demand on the table's indexes when one of them has stopped the table's writes.
    void indexes() {
        tell(say<Says::indexes_behind>());
        for (const TableRecording& index : recording_.tables) {
            if (!index.is_index || index.name.table != table_.name.table) continue;
            const RecordedMoment moment = moment_of(index, Side::write, facts_.time.first);
            if (moment.series == nullptr) continue;
            tell(say<Says::index_asked>(index.name, HalfUnits(moment.busiest_demand()).in_units(),
                                        static_cast<double>(moment.series->provisioned) * 1e-3));
            const BacklogSecond behind = backlog_between(index, facts_.time.first, facts_.time.end);
            if (behind.entries == 0) continue;
            tell(say<Says::index_backlog>(behind.entries,
                                          static_cast<double>(behind.expected_wait_us) * 1e-6));
        }
    }

    // Explains whether the load is uneven or the throughput of the whole table is too low.
    Message whole_table(double provisioned) const {
        const double asked = facts_.table_busiest;
        const double use = asked / provisioned, share = facts_.share_of_table();
        if (facts_.is_second()) {
            return use <= 1 ? say<Says::uneven_second>(asked, provisioned, side_, use, share)
                            : say<Says::insufficient_second>(asked, provisioned, side_, use);
        }
        return use <= 1 ? say<Says::uneven_minute>(asked, provisioned, side_, use, share)
                        : say<Says::insufficient_minute>(asked, provisioned, side_, use,
                                                         facts_.table_throttled_seconds);
    }

    // Explains the last capacity change requested before the end of the cell's time, and what the
    // scaling policy was waiting for during that time.
    void scaling() {
        const CapacityChange* last = nullptr;
        for (const CapacityChange& change : recording_.capacity_changes) {
            if (change.resource == table_.name && change.second < facts_.time.end) last = &change;
        }
        if (last != nullptr) {
            const Message asked = say<Says::last_asked>(
                moment_at(last->second), last->asked_by, capacity_before(*last),
                last->on_demand_wanted
                    ? say<Says::on_demand>()
                    : say<Says::units_pair>(last->wanted.read, last->wanted.write));
            const SimTime effective = moment_at(last->effective_second.value_or(last->second));
            if (!last->refusal.empty())
                tell(say<Says::asked_and_refused>(asked, last->refusal));
            else if (effective >= moment_at(facts_.time.end))
                tell(say<Says::asked_and_late>(asked, effective));
            else
                tell(say<Says::asked_and_in_force>(asked, effective));
        }
        for (const ScalingHold& hold : recording_.scaling_holds) {
            if (hold.resource != table_.name || hold.second >= facts_.time.end ||
                hold.second + hold.seconds <= facts_.time.first)
                continue;
            tell(say<Says::was_waiting>(hold.policy, hold.wait.message));
        }
    }

    // Names a key only if it certainly had more throttled requests than the others.
    Message hot_key() const {
        for (const HotKey& key : table_.most_throttled) {
            if (key.partition != facts_.partition || !key.stands_out) continue;
            const auto& workloads = recording_.workload_names;
            const std::string sender =
                key.workload < workloads.size() ? workloads[key.workload] : std::string();
            return say<Says::hottest_key>(key.name, sender, key.count);
        }
        return say<Says::no_key_stands_out>();
    }

    const Recording& recording_;
    const TableRecording& table_;
    Side side_;
    const CellFacts& facts_;
    const Scenario* scenario_;  // nullptr: not known
    std::vector<Message> chain_;
};

}  // namespace

std::vector<Message> explanation(const Recording& recording, std::size_t table, Side side,
                                 const CellFacts& facts, const Scenario* scenario) {
    return Explainer(recording, table, side, facts, scenario).chain();
}

}  // namespace isotherm
