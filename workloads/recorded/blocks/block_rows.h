// SPDX-License-Identifier: Apache-2.0
#pragma once
// The content of one block: operations, keys with their texts, and the columns of rows. Keys are
// listed once for a block, and rows have their positions in the list.
//
//     uint16 number of operations; for each uint8 kind, uint8 length, name
//     uint32 number of keys with a text; their lengths, packed; the texts one after another
//     uint32 number of other keys; the keys, packed
//     columns, packed: time since the row before, position of the key, size, operation
//
// Kinds are 0 read, 1 write, 2 remove. The first row's time is that of the block.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "workloads/recorded/blocks/packed_column.h"
#include "workloads/recorded/trace_format.h"

namespace isotherm {

// Collects the rows of a block.
class BlockBuilder {
public:
    // `text` is nullptr for a key that is a number.
    void add(std::int64_t time_us, Key key, const std::string* text, std::uint64_t bytes,
             std::uint8_t verb);
    bool full() const;
    std::size_t rows() const { return time_us_.size(); }
    bool has_texts() const { return !texts_.empty(); }
    std::int64_t first_time_us() const { return time_us_.front(); }
    // The content of the block; the builder is empty then.
    std::string take(std::span<const Verb> verbs);

private:
    std::vector<std::int64_t> time_us_;
    std::vector<std::uint64_t> bytes_;
    std::vector<std::uint64_t> verb_;
    std::vector<Key> key_;
    std::vector<bool> is_text_;
    std::vector<std::uint64_t> position_;  // among those with a text, or among the others
    std::vector<std::string> texts_;
    std::vector<std::uint64_t> numbers_;
    std::size_t text_bytes_ = 0;
    std::unordered_map<Key, std::uint64_t> text_positions_;
    std::unordered_map<Key, std::uint64_t> number_positions_;
};

// The content of a block, checked when it is opened, so that any part of its rows can be read.
class BlockRows {
public:
    // Returns what is wrong with the content; empty if it is valid. `content` stays in use.
    std::string open(std::string_view content, std::size_t rows, std::int64_t first_time_us);

    std::size_t size() const { return times_.size(); }
    std::span<const Verb> verbs() const { return verbs_; }
    bool has_texts() const { return !texts_.empty(); }
    // Copies `rows.size()` rows from row `from`, without their places.
    void read(std::size_t from, const TraceRows& rows, KeyNames* names) const;

private:
    bool open_verbs(std::string_view& rest);
    bool open_keys(std::string_view& rest);

    std::vector<Verb> verbs_;
    std::vector<std::string_view> texts_;
    std::vector<Key> keys_;  // those with a text first
    std::vector<std::int64_t> times_;
    PackedColumn position_;
    PackedColumn bytes_;
    PackedColumn verb_;
};

}  // namespace isotherm
