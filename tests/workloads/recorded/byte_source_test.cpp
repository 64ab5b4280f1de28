// SPDX-License-Identifier: Apache-2.0
// Compressed, truncated, piped and refused inputs.

#include "workloads/recorded/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <fstream>
#include <sstream>
#include <thread>

#include "tests/workloads/recorded/trace_reading.h"
#include "tests/workloads/recorded/zstd_frame.h"
#include "tests/temporary_folder.h"

namespace isotherm {
namespace {

using testing::read_source;
using testing::read_text;

// 300 records in the format oracleGeneral, one per second.
std::string records() {
    std::string bytes;
    for (std::uint32_t i = 0; i < 300; ++i) {
        const std::uint64_t key = i * std::uint64_t{2'654'435'761} % 1'000'003;
        const std::uint32_t size = 100 + i;
        const std::int64_t next = -1;
        bytes.append(reinterpret_cast<const char*>(&i), 4)
            .append(reinterpret_cast<const char*>(&key), 8);
        bytes.append(reinterpret_cast<const char*>(&size), 4)
            .append(reinterpret_cast<const char*>(&next), 8);
    }
    return bytes;
}

std::string gzip_member(const std::string& bytes) {
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
    std::string in = bytes;
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

TEST(ByteSource, plain_gzip_and_zstd_also_in_several_parts_give_the_same_rows) {
    const std::string plain = records();
    const std::string half_a = plain.substr(0, 3'005);  // the cut is inside a record
    const std::string half_b = plain.substr(3'005);
    const auto expected = read_text(plain, "oracle_general");
    ASSERT_EQ(expected.key.size(), 300u);
    for (const std::string& form :
         {gzip_member(plain), zstd_frame(plain), gzip_member(half_a) + gzip_member(half_b),
          zstd_frame(half_a) + zstd_frame(half_b)}) {
        const auto trace = read_text(form, "oracle_general");
        EXPECT_TRUE(trace.errors.empty());
        EXPECT_EQ(trace.key, expected.key);
        EXPECT_EQ(trace.time_us, expected.time_us);
        EXPECT_EQ(trace.bytes, expected.bytes);
    }
}

TEST(ByteSource, a_file_cut_anywhere_is_an_error_and_its_good_rows_are_true) {
    const std::string plain = records();
    const auto expected = read_text(plain, "oracle_general");
    for (const std::string& whole : {zstd_frame(plain), gzip_member(plain)}) {
        for (std::size_t length = 97; length < whole.size(); length += 97) {
            const auto trace =
                read_text(std::string_view(whole).substr(0, length), "oracle_general");
            ASSERT_EQ(trace.errors.size(), 1u) << length;
            EXPECT_EQ(trace.errors[0].exit_code, ExitCode::bad_trace);
            EXPECT_EQ(trace.errors[0].number, ErrorNumber::trace_truncated_compression);
            EXPECT_NE(trace.errors[0].what.find("ends at byte " + std::to_string(length)),
                      std::string::npos);
            ASSERT_LE(trace.key.size(), expected.key.size());
            EXPECT_TRUE(std::equal(trace.key.begin(), trace.key.end(), expected.key.begin()));
        }
    }
}

TEST(ByteSource, every_97th_cut_of_a_shared_zstd_file_is_an_error) {
    if (testing::shared_traces().empty())
        GTEST_SKIP() << "the shared recordings are not beside the sources";
    std::ifstream file(testing::shared_traces() +
                       "/oracleGeneral/cloudphysics-hour1.oracleGeneral.zst");
    const std::string whole(std::istreambuf_iterator<char>(file), {});
    ASSERT_EQ(whole.size(), 190'739u);
    for (std::size_t length = 97; length < whole.size(); length += 97) {
        const auto trace = read_text(std::string_view(whole).substr(0, length), "oracle_general");
        ASSERT_EQ(trace.errors.size(), 1u) << length;
        EXPECT_EQ(trace.errors[0].number, ErrorNumber::trace_truncated_compression) << length;
    }
}

TEST(ByteSource, what_follows_the_last_frame_is_refused) {
    for (const std::string& whole : {zstd_frame(records()), gzip_member(records())}) {
        const auto trace = read_text(whole + "trailing", "oracle_general");
        ASSERT_EQ(trace.errors.size(), 1u);
        EXPECT_EQ(trace.errors[0].number, ErrorNumber::trace_damaged_compression);
        EXPECT_EQ(trace.key.size(), 300u);
    }
}

TEST(ByteSource, a_flipped_bit_in_a_stream_with_checksum_never_changes_rows_unnoticed) {
    const auto expected = read_text(records(), "oracle_general");
    const std::string whole = gzip_member(records());  // gzip ends with a checksum of its content
    for (std::size_t bit = 80; bit < whole.size() * 8; bit += 13) {
        std::string damaged = whole;
        damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
        const auto trace = read_text(damaged, "oracle_general");
        if (trace.errors.empty()) {
            EXPECT_EQ(trace.key, expected.key) << bit;
        }
    }
}

TEST(ByteSource, a_window_above_128_MiB_is_refused) {
    // A frame header (RFC 8878): magic number, descriptor 0, and a window descriptor with exponent
    // 18, which means 2^(10 + 18) bytes.
    const std::string frame("\x28\xB5\x2F\xFD\x00\x90\x01\x00\x00", 9);
    const auto trace = read_text(frame, "oracle_general");
    ASSERT_EQ(trace.errors.size(), 1u);
    EXPECT_EQ(trace.errors[0].number, ErrorNumber::trace_window_too_large);
}

TEST(ByteSource, directories_devices_and_missing_files_are_refused_by_name) {
    const TemporaryFolder folder;
    const auto refusal = [](const std::string& path) {
        auto source = open_source(path);
        return source.ok() ? Error{} : source.errors().front();
    };
    EXPECT_EQ(refusal(folder.path().string()).exit_code, ExitCode::input_missing);
    EXPECT_NE(refusal(folder.path().string()).what.find("a directory"), std::string::npos);
    EXPECT_NE(refusal("/dev/null").what.find("a device"), std::string::npos);
    EXPECT_EQ(refusal("/dev/null").exit_code, ExitCode::input_missing);
    EXPECT_EQ(refusal(folder.path("none")).number, ErrorNumber::trace_missing);
    const std::string loop = folder.path("loop");
    ASSERT_EQ(::symlink(loop.c_str(), loop.c_str()), 0);
    EXPECT_EQ(refusal(loop).exit_code, ExitCode::input_missing);
}

TEST(ByteSource, a_fifo_is_read_to_its_end) {
    const TemporaryFolder folder;
    const std::string path = folder.path("fifo");
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    const std::string content = zstd_frame(records());
    std::thread writer([&] { std::ofstream(path, std::ios::binary) << content; });
    const auto trace = read_source(open_source(path), "oracle_general");
    writer.join();
    EXPECT_TRUE(trace.errors.empty());
    EXPECT_EQ(trace.key.size(), 300u);
}

TEST(ByteSource, a_file_that_grows_while_it_is_read_is_an_error) {
    const TemporaryFolder folder;
    const std::string path = folder.path("growing.bin");
    std::ofstream(path, std::ios::binary) << records();
    auto source = open_source(path);
    ASSERT_TRUE(source.ok());
    std::ofstream(path, std::ios::binary | std::ios::app) << std::string(24, '\0');
    const auto trace = read_source(std::move(source), "oracle_general");
    ASSERT_EQ(trace.errors.size(), 1u);
    EXPECT_EQ(trace.errors[0].exit_code, ExitCode::input_output);
}

}  // namespace
}  // namespace isotherm
