// SPDX-License-Identifier: Apache-2.0
// Settings of calls that contradict each other, the table or the era are refused with the reason.

#include <gtest/gtest.h>

#include "tests/engine/scenario/scenario_texts.h"

namespace isotherm {
namespace {

struct BadCall {
    const char* text;  // replaces the good scenario's operation
    const char* where;
    const char* what;
    const char* fix;
};

void expect_bad_call(const BadCall& row, const std::string& text) {
    SCOPED_TRACE(row.text);
    const auto scenario = read_scenario_text(text, "votes.toml");
    ASSERT_FALSE(scenario.ok());
    EXPECT_EQ(scenario.errors().size(), 1u) << messages_of(scenario);
    const Error& error = scenario.errors().front();
    EXPECT_EQ(error.where(), std::string("votes.toml:") + row.where) << error.text();
    EXPECT_EQ(digits_of(error.number), 107) << error.text();
    EXPECT_NE(error.what.find(row.what), std::string::npos) << error.text();
    EXPECT_NE(error.fix.find(row.fix), std::string::npos) << error.text();
}

std::string with_calls(const char* calls) { return changed("operation = \"PutItem\"", calls); }

TEST(BadCalls, say_which_call_has_no_such_setting) {
    for (const BadCall& row :
         {BadCall{"operation = \"PutItem\"\nbatch_items = 25", "12:15",
                  "a PutItem call has only one item", "use BatchGetItem or BatchWriteItem"},
          BadCall{"operation = \"BatchWriteItem\"\nbatch_items = 26", "12:15",
                  "26 items; BatchWriteItem takes 25 at most", "25 or less"},
          BadCall{"operation = \"BatchGetItem\"\nbatch_deletes = 0.1", "12:17",
                  "only BatchWriteItem deletes in batches", "use BatchWriteItem"},
          BadCall{"operation = \"GetItem\"\nfilter_keeps = \"10 %\"", "12:16",
                  "only Query and Scan have a filter", "use Query or Scan"},
          BadCall{"operation = \"Query\"\nsegments = 4", "12:12", "only a Scan has segments",
                  "operation = \"Scan\""},
          BadCall{"operation = \"GetItem\"\ncondition_fails = 0.1", "12:19",
                  "only PutItem, UpdateItem and DeleteItem have a condition here",
                  "use UpdateItem"},
          BadCall{"operation = \"BatchWriteItem\"\ncondition_fails = 0.1", "12:19",
                  "calls on batches have no conditions", "use UpdateItem"},
          BadCall{"operation = \"Scan\"\nmissing = 0.1", "12:11",
                  "a Scan does not ask for a particular item", "remove it"},
          BadCall{"operation = \"Scan\"\nsegments = 4", "14:8",
                  "a Scan with segments reads the whole table as it is",
                  "remove keys, or remove segments"}}) {
        expect_bad_call(row, with_calls(row.text));
    }
}

TEST(BadCalls, transactions_take_neither_conditions_nor_missing_items) {
    for (const BadCall& row :
         {BadCall{"operation = \"TransactWriteItems\"\ncondition_fails = 0.1", "12:19",
                  "only PutItem, UpdateItem and DeleteItem", ""},
          BadCall{"operation = \"TransactWriteItems\"\nmissing = 0.1", "12:11",
                  "whether a transaction finds an item is not modelled", "remove it"}}) {
        std::string text = with_calls(row.text);
        text.replace(text.find("2016"), 4, "2018");
        expect_bad_call(row, text);
    }
}

// Transactions were introduced on 2018-11-27 (Document History); `isotherm units` says the same.
TEST(BadCalls, transactions_came_in_2018) {
    for (const std::string call : {"TransactGetItems", "TransactWriteItems"}) {
        std::string text = with_calls(("operation = \"" + call + "\"").c_str());
        expect_bad_call(
            {"", "11:13", "transactions were introduced in November 2018", "\"2018\" or later"},
            text);
        text.replace(text.find("2016"), 4, "2018");
        EXPECT_TRUE(read_scenario_text(text, "votes.toml").ok());
    }
    expect_bad_call(
        {"", "11:7", "transactions were introduced in November 2018", "\"2018\" or later"},
        with_calls("mix = { GetItem = 0.5, TransactGetItems = 0.5 }"));
}

TEST(BadCalls, an_index_is_read_by_query_and_scan) {
    const auto asked = [](const std::string& call) {
        return with_calls(call.c_str()) + "index = \"by_day\"\n[tables.votes.indexes.by_day]\n" +
               "capacity = { read = 5, write = 5 }\n";
    };
    EXPECT_TRUE(read_scenario_text(asked("operation = \"Query\""), "votes.toml").ok());
    EXPECT_TRUE(read_scenario_text(asked("operation = \"Scan\""), "votes.toml").ok());
    for (const std::string call : {"GetItem", "PutItem", "BatchGetItem"}) {
        expect_bad_call({"", "11:13", "cannot use an index", "use Query"},
                        asked("operation = \"" + call + "\""));
    }
    expect_bad_call({"", "11:7", "GetItem cannot use an index", "use Query"},
                    asked("mix = { Query = 0.5, GetItem = 0.5 }"));
}

TEST(BadCalls, an_index_answers_a_replay_with_query) {
    const auto replayed = [](const std::string& read) {
        std::string text = with_calls("");
        text.erase(text.find("arrivals"));  // removes the arrivals and all lines after them
        return text + "replay = { file = \"x.csv\", key = \"id\", time_unit = \"s\"" + read +
               " }\n" + "index = \"by_day\"\n[tables.votes.indexes.by_day]\n" +
               "capacity = { read = 5, write = 5 }\n";
    };
    EXPECT_TRUE(read_scenario_text(replayed(", read_operation = \"Query\""), "votes.toml").ok());
    const auto refused = read_scenario_text(replayed(""), "votes.toml");
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.errors()[0].text().find("GetItem cannot use an index"), std::string::npos)
        << refused.errors()[0].text();
}

TEST(BadCalls, a_call_reads_one_page) {
    // 1,048,576 B / 1,024 B.
    EXPECT_TRUE(read_scenario_text(with_calls("operation = \"Query\"\nitems_per_query = 1024"),
                                   "votes.toml")
                    .ok());
    expect_bad_call({"", "12:19", "one call reads at most 1 MB, which is 1024 items of 1 KB",
                     "make it 1024 or less"},
                    with_calls("operation = \"Query\"\nitems_per_query = 1025"));
}

TEST(BadCalls, a_batch_carries_no_more_than_the_era_allows) {
    // 100 items of 300 KB are 30 MB, but a response carries 52 of them (V-C10).
    std::string text = with_calls("operation = \"BatchGetItem\"\nbatch_items = 53");
    text.replace(text.find("1 KB"), 4, "300 KB");
    expect_bad_call(
        {"", "12:15", "53 items of 300 KB exceed the limit of one call, 15625 KB", "make it 52 or"},
        text);
    text.replace(text.find("= 53"), 4, "= 52");
    EXPECT_TRUE(read_scenario_text(text, "votes.toml").ok());
    // The first era's responses carried 1 MB: 20 items of 50 KB.
    text.replace(text.find("300 KB"), 6, "50 KB");
    text.replace(text.find("2016"), 4, "2012");
    text.replace(text.find("= 52"), 4, "= 21");
    expect_bad_call(
        {"", "12:15", "21 items of 50 KB exceed the limit of one call, 1 MB", "make it 20 or"},
        text);
}

TEST(BadCalls, features_that_came_later_are_refused_in_an_era) {
    std::string text = with_calls("operation = \"Scan\"\nsegments = 4");
    text.erase(text.find("keys ="));
    EXPECT_TRUE(read_scenario_text(text, "votes.toml").ok());
    text.replace(text.find("2016"), 4, "2012");
    expect_bad_call({"", "12:12", "parallel Scan was introduced in May 2013", "\"2013\" or later"},
                    text);
    expect_bad_call({"", "8:16", "time to live was introduced in 2017", "\"2018\" or later"},
                    changed("capacity", "new_items = 1\ntime_to_live = \"1h\"\ncapacity"));
}

TEST(BadCalls, items_that_expire_must_be_added) {
    std::string text = changed("capacity", "time_to_live = \"1h\"\ncapacity");
    text.replace(text.find("2016"), 4, "2018");
    expect_bad_call({"", "7:16", "new_items does not say how many of the puts add items",
                     "new_items = \"100 %\""},
                    text);
}

}  // namespace
}  // namespace isotherm
