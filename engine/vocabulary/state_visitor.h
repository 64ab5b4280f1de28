// SPDX-License-Identifier: Apache-2.0
#pragma once
// Saves and loads the state of a simulation. Every part that changes while a run goes on lists its
// changing values once, in `state(StateVisitor&)`; the same list serves both directions:
//
//     void state(StateVisitor& visit) { visit(level_, rate_, refilled_at_); }
//
// Values that follow from the scenario are not listed: a state is loaded into a simulation that has
// just been created from the same scenario.
//
// Loading accepts any bytes. It never reads past them, checks every index, choice and length, and
// names the part in which it finds something impossible. Values are only the ones of this machine's
// byte order and of this version of the program; a checkpoint file says which version wrote it.

#include <array>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/vocabulary/indices.h"
#include "engine/vocabulary/message.h"

namespace isotherm {

class StateVisitor;

// Thrown when something impossible is loaded, so that nothing is computed from it. Whoever starts
// to load a state catches it; what was being loaded must not be used any more.
struct DamagedState {
    std::string part;  // the innermost part in which it was found, such as "clients"
};

// A part of a simulation that can be saved.
template <class Part>
concept HasState = requires(Part& part, StateVisitor& visit) {
    part.state(visit);
};

namespace detail {

// Types that are checked or visited element by element, although their bits could be copied.
template <class Value>
inline constexpr bool visited_by_element = false;
template <class Tag>
inline constexpr bool visited_by_element<Index<Tag>> = true;
template <class Value>
inline constexpr bool visited_by_element<std::optional<Value>> = true;
template <class First, class Second>
inline constexpr bool visited_by_element<std::pair<First, Second>> = true;
template <class Value, std::size_t size>
inline constexpr bool visited_by_element<std::array<Value, size>> = true;

}  // namespace detail

// Values that are copied byte by byte, because every pattern of their bits is valid: numbers, times
// and plain structs of them. A struct that holds a choice, a bool or an Index needs `state`.
template <class Value>
concept PlainState = !HasState<Value> && !std::is_same_v<Value, bool> && !std::is_enum_v<Value> &&
                     !detail::visited_by_element<Value> &&
                     (std::is_arithmetic_v<Value> ||
                      (std::is_class_v<Value> && std::is_trivially_copyable_v<Value> &&
                       std::has_unique_object_representations_v<Value>));

class StateVisitor {
public:
    // Saves: appends the state to `into`.
    explicit StateVisitor(std::string& into) : into_(&into) {}
    // Loads the state from `from`, which must outlive this object.
    explicit StateVisitor(std::string_view from) : left_(from) {}

    bool loads() const { return into_ == nullptr; }
    // Whether all bytes have been loaded.
    bool at_end() const { return left_.empty(); }

    template <class... Values>
    void operator()(Values&... values) {
        (value(values), ...);
    }

    // Visits a part under its name: anything with `state`, or a callable without arguments.
    template <class Content>
    void part(std::string_view name, Content&& content) {
        const Opened opened = open(name);
        if constexpr (HasState<std::remove_reference_t<Content>>)
            content.state(*this);
        else
            content();
        close(opened);
    }

    // A choice, which has `count` values.
    template <class Choice>
    requires std::is_enum_v<Choice>
    void one_of(Choice& choice, std::size_t count) {
        auto number = static_cast<std::underlying_type_t<Choice>>(choice);
        value(number);
        require(static_cast<std::size_t>(number) < count);
        choice = static_cast<Choice>(number);
    }
    // A list whose length the scenario determines: another length is damage.
    template <class List>
    void same_length(List& list) {
        std::uint64_t length = list.size();
        value(length);
        require(length == list.size());
        for (auto& element : list) value(element);
    }
    // Loading throws DamagedState unless this holds.
    void require(bool holds) {
        if (!holds && loads()) fail();
    }
    // Indices loaded from now on must be below the count.
    void set_tables(std::size_t count) { counts_[0] = count; }
    void set_partitions(std::size_t count) { counts_[1] = count; }
    void set_workloads(std::size_t count) { counts_[2] = count; }
    // Lists by table or partition that were saved before the last of them was created are made as
    // long as there are tables or partitions.
    template <class List>
    void by_table(List& list) {
        by(list, counts_[0]);
    }
    template <class List>
    void by_partition(List& list) {
        by(list, counts_[1]);
    }

private:
    // Messages contain messages; more levels than this are damage.
    static constexpr int deepest_message = 16;

