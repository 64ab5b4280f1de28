// SPDX-License-Identifier: Apache-2.0
#include "engine/cells/cell_load.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/demand/key_weights.h"
#include "engine/propagation/time_to_live.h"

namespace isotherm {
namespace {

// A key that has at least this share of its partition's rows is counted by itself.
constexpr double hot_share = 0.02;
constexpr std::size_t quantile_points = 4'096;

// Whether the hash spreads a run of equal keys over the partitions so evenly that none of them gets
// noticeably more: the standard deviation is below 0.5 % of an average partition.
bool spreads_evenly(const KeyLoad& run, std::size_t partitions) {
    constexpr double noticeable = 0.005;
    constexpr std::uint64_t keys_a_partition = 16;
    const double expected = static_cast<double>(partitions) / static_cast<double>(run.count);
    return run.count >= keys_a_partition * partitions &&
           run.units * std::sqrt(expected) < noticeable;
}

std::uint64_t stream_of(const Scenario& scenario, const std::string& name) {
    return XXH3_64bits_withSeed(name.data(), name.size(),
                                static_cast<std::uint64_t>(scenario.seed));
}

std::string name_of(const Load& load) {
    return fmt::format("cells.{}.{}.{}.{}", load.workload, load.resource.value,
                       side_names[load.side],
                       load.rows.empty() ? 0 : load.rows.front().begin.time_since_epoch().count());
}

CallCost cost_of(const WorkloadDemand& demand, const CallPart& part, const Charge& rules) {
    const std::size_t points = demand.sizes_differ && !part.empty ? quantile_points : 1;
    CallCost cost;
    double square = 0;
    for (std::size_t q = 0; q < points; ++q) {
        const double quantile = (static_cast<double>(q) + 0.5) / static_cast<double>(points);
        const std::uint32_t bytes = part.empty ? 0 : demand.bytes_at(quantile, part.operation);
        const std::int64_t units = rules.of(part.operation, bytes).count();
        cost.quantiles.push_back(static_cast<std::uint32_t>(units));
        cost.mean += static_cast<double>(units);
        square += static_cast<double>(units) * static_cast<double>(units);
        cost.dearest = std::max(cost.dearest, units);
    }
    cost.mean /= static_cast<double>(points);
    cost.deviation =
        std::sqrt(std::max(0.0, square / static_cast<double>(points) - cost.mean * cost.mean));
    cost.each = cost.quantiles.front();
    if (cost.deviation == 0) cost.quantiles.clear();
    return cost;
}

// Bytes that an admitted call adds to its partition, on average; see StorageGrowth.
double stored_by(const WorkloadDemand& demand, const CallPart& part, const TableSpec& table) {
    if (side_of(part.operation) != Side::write || is_delete(part.operation)) return 0;
    const bool adds = part.finding == Finding::no_item;
    const bool may_add = part.finding == Finding::item && is_put(part.operation);
    const double share = adds ? 1 : may_add ? table.new_items.value : 0;
    return share * static_cast<double>(demand.bytes_at(0.5, part.operation) + item_overhead_bytes);
}

}  // namespace

std::int64_t CallCost::of_calls(std::uint32_t calls, CellRandom& random) const {
    constexpr std::uint32_t few_calls = 24;
    if (!varies()) return static_cast<std::int64_t>(calls) * each;
    if (calls <= few_calls) {
        std::int64_t sum = 0;
        for (std::uint32_t i = 0; i < calls; ++i)
            sum += quantiles[random.next() >> 52];  // 4,096 quantiles
        return sum;
    }
    const auto count = static_cast<double>(calls);
    const double sum =
        count * mean + std::sqrt(count) * deviation * CountDraws::tables().normal(random);
    const auto least = static_cast<double>(quantiles.front()) * count;
    const auto most = static_cast<double>(quantiles.back()) * count;
    return static_cast<std::int64_t>(std::floor(std::clamp(sum, least, most) + 0.5));
}

CellLoad::CellLoad(const Load& load, WorkloadIndex workload, const Scenario& scenario,
                   const TableSpec& table, const Charge& rules)
    : load_(load), workload_(workload), stream_(stream_of(scenario, name_of(load))), rules_(rules) {
    const KeySpread& keys = load.demand->keys;
    rows_by_key_.in_order = keys.in_order;
    in_order_ = keys.in_order;
    for (const KeyRun& run : keys.runs) {
        rows_by_key_.keys.push_back({run.first, run.count, run.lies, run.share});
        distinct_ += run.count;
    }
    for (const CallPart& part : load.demand->parts) {
        if (side_of(part.operation) == load.side) add_flow(part, scenario, table, rules);
    }
    if (load.bursts)
        burst_.emplace(Burst{RandomStream(static_cast<std::uint64_t>(scenario.seed),
                                          "workloads." + load.workload + ".arrivals"),
                             false,
                             {}});
    if (!burst_) return;
    // The initial state is drawn as if the source had been running for a long time.
    const double on = in_seconds(load.bursts->on_mean);
    burst_->on = burst_->random.unit() * (on + in_seconds(load.bursts->off_mean)) >= on;
    burst_->until = sim_start;  // the next state follows at once
}

void CellLoad::add_flow(const CallPart& part, const Scenario& scenario, const TableSpec& table,
                        const Charge& rules) {
    const std::string name =
        fmt::format("{}.{}.{}.{}", name_of(load_), static_cast<int>(part.operation),
                    static_cast<int>(part.finding), part.empty);
    flows_.push_back({part.operation, part.finding, part.share, cost_of(*load_.demand, part, rules),
                      stored_by(*load_.demand, part, table), part.returned,
                      stream_of(scenario, name)});
}

void CellLoad::spread(const KeyRanges& ranges) {
    shares_ = Eigen::ArrayXd::Zero(static_cast<Eigen::Index>(ranges.size()));
    LoadKeys keys = rows_by_key_;
    for (KeyLoad& run : keys.keys)
        if (!run.lies && spreads_evenly(run, ranges.size())) run.lies = HashRange{};
    std::size_t place = 0;
    for (const PartitionWeight& weight : partition_weights(keys, load_.sort_order, ranges)) {
        while (ranges.owner_at(place) != weight.partition) ++place;
        shares_[static_cast<Eigen::Index>(place)] = weight.units;
    }
    add_hot_keys(ranges);
    cumulative_.assign(1, 0);
    for (Eigen::Index i = 0; i < shares_.size(); ++i)
        cumulative_.push_back(cumulative_.back() + shares_[i]);
    for (const CellKey& hot : hot_) cumulative_.push_back(cumulative_.back() + hot.share);
    targets_.assign(ranges.size(), {});
}

void CellLoad::spread_like(const CellLoad& sibling) {
    shares_ = sibling.shares_;
    hot_ = sibling.hot_;
    for (CellKey& hot : hot_) hot.costs = costs_of(hot.key);
    cumulative_ = sibling.cumulative_;
    targets_.assign(static_cast<std::size_t>(shares_.size()), {});
}

// Hot keys are taken out of the shares of their partitions. A collection that is divided between
// partitions stays in their shares, because no single partition has it.
void CellLoad::add_hot_keys(const KeyRanges& ranges) {
    hot_.clear();
    for (const HeavyKey& heavy : heaviest_keys(rows_by_key_, ranges)) {
        const std::size_t at =
            ranges.index_of(position_of(heavy.key), [] { return SortPosition{0}; });
        const double share = shares_[static_cast<Eigen::Index>(at)];
        const bool divided = load_.sort_order != SortOrder::single &&
                             ranges.last_at(at).hash == position_of(heavy.key) &&
                             ranges.last_at(at).sort != last_sort;
        if (divided || heavy.units < hot_share * share || heavy.units <= 0) continue;
        hot_.push_back({heavy.key, at, heavy.units, costs_of(heavy.key)});
    }
    for (const CellKey& hot : hot_) {
        double& share = shares_[static_cast<Eigen::Index>(hot.place)];
        share -= hot.share;
        if (share < 1e-12) share = 0;  // what rounding left
    }
}

std::vector<std::int64_t> CellLoad::costs_of(Key key) const {
    std::vector<std::int64_t> costs;
    for (const CellFlow& flow : flows_) {
        const bool varies = flow.cost.varies();
        const std::uint32_t bytes = varies ? load_.demand->bytes_of_key(key, flow.operation) : 0;
        costs.push_back(varies ? rules_.of(flow.operation, bytes).count() : flow.cost.each);
    }
    return costs;
}

// The table of a series to which the load goes changes when tables are deleted.
void CellLoad::state(StateVisitor& visit) {
    visit(load_.resource, rows_drawn_);
    if (burst_) visit(burst_->random, burst_->on, burst_->until);
    if (visit.loads()) stretch_ = 0;
}

double CellLoad::share_at(std::size_t place) const {
    double share = shares_[static_cast<Eigen::Index>(place)];
    for (const CellKey& key : hot_)
        if (key.place == place) share += key.share;
    return share;
}

std::uint32_t CellLoad::hot_index(Key key) const {
    const auto at = std::ranges::find(hot_, key, &CellKey::key);
    return at == hot_.end() ? no_hot_key : static_cast<std::uint32_t>(at - hot_.begin());
}

void CellLoad::end_at(SimTime time) {
    std::erase_if(load_.rows, [&](const RateStretch& one) { return one.begin >= time; });
    if (load_.rows.empty() || load_.rows.back().end <= time) return;
    RateStretch& last = load_.rows.back();
    const double part = in_seconds(time - last.begin) / in_seconds(last.end - last.begin);
    last.to = last.from + (last.to - last.from) * part;
    last.end = time;
}

void CellLoad::begin_at(SimTime time) {
    std::erase_if(load_.rows, [&](const RateStretch& one) { return one.end <= time; });
    if (load_.rows.empty() || load_.rows.front().begin >= time) return;
    RateStretch& first = load_.rows.front();
    const double part = in_seconds(time - first.begin) / in_seconds(first.end - first.begin);
    first.from += (first.to - first.from) * part;
    first.begin = time;
}

double CellLoad::rate_area(SimTime from, SimTime to) {
    while (stretch_ < load_.rows.size() && load_.rows[stretch_].end <= from) ++stretch_;
    double area = 0;
    for (std::size_t s = stretch_; s < load_.rows.size() && load_.rows[s].begin < to; ++s) {
        const RateStretch& stretch = load_.rows[s];
        const SimTime begin = std::max(from, stretch.begin);
        const SimTime end = std::min(to, stretch.end);
        const double length = in_seconds(stretch.end - stretch.begin);
        const double middle =
            (in_seconds(begin - stretch.begin) + in_seconds(end - stretch.begin)) / 2 / length;
        area += (stretch.from + (stretch.to - stretch.from) * middle) * in_seconds(end - begin);
    }
    return area;
}

// The rate is that of the bursts while they last, and 0 between them.
double CellLoad::burst_area(SimTime from, SimTime to) {
    double area = 0;
    for (SimTime at = from; at < to;) {
        while (burst_->until <= at) {
            burst_->on = !burst_->on;
            const SimDuration mean = burst_->on ? load_.bursts->on_mean : load_.bursts->off_mean;
            burst_->until += SimDuration(static_cast<std::int64_t>(
                burst_->random.exponential() * static_cast<double>(mean.count()) + 0.5));
        }
        const SimTime next = std::min(to, burst_->until);
        if (burst_->on) area += load_.bursts->rate * in_seconds(next - at);
        at = next;
    }
    return area;
}

double CellLoad::rows_in(SimTime from, SimTime to) {
    if (load_.rows.empty() || load_.rows.front().begin >= to || load_.rows.back().end <= from)
        return 0;
    if (burst_)
        return burst_area(std::max(from, load_.rows.front().begin),
                          std::min(to, load_.rows.back().end));
    return rate_area(from, to);
}

// Evenly spaced rows: the k-th comes k intervals after the start of its stretch.
double CellLoad::rows_before(SimTime time) const {
    double rows = 0;
    for (const RateStretch& stretch : load_.rows) {
        if (stretch.begin >= time) break;
        const double seconds = in_seconds(std::min(time, stretch.end) - stretch.begin);
        const double length = in_seconds(stretch.end - stretch.begin);
        const double middle = seconds / 2 / length;
        const double area = (stretch.from + (stretch.to - stretch.from) * middle) * seconds;
        rows += time > stretch.end ? std::floor(area + 1e-6) : std::max(0.0, std::ceil(area) - 1);
    }
    return rows;
}

void CellLoad::draw_together(double mean, SimTime from, SimTime to,
                             std::vector<std::uint32_t>& rows) {
    CellRandom random(stream_, 0, from.time_since_epoch().count());
    rows.assign(cumulative_.size() - 1, 0);
    const std::uint32_t total =
        load_.even ? static_cast<std::uint32_t>(rows_before(to) - rows_before(from))
                   : CountDraws::tables().poisson(mean, std::sqrt(mean), random);
    if (total == 0) return;
    if (in_order_)
        draw_in_order(total, random, rows);
    else
        draw_at_random(total, random, rows);
    rows_drawn_ += total;
}

// Keys that take turns: each gets its share of the rows, rounded so that all rows are given out.
void CellLoad::draw_in_order(std::uint32_t total, CellRandom& random,
                             std::vector<std::uint32_t>& rows) {
    const double unit = random.unit();
    const double all = cumulative_.back();
    double given = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const double up_to =
            i + 1 == rows.size()
                ? total
                : std::min(std::floor(cumulative_[i + 1] / all * total + unit), double(total));
        rows[i] = static_cast<std::uint32_t>(up_to - given);
        given = up_to;
    }
}

