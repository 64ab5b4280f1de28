// SPDX-License-Identifier: Apache-2.0
#pragma once
// Isotherm's own format of recorded streams: the layout of its file. All numbers are little-endian.
// resources/docs/formats/isotherm.md describes it for other programs.
//
//     file    = header, block, ..., block, end
//     header  = magic (8), uint16 version, uint8 stamps, uint8 has sizes (1) and operations (2),
//               uint32 0, uint64 check of the 16 bytes before
//     block   = block head (48), zstd frame
//     end     = block head with the mark of the end and the number of all rows as its first row
//
// Each block can be read alone: it has the operations so far and the texts of its own keys.

#include <xxhash.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "workloads/recorded/trace_format.h"

namespace isotherm {

inline constexpr std::string_view log_magic{"\x93ISOLOG\n", 8};
inline constexpr std::uint16_t log_version = 1;
inline constexpr std::size_t log_header_bytes = 24;
inline constexpr std::size_t block_head_bytes = 48;
inline constexpr std::size_t block_rows_most = 32'768;
// A block with its head fits into what readers hold of a stream.
inline constexpr std::size_t block_bytes_most = 1'792 * 1024;
// A block ends early when the texts of its keys reach this.
inline constexpr std::size_t block_texts_most = 512 * 1024;
// Longer names of operations are cut, so that the names of 256 operations fit beside the rows.
inline constexpr std::size_t verb_bytes_most = 255;

enum class BlockMark : std::uint32_t { rows = 0x4B434C42, end = 0x53444E45 };  // "BLCK", "ENDS"

struct BlockHead {
    BlockMark mark = BlockMark::rows;
    std::uint32_t rows = 0;
    std::uint32_t stored_bytes = 0;  // of the zstd frame
    std::uint32_t plain_bytes = 0;   // of its content
    std::uint64_t first_row = 0;     // rows before the block
    std::int64_t first_time_us = 0;
    std::uint32_t texts_before = 0;  // 1: a block before this one has keys with a text

    // With the check, which also covers the frame.
    std::string bytes(std::string_view frame) const;
};

std::string log_header(const TraceTraits& traits);
// Returns the traits; nullopt if it is damaged. `bytes` has log_header_bytes and the right magic.
std::optional<TraceTraits> read_log_header(std::string_view bytes);

// `bytes` has block_head_bytes. Returns nullopt if the numbers contradict the limits above.
std::optional<BlockHead> read_block_head(std::string_view bytes);
// Whether the check in the head fits the head and the frame.
bool block_is_whole(std::string_view head_bytes, std::string_view frame);

}  // namespace isotherm
