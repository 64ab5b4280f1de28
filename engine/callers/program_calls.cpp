// SPDX-License-Identifier: Apache-2.0
// Steps that are calls: what they ask, of which table, in batches or transactions.

#include <fmt/format.h>

#include <algorithm>

#include "engine/callers/program_maker.h"
#include "engine/model/key_space.h"
#include "engine/units/read_calls.h"
#include "engine/units/write_calls.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {

// The workload's own call, as its stream draws it.
void ProgramMaker::add_drawn_call() {
    FlowStep step;
    step.drawn = true;
    step.name = "call";
    step.target = target(facts_.table, facts_.index);
    step.batch_items = facts_.shape.items;
    step.batched = facts_.shape.grouped();
    step.items = facts_.items;
    step.filter_keeps = facts_.filter_keeps;
    if (const auto own = facts_.context->target(facts_.table, facts_.index);
        own && own->collection == "counted") {
        step.meets = FlowStep::Meets::counted;
        step.segments = static_cast<std::uint32_t>(settings_.walked_segments);
        step.table_bytes = own->bytes;
        step.bytes = facts_.context->item_bytes;
    }
    read_through(settings_.through, step);
    program_.steps.push_back(std::move(step));
    program_.blocks.push_back({0, 1});
    program_.uses_keys = true;
}

void ProgramMaker::refuse_call_settings(const StepSettings& given) {
    const bool any = !given.table.empty() || !given.index.empty() || !given.key.empty() ||
                     given.items > 0 || given.segments > 0 || !given.parts.empty() ||
                     given.batch_items > 0 || !given.condition.empty() || !given.through.empty();
    if (!any) return;
    for (const std::string_view name : {"table", "index", "key", "items", "segments", "parts",
                                        "batch_items", "condition", "through"})
        if (setting_given(given, name))
            return complain(name, "only a call has this setting", "remove it");
}

bool ProgramMaker::setting_given(const StepSettings& given, std::string_view name) {
    if (name == "table") return !given.table.empty();
    if (name == "index") return !given.index.empty();
    if (name == "key") return !given.key.empty();
    if (name == "items") return given.items > 0;
    if (name == "segments") return given.segments > 0;
    if (name == "parts") return !given.parts.empty();
    if (name == "batch_items") return given.batch_items > 0;
    if (name == "through") return !given.through.empty();
    return name == "condition" && !given.condition.empty();
}

void ProgramMaker::read_queue(const StepSettings& given, FlowStep& step) {
    constexpr std::string_view prefix = "queues.";
    if (!given.put.starts_with(prefix) || given.put.size() == prefix.size()) {
        return complain("put", fmt::format("\"{}\" is not a queue", given.put),
                        "write put = \"queues.NAME\"");
    }
    step.queue = given.put.substr(prefix.size());
    program_.uses_keys = program_.uses_keys || facts_.keys_given;
}

void ProgramMaker::read_call(const StepSettings& given, FlowStep& step) {
    step.verb = FlowStep::Verb::call;
    step.name = given.call;
    const Consistency consistency = given.consistency.value_or(facts_.consistency);
    step.operation = operation_named(given.call, consistency).value_or(Operation::get_item);
    step.transaction = traits_of(step.operation).transactional;
    step.batched = step.transaction || given.call.starts_with("Batch");
    read_target(given, step);
    step.bytes_given = given.bytes.count > 0;
    step.missing = given.missing.value;
    step.condition_fails = given.condition_fails.value;
    read_many(given, step);
    read_batch(given, step);
    read_condition(given, step);
    read_key(given, step);
    read_written(step);
    read_set(given, step);
    read_through(given.through, step);
}