// Halves the partitions, and divides the rows between the halves by a binomial draw.
void CellLoad::draw_at_random(std::uint32_t total, CellRandom& random,
                              std::vector<std::uint32_t>& rows) {
    struct Part {
        std::size_t first, end;
        std::uint32_t rows;
    };
    std::vector<Part> parts{{0, rows.size(), total}};
    while (!parts.empty()) {
        const Part part = parts.back();
        parts.pop_back();
        if (part.rows == 0) continue;
        if (part.end - part.first == 1) {
            rows[part.first] = part.rows;
            continue;
        }
        const std::size_t middle = (part.first + part.end) / 2;
        const double all = cumulative_[part.end] - cumulative_[part.first];
        const double chance = all > 0 ? (cumulative_[middle] - cumulative_[part.first]) / all : 0;
        const std::uint32_t left = CountDraws::tables().binomial(part.rows, chance, random);
        parts.push_back({part.first, middle, left});
        parts.push_back({middle, part.end, part.rows - left});
    }
}

const std::vector<CellLoad::Target>& CellLoad::targets(const KeyRanges& ranges, std::size_t place) {
    constexpr std::uint64_t looked_up_most = 1 << 20;
    std::vector<Target>& list = targets_[place];
    if (!list.empty()) return list;
    const KeyPosition first = ranges.first_at(place).hash;
    const KeyPosition last = ranges.last_at(place).hash;
    double sum = 0;
    std::uint64_t looked_up = 0;
    for (const KeyLoad& run : rows_by_key_.keys) {
        if (run.lies || run.count > looked_up_most - looked_up) {
            const HashRange lies = run.lies.value_or(HashRange{});
            const KeyPosition from = std::max(first, lies.first), to = std::min(last, lies.last);
            if (from > to) continue;
            const double width = static_cast<double>(to - from) + 1;
            sum += run.units * width / (static_cast<double>(lies.last - lies.first) + 1);
            list.push_back({from, to, sum});
            continue;
        }
        looked_up += run.count;
        for (std::uint64_t k = 0; k < run.count; ++k) {
            const KeyPosition at = position_of(run.first + k);
            if (at < first || at > last) continue;
            sum += run.units / static_cast<double>(run.count);
            list.push_back({at, at, sum});
        }
    }
    if (list.empty()) list.push_back({first, last, 1});
    return list;
}

ItemPosition CellLoad::sample(const KeyRanges& ranges, std::size_t place, CellRandom& random) {
    const std::vector<Target>& list = targets(ranges, place);
    const double drawn = random.unit() * list.back().up_to;
    const auto target =
        std::upper_bound(list.begin(), list.end() - 1, drawn,
                         [](double share, const Target& one) { return share < one.up_to; });
    const auto within = [&](std::uint64_t first, std::uint64_t last) {
        const auto width = static_cast<unsigned __int128>(last - first) + 1;
        return first + static_cast<std::uint64_t>(random.next() * width >> 64);
    };
    ItemPosition item{within(target->first, target->last), 0};
    if (load_.sort_order == SortOrder::sequential)
        item.sort = sort_position(load_.sort_order, 0, ++rows_drawn_);
    if (load_.sort_order != SortOrder::uniform) return item;
    const ItemPosition first = ranges.first_at(place), last = ranges.last_at(place);
    item.sort = within(item.hash == first.hash ? first.sort : 0,
                       item.hash == last.hash ? last.sort : last_sort);
    return item;
}

}  // namespace isotherm
