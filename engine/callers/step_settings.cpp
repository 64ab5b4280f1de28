// SPDX-License-Identifier: Apache-2.0
#include "engine/callers/step_settings.h"

#include <fmt/format.h>

#include <array>

#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

const std::vector<std::string>& call_words() {
    static const std::vector<std::string> words{
        "GetItem",          "BatchGetItem",      "Query",      "Scan",
        "PutItem",          "UpdateItem",        "DeleteItem", "BatchWriteItem",
        "TransactGetItems", "TransactWriteItems"};
    return words;
}

constexpr std::string_view example_step = "{ call = \"GetItem\" }";

// How many calls the step makes.
void repetition_settings(StepSettings& step, SettingsVisitor& visit) {
    visit.field({.name = "segments",
                 .help = "segments in which a Scan reads the whole table; all side by side unless "
                         "a segment is given",
                 .lowest = 1,
                 .highest = 1e6},
                step.segments);
    visit.field({.name = "segment",
                 .help = "the segment that the Scan reads, from 0: an expression",
                 .number_too = true},
                step.segment);
    visit.field({.name = "pages",
                 .help = "pages that a Query or Scan reads, one call each: a number, or \"all\"",
                 .number_too = true},
                step.pages);
    visit.field({.name = "for_each",
                 .help = "a call, or block, for each value: \"shard in 1..10\", \"item in READ\", "
                         "\"item in chunk\", \"message in batch\""},
                step.for_each);
    visit.field({.name = "at_once", .help = "most of these open at a time; 0: all", .highest = 1e6},
                step.at_once);
}

// Batches and transactions.
void batch_settings(StepSettings& step, SettingsVisitor& visit) {
    visit.list({.name = "parts", .help = "items of a transaction", .element = R"({ put = "1" })"},
               step.parts.size(), [&step](std::size_t index, SettingsVisitor& inner) {
                   list_element(step.parts, index, inner);
               });
    visit.field({.name = "batch_items",
                 .help = "values in one batch or transaction; default: the most it takes",
                 .lowest = 1,
                 .highest = 100},
                step.batch_items);
    choice_field(visit,
                 {.name = "unprocessed",
                  .help = "what becomes of unprocessed items of a batch; default: again"},
                 step.unprocessed);
    visit.field({.name = "unprocessed_wait",
                 .help = "wait before they are sent again: \"retry\" (as after throttling), "
                         "\"none\", or a duration",
                 .source = "boto3 batch_writer: none"},
                step.unprocessed_wait);
}

}  // namespace

void SortSettings::settings(SettingsVisitor& visit) {
    visit.field({.name = "order", .help = "which items come first; all are met"},
                Choice{order, {"", "newest", "oldest"}});
    visit.field({.name = "begins_with",
                 .help = "the items whose sort key begins with this: by the weights of the sort "
                         "key's first attribute"},
                begins_with);
    visit.field({.name = "is", .help = "the item with this sort key: one", .number_too = true}, is);
    visit.field({.name = "range",
                 .help = "a range that holds this share of the collection, such as \"10 %\"",
                 .highest = 1},
                range);
    const auto time = [&visit](std::string_view name, std::string_view help, std::string& value) {
        visit.field({.name = name, .help = help}, value);
    };
    time("from", "the items from this time on, such as \"{minute(-5)}\"", from);
    time("to", "the items up to this time, such as \"{minute}\"", to);
    visit.field({.name = "span",
                 .help = "of from and to, unless the items are counted: they were written evenly "
                         "over this time up to now",
                 .highest = in_seconds(longest_run)},
                span);
    const int conditions = (!begins_with.empty() || between()) + !is.empty() + range.has_value();
    if (conditions > 1)
        visit.reject(range ? "range" : "is", "a Query has one condition on the sort key",
                     "remove the others");
    if (range && (range->value < 0 || range->value > 1))
        visit.reject("range", "a share is at most 100 %", "write for instance \"10 %\"");
}

void PartSettings::settings(SettingsVisitor& visit) {
    visit.field({.name = "table", .help = "the item's table; default: the workload's"}, table);
    const auto key = [&visit](std::string_view name, std::string& value) {
        visit.field({.name = name, .help = "key of the item", .number_too = true}, value);
    };
    key("put", put);
    key("update", update);
    key("delete", remove);
    key("check", check);
    key("get", get);
    visit.field(
        {.name = "bytes", .help = "size of the item; default: the table's item_size", .lowest = 1},
        bytes);
}

std::pair<std::string_view, std::string_view> PartSettings::verb_and_key() const {
    std::pair<std::string_view, std::string_view> found;
    int given = 0;
    const auto look = [&](std::string_view verb, const std::string& key) {
        if (key.empty()) return;
        ++given;
        found = {verb, key};
    };
    look("put", put);
    look("update", update);
    look("delete", remove);
    look("check", check);
    look("get", get);
    return given == 1 ? found : std::pair<std::string_view, std::string_view>();
}

