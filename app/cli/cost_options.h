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
    std::string backup_size, cold_backup_size, restore_size, export_size, incremental_export_size,
        import_size, transfer_out;
    std::string streams_reads;
    std::vector<std::string> dax;

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

}  // namespace isotherm
