// SPDX-License-Identifier: Apache-2.0
#pragma once
// All rows of a recorded stream in memory, so that the runs of a sweep decode it only once.

#include <functional>
#include <memory>
#include <vector>

#include "workloads/recorded/trace_format.h"

namespace isotherm {

struct DecodedTrace {
    TraceColumns rows;
    TraceTraits traits;
    std::vector<Verb> verbs;
    RequestStream::Progress progress;
    std::uint64_t bytes_read = 0;
};

// Reads the stream to its end. `names` is what the reader gives the text of keys to. Subtracts the
// memory of the rows from `bytes_left`. Returns nullptr if it does not suffice, and if the stream
// is not only rows: it has keys with a text, of which a run shows those that it has read, or
// invalid lines.
std::unique_ptr<DecodedTrace> decode(TraceReader& reader, const KeyNames& names,
                                     std::size_t& bytes_left);

// Reads a decoded stream like the stream itself.
std::unique_ptr<TraceReader> reader_of(std::shared_ptr<const DecodedTrace> trace);

}  // namespace isotherm
