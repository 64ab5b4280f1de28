// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the rows of a recorded stream have in the columns that attributes name.
//
// Texts are kept once, and each combination of a key with its values has a number, the entry. A row
// of the stream is remembered by its entry, 4 bytes, for as long as the run lasts: its write may be
// sent again, and then its index entries are found from the same values. A stream may be read ahead
// by another thread, so every function locks.

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/attributes/value.h"
#include "engine/model/key_space.h"
#include "engine/vocabulary/state_visitor.h"

namespace isotherm {

class RecordedValues {
public:
    // Longer texts are stood for by a hash, so that keys stay within 2,048 bytes.
    static constexpr std::size_t longest_text = 500;
    // The text of the stream's own key, in formats without columns.
    static constexpr std::string_view key_column = "key";

    // A column that the stream must have, if a key of its table needs it; others may be missing.
    struct Column {
        std::string name;
        bool needed = false;
    };
    // The numbers of attributes, with their columns.
    explicit RecordedValues(std::vector<std::pair<std::uint32_t, Column>> attributes);

    const std::vector<Column>& columns() const { return columns_; }

    // The entry of a key with these values, by column.
    std::uint64_t entry(Key key, std::span<const std::string_view> values);
    Key key_of(std::uint64_t entry) const;
    // The next row of the stream has this entry.
    void add_row(std::uint64_t entry);

    // The value that a row of the stream has; none if the field is empty, or there is no such row.
    Value value(std::uint32_t attribute, std::uint64_t row) const;

    // Rows, for a stream that is read again from its beginning.
    void state(StateVisitor& visit);

private:
    static constexpr std::uint32_t no_text = 0;

    std::uint32_t text_of(std::string_view value);

    std::vector<Column> columns_;
    std::map<std::uint32_t, std::size_t> column_of_;  // by attribute
    mutable std::mutex mutex_;
    std::deque<std::string> texts_;  // addresses stay; the first stands for no value
    // The order of these maps has no effect: they are only looked up.
    std::unordered_map<std::string_view, std::uint32_t> text_numbers_;
    struct Entry {
        Key key = 0;
        std::size_t first = 0;  // of its texts
    };
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> entry_texts_;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> entries_by_hash_;
    std::vector<std::uint32_t> rows_;
};

// The recorded values of a run, by workload.
class RecordedSources {
public:
    void give(std::uint32_t workload, std::shared_ptr<const RecordedValues> values);
    Value value(std::uint32_t workload, std::uint32_t attribute, std::uint64_t row) const;

private:
    std::vector<std::shared_ptr<const RecordedValues>> of_workload_;
};

}  // namespace isotherm
