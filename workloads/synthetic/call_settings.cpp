// SPDX-License-Identifier: Apache-2.0
#include "workloads/synthetic/call_settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/units/read_calls.h"
#include "engine/units/write_calls.h"
#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

constexpr std::string_view mixed = "mix";  // value of `operation` if `mix` is given
constexpr double items_per_query_highest = 1'000'000;
constexpr double segments_highest = 1'000'000;  // TotalSegments (API reference, Scan)

}  // namespace

void CallSettings::settings(SettingsVisitor& visit) {
    std::vector<std::string> words(single_names.begin(), single_names.end());
    words.insert(words.end(), batch_names.begin(), batch_names.end());
    words.emplace_back(mixed);
    visit.field({.name = "operation", .help = "the operation of every request; or give a mix"},
                Choice{operation,
                       std::move(words),
                       {{"read", "GetItem"},
                        {"write", "PutItem"},
                        {"insert", "PutItem"},
                        {"upsert", "UpdateItem"},
                        {"remove", "DeleteItem"},
                        {"batch_read", "BatchGetItem"},
                        {"batch_put", "BatchWriteItem"}}});
    visit.group(
        {.name = "mix", .help = "shares of several operations, which add up to 1"},
        [this](SettingsVisitor& inner) {
            for (std::size_t i = 0; i < single_names.size(); ++i) {
                inner.field(
                    {.name = single_names[i], .help = "share of the requests", .highest = 1},
                    mix[i]);
            }
        });
    choice_field(visit,
                 {.name = "consistency",
                  .help = "consistency of the reads; strong reads cost twice as much"},
                 consistency, {{"consistent", "strong"}, {"consistent_read", "strong"}});
    check_mix(visit);
    visit.field(
        {.name = "batch_items",
         .help = "items of one BatchGetItem (at most 100) or BatchWriteItem (at most 25); 0: "
                 "the highest number",
         .highest = static_cast<double>(batch_get_keys_most),
         .source = "API reference: 100 and 25"},
        batch_items);
    visit.field({.name = "batch_deletes",
                 .help = "share of BatchWriteItem's items that are deletes, not puts",
                 .highest = 1},
                batch_deletes);
    check_batches(visit);
    visit.field({.name = "items_per_query",
                 .help = "items one Query or Scan reads, up to a page of 1 MB; of counted items at "
                         "most so many, 0: all",
                 .highest = items_per_query_highest},
                items_per_query);
    visit.field({.name = "filter_keeps",
                 .help = "share of the items read, and charged for, that a Query or Scan returns",
                 .highest = 1},
                filter_keeps);
    visit.field(
        {.name = "segments",
         .help = "number of parallel segments in which a Scan reads the whole table, one page "
                 "per request; 0: reads pages at the chosen keys",
         .highest = segments_highest,
         .source = "API reference, Scan: TotalSegments"},
        segments);
    visit.field({.name = "missing",
                 .help = "share of the requests that find no item; writes add one then",
                 .highest = 1},
                missing);
    visit.field({.name = "condition_fails",
                 .help = "share of the puts, updates and deletes whose condition fails",
                 .highest = 1},
                condition_fails);
    check_outcomes(visit);
}

void CallSettings::check_mix(SettingsVisitor& visit) {
    constexpr double rounding = 1e-6;
    if (!visit.given("operation") && visit.given("mix")) operation = mixed;
    if (!visit.given("operation") && !visit.given("mix")) {
        visit.reject("", "neither an operation nor a mix is given",
                     "add operation = \"UpdateItem\", or mix = { GetItem = 0.95, PutItem = 0.05 }");
    } else if (operation != mixed && mix_total() > 0) {
        visit.reject("operation", "both an operation and a mix are given", "remove one of them");
    } else if (operation == mixed && std::abs(mix_total() - 1) > rounding) {
        visit.reject("mix", fmt::format("the shares add up to {:.6g} %", 100 * mix_total()),
                     "make them add up to 100 %, such as { GetItem = 0.95, PutItem = 0.05 }");
    }
}

void CallSettings::check_batches(SettingsVisitor& visit) const {
    if (batch_items > 0 && !in_batches()) {
        visit.reject("batch_items", fmt::format("a {} call has only one item", operation),
                     "remove it, or use BatchGetItem or BatchWriteItem");
    } else if (batch_items > most_batch_items()) {
        visit.reject("batch_items",
                     fmt::format("{} items; BatchWriteItem takes {} at most", batch_items,
                                 most_batch_items()),
                     "make it 25 or less");
    }
    if (batch_deletes.value > 0 && operation != "BatchWriteItem") {
        visit.reject("batch_deletes", "only BatchWriteItem deletes in batches",
                     "remove it, or use BatchWriteItem");
    }
}

