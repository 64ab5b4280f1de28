// SPDX-License-Identifier: Apache-2.0
#pragma once
// The stored bytes of an input: a file, a pipe, standard input or memory.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/vocabulary/result.h"

namespace isotherm {

class RawInput {
public:
    virtual ~RawInput() = default;

    // Reads the next bytes and returns their number; 0 only at the end or at an error.
    virtual std::size_t read(std::span<char> into) = 0;
    // Total number of bytes; 0 if unknown, as in a pipe.
    virtual std::uint64_t total() const = 0;
    virtual const std::optional<Error>& failure() const = 0;
    // Continues at an offset. Returns whether that is possible: not in a pipe.
    virtual bool seek(std::uint64_t /*offset*/) { return false; }
};

// Opens a file or FIFO; "-" is standard input. Uses read(2) instead of a mapping, so that a file
// that shrinks while it is read causes an error (74), not a crash. Refuses directories, devices and
// sockets; only standard input may be a socket, because some shells use one as a pipe.
Result<std::unique_ptr<RawInput>> open_raw(const std::string& path);

// Reads from memory. `bytes` must outlive the input.
std::unique_ptr<RawInput> raw_over(std::string_view bytes);

}  // namespace isotherm
