// SPDX-License-Identifier: Apache-2.0
// One recorded stream under several designs: the columns of its file are attributes of keys.

#include <fstream>
#include <map>
#include <set>

#include "engine/attributes/key_design.h"
#include "tests/flows/flow_run.h"
#include "tests/temporary_folder.h"

namespace isotherm {
namespace {

// 600 requests, ten a second: user u0 … u9 in turn, a game with a comma in its name in each second
// row, an award in each third.
std::string games_csv() {
    std::string csv = "time,key,uid,game,award\n";
    for (int row = 0; row < 600; ++row)
        csv += fmt::format("{}.{},{},u{},{},{}\n", row / 10, row % 10, row, row % 10,
                           row % 2 == 0 ? "\"chess, blitz\"" : "go", row % 3 == 0 ? "gold" : "");
    return csv;
}

class Recorded {
public:
    explicit Recorded(const std::string& csv = games_csv()) {
        std::ofstream(folder_.path("games.csv")) << csv;
    }

    std::string text(const std::string& tables, const std::string& more = "",
                     const std::string& replay = "limit = 0") const {
        return fmt::format(R"(name = "recorded"
era = "2024"
duration = "60s"
[attributes]
user = {{ column = "uid" }}
game = {{ column = "game" }}
award = {{ column = "award" }}
id = {{ column = "key" }}
league = {{ of = "user", weights = {{ EAST = 1, WEST = 1 }} }}
[tables.tab]
{}
[workloads.w]
table = "tab"
replay = {{ file = "{}", format = "csv", time_unit = "s", {} }}
client = {{ retry = "fire_and_forget" }}
{}
)",
                           tables, folder_.path("games.csv"), replay, more);
    }

private:
    TemporaryFolder folder_;
};

constexpr const char* capacity = "capacity = { read = 1000, write = 1000 }\n";

std::map<Key, std::uint64_t> rows_by_key(const std::string& text, std::size_t threads = 0) {
    std::map<Key, std::uint64_t> rows;
    const auto scenario = scenario_of(text);
    if (!scenario) return rows;
    auto simulation =
        Simulation::create(*scenario, {.log =
                                           [&](const RequestBatch& batch) {
                                               for (std::size_t row = 0; row < batch.size(); ++row)
                                                   ++rows[batch.key[row]];
                                           },
                                       .threads = threads});
    EXPECT_TRUE(simulation.ok()) << all_texts(simulation.errors());
    if (simulation.ok()) simulation.value()->advance(simulation.value()->end());
    return rows;
}

TEST(RecordedAttributes, make_the_keys_of_a_table) {
    const Recorded recorded;
    const auto by_user = rows_by_key(recorded.text(R"(partition_key = "{user}"
)" + std::string(capacity)));
    ASSERT_EQ(by_user.size(), 10u);
    for (int user = 0; user < 10; ++user)
        EXPECT_EQ(by_user.at(key_from_text(fmt::format("u{}", user))), 60u) << user;

    const auto by_both = rows_by_key(recorded.text(R"(partition_key = "{game}.{user}.{id}"
)" + std::string(capacity)));
    EXPECT_EQ(by_both.size(), 600u);
    EXPECT_EQ(by_both.count(key_from_text("chess, blitz.u4.44")), 1u);
    EXPECT_EQ(by_both.count(key_from_text("go.u5.45")), 1u);

    // A function of a recorded attribute: the same user is in the same league.
    const auto by_league = rows_by_key(recorded.text(R"(partition_key = "{league}.{user}"
)" + std::string(capacity)));
    EXPECT_EQ(by_league.size(), 10u);
    // ascii_sum("u0") = 117 + 48.
    const auto by_sum = rows_by_key(recorded.text(R"(partition_key = "{ascii_sum(user) - 165}"
)" + std::string(capacity)));
    EXPECT_EQ(by_sum.size(), 10u);
    EXPECT_EQ(by_sum.at(9), 60u);
}

// The stream's own key, with the fingerprint of no expression and no attributes.
TEST(RecordedAttributes, leave_the_recorded_key_as_it_is) {
    const Recorded recorded;
    const auto with_attributes = recorded.text(std::string(capacity));
    std::string without = with_attributes;
    without.erase(without.find("[attributes]"),
                  without.find("[tables.tab]") - without.find("[attributes]"));
    EXPECT_EQ(FinishedRun(with_attributes).fingerprint(), FinishedRun(without).fingerprint());
    const auto named = recorded.text("partition_key = \"{key}\"\n" + std::string(capacity));
    EXPECT_EQ(FinishedRun(named).fingerprint(), FinishedRun(without).fingerprint());
}

TEST(RecordedAttributes, make_the_entries_of_an_index) {
    std::string csv = "time,key,uid,game,award,op\n";
    for (int row = 0; row < 600; ++row)
        csv += fmt::format("{}.{},{},u{},go,{},put\n", row / 10, row % 10, row, row % 10,
                           row % 3 == 0 ? "gold" : "");
    const Recorded recorded(csv);
    const FinishedRun run(recorded.text(R"(partition_key = "{key}"
capacity = { read = 1000, write = 1000 }
[tables.tab.indexes.by_user]
partition_key = "{user}"
capacity = { read = 10, write = 1000 }
[tables.tab.indexes.by_award]
partition_key = "{award}"
capacity = { read = 10, write = 1000 }
)",
                                        "", "operation = \"op\""));
    std::set<std::string> users;
    for (const HotKey& key : run.table("tab", "by_user").hottest) users.insert(key.name);
    EXPECT_EQ(users.size(), 10u);
    EXPECT_TRUE(users.contains("u7"));
    // A row without an award has no entry. Writes of the last 100 ms wait.
    EXPECT_NEAR(static_cast<double>(run.table("tab", "by_award").totals.admitted), 200, 1);
    ASSERT_EQ(run.table("tab", "by_award").hottest.size(), 1u);
    EXPECT_EQ(run.table("tab", "by_award").hottest[0].name, "gold");
}

TEST(RecordedAttributes, are_the_same_in_any_thread_and_after_a_checkpoint) {
    const Recorded recorded;
    const std::string text =
        recorded.text("partition_key = \"{game}.{user}\"\n" + std::string(capacity));
    const FinishedRun whole(text);
    const FinishedRun threads(scenario_of(text).value(), {.batch_rows = 7, .threads = 3});
    EXPECT_EQ(threads.fingerprint(), whole.fingerprint());

    const auto scenario = scenario_of(text);
    auto first = Simulation::create(*scenario);
    first.value()->advance(sim_start + 20s);
    const std::string state = first.value()->state();
    auto second = Simulation::create(*scenario);
    EXPECT_EQ(second.value()->resume(state, first.value()->give_history()), std::nullopt);
    second.value()->advance(second.value()->end());
    EXPECT_EQ(second.value()->fingerprint(), whole.fingerprint());
}

// Formats without columns have the text of their key.
TEST(RecordedAttributes, of_other_formats_are_the_text_of_the_key) {
    const TemporaryFolder folder;
    std::ofstream file(folder.path("access.log"));
    for (int row = 0; row < 60; ++row)
        file << fmt::format("{} /{} 10\n", row, row % 2 == 0 ? "news" : "sport");
    file.close();
    const std::string text = fmt::format(R"(name = "recorded"
era = "2024"
duration = "60s"
[attributes]
path = {{ column = "key" }}
[tables.tab]
partition_key = "{{path}}.{{ascii_sum(path) % 2}}"
capacity = {{ read = 100, write = 100 }}
[workloads.w]
table = "tab"
replay = {{ file = "{}", format = "csv", delimiter = " ", header = false, time = "1", time_unit = "s", key = "2", size = "3" }}
)",
                                         folder.path("access.log"));
    // ascii_sum("/news") = 47 + 110 + 101 + 119 + 115 = 492, of "/sport" 47 + 115 + 112 + 111 +
    // 114 + 116 = 615.
    const auto rows = rows_by_key(text);
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows.at(key_from_text("/news.0")), 30u);
    EXPECT_EQ(rows.at(key_from_text("/sport.1")), 30u);
}

std::string complaints_of(const std::string& text) {
    const auto scenario = read_scenario_text(text, "test.toml");
    if (!scenario.ok()) return all_texts(scenario.errors());
    const auto simulation = Simulation::create(scenario.value());
    return simulation.ok() ? "" : all_texts(simulation.errors());
}

TEST(RecordedAttributes, that_are_not_recorded_are_refused) {
    const Recorded recorded;
    const std::string by_user = "partition_key = \"{user}\"\n" + std::string(capacity);
    EXPECT_NE(complaints_of(recorded.text(by_user, R"([workloads.drawn]
table = "tab"
operation = "GetItem"
arrivals = { shape = "poisson", rate = "1/s" }
)"))
                  .find("the key of tab names user, which only recorded streams have"),
              std::string::npos);
    std::string no_column = recorded.text(by_user);
    no_column.replace(no_column.find("column = \"uid\""), 14, "column = \"uim\"");
    EXPECT_NE(complaints_of(no_column).find("uim"), std::string::npos) << complaints_of(no_column);
    // What no key needs may be missing.
    std::string unused = recorded.text(std::string(capacity));
    unused.replace(unused.find("column = \"uid\""), 14, "column = \"uim\"");
    EXPECT_EQ(complaints_of(unused), "");
    EXPECT_NE(complaints_of(recorded.text(by_user, "write_shards = 3"))
                  .find("the keys are made of the columns"),
              std::string::npos);
    std::string both = recorded.text(by_user);
    both.replace(both.find("column = \"uid\""), 14,
                 "column = \"uid\", written_by = \"workloads.w\"");
    EXPECT_NE(complaints_of(both).find("remove one of them"), std::string::npos);
}

}  // namespace
}  // namespace isotherm
