// SPDX-License-Identifier: Apache-2.0
#include "engine/units/vector_calls.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/model/vector_index.h"
#include "engine/units/write_calls.h"

namespace isotherm {
namespace {

constexpr std::uint64_t response_bytes_most = 16ULL << 20;
constexpr std::uint64_t products_most = std::uint64_t{1} << 62;

Error refused(std::string what, std::string fix) {
    return {ExitCode::usage, ErrorNumber::bad_vector_call, {}, std::move(what), std::move(fix)};
}

std::optional<Error> find_era(const Era& era) {
    if (era.vector_indexes_most > 0) return std::nullopt;
    return refused(
        fmt::format("vector indexes were introduced on 2026-08-05; the era is {}", era.name),
        "choose era 2026");
}

std::optional<Error> find_dimensions(std::int64_t dimensions) {
    if (dimensions >= 1 && dimensions <= vector_dimensions_most) return std::nullopt;
    return refused(fmt::format("a vector of {} dimensions", grouped(dimensions)),
                   fmt::format("a vector has 1 to {} dimensions", grouped(vector_dimensions_most)));
}

std::optional<Error> find_too_many(std::uint64_t bytes, std::uint64_t calls) {
    if (bytes == 0 || calls <= products_most / bytes) return std::nullopt;
    return refused("more bytes than the calculation supports", "give fewer calls");
}

std::string charged_text(std::uint64_t bytes) {
    return bytes == vector_bytes_least ? ", the least that is charged" : "";
}

}  // namespace

Result<OperationCost> vector_write_cost(const Era& era, const VectorWrite& write) {
    if (auto error = find_era(era)) return *std::move(error);
    if (auto error = find_dimensions(write.dimensions)) return *std::move(error);
    if (write.provisioned) {
        return refused("a table in provisioned mode has no vector indexes",
                       "use on-demand mode: DynamoDB refuses both a vector index on a provisioned "
                       "table and the switch of a table that has one");
    }
    if (write.indexes < 0 || write.indexes > era.vector_indexes_most) {
        return refused(fmt::format("{} vector indexes of one table", grouped(write.indexes)),
                       fmt::format("a table has at most {}", era.vector_indexes_most));
    }
    const std::uint64_t entry = vector_write_bytes(write.dimensions, write.projected_bytes);
    const std::uint64_t all = entry * static_cast<std::uint64_t>(write.indexes);
    if (auto error = find_too_many(all, write.calls)) return *std::move(error);
    // In the table a vector is packed like in the index.
    const std::uint64_t vector = vector_bytes(write.dimensions);
    const std::uint64_t item = write.item_bytes.value_or(vector + write.projected_bytes);
    if (item < vector)
        return refused(fmt::format("an item of {} is smaller than its vector of {} dimensions, {}",
                                   size_text(item), grouped(write.dimensions), size_text(vector)),
                       "make the item larger, or give fewer dimensions");
    auto base = write_cost(era, {.kind = WriteKind::put, .after = item});
    if (!base.ok()) return base.errors();
    OperationCost cost = std::move(base.value());
    cost.vector_write_bytes = all * write.calls;
    cost.table_write = cost.table_write * static_cast<std::int64_t>(write.calls);
    cost.requests *= write.calls;
    cost.items_processed *= write.calls;
    std::vector<std::string>& steps = cost.steps;
    steps.push_back(fmt::format("vector index entry: {} dimensions x 4 B + {} = {}{}",
                                grouped(write.dimensions), size_text(write.projected_bytes),
                                size_text(entry), charged_text(entry)));
    if (write.indexes != 1)
        steps.push_back(fmt::format("in {} vector indexes: {}", write.indexes, size_text(all)));
    if (write.calls > 1)
        steps.push_back(
            fmt::format("the same {} times", grouped(static_cast<std::int64_t>(write.calls))));
    return cost;
}

Result<OperationCost> vector_search_cost(const Era& era, const VectorSearch& search) {
    if (auto error = find_era(era)) return *std::move(error);
    if (auto error = find_dimensions(search.dimensions)) return *std::move(error);
    if (search.top_k < 1 || search.top_k > top_k_most)
        return refused(fmt::format("TopK of {}", grouped(search.top_k)),
                       fmt::format("a search asks for 1 to {} items", top_k_most));
    if (search.filters < 0 || search.filters > vector_filters_most)
        return refused(fmt::format("{} inline filters", grouped(search.filters)),
                       fmt::format("a search has at most {}", vector_filters_most));
    if (search.strong)
        return refused("a strongly consistent search", "searches are eventually consistent");
    if (search.returned_bytes > response_bytes_most)
        return refused(fmt::format("a response of {}", size_text(search.returned_bytes)),
                       "a response holds at most 16 MB and has no pages: ask for fewer items or "
                       "project less");
    const bool measured = search.search_bytes > 0;
    const std::uint64_t bytes = measured ? std::max(search.search_bytes, vector_bytes_least)
                                         : vector_search_bytes(search.dimensions, search.top_k);
    if (auto error = find_too_many(bytes, search.calls)) return *std::move(error);
    OperationCost cost;
    cost.vector_search_bytes = bytes * search.calls;
    cost.requests = search.calls;
    cost.items_returned = static_cast<std::uint64_t>(search.top_k) * search.calls;
    std::vector<std::string>& steps = cost.steps;
    if (measured) {
        steps.push_back(
            fmt::format("{} examined and returned{}", size_text(bytes), charged_text(bytes)));
    } else {
        steps.push_back(fmt::format(
            "estimated: (60,560 B + 565.5 B x {} items) x {} / 1,024 dimensions = {}{}",
            search.top_k, grouped(search.dimensions), size_text(bytes), charged_text(bytes)));
        steps.push_back(
            "measured with 15,000 vectors; what a search examines grows with the index");
    }
    if (search.calls > 1)
        steps.push_back(
            fmt::format("the same {} times", grouped(static_cast<std::int64_t>(search.calls))));
    return cost;
}

Result<OperationCost> bulk_put_cost(const Era& era, const BulkPut& put) {
    if (era.name != "2026")
        return refused(fmt::format("bulk puts were introduced in 2026; the era is {}", era.name),
                       "choose era 2026");
    if (put.objects > bulk_objects_most)
        return refused(
            fmt::format("{} objects in S3", grouped(static_cast<std::int64_t>(put.objects))),
            "one operation reads at most 50,000: start several");
    if (put.object_bytes > bulk_object_bytes_most)
        return refused(fmt::format("an object of {}", size_text(put.object_bytes)),
                       "an object has at most 5 GB: split it");
    if (put.regions > 1)
        return refused("a bulk put into a global table", "bulk puts need a table in one region");
    auto one = write_cost(era, {.kind = WriteKind::put, .after = put.item_bytes});
    if (!one.ok()) return one.errors();
    OperationCost cost = std::move(one.value());
    if (auto error = find_too_many(static_cast<std::uint64_t>(cost.table_write.count()), put.items))
        return *std::move(error);
    cost.table_write = cost.table_write * static_cast<std::int64_t>(put.items);
    cost.items_processed = put.items;
    cost.requests = 1;
    cost.steps.push_back(fmt::format(
        "{} puts; each partition takes at most {} WCU, so shuffle the objects' keys",
        grouped(static_cast<std::int64_t>(put.items)), grouped(era.partition_write_maximum)));
    cost.steps.push_back(
        "not published: whether a bulk put consumes the table's capacity, its "
        "price, and how many may run at once");
    return cost;
}

}  // namespace isotherm
