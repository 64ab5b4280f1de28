// SPDX-License-Identifier: Apache-2.0
#include "engine/cells/side_cells.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace isotherm {
namespace {

std::uint64_t chained_hash(const void* data, std::size_t bytes, std::uint64_t before) {
    return XXH3_64bits_withSeed(data, bytes, before);
}

template <class Value>
std::uint64_t chained_hash(const std::vector<Value>& values, std::size_t first, std::size_t end,
                           std::uint64_t before) {
    return chained_hash(values.data() + first, (end - first) * sizeof(Value), before);
}

// What identifies requests, without the padding of a struct.
struct Hashed {
    std::uint64_t place;
    std::uint32_t load, flow, hot, attempt_and_outcome;
    std::uint64_t count;
    std::int64_t units;
};

}  // namespace

void SideCells::add(CellLoad& load) {
    const auto index = static_cast<std::uint32_t>(loads_.size());
    loads_.push_back(&load);
    for (std::uint32_t f = 0; f < load.flows().size(); ++f)
        drawn_.push_back({index, f, {}, {}, {}});
}

void SideCells::follow(const Tables& tables) {
    const std::size_t places = tables[table_].ranges.size();
    blocks_.clear();
    for (std::size_t first = 0; first < places; first += block_places) {
        Block block;
        block.first = first;
        block.end = std::min(places, first + block_places);
        block.units.resize(block.end - first);
        block.leader.resize(block.end - first);
        block.sums.resize(drawn_.size());
        blocks_.push_back(std::move(block));
    }
    for (Drawn& drawn : drawn_) {
        drawn.count.assign(places, 0);
        drawn.refused.assign(places, 0);
        if (loads_[drawn.load]->flows()[drawn.flow].cost.varies()) drawn.units.assign(places, 0);
    }
}

void SideCells::find_means(const CellStep& step) {
    means_.clear();
    for (CellLoad* load : loads_) means_.push_back(load->rows_in(step.from, step.to));
}

double SideCells::mean_rows(const std::string& workload) const {
    double rows = 0;
    for (std::size_t l = 0; l < loads_.size(); ++l)
        if (loads_[l]->load().workload == workload) rows += means_[l];
    return rows;
}

double SideCells::mean_rows(const CellLoad& load) const {
    const auto at = std::ranges::find(loads_, &load);
    return at == loads_.end() ? 0 : means_[static_cast<std::size_t>(at - loads_.begin())];
}

void SideCells::open(const CellStep& step, std::vector<CellExtra> extras,
                     const BackPressure& pressure, AdmissionModel& model, Tables& tables) {
    step_ = step;
    pressure_ = pressure;
    extras_ = std::move(extras);
    refusals_.clear();
    partitions_ = &tables.partitions;
    limits_.partition.clear();
    limits_.table.clear();
    model.list_limits(tables, table_, side_, limits_);
    const Era& era = tables.era();
    nano_of_eventual_ =
        nano_units_of_half * era.partition_read_maximum / era.partition_eventual_maximum;
    dearest_ = 0;
    leader_differs_ = false;
    for (const CellLoad* load : loads_) {
        for (const CellFlow& flow : load->flows()) {
            dearest_ = std::max(dearest_, flow.cost.dearest * nano_units_of_half);
            leader_differs_ |= traits_of(flow.operation).consistency == Consistency::eventual;
        }
    }
    idle_ = extras_.empty() && std::ranges::all_of(means_, [](double mean) { return mean == 0; });
    if (idle_) return;
    draw_together();
    draw_hot_keys();
    std::stable_sort(extras_.begin(), extras_.end(),
                     [](const CellExtra& a, const CellExtra& b) { return a.place < b.place; });
    std::size_t extra = 0;
    for (Block& block : blocks_) {
        while (extra < extras_.size() && extras_[extra].place < block.first) ++extra;
        block.extra = extra;
    }
}

// Draws the hot keys of the other loads, key by key.
void SideCells::draw_hot_keys() {
    for (std::uint32_t l = 0; l < loads_.size(); ++l) {
        const CellLoad& load = *loads_[l];
        if (load.counted_together() || means_[l] == 0) continue;
        for (std::uint32_t h = 0; h < load.hot().size(); ++h) {
            const CellKey& hot = load.hot()[h];
            for (std::uint32_t f = 0; f < load.flows().size(); ++f) {
                const CellFlow& flow = load.flows()[f];
                CellRandom random(flow.stream, position_of(hot.key),
                                  step_.from.time_since_epoch().count());
                const double mean = means_[l] * flow.share * hot.share;
                const std::uint32_t count =
                    CountDraws::tables().poisson(mean, std::sqrt(mean), random);
                if (count > 0)
                    extras_.push_back({hot.place, l, f, h, 1, count, count * hot.costs[f], 0});
            }
        }
    }
}

