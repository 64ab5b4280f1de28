// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "engine/callers/flow_settings.h"
#include "engine/demand/load.h"
#include "engine/demand/load_keys.h"
#include "engine/scenario/series_tables.h"

namespace isotherm {
namespace {

// Highest number of periods of a time-keyed index that are treated one by one; in a longer run, the
// keys of later periods count as evenly spread.
constexpr std::uint64_t periods_most = 16'384;

// A span of time in which a table gets the share `share` of a workload's rows.
struct Window {
    SimTime begin;
    SimTime end;
    double share = 1;
};

std::vector<RateStretch> within(const std::vector<RateStretch>& rows, const Window& window) {
    std::vector<RateStretch> parts;
    for (const RateStretch& stretch : rows) {
        const SimTime begin = std::max(stretch.begin, window.begin);
        const SimTime end = std::min(stretch.end, window.end);
        if (begin >= end) continue;
        const double length = in_seconds(stretch.end - stretch.begin);
        const auto rate_at = [&](SimTime time) {
            const double part = in_seconds(time - stretch.begin) / length;
            return window.share * (stretch.from + (stretch.to - stretch.from) * part);
        };
        parts.push_back({begin, end, rate_at(begin), rate_at(end)});
    }
    return parts;
}

// The shares of writes that come late after a period has ended, by multiples of late_by. Their
// chance decays by 1 / e in each (period_router.h); here it is constant in between, at its mean.
constexpr double late_fade = 0.36787944117144233;  // 1 / e
constexpr std::array late_shares{1 - late_fade, (1 - late_fade) * late_fade,
                                 (1 - late_fade) * late_fade* late_fade,
                                 (1 - late_fade) * late_fade* late_fade* late_fade};

// Returns the times at which one table of a time series gets rows of a workload (period_router.h).
// `begins`: of all periods; some lie before the start of the run.
std::vector<Window> windows_of(const TimeSeriesSpec& spec, const std::vector<SimTime>& begins,
                               std::size_t period, Side side) {
    const auto begin_of = [&](std::size_t at) {
        return at < begins.size() ? std::max(begins[at], sim_start) : never;
    };
    const SimTime begin = begin_of(period);
    const SimTime end = begin_of(period + 1);
    std::vector<Window> windows;
    if (side == Side::write) {
        if (spec.late.value <= 0 || spec.late_by <= 0us) return {{begin, end, 1}};
        SimTime from = period == 0 ? begin : begins[period];
        if (period > 0) {
            for (const double late : late_shares) {  // they go to the period before
                windows.push_back(
                    {from, std::min(end, from + spec.late_by), 1 - spec.late.value * late});
                from += spec.late_by;
            }
        }
        windows.push_back({from, end, 1});
        if (end == never) return windows;
        from = begins[period + 1];
        for (const double late : late_shares) {
            windows.push_back({from, from + spec.late_by, spec.late.value * late});
            from += spec.late_by;
        }
        return windows;
    }
    double all = 0;
    for (const double weight : spec.read_ages) all += weight;
    if (spec.read_ages.empty()) windows.push_back({begin, end, 1});
    for (std::size_t age = 0; age < spec.read_ages.size(); ++age) {
        const SimTime from = begin_of(period + age);
        const SimTime to = begin_of(period + age + 1);
        // The oldest table gets the reads that would go to older tables, which do not exist.
        windows.push_back({period == 0 ? sim_start : from, to, spec.read_ages[age] / all});
    }
    return windows;
}

class LoadReader {
public:
    LoadReader(const Scenario& scenario, const Tables& tables)
        : scenario_(scenario),
          tables_(tables),
          specs_(run_tables(scenario)),
          rules_(scenario.era) {}

    KnownLoads read() {
        for (const auto& [name, workload] : scenario_.workloads) {
            add_version(workload, *workload.workload, sim_start, next_change(workload, sim_start));
            for (const auto& [change_name, change] : workload.changes) {
                const SimTime from = sim_start + change.at;
                add_version(workload, *change.workload, from, next_change(workload, from));
            }
        }
        return {std::move(loads_), std::move(unknown_)};
    }

private:
    // Returns the time of the first change after `from`; the end of the run if there is none.
    SimTime next_change(const WorkloadSpec& workload, SimTime from) const {
        SimTime next = sim_start + scenario_.duration;
        for (const auto& [name, change] : workload.changes) {
            if (sim_start + change.at > from) next = std::min(next, sim_start + change.at);
        }
        return next;
    }

