// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a format could not hold of the rows that were written, counted by reason.

#include <fmt/format.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/quantity.h"
#include "workloads/recorded/trace_format.h"

namespace isotherm {

class Losses {
public:
    // A reason continues "of N rows ".
    void count(std::string_view reason) { ++rows_[std::string(reason)]; }
    // A sentence about all rows.
    void all(std::string sentence) { sentences_.push_back(std::move(sentence)); }

    std::vector<std::string> list() const {
        std::vector<std::string> lines = sentences_;
        for (const auto& [reason, rows] : rows_)
            lines.push_back(fmt::format("of {} row{} {}", grouped(static_cast<std::int64_t>(rows)),
                                        rows == 1 ? "" : "s", reason));
        return lines;
    }

private:
    std::vector<std::string> sentences_;
    std::map<std::string, std::uint64_t> rows_;
};

// Formats without room for them.
inline void lose_traits(Losses& losses, const TraceTraits& traits, bool times, bool fractions,
                        bool sizes) {
    if (traits.stamps != Stamps::none && !times) losses.all("the times are left out");
    if (traits.stamps == Stamps::exact && times && !fractions)
        losses.all("the fractions of seconds are left out");
    if (traits.has_sizes && !sizes) losses.all("the sizes are left out");
}

}  // namespace isotherm