// Draws the loads whose rows are drawn together, and divides them among their kinds of calls.
void SideCells::draw_together() {
    for (std::uint32_t l = 0; l < loads_.size(); ++l) {
        CellLoad& load = *loads_[l];
        if (!load.counted_together()) continue;
        if (means_[l] > 0)
            load.draw_together(means_[l], step_.from, step_.to, rows_);
        else
            rows_.assign(blocks_.back().end + load.hot().size(), 0);
        CellRandom random(load.flows().front().stream, ~std::uint64_t{0},
                          step_.from.time_since_epoch().count());
        double left = 1;  // share of the rows that no flow has got yet
        for (Drawn& drawn : drawn_) {
            if (drawn.load != l) continue;
            const CellFlow& flow = load.flows()[drawn.flow];
            const double chance = std::min(1.0, flow.share / left);
            left = std::max(left - flow.share, 1e-300);
            for (std::size_t i = 0; i < rows_.size(); ++i) {
                const std::uint32_t count = CountDraws::tables().binomial(rows_[i], chance, random);
                rows_[i] -= count;
                if (i < drawn.count.size()) {
                    drawn.count[i] = count;
                    if (flow.cost.varies()) drawn.units[i] = flow.cost.of_calls(count, random);
                } else if (count > 0) {
                    const auto h = static_cast<std::uint32_t>(i - drawn.count.size());
                    const CellKey& hot = load.hot()[h];
                    extras_.push_back(
                        {hot.place, l, drawn.flow, h, 1, count, count * hot.costs[drawn.flow], 0});
                }
            }
        }
    }
}

void SideCells::draw_flow(Drawn& drawn, Block& block, const KeyRanges& ranges) const {
    const CellLoad& load = *loads_[drawn.load];
    const CellFlow& flow = load.flows()[drawn.flow];
    const auto first = static_cast<Eigen::Index>(block.first);
    const auto places = static_cast<Eigen::Index>(block.end - block.first);
    block.means = load.shares().segment(first, places) * (means_[drawn.load] * flow.share);
    block.roots = block.means.sqrt();
    const CountDraws& draws = CountDraws::tables();
    const std::int64_t step = step_.from.time_since_epoch().count();
    for (Eigen::Index i = 0; i < places; ++i) {
        std::uint32_t& count = drawn.count[block.first + i];
        count = 0;
        if (block.means[i] <= 0) continue;
        CellRandom random(flow.stream, ranges.owner_at(block.first + i).value, step);
        count = draws.poisson(block.means[i], block.roots[i], random);
        if (flow.cost.varies()) drawn.units[block.first + i] = flow.cost.of_calls(count, random);
    }
}

// Adds the kinds of calls of each partition.
void SideCells::add_up(Block& block) {
    const auto places = static_cast<Eigen::Index>(block.end - block.first);
    using Units = Eigen::Array<std::int64_t, Eigen::Dynamic, 1>;
    Eigen::Map<Units> units(block.units.data(), places);
    Eigen::Map<Units> leader(block.leader.data(), places);
    units.setZero();
    leader.setZero();
    for (std::size_t d = 0; d < drawn_.size(); ++d) {
        Drawn& drawn = drawn_[d];
        const CellFlow& flow = loads_[drawn.load]->flows()[drawn.flow];
        const Eigen::Map<const Eigen::Array<std::uint32_t, Eigen::Dynamic, 1>> count(
            drawn.count.data() + block.first, places);
        Units asked = flow.cost.varies()
                          ? Units(Eigen::Map<Units>(drawn.units.data() + block.first, places))
                          : Units(count.cast<std::int64_t>() * flow.cost.each);
        units += asked;
        if (leader_differs_) leader += asked * nano_units(flow, true);
        FlowSum& sum = block.sums[d];
        sum = {};
        for (Eigen::Index i = 0; i < places; ++i) {
            sum.tries += count[i];
            sum.units += asked[i];
        }
        sum.fresh = sum.tries;
        // Without loads that have not begun or have ended: a run is the same before a change
        // whether or not the change comes.
        if (means_[drawn.load] > 0) {
            block.arrivals = chained_hash(drawn.count, block.first, block.end, block.arrivals);
            if (flow.cost.varies())
                block.arrivals = chained_hash(drawn.units, block.first, block.end, block.arrivals);
        }
        if (block.refused_any)
            std::fill(drawn.refused.begin() + block.first, drawn.refused.begin() + block.end, 0U);
    }
    if (!leader_differs_) leader = units * nano_units_of_half;
    block.refused_any = false;
}

