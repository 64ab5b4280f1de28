// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/blocks/log_writer.h"

#include <algorithm>

namespace isotherm {
namespace {

// Higher levels take far longer to write and are hardly smaller for columns.
constexpr int zstd_level = 6;

}  // namespace

void LogWriter::add(const TraceRows& rows, const KeyNames& names, std::span<const Verb> verbs,
                    std::string& out) {
    verbs_.assign(verbs.begin(), verbs.end());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        block_.add(rows.time_us[i], rows.key[i], names.text_of(rows.key[i]), rows.bytes[i],
                   rows.verb[i]);
        if (block_.full()) write_block(verbs, out);
    }
}

void LogWriter::end(std::string& out) {
    if (block_.rows() > 0) write_block(verbs_, out);
    BlockHead end;
    end.mark = BlockMark::end;
    end.first_row = rows_;
    out += end.bytes({});
}

void LogWriter::write_block(std::span<const Verb> verbs, std::string& out) {
    BlockHead head;
    head.rows = static_cast<std::uint32_t>(block_.rows());
    head.first_row = rows_;
    head.first_time_us = block_.first_time_us();
    head.texts_before = texts_ ? 1 : 0;
    texts_ |= block_.has_texts();
    rows_ += head.rows;
    const std::string content = block_.take(verbs);
    std::string frame(ZSTD_compressBound(content.size()), '\0');
    frame.resize(ZSTD_compressCCtx(encoder_.get(), frame.data(), frame.size(), content.data(),
                                   content.size(), zstd_level));
    head.plain_bytes = static_cast<std::uint32_t>(content.size());
    head.stored_bytes = static_cast<std::uint32_t>(frame.size());
    out += head.bytes(frame);
    out += frame;
}

}  // namespace isotherm
