// SPDX-License-Identifier: Apache-2.0
#include "app/cli/cost_month.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "app/cli/units_options.h"
#include "engine/billing/capacity_mode.h"
#include "engine/units/read_calls.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

// Limits far above any real table and far below where sums would overflow.
constexpr std::int64_t calls_most = 10'000'000'000'000;  // per month
constexpr Wide stored_bytes_most = Wide{1} << 56;        // in one region

// What one call consumes, and how many calls a month has.
struct MonthDemand {
    std::int64_t reads = 0;  // calls per month
    std::int64_t writes = 0;
    std::uint64_t item_bytes = 0;
    std::uint64_t entry_bytes = 0;  // of an index entry
    HalfUnits read_units;           // of one call
    HalfUnits write_units;
    HalfUnits replicated_units;  // of one write, summed over all regions
    HalfUnits entry_units;       // of one write in one index, summed over all regions
};

// The table as described by the options, without prices.
struct Described {
    std::optional<CapacityRate> read;  // as given; nullopt: not given
    std::optional<CapacityRate> write;
    std::uint64_t stored_bytes = 0;        // in one region
    std::uint64_t index_stored_bytes = 0;  // of each index
    CapacityMode mode = CapacityMode::provisioned;
    TableClass table_class = TableClass::standard;
};