    template <class List>
    void by(List& list, std::size_t count) {
        value(list);
        require(list.size() <= count);
        if (loads()) list.resize(count);
    }

    struct Opened {
        std::string_view outer;  // what is left of the part around this one
        std::string outer_name;
        std::size_t at = 0;  // where the length of this part stands
    };
    Opened open(std::string_view name);
    void close(const Opened& opened);
    [[noreturn]] void fail() const { throw DamagedState{part_}; }
    void bytes(void* data, std::size_t size);
    void value(Message& message);
    void value(MessageValue& argument);
    void value(std::string& text);
    void value(bool& flag);

    template <PlainState Value>
    void value(Value& plain) {
        bytes(&plain, sizeof plain);
    }
    template <HasState Part>
    void value(Part& part) {
        part.state(*this);
    }
    template <class Tag>
    void value(Index<Tag>& index) {
        value(index.value);
        if constexpr (std::is_same_v<Index<Tag>, TableIndex>)
            require(index.value < counts_[0]);
        else if constexpr (std::is_same_v<Index<Tag>, PartitionIndex>)
            require(index.value < counts_[1]);
        else
            require(index.value < counts_[2]);
    }
    template <class Value, std::size_t size>
    void value(std::array<Value, size>& list) {
        if constexpr (PlainState<Value>) {
            bytes(list.data(), sizeof list);
        } else {
            for (Value& element : list) value(element);
        }
    }
    template <class Value>
    void value(std::vector<Value>& list) {
        std::uint64_t length = list.size();
        value(length);
        if constexpr (PlainState<Value>) {
            require(length <= left_.size() / sizeof(Value));
            if (loads()) list.resize(length);
            bytes(list.data(), list.size() * sizeof(Value));
        } else {
            sequence(list, length);
        }
    }
    template <class Value>
    void value(std::deque<Value>& list) {
        std::uint64_t length = list.size();
        value(length);
        sequence(list, length);
    }
    // Elements are added one by one, so that a wrong length costs no more memory than there are
    // bytes.
    template <class List>
    void sequence(List& list, std::uint64_t length) {
        if (!loads()) {
            for (auto& element : list) value(element);
            return;
        }
        list.clear();
        require(length <= left_.size());
        for (std::uint64_t i = 0; i < length; ++i) value(list.emplace_back());
    }
    template <class Value>
    void value(std::optional<Value>& maybe) {
        bool there = maybe.has_value();
        value(there);
        if (loads()) {
            maybe.reset();
            if (there) maybe.emplace();
        }
        if (maybe) value(*maybe);
    }
    template <class First, class Second>
    void value(std::pair<First, Second>& pair) {
        value(pair.first);
        value(pair.second);
    }
    template <class Key, class Value>
    void value(std::map<Key, Value>& entries) {
        keyed(entries, entries);
    }
    // Saved in order of the keys, so that equal states have equal bytes.
    template <class Key, class Value>
    void value(std::unordered_map<Key, Value>& entries) {
        std::map<Key, Value> in_order;
        if (!loads()) in_order.insert(entries.begin(), entries.end());
        keyed(entries, in_order);
    }
    template <class Entries, class Key, class Value>
    void keyed(Entries& entries, std::map<Key, Value>& in_order) {
        std::uint64_t length = entries.size();
        value(length);
        if (!loads()) {
            for (auto& [key, content] : in_order) {
                Key copy = key;
                value(copy);
                value(content);
            }
            return;
        }
        entries.clear();
        require(length <= left_.size());
        for (std::uint64_t i = 0; i < length; ++i) {
            Key key{};
            value(key);
            value(entries[key]);
        }
    }

    std::string* into_ = nullptr;  // nullptr: loading
    std::string_view left_;        // not loaded yet, of the present part
    std::string part_;             // the present part
    int message_depth_ = 0;
    std::array<std::size_t, 3> counts_{};  // tables, partitions, workloads
};

}  // namespace isotherm
