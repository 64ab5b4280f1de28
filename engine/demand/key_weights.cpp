// SPDX-License-Identifier: Apache-2.0
#include "engine/demand/key_weights.h"

#include <algorithm>
#include <cmath>

namespace isotherm {
namespace {

// Highest number of keys whose partitions are looked up one by one; further keys count as evenly
// spread.
constexpr std::uint64_t looked_up_most = 1 << 20;
constexpr std::size_t heavy_keys = 32;
constexpr double whole_space = 18'446'744'073'709'551'616.0;  // 2^64

class WeightSum {
public:
    WeightSum(const KeyRanges& ranges, SortOrder order)
        : ranges_(ranges), order_(order), units_(ranges.size()) {}

    void add_key(Key key, double units) {
        const KeyPosition position = position_of(key);
        std::size_t i = ranges_.index_of(position, [] { return SortPosition{0}; });
        // A single item stands at sort position 0, in the first part.
        if (!is_cut(i, position) || order_ == SortOrder::single) {
            units_[i] += units;
            return;
        }
        // An item collection may be divided between partitions. If requests use sort keys
        // uniformly, each part gets its share of the load; if they use ever higher ones, the last
        // part gets all of it.
        for (; is_cut(i, position); ++i) {
            if (order_ == SortOrder::uniform) units_[i] += units * sort_width(i, position);
        }
        units_[i] += order_ == SortOrder::uniform ? units * sort_width(i, position) : units;
    }

    void add_range(const HashRange& range, double units) {
        const double width = static_cast<double>(range.last - range.first) + 1;
        for (std::size_t i = ranges_.index_of(range.first, [] { return SortPosition{0}; });
             i < ranges_.size() && ranges_.first_at(i).hash <= range.last; ++i) {
            const KeyPosition from = std::max(range.first, ranges_.first_at(i).hash);
            const KeyPosition to = std::min(range.last, ranges_.last_at(i).hash);
            if (to >= from) units_[i] += units * (static_cast<double>(to - from) + 1) / width;
        }
    }

    std::vector<PartitionWeight> list() const {
        std::vector<PartitionWeight> list;
        for (std::size_t i = 0; i < units_.size(); ++i) {
            if (units_[i] > 0) list.push_back({ranges_.owner_at(i), units_[i]});
        }
        return list;
    }

private:
    bool is_cut(std::size_t i, KeyPosition position) const {
        const ItemPosition last = ranges_.last_at(i);
        return i + 1 < ranges_.size() && last.hash == position && last.sort != last_sort;
    }
    // Returns the share of the collection's sort key space that range i covers, 0 to 1.
    double sort_width(std::size_t i, KeyPosition position) const {
        const ItemPosition first = ranges_.first_at(i);
        const ItemPosition last = ranges_.last_at(i);
        const SortPosition from = first.hash == position ? first.sort : 0;
        const SortPosition to = last.hash == position ? last.sort : last_sort;
        return (static_cast<double>(to - from) + 1) / whole_space;
    }

    const KeyRanges& ranges_;
    SortOrder order_;
    std::vector<double> units_;  // by position in ranges_
};

struct WalkState {
    double pages_of_reader = 1;
    double page = 0;  // present page of each reader
};
WalkState walk_state(const HashWalk& walk, double rows_done) {
    const auto readers = static_cast<double>(walk.readers);
    const double pages = static_cast<double>(walk.pages) / readers;
    return {pages, std::fmod(std::floor(rows_done / readers), pages)};
}
// Returns the position of the middle of a reader's present page.
KeyPosition walk_position(const HashWalk& walk, const WalkState& state, std::uint64_t reader) {
    const double part = (static_cast<double>(reader) + (state.page + 0.5) / state.pages_of_reader) /
                        static_cast<double>(walk.readers);
    return static_cast<KeyPosition>(part * whole_space);
}

}  // namespace

std::vector<PartitionWeight> partition_weights(const LoadKeys& load, SortOrder order,
                                               const KeyRanges& ranges) {
    WeightSum sum(ranges, order);
    std::uint64_t looked_up = 0;
    for (const KeyLoad& run : load.keys) {
        if (run.lies || run.count > looked_up_most - looked_up) {
            sum.add_range(run.lies.value_or(HashRange{}), run.units);
            continue;
        }
        looked_up += run.count;
        const double each = run.units / static_cast<double>(run.count);
        for (std::uint64_t k = 0; k < run.count; ++k) sum.add_key(run.first + k, each);
    }
    return sum.list();
}

std::vector<HeavyKey> heaviest_keys(const LoadKeys& load, const KeyRanges& ranges) {
    std::vector<HeavyKey> list;
    for (const KeyLoad& run : load.keys) {
        // If a group has only a few keys of equal load, each of them may be heavy.
        const std::uint64_t shown = std::min<std::uint64_t>(run.lies ? 1 : run.count, heavy_keys);
        for (std::uint64_t k = 0; k < shown; ++k) {
            list.push_back({run.first + k, ranges.owner(position_of(run.first + k)),
                            run.units / static_cast<double>(run.count)});
        }
    }
    const std::size_t kept = std::min(list.size(), heavy_keys);
    std::partial_sort(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(kept), list.end(),
                      [](const HeavyKey& a, const HeavyKey& b) {
                          return a.units != b.units ? a.units > b.units : a.key < b.key;
                      });
    list.resize(kept);
    return list;
}

std::vector<PartitionWeight> walk_weights(const LoadKeys& load, double rows_done,
                                          const KeyRanges& ranges) {
    const HashWalk& walk = *load.walk;
    const WalkState state = walk_state(walk, rows_done);
    std::vector<double> units(ranges.size());
    for (std::uint64_t reader = 0; reader < walk.readers; ++reader) {
        const KeyPosition at = walk_position(walk, state, reader);
        units[ranges.index_of(at, [] { return SortPosition{0}; })] +=
            load.units / static_cast<double>(walk.readers);
    }
    std::vector<PartitionWeight> list;
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (units[i] > 0) list.push_back({ranges.owner_at(i), units[i]});
    }
    return list;
}

double rows_until_border(const LoadKeys& load, double rows_done, const KeyRanges& ranges) {
    const HashWalk& walk = *load.walk;
    const WalkState state = walk_state(walk, rows_done);
    const auto readers = static_cast<double>(walk.readers);
    // Pages until the readers start again from the beginning.
    double pages = state.pages_of_reader - state.page;
    for (std::uint64_t reader = 0; reader < walk.readers; ++reader) {
        const KeyPosition at = walk_position(walk, state, reader);
        const std::size_t i = ranges.index_of(at, [] { return SortPosition{0}; });
        const double left = static_cast<double>(ranges.last_at(i).hash - at) / whole_space;
        pages = std::min(pages, std::floor(left * static_cast<double>(walk.pages)) + 1);
    }
    // In a round (one page per reader) that has begun, some readers have already read their page.
    return std::max(1.0, pages * readers - std::fmod(rows_done, readers));
}

double rows_in_partition(const LoadKeys& load, const KeyRanges& ranges) {
    return static_cast<double>(load.walk->pages) / static_cast<double>(ranges.size());
}

}  // namespace isotherm
