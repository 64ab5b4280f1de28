// SPDX-License-Identifier: Apache-2.0
#pragma once
// A sliding view of a byte source: bytes that were read and not yet consumed are contiguous. Memory
// is bounded by `most_bytes`. Hot path: rows are consumed one at a time.

#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

#include "workloads/recorded/ahead_source.h"
#include "workloads/recorded/byte_source.h"

namespace isotherm {

class ReadAhead {
public:
    // A quarter of a megabyte fits into the second-level cache.
    static constexpr std::size_t first_bytes = 256 * 1024;
    static constexpr std::size_t most_bytes = 2 * 1024 * 1024;
    // Number of readable (zero) bytes after the end, so that wide loads need no bounds check.
    static constexpr std::size_t margin_bytes = 64;

    explicit ReadAhead(std::unique_ptr<ByteSource> source)
        : source_(std::move(source)), buffer_(first_bytes + margin_bytes) {}

    const char* begin() const { return buffer_.data() + begin_; }
    const char* end() const { return buffer_.data() + end_; }
    std::size_t size() const { return end_ - begin_; }
    // Offset of begin() in the decompressed stream.
    std::uint64_t offset() const { return offset_; }

    void consume(std::size_t bytes) {
        begin_ += bytes;
        offset_ += bytes;
    }

    // Reads more bytes after those in the buffer; false if there are no more or the buffer is full.
    // Invalidates pointers into the buffer.
    bool refill() {
        if (ended_) return false;
        if (begin_ > 0) {
            std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
            end_ -= begin_;
            begin_ = 0;
        }
        if (end_ + margin_bytes == buffer_.size()) {
            if (end_ >= most_bytes) return false;
            buffer_.resize(end_ * 2 + margin_bytes);
        }
        const std::size_t room = buffer_.size() - margin_bytes - end_;
        const std::size_t count = source_->read(std::span(buffer_).subspan(end_, room));
        end_ += count;
        ended_ = count == 0;
        std::memset(buffer_.data() + end_, 0, margin_bytes);
        return !ended_;
    }

    // Lets threads decompress ahead.
    void add_lanes(LaneThreads& threads) {
        if (ended_ || !source_->is_compressed()) return;
        auto ahead = std::make_unique<AheadSource>(std::move(source_));
        threads.add(*ahead);
        source_ = std::move(ahead);
    }

    // Continues at an offset, if the source can.
    bool seek(std::uint64_t offset) {
        if (!source_->seek(offset)) return false;
        begin_ = end_ = 0;
        offset_ = offset;
        ended_ = false;
        return true;
    }

    bool ended() const { return ended_; }
    const ByteSource& source() const { return *source_; }

private:
    std::unique_ptr<ByteSource> source_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::uint64_t offset_ = 0;
    bool ended_ = false;
};

}  // namespace isotherm
