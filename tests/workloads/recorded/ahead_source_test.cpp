// SPDX-License-Identifier: Apache-2.0
// Blocks that are read ahead hold the same bytes and end in the same way.

#include "workloads/recorded/ahead_source.h"

#include <gtest/gtest.h>

#include <boost/random/mersenne_twister.hpp>

#include "tests/workloads/recorded/zstd_frame.h"

namespace isotherm {
namespace {

// Incompressible, so that the stored bytes are spread over all blocks.
std::string noise(std::size_t bytes) {
    boost::random::mt19937 random(7);
    std::string text(bytes, '\0');
    for (char& byte : text) byte = static_cast<char>(random());
    return text;
}

struct ReadAll {
    std::string bytes;
    std::string failure;
    std::uint64_t stored = 0;
};
ReadAll all_of(ByteSource& source, std::size_t at_a_time, LaneThreads& threads) {
    ReadAll all;
    std::string piece(at_a_time, '\0');
    for (std::size_t count = 1; count > 0;) {
        count = source.read(piece);
        all.bytes.append(piece, 0, count);
        if (threads.any()) threads.wake();
    }
    if (source.failure()) all.failure = source.failure()->what;
    all.stored = source.progress().bytes_read;
    return all;
}

ReadAll ahead_of(const std::string& stored, std::size_t at_a_time, std::size_t count) {
    AheadSource source(std::move(source_over(stored, "t").value()));
    LaneThreads threads(count);
    threads.add(source);
    return all_of(source, at_a_time, threads);
}

TEST(AheadSource, gives_the_same_bytes_with_any_number_of_threads) {
    for (const std::size_t bytes : {0, 1, 256 * 1024, 6'000'001}) {
        const std::string text = noise(bytes);
        const std::string stored = zstd_frame(text);
        for (const std::size_t threads : {0, 1, 2}) {
            for (const std::size_t at_a_time : {1'000, 300'000}) {
                const ReadAll read = ahead_of(stored, at_a_time, threads);
                EXPECT_TRUE(read.bytes == text) << bytes << " bytes, " << threads << " threads";
                EXPECT_EQ(read.failure, "");
                EXPECT_EQ(read.stored, stored.size());
            }
        }
    }
}

TEST(AheadSource, fails_after_the_last_good_byte) {
    std::string stored = zstd_frame(noise(6'000'001));
    stored.resize(stored.size() / 2);
    LaneThreads none(0);
    const auto plain = std::move(source_over(stored, "t").value());
    const ReadAll expected = all_of(*plain, 300'000, none);
    ASSERT_NE(expected.failure.find("ends at byte"), std::string::npos) << expected.failure;
    for (const std::size_t threads : {0, 1, 2}) {
        const ReadAll read = ahead_of(stored, 300'000, threads);
        EXPECT_TRUE(read.bytes == expected.bytes);
        EXPECT_EQ(read.failure, expected.failure);
    }
}

TEST(AheadSource, is_used_for_compressed_sources_only) {
    const std::string text = "1,2\n";
    EXPECT_FALSE(source_over(text, "t").value()->is_compressed());
    const std::string stored = zstd_frame(text);
    auto head = read_head(std::move(source_over(stored, "t").value()), 2);
    EXPECT_TRUE(head.whole->is_compressed());
}

}  // namespace
}  // namespace isotherm
