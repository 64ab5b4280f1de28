// SPDX-License-Identifier: Apache-2.0
// What is known of items: how many a Query meets, by the collection of its key and the condition on
// the sort key, and what an update sets.

#include <fmt/format.h>

#include "engine/callers/program_maker.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/number_reader.h"

namespace isotherm {

void ProgramMaker::read_collection(const StepSettings& given, FlowStep& step) {
    if (given.call != "Query" || program_.targets.empty()) return;
    const ResourceName& resource = program_.targets[step.target];
    const auto facts = facts_.context->target(resource.table, resource.index);
    if (!facts) return;
    const std::string& collection = facts->collection;
    if (collection.empty()) {
        if (given.sort.narrows())
            complain("sort", "how many items the key has is not said",
                     fmt::format("add collection = 100 to {}", resource.label()));
        return;
    }
    step.items = static_cast<std::uint64_t>(given.items);
    if (collection == "counted") {
        step.meets = FlowStep::Meets::counted;
    } else if (const auto number = number_in<std::uint64_t>(collection)) {
        step.meets = FlowStep::Meets::number;
        step.collection = *number;
    } else if (facts_.context->keys != nullptr) {
        step.meets = FlowStep::Meets::attribute;
        step.collection = facts_.context->keys->attributes.named(collection).value_or(0);
    }
    read_sort(given, facts->sort_key, step);
}

void ProgramMaker::read_sort(const StepSettings& given, const std::string& sort_key,
                             FlowStep& step) {
    step.one_of_sort_key = !given.sort.is.empty();
    if (given.sort.range) step.sort_share = given.sort.range->value;
    if (!given.sort.begins_with.empty())
        step.sort_share = share_that_begins(sort_key, given.sort.begins_with);
    if (given.sort.between()) read_times(given.sort, sort_key, step);
}

// A range of times needs a sort key that is a time, and to know when the items were written.
void ProgramMaker::read_times(const SortSettings& given, const std::string& sort_key,
                              FlowStep& step) {
    constexpr std::string_view setting = "sort";
    const auto by_time = [&] {
        for (const std::string_view name : {"{time}", "{minute}", "{hour}", "{day}"})
            if (sort_key.find(name) != sort_key.npos) return true;
        return false;
    };
    if (!by_time())
        complain(setting, fmt::format("the sort key \"{}\" is no time", printable(sort_key)),
                 "set sort_key = \"{time}\", or use range = \"10 %\"");
    if (step.meets != FlowStep::Meets::counted && given.span == 0us)
        complain(setting, "when the items of the key were written is not known",
                 "add span = \"30 d\" to sort, or set collection = \"counted\" in the table");
    step.sort_between = true;
    step.sort_span = given.span;
    step.sort_from = time_of_sort(given.from);
    step.sort_to = time_of_sort(given.to);
}

Expression ProgramMaker::time_of_sort(const std::string& text) {
    if (text.empty()) return {};
    const bool braces = text.starts_with('{') && text.ends_with('}');
    const std::string inner = braces ? text.substr(1, text.size() - 2) : text;
    std::optional<ExpressionError> error;
    Expression made = Expression::compiled(inner, names(), error, Expression::Wanted::anything);
    if (error) {
        refuse("sort", text, *error);
        return {};
    }
    const Value value = made.evaluated([](const NameMeaning& name) {
        return name.gives == Value::Kind::time ? Value::time(WallTime{}, Grain::minute) : Value(1);
    });
    if (value.kind != Value::Kind::time)
        complain("sort", fmt::format("\"{}\" is no time", printable(text)),
                 "write for instance \"{minute(-5)}\"");
    return made;
}

// The sort key begins with a fixed text, then an attribute with weights, then perhaps a fixed text.
double ProgramMaker::share_that_begins(const std::string& sort_key, const std::string& prefix) {
    const std::size_t open = std::min(sort_key.find('{'), sort_key.size());
    const std::string before = sort_key.substr(0, open);
    if (before.starts_with(prefix)) return 1;
    const auto unknown = [&] {
        complain("sort",
                 fmt::format("what begins with \"{}\" is not known from the sort key \"{}\"",
                             printable(prefix), printable(sort_key)),
                 "begin the sort key with an attribute that has weights: \"{status}_{time}\"");
        return 1.0;
    };
    if (!prefix.starts_with(before)) return 0;
    const std::size_t close = sort_key.find('}', open);
    if (close == sort_key.npos || facts_.context->keys == nullptr) return unknown();
    const Attributes& attributes = facts_.context->keys->attributes;
    const auto attribute = attributes.named(sort_key.substr(open + 1, close - open - 1));
    if (!attribute || attributes.spec(*attribute).weights.empty()) return unknown();
    const std::size_t next = std::min(sort_key.find('{', close), sort_key.size());
    const std::string after = sort_key.substr(close + 1, next - close - 1);
    double share = 0;
    for (const auto& one : attributes.spec(*attribute).weights) {
        const std::string text = before + one.first + after;
        if (text.starts_with(prefix))
            share += attributes.spec(*attribute).share_of(one.first);
        else if (prefix.starts_with(text))
            return unknown();
    }
    return share;
}

// Commas in parentheses or texts separate nothing.
void ProgramMaker::read_set(const StepSettings& given, FlowStep& step) {
    if (given.set.empty() || program_.targets.empty()) return;
    if (step.operation != Operation::update_item)
        return complain("set", "only UpdateItem sets attributes", "remove it, or use UpdateItem");
    std::size_t from = 0;
    int depth = 0;
    bool in_text = false;
    for (std::size_t at = 0; at <= given.set.size(); ++at) {
        const char c = at < given.set.size() ? given.set[at] : ',';
        if (c == '\'') in_text = !in_text;
        if (c == '(') ++depth;
        if (c == ')') --depth;
        if (c != ',' || (at < given.set.size() && (in_text || depth > 0))) continue;
        read_assignment(std::string_view(given.set).substr(from, at - from), step);
        from = at + 1;
    }
}

void ProgramMaker::read_assignment(std::string_view text, FlowStep& step) {
    const std::size_t equals = text.find('=');
    const auto trimmed = [](std::string_view part) {
        const std::size_t first = std::min(part.find_first_not_of(' '), part.size());
        return part.substr(first, part.find_last_not_of(' ') - first + 1);
    };
    const std::string_view name = trimmed(text.substr(0, std::min(equals, text.size())));
    const KeyDesign* keys = facts_.context->keys.get();
    const auto attribute = keys == nullptr ? std::nullopt : keys->attributes.named(name);
    if (equals == text.npos || !attribute)
        return complain("set",
                        equals == text.npos
                            ? fmt::format("\"{}\" sets nothing", printable(text))
                            : fmt::format("there is no attribute \"{}\"", printable(name)),
                        "write for instance set = \"status = 'DONE'\", with an attribute of "
                        "[attributes]");
    if (!may_set(*attribute, step)) return;
    const std::string value(trimmed(text.substr(equals + 1)));
    if (value == "none") return static_cast<void>(step.sets.emplace_back(*attribute, Expression()));
    std::optional<ExpressionError> error;
    Expression made = Expression::compiled(value, names(), error, Expression::Wanted::anything);
    if (error) return refuse("set", value, *error);
    step.sets.emplace_back(*attribute, std::move(made));
}

// The table's own key cannot be set, and what is a function of an attribute would not follow it.
bool ProgramMaker::may_set(std::uint32_t attribute, const FlowStep& step) {
    const KeyDesign& keys = *facts_.context->keys;
    const ResourceName& table = program_.targets[step.target];
    std::vector<std::pair<ResourceName, KeyRule>> all(keys.rules.begin(), keys.rules.end());
    all.insert(all.end(), keys.sort_rules.begin(), keys.sort_rules.end());
    for (const auto& [resource, rule] : all) {
        if (resource.table != table.table) continue;
        for (const NameMeaning& name : rule.names()) {
            if (name.kind != NameMeaning::Kind::attribute) continue;
            auto at = std::optional(static_cast<std::uint32_t>(name.from));
            const bool itself = *at == attribute;
            while (at && *at != attribute) at = keys.attributes.parent(*at);
            if (!at || (itself && !resource.index.empty())) continue;
            complain("set",
                     itself ? std::string("an update cannot change the key of its item")
                            : fmt::format("an attribute in the key of {} depends on it",
                                          resource.label()),
                     itself ? "delete the item and put another one" : "set that attribute itself");
            return false;
        }
    }
    return true;
}

}  // namespace isotherm