void StepSettings::settings(SettingsVisitor& visit) {
    std::vector<std::string> calls{""};
    calls.insert(calls.end(), call_words().begin(), call_words().end());
    visit.field({.name = "call", .help = "the step is a call of DynamoDB"},
                Choice{call, std::move(calls)});
    visit.field({.name = "do", .help = "the step is a block: its steps, in order"}, run);
    wait.setting(visit, "wait", "the step waits");
    visit.field({.name = "put", .help = "the step puts a message into a queue: \"queues.NAME\""},
                put);
    visit.field({.name = "stop", .help = "the step ends the action"},
                Choice{stop, {"", "done", "failed"}});
    call_settings(visit);
    control_settings(visit);
    check_verb(visit);
}

void StepSettings::call_settings(SettingsVisitor& visit) {
    visit.field({.name = "table", .help = "the table it asks; default: the workload's"}, table);
    visit.field({.name = "index", .help = "the index it reads; also \"TABLE.INDEX\""}, index);
    visit.field({.name = "key",
                 .help = "key of the item, with {expressions}; default: drawn by the workload's "
                         "keys",
                 .number_too = true},
                key);
    choice_field(visit, {.name = "consistency", .help = "of reads; default: the workload's"},
                 consistency);
    visit.group(
        {.name = "sort", .help = "condition of a Query on the sort key", .short_for = "order"},
        [this](SettingsVisitor& inner) { sort.settings(inner); });
    visit.field({.name = "items",
                 .help = "most items that a Query or Scan meets in all its pages; default: what "
                         "the key's collection has, or 1",
                 .lowest = 1,
                 .highest = 1e9},
                items);
    visit.field(
        {.name = "bytes", .help = "size of one item; default: the table's item_size", .lowest = 1},
        bytes);
    visit.field({.name = "set",
                 .help = "attributes that UpdateItem sets, such as \"status = 'DONE', owner = "
                         "none\" (removed): index entries follow"},
                set);
    visit.field({.name = "filter_keeps",
                 .help = "share of the items read that a Query or Scan returns",
                 .highest = 1},
                filter_keeps);
    visit.field({.name = "missing", .help = "share of the calls that find no item", .highest = 1},
                missing);
    visit.field({.name = "condition",
                 .help = "\"absent\", \"present\" or \"unchanged since READ\": what a write "
                         "demands of the item"},
                condition);
    visit.field({.name = "condition_fails",
                 .help = "share of the writes whose condition fails, whatever the table has",
                 .highest = 1},
                condition_fails);
    repetition_settings(*this, visit);
    batch_settings(*this, visit);
    visit.field(
        {.name = "through", .help = "the cache that the call goes through: \"caches.NAME\""},
        through);
}

void StepSettings::control_settings(SettingsVisitor& visit) {
    visit.field({.name = "as", .help = "name of the answer, for expressions: READ.items"}, as);
    visit.field({.name = "if", .help = "the step is taken only if this expression holds"}, only_if);
    visit.field({.name = "chance", .help = "the step is taken with this probability", .highest = 1},
                chance);
    visit.field({.name = "else", .help = "the block that runs when the step is not taken"},
                otherwise);
    visit.field(
        {.name = "times", .help = "how often the step is done", .lowest = 1, .highest = 1e9},
        times);
    visit.field({.name = "until",
                 .help = "the step is repeated until this holds: an expression, \"found\", "
                         "\"written\" or \"none left\""},
                until);
    visit.field({.name = "most",
                 .help = "the step has failed when it was repeated so often in vain",
                 .lowest = 1,
                 .highest = 1e9},
                most);
    visit.field({.name = "between",
                 .help = "wait before each repetition",
                 .highest = in_seconds(longest_run)},
                between);
    visit.group({.name = "gather",
                 .help = "records of a stream are kept in memory and written together",
                 .short_for = "by"},
                [this](SettingsVisitor& inner) { gather.settings(inner); });
    visit.field({.name = "on_fail",
                 .help = "when the step has failed for good: \"fail\", \"go_on\", \"again\", or a "
                         "block; default: fail"},
                on_fail);
}

void GatherSettings::settings(SettingsVisitor& visit) {
    visit.field({.name = "by",
                 .help = "key under which a record is kept in memory, with {expressions}: the "
                         "latest record of a key is kept"},
                by);
    visit.field({.name = "flush",
                 .help = "how often the call is made, once for each key",
                 .lowest = 1e-3,
                 .highest = 86'400},
                flush);
    visit.field({.name = "most",
                 .help = "keys that are kept before a flush",
                 .lowest = 1,
                 .highest = 10'000},
                most);
}

void StepSettings::check_verb(SettingsVisitor& visit) const {
    const std::array<std::pair<std::string_view, bool>, 5> verbs{{{"call", !call.empty()},
                                                                  {"do", !run.empty()},
                                                                  {"wait", waits()},
                                                                  {"put", !put.empty()},
                                                                  {"stop", !stop.empty()}}};
    std::string_view first;
    for (const auto& [verb, is_given] : verbs) {
        if (!is_given) continue;
        if (!first.empty()) {
            visit.reject(verb, fmt::format("the step has a {} and a {}", first, verb),
                         "make it two steps");
            return;
        }
        first = verb;
    }
    if (first.empty()) {
        visit.reject("", "the step has no verb: call, do, wait, put or stop",
                     fmt::format("write for instance {}", example_step));
    }
}

}  // namespace isotherm