    void add_version(const WorkloadSpec& workload, const WorkloadKind& kind, SimTime from,
                     SimTime to) {
        if (from >= to) return;
        if (kind.flow() != nullptr && !kind.flow()->foreseeable()) return;
        if (kind.asks_collections() && meets_counted_items(scenario_, workload)) return;
        auto known = kind.demand(workload_context(scenario_, workload));
        if (!known) return unknown_.push_back({&workload, &kind, from, to});
        demand_ = std::make_shared<const WorkloadDemand>(std::move(*known));
        Load load;
        load.workload = workload.name;
        load.demand = demand_;
        load.even = demand_->calls.even;
        load.rows_per_call = demand_->rows_per_call;
        load.sort_order = workload.sort_order(scenario_.tables.at(workload.table));
        load.bursts = demand_->calls.bursts;
        load.rows = within(demand_->calls.stretches, {from, to, load.rows_per_call});
        if (load.bursts) load.bursts->rate *= load.rows_per_call;
        std::erase_if(loads_, [&](const Load& other) {  // replaced by a change at the same time
            return other.workload == workload.name && !other.rows.empty() && !load.rows.empty() &&
                   other.rows.front().begin == load.rows.front().begin;
        });
        for (const Side side : both_sides) add_side(workload, load, side);
    }

    void add_side(const WorkloadSpec& workload, Load load, Side side) {
        load.side = side;
        const TableSpec& spec = scenario_.tables.at(workload.table);
        std::vector<const IndexSpec*> locals;
        for (const auto& [name, index] : spec.indexes) {
            if (!index.global() && workload.index.empty()) locals.push_back(&index);
        }
        auto keys = std::make_shared<LoadKeys>(own_keys(*demand_, side, rules_, locals));
        if (keys->units <= 0) return;
        if (side == Side::write) keys->stored_bytes = stored_bytes(spec);
        load.leader = side == Side::read ? leader_share(*keys) : 1;
        load.keys = keys;
        const std::vector<TableIndex> targets = targets_of(scenario_, workload, tables_);
        std::vector<SimTime> begins;
        for (const SeriesTable& period : series_tables(scenario_, spec))
            begins.push_back(sim_start + (period.begins - scenario_.start));
        for (std::size_t t = 0; t < targets.size(); ++t) {
            Load own = load;
            own.resource = targets[t];
            if (!begins.empty()) {
                for (const Window& window : windows_of(spec.time_series, begins, t, side)) {
                    own.rows = within(load.rows, window);
                    own.even = load.even && window.share > 0.5;  // a few of them come at random
                    add(own);
                }
                continue;
            }
            add_in_regions(own);
        }
    }

    void add(const Load& load) {
        if (load.rows.empty()) return;
        loads_.push_back(load);
        if (load.side != Side::write || tables_[load.resource].base) return;
        for (std::uint32_t i = 0; i < tables_.size(); ++i) {
            if (tables_[{i}].base == load.resource) add_entries(load, {i});
        }
    }

    // Adds a write of a global table in each of its Regions. Only the first copy goes on.
    void add_in_regions(const Load& load) {
        const auto name = [&](const TableSpec& spec) {
            return spec.replica_of.empty() ? spec.name : spec.replica_of;
        };
        const auto here = scenario_.tables.find(tables_[load.resource].name.table);
        const bool replicated = here != scenario_.tables.end() && here->second.replicated() &&
                                load.side == Side::write && !tables_[load.resource].base;
        if (!replicated) return add(load);
        for (const auto& one : scenario_.tables) {
            const TableSpec& spec = one.second;
            if (name(spec) != name(here->second)) continue;
            Load copy = load;
            copy.resource = *tables_.named(spec.name);
            const bool own = copy.resource == load.resource;
            const double writes = writes_in_region(spec.replication.version, own);
            copy.rows = within(load.rows, {sim_start, never, writes});
            if (!own) copy.written_by = load.resource;
            add(copy);
        }
    }

