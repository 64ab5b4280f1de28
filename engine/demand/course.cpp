// SPDX-License-Identifier: Apache-2.0
#include "engine/demand/course.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/scenario/key_rules.h"

namespace isotherm {
namespace {

constexpr SimDuration minute = 60s;
constexpr SimDuration second = 1s;
// Highest number of steps of a run in which the steps follow an index's backlog or a scan's walk
// from partition to partition.
constexpr std::int64_t steps_most = 100'000;

SimTime next_multiple(SimTime now, SimDuration period, SimDuration shift) {
    const auto since = now.time_since_epoch() + shift;
    return now + (period - since % period);
}

}  // namespace

DemandCourse::DemandCourse(const Scenario& scenario)
    : scenario_(scenario),
      specs_(run_tables(scenario)),
      tables_(scenario.era, specs_),
      rules_(scenario.era),
      provisioned_(scenario.admission->start(static_cast<std::uint64_t>(scenario.seed))),
      on_demand_(scenario.on_demand->start(static_cast<std::uint64_t>(scenario.seed))),
      control_(scenario_, tables_, events_, *this),
      splits_(static_cast<std::uint64_t>(scenario.seed)),
      index_writes_(tables_, specs_, static_cast<std::uint64_t>(scenario.seed)),
      design_(key_design(scenario)),
      locals_(tables_.size()),
      read_keys_(tables_.size()),
      read_dearest_(tables_.size()),
      end_(sim_start + scenario.duration),
      resources_(tables_.size()),
      accepted_(tables_.size(), 1),
      trackers_(tables_.size()),
      lags_(tables_.size()),
      starts_(tables_.size()) {
    for (std::uint32_t t = 0; t < tables_.size(); ++t) {
        if (tables_[{t}].base) {
            indexes_.push_back(
                {{t},
                 *tables_[{t}].base,
                 &spec_of_index(specs_, tables_, {t}),
                 design_ == nullptr ? nullptr : design_->rule(tables_[{t}].name),
                 design_ == nullptr ? nullptr : design_->sort_rule(tables_[{t}].name)});
            continue;
        }
        for (const TableSpec& spec : specs_) {
            if (spec.name != tables_[{t}].name.table) continue;
            for (const auto& [name, index] : spec.indexes) {
                if (!index.global()) locals_[t].push_back(&index);
            }
        }
    }
}

Result<Demand> DemandCourse::run() {
    KnownLoads known = known_loads(scenario_, tables_);
    auto opened = open_streams(known.unknown);
    if (!opened.ok()) return opened.errors();
    schedule_loads(std::move(known.loads));
    schedule_control();
    while (now_ < end_) {
        events_.fire_due(now_, [this](const ControlEvent& event, SimTime now) {
            control_.carry_out(event, now);
        });
        const SimTime next = next_stop();
        step(next);
        now_ = next;
        end_minute();
    }
    for (const RecordedLoad& stream : streams_) {
        if (const Errors* failure = stream.stream().failure()) return *failure;
    }
    return result();
}

// Handles the end of a minute of the run, or of a UTC minute (metrics are counted by UTC minutes).
void DemandCourse::end_minute() {
    const SimDuration since_start = now_ - sim_start;
    const SimDuration of_day = scenario_.start.time_since_epoch() + since_start;
    if (!minutes_matter()) {
        for (auto& sides : partitions_) {
            for (PartitionState& state : sides) state.asked = state.admitted = 0;
        }
    } else if (since_start % minute == 0us || of_day % minute == 0us) {
        close_minute();
    }
}

Result<Demand> DemandCourse::open_streams(const std::vector<UnknownLoad>& unknown) {
    for (const UnknownLoad& load : unknown) {
        const WorkloadSpec& workload = *load.workload;
        const WorkloadContext context = workload_context(scenario_, workload);
        auto stream = load.kind->open(context);
        if (!stream.ok()) return stream.errors();
        std::vector<SimTime> begins;
        for (const SeriesTable& table :
             series_tables(scenario_, scenario_.tables.at(workload.table)))
            begins.push_back(sim_start + (table.begins - scenario_.start));
        streams_.emplace_back(std::move(stream.value()), targets_of(scenario_, workload, tables_),
                              std::move(begins), load.from, load.to, context.number);
    }
    return Demand{};
}

void DemandCourse::schedule_loads(std::vector<Load> loads) {
    loads_ = std::move(loads);
    std::stable_sort(loads_.begin(), loads_.end(), [](const Load& a, const Load& b) {
        return a.rows.front().begin < b.rows.front().begin;
    });
    for (const Load& load : loads_) {
        by_minute_ = by_minute_ || load.keys->stored_bytes > 0;
        for (const RateStretch& stretch : load.rows) {
            borders_.push_back(stretch.begin);
            borders_.push_back(stretch.end);
        }
    }
    std::sort(borders_.begin(), borders_.end());
    borders_.erase(std::unique(borders_.begin(), borders_.end()), borders_.end());
}

bool DemandCourse::too_quick_to_follow(const ActiveLoad& active) const {
    const double rate =
        std::max(active.load->rows[active.stretch].from, active.load->rows[active.stretch].to);
    const double stays =
        rows_in_partition(*active.load->keys, tables_[active.load->resource].ranges) / rate;
    return stays < std::max(1.0, in_seconds(scenario_.duration) / steps_most);
}

// Returns the end of the next step, during which no rate or capacity changes.
SimTime DemandCourse::next_stop() const {
    SimTime next = std::min(end_, events_.next_time());
    const auto border = std::upper_bound(borders_.begin(), borders_.end(), now_);
    if (border != borders_.end()) next = std::min(next, *border);
    // After a load's rate has changed, stop at the next minute to see how busy partitions are.
    const bool bends = scenario_.era.splits_for_consumption &&
                       std::binary_search(borders_.begin(), borders_.end(), now_);
    if (minutes_matter() || bends) {
        next = std::min(next, next_multiple(now_, minute, 0us));
        const SimDuration of_day = scenario_.start.time_since_epoch() % minute;
        next = std::min(next, next_multiple(now_, minute, of_day));
    }
    if (!indexes_.empty()) {
        const SimDuration part = scenario_.duration / steps_most;
        next = std::min(next, now_ + std::max<SimDuration>(minute, part));
    }
    const bool reads = std::any_of(streams_.begin(), streams_.end(),
                                   [](const RecordedLoad& stream) { return !stream.ended(); });
    if (reads) next = std::min(next, next_multiple(now_, second, 0us));
    for (const ActiveLoad& active : active_) {
        if (!active.load->keys->walk || active.stretch >= active.load->rows.size()) continue;
        const RateStretch& stretch = active.load->rows[active.stretch];
        if (stretch.begin > now_ || too_quick_to_follow(active)) continue;
        const double rows = rows_until_border(*active.load->keys, active.rows_done,
                                              tables_[active.load->resource].ranges);
        const double wait = std::min(rows / std::max(stretch.from, stretch.to), 1e9);
        next = std::min(next, now_ + SimDuration(static_cast<std::int64_t>(std::ceil(wait * 1e6))));
    }
    return std::max(next, now_ + 1us);
}

// Activates loads that have begun and removes those that have ended.
void DemandCourse::activate() {
    while (next_load_ < loads_.size() && loads_[next_load_].rows.front().begin <= now_) {
        ActiveLoad active;
        active.load = &loads_[next_load_++];
        active_.push_back(std::move(active));
    }
    for (ActiveLoad& active : active_) {
        while (active.stretch < active.load->rows.size() &&
               active.load->rows[active.stretch].end <= now_)
            ++active.stretch;
    }
    std::erase_if(active_, [](const ActiveLoad& active) {
        return active.stretch >= active.load->rows.size();
    });
}

void DemandCourse::weigh(ActiveLoad& active) {
    const KeyRanges& ranges = tables_[active.load->resource].ranges;
    const LoadKeys& keys = *active.load->keys;
    if (keys.walk && !too_quick_to_follow(active)) {
        active.weights = walk_weights(keys, active.rows_done, ranges);
        return;
    }
    if (active.ranges == ranges.size()) return;
    active.ranges = ranges.size();
    if (keys.walk) {
        LoadKeys even = keys;
        even.keys = {{0, keys.walk->pages, HashRange{}, keys.units}};
        active.weights = partition_weights(even, active.load->sort_order, ranges);
        return;
    }
    active.weights = partition_weights(keys, active.load->sort_order, ranges);
    active.heavy = heaviest_keys(keys, ranges);
}

void DemandCourse::ask_of_load(ActiveLoad& active, SimTime next) {
    const Load& load = *active.load;
    const RateStretch& stretch = load.rows[active.stretch];
    active.rate_from = active.rate_to = 0;
    if (stretch.begin > now_) return;
    const double length = in_seconds(stretch.end - stretch.begin);
    const auto rate_at = [&](SimTime time) {
        return stretch.from +
               (stretch.to - stretch.from) * in_seconds(time - stretch.begin) / length;
    };
    active.rate_from = rate_at(now_);
    active.rate_to = rate_at(next);
    weigh(active);
    const auto side = load.side;
    const LoadKeys& keys = *load.keys;
    const double mean_rate = (active.rate_from + active.rate_to) / 2;
    for (const PartitionWeight& weight : active.weights) {
        Asked& asked = asked_[weight.partition.value][side];
        asked.from += active.rate_from * weight.units;
        asked.to += active.rate_to * weight.units;
        asked.leader_from += active.rate_from * weight.units * load.leader;
        asked.leader_to += active.rate_to * weight.units * load.leader;
        // The variance of a compound Poisson process, or of evenly spaced calls with random keys.
        const double part = keys.units > 0 ? weight.units / keys.units : 0;
        const double mean = keys.units * part;
        double variance = part * keys.square + (load.rows_per_call - 1) * mean * mean;
        if (load.even) variance = keys.in_order ? 0 : part * keys.square - mean * mean;
        asked.variance += mean_rate * std::max(0.0, variance);
        asked.stored += mean_rate * part * keys.stored_bytes;
        if (load.bursts) {
            // The expected length of the longest burst of the run.
            const double cycle = in_seconds(load.bursts->on_mean + load.bursts->off_mean);
            const double bursts = std::max(1.0, in_seconds(scenario_.duration) / cycle);
            const double longest = in_seconds(load.bursts->on_mean) * (1 + std::log(bursts));
            asked.burst += (load.bursts->rate - mean_rate) * weight.units * longest;
        }
    }
    active.rows_done += mean_rate * in_seconds(next - now_);
}

void DemandCourse::read_streams(SimTime next) {
    if (streams_.empty()) return;
    for (auto& sides : read_) sides = {};
    read_.resize(tables_.partitions.size());
    for (auto& sides : read_keys_) {
        for (StepKeys& keys : sides) keys.clear();
    }
    for (auto& sides : read_dearest_) sides = {};
    for (RecordedLoad& stream : streams_) {
        stream.read(next, {tables_, rules_, indexes_, design_.get(), locals_, read_, read_keys_,
                           read_dearest_});
    }
    const double time = in_seconds(next - now_);
    for (std::size_t p = 0; p < read_.size(); ++p) {
        for (const Side side : both_sides) {
            const StepDemand& step = read_[p][side];
            if (step.units <= 0) continue;
            Asked& asked = asked_[p][side];
            asked.from += step.units / time;
            asked.to += step.units / time;
            asked.leader_from += step.leader / time;
            asked.leader_to += step.leader / time;
        }
    }
}

void DemandCourse::step(SimTime next) {
    activate();
    asked_.assign(tables_.partitions.size(), {});
    of_resource_.assign(tables_.size(), {});
    busy_ = false;
    for (ActiveLoad& active : active_) {
        ask_of_load(active, next);
        of_resource_[active.load->resource.value][active.load->side].push_back(&active);
        busy_ =
            busy_ || (scenario_.era.splits_for_consumption && active.rate_from != active.rate_to);
    }
    read_streams(next);
    for (std::uint32_t t = 0; t < tables_.size(); ++t) {
        const TableStatus status = tables_[{t}].status;
        if (status == TableStatus::absent || status == TableStatus::creating) continue;
        for (const Side side : both_sides) serve({t}, side, next);
        if (tables_[{t}].base) look_at_lag({t}, next);
    }
    for (std::uint32_t t = 0; t < tables_.size(); ++t) {
        if (!tables_[{t}].base) accepted_[t] = 1;
    }
    for (const RecordedLoad::Index& index : indexes_) {
        // The slowest index of a table decides what share of the table's writes is accepted; see
        // look_at_lag.
        double& accepted = accepted_[index.base.value];
        accepted = std::min(accepted, accepted_[index.resource.value]);
    }
}

}  // namespace isotherm
