// SPDX-License-Identifier: Apache-2.0
// A recorded stream that is resumed goes on as if it had not stopped. Records of a fixed size in
// files that are not compressed are not read again up to there.

#include <gtest/gtest.h>

#include <fstream>

#include "engine/vocabulary/state_visitor.h"
#include "tests/workloads/recorded/replayed.h"
#include "tests/workloads/recorded/zstd_frame.h"
#include "workloads/recorded/blocks/log_writer.h"

namespace isotherm {
namespace {

using testing::Settings;

constexpr std::size_t record_bytes = 24;
constexpr std::size_t record_count = 40'000;

// oracleGeneral: 100 to 139 records a second.
std::string oracle_records() {
    std::string text;
    std::uint32_t second = 1'000;
    std::size_t left = 0;
    for (std::size_t i = 0; i < record_count; ++i) {
        if (left-- == 0) {
            ++second;
            left = 100 + second % 40;
        }
        const std::uint64_t key = i * 2'654'435'761 % 5'000;
        const std::uint32_t bytes = 100 + static_cast<std::uint32_t>(i % 900);
        const std::int64_t next = -2;
        const auto add = [&](const auto& value) {
            text.append(reinterpret_cast<const char*>(&value), sizeof value);
        };
        add(second);
        add(key);
        add(bytes);
        add(next);
    }
    return text;
}

// The same rows in Isotherm's own format.
std::string blocks_of(const std::string& records) {
    KeyNames names(KeyNames::Keep::all);
    const auto reader = Catalog<TraceFormat>::instance()
                            .create("oracle_general")
                            ->open(std::move(source_over(records, "records").value()), {&names});
    LogWriter writer(reader.value()->traits());
    TraceColumns columns;
    columns.resize(record_count);
    const std::size_t count = reader.value()->read(columns.rows(0, record_count));
    std::string bytes;
    writer.begin(bytes);
    writer.add(columns.rows(0, count), names, reader.value()->verbs(), bytes);
    writer.end(bytes);
    return bytes;
}

std::unique_ptr<RequestStream> opened(const std::string& path, Settings settings) {
    settings.insert({{"file", path}, {"format", "oracle_general"}});
    const auto kind = Catalog<WorkloadKind>::instance().create("replay");
    testing::GivenSettings given(std::move(settings));
    kind->settings(given);
    WorkloadContext context;
    context.name = "recorded";
    context.duration = 24h;
    context.item_bytes_max = 400 * 1024;
    auto stream = kind->open(context);
    EXPECT_TRUE(stream.ok());
    return std::move(stream.value());
}

// The next rows, at most `most`, as text.
std::vector<std::string> taken(RequestStream& stream, std::size_t most) {
    std::vector<SimTime> arrival(most);
    std::vector<Key> key(most);
    std::vector<std::uint32_t> bytes(most);
    std::vector<Operation> operation(most);
    const std::size_t count = stream.fill({arrival, key, bytes, operation});
    std::vector<std::string> rows;
    for (std::size_t i = 0; i < count; ++i)
        rows.push_back(std::to_string(arrival[i].time_since_epoch().count()) + " " +
                       std::to_string(key[i]) + " " + std::to_string(bytes[i]));
    return rows;
}

std::string state_of(RequestStream& stream) {
    std::string bytes;
    StateVisitor save(bytes);
    stream.state(save);
    return bytes;
}

void load(RequestStream& stream, const std::string& state) {
    StateVisitor load{std::string_view(state)};
    stream.state(load);
    EXPECT_TRUE(load.at_end());
}

// A damaged record ends every stream that reads it.
void damage(const std::string& path, std::size_t record) {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    const std::int64_t bad = -9;
    file.seekp(static_cast<std::streamoff>(record * record_bytes + 16));
    file.write(reinterpret_cast<const char*>(&bad), sizeof bad);
}

TEST(StreamSeek, a_resumed_stream_goes_on_at_any_row) {
    const std::vector<Settings> variants{{},
                                         {{"offset", "37500ms"}},
                                         {{"speed", "3"}},
                                         {{"limit", "30010"}},
                                         {{"max_disorder", "1s"}}};
    for (const Settings& settings : variants) {
        const testing::TraceFile file(oracle_records());
        const auto whole = taken(*opened(file.path, settings), record_count + 1);
        for (const std::size_t at : {0, 1, 4'096, 4'200, 29'999, 30'000, 30'010}) {
            const auto saved = opened(file.path, settings);
            ASSERT_EQ(taken(*saved, at).size(), std::min<std::size_t>(at, whole.size()));
            const std::string state = state_of(*saved);
            const auto resumed = opened(file.path, settings);
            load(*resumed, state);
            const auto rest = taken(*resumed, record_count + 1);
            EXPECT_TRUE(rest == std::vector<std::string>(
                                    whole.begin() + static_cast<std::ptrdiff_t>(at), whole.end()))
                << at;
            EXPECT_EQ(resumed->failure(), nullptr);
        }
    }
}

TEST(StreamSeek, skips_what_comes_before_if_the_file_allows) {
    const testing::TraceFile file(oracle_records());
    const auto saved = opened(file.path, {});
    taken(*saved, 30'000);
    const std::string state = state_of(*saved);
    const auto expected = taken(*saved, record_count);
    damage(file.path, 10'000);
    const auto resumed = opened(file.path, {});
    load(*resumed, state);
    EXPECT_TRUE(taken(*resumed, record_count) == expected);
    // A second state of the resumed stream is as good.
    damage(file.path, 30'001);
    const std::string later = state_of(*resumed);
    const auto again = opened(file.path, {});
    load(*again, later);
    EXPECT_TRUE(taken(*again, record_count).empty());
}

TEST(StreamSeek, own_format_goes_on_at_the_block_and_leaves_out_those_before) {
    const std::string blocks = blocks_of(oracle_records());
    const testing::TraceFile file(blocks);
    const Settings settings{{"format", "isotherm"}};
    const auto whole = taken(*opened(file.path, settings), record_count + 1);
    EXPECT_TRUE(whole ==
                taken(*opened(testing::TraceFile(oracle_records()).path, {}), record_count + 1));
    for (const std::size_t at : {1, 4'200, 32'768, 33'000, 39'999}) {
        const auto saved = opened(file.path, settings);
        taken(*saved, at);
        const std::string state = state_of(*saved);
        const auto resumed = opened(file.path, settings);
        load(*resumed, state);
        EXPECT_TRUE(
            taken(*resumed, record_count + 1) ==
            std::vector<std::string>(whole.begin() + static_cast<std::ptrdiff_t>(at), whole.end()))
            << at;
    }
}

TEST(StreamSeek, a_compressed_stream_is_read_again) {
    const testing::TraceFile file(zstd_frame(oracle_records()));
    const auto saved = opened(file.path, {});
    taken(*saved, 30'000);
    const std::string state = state_of(*saved);
    const auto resumed = opened(file.path, {});
    load(*resumed, state);
    EXPECT_TRUE(taken(*resumed, record_count) == taken(*saved, record_count));
}

TEST(StreamSeek, refuses_a_file_that_has_become_shorter) {
    const std::string text = oracle_records();
    const testing::TraceFile file(text);
    const auto saved = opened(file.path, {});
    taken(*saved, 30'000);
    const std::string state = state_of(*saved);
    std::ofstream(file.path, std::ios::binary) << text.substr(0, 20'000 * record_bytes);
    const auto resumed = opened(file.path, {});
    EXPECT_THROW(load(*resumed, state), DamagedState);
}

}  // namespace
}  // namespace isotherm
