// SPDX-License-Identifier: Apache-2.0
#pragma once
// The options of `isotherm cost`, and the month of metered hours that they describe.

#include <string>
#include <vector>

#include "engine/billing/data_services.h"
#include "engine/billing/meter.h"
#include "engine/billing/statement.h"
#include "engine/units/write_calls.h"

namespace isotherm {

struct CostOptions {
    // Prices.
    std::string price_file;  // empty: the shipped price file
    std::string book;
    std::string region;
    std::string date;
    std::int64_t hours = 730;
    bool free_tier = false;

    // Capacity, in units per second.
    std::string mode;
    std::string read;
    std::string write;
    std::string table_class = "standard";
    std::string target_utilization = "70%";
    std::string reserved;  // "1y" or "3y"; empty: none
    std::int64_t reserved_read = 0;
    std::int64_t reserved_write = 0;

    // Requests.
    std::string reads_per_second;
    std::string writes_per_second;
    std::string reads;  // per month
    std::string writes;
    std::string consistency = "eventual";
    std::string item_size;
    std::string era;  // empty: the book's era
    std::string write_call = "put";

    // Storage, indexes, replicas.
    std::string size;
    std::int64_t indexes = 0;
    std::string index_size;
    std::uint64_t replicas = 1;
    std::string global_table_version = "2019";

    // Services.
    bool pitr = false;
    bool kinesis = false;
    std::int64_t kinesis_shards = 0;
    std::string backup_size, cold_backup_size, restore_size, export_size, incremental_export_size,
        import_size, transfer_out;
    std::string streams_reads;
    std::vector<std::string> dax;
    std::string lambda_reads, lambda_invocations, lambda_gb_seconds;
    std::string replica_size, bulk_put_size;

    // DynamoDB of 2025 and 2026.
    double savings_plan = 0;  // US dollars per hour
    std::string warm_read, warm_write;
    std::int64_t warm_read_now = 12'000;  // what the table is warmed up for without paying
    std::int64_t warm_write_now = 4'000;
    std::string contributor_insights = "off";
    bool sort_key = false;
    std::string throttled;  // requests per month
    std::int64_t vector_indexes = 0;
    std::int64_t dimensions = 1'024;
    std::string vector_projected = "29 B";
    std::string searches;  // per month
    std::int64_t top_k = 10;
    std::string search_size;

    bool compare = false;
    bool json = false;
    bool csv = false;
};

// The input of the bill, made from the options: settings, prices and the month hour by hour.
struct CostInput {
    PriceBook book{"", ""};
    BillingSettings settings;
    std::vector<ResourceHour> hours;
    DataServices services;
    bool requests_known = false;       // false: only capacity and storage were given
    std::vector<std::string> remarks;  // assumptions, printed with the bill
};

Result<CostInput> read_cost_input(const CostOptions& options);
// Reads the file of --prices, or returns the shipped price books if `price_file` is empty.
Result<PriceBooks> read_books(const std::string& price_file);
Error cost_error(const std::string& option, std::string what, std::string fix);

// The calls of a month that charges of warm throughput, Contributor Insights and vector indexes
// depend on.
struct MonthCalls {
    std::int64_t reads = 0;
    std::int64_t writes = 0;
    CapacityMode mode = CapacityMode::on_demand;
    std::uint64_t item_bytes = 0;
    std::uint64_t stored_bytes = 0;  // of the table in one region
};

// Adds these charges to input.services. Returns no errors on success.
Errors fill_watch(const CostOptions& options, const MonthCalls& calls, CostInput& input);

}  // namespace isotherm