    // Writes in a Region for one of a caller: version 2017 writes some a second time.
    double writes_in_region(GlobalTableVersion version, bool own) const {
        if (version != GlobalTableVersion::v2017) return 1;
        double all = 0, second = 0;
        for (const CallPart& part : demand_->parts) {
            if (side_of(part.operation) != Side::write) continue;
            all += part.share;
            const bool twice =
                own ? !is_delete(part.operation) : part.operation != Operation::update_item;
            if (twice) second += part.share;
        }
        return all > 0 ? 1 + second / all : 1;
    }

    void add_entries(const Load& written, TableIndex index) {
        const IndexSpec& spec = spec_of_index(specs_, tables_, index);
        LoadKeys entries = entry_keys(*demand_, spec, rules_);
        if (entries.units <= 0) return;
        Load load = written;
        load.resource = index;
        load.written_by = written.resource;
        load.sort_order = SortOrder::uniform;
        if (spec.keys != IndexKeys::time) {
            load.keys = std::make_shared<const LoadKeys>(std::move(entries));
            loads_.push_back(std::move(load));
            return;
        }
        const SimTime end = written.rows.back().end;
        auto period = static_cast<std::uint64_t>((written.rows.front().begin - sim_start).count() /
                                                 spec.period.count());
        for (std::uint64_t seen = 0; seen < periods_most; ++seen, ++period) {
            const SimTime from = sim_start + spec.period * static_cast<std::int64_t>(period);
            if (from >= end) break;
            load.rows = within(written.rows, {from, std::min(end, from + spec.period), 1});
            if (load.rows.empty()) continue;
            load.keys =
                std::make_shared<const LoadKeys>(entry_keys_of_period(entries, spec, period));
            loads_.push_back(load);
        }
        const SimTime seen_until = sim_start + spec.period * static_cast<std::int64_t>(period);
        load.rows = within(written.rows, {seen_until, std::max(end, seen_until), 1});
        if (load.rows.empty()) return;
        entries.keys = {{period, 1, HashRange{}, entries.units}};
        load.keys = std::make_shared<const LoadKeys>(std::move(entries));
        loads_.push_back(std::move(load));
    }

    // Returns the share of the reads' units that counts against a partition's maximum. Eventually
    // consistent reads count less, because any of three replicas can serve them.
    double leader_share(const LoadKeys& keys) const {
        const double cheaper = static_cast<double>(scenario_.era.partition_read_maximum) /
                               static_cast<double>(scenario_.era.partition_eventual_maximum);
        double units = 0;
        for (const CallPart& part : demand_->parts) {
            if (side_of(part.operation) != Side::read ||
                traits_of(part.operation).consistency != Consistency::eventual)
                continue;
            WorkloadDemand only = *demand_;
            only.parts = {part};
            units += own_keys(only, Side::read, rules_, {}).units;
        }
        const double eventual = std::min(1.0, units / keys.units);
        return 1 - eventual + eventual * cheaper;
    }

    // Returns the bytes that one row adds to the table, on average.
    double stored_bytes(const TableSpec& spec) const {
        constexpr double overhead = 100;  // bytes of each item
        double bytes = 0;
        for (const CallPart& part : demand_->parts) {
            if (side_of(part.operation) != Side::write || is_delete(part.operation)) continue;
            double adds = part.finding == Finding::no_item ? 1 : 0;
            if (part.finding == Finding::item && is_put(part.operation))
                adds = spec.new_items.value;
            bytes += part.share * adds * (overhead + demand_->bytes_at(0.5, part.operation));
        }
        return bytes;
    }

    const Scenario& scenario_;
    const Tables& tables_;
    std::vector<TableSpec> specs_;
    Charge rules_;
    std::shared_ptr<const WorkloadDemand> demand_;  // of the workload version in progress
    std::vector<Load> loads_;
    std::vector<UnknownLoad> unknown_;
};

}  // namespace

const IndexSpec& spec_of_index(const std::vector<TableSpec>& specs, const Tables& tables,
                               TableIndex index) {
    const ResourceName& name = tables[index].name;
    const auto spec = std::find_if(specs.begin(), specs.end(),
                                   [&](const TableSpec& one) { return one.name == name.table; });
    return spec->indexes.at(name.index);
}

KnownLoads known_loads(const Scenario& scenario, const Tables& tables) {
    return LoadReader(scenario, tables).read();
}

}  // namespace isotherm
