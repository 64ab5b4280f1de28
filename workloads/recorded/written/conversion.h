// SPDX-License-Identifier: Apache-2.0
#pragma once
// Writes the rows of a recorded stream in another format. Memory does not grow with the stream,
// except while it is sorted: by some bytes a row, because sorted parts wait in temporary files.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "engine/vocabulary/result.h"
#include "engine/vocabulary/time.h"
#include "workloads/recorded/written/trace_writer.h"

namespace isotherm {

struct ConversionOrder {
    bool sort = false;
    // Rows whose time is earlier than that of a row before, by this at most, are moved forward to
    // it. nullopt: rows stay as they are, in any order.
    std::optional<SimDuration> max_disorder;
};

struct ConvertedRows {
    std::uint64_t rows = 0;
    std::uint64_t moved = 0;  // forward, because of max_disorder
};

// Takes the bytes that are written; returns whether to go on.
using TakeBytes = std::function<bool(std::string_view)>;

// `names` is what the reader gives the texts of keys to, with Keep::all. `file` is for messages.
// Without rows, the error is no_rows_error.
Result<ConvertedRows> convert_rows(TraceReader& reader, KeyNames& names, const std::string& file,
                                   TraceWriter& writer, const ConversionOrder& order,
                                   const TakeBytes& take);

}  // namespace isotherm