void SideCells::serve_block(std::size_t index, const Tables& tables,
                            std::span<PartitionSecond> seconds) {
    Block& block = blocks_[index];
    block.refusals.clear();
    block.admitted = 0;
    block.arrivals = 0;
    if (idle_) return;
    const KeyRanges& ranges = tables[table_].ranges;
    for (Drawn& drawn : drawn_) {
        if (!loads_[drawn.load]->counted_together()) draw_flow(drawn, block, ranges);
    }
    add_up(block);
    std::size_t extra = block.extra;
    for (std::size_t place = block.first; place < block.end; ++place) {
        const PartitionIndex partition = ranges.owner_at(place);
        const std::int64_t units = block.units[place - block.first];
        const bool plain =
            pressure_.share <= 0 && (extra == extras_.size() || extras_[extra].place != place);
        PartitionSecond& second = seconds[partition.value];
        if (plain && units == 0) continue;
        if (plain && admits_all(partition, units, block.leader[place - block.first])) {
            second.demand[side_] += static_cast<std::uint32_t>(units);
            block.admitted += units;
            continue;
        }
        collect(place, extra, block.items);
        serve_place(place, partition, block, second);
        while (extra < extras_.size() && extras_[extra].place == place) ++extra;
    }
}

SideCells::FlowSum SideCells::sum(std::uint32_t load, std::uint32_t flow) const {
    FlowSum sum;
    if (idle_) return sum;
    for (std::size_t d = 0; d < drawn_.size(); ++d) {
        if (drawn_[d].load != load || drawn_[d].flow != flow) continue;
        for (const Block& block : blocks_) {
            sum.fresh += block.sums[d].fresh;
            sum.tries += block.sums[d].tries;
            sum.units += block.sums[d].units;
        }
    }
    for (const CellExtra& extra : extras_) {
        if (extra.load != load || extra.flow != flow) continue;
        if (extra.attempt == 1) sum.fresh += extra.count;
        sum.tries += extra.count;
        sum.units += extra.units;
    }
    return sum;
}

SideCells::Successes SideCells::successes(std::uint32_t load) const {
    Successes successes;
    if (idle_) return successes;
    for (std::uint32_t f = 0; f < loads_[load]->flows().size(); ++f)
        successes.first += sum(load, f).tries;
    for (const CellExtra& extra : extras_) {
        if (extra.load != load || extra.attempt == 1) continue;
        successes.first -= extra.count;
        successes.again += extra.count;
    }
    for (const CellRefusal& refusal : refusals_) {
        if (refusal.load != load) continue;
        (refusal.attempt == 1 ? successes.first : successes.again) -= refusal.count;
    }
    return successes;
}

void SideCells::add_stored(std::uint32_t load, Tables& tables) const {
    const KeyRanges& ranges = tables[table_].ranges;
    const auto add = [&](std::size_t place, const CellFlow& flow, std::uint32_t calls) {
        tables.partitions.bytes[ranges.owner_at(place).value] +=
            static_cast<std::int64_t>(std::floor(flow.stored_bytes * calls + 0.5));
    };
    for (const Drawn& drawn : drawn_) {
        const CellFlow& flow = loads_[drawn.load]->flows()[drawn.flow];
        if (drawn.load != load || flow.stored_bytes <= 0) continue;
        for (std::size_t place = 0; place < drawn.count.size(); ++place)
            add(place, flow, drawn.count[place] - drawn.refused[place]);
    }
    for (const CellExtra& extra : extras_) {
        const CellFlow& flow = loads_[extra.load]->flows()[extra.flow];
        if (extra.load == load && flow.stored_bytes > 0)
            add(extra.place, flow, extra.count - extra.refused);
    }
}

std::uint64_t SideCells::arrivals_hash() const {
    std::uint64_t hash = 0;
    const auto name_in_hash = [this](std::uint32_t load) {
        return static_cast<std::uint32_t>(loads_[load]->stream());
    };
    for (const Block& block : blocks_) hash = chained_hash(&block.arrivals, 8, hash);
    for (const CellExtra& extra : extras_) {
        const Hashed one{extra.place,   name_in_hash(extra.load),
                         extra.flow,    extra.hot,
                         extra.attempt, extra.count,
                         extra.units};
        hash = chained_hash(&one, sizeof(one), hash);
    }
    return hash;
}

std::uint64_t SideCells::outcomes_hash() const {
    std::uint64_t hash = 0;
    const auto name_in_hash = [this](std::uint32_t load) {
        return static_cast<std::uint32_t>(loads_[load]->stream());
    };
    for (const Block& block : blocks_) hash = chained_hash(&block.admitted, 8, hash);
    for (const CellRefusal& refusal : refusals_) {
        const Hashed one{refusal.place,
                         name_in_hash(refusal.load),
                         refusal.flow,
                         refusal.hot,
                         refusal.attempt | static_cast<std::uint32_t>(refusal.outcome) << 8,
                         refusal.count,
                         refusal.units};
        hash = chained_hash(&one, sizeof(one), hash);
    }
    return hash;
}

}  // namespace isotherm
