// SPDX-License-Identifier: Apache-2.0
// isotherm units: computes step by step how many capacity units one call costs.

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/units_calls.h"
#include "engine/vocabulary/json_text.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

Json number_json(HalfUnits units) {
    return units.count() % 2 == 0 ? Json(units.count() / 2) : Json(units.in_units());
}

Json cost_json(const std::string& call, const OperationCost& cost, const UnitsInput& input) {
    std::vector<std::string> steps = input.remarks;
    steps.insert(steps.end(), cost.steps.begin(), cost.steps.end());
    return {{"read_units", number_json(cost.read())},
            {"write_units", number_json(cost.write())},
            {"steps", steps},
            {"call", call},
            {"era", input.era.name},
            {"table_read_units", number_json(cost.table_read)},
            {"index_read_units", number_json(cost.index_read)},
            {"table_write_units", number_json(cost.table_write)},
            {"index_write_units", number_json(cost.index_write)},
            {"replicated_write_units", number_json(cost.replicated_write)},
            {"requests", cost.requests},
            {"items_processed", cost.items_processed},
            {"items_returned", cost.items_returned},
            {"items_unprocessed", cost.items_unprocessed},
            {"vector_write_bytes", cost.vector_write_bytes},
            {"vector_search_bytes", cost.vector_search_bytes}};
}

// Returns for example "1600 RCU" or "3 WCU (1 of the table, 2 of global indexes)".
std::string result_text(const OperationCost& cost, bool writes) {
    std::string text;
    const auto part = [&text](HalfUnits table, HalfUnits index, std::string_view unit,
                              bool always) {
        if ((table + index).count() == 0 && !always) return;
        text += fmt::format("{}{} {}", text.empty() ? "" : " + ", units_text(table + index), unit);
        if (table.count() > 0 && index.count() > 0) {
            text += fmt::format(" ({} of the table, {} of global indexes)", units_text(table),
                                units_text(index));
        }
    };
    part(cost.replicated_write, {}, "rWCU", false);
    const bool other = cost.replicated_write.count() > 0 || cost.read().count() > 0;
    part(cost.table_write, cost.index_write, "WCU", writes && !other);
    const bool searches = cost.vector_search_bytes > 0;
    part(cost.table_read, cost.index_read, "RCU", !writes && !searches);
    for (const auto& [bytes, what] : {std::pair(cost.vector_write_bytes, "vector writes"),
                                      std::pair(cost.vector_search_bytes, "vector searches")}) {
        if (bytes > 0)
            text += fmt::format("{}{} B of {}", text.empty() ? "" : " + ",
                                grouped(static_cast<std::int64_t>(bytes)), what);
    }
    if (cost.items_unprocessed > 0)
        text += fmt::format(", {} of {} items processed", cost.items_processed,
                            cost.items_processed + cost.items_unprocessed);
    return text;
}

void print_cost(const std::string& call, const OperationCost& cost, const UnitsInput& input,
                bool writes) {
    fmt::print("{} in {}\n", call, input.era.name);
    for (const std::string& remark : input.remarks) fmt::print("  {}\n", remark);
    for (const std::string& step : cost.steps) fmt::print("  {}\n", step);
    const bool bold = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
    fmt::print("{}= {}{}\n", bold ? "\x1b[1m" : "", result_text(cost, writes),
               bold ? "\x1b[0m" : "");
}

ExitCode units(const std::string& call, Costing costing, const UnitsOptions& options, bool writes) {
    auto input = read_units_input(options);
    if (!input.ok()) return print_errors(input.errors(), options.json);
    const auto cost = costing(options, input.value());
    if (!cost.ok()) {
        Errors errors = cost.errors();
        for (Error& error : errors) {
            if (error.place.file.empty() && error.place.path.empty()) error.place.file = call;
        }
        return print_errors(errors, options.json);
    }
    if (options.json)
        fmt::print("{}\n", written_json(cost_json(call, cost.value(), input.value())));
    else
        print_cost(call, cost.value(), input.value(), writes);
    return ExitCode::done;
}

void add_sizes(CLI::App& command, const char* name, std::vector<std::string>& into,
               const char* help) {
    command.add_option(name, into, help)
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("SIZE");
}

void add_item_options(CLI::App& command, UnitsOptions& options) {
    command.add_option("--items", options.items, "How many items")->check(CLI::PositiveNumber);
    add_sizes(command, "--item-size", options.item_sizes,
              "Size of the items: one for all, or a list: 1.5KB,6.5KB");
    command
        .add_option("--item", options.item_texts,
                    "An item instead of its size: DynamoDB JSON, plain JSON, or @FILE")
        ->allow_extra_args(false)
        ->type_name("JSON");
}

void add_consistency(CLI::App& command, UnitsOptions& options) {
    command.add_option("--consistency", options.consistency, "Read consistency; default: eventual")
        ->check(CLI::IsMember({"strong", "eventual"}));
}

