// SPDX-License-Identifier: Apache-2.0
#pragma once
// The rows of a stream that a scenario wants: only reads or writes, some operations, some keys.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "workloads/recorded/shaped/inner_reader.h"

namespace isotherm {

enum class WantedSide : std::uint8_t { all, reads, writes };
constexpr auto words_of(WantedSide) {
    return std::to_array<std::string_view>({"all", "reads", "writes"});
}

struct RowFilter {
    WantedSide only = WantedSide::all;
    std::vector<std::string> operations;  // as the stream names them, in any case; empty: all
    std::string keys;                     // a pattern such as user-*; empty: all

    bool takes_all() const { return only == WantedSide::all && operations.empty() && keys.empty(); }
};

class FilteredReader final : public InnerReader {
public:
    // `key_text` returns the text of a key; it is used only with a pattern.
    FilteredReader(std::unique_ptr<TraceReader> reader, RowFilter filter,
                   std::function<std::string(Key)> key_text);

    std::size_t read(const TraceRows& rows) override;

private:
    bool wants(std::uint8_t verb);
    bool wants_key(Key key) const;

    RowFilter filter_;
    std::function<std::string(Key)> key_text_;
    std::vector<bool> wanted_;  // by verb
};

}  // namespace isotherm
