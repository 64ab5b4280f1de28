// SPDX-License-Identifier: Apache-2.0
#pragma once
// One side of one table or index in one step of `fidelity = "cells"`: draws how many requests each
// partition gets, and lets the buckets decide how many of them are admitted.
//
// Requests of one partition in one step come mixed, so a bucket that cannot serve all of them
// admits the same share of each kind. The buckets are those of the admission model; see
// ServiceLimits.

#include <span>
#include <vector>

#include "engine/admission/admission_model.h"
#include "engine/cells/cell_load.h"
#include "engine/cells/even_rows.h"

namespace isotherm {

inline constexpr std::int64_t nano_units_of_half = 500'000'000;  // nano-units in a half-unit

// The time that is simulated at once: at most a second.
struct CellStep {
    SimTime from;
    SimTime to;
};

// Requests that are followed by themselves: of a hot key, or sent again.
struct CellExtra {
    std::size_t place = 0;   // of the partition in the table's KeyRanges
    std::uint32_t load = 0;  // index in SideCells::loads
    std::uint32_t flow = 0;
    std::uint32_t hot = no_hot_key;  // index in CellLoad::hot
    std::uint8_t attempt = 1;
    std::uint32_t count = 0;
    std::int64_t units = 0;  // half-units of all of them
    std::uint32_t refused = 0;
};

// Requests that were refused together.
struct CellRefusal {
    std::size_t place = 0;
    std::uint32_t load = 0;
    std::uint32_t flow = 0;
    std::uint32_t hot = no_hot_key;
    std::uint8_t attempt = 1;
    std::uint32_t count = 0;
    std::int64_t units = 0;
    Outcome outcome = Outcome::admitted;
};

// Writes that are refused because an index lags too far behind.
struct BackPressure {
    double share = 0;  // of the writes, 0 to 1
    Outcome refused = Outcome::index_throughput;
};

class SideCells {
public:
    // Partitions that are drawn at a time; different blocks can be served by different threads.
    static constexpr std::size_t block_places = 1'024;

    SideCells(TableIndex table, Side side) : table_(table), side_(side) {}

    void add(CellLoad& load);
    // Follows a change of the partitions.
    void follow(const Tables& tables);

    // Finds how many rows each load has in a step, on average. Call it once a step, before open().
    void find_means(const CellStep& step);
    double mean_rows(const std::string& workload) const;
    double mean_rows(const CellLoad& load) const;
    // Prepares a step: `extras` are the requests that were sent again. Call it before the blocks.
    void open(const CellStep& step, std::vector<CellExtra> extras, const BackPressure& pressure,
              AdmissionModel& model, Tables& tables);
    std::size_t block_count() const { return blocks_.size(); }
    // Draws and admits the requests of one block and adds them to `seconds`, which is indexed by
    // PartitionIndex.
    void serve_block(std::size_t block, const Tables& tables, std::span<PartitionSecond> seconds);
    // Lets the buckets of the whole table decide, after all blocks were served.
    void close(const Tables& tables, std::span<PartitionSecond> seconds);

    // What came out of the step.
    struct FlowSum {
        std::uint64_t fresh = 0;  // first tries
        std::uint64_t tries = 0;
        std::int64_t units = 0;  // half-units of all tries
    };
    bool idle() const { return idle_; }
    // Admitted requests of a load: first tries and others.
    struct Successes {
        std::uint64_t first = 0;
        std::uint64_t again = 0;
    };
    Successes successes(std::uint32_t load) const;
    // Adds the bytes that a load's admitted calls store to the partitions.
    void add_stored(std::uint32_t load, Tables& tables) const;
    FlowSum sum(std::uint32_t load, std::uint32_t flow) const;
    const std::vector<CellRefusal>& refusals() const { return refusals_; }
    const std::vector<CellExtra>& extras() const { return extras_; }
    std::uint64_t arrivals_hash() const;
    std::uint64_t outcomes_hash() const;