void add_range_options(CLI::App& command, UnitsOptions& options) {
    add_item_options(command, options);
    add_consistency(command, options);
    command.add_option("--total-size", options.total_size,
                       "Size of all items together, if single sizes are unknown");
    command.add_option("--filter-keeps", options.filter_keeps,
                       "Share of the items a filter keeps, such as 10%");
    command.add_option("--index", options.index, "Read an index")
        ->check(CLI::IsMember({"lsi", "gsi"}));
    command.add_option("--projected-size", options.projected_size,
                       "Size of an index entry; default: the whole item");
    command
        .add_option("--project", options.projected_names,
                    "Attributes of --item that the index holds, including keys")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("NAMES");
    command.add_flag("--fetch", options.fetch,
                     "The query needs attributes outside the local index, so items are fetched");
}

void add_index_options(CLI::App& command, UnitsOptions& options) {
    const std::string cases = fmt::format(
        "What happens to the index entry: {}; CASE:SIZE[:OLD] gives its new and old size",
        index_cases);
    command.add_option("--gsi", options.global_indexes, "Global index. " + cases)
        ->allow_extra_args(false)
        ->type_name("CASE");
    command.add_option("--lsi", options.local_indexes, "Local index; the same cases as --gsi")
        ->allow_extra_args(false)
        ->type_name("CASE");
    command.add_option("--projected-size", options.projected_size,
                       "Size of index entries; default: the whole item");
    command
        .add_option("--project", options.projected_names,
                    "Attributes of --item that the indexes hold, including keys")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("NAMES");
}

void add_write_options(CLI::App& command, UnitsOptions& options, WriteKind kind) {
    add_item_options(command, options);
    command.get_option("--items")->description("Number of equal calls");
    if (kind == WriteKind::remove) {
        command.add_flag("--missing", options.missing, "The item does not exist");
        command.add_flag("--ttl", options.expired, "Deletion by time to live (TTL)");
    } else {
        command.add_option("--old-size", options.old_size,
                           "Size of the existing item; default: there is none");
    }
    command.add_flag("--failed-condition", options.failed_condition,
                     "The condition of the write is not met");
    command
        .add_option(
            "--absent-item", options.absent_item_charge,
            "Cost of a failed condition if the item does not exist; default: the era's rule")
        ->check(CLI::IsMember({"one-unit", "attempted"}));
    add_index_options(command, options);
    command.add_option("--regions", options.regions, "Number of global table regions")
        ->check(CLI::Range(1, 100));
    command.add_option("--replication", options.replication, "Version of the global table")
        ->check(CLI::IsMember({"2017", "2019"}));
}

void add_several_options(CLI::App& command, UnitsOptions& options) {
    add_item_options(command, options);
    command.add_option("--old-size", options.old_size,
                       "Size of the existing items; default: there are none");
    add_sizes(command, "--delete-size", options.delete_sizes, "Sizes of items deleted");
}

struct Subcommand {
    const char* name;
    const char* call;
    const char* help;
    Costing costing;
    void (*add_options)(CLI::App&, UnitsOptions&);
    bool writes;
};

void add_get_options(CLI::App& command, UnitsOptions& options) {
    add_item_options(command, options);
    command.get_option("--items")->description("Number of equal calls");
    add_consistency(command, options);
    command.add_flag("--missing", options.missing, "The item does not exist");
}

void add_batch_get_options(CLI::App& command, UnitsOptions& options) {
    add_item_options(command, options);
    add_consistency(command, options);
    command.add_option("--missing", options.missing_count, "How many keys have no item");
    command
        .add_option("--partitions", options.partitions,
                    "Partitions that hold the keys; default: one per key")
        ->check(CLI::PositiveNumber);
    command.add_option("--available", options.available,
                       "Read units the table can serve at this moment");
}

void add_scan_options(CLI::App& command, UnitsOptions& options) {
    add_range_options(command, options);
    // The limit of DynamoDB's parameter TotalSegments.
    command.add_option("--segments", options.segments, "Segments of a parallel scan")
        ->check(CLI::Range(1, 1'000'000));
    command.add_option("--partitions", options.partitions, "Partitions of the table")
        ->check(CLI::Range(1, 1'000'000));
}

void add_transact_get_options(CLI::App& command, UnitsOptions& options) {
    add_item_options(command, options);
    command.add_option("--missing", options.missing_count, "How many keys have no item");
}

void add_batch_write_options(CLI::App& command, UnitsOptions& options) {
    add_several_options(command, options);
    command.add_option("--available", options.available,
                       "Write units the table can serve at this moment");
}

void add_transact_write_options(CLI::App& command, UnitsOptions& options) {
    add_several_options(command, options);
    add_sizes(command, "--check-size", options.check_sizes,
              "Sizes of the items checked by ConditionCheck operations");
    add_index_options(command, options);
    command.add_flag("--repeated", options.repeated,
                     "Repeats a completed transaction with the same client token");
    command.add_flag("--dax", options.through_cache, "Sent through DAX");
}

