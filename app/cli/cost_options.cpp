// SPDX-License-Identifier: Apache-2.0
#include "app/cli/cost_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "app/cli/cost_month.h"
#include "app/cli/units_options.h"
#include "engine/model/vector_index.h"
#include "engine/vocabulary/text_file.h"
#include "engine/vocabulary/choice.h"
#include "engine/vocabulary/time_reader.h"

namespace isotherm {
namespace {

constexpr std::size_t price_file_bytes_most = 4 << 20;

// Sets the place of the engine's errors to the option that caused them, unless they already have a
// place.
Errors at_option(const std::string& option, Errors errors) {
    for (Error& error : errors) {
        if (error.place.file.empty()) error.place.file = option;
    }
    return errors;
}

Result<PriceBook> chosen_book(const CostOptions& options, const PriceBooks& books) {
    std::optional<Date> date;
    if (!options.date.empty()) {
        date = read_day(options.date);
        if (!date) {
            return cost_error("--date", fmt::format("\"{}\" is no day", printable(options.date)),
                              "write year-month-day: --date 2016-01-20");
        }
    }
    if (!options.region.empty()) {
        if (!options.book.empty())
            return cost_error("--region", "both --region and --book are given", "give one of them");
        // Without --date, take the region's newest prices.
        auto found =
            books.valid_in(options.region, date.value_or(books.newest_day(options.region)));
        if (!found.ok()) return at_option("--region", found.errors());
        return found;
    }
    // From the user's own file, take the last book, which is the newest if the books are in order.
    std::string name = options.book;
    if (name.empty())
        name = options.price_file.empty() ? BillingSettings{}.book : books.names().back();
    auto found = books.named(name, date);
    if (!found.ok()) return at_option(options.book.empty() ? "--date" : "--book", found.errors());
    return found;
}

Result<Share> utilization(const std::string& text) {
    const auto share = parse_share(text);
    if (!share || share->value < 0.01 || share->value > 1) {
        return cost_error("--target-utilization",
                          fmt::format("\"{}\" is not a share from 1 % to 100 %", printable(text)),
                          "write --target-utilization 70%");
    }
    return *share;
}

Errors read_reserved(const CostOptions& options, BillingSettings& settings) {
    if (options.reserved.empty() && options.reserved_read + options.reserved_write > 0) {
        return {cost_error(options.reserved_read > 0 ? "--reserved-read" : "--reserved-write",
                           "reserved capacity without a term",
                           "add --reserved 1y or --reserved 3y")};
    }
    if (!options.reserved.empty() && options.reserved_read + options.reserved_write == 0) {
        return {cost_error("--reserved", "a term, but no reserved units",
                           "add --reserved-write 100 or --reserved-read 100")};
    }
    settings.reserved_term = named<ReservedTerm>(options.reserved).value_or(settings.reserved_term);
    for (const auto& [option, units, into] :
         {std::tuple("--reserved-read", options.reserved_read, &settings.reserved_read),
          std::tuple("--reserved-write", options.reserved_write, &settings.reserved_write)}) {
        if (units % reserved_block_units != 0) {
            return {cost_error(option, fmt::format("{} is not a multiple of 100", units),
                               "capacity is reserved in blocks of 100 units")};
        }
        *into = units;
    }
    return {};
}

Errors read_service_sizes(const CostOptions& options, CostInput& input) {
    DataServices& services = input.services;
    for (const auto& [option, text, into] :
         {std::tuple("--backup-size", &options.backup_size, &services.backups),
          std::tuple("--cold-backup-size", &options.cold_backup_size, &services.cold_backups),
          std::tuple("--restore-size", &options.restore_size, &services.restored),
          std::tuple("--export-size", &options.export_size, &services.exported),
          std::tuple("--incremental-export-size", &options.incremental_export_size,
                     &services.incrementally_exported),
          std::tuple("--import-size", &options.import_size, &services.imported),
          std::tuple("--transfer-out", &options.transfer_out, &services.to_internet),
          std::tuple("--replica-size", &options.replica_size, &services.replicated),
          std::tuple("--bulk-put-size", &options.bulk_put_size, &services.bulk_put)}) {
        if (text->empty()) continue;
        const auto bytes = read_size(option, *text, input.remarks);
        if (!bytes.ok()) return bytes.errors();
        into->count = bytes.value();
    }
    for (const std::string& text : options.dax) {
        const auto nodes = parse_cache_nodes(text);
        if (!nodes.ok()) return at_option("--dax", nodes.errors());
        services.cache.push_back(nodes.value());
    }
    for (const auto& [option, text, into] :
         {std::tuple("--streams-reads", &options.streams_reads, &services.stream_reads),
          std::tuple("--lambda-reads", &options.lambda_reads, &services.lambda_stream_reads),
          std::tuple("--lambda-invocations", &options.lambda_invocations,
                     &services.lambda_invocations),
          std::tuple("--lambda-gb-seconds", &options.lambda_gb_seconds,
                     &services.lambda_gb_seconds)}) {
        if (text->empty()) continue;
        const auto count = read_call_count(option, *text);
        if (!count.ok()) return count.errors();
        *into = count.value();
    }
    return {};
}

constexpr Wide vector_bytes_most = Wide{1} << 62;

Errors fill_warm(const CostOptions& options, CostInput& input) {
    for (const auto& [option, text, now, into] :
         {std::tuple("--warm-read", &options.warm_read, options.warm_read_now,
                     &input.services.warm_read),
          std::tuple("--warm-write", &options.warm_write, options.warm_write_now,
                     &input.services.warm_write)}) {
        if (text->empty()) continue;
        const auto wanted = read_call_count(option, *text);
        if (!wanted.ok()) return wanted.errors();
        if (wanted.value() < now) {
            return {cost_error(option,
                               fmt::format("{} is less than the {} units per second that the table "
                                           "is warm for",
                                           *text, grouped(now)),
                               fmt::format("give more, or what it has with {}-now", option))};
        }
        *into = wanted.value() - now;
    }
    return {};
}

// As a run counts them: an event for each item read, written or throttled, two with a sort key.
Errors fill_insights(const CostOptions& options, const MonthCalls& calls, CostInput& input) {
    std::int64_t throttled = 0;
    if (!options.throttled.empty()) {
        const auto read = read_call_count("--throttled", options.throttled);
        if (!read.ok()) return read.errors();
        throttled = read.value();
    }
    if (options.contributor_insights == "off") return {};
    const bool accesses = options.contributor_insights != "throttled";
    const std::int64_t keys = options.sort_key ? 2 : 1;
    input.services.insights_rules = (accesses ? 2 : 1) * keys;
    input.services.insights_events =
        (throttled + (accesses ? calls.reads + calls.writes : 0)) * keys;
    return {};
}

Errors fill_vector_writes(const CostOptions& options, const MonthCalls& calls, CostInput& input) {
    if (options.vector_indexes == 0) return {};
    if (calls.mode == CapacityMode::provisioned) {
        return {cost_error("--vector-indexes", "a table in provisioned mode has no vector indexes",
                           "use --mode on_demand")};
    }
    if (calls.stored_bytes > vector_table_bytes_most) {
        return {cost_error("--vector-indexes",
                           "a table with vector indexes has at most 600 GB unless AWS allows more",
                           "give less, or ask AWS")};
    }
    const std::uint64_t vector = vector_bytes(options.dimensions);
    if (!options.item_size.empty() && calls.item_bytes < vector) {
        return {cost_error("--vector-indexes",
                           fmt::format("items of {} are smaller than a vector of {} dimensions, {}",
                                       text_of(Bytes{calls.item_bytes}), options.dimensions,
                                       text_of(Bytes{vector})),
                           "make the items larger, or give fewer dimensions")};
    }
    const auto projected = read_size("--vector-projected", options.vector_projected, input.remarks);
    if (!projected.ok()) return projected.errors();
    const auto entry = static_cast<Wide>(vector_write_bytes(options.dimensions, projected.value()));
    const auto items =
        static_cast<Wide>(calls.stored_bytes / std::max<std::uint64_t>(1, calls.item_bytes));
    const Wide written = entry * calls.writes * options.vector_indexes;
    const Wide stored = entry * items * options.vector_indexes;
    if (projected.value() > 409'600 || std::max(written, stored) > vector_bytes_most) {
        return {cost_error("--vector-indexes", "more bytes than the calculation supports",
                           "give fewer writes or a smaller table")};
    }
    input.services.vector_written = static_cast<std::uint64_t>(written);
    input.services.vector_stored.count = static_cast<std::uint64_t>(stored);
    return {};
}

Errors fill_searches(const CostOptions& options, CostInput& input) {
    if (options.searches.empty()) return {};
    const auto searches = read_call_count("--searches", options.searches);
    if (!searches.ok()) return searches.errors();
    std::uint64_t bytes = vector_search_bytes(options.dimensions, options.top_k);
    if (!options.search_size.empty()) {
        const auto size = read_size("--search-size", options.search_size, input.remarks);
        if (!size.ok()) return size.errors();
        bytes = std::max(size.value(), vector_bytes_least);
    } else {
        input.remarks.push_back(
            fmt::format("a search is estimated as {} B, from searches of 15,000 vectors",
                        grouped(static_cast<std::int64_t>(bytes))));
    }
    if (static_cast<Wide>(bytes) * searches.value() > vector_bytes_most) {
        return {cost_error("--searches", "more bytes than the calculation supports", "give fewer")};
    }
    input.services.vector_searched = bytes * static_cast<std::uint64_t>(searches.value());
    return {};
}

}  // namespace

Error cost_error(const std::string& option, std::string what, std::string fix) {
    return {ExitCode::usage,
            ErrorNumber::bad_cost_option,
            {.file = option},
            std::move(what),
            std::move(fix)};
}

Result<PriceBooks> read_books(const std::string& price_file) {
    if (price_file.empty()) return shipped_price_books();
    const auto text = read_text_file(price_file, price_file_bytes_most);
    if (!text.ok()) return text.errors();
    if (auto error = find_encoding_error(text.value(), price_file)) return *error;
    return read_price_books(text.value(), price_file);
}

Result<CostInput> read_cost_input(const CostOptions& options) {
    const auto books = read_books(options.price_file);
    if (!books.ok()) return books.errors();
    auto book = chosen_book(options, books.value());
    if (!book.ok()) return book.errors();
    CostInput input;
    input.book = std::move(book.value());
    input.settings.hours_per_month = options.hours;
    input.settings.free_tier = options.free_tier;
    input.settings.savings_plan = options.savings_plan;
    const auto target = utilization(options.target_utilization);
    if (!target.ok()) return target.errors();
    input.settings.target_utilization = target.value();
    if (auto errors = read_reserved(options, input.settings); !errors.empty()) return errors;
    if (auto errors = read_service_sizes(options, input); !errors.empty()) return errors;
    if (auto errors = fill_month(options, input); !errors.empty()) return errors;
    return input;
}

Errors fill_watch(const CostOptions& options, const MonthCalls& calls, CostInput& input) {
    if (auto errors = fill_warm(options, input); !errors.empty()) return errors;
    if (auto errors = fill_insights(options, calls, input); !errors.empty()) return errors;
    if (auto errors = fill_vector_writes(options, calls, input); !errors.empty()) return errors;
    return fill_searches(options, input);
}

}  // namespace isotherm
