// SPDX-License-Identifier: Apache-2.0
#pragma once
// What one workload asks of one side of a table or index, for drawing counts: its rate over time,
// its shares of the partitions, its hot keys, and its calls with their costs.

#include <Eigen/Core>
#include <memory>
#include <optional>
#include <vector>

#include "engine/cells/count_draws.h"
#include "engine/demand/load.h"
#include "engine/model/charge.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {

inline constexpr std::uint32_t no_hot_key = ~std::uint32_t{0};

// The cost of one kind of call.
struct CallCost {
    std::int64_t each = 0;  // half-units, if all calls cost the same
    // Half-units at evenly spaced quantiles of the item size; empty: all calls cost the same.
    std::vector<std::uint32_t> quantiles;
    double mean = 0;       // half-units
    double deviation = 0;  // half-units
    std::int64_t dearest = 0;

    bool varies() const { return !quantiles.empty(); }
    // Cost of this many calls on items drawn at random: exactly for a few of them, otherwise by the
    // normal distribution.
    std::int64_t of_calls(std::uint32_t calls, CellRandom& random) const;
};

// One kind of call of a load.
struct CellFlow {
    Operation operation = Operation::get_item;
    Finding finding = Finding::item;
    double share = 0;  // of the load's rows
    CallCost cost;
    double stored_bytes = 0;   // that one admitted call adds, on average
    double returned = 0;       // items that one admitted call returns, on average
    std::uint64_t stream = 0;  // names its random numbers
};

// A key that asks so much of its partition that it is counted by itself.
struct CellKey {
    Key key = 0;
    std::size_t place = 0;            // of its partition in the table's KeyRanges
    double share = 0;                 // of the load's rows
    std::vector<std::int64_t> costs;  // half-units of a call, by flow
};

class CellLoad {
public:
    CellLoad(const Load& load, WorkloadIndex workload, const Scenario& scenario,
             const TableSpec& table, const Charge& rules);

    // Distributes the keys over the partitions of the resource. Call it again after a split.
    void spread(const KeyRanges& ranges);
    // The same, if `sibling` has the same keys and resource and was spread.
    void spread_like(const CellLoad& sibling);

    // The mean number of rows in a step. Steps must be asked for in order of time; they may not be
    // longer than a second.
    double rows_in(SimTime from, SimTime to);
    // Whether the number of rows of a step is not random, or rows do not choose their keys at
    // random. Then the rows are drawn together, and not for each partition by itself.
    bool counted_together() const { return load_.even || in_order_; }
    // Draws the rows of a step: the whole number and its parts. `rows` has one element for each
    // partition and then one for each hot key. Only if counted_together().
    void draw_together(double mean, SimTime from, SimTime to, std::vector<std::uint32_t>& rows);

    // A position of a random request to the partition, for choosing where to split it.
    ItemPosition sample(const KeyRanges& ranges, std::size_t place, CellRandom& random);

    // What changes while a run goes on, but does not follow from partitions. Call spread() after
    // loading.
    void state(StateVisitor& visit);
    // Names its random numbers: no other load has the same.
    std::uint64_t stream() const { return stream_; }

    WorkloadIndex workload() const { return workload_; }
    TableIndex resource() const { return load_.resource; }
    Side side() const { return load_.side; }
    const Load& load() const { return load_; }
    const std::vector<CellFlow>& flows() const { return flows_; }
    const Eigen::ArrayXd& shares() const { return shares_; }  // by place, without hot keys
    const std::vector<CellKey>& hot() const { return hot_; }
    // Number of distinct keys, for the report.
    std::uint64_t distinct_keys() const { return distinct_; }
    // Share of the rows that the partition gets, hot keys included.
    double share_at(std::size_t place) const;
    // Index in hot(); no_hot_key if the key is not among them.
    std::uint32_t hot_index(Key key) const;

    void move_to(TableIndex resource) { load_.resource = resource; }
    // Leaves out what is after, or before, `time`.
    void end_at(SimTime time);
    void begin_at(SimTime time);

private:
    void add_hot_keys(const KeyRanges& ranges);
    std::vector<std::int64_t> costs_of(Key key) const;
    void add_flow(const CallPart& part, const Scenario& scenario, const TableSpec& table,
                  const Charge& rules);
    double rate_area(SimTime from, SimTime to);
    double burst_area(SimTime from, SimTime to);
    double rows_before(SimTime time) const;
    void draw_in_order(std::uint32_t total, CellRandom& random, std::vector<std::uint32_t>& rows);
    void draw_at_random(std::uint32_t total, CellRandom& random, std::vector<std::uint32_t>& rows);

    // A key, or the even part of a range, that a sample can hit.
    struct Target {
        KeyPosition first = 0;
        KeyPosition last = 0;
        double up_to = 0;  // cumulative share
    };
    const std::vector<Target>& targets(const KeyRanges& ranges, std::size_t place);

    Load load_;
    WorkloadIndex workload_;
    std::uint64_t stream_ = 0;
    LoadKeys rows_by_key_;  // `units` are shares of the rows
    bool in_order_ = false;
    std::vector<CellFlow> flows_;
    std::vector<std::uint32_t> calls_on_hot_;
    Eigen::ArrayXd shares_;
    std::vector<CellKey> hot_;
    std::vector<double> cumulative_;  // of shares_ and then hot_
    std::uint64_t distinct_ = 0;
    std::size_t stretch_ = 0;  // the first that ends after the last step
    std::uint64_t rows_drawn_ = 0;
    std::vector<std::vector<Target>> targets_;  // by place; empty until asked for
    // Bursts: whether one lasts, and until when.
    struct Burst {
        RandomStream random;
        bool on = false;
        SimTime until{};
    };
    std::optional<Burst> burst_;
    Charge rules_;
};

}  // namespace isotherm
