// SPDX-License-Identifier: Apache-2.0
// `isotherm units`, as called by people and programs.

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>

namespace isotherm {
namespace {

struct Ended {
    int exit_code = -1;
    std::string text;
};

// Standard output and standard error together, unless the arguments redirect them.
Ended units(const std::string& arguments) {
    Ended ended;
    FILE* pipe =
        popen((ISOTHERM_PROGRAM_DIR "/isotherm units " + arguments + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return ended;
    char part[4096];
    while (const std::size_t count = fread(part, 1, sizeof part, pipe))
        ended.text.append(part, count);
    ended.exit_code = WEXITSTATUS(pclose(pipe));
    return ended;
}

nlohmann::json units_json(const std::string& arguments) {
    const Ended ended = units(arguments + " --json");
    EXPECT_EQ(ended.exit_code, 0) << ended.text;
    return nlohmann::json::parse(ended.text, nullptr, false);
}

std::string last_line(const std::string& text) {
    const std::size_t end = text.find_last_not_of('\n');
    return text.substr(text.rfind('\n', end) + 1, end - text.rfind('\n', end));
}

TEST(UnitsCommand, answers_for_the_inbox_with_the_steps) {
    const Ended ended = units("query --items 50 --item-size 256KB --consistency eventual");
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_NE(ended.text.find("50 items x 256 KB = 12.5 MB, in 13 pages that close at 1 MB"),
              std::string::npos);
    EXPECT_EQ(last_line(ended.text), "= 1600 RCU");  // no escapes in a pipe
    const auto json = units_json("query --items 50 --item-size '256 KB' --consistency eventual");
    EXPECT_EQ(json["read_units"], 1600);
    EXPECT_EQ(json["write_units"], 0);
    EXPECT_EQ(json["steps"].size(), 4u);
    EXPECT_EQ(json["requests"], 13);
}

TEST(UnitsCommand, takes_a_list_of_sizes_or_repeated_ones) {
    EXPECT_EQ(units_json("batch-get --item-size 1.5KB,6.5KB --consistency strong")["read_units"],
              3);
    EXPECT_EQ(units_json("batch-get --item-size 1.5KB --item-size 6.5KB")["read_units"], 1.5);
    EXPECT_EQ(units_json("batch-write --item-size 500B,3.5KB")["write_units"], 5);
    EXPECT_EQ(units_json("transact-write --items 3 --item-size 500B")["write_units"], 6);
    EXPECT_EQ(units_json("transact-get --items 3 --item-size 500B")["read_units"], 6);
    EXPECT_EQ(units_json("put --items 100 --item-size 512B")["write_units"], 100);
}

// Developer Guide: a repeated transaction is charged as a read, 2 x ceil(1.5 KB / 4 KB) = 2 units.
// The transactional write of an item costs 2 units. If it changes an index key, two index writes
// cost 1 + 1 more, because index writes are not doubled: 4 units.
TEST(UnitsCommand, knows_repeated_transactions_and_their_indexes) {
    EXPECT_EQ(units_json("transact-write --item-size 1.5KB --repeated")["read_units"], 2);
    EXPECT_EQ(units_json("transact-write --item-size 500B --gsi moves:200B")["write_units"], 4);
    EXPECT_EQ(
        units_json("transact-write --items 3 --item-size 500B --gsi enters:200B")["write_units"],
        9);
}

TEST(UnitsCommand, measures_items) {
    const auto json =
        units_json(R"(put --item '{"shirt-color":{"S":"R"},"shirt-size":{"S":"M"}}')");
    EXPECT_EQ(json["write_units"], 1);
    EXPECT_NE(json["steps"][0].get<std::string>().find("23 B"), std::string::npos);
    EXPECT_EQ(units_json(
                  R"(query --index gsi --items 100 --item '{"id":"u1","text":"abc"}' --project id)")
                  ["steps"][2],
              "100 entries x 4 B = 400 B, in 1 page that closes at 1 MB");
}

TEST(UnitsCommand, reads_ranges_and_indexes) {
    EXPECT_EQ(units_json("query --items 10 --total-size 40.8KB --consistency strong")["read_units"],
              11);
    EXPECT_EQ(units_json("query --index lsi --items 4 --projected-size 200B --item-size 300B "
                         "--consistency strong")["read_units"],
              5);
    EXPECT_EQ(units_json("query --index gsi --items 8 --item-size 2000B")["index_read_units"], 2);
    const auto scan = units_json("scan --items 100 --item-size 4KB --filter-keeps 10%");
    EXPECT_EQ(scan["read_units"], 50);
    EXPECT_EQ(scan["items_returned"], 10);
    EXPECT_EQ(
        units_json(
            "scan --items 10 --item-size 1KB --segments 2 --consistency strong")["read_units"],
        4);
}

TEST(UnitsCommand, writes_with_conditions_indexes_and_replicas) {
    EXPECT_EQ(
        units_json("put --item-size 310KB --old-size 300KB --failed-condition")["write_units"],
        310);
    EXPECT_EQ(units_json("put --item-size 310KB --failed-condition --era 2016")["write_units"], 1);
    EXPECT_EQ(units_json(
                  "put --item-size 310KB --failed-condition --absent-item one-unit")["write_units"],
              1);
    const auto moved = units_json("update --item-size 1KB --old-size 1KB --gsi moves");
    EXPECT_EQ(moved["table_write_units"], 1);
    EXPECT_EQ(moved["index_write_units"], 2);
    EXPECT_EQ(moved["write_units"], 3);
    EXPECT_EQ(units_json("delete --missing")["write_units"], 1);
    EXPECT_EQ(units_json("delete --item-size 3KB --ttl")["write_units"], 0);
    EXPECT_EQ(units_json("put --item-size 1KB --regions 2")["replicated_write_units"], 2);
}

TEST(UnitsCommand, reports_unprocessed_items) {
    const auto json = units_json("batch-get --items 100 --item-size 300KB");
    EXPECT_EQ(json["items_returned"], 52);
    EXPECT_EQ(json["items_unprocessed"], 48);
    EXPECT_EQ(units_json("get --item-size 10KB --consistency strong --era 2012")["read_units"], 10);
    EXPECT_EQ(units_json("get --missing")["read_units"], 0.5);
}

TEST(UnitsCommand, refuses_invalid_calls) {
    for (const std::string wrong :
         {"put", "put --item-size 12QB", "put --item-size 500KB", "query --bogus 1",
          "get --item-size -1B", "query --items 3 --item-size 1KB,2KB",
          "query --index gsi --item-size 1KB --consistency strong",
          "transact-get --item-size 1KB --era 2016", "batch-get --items 101 --item-size 1KB",
          "put --item '{\"a\":1,}'", "batch-write --items 26 --item-size 1KB", "query --items 50",
          "update --item-size 1KB --gsi jumps", "scan --item-size 1KB --filter-keeps 120%",
          "query --era 1999 --item-size 1KB", "", "frobnicate"}) {
        const Ended ended = units(wrong);
        EXPECT_EQ(ended.exit_code, 2) << wrong << "\n" << ended.text;
        EXPECT_NE(ended.text.find("error[E"), std::string::npos) << wrong;
        EXPECT_NE(ended.text.find("help: "), std::string::npos) << wrong;
    }
    EXPECT_EQ(units("put --item @/there/is/no/such/file").exit_code, 66);
    const auto error =
        nlohmann::json::parse(units("put --item-size 12QB --json").text, nullptr, false);
    EXPECT_EQ(error["error"]["exit_code"], 2);
}

}  // namespace
}  // namespace isotherm
