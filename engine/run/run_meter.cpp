// SPDX-License-Identifier: Apache-2.0
#include "engine/run/run_meter.h"

#include <algorithm>

#include "engine/propagation/time_to_live.h"
#include "engine/run/report_jobs_json.h"
#include "engine/scenario/replica_settings.h"
#include "engine/scenario/series_tables.h"

namespace isotherm {
namespace {

// The facts about a table that a bill needs and its recording does not contain.
struct Billed {
    TableClass table_class = TableClass::standard;
    bool point_in_time_recovery = false;
    bool replicated = false;            // its writes are replicated write units
    std::uint64_t item_bytes_more = 0;  // stored with each item of a global table
    std::uint64_t item_bytes = 1;       // as stored
};

// What DynamoDB stores with each item of a global table (Developer Guide, item sizes).
constexpr std::uint64_t replicated_item_bytes = 48;

Billed billed_as(const TableRecording& table, const std::vector<TableSpec>& specs) {
    const auto spec = std::find_if(specs.begin(), specs.end(), [&](const TableSpec& one) {
        return one.name == table.name.table;
    });
    if (spec == specs.end()) return {};
    const bool replicated = spec->replicated() && !table.is_index;
    return {spec->table_class, spec->point_in_time_recovery && !table.is_index, replicated,
            replicated ? replicated_item_bytes : 0,
            std::max<std::uint64_t>(1, spec->item_size.count) + item_overhead_bytes};
}

// Lists the hours of one table or index.
class ResourceMeter {
public:
    // `base` is the table of an index; for a table, it is the table itself.
    ResourceMeter(const Recording& recording, const TableRecording& table,
                  const TableRecording& base, const Billed& billed, const Scenario& scenario,
                  std::vector<ResourceHour>& hours)
        : recording_(recording),
          scenario_(scenario),
          table_(table),
          base_(base),
          billed_(billed),
          rule_(scenario.billing.capacity_in_hour),
          hours_(hours) {}

    void run() {
        const auto clock_hour = [&](std::int64_t second) {
            return std::chrono::floor<std::chrono::hours>(recording_.start +
                                                          std::chrono::seconds(second));
        };
        const auto seconds =
            static_cast<std::int64_t>(table_.seconds[Side::read].size()) * table_.column_seconds;
        for (std::int64_t first = 0; first < seconds;) {
            const auto hour = clock_hour(first);
            const std::int64_t next =
                std::chrono::ceil<std::chrono::seconds>(hour + 1h - recording_.start).count();
            const std::int64_t end = std::min(next, seconds);
            add_hour(hour.time_since_epoch().count(), first, end);
            first = end;
        }
    }

private:
    // If the capacity mode changed within the hour, adds one part for each stretch in one mode.
    void add_hour(std::int64_t hour, std::int64_t first, std::int64_t end) {
        bool storage_counted = false;
        for (std::int64_t from = first; from < end;) {
            std::int64_t to = from + 1;
            while (to < end && table_.on_demand_at(to) == table_.on_demand_at(from)) ++to;
            ResourceHour part = part_of_hour(hour, from, to);
            if (exists(part)) {
                if (!storage_counted) {
                    part.stored_bytes = stored_at(first);
                    if (recoverable(first, end)) part.recoverable_bytes = part.stored_bytes;
                }
                storage_counted = true;
                hours_.push_back(part);
            }
            from = to;
        }
    }

    ResourceHour part_of_hour(std::int64_t hour, std::int64_t from, std::int64_t to) const {
        ResourceHour part;
        part.resource = table_.name;
        part.hour = hour;
        part.covered = std::chrono::seconds(to - from);
        part.mode = table_.on_demand_at(from) ? CapacityMode::on_demand : CapacityMode::provisioned;
        part.table_class = billed_.table_class;
        part.provisioned.read = charged(Side::read, from, to);
        const Units writes = billed_.replicated ? Units::replicated_write : Units::write;
        part.provisioned.of(writes) = charged(Side::write, from, to);
        part.consumed.read = sum_of(table_, &SeriesSecond::consumed, Side::read, from, to);
        part.consumed.of(writes) = sum_of(table_, &SeriesSecond::consumed, Side::write, from, to);
        part.unserved.read = sum_of(table_, &SeriesSecond::given_up, Side::read, from, to);
        part.unserved.of(writes) = unserved_writes(part.consumed.of(writes), from, to);
        return part;
    }

