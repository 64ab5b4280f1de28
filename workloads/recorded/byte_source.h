// SPDX-License-Identifier: Apache-2.0
#pragma once
// The bytes of a recorded stream, decompressed. Gzip and zstd are recognised by their content.
// Memory is constant whatever the length.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/requests/request_stream.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

class ByteSource {
public:
    virtual ~ByteSource() = default;

    // Reads on; 0 only at the end or at an error.
    virtual std::size_t read(std::span<char> into) = 0;
    virtual const std::optional<Error>& failure() const = 0;
    // Of the stored, so mostly compressed, bytes.
    virtual RequestStream::Progress progress() const = 0;
    // What to call it in messages.
    virtual const std::string& name() const = 0;
};

// See open_raw for what may be opened.
Result<std::unique_ptr<ByteSource>> open_source(const std::string& path);

// `bytes`, which may be compressed, must outlive the source.
Result<std::unique_ptr<ByteSource>> source_over(std::string_view bytes, std::string name);

// The first bytes of a source, and a source that begins with them again: for telling formats apart
// where there is no going back, as in a pipe.
struct SourceHead {
    std::string bytes;      // at most `most`, fewer only when there are no more
    bool complete = false;  // nothing follows
    std::unique_ptr<ByteSource> whole;
};
SourceHead read_head(std::unique_ptr<ByteSource> source, std::size_t most);

// Decompressed streams may be at most so many times their input, from 1 GiB on: what expands more
// was made to fill a disk or a memory, or holds nothing.
inline constexpr std::uint64_t expansion_most = 2'000;
inline constexpr std::uint64_t expansion_free_bytes = std::uint64_t{1} << 30;

}  // namespace isotherm
