// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the key expressions of a scenario amount to, before any run: how many values a key has, how
// often the most frequent one occurs, how far it is spread, and how many items it has.

#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/scenario.h"

namespace isotherm {

// Items of a key, over keys as often as they are asked for.
struct CollectionFacts {
    std::int64_t median = 0;
    std::int64_t p99 = 0;
    std::int64_t most = 0;
    bool counted = false;  // only a run tells
};

struct KeyFacts {
    ResourceName resource;
    std::string key;  // as it is written
    // At most: the product over what is drawn independently. nullopt: the key names numbers whose
    // values are not known before a run, such as `key`.
    std::optional<double> values;
    // Share of the actions with the most frequent value, at one time; nullopt as for `values`.
    std::optional<double> hottest;
    double suffixes = 1;            // of random(a..b)
    double with_entry = 1;          // share of the items
    std::optional<double> entries;  // of an index, at the start
    std::optional<CollectionFacts> items;
};

// Of all tables and indexes with a key expression or a collection, in order.
std::vector<KeyFacts> key_facts(const Scenario& scenario);

}  // namespace isotherm