    TableIndex table() const { return table_; }
    Side side() const { return side_; }
    const std::vector<CellLoad*>& loads() const { return loads_; }

private:
    // The residual requests of one flow: those that no CellExtra stands for.
    struct Drawn {
        std::uint32_t load = 0;
        std::uint32_t flow = 0;
        std::vector<std::uint32_t> count;    // by place
        std::vector<std::uint32_t> refused;  // by place
        std::vector<std::int64_t> units;     // half-units, by place; only if costs vary
    };
    // Requests of one kind at one partition, while its buckets decide.
    struct Item {
        const CellFlow* flow = nullptr;
        Drawn* drawn = nullptr;      // either these requests
        CellExtra* extra = nullptr;  // or these
        std::uint32_t count = 0;
        std::int64_t units = 0;              // half-units of all of them
        std::uint32_t left = 0;              // not refused so far
        std::uint32_t kept = 0;              // those of them that the present bucket admits
        std::uint32_t weight = full_weight;  // how likely the present bucket refuses them

        std::int64_t units_left() const;  // half-units
        std::uint32_t load() const;       // index in loads_
        bool is_first_try() const { return extra == nullptr || extra->attempt == 1; }
    };
    struct Block {
        std::size_t first = 0;  // place
        std::size_t end = 0;
        std::int64_t admitted = 0;         // half-units
        std::vector<FlowSum> sums;         // of the residual requests, by index in drawn_
        std::vector<std::int64_t> units;   // half-units of the residual requests, by place
        std::vector<std::int64_t> leader;  // the same, as the leader replicas carry them
        std::vector<Item> items;           // of the present place
        std::vector<CellRefusal> refusals;
        Eigen::ArrayXd means;
        Eigen::ArrayXd roots;
        std::uint64_t arrivals = 0;  // hash
        std::size_t extra = 0;       // the first that is not before the block
        bool refused_any = false;    // whether `refused` of the residual requests is not all 0
    };

    void draw_hot_keys();
    void draw_together();
    void draw_flow(Drawn& drawn, Block& block, const KeyRanges& ranges) const;
    void add_up(Block& block);
    bool admits_all(PartitionIndex partition, std::int64_t units, std::int64_t leader) const;
    bool may_run_empty(double asked, double earned, double level) const;
    template <class Level>
    Level room_in(const BasicTokenBucket<Level>& bucket, Level offered, double asked,
                  double variance, CellRandom& random) const;
    void share_out(bool of_leader, std::int64_t room, std::int64_t asked, CellRandom& random,
                   std::vector<Item>& items) const;
    double even_share(const Item& item, std::size_t place) const;
    void weigh(std::size_t place, double admitted_share, std::vector<Item>& items) const;
    std::vector<std::uint32_t> weights_at_table(double admitted_share) const;
    template <class Visit>
    void visit_items(const Visit& visit);
    double table_variance() const;
    void collect(std::size_t place, std::size_t extra, std::vector<Item>& items);
    void serve_place(std::size_t place, PartitionIndex partition, Block& block,
                     PartitionSecond& second) const;
    void refuse_by_index(std::size_t place, PartitionIndex partition, Block& block,
                         PartitionSecond& second) const;
    void refuse_by_partition(const PartitionLimit& by, std::size_t place, PartitionIndex partition,
                             Block& block, PartitionSecond& second) const;
    void refuse_by_table(const TableLimit& by, std::int64_t asked, std::int64_t offered,
                         const Tables& tables, std::span<PartitionSecond> seconds);
    void refuse(Item& item, std::size_t place, std::uint32_t count, Outcome outcome, Block& block,
                PartitionSecond& second) const;
    // Nano-units that a half-unit of such calls costs in a bucket.
    std::int64_t nano_units(const CellFlow& flow, bool of_leader) const;
    std::int64_t nano_units_left(const Item& item, bool of_leader) const;
    std::int64_t nano_units_of(const Item& item, std::uint32_t some, bool of_leader) const;
    // Nano-units that the bucket must hold for one of them.
    std::int64_t needed_by(const Item& item, bool of_leader) const;

    TableIndex table_;
    Side side_;
    std::vector<CellLoad*> loads_;
    std::vector<Drawn> drawn_;
    std::vector<double> means_;      // rows of the present step, by load
    std::vector<CellExtra> extras_;  // ordered by place
    std::vector<Block> blocks_;
    std::vector<CellRefusal> refusals_;
    std::vector<std::uint32_t> rows_;  // scratch of draw_together
    CellStep step_{};
    BackPressure pressure_;
    ServiceLimits limits_;
    Partitions* partitions_ = nullptr;
    std::int64_t nano_of_eventual_ = 0;  // of the leader, for one half-unit
    std::int64_t dearest_ = 0;           // nano-units of the dearest call
    bool leader_differs_ = false;
    bool idle_ = true;
};

}  // namespace isotherm
