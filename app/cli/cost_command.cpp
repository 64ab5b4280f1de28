// SPDX-License-Identifier: Apache-2.0
// isotherm cost: monthly cost of a table that the options describe, without a simulation.

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/cost_options.h"
#include "app/report/cost_text.h"
#include "engine/billing/savings_plan.h"
#include "engine/model/vector_index.h"
#include "engine/vocabulary/json_text.h"

namespace isotherm {
namespace {

Meter meter_of(const CostInput& input) {
    Meter meter(input.settings.hours_per_month, input.settings.reserved());
    for (const ResourceHour& hour : input.hours) meter.add(hour);
    return meter;
}

// Returns the bill of the month. Adds the services, which are billed per month and not per hour.
Statement month_of(const CostInput& input, const Meter& meter) {
    Usage usage = meter.usage();
    add_services(usage, ResourceName("table"), input.services, input.settings.hours_per_month);
    // If no requests were given, the utilization of the capacity is unknown.
    if (!input.requests_known) usage.utilizations.clear();
    return bill_under_plan(usage, meter, input.book, input.settings).month;
}

ExitCode cost(const CostOptions& options) {
    const auto input = read_cost_input(options);
    if (!input.ok()) return print_errors(input.errors(), options.json);
    const Meter meter = meter_of(input.value());
    const Statement month = month_of(input.value(), meter);
    std::vector<PricedChoice> choices;
    if (options.compare)
        choices = compare_choices(meter, input.value().book, input.value().settings);
    if (options.csv) {
        fmt::print("{}", csv_of(month));
        return ExitCode::done;
    }
    if (options.json) {
        nlohmann::ordered_json json = json_of(month);
        json["hours_per_month"] = options.hours;
        json["free_tier"] = options.free_tier;
        json["remarks"] = input.value().remarks;
        if (options.compare) {
            json["comparison"] = json_of(choices);
            json["break_even"] = json_of(break_evens(input.value().book, month));
        }
        fmt::print("{}\n", written_json(json));
        return ExitCode::done;
    }
    fmt::print("prices: {} ({})\n", month.book, month.region);
    for (const std::string& remark : input.value().remarks) fmt::print("  {}\n", remark);
    fmt::print("\n{}", text_of(month));
    if (options.compare) {
        fmt::print("\n{}\n{}", text_of(choices), text_of(break_evens(input.value().book, month)));
    }
    return ExitCode::done;
}

template <class Value>
CLI::Option* add(CLI::App& command, const char* group, const char* name, Value& into,
                 const char* help) {
    return command.add_option(name, into, help)->group(group);
}

void add_price_options(CLI::App& command, CostOptions& options) {
    constexpr auto group = "Prices";
    add(command, group, "--book", options.book, "Price book (see isotherm list prices)")
        ->type_name("NAME");
    add(command, group, "--region", options.region,
        "AWS region whose prices apply, instead of --book");
    add(command, group, "--date", options.date, "Day whose prices apply, such as 2016-01-20");
    add(command, group, "--prices", options.price_file, "Another price file")->type_name("FILE");
    add(command, group, "--hours", options.hours, "Hours in the month, such as 720, 730 or 744")
        ->check(CLI::Range(1, 744))
        ->capture_default_str();
    command.add_flag("--free-tier", options.free_tier, "Deduct the monthly free tier")
        ->group(group);
}

void add_capacity_options(CLI::App& command, CostOptions& options) {
    constexpr auto group = "Capacity";
    add(command, group, "--mode", options.mode,
        "Capacity mode; default: provisioned if capacity is given, on_demand if only requests are")
        ->check(CLI::IsMember({"provisioned", "on_demand"}));
    add(command, group, "--read", options.read, "Provisioned read units")->type_name("UNITS");
    add(command, group, "--write", options.write, "Provisioned write units")->type_name("UNITS");
    add(command, group, "--class", options.table_class, "Table class")
        ->check(CLI::IsMember({"standard", "standard_ia"}))
        ->capture_default_str();
    add(command, group, "--target-utilization", options.target_utilization,
        "Target utilization for computing capacity from the requests if no capacity is given")
        ->capture_default_str();
    add(command, group, "--reserved", options.reserved, "Term of reserved capacity")
        ->check(CLI::IsMember({"1y", "3y"}));
    add(command, group, "--reserved-read", options.reserved_read, "Reserved read units")
        ->check(CLI::Range(std::int64_t{0}, reserved_units_most));
    add(command, group, "--reserved-write", options.reserved_write, "Reserved write units")
        ->check(CLI::Range(std::int64_t{0}, reserved_units_most));
    add(command, group, "--savings-plan", options.savings_plan,
        "Commitment of a Database Savings Plan, US dollars an hour")
        ->check(CLI::Range(0.0, 1e6))
        ->type_name("USD");
}

void add_request_options(CLI::App& command, CostOptions& options) {
    constexpr auto group = "Requests";
    add(command, group, "--reads-per-second", options.reads_per_second, "GetItem calls a second")
        ->type_name("RATE");
    add(command, group, "--writes-per-second", options.writes_per_second, "Writes a second")
        ->type_name("RATE");
    add(command, group, "--reads", options.reads, "GetItem calls a month, such as 8M");
    add(command, group, "--writes", options.writes, "Writes a month, such as 3M");
    add(command, group, "--item-size", options.item_size, "Size of the items; 1 KB if absent");
    add(command, group, "--consistency", options.consistency, "Consistency of the reads")
        ->check(CLI::IsMember({"strong", "eventual"}))
        ->capture_default_str();
    add(command, group, "--write-call", options.write_call, "Kind of writes")
        ->check(CLI::IsMember({"put", "update", "delete"}))
        ->capture_default_str();
    add(command, group, "--era", options.era,
        "Era whose rules round units; default: the era of the price book")
        ->check(CLI::IsMember(era_names()));
}

void add_table_options(CLI::App& command, CostOptions& options) {
    constexpr auto group = "Storage, indexes, replicas";
    add(command, group, "--size", options.size,
        "Stored size, including DynamoDB's 100 B overhead per item");
    add(command, group, "--indexes", options.indexes,
        "Number of global indexes; each write updates all")
        ->check(CLI::Range(0, 20));
    add(command, group, "--index-size", options.index_size,
        "Size of an index entry; default: the item's size");
    add(command, group, "--replicas", options.replicas,
        "Regions of a global table, including the first")
        ->check(CLI::Range(1, 20));
    add(command, group, "--global-table-version", options.global_table_version,
        "Version of the global table")
        ->check(CLI::IsMember({"2017", "2019"}))
        ->capture_default_str();
}

void add_service_options(CLI::App& command, CostOptions& options) {
    constexpr auto group = "Services, a month";
    command.add_flag("--pitr", options.pitr, "Point-in-time recovery of the table")->group(group);
    add(command, group, "--backup-size", options.backup_size, "Total size of all backups");
    add(command, group, "--cold-backup-size", options.cold_backup_size,
        "Total size of all cold backups");
    add(command, group, "--restore-size", options.restore_size, "Size restored from backups");
    add(command, group, "--export-size", options.export_size, "Size exported to S3");
    add(command, group, "--incremental-export-size", options.incremental_export_size,
        "Size exported to S3 incrementally");
    add(command, group, "--import-size", options.import_size,
        "Size imported from S3, uncompressed");
    add(command, group, "--streams-reads", options.streams_reads,
        "GetRecords calls of streams, not counting Lambda's");
    command.add_flag("--kinesis", options.kinesis, "Capture changes to Kinesis")->group(group);
    add(command, group, "--kinesis-shards", options.kinesis_shards,
        "Shards of the Kinesis data stream, with --kinesis")
        ->check(CLI::Range(0, 10'000));
    add(command, group, "--transfer-out", options.transfer_out, "Size sent to the internet");
    add(command, group, "--lambda-reads", options.lambda_reads,
        "GetRecords calls of Lambda triggers, which are free");
    add(command, group, "--lambda-invocations", options.lambda_invocations,
        "Invocations of Lambda functions");
    add(command, group, "--lambda-gb-seconds", options.lambda_gb_seconds,
        "Duration of Lambda functions times their memory");
    add(command, group, "--replica-size", options.replica_size, "Size copied to new replicas");
    add(command, group, "--bulk-put-size", options.bulk_put_size, "Size of bulk puts");
    add(command, group, "--dax", options.dax, "DAX nodes, such as 3xr5.large")
        ->allow_extra_args(false)
        ->type_name("NODES");
}

void add_vector_options(CLI::App& command, CostOptions& options) {
    constexpr auto group = "Vector indexes";
    add(command, group, "--vector-indexes", options.vector_indexes,
        "Number of vector indexes; each put and delete writes to all")
        ->check(CLI::Range(0, 5));
    add(command, group, "--dimensions", options.dimensions, "Dimensions of the vectors")
        ->check(CLI::Range(std::int64_t{1}, vector_dimensions_most))
        ->capture_default_str();
    add(command, group, "--vector-projected", options.vector_projected,
        "Size of an entry's keys and projected attributes")
        ->capture_default_str();
    add(command, group, "--searches", options.searches, "SearchVectors calls a month");
    add(command, group, "--top-k", options.top_k, "Items that a search asks for")
        ->check(CLI::Range(std::int64_t{1}, top_k_most))
        ->capture_default_str();
    add(command, group, "--search-size", options.search_size,
        "Bytes charged for a search; default: as measured for --top-k");
}

void add_watch_options(CLI::App& command, CostOptions& options) {
    constexpr auto group = "Warm throughput, Contributor Insights";
    add(command, group, "--warm-read", options.warm_read, "Warm read throughput, paid once")
        ->type_name("UNITS");
    add(command, group, "--warm-write", options.warm_write, "Warm write throughput, paid once")
        ->type_name("UNITS");
    add(command, group, "--warm-read-now", options.warm_read_now,
        "Warm read throughput that the table already has")
        ->check(CLI::Range(std::int64_t{0}, std::int64_t{1'000'000'000}))
        ->capture_default_str();
    add(command, group, "--warm-write-now", options.warm_write_now,
        "Warm write throughput that the table already has")
        ->check(CLI::Range(std::int64_t{0}, std::int64_t{1'000'000'000}))
        ->capture_default_str();
    add(command, group, "--contributor-insights", options.contributor_insights,
        "Contributor Insights of the table")
        ->check(CLI::IsMember({"off", "throttled", "accessed_and_throttled"}))
        ->capture_default_str();
    command.add_flag("--sort-key", options.sort_key, "The table has a sort key: twice the rules")
        ->group(group);
    add(command, group, "--throttled", options.throttled, "Throttled requests a month");
}

}  // namespace

void add_cost_command(CLI::App& app, ExitCode& result) {
    CLI::App* command = app.add_subcommand("cost", "Monthly cost of a table, without a simulation");
    command->footer(
        "Example: isotherm cost --writes-per-second 1000 --reads-per-second 5000 --compare");
    auto options = std::make_shared<CostOptions>();
    add_capacity_options(*command, *options);
    add_request_options(*command, *options);
    add_table_options(*command, *options);
    add_service_options(*command, *options);
    add_watch_options(*command, *options);
    add_vector_options(*command, *options);
    add_price_options(*command, *options);
    command->add_flag("--compare", options->compare, "Compare with the other ways to pay");
    CLI::Option* json = command->add_flag("--json", options->json, "Print JSON");
    command->add_flag("--csv", options->csv, "Print the bill's lines as CSV")->excludes(json);
    command->callback([options, &result] { result = cost(*options); });
}

}  // namespace isotherm