    // A table costs nothing before it is created and after it is dropped.
    static bool exists(const ResourceHour& hour) {
        return hour.mode == CapacityMode::on_demand || hour.provisioned.read > CapacityRate{} ||
               hour.provisioned.write > CapacityRate{} ||
               hour.provisioned.replicated_write > CapacityRate{};
    }

    CapacityRate charged(Side side, std::int64_t from, std::int64_t to) const {
        const auto& seconds = table_.seconds[side];
        std::vector<CapacityStep> steps;
        const std::int64_t each = table_.column_seconds;
        const ColumnRange columns = columns_of(from, to, each);
        for (std::int64_t c = columns.first; c < std::min(columns.end, std::ssize(seconds)); ++c) {
            const auto capacity = CapacityRate::milli_units_per_second(
                seconds[static_cast<std::size_t>(c)].provisioned);
            if (steps.empty() || steps.back().capacity != capacity)
                steps.push_back(
                    {sim_start + std::chrono::seconds(std::max(c * each, from)), capacity});
        }
        return charged_capacity(steps, sim_start + std::chrono::seconds(from),
                                sim_start + std::chrono::seconds(to), rule_);
    }

    // Units of the writes that callers gave up. For an index, they are estimated from the given-up
    // writes of its table: each would have caused as many index writes as a served write did on
    // average.
    HalfUnits unserved_writes(HalfUnits consumed, std::int64_t from, std::int64_t to) const {
        const HalfUnits refused = sum_of(base_, &SeriesSecond::given_up, Side::write, from, to);
        if (!table_.is_index) return refused;
        const HalfUnits served = sum_of(base_, &SeriesSecond::consumed, Side::write, from, to);
        if (served <= HalfUnits{}) return {};
        const auto product = static_cast<__int128>(consumed.count()) * refused.count();
        return HalfUnits(static_cast<std::int64_t>(product / served.count()));
    }

    static HalfUnits sum_of(const TableRecording& table, std::int64_t SeriesSecond::*counted,
                            Side side, std::int64_t from, std::int64_t to) {
        const auto& seconds = table.seconds[side];
        HalfUnits sum;
        const ColumnRange columns = columns_of(from, to, table.column_seconds);
        for (std::int64_t c = columns.first; c < std::min(columns.end, std::ssize(seconds)); ++c)
            sum += HalfUnits(seconds[static_cast<std::size_t>(c)].*counted);
        return sum;
    }

    std::uint64_t stored_at(std::int64_t second) const {
        std::uint64_t bytes = 0;
        for (const StorageSample& sample : table_.storage) {
            if (sample.second <= second) bytes = sample.bytes;
        }
        return bytes + bytes / billed_.item_bytes * billed_.item_bytes_more;
    }

    // Whether point-in-time recovery is on at any time of the hour.
    bool recoverable(std::int64_t first, std::int64_t end) const {
        if (table_.is_index) return false;
        const auto is_on = [&](std::int64_t second) {
            return recoverable_at(recording_, scenario_, table_.name.table,
                                  billed_.point_in_time_recovery, second);
        };
        return is_on(first) || (!scenario_.jobs.empty() && is_on(end - 1));
    }

    const Recording& recording_;
    const Scenario& scenario_;
    const TableRecording& table_;
    const TableRecording& base_;
    Billed billed_;
    HourRule rule_;
    std::vector<ResourceHour>& hours_;
};

}  // namespace

std::vector<ResourceHour> run_hours(const Recording& recording, const Scenario& scenario) {
    const std::vector<TableSpec> specs = run_tables(scenario);
    std::vector<ResourceHour> hours;
    for (std::size_t t = 0; t < recording.tables.size(); ++t) {
        std::size_t base = t;  // in the list, indexes come after their table
        while (base > 0 && recording.tables[base].is_index) --base;
        ResourceMeter(recording, recording.tables[t], recording.tables[base],
                      billed_as(recording.tables[t], specs), scenario, hours)
            .run();
    }
    return hours;
}

}  // namespace isotherm
