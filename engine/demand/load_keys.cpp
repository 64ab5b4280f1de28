// SPDX-License-Identifier: Apache-2.0
#include "engine/demand/load_keys.h"

#include <algorithm>
#include <map>

#include "engine/model/key_space.h"

namespace isotherm {
namespace {

// If items differ in size, the cost of groups of up to this many consecutive keys is computed key
// by key; keys of larger groups cost the mean of all items.
constexpr std::uint64_t exact_keys = 64;
constexpr std::size_t quantile_count = 4'096;
// Highest number of keys whose index entries are looked up one by one; the entries of further keys
// count as evenly spread over the index.
constexpr std::uint64_t followed_keys = 1 << 18;

// Function that returns the cost of a row: that of the item itself or, for an index, of its entry.
using UnitsOf = std::function<double(const CallPart&, std::uint32_t bytes)>;

double mean_units(const WorkloadDemand& demand, const KeyRun& run, const UnitsOf& units) {
    double sum = 0;
    for (const CallPart& part : demand.parts) {
        for (std::uint64_t k = 0; k < run.count; ++k) {
            const std::uint32_t bytes =
                part.empty ? 0 : demand.bytes_of_key(run.first + k, part.operation);
            sum += part.share * units(part, bytes);
        }
    }
    return sum / static_cast<double>(run.count);
}

// Adds mean and mean square of the cost over all items, and the cost at each quantile of size.
void add_moments(const WorkloadDemand& demand, const UnitsOf& units, LoadKeys& load) {
    const std::size_t points = demand.sizes_differ ? quantile_count : 1;
    std::vector<double> dearest_at(points);
    for (const CallPart& part : demand.parts) {
        for (std::size_t q = 0; q < points; ++q) {
            const double quantile = (static_cast<double>(q) + 0.5) / static_cast<double>(points);
            const std::uint32_t bytes = part.empty ? 0 : demand.bytes_at(quantile, part.operation);
            const double cost = units(part, bytes);
            const double weight = part.share / static_cast<double>(points);
            load.units += weight * cost;
            load.square += weight * cost * cost;
            dearest_at[q] = std::max(dearest_at[q], cost);
        }
    }
    load.dearest = *std::max_element(dearest_at.begin(), dearest_at.end());
    if (points > 1) load.quantiles = std::move(dearest_at);
}

bool counted(const WorkloadDemand& demand, const KeyRun& run) {
    return demand.sizes_differ && !run.lies && run.count <= exact_keys;
}

LoadKeys keys_costing(const WorkloadDemand& demand, const UnitsOf& units) {
    LoadKeys load;
    load.in_order = demand.keys.in_order;
    load.walk = demand.keys.walk;
    load.key_name = demand.key_name;
    add_moments(demand, units, load);
    if (load.walk) return load;
    const double mean = load.units;
    load.units = 0;
    for (const KeyRun& run : demand.keys.runs) {
        const double each = counted(demand, run) ? mean_units(demand, run, units) : mean;
        if (each <= 0) continue;
        load.keys.push_back({run.first, run.count, run.lies, run.share * each});
        load.units += run.share * each;
    }
    return load;
}

double entry_units(const IndexSpec& index, std::uint32_t item_bytes, const Charge& rules) {
    return rules.of(Operation::put_item, index.entry_bytes(item_bytes)).in_units();
}

}  // namespace

EntryWrites entry_writes(const IndexSpec& index, Operation operation, Finding finding) {
    if (side_of(operation) != Side::write || !changes_item(operation, finding)) return {};
    // Whether an item has an entry in a global index is found from its attributes.
    const double in_index = index.in_index.value * (index.global() ? 1 : index.has_key.value);
    if (operation != Operation::update_item || finding != Finding::item) return {in_index, 0};
    const double moves = index.key_changes.value;
    return {in_index * (moves + (1 - moves) * index.projected_changes.value), in_index * moves};
}

LoadKeys own_keys(const WorkloadDemand& demand, Side side, const Charge& rules,
                  const std::vector<const IndexSpec*>& locals) {
    return keys_costing(demand, [&](const CallPart& part, std::uint32_t bytes) {
        if (side_of(part.operation) != side) return 0.0;
        double units = rules.of(part.operation, bytes).in_units();
        for (const IndexSpec* index : locals) {
            units += entry_writes(*index, part.operation, part.finding).all() *
                     entry_units(*index, bytes, rules);
        }
        return units;
    });
}

LoadKeys entry_keys(const WorkloadDemand& demand, const IndexSpec& index, const Charge& rules) {
    const auto costing = [&](bool new_keys) {
        return keys_costing(demand, [&, new_keys](const CallPart& part, std::uint32_t bytes) {
            const EntryWrites writes = entry_writes(index, part.operation, part.finding);
            return (new_keys ? writes.of_new_key : writes.of_key) *
                   entry_units(index, bytes, rules);
        });
    };
    const LoadKeys items = costing(false);
    const LoadKeys moved = costing(true);
    const auto distinct = static_cast<std::uint64_t>(index.distinct);
    LoadKeys entries;
    entries.units = items.units + moved.units;
    entries.square = items.square + moved.square;
    entries.dearest = std::max(items.dearest, moved.dearest);
    const auto spread_evenly = [&](double units) {
        if (units > 0) entries.keys.push_back({0, distinct, {}, units});
    };
    spread_evenly(moved.units);
    std::map<Key, double> of_key;
    double rest = 0;
    std::uint64_t left = followed_keys;
    for (const KeyLoad& run : items.keys) {
        if (run.lies || run.count > left) {
            rest += run.units;
            continue;
        }
        left -= run.count;
        for (std::uint64_t k = 0; k < run.count; ++k) {
            of_key[position_of((run.first + k) ^ position_of(0)) % distinct] +=
                run.units / static_cast<double>(run.count);
        }
    }
    for (const auto& [key, units] : of_key) entries.keys.push_back({key, 1, {}, units});
    spread_evenly(rest);
    return entries;
}

LoadKeys entry_keys_of_period(const LoadKeys& entries, const IndexSpec& index,
                              std::uint64_t period) {
    LoadKeys load = entries;
    const auto suffixes = static_cast<std::uint64_t>(index.suffixes);
    load.keys = {{period * suffixes, suffixes, {}, entries.units}};
    load.walk.reset();
    return load;
}

}  // namespace isotherm