void ProgramMaker::read_target(const StepSettings& given, FlowStep& step) {
    std::string table = given.table.empty() ? facts_.table : given.table;
    std::string index = given.index;
    if (const std::size_t dot = index.find('.'); dot != index.npos) {
        table = index.substr(0, dot);
        index = index.substr(dot + 1);
    } else if (given.table.empty() && index.empty() && traits_of(step.operation).many_items) {
        index = facts_.index;
    }
    const auto facts = facts_.context->target(table, index);
    if (!facts) {
        const bool no_table = !facts_.context->target(table, "");
        complain(no_table && given.index.empty() ? "table" : "index",
                 no_table ? fmt::format("there is no table \"{}\"", printable(table))
                          : fmt::format("table {} has no index \"{}\"", table, printable(index)),
                 no_table ? suggestion_text(table, facts_.context->tables())
                          : "name one of its indexes");
        return;
    }
    if (facts->is_series)
        complain("table", fmt::format("{} is a time series; steps cannot ask it", table),
                 "use a workload of a single call, or a plain table");
    if (facts->is_index && !traits_of(step.operation).many_items)
        complain(
            "index",
            fmt::format("{} cannot use an index: only Query and Scan can read one", given.call),
            "use Query, or remove the index to use the table");
    step.target = target(table, index);
    step.table_bytes = facts->bytes;
    const bool own = table == facts_.table && facts_.sizes_given && given.bytes.count == 0;
    step.bytes = given.bytes.count > 0 ? static_cast<std::uint32_t>(given.bytes.count)
                 : own                 ? 0
                                       : facts->item_bytes;
    if (given.bytes.count > facts_.context->item_bytes_max)
        complain("bytes",
                 fmt::format("items of {} are larger than the largest item of the era, {}",
                             text_of(given.bytes), text_of(Bytes{facts_.context->item_bytes_max})),
                 "make them smaller, or choose a later era");
}

std::uint32_t ProgramMaker::target(const std::string& table, const std::string& index) {
    const ResourceName name(table, index);
    const auto found = std::ranges::find(program_.targets, name);
    if (found != program_.targets.end())
        return static_cast<std::uint32_t>(found - program_.targets.begin());
    program_.targets.push_back(name);
    return static_cast<std::uint32_t>(program_.targets.size() - 1);
}

// Query and Scan: items, pages, segments.
void ProgramMaker::read_many(const StepSettings& given, FlowStep& step) {
    const bool many = traits_of(step.operation).many_items;
    const bool scan = given.call == "Scan";
    const auto only = [&](std::string_view setting, bool is_given, bool fits,
                          std::string_view who) {
        if (is_given && !fits)
            complain(setting, fmt::format("only {} has {}", who, setting),
                     fmt::format("remove it, or use {}", who));
    };
    only("items", given.items > 0, many, "Query or Scan");
    only("sort", given.sort.given(), given.call == "Query", "Query");
    only("pages", given.pages != "1", many, "Query or Scan");
    only("filter_keeps", given.filter_keeps.value < 1, many, "Query or Scan");
    only("segments", given.segments > 0, scan, "Scan");
    only("segment", !given.segment.empty(), scan && given.segments > 0, "a Scan with segments");
    if (!many) return;
    step.items = static_cast<std::uint64_t>(std::max<std::int64_t>(1, given.items));
    read_collection(given, step);
    step.filter_keeps = given.filter_keeps.value;
    // A Scan of which nothing else is said walks through the table.
    step.segments = static_cast<std::uint32_t>(
        scan && given.items == 0 ? std::max<std::int64_t>(1, given.segments) : 0);
    if (scan && given.items > 0 && given.segments > 0)
        complain("items", "a Scan with segments reads full pages", "remove it");
    if (given.segments > 1 && !facts_.context->parallel_scan)
        complain("segments", "parallel Scan was introduced in May 2013",
                 "make it 1, or choose era = \"2013\" or later");
    // Written as in a key, with braces, or without.
    const bool braces = given.segment.starts_with('{') && given.segment.ends_with('}');
    step.segment = expression(
        "segment", braces ? given.segment.substr(1, given.segment.size() - 2) : given.segment);
    constexpr std::int64_t most_pages = 1'000'000'000;
    const auto pages = number_in<std::int64_t>(given.pages);
    const bool fits = pages && *pages >= 1 && *pages <= most_pages;
    step.pages = fits ? static_cast<std::uint32_t>(*pages) : FlowStep::all_pages;
    if (given.pages != "all" && !fits)
        complain("pages", fmt::format("\"{}\" is not a number of pages", given.pages),
                 "write a number of at least 1, or \"all\"");
    // All segments side by side.
    if (step.segments > 0 && given.segment.empty() && step.loop == FlowStep::Loop::none) {
        step.loop = FlowStep::Loop::range;
        step.first = 0;
        step.last = step.segments - 1;
    }
}

