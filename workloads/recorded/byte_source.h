// SPDX-License-Identifier: Apache-2.0
#pragma once
// The bytes of a recorded stream, decompressed. Recognizes gzip and zstd by their content. Memory
// use does not depend on the length.

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

    // Reads the next bytes and returns their number; 0 only at the end or at an error.
    virtual std::size_t read(std::span<char> into) = 0;
    virtual const std::optional<Error>& failure() const = 0;
    // Progress in stored bytes, which are usually compressed.
    virtual RequestStream::Progress progress() const = 0;
    // Name for messages.
    virtual const std::string& name() const = 0;
    // Continues at an offset. Returns whether that is possible: only in files that are not
    // compressed.
    virtual bool seek(std::uint64_t /*offset*/) { return false; }
    // Whether reading takes about as long as what is done with the bytes.
    virtual bool is_compressed() const { return false; }
};

// Opens a file, FIFO or standard input; see open_raw.
Result<std::unique_ptr<ByteSource>> open_source(const std::string& path);

// Opens bytes in memory, which may be compressed. `bytes` must outlive the source.
Result<std::unique_ptr<ByteSource>> source_over(std::string_view bytes, std::string name);

// The first bytes of a source, and a source that starts with these bytes again. Used to recognize
// formats in streams that cannot be rewound, such as pipes.
struct SourceHead {
    std::string bytes;      // fewer than requested only if the source has no more
    bool complete = false;  // whether `bytes` is the whole source
    std::unique_ptr<ByteSource> whole;
};
SourceHead read_head(std::unique_ptr<ByteSource> source, std::size_t most);

// Limit of decompressed size / stored size; applies to decompressed sizes above 1 GiB. Data that
// expands more is either malicious or has no content.
inline constexpr std::uint64_t expansion_most = 2'000;
inline constexpr std::uint64_t expansion_free_bytes = std::uint64_t{1} << 30;

}  // namespace isotherm
