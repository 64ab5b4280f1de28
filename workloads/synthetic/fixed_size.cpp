// SPDX-License-Identifier: Apache-2.0
// All items have the same size.

#include <algorithm>

#include "workloads/synthetic/item_sizes.h"

namespace isotherm {
namespace {

class OneSize final : public KeySizes {
public:
    explicit OneSize(std::uint32_t bytes) : bytes_(bytes) {}
    void fill(std::span<const Key>, std::span<std::uint32_t> bytes) const override {
        std::ranges::fill(bytes, bytes_);
    }
    std::uint32_t bytes_at(double) const override { return bytes_; }

private:
    std::uint32_t bytes_;
};

class FixedSize final : public ItemSizes {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "size",
                     .help = "size of every item",
                     .lowest = 1,
                     .highest = 409'600,
                     .required = true},
                    size_);
    }

    std::unique_ptr<KeySizes> start(const SizeContext& context) const override {
        const auto bytes = static_cast<std::uint32_t>(size_.count);
        return std::make_unique<OneSize>(std::min(bytes, context.bytes_largest));
    }
    std::uint64_t largest() const override { return size_.count; }

private:
    Bytes size_{1024};
};

const Registered<ItemSizes, FixedSize> fixed_size_entry("fixed", "all items alike",
                                                        {R"(size = "3 KB")"});

}  // namespace
}  // namespace isotherm