void add_vector_write_options(CLI::App& command, UnitsOptions& options) {
    command.add_option("--items", options.items, "Number of equal calls")
        ->check(CLI::PositiveNumber);
    command.add_option("--dimensions", options.dimensions, "Dimensions of the vector")
        ->capture_default_str();
    command.add_option("--projected-size", options.projected_size,
                       "Size of the entry's keys and projected attributes; default: 0 B");
    add_sizes(command, "--item-size", options.item_sizes,
              "Size of the table's item; default: the vector and what is projected");
    command
        .add_option("--vector-indexes", options.vector_indexes,
                    "Vector indexes that take the item in")
        ->capture_default_str();
    command.add_option("--mode", options.mode, "Capacity mode of the table")
        ->check(CLI::IsMember({"provisioned", "on_demand"}))
        ->capture_default_str();
}

void add_vector_search_options(CLI::App& command, UnitsOptions& options) {
    command.add_option("--items", options.items, "Number of equal calls")
        ->check(CLI::PositiveNumber);
    command.add_option("--dimensions", options.dimensions, "Dimensions of the vector")
        ->capture_default_str();
    command.add_option("--top-k", options.top_k, "Items asked for")->capture_default_str();
    command.add_option("--filters", options.filters, "Inline filters");
    command.add_option("--search-size", options.search_size,
                       "Bytes examined and returned, if known: VectorSearchRequestBytes of a call");
    command.add_option("--response-size", options.response_size, "Size of one response");
    add_consistency(command, options);
}

void add_bulk_put_options(CLI::App& command, UnitsOptions& options) {
    command.add_option("--items", options.items, "How many items")->check(CLI::PositiveNumber);
    add_sizes(command, "--item-size", options.item_sizes, "Size of the items; default: 1 KB");
    command.add_option("--objects", options.objects, "Objects in S3")->capture_default_str();
    command.add_option("--object-size", options.object_size, "Size of the largest object");
    command.add_option("--regions", options.regions, "Number of global table regions")
        ->check(CLI::Range(1, 100));
}

template <WriteKind Kind>
void add_options_of_write(CLI::App& command, UnitsOptions& options) {
    add_write_options(command, options, Kind);
}

constexpr Subcommand subcommands[] = {
    {"get", "GetItem", "Read one item", cost_of_get, add_get_options, false},
    {"batch-get", "BatchGetItem", "Read up to 100 items", cost_of_batch_get, add_batch_get_options,
     false},
    {"query", "Query", "Read items of one partition key", cost_of_query, add_range_options, false},
    {"scan", "Scan", "Read a whole table or index", cost_of_scan, add_scan_options, false},
    {"transact-get", "TransactGetItems", "Read items in a transaction", cost_of_transact_get,
     add_transact_get_options, false},
    {"put", "PutItem", "Write one item", cost_of_put, add_options_of_write<WriteKind::put>, true},
    {"update", "UpdateItem", "Change one item", cost_of_update,
     add_options_of_write<WriteKind::update>, true},
    {"delete", "DeleteItem", "Delete one item", cost_of_delete,
     add_options_of_write<WriteKind::remove>, true},
    {"batch-write", "BatchWriteItem", "Put and delete up to 25 items", cost_of_batch_write,
     add_batch_write_options, true},
    {"transact-write", "TransactWriteItems", "Write items in a transaction", cost_of_transact_write,
     add_transact_write_options, true},
    {"vector-write", "PutItem", "Write one item that vector indexes take in", cost_of_vector_write,
     add_vector_write_options, true},
    {"vector-search", "SearchVectors", "Search a vector index", cost_of_vector_search,
     add_vector_search_options, false},
    {"bulk-put", "StartBulkPutItems", "Put the items of objects in S3", cost_of_bulk_put,
     add_bulk_put_options, true},
};

}  // namespace

void add_units_command(CLI::App& app, ExitCode& result) {
    CLI::App* command =
        app.add_subcommand("units", "What one call costs in capacity units, step by step");
    command->require_subcommand(1);
    command->footer(
        "Example: isotherm units query --items 50 --item-size 256KB --consistency eventual");
    auto options = std::make_shared<UnitsOptions>();
    for (const Subcommand& one : subcommands) {
        CLI::App* sub = command->add_subcommand(one.name, one.help);
        one.add_options(*sub, *options);
        sub->add_option("--era", options->era, "Era whose rules apply")
            ->check(CLI::IsMember(era_names()))
            ->capture_default_str();
        sub->add_flag("--json", options->json, "Print JSON");
        sub->callback([options, one, &result] {
            result = units(one.call, one.costing, *options, one.writes);
        });
    }
}

}  // namespace isotherm
