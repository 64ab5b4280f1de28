// SPDX-License-Identifier: Apache-2.0
#include "workloads/synthetic/scan_walk.h"

#include <fmt/format.h>

#include <string>

namespace isotherm {
namespace {

class ScanWalk final : public KeyDraws {
public:
    explicit ScanWalk(const ScanPages& pages) : pages_(pages) {}

    void fill(std::span<Key> keys) override {
        for (Key& key : keys) {
            key = pages_.key_of(segment_ * pages_.in_segment + page_);
            if (++segment_ < pages_.segments) continue;
            segment_ = 0;
            if (++page_ == pages_.in_segment) page_ = 0;
        }
    }
    void state(StateVisitor& visit) override {
        visit(segment_, page_);
        visit.require(segment_ < pages_.segments && page_ < pages_.in_segment);
    }

    std::string name(Key key) const override {
        const std::uint64_t page = pages_.page_of(key);
        return fmt::format("segment {}, page {}", page / pages_.in_segment + 1,
                           page % pages_.in_segment + 1);
    }

private:
    ScanPages pages_;
    std::uint64_t segment_ = 0;
    std::uint64_t page_ = 0;  // present page of each segment
};

class ScanPageSizes final : public KeySizes {
public:
    explicit ScanPageSizes(const ScanPages& pages) : pages_(pages) {}

    void fill(std::span<const Key> keys, std::span<std::uint32_t> bytes) const override {
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const std::uint64_t page = pages_.page_of(keys[i]) % pages_.in_segment;
            bytes[i] = static_cast<std::uint32_t>(
                page + 1 == pages_.in_segment ? pages_.last_bytes : pages_.full_bytes);
        }
    }
    std::uint32_t bytes_at(double quantile) const override {
        const double page = quantile * static_cast<double>(pages_.in_segment);
        const bool last = page >= static_cast<double>(pages_.in_segment - 1);
        return static_cast<std::uint32_t>(last ? pages_.last_bytes : pages_.full_bytes);
    }

private:
    ScanPages pages_;
};

}  // namespace

std::unique_ptr<KeyDraws> scan_walk(const ScanPages& pages) {
    return std::make_unique<ScanWalk>(pages);
}

std::unique_ptr<KeySizes> scan_page_sizes(const ScanPages& pages) {
    return std::make_unique<ScanPageSizes>(pages);
}

}  // namespace isotherm
