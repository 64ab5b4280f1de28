// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/key_facts.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/scenario/key_rules.h"
#include "engine/scenario/series_tables.h"
#include "engine/vocabulary/number_reader.h"

namespace isotherm {
namespace {

// Actions whose collections are looked at: enough for the 99th percentile.
constexpr std::uint64_t sampled_actions = 20'000;

SimDuration length_of(Grain grain) {
    switch (grain) {
        case Grain::instant:
            return 1us;
        case Grain::second:
            return 1s;
        case Grain::minute:
            return 1min;
        case Grain::hour:
            return 1h;
        case Grain::day:
            return std::chrono::days(1);
        case Grain::week:
            return std::chrono::weeks(1);
        case Grain::month:
            break;
    }
    return std::chrono::days(30);
}

class FactsOfKey {
public:
    FactsOfKey(const Scenario& scenario, const Attributes& attributes, KeyFacts& facts)
        : scenario_(scenario), attributes_(attributes), facts_(facts) {}

    void add(const KeyRule& rule) {
        facts_.values = facts_.hottest = 1;
        const std::vector<NameMeaning> names = rule.names();
        for (const NameMeaning& name : names)
            if (name.kind == NameMeaning::Kind::attribute)
                named_.insert(static_cast<std::uint32_t>(name.from));
        for (const std::uint32_t attribute : named_) add_attribute(attribute);
        std::set<std::uint8_t> grains;
        for (const NameMeaning& name : names) {
            if (name.kind == NameMeaning::Kind::time && grains.insert(name.field).second)
                times(std::ceil(in_seconds(scenario_.duration) /
                                in_seconds(length_of(static_cast<Grain>(name.field)))),
                      1);
            if (name.kind == NameMeaning::Kind::recorded || name.kind == NameMeaning::Kind::action)
                facts_.values = facts_.hottest = std::nullopt;
        }
        for (const KeyText& part : rule.parts()) {
            for (const double width : part.random_widths()) {
                facts_.suffixes *= width;
                times(width, 1 / width);
            }
        }
    }

private:
    void times(double values, double hottest) {
        if (!facts_.values) return;
        *facts_.values *= values;
        *facts_.hottest *= hottest;
    }
    // A function of an attribute that is named, too, adds nothing.
    void add_attribute(std::uint32_t attribute) {
        for (auto at = attributes_.parent(attribute); at; at = attributes_.parent(*at))
            if (named_.contains(*at)) return;
        if (attributes_.is_recorded(attribute)) {
            facts_.values = facts_.hottest = std::nullopt;
            return;
        }
        const AttributeSpec& spec = attributes_.spec(attribute);
        times(spec.values(), spec.hottest());
    }

    const Scenario& scenario_;
    const Attributes& attributes_;
    KeyFacts& facts_;
    std::set<std::uint32_t> named_;
};

std::optional<CollectionFacts> collection_facts(const std::string& collection,
                                                const Attributes& attributes) {
    if (collection.empty()) return std::nullopt;
    CollectionFacts facts;
    facts.counted = collection == "counted";
    if (facts.counted) return facts;
    if (const auto number = number_in<std::int64_t>(collection)) {
        facts.median = facts.p99 = facts.most = *number;
        return facts;
    }
    const auto attribute = attributes.named(collection);
    if (!attribute) return std::nullopt;
    std::vector<std::int64_t> items;
    for (std::uint64_t number = 0; number < sampled_actions; ++number)
        items.push_back(attributes.value(*attribute, {.number = number}).number);
    std::sort(items.begin(), items.end());
    facts.median = items[items.size() / 2];
    facts.p99 = items[items.size() * 99 / 100];
    facts.most = items.back();
    return facts;
}

std::string written(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text;
}

}  // namespace

std::vector<KeyFacts> key_facts(const Scenario& scenario) {
    std::vector<KeyFacts> all;
    auto design = key_design(scenario);
    if (design == nullptr) design = plain_key_design(scenario);
    const auto add = [&](const ResourceName& resource, const std::vector<std::string>& key,
                         const std::string& collection) -> KeyFacts* {
        const KeyRule* rule = design->rule(resource);
        if (rule == nullptr && collection.empty()) return nullptr;
        KeyFacts& facts = all.emplace_back();
        facts.resource = resource;
        facts.key = written(key);
        if (rule != nullptr) FactsOfKey(scenario, design->attributes, facts).add(*rule);
        facts.items = collection_facts(collection, design->attributes);
        return &facts;
    };
    for (const auto& [name, table] : scenario.tables) {
        add(ResourceName(name), {table.partition_key}, table.collection);
        for (const auto& [index_name, index] : table.indexes) {
            KeyFacts* facts =
                add(ResourceName(name, index_name), index.partition_key, index.collection);
            if (facts == nullptr) continue;
            facts->with_entry = index.has_key.value;
            const Bytes size = size_at_start(scenario, table);
            if (size.count > 0)
                facts->entries = std::floor(
                    static_cast<double>(size.count / table.item_size.count) * index.has_key.value);
        }
    }
    return all;
}

}  // namespace isotherm
