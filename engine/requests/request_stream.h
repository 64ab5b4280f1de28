// SPDX-License-Identifier: Apache-2.0
#pragma once
// Where requests come from: a synthetic workload or a recorded stream, in order of time.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/requests/call_shape.h"
#include "engine/requests/request_batch.h"
#include "engine/vocabulary/result.h"
#include "engine/vocabulary/message.h"

namespace isotherm {

// The columns a stream fills, all of one length.
struct RequestColumns {
    std::span<SimTime> arrival;
    std::span<Key> key;
    std::span<std::uint32_t> bytes;
    std::span<Operation> operation;
    std::span<Finding> finding = {};  // all `item` before; empty where nobody asks

    std::size_t size() const { return arrival.size(); }
};

class RequestStream {
public:
    virtual ~RequestStream() = default;

    // Fills rows from the front, arrivals never decreasing, and returns how many; fewer than asked
    // only at the end of the stream or at an error.
    virtual std::size_t fill(const RequestColumns& rows) = 0;

    // How its rows make up calls. Streams hand out whole calls, whatever they are asked for.
    virtual CallShape call_shape() const { return {}; }

    // How many items the Query and Scan calls among `rows` of the batch, all of this stream,
    // returned: what the filter kept of what was read. Once per batch.
    virtual std::uint64_t items_returned(const RequestBatch&, std::span<const std::uint32_t>) {
        return 0;
    }

    // Why the stream ended early, if it did. Its good rows have been handed out.
    virtual const Errors* failure() const { return nullptr; }

    // The text of a key this stream produced, where it is still known.
    virtual std::string key_name(Key key) const { return std::to_string(key); }

    // Sentences about what was changed on the way in, for the report: "12 items were cut to 400
    // KB".
    virtual std::vector<Message> notes() const { return {}; }

    // Bytes read and to read of the input, for progress; no value when there is no such thing.
    struct Progress {
        std::uint64_t bytes_read = 0;
        std::uint64_t bytes_total = 0;
    };
    virtual std::optional<Progress> progress() const { return std::nullopt; }
};

}  // namespace isotherm
