// SPDX-License-Identifier: Apache-2.0
#pragma once
// Loads entries of a large column into the cache some rows before a loop over a batch needs them:
// with 300,000 partitions, each row would wait for memory several times. Hot path.

#include <cstddef>
#include <vector>

namespace isotherm {

// Rows between the request for an entry and its use. A row takes some 10 ns in each loop, and
// memory some 100 ns.
inline constexpr std::size_t rows_ahead = 16;
// Columns up to this size stay in the second-level cache by themselves.
inline constexpr std::size_t cached_bytes = 256 * 1024;
// So do the ranges of this many partitions, with their directory.
inline constexpr std::size_t cached_partitions = 4'096;

template <class Entry>
class FetchAhead {
public:
    // `rows`: the number of rows of the loop.
    FetchAhead(const std::vector<Entry>& column, std::size_t rows)
        : column_(column.data()), end_(column.size() * sizeof(Entry) > cached_bytes ? rows : 0) {}

    // Call it for each row in turn. `entry_of` returns the index of the entry that a row needs.
    template <class EntryOf>
    void operator()(std::size_t row, const EntryOf& entry_of) const {
        if (row + rows_ahead < end_) __builtin_prefetch(column_ + entry_of(row + rows_ahead), 1);
    }

private:
    const Entry* column_;
    std::size_t end_;  // 0: the column is small
};

}  // namespace isotherm
