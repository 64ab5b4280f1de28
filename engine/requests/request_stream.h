// SPDX-License-Identifier: Apache-2.0
#pragma once
// The source of requests: a synthetic workload or a recorded stream, ordered by time.

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

// The columns that a stream fills, all of equal length.
struct RequestColumns {
    std::span<SimTime> arrival;
    std::span<Key> key;
    std::span<std::uint32_t> bytes;
    std::span<Operation> operation;
    // The caller sets all to `item` in advance. Empty: findings are not wanted.
    std::span<Finding> finding = {};

    std::size_t size() const { return arrival.size(); }
};

class RequestStream {
public:
    virtual ~RequestStream() = default;

    // Fills rows from the front in non-decreasing order of arrival. Returns the number of rows,
    // which is less than the columns hold only at the end of the stream or after an error.
    virtual std::size_t fill(const RequestColumns& rows) = 0;

    // Whether a row can take as long as tens of thousands of others: the first of a second, if
    // seconds are read as a whole.
    virtual bool comes_in_bursts() const { return false; }

    // How the rows form calls. A stream always returns whole calls.
    virtual CallShape call_shape() const { return {}; }

    // The position in the stream and the random numbers. Loaded into a stream that has just been
    // opened, of which at most as many rows have been taken as of the saved one.
    virtual void state(StateVisitor& visit) = 0;

    // Returns how many items the Query and Scan calls in `rows` (indices in the batch) returned
    // after filtering. All these rows belong to this stream.
    virtual std::uint64_t items_returned(const RequestBatch&, std::span<const std::uint32_t>) {
        return 0;
    }

    // The stream replaces another one at `from`: its first row from then on is the workload's row
    // `first`. Called before anything is read.
    virtual void number_rows(std::uint64_t /*first*/, SimTime /*from*/) {}

    // The errors that ended the stream early; nullptr if none. All valid rows have been returned
    // before.
    virtual const Errors* failure() const { return nullptr; }

    // The text of a key that this stream produced; the key's number if the text is no longer known.
    virtual std::string key_name(Key key) const { return std::to_string(key); }

    // Sentences for the report about changes to the input, such as "12 items were cut to 400 KB".
    virtual std::vector<Message> notes(SimTime /*now*/) const { return {}; }

    // Bytes of the input read so far and in total, for progress; nullopt if the stream has no
    // input.
    struct Progress {
        std::uint64_t bytes_read = 0;
        std::uint64_t bytes_total = 0;
    };
    virtual std::optional<Progress> progress() const { return std::nullopt; }
};

}  // namespace isotherm