// Returns a number in thousandths. The text may end with k, M or G; nullopt: malformed, too large
// or with more than 3 decimals.
std::optional<std::int64_t> thousandths(std::string text) {
    std::int64_t scale = 1;
    for (const auto& [suffix, factor] :
         {std::pair('k', 1'000LL), std::pair('K', 1'000LL), std::pair('M', 1'000'000LL),
          std::pair('G', 1'000'000'000LL)}) {
        if (text.empty() || text.back() != suffix) continue;
        text.pop_back();
        scale = factor;
        break;
    }
    const auto number = Money::parse(text);  // digits, a point, at most 12 decimals
    if (!number) return std::nullopt;
    const Wide value = number->in_pico_dollars() / 1'000'000 * scale;  // millionths
    if (value % 1'000 != 0 || value / 1'000 > Wide{1} << 62) return std::nullopt;
    return static_cast<std::int64_t>(value / 1'000);
}

Result<std::optional<CapacityRate>> read_rate(const std::string& option, const std::string& text) {
    if (text.empty()) return std::optional<CapacityRate>{};
    const auto milli = thousandths(text);
    if (!milli || *milli > CapacityRate::highest.in_milli_units_per_second()) {
        return cost_error(
            option, fmt::format("\"{}\" is not a number of units per second", printable(text)),
            fmt::format("for example {} 100; at most 1,000,000,000, with at most 3 decimals",
                        option));
    }
    return std::optional(CapacityRate::milli_units_per_second(*milli));
}

// Returns calls per month, from either a rate per second or a number of calls per month.
Result<std::int64_t> read_calls(const std::string& per_second_option, const std::string& per_second,
                                const std::string& month_option, const std::string& per_month,
                                std::int64_t hours) {
    if (per_second.empty()) {
        if (per_month.empty()) return std::int64_t{0};
        return read_call_count(month_option, per_month);
    }
    if (!per_month.empty())
        return cost_error(month_option, "both a rate and a number of calls are given",
                          "give one of them");
    const auto milli = thousandths(per_second);
    // A month has at most 744 hours.
    if (!milli || *milli > calls_most / (744 * 3'600) * 1'000) {
        return cost_error(
            per_second_option,
            fmt::format("\"{}\" is not a number of calls per second", printable(per_second)),
            fmt::format("for example {} 1000; at most 3 decimals, below 4 million",
                        per_second_option));
    }
    return (*milli * 3'600 * hours + 500) / 1'000;
}

// Returns the newest era that had begun when the book's first price became valid. The era decides
// how large a read unit is.
Era era_of(const CostOptions& options, const PriceBook& book) {
    if (!options.era.empty()) return *era_named(options.era);
    Date first = book.prices().begin()->second.valid_from;
    for (const auto& [item, price] : book.prices()) first = std::min(first, price.valid_from);
    const std::string year = text_of(first).substr(0, 4);
    std::string name = era_names().front();
    for (const std::string& era : era_names()) {
        if (era <= year) name = era;
    }
    return *era_named(name);
}

Errors cost_calls(const CostOptions& options, const Era& era, MonthDemand& demand) {
    const auto read =
        get_cost(era, {.item_bytes = demand.item_bytes,
                       .consistency = options.consistency == "strong" ? Consistency::strong
                                                                      : Consistency::eventual});
    const WriteKind kind = options.write_call == "put"      ? WriteKind::put
                           : options.write_call == "update" ? WriteKind::update
                                                            : WriteKind::remove;
    WriteCall call{.kind = kind};
    if (kind != WriteKind::put) call.before = demand.item_bytes;
    if (kind != WriteKind::remove) call.after = demand.item_bytes;
    IndexChange entry;  // each write puts or removes an entry of this size
    (kind == WriteKind::remove ? entry.entry_before : entry.entry_after) = demand.entry_bytes;
    call.indexes = {entry};
    call.replicas.regions = options.replicas;
    call.replicas.version = options.global_table_version == "2017" ? GlobalTable::Version::v2017
                                                                   : GlobalTable::Version::v2019;
    const auto write = write_cost(era, call);
    for (const auto* cost : {&read, &write}) {
        if (cost->ok()) continue;
        Errors errors = cost->errors();
        for (Error& error : errors) error.place.file = "--item-size";
        return errors;
    }
    demand.read_units = read.value().read();
    demand.write_units = write.value().table_write;
    demand.replicated_units = write.value().replicated_write;
    demand.entry_units = write.value().index_write;
    return {};
}

Errors read_demand(const CostOptions& options, CostInput& input, MonthDemand& demand) {
    const auto reads = read_calls("--reads-per-second", options.reads_per_second, "--reads",
                                  options.reads, options.hours);
    if (!reads.ok()) return reads.errors();
    const auto writes = read_calls("--writes-per-second", options.writes_per_second, "--writes",
                                   options.writes, options.hours);
    if (!writes.ok()) return writes.errors();
    demand.reads = reads.value();
    demand.writes = writes.value();
    demand.item_bytes = 1'024;
    if (!options.item_size.empty()) {
        const auto bytes = read_size("--item-size", options.item_size, input.remarks);
        if (!bytes.ok()) return bytes.errors();
        demand.item_bytes = bytes.value();
    } else if (demand.reads + demand.writes > 0) {
        input.remarks.push_back("items of 1 KB are assumed, as --item-size is not given");
    }
    demand.entry_bytes = demand.item_bytes;
    if (!options.index_size.empty()) {
        const auto bytes = read_size("--index-size", options.index_size, input.remarks);
        if (!bytes.ok()) return bytes.errors();
        demand.entry_bytes = bytes.value();
    }
    return cost_calls(options, era_of(options, input.book), demand);
}

// Computes the storage of each index. Reports an error if the index storage, the table storage or
// the replicated bytes exceed what the sums can hold.
Errors find_too_much(const CostOptions& options, const MonthDemand& demand, Described& table) {
    const Wide index = Wide{static_cast<std::int64_t>(table.stored_bytes)} *
                       static_cast<std::int64_t>(demand.entry_bytes) /
                       static_cast<std::int64_t>(std::max<std::uint64_t>(1, demand.item_bytes));
    const Wide replicated = Wide{static_cast<std::int64_t>(demand.item_bytes)} * demand.writes *
                            static_cast<std::int64_t>(options.replicas - 1);
    for (const auto& [option, bytes, most] :
         {std::tuple("--size", Wide{static_cast<std::int64_t>(table.stored_bytes)},
                     stored_bytes_most),
          std::tuple("--index-size", index, stored_bytes_most),
          std::tuple("--replicas", replicated, Wide{1} << 63)}) {
        if (bytes > most)
            return {cost_error(option, "more bytes than the calculation supports", "give less")};
    }
    table.index_stored_bytes = static_cast<std::uint64_t>(index);
    return {};
}

Errors read_described(const CostOptions& options, const MonthDemand& demand, CostInput& input,
                      Described& table) {
    const auto read = read_rate("--read", options.read);
    if (!read.ok()) return read.errors();
    const auto write = read_rate("--write", options.write);
    if (!write.ok()) return write.errors();
    table.read = read.value();
    table.write = write.value();
    const bool capacity = table.read || table.write;
    const bool requests = demand.reads + demand.writes > 0;
    // If no capacity is given, requests are priced on demand, provided that the book has on-demand
    // prices (since 2018).
    const bool sold = input.book.find(PriceItem::wru_million) != nullptr;
    const std::string mode = !options.mode.empty()           ? options.mode
                             : requests && !capacity && sold ? "on_demand"
                                                             : "provisioned";
    table.mode = mode == "on_demand" ? CapacityMode::on_demand : CapacityMode::provisioned;
    table.table_class =
        options.table_class == "standard_ia" ? TableClass::standard_ia : TableClass::standard;
    if (table.mode == CapacityMode::on_demand && capacity) {
        return {cost_error(table.read ? "--read" : "--write",
                           "an on-demand table has no provisioned capacity",
                           "give --reads-per-second and --writes-per-second instead")};
    }
    if (!options.size.empty()) {
        const auto bytes = read_size("--size", options.size, input.remarks);
        if (!bytes.ok()) return bytes.errors();
        table.stored_bytes = bytes.value();
    }
    return find_too_much(options, demand, table);
}

HalfUnits consumed(HalfUnits of_call, std::int64_t calls) { return of_call * calls; }

// Returns the part of a month's sum that falls into one hour; the parts of all hours add up exactly
// to the sum.
HalfUnits part(HalfUnits month, std::int64_t hour, std::int64_t hours) {
    const std::int64_t whole = month.count() / hours, rest = month.count() % hours;
    return HalfUnits(whole + (hour < rest ? 1 : 0));
}

CapacityRate times(CapacityRate rate, std::uint64_t count) {
    return CapacityRate::milli_units_per_second(rate.in_milli_units_per_second() *
                                                static_cast<std::int64_t>(count));
}

struct Month {
    ResourceHour pattern;  // capacity and storage, the same in every hour
    ByUnits<HalfUnits> consumed;
};

void add_month(const Month& month, CostInput& input) {
    const std::int64_t hours = input.settings.hours_per_month;
    for (std::int64_t hour = 0; hour < hours; ++hour) {
        ResourceHour one = month.pattern;
        one.hour = hour;
        for (const Units units : all_units)
            one.consumed.of(units) = part(month.consumed.of(units), hour, hours);
        input.hours.push_back(std::move(one));
    }
}

// Sets `capacity` to the given value or, without one, to what the consumption needs at the target
// utilization.
void provision(const std::optional<CapacityRate>& given, HalfUnits consumed,
               const BillingSettings& settings, CapacityRate& capacity) {
    capacity = given ? *given
                     : capacity_for(consumed, std::chrono::hours(settings.hours_per_month),
                                    settings.target_utilization);
}

Month table_month(const CostOptions& options, const Described& table, const MonthDemand& demand,
                  const CostInput& input) {
    const bool replicated = options.replicas > 1;
    Month month;
    month.pattern.resource = ResourceName("table");
    month.pattern.mode = table.mode;
    month.pattern.table_class = table.table_class;
    month.pattern.stored_bytes = table.stored_bytes * options.replicas;
    if (options.pitr) month.pattern.recoverable_bytes = table.stored_bytes;
    const Units writes = replicated ? Units::replicated_write : Units::write;
    month.consumed.read = consumed(demand.read_units, demand.reads);
    month.consumed.of(writes) =
        consumed(replicated ? demand.replicated_units : demand.write_units, demand.writes);
    if (table.mode == CapacityMode::on_demand) return month;
    auto& capacity = month.pattern.provisioned;
    provision(table.read, month.consumed.read, input.settings, capacity.read);
    auto write = table.write;
    if (write) write = times(*write, options.replicas);
    provision(write, month.consumed.of(writes), input.settings, capacity.of(writes));
    return month;
}

// Returns the monthly usage of a global index, assuming that every write changes its entry. If
// write capacity was given for the table, the index gets the same amount, as AWS advises (Developer
// Guide, global secondary indexes).
Month index_month(const CostOptions& options, const Described& table, const MonthDemand& demand,
                  const CostInput& input, std::int64_t number) {
    Month month;
    month.pattern.resource = ResourceName("table", fmt::format("index{}", number));
    month.pattern.mode = table.mode;
    month.pattern.table_class = table.table_class;
    month.pattern.stored_bytes = table.index_stored_bytes * options.replicas;
    month.consumed.write = consumed(demand.entry_units, demand.writes);
    if (table.mode == CapacityMode::on_demand) return month;
    auto write = table.write;
    if (write) write = times(*write, options.replicas);
    provision(write, month.consumed.write, input.settings, month.pattern.provisioned.write);
    return month;
}

void add_remarks(const CostOptions& options, const Described& table, CostInput& input) {
    if (table.mode == CapacityMode::provisioned && input.requests_known &&
        (!table.read || !table.write)) {
        input.remarks.push_back(
            fmt::format("capacity that is not given is computed for {} utilization",
                        text_of(input.settings.target_utilization)));
    }
    if (options.replicas > 1) {
        input.remarks.push_back(fmt::format(
            "{} regions, all at the prices of this book; reads are the total of all regions",
            options.replicas));
    }
    if (options.indexes > 0) {
        input.remarks.push_back(
            fmt::format("{}, updated by every write",
                        counted(static_cast<std::uint64_t>(options.indexes), "global index")));
    }
}

}  // namespace

Result<std::int64_t> read_call_count(const std::string& option, const std::string& text) {
    const auto milli = thousandths(text);
    if (!milli || *milli % 1'000 != 0 || *milli / 1'000 > calls_most) {
        return cost_error(option, fmt::format("\"{}\" is not a number of calls", printable(text)),
                          fmt::format("for example {} 3000000 or {} 3M; at most {} M", option,
                                      option, grouped(calls_most / 1'000'000)));
    }
    return *milli / 1'000;
}

Errors fill_month(const CostOptions& options, CostInput& input) {
    MonthDemand demand;
    if (auto errors = read_demand(options, input, demand); !errors.empty()) return errors;
    input.requests_known = demand.reads + demand.writes > 0;
    Described table;
    if (auto errors = read_described(options, demand, input, table); !errors.empty()) return errors;
    add_month(table_month(options, table, demand, input), input);
    for (std::int64_t i = 1; i <= options.indexes; ++i)
        add_month(index_month(options, table, demand, input, i), input);
    if (options.kinesis_shards > 0 && !options.kinesis)
        return {cost_error("--kinesis-shards", "shards, but no changes go to Kinesis",
                           "add --kinesis")};
    if (options.kinesis) {
        input.services.change_units = change_units(demand.item_bytes, demand.writes);
        input.services.kinesis_shards = options.kinesis_shards;
        if (options.kinesis_shards > 0)
            input.services.kinesis_puts = kinesis_puts(
                demand.item_bytes, options.write_call == "update" ? 2 : 1, demand.writes);
    }
    // Replicated data is billed as transfer to the other regions.
    input.services.to_other_region.count =
        demand.item_bytes * static_cast<std::uint64_t>(demand.writes) * (options.replicas - 1);
    add_remarks(options, table, input);
    return fill_watch(options,
                      {.reads = demand.reads,
                       .writes = demand.writes,
                       .mode = table.mode,
                       .item_bytes = demand.item_bytes,
                       .stored_bytes = table.stored_bytes},
                      input);
}

}  // namespace isotherm
