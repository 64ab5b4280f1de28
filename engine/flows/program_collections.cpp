// SPDX-License-Identifier: Apache-2.0
// How many items a Query meets: the collection of its key, and the condition on the sort key.

#include <fmt/format.h>

#include "engine/flows/program_maker.h"
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

}  // namespace isotherm
