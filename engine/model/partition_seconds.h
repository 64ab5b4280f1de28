// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the partitions do in the second that is open, and which of them are asked for anything: of
// thousands of partitions, a quiet second asks few, and its end visits only these.

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>
#include <vector>

#include "engine/model/table.h"
#include "engine/vocabulary/state_visitor.h"

namespace isotherm {

class PartitionSeconds {
public:
    explicit PartitionSeconds(std::size_t partitions) { resize(partitions); }
    // Of a caller that counted for each partition.
    explicit PartitionSeconds(std::vector<PartitionSecond> seconds)
        : seconds_(std::move(seconds)), asked_(seconds_.size(), 1) {
        list_asked();
    }
    void resize(std::size_t partitions) {
        seconds_.resize(partitions);
        asked_.resize(partitions);
    }

    // For counting what a partition is asked. Hot path: notes that with a byte, because setting a
    // byte reads nothing.
    PartitionSecond& of(PartitionIndex partition) {
        asked_[partition.value] = 1;
        return seconds_[partition.value];
    }
    // The same for a loop over many rows: compilers cannot know that setting a byte does not move
    // the columns. Valid until the next resize().
    class Counters {
    public:
        Counters(PartitionSecond* seconds, std::uint8_t* asked)
            : seconds_(seconds), asked_(asked) {}
        PartitionSecond& of(PartitionIndex partition) const {
            asked_[partition.value] = 1;
            return seconds_[partition.value];
        }

    private:
        PartitionSecond* seconds_;
        std::uint8_t* asked_;
    };
    Counters counters() { return {seconds_.data(), asked_.data()}; }
    // All, for a caller that counts for many partitions: each of them is taken to be asked.
    std::span<PartitionSecond> all() {
        std::ranges::fill(asked_, std::uint8_t{1});
        return seconds_;
    }
    const std::vector<PartitionSecond>& all() const { return seconds_; }
    const PartitionSecond& operator[](PartitionIndex partition) const {
        return seconds_[partition.value];
    }

    // Finds the partitions that were asked. Eight at a time become bits of a word, because nobody
    // can guess which of them were asked; only how many of 64 is a branch.
    void list_asked() {
        list_.clear();
        const std::size_t words = asked_.size() / word_bits;
        for (std::size_t word = 0; word < words; ++word) {
            std::uint64_t bits = 0;
            for (std::size_t eight = 0; eight < word_bits / 8; ++eight)
                bits |= bits_of_eight(word * word_bits + eight * 8) << eight * 8;
            for (; bits != 0; bits &= bits - 1)
                list_.push_back({static_cast<std::uint32_t>(
                    word * word_bits + static_cast<std::size_t>(std::countr_zero(bits)))});
        }
        for (std::size_t partition = words * word_bits; partition < asked_.size(); ++partition)
            if (asked_[partition] != 0) list_.push_back({static_cast<std::uint32_t>(partition)});
    }
    // What list_asked() found, in order. A few more than that may be among them.
    std::span<const PartitionIndex> asked() const { return list_; }

    // Begins the next second, after list_asked().
    void clear() {
        for (const PartitionIndex partition : list_) {
            seconds_[partition.value] = {};
            asked_[partition.value] = 0;
        }
        list_.clear();
    }

    void state(StateVisitor& visit) {
        visit.by_partition(seconds_);
        if (!visit.loads()) return;
        asked_.assign(seconds_.size(), 1);
        list_.clear();
    }

private:
    static constexpr std::size_t word_bits = 64;

    // The marks of eight partitions from `first` on as the lowest bits of a number. The product
    // moves the byte of each to a bit of the highest byte (x86-64 stores the first byte lowest).
    std::uint64_t bits_of_eight(std::size_t first) const {
        std::uint64_t marks;
        std::memcpy(&marks, asked_.data() + first, sizeof(marks));
        return marks * 0x0102040810204080 >> 56;
    }

    std::vector<PartitionSecond> seconds_;  // by PartitionIndex
    std::vector<std::uint8_t> asked_;       // by PartitionIndex: 0 or 1
    std::vector<PartitionIndex> list_;
};

}  // namespace isotherm