void ProgramMaker::read_batch(const StepSettings& given, FlowStep& step) {
    const bool writes = side_of(step.operation) == Side::write;
    const std::int64_t most = step.transaction ? std::int64_t{facts_.context->transaction_items}
                              : writes         ? std::int64_t{batch_write_items_most}
                                               : std::int64_t{batch_get_keys_most};
    if (given.batch_items > 0 && !step.batched)
        complain("batch_items", fmt::format("a {} call has only one item", given.call),
                 "remove it, or use a batch or a transaction");
    if (given.unprocessed && (!step.batched || step.transaction))
        complain("unprocessed", "only batches leave items unprocessed", "remove it");
    if (!given.parts.empty() && !step.transaction)
        complain("parts", "only transactions have parts", "use TransactWriteItems");
    if (!step.batched) return;
    if (step.transaction && most == 0)
        return complain("call", "transactions were introduced in November 2018",
                        "choose era = \"2018\" or later");
    if (std::max<std::int64_t>(given.batch_items, static_cast<std::int64_t>(given.parts.size())) >
        most)
        complain(given.parts.empty() ? "batch_items" : "parts",
                 fmt::format("more items than a {} takes: {}", given.call, most),
                 fmt::format("make it {} or less", most));
    step.batch_items = static_cast<std::uint32_t>(given.batch_items > 0 ? given.batch_items : most);
    step.leave_unprocessed = given.unprocessed == Unprocessed::leave;
    read_unprocessed_wait(given, step);
    for (const PartSettings& part : given.parts) read_part(part, step);
    if (step.loop == FlowStep::Loop::none && step.parts.empty()) {
        step.loop = FlowStep::Loop::range;
        step.first = 0;
        step.last = given.batch_items > 0 ? given.batch_items - 1 : 0;
    }
    if (step.loop != FlowStep::Loop::none && !step.parts.empty())
        complain("parts", "a transaction has either parts or values of a for_each",
                 "remove one of them");
}

void ProgramMaker::read_unprocessed_wait(const StepSettings& given, FlowStep& step) {
    const std::string& text = given.unprocessed_wait;
    if (text == "retry") return;
    step.unprocessed_wait = FlowStep::Wait::fixed;
    if (text == "none") return;
    const auto duration = parse_duration(text);
    if (!duration)
        return complain("unprocessed_wait",
                        fmt::format("\"{}\" is neither a word nor a duration", text),
                        "write \"retry\", \"none\" or a duration such as \"1 s\"");
    step.unprocessed_delay = *duration;
}

void ProgramMaker::read_part(const PartSettings& given, FlowStep& step) {
    FlowStep::Part part;
    const auto [verb, key] = given.verb_and_key();
    const bool reads = step.operation == Operation::transact_get_item;
    if (verb.empty() || (verb == "get") != reads)
        return complain("parts",
                        reads ? "a part of TransactGetItems has one key: get"
                              : "a part of TransactWriteItems has one key: put, update, delete "
                                "or check",
                        "write for instance { table = \"orders\", put = \"{key}\" }");
    const std::string& table = given.table.empty() ? facts_.table : given.table;
    const auto facts = facts_.context->target(table, "");
    if (!facts)
        return complain("parts", fmt::format("there is no table \"{}\"", printable(table)),
                        suggestion_text(table, facts_.context->tables()));
    part.target = target(table, "");
    part.operation = step.operation;
    part.checks = verb == "check";
    part.bytes =
        given.bytes.count > 0 ? static_cast<std::uint32_t>(given.bytes.count) : facts->item_bytes;
    part.key = key_text("parts", std::string(key));
    part.salt = salt_of_step(step.parts.size() + 1);
    step.parts.push_back(std::move(part));
}

