// SPDX-License-Identifier: Apache-2.0
#pragma once
// The bytes of an input as they are stored: a file, a pipe, standard input or memory.

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

    // Reads on; 0 only at the end or at an error.
    virtual std::size_t read(std::span<char> into) = 0;
    // How many bytes there are altogether; 0 where that is not known, as in a pipe.
    virtual std::uint64_t total() const = 0;
    virtual const std::optional<Error>& failure() const = 0;
};

// Opens a file or FIFO; "-" is standard input. Read with read(2), never mapped, so a file that
// shrinks meanwhile is an error (74) instead of a crash. Directories, devices and sockets are
// refused by name; only standard input may be a socket, since some shells make its pipe of one.
Result<std::unique_ptr<RawInput>> open_raw(const std::string& path);

// `bytes` must outlive the input.
std::unique_ptr<RawInput> raw_over(std::string_view bytes);

}  // namespace isotherm
