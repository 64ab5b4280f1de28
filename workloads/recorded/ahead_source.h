// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reads another source ahead, a block at a time, so that another thread can decompress what comes
// next while this one takes rows out of what there is. The bytes are the same.

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

#include "engine/vocabulary/lane.h"
#include "workloads/recorded/byte_source.h"

namespace isotherm {

class AheadSource final : public ByteSource, public Lane {
public:
    explicit AheadSource(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {
        present_.progress = source_->progress();
    }

    std::size_t read(std::span<char> into) override {
        if (given_ == present_.size && !next_block()) return 0;
        const std::size_t count = std::min(into.size(), present_.size - given_);
        std::memcpy(into.data(), present_.bytes.data() + given_, count);
        given_ += count;
        return count;
    }
    // A failure of the source shows when all bytes before it have been read.
    const std::optional<Error>& failure() const override {
        static const std::optional<Error> none;
        return present_.last && given_ == present_.size ? source_->failure() : none;
    }
    RequestStream::Progress progress() const override { return present_.progress; }
    const std::string& name() const override { return source_->name(); }

protected:
    bool has_work() const override {
        return !ended_.load(std::memory_order_acquire) &&
               filled_.load(std::memory_order_acquire) - taken_.load(std::memory_order_acquire) <
                   ring_.size();
    }
    void work() override {
        const std::uint64_t filled = filled_.load(std::memory_order_relaxed);
        Block& block = ring_[filled % ring_.size()];
        block.bytes.resize(block_bytes);
        block.size = 0;
        while (block.size < block_bytes && !block.last) {
            const std::size_t count = source_->read(std::span(block.bytes).subspan(block.size));
            block.size += count;
            block.last = count == 0;
        }
        block.progress = source_->progress();
        if (block.last) ended_.store(true, std::memory_order_release);
        filled_.store(filled + 1, std::memory_order_release);
    }

private:
    static constexpr std::size_t block_bytes = 256 * 1024;

    struct Block {
        std::vector<char> bytes;
        std::size_t size = 0;
        bool last = false;  // the source has ended after it
        RequestStream::Progress progress;
    };

    // Returns whether there are more bytes.
    bool next_block() {
        if (present_.last) return false;
        const std::uint64_t wanted = taken_.load(std::memory_order_relaxed);
        while (filled_.load(std::memory_order_acquire) == wanted) require();
        std::swap(present_, ring_[wanted % ring_.size()]);
        taken_.store(wanted + 1, std::memory_order_release);
        given_ = 0;
        return present_.size > 0;
    }

    std::unique_ptr<ByteSource> source_;
    std::array<Block, 16> ring_;
    std::atomic<std::uint64_t> filled_{0};  // blocks read from the source
    std::atomic<std::uint64_t> taken_{0};   // blocks taken out of the ring
    std::atomic<bool> ended_{false};        // the source has been read to its end
    Block present_;                         // taken last
    std::size_t given_ = 0;                 // bytes of it
};

}  // namespace isotherm
