// SPDX-License-Identifier: Apache-2.0
// Streams as other programs write them: byte order marks, encodings, headers, and how the format is
// detected.

#include <zstd.h>

#include <fstream>

#include "tests/temporary_folder.h"
#include "tests/workloads/recorded/trace_reading.h"
#include "tests/workloads/recorded/zstd_frame.h"
#include "workloads/recorded/trace_opening.h"

namespace isotherm {
namespace {

using testing::read_text;
using testing::Settings;

std::string oracle_record(std::uint32_t time, std::uint64_t object, std::int64_t next) {
    const std::uint32_t size = 100;
    std::string bytes;
    bytes.append(reinterpret_cast<const char*>(&time), 4);
    bytes.append(reinterpret_cast<const char*>(&object), 8);
    bytes.append(reinterpret_cast<const char*>(&size), 4);
    bytes.append(reinterpret_cast<const char*>(&next), 8);
    return bytes;
}

Result<OpenTrace> open_text(const std::string& text, const Settings& settings = {},
                            std::vector<std::string> candidates = {}) {
    const TemporaryFolder folder;
    const std::string path = folder.path("trace");
    std::ofstream(path, std::ios::binary) << text;
    TraceChoice choice;
    choice.candidates = std::move(candidates);
    choice.settled = [&](TraceFormat& format) {
        testing::GivenSettings given(settings);
        format.settings(given);
        return Errors{};
    };
    choice.audit = true;
    return open_trace(path, choice);
}

std::size_t rows_of(OpenTrace& trace) {
    TraceColumns columns;
    columns.resize(100);
    const std::size_t rows = trace.reader->read(columns.rows(0, 100));
    return trace.reader->failure() == nullptr ? rows : 0;
}

// scripts/data_gen.py of libCacheSim packs "<IQIq" and writes -2 for unknown values.
TEST(StreamInputs, a_generated_oracle_trace_knows_no_next_access) {
    std::string text;
    for (std::uint32_t i = 0; i < 40; ++i) text += oracle_record(i, i % 7, -2);
    auto trace = open_text(text);
    ASSERT_TRUE(trace.ok());
    EXPECT_EQ(trace.value().format, "oracle_general");
    EXPECT_EQ(rows_of(trace.value()), 40u);
    // No check reports next-access positions, because there are none.
    EXPECT_TRUE(trace.value().reader->checks().empty());
    EXPECT_EQ(trace.value().reader->totals().front().second, 0);
    EXPECT_EQ(read_text(oracle_record(1, 2, -3), "oracle_general").errors.front().number,
              ErrorNumber::trace_bad_number);
}

// A skippable frame (RFC 8878, 3.1.2): a magic number of 0x184D2A50 to 0x184D2A5F, four bytes of
// size, and that many bytes.
std::string skippable_frame(std::size_t size, char last = '\x50') {
    const auto bytes = static_cast<std::uint32_t>(size);
    std::string frame{last, '\x2A', '\x4D', '\x18'};
    frame.append(reinterpret_cast<const char*>(&bytes), 4);
    return frame.append(size, 'x');
}

TEST(StreamInputs, zstd_behind_skippable_frames_is_zstd) {
    const std::string csv = "time,key\n1,7\n2,8\n";
    const Settings settings{{"time_unit", "s"}};
    for (const std::string& front :
         {skippable_frame(4), skippable_frame(4, '\x5F') + skippable_frame(0),
          skippable_frame(100'000)}) {
        // pzstd writes, before each frame, a skippable frame with its size.
        const auto trace = read_text(
            front + zstd_frame(csv) + skippable_frame(4) + zstd_frame("3,9\n"), "csv", settings);
        EXPECT_TRUE(trace.errors.empty());
        EXPECT_EQ(trace.key, (std::vector<Key>{7, 8, 9}));
    }
    // A record that begins with the same bytes, followed by something else, is not a skippable
    // frame.
    const std::string binary = oracle_record(0x184D2A50, 12, -1) + oracle_record(0x184D2A51, 9, -1);
    EXPECT_EQ(read_text(binary, "oracle_general").key, (std::vector<Key>{12, 9}));
}

TEST(StreamInputs, a_byte_order_mark_is_not_part_of_the_first_column) {
    auto trace = open_text("\xEF\xBB\xBFtime,key\n1,7\n");
    ASSERT_TRUE(trace.ok());
    EXPECT_EQ(trace.value().format, "csv");
    EXPECT_TRUE(trace.value().reader->traits().stamps != Stamps::none);
    EXPECT_EQ(rows_of(trace.value()), 1u);
}

TEST(StreamInputs, another_encoding_is_refused_by_its_name) {
    using namespace std::string_view_literals;
    for (const auto& [text, name] :
         {std::pair{"\xFF\xFEt\0,\0"sv, "UTF-16LE"}, std::pair{"\xFE\xFF\0t\0,"sv, "UTF-16BE"},
          // 9 bytes: a multiple of four would look like binary records
          std::pair{"\xFF\xFE\0\0t\0\0\0,"sv, "UTF-32LE"},
          std::pair{"\0\0\xFE\xFF\0\0\0t"sv, "UTF-32BE"}}) {
        const auto trace = open_text(std::string(text));
        ASSERT_FALSE(trace.ok()) << name;
        EXPECT_EQ(trace.errors().front().number, ErrorNumber::trace_not_text);
        EXPECT_NE(trace.errors().front().what.find(name), std::string::npos);
        EXPECT_NE(trace.errors().front().fix.find(std::string("iconv -f ") + name),
                  std::string::npos);
    }
}

TEST(StreamInputs, a_column_that_the_user_names_is_that_column_or_an_error) {
    const std::string text = "time,key,client,size\n1,7,c1,10\n2,7,c2,10\n";
    auto trace = open_text(text, {{"key", "client"}}, {"csv"});
    ASSERT_TRUE(trace.ok());
    EXPECT_NE(trace.value().assumed.find("key \"client\""), std::string::npos);
    for (const Settings& wrong : {Settings{{"key", "user"}}, Settings{{"time", "when"}},
                                  Settings{{"size", "bytes"}}, Settings{{"operation", "op"}}}) {
        const auto refused = open_text(text, wrong, {"csv"});
        ASSERT_FALSE(refused.ok()) << wrong.begin()->first;
        EXPECT_EQ(refused.errors().front().number, ErrorNumber::trace_wrong_header);
    }
    // A given delimiter is also used, although a comma occurs in names.
    auto other =
        open_text("time|key,a,b|size\n1|7|10\n", {{"delimiter", "|"}, {"key", "key,a,b"}}, {"csv"});
    ASSERT_TRUE(other.ok());
    EXPECT_EQ(rows_of(other.value()), 1u);
}

TEST(StreamInputs, a_header_that_names_a_column_twice_is_an_error) {
    const auto trace = read_text("time,key,size,key\n1,7,10,8\n", "csv", {{"time_unit", "s"}});
    ASSERT_EQ(trace.errors.size(), 1u);
    EXPECT_EQ(trace.errors[0].number, ErrorNumber::trace_wrong_header);
    EXPECT_EQ(trace.errors[0].place.column, 15);
    EXPECT_NE(trace.errors[0].what.find("as columns 2 and 4"), std::string::npos);
    // Columns after a delimiter at the end of the header have no name that could be duplicated.
    EXPECT_TRUE(read_text("time,key,,\n1,7,,\n", "csv", {{"time_unit", "s"}}).errors.empty());
}

TEST(StreamInputs, csv_knows_every_dynamodb_call_by_name) {
    const std::vector<std::pair<std::string, VerbKind>> calls{
        {"GetItem", VerbKind::read},
        {"BatchGetItem", VerbKind::read},
        {"TransactGetItems", VerbKind::read},
        {"Query", VerbKind::read},
        {"Scan", VerbKind::read},
        {"ExecuteStatement", VerbKind::read},
        {"BatchExecuteStatement", VerbKind::read},
        {"ExecuteTransaction", VerbKind::read},
        {"PutItem", VerbKind::write},
        {"UpdateItem", VerbKind::write},
        {"BatchWriteItem", VerbKind::write},
        {"TransactWriteItems", VerbKind::write},
        {"INSERT", VerbKind::write},
        {"MODIFY", VerbKind::write},
        {"DeleteItem", VerbKind::remove},
        {"REMOVE", VerbKind::remove},
    };
    std::string text = "time,key,op\n";
    for (const auto& [name, kind] : calls) text += "1,7," + name + "\n";
    auto trace = open_text(text);
    ASSERT_TRUE(trace.ok());
    ASSERT_EQ(rows_of(trace.value()), calls.size());
    const auto verbs = trace.value().reader->verbs();
    for (std::size_t i = 0; i < calls.size(); ++i) {
        EXPECT_EQ(verbs[i].name, calls[i].first);
        EXPECT_EQ(verbs[i].kind, calls[i].second) << calls[i].first;
    }
}

}  // namespace
}  // namespace isotherm