void ProgramMaker::read_condition(const StepSettings& given, FlowStep& step) {
    const bool fits = step.operation == Operation::put_item ||
                      step.operation == Operation::update_item ||
                      step.operation == Operation::delete_item;
    if (given.condition_fails.value > 0 && !fits)
        complain("condition_fails", "only PutItem, UpdateItem and DeleteItem have a condition here",
                 "remove it, or use UpdateItem");
    if (given.condition.empty()) return;
    if (!fits)
        return complain("condition",
                        "only PutItem, UpdateItem and DeleteItem have a condition here",
                        "remove it, or use UpdateItem");
    constexpr std::string_view unchanged = "unchanged since ";
    program_.judges_conditions = true;
    if (given.condition == "absent") {
        step.condition = FlowStep::Condition::absent;
    } else if (given.condition == "present") {
        step.condition = FlowStep::Condition::present;
    } else if (given.condition.starts_with(unchanged)) {
        step.condition = FlowStep::Condition::unchanged;
        step.since = answer_named("condition", given.condition.substr(unchanged.size()));
    } else {
        complain("condition", fmt::format("unknown condition \"{}\"", given.condition),
                 "write \"absent\", \"present\" or \"unchanged since NAME\"");
    }
}

std::uint64_t ProgramMaker::salt_of_step(std::size_t part) const {
    return position_of(program_.steps.size() << 8 | part);
}

void ProgramMaker::read_table_key(const StepSettings& given, FlowStep& step) {
    const KeyDesign* keys = facts_.context->keys.get();
    if (keys == nullptr || program_.targets.empty()) return;
    const ResourceName& resource = program_.targets[step.target];
    const KeyRule* rule = keys->rule(resource);
    if (rule == nullptr) return;
    if (const auto size = keys->attributes.named("bytes"); size && given.bytes.count == 0)
        step.size = static_cast<std::int32_t>(*size);
    const bool own = resource == ResourceName(facts_.table, facts_.index);
    if (own && step.loop == FlowStep::Loop::none) return;  // the action's key
    if (step.loop == FlowStep::Loop::answer || !given.key.empty()) return;
    step.rule = rule;
    if (rule->uses_key())
        complain("key", "the key of the table names key, which only the workload's own step has",
                 "write the key of this step");
    for (const NameMeaning& name : rule->names())
        if (name.kind == NameMeaning::Kind::attribute &&
            keys->attributes.is_recorded(static_cast<std::uint32_t>(name.from)))
            return complain("table",
                            fmt::format("the key of {} names what only recorded streams have",
                                        resource.label()),
                            "write the key of this step");
}

void ProgramMaker::read_written(FlowStep& step) const {
    std::set<std::uint32_t> places;
    const auto add = [&places](const KeyText& key) {
        for (const NameMeaning& name : key.names())
            if (name.written >= 0) places.insert(static_cast<std::uint32_t>(name.written));
    };
    add(step.key);
    if (places.size() == 1) step.written = static_cast<std::int32_t>(*places.begin());
    for (const FlowStep::Part& part : step.parts) add(part.key);
    step.needs_written.assign(places.begin(), places.end());
}

void ProgramMaker::read_key(const StepSettings& given, FlowStep& step) {
    step.key = key_text("key", given.key);
    step.salt = salt_of_step(0);
    if (step.segments == 0 && given.parts.empty()) read_table_key(given, step);
    if (step.rule != nullptr) return;
    const bool walks = step.segments > 0;
    if (!given.key.empty() && (walks || !step.parts.empty()))
        complain("key",
                 walks ? "a Scan with segments reads the whole table as it is"
                       : "the parts have the keys",
                 "remove it");
    const bool own_keys = step.loop == FlowStep::Loop::answer ||
                          step.loop == FlowStep::Loop::items || walks || !given.parts.empty();
    if (!given.key.empty() || own_keys) return;
    program_.uses_keys = true;
    if (!facts_.keys_given)
        complain("", "nothing gives the step a key",
                 "add key = \"7\" to the step, or keys to the workload");
}

}  // namespace isotherm
