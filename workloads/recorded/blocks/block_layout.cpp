// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/blocks/block_layout.h"

#include "workloads/recorded/blocks/packed_column.h"
#include "workloads/recorded/record_reader.h"

namespace isotherm {
namespace {

constexpr std::size_t checked_header_bytes = 16;
constexpr std::size_t checked_head_bytes = 40;
constexpr std::uint8_t sizes_flag = 1;
constexpr std::uint8_t verbs_flag = 2;

std::uint64_t check_of(std::string_view head, std::string_view frame) {
    const std::uint64_t of_head = XXH3_64bits(head.data(), checked_head_bytes);
    return XXH3_64bits_withSeed(frame.data(), frame.size(), of_head);
}

}  // namespace

std::string BlockHead::bytes(std::string_view frame) const {
    std::string text;
    append_stored(text, static_cast<std::uint32_t>(mark));
    append_stored(text, rows);
    append_stored(text, stored_bytes);
    append_stored(text, plain_bytes);
    append_stored(text, first_row);
    append_stored(text, first_time_us);
    append_stored(text, texts_before);
    append_stored(text, std::uint32_t{0});
    append_stored(text, check_of(text, frame));
    return text;
}

std::string log_header(const TraceTraits& traits) {
    std::string text(log_magic);
    append_stored(text, log_version);
    append_stored(text, static_cast<std::uint8_t>(traits.stamps));
    append_stored(text, static_cast<std::uint8_t>((traits.has_sizes ? sizes_flag : 0) |
                                                  (traits.has_verbs ? verbs_flag : 0)));
    append_stored(text, std::uint32_t{0});
    append_stored(text, std::uint64_t{XXH3_64bits(text.data(), text.size())});
    return text;
}

std::optional<TraceTraits> read_log_header(std::string_view bytes) {
    if (XXH3_64bits(bytes.data(), checked_header_bytes) !=
        stored_at<std::uint64_t>(bytes.data() + checked_header_bytes))
        return std::nullopt;
    const auto stamps = static_cast<std::uint8_t>(bytes[10]);
    const auto flags = static_cast<std::uint8_t>(bytes[11]);
    if (stamps > static_cast<std::uint8_t>(Stamps::exact)) return std::nullopt;
    return TraceTraits{static_cast<Stamps>(stamps), (flags & sizes_flag) != 0,
                       (flags & verbs_flag) != 0, "record"};
}

std::optional<BlockHead> read_block_head(std::string_view bytes) {
    const char* at = bytes.data();
    BlockHead head;
    head.mark = static_cast<BlockMark>(stored_at<std::uint32_t>(at));
    head.rows = stored_at<std::uint32_t>(at + 4);
    head.stored_bytes = stored_at<std::uint32_t>(at + 8);
    head.plain_bytes = stored_at<std::uint32_t>(at + 12);
    head.first_row = stored_at<std::uint64_t>(at + 16);
    head.first_time_us = stored_at<std::int64_t>(at + 24);
    head.texts_before = stored_at<std::uint32_t>(at + 32);
    const bool rows = head.mark == BlockMark::rows && head.rows > 0 &&
                      head.rows <= block_rows_most && head.plain_bytes <= block_bytes_most &&
                      head.stored_bytes <= block_bytes_most;
    const bool end = head.mark == BlockMark::end && head.rows == 0 && head.stored_bytes == 0;
    return rows || end ? std::optional(head) : std::nullopt;
}

bool block_is_whole(std::string_view head_bytes, std::string_view frame) {
    return check_of(head_bytes, frame) ==
           stored_at<std::uint64_t>(head_bytes.data() + checked_head_bytes);
}

}  // namespace isotherm