void CallSettings::check_outcomes(SettingsVisitor& visit) const {
    if (filter_keeps.value < 1 && !makes({"Query", "Scan"})) {
        visit.reject("filter_keeps", "only Query and Scan have a filter",
                     "remove it, or use Query or Scan");
    }
    if (segments > 0 && operation != "Scan") {
        visit.reject("segments", "only a Scan has segments",
                     "remove it, or use operation = \"Scan\"");
    } else if (segments > 0 && items_per_query > 1) {
        visit.reject("items_per_query", "a Scan with segments reads full pages",
                     "remove it, or remove segments");
    }
    if (condition_fails.value > 0 && !makes({"PutItem", "UpdateItem", "DeleteItem"})) {
        visit.reject("condition_fails",
                     in_batches() ? "calls on batches have no conditions"
                                  : "only PutItem, UpdateItem and DeleteItem have a condition here",
                     "remove it, or use UpdateItem");
    }
    if (missing.value > 0 && makes({"TransactWriteItems"})) {
        visit.reject("missing", "whether a transaction finds an item is not modelled", "remove it");
    } else if (missing.value > 0 && operation == "Scan") {
        visit.reject("missing", "a Scan does not ask for a particular item", "remove it");
    }
}

void CallSettings::check(const WorkloadContext& context, bool sizes_given,
                         SettingsVisitor& visit) const {
    if (segments > 1 && !context.parallel_scan) {
        visit.reject("segments", "parallel Scan was introduced in May 2013",
                     "make it 1, or choose era = \"2013\" or later");
    }
    if (items_per_query == 0 && !segments) check_all_items(context, visit);
    const std::uint64_t in_a_page = items_in_page(context.item_bytes);
    if (!sizes_given && items_per_query > 1 && makes({"Query", "Scan"}) &&
        static_cast<std::uint64_t>(items_per_query) > in_a_page) {
        visit.reject(
            "items_per_query",
            fmt::format(
                "one call reads at most 1 MB, which is {} items of {}; more items need more calls",
                in_a_page, text_of(Bytes{context.item_bytes})),
            fmt::format("make it {} or less, and send a request for each page", in_a_page));
    }
    const auto items = static_cast<std::uint64_t>(shape().items);
    if (in_batches() && !sizes_given && items * context.item_bytes > context.batch_bytes_most) {
        visit.reject(
            "batch_items",
            fmt::format("{} items of {} exceed the limit of one call, {}", items,
                        text_of(Bytes{context.item_bytes}),
                        text_of(Bytes{context.batch_bytes_most})),
            fmt::format("make it {} or less",
                        std::max<std::uint64_t>(1, context.batch_bytes_most / context.item_bytes)));
    }
}

void CallSettings::check_all_items(const WorkloadContext& context, SettingsVisitor& visit) {
    const auto asked = context.target
                           ? context.target(context.resource.table, context.resource.index)
                           : std::nullopt;
    if (!asked || asked->collection == "counted") return;
    visit.reject("items_per_query", "how many items a key has is not counted",
                 fmt::format("add collection = \"counted\" to {}, or make it 1 or more",
                             context.resource.label()));
}

bool CallSettings::in_batches() const {
    return std::find(batch_names.begin(), batch_names.end(), operation) != batch_names.end();
}

std::int64_t CallSettings::most_batch_items() const {
    return static_cast<std::int64_t>(operation == "BatchWriteItem" ? batch_write_items_most
                                                                   : batch_get_keys_most);
}

CallShape CallSettings::shape() const {
    CallShape shape;
    if (in_batches()) {
        shape.items =
            static_cast<std::uint32_t>(batch_items == 0 ? most_batch_items() : batch_items);
    }
    shape.finds = missing.value > 0 || condition_fails.value > 0;
    shape.returns_items = makes({"Query", "Scan"});
    return shape;
}

CallSettings::Weighted CallSettings::operations() const {
    if (operation == "BatchWriteItem" && batch_deletes.value > 0) {
        return {{Operation::batch_put_item, Operation::batch_delete_item},
                {1 - batch_deletes.value, batch_deletes.value}};
    }
    if (operation != mixed) return {{*operation_named(operation, consistency)}, {1.0}};
    Weighted mixture;
    for (std::size_t i = 0; i < single_names.size(); ++i) {
        if (mix[i].value == 0) continue;
        mixture.operations.push_back(*operation_named(single_names[i], consistency));
        mixture.weights.push_back(mix[i].value);
    }
    return mixture;
}

double CallSettings::mix_total() const {
    double total = 0;
    for (const Share& share : mix) total += share.value;
    return total;
}

bool CallSettings::makes(std::initializer_list<std::string_view> names) const {
    return std::any_of(names.begin(), names.end(), [this](std::string_view name) {
        if (operation != mixed) return operation == name;
        const auto at = std::find(single_names.begin(), single_names.end(), name);
        return mix[static_cast<std::size_t>(at - single_names.begin())].value > 0;
    });
}

}  // namespace isotherm
