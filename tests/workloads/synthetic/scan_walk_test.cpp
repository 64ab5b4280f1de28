// SPDX-License-Identifier: Apache-2.0
// Scans that walk through a table, and arrivals of calls with several items.

#include "workloads/synthetic/scan_walk.h"

#include <gtest/gtest.h>

#include <set>

#include "workloads/synthetic/repeated_times.h"

namespace isotherm {
namespace {

constexpr std::uint64_t mb = 1 << 20;

TEST(ScanWalk, visits_every_page_of_every_segment_in_order_and_starts_again) {
    const ScanPages pages(10 * mb + 7, 1024, 3);  // 3.33 MB per segment
    EXPECT_EQ(pages.in_segment, 4u);
    EXPECT_EQ(pages.last_bytes, (10 * mb + 7) / 3 - 3 * mb);
    std::vector<Key> keys(24);
    scan_walk(pages)->fill(keys);
    std::vector<KeyPosition> last(3, 0);
    for (std::size_t i = 0; i < 12; ++i) {
        EXPECT_EQ(keys[i], keys[i + 12]);
        EXPECT_EQ(pages.page_of(keys[i]), i % 3 * 4 + i / 3);
        const KeyPosition position = position_of(keys[i]);
        EXPECT_GT(position, last[i % 3]);
        last[i % 3] = position;
        // Each segment is a third of the hash space.
        EXPECT_EQ((static_cast<unsigned __int128>(position) * 3) >> 64, i % 3);
    }
    EXPECT_EQ(scan_walk(pages)->name(keys[4]), "segment 2, page 2");
}

TEST(ScanWalk, reads_every_byte_once) {
    for (const std::uint64_t bytes : {mb, 5 * mb, 5 * mb + 1, 6 * mb - 1, std::uint64_t{12}}) {
        const ScanPages pages(bytes, 1024, 1);
        std::vector<Key> keys(pages.pages());
        std::vector<std::uint32_t> sizes(keys.size());
        scan_walk(pages)->fill(keys);
        scan_page_sizes(pages)->fill(keys, sizes);
        std::uint64_t sum = 0;
        for (const std::uint32_t size : sizes) {
            EXPECT_GT(size, 0u);
            EXPECT_LE(size, mb);
            sum += size;
        }
        EXPECT_EQ(sum, bytes);
        EXPECT_EQ(sizes.size(), (bytes + mb - 1) / mb);
    }
}

// The 350th item of 3,000 bytes passes 1 MB and is the last item of its page.
TEST(ScanWalk, a_page_closes_with_the_item_that_passes_1_mb) {
    const ScanPages pages(1'000 * 3'000, 3'000, 1);
    EXPECT_EQ(pages.full_bytes, 1'050'000u);
    EXPECT_EQ(pages.in_segment, 3u);
    EXPECT_EQ(pages.last_bytes, 300u * 3'000);
}

TEST(ScanWalk, an_empty_table_has_one_empty_page_a_segment) {
    const ScanPages pages(0, 1024, 5);
    EXPECT_EQ(pages.pages(), 5u);
    EXPECT_EQ(pages.last_bytes, 0u);
}

// `count` times, one per millisecond.
class Ticks final : public ArrivalTimes {
public:
    explicit Ticks(std::int64_t count) : count_(count) {}
    std::size_t fill(std::span<SimTime> times) override {
        std::size_t filled = 0;
        while (filled < times.size() && next_ < count_) times[filled++] = sim_start + next_++ * 1ms;
        return filled;
    }
    void state(StateVisitor& visit) override { visit(next_); }

private:
    std::int64_t count_;
    std::int64_t next_ = 0;
};

TEST(RepeatedTimes, repeat_each_time_once_per_item_of_a_call_for_any_batch_size) {
    for (const std::size_t asked : {1u, 2u, 3u, 7u, 100u}) {
        RepeatedTimes times(std::make_unique<Ticks>(10), 3);
        std::vector<SimTime> all;
        std::vector<SimTime> some(asked);
        for (std::size_t count = asked; count == asked;) {
            count = times.fill(some);
            all.insert(all.end(), some.begin(), some.begin() + static_cast<std::ptrdiff_t>(count));
        }
        ASSERT_EQ(all.size(), 30u);
        for (std::size_t i = 0; i < all.size(); ++i)
            EXPECT_EQ(all[i], sim_start + static_cast<std::int64_t>(i / 3) * 1ms) << asked;
    }
}

}  // namespace
}  // namespace isotherm
