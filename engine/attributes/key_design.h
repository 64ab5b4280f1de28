// SPDX-License-Identifier: Apache-2.0
#pragma once
// The keys of a scenario's tables and indexes that are expressions over attributes.
// Hot path: once per request and key.

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/attributes/attributes.h"
#include "engine/vocabulary/resource_name.h"

namespace isotherm {

// A partition key as an expression; an index may have several attributes as its key.
class KeyRule {
public:
    KeyRule() = default;
    // `salt`: tells the random numbers of this key apart from those of other keys.
    KeyRule(std::vector<KeyText> parts, std::uint64_t salt)
        : parts_(std::move(parts)), salt_(salt) {}

    bool given() const { return !parts_.empty(); }
    bool may_be_none() const;
    // Whether an expression names `key`: the key that the workload's keys draw, or a recorded one.
    bool uses_key() const;
    std::vector<NameMeaning> names() const;
    std::uint64_t salt() const { return salt_; }
    const std::vector<KeyText>& parts() const { return parts_; }

    // nullopt: a part has no value, so the item is not there.
    std::optional<Key> key(const Attributes& attributes, const Draw& draw) const {
        return key_if_any(
            [&](const NameMeaning& name) { return attributes.meaning(name, draw, salt_); });
    }
    // The key as `value_of` says what its names mean.
    template <class ValueOf>
    std::optional<Key> key_if_any(const ValueOf& value_of) const {
        return parts_.size() == 1 ? parts_[0].key_if_any(value_of) : key_of_parts(value_of);
    }
    // The text of a key. `recorded`: the text of the recorded key, if the draw has one.
    std::string text(const Attributes& attributes, const Draw& draw,
                     const std::string& recorded) const;
    // The text as `value_of` says what its names mean.
    using ValueOfName = std::function<Value(const NameMeaning&)>;
    std::string text(const ValueOfName& value_of) const;

private:
    std::optional<Key> key_of_parts(const ValueOfName& value_of) const;

    std::vector<KeyText> parts_;
    std::uint64_t salt_ = 0;
};

// The key of several attributes: ("a", "bc") differs from ("ab", "c").
Key key_of_texts(const std::vector<std::string_view>& parts);

struct KeyDesign {
    Attributes attributes;
    std::map<ResourceName, KeyRule> rules;  // of tables and global indexes with expressions
    std::vector<std::uint8_t> flows;        // by workload: 1 if it is a flow
    // Sort keys of global indexes that are expressions: an item whose sort key has no value has no
    // entry.
    std::map<ResourceName, KeyRule> sort_rules = {};
    std::vector<ResourceName> resources = {};  // by workload: what its requests go to

    const KeyRule* rule(const ResourceName& resource) const { return found_in(rules, resource); }
    const KeyRule* sort_rule(const ResourceName& resource) const {
        return found_in(sort_rules, resource);
    }

    // The text of the key of an item that a workload has put into its own table; empty: not known.
    std::string text_of_item(const Draw& item) const;

private:
    static const KeyRule* found_in(const std::map<ResourceName, KeyRule>& all,
                                   const ResourceName& resource) {
        const auto found = all.find(resource);
        return found == all.end() ? nullptr : &found->second;
    }
};

}  // namespace isotherm
