// SPDX-License-Identifier: Apache-2.0
// `isotherm lesson` as a teacher and a student use it: all lessons hold, and lessons with a changed
// claim, a missing heading or a typed result fail with their line.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/lessons/lesson.h"
#include "tests/cli/program.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

const fs::path lessons_folder(ISOTHERM_SOURCE_DIR "/resources/lessons");

// A copy of a shipped lesson, in which texts can be replaced.
class LessonCopy {
public:
    explicit LessonCopy(const std::string& id) : path_(folder_.path("lessons/" + id)) {
        fs::create_directories(folder_.path("lessons"));
        fs::copy(lessons_folder / id, path_, fs::copy_options::recursive);
        // Where a lesson without a scenario of its own finds it.
        fs::create_directories(folder_.path("scenarios"));
        fs::copy(lessons_folder / "../scenarios/tokyo_2012.toml", folder_.path("scenarios"));
    }

    std::string path() const { return path_; }
    std::string text(const std::string& file) const { return content_of(path_ + "/" + file); }

    void replace(const std::string& file, const std::string& from, const std::string& to) {
        std::string all = text(file);
        const std::size_t at = all.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        std::ofstream(path_ + "/" + file) << all.replace(at, from.size(), to);
    }

    // The line in which a text stands.
    std::int64_t line_of(const std::string& file, const std::string& wanted) const {
        const std::string all = text(file);
        return 1 + std::count(all.begin(),
                              all.begin() + static_cast<std::ptrdiff_t>(all.find(wanted)), '\n');
    }

private:
    ScenarioFolder folder_;
    std::string path_;
};

std::set<std::string> shipped_ids() {
    std::set<std::string> ids;
    for (const auto& entry : fs::directory_iterator(lessons_folder))
        ids.insert(entry.path().filename().string());
    return ids;
}

class ShippedLesson : public testing::TestWithParam<std::string> {};

TEST_P(ShippedLesson, holds_in_all_that_it_says) {
    const Printed printed = isotherm_prints({"lesson", "check", GetParam(), "--json"});
    ASSERT_EQ(printed.exit_code, 0) << printed.out << printed.err;
    const Json checked = Json::parse(printed.out);
    EXPECT_EQ(checked["lesson"], GetParam());
    EXPECT_TRUE(checked["ok"]);
    ASSERT_GE(checked["claims"].size(), 3u);
    for (const Json& claim : checked["claims"]) {
        EXPECT_TRUE(claim["holds"]) << claim;
        EXPECT_TRUE(claim.contains("step") && claim.contains("that") && claim.contains("value"));
    }
}

INSTANTIATE_TEST_SUITE_P(All, ShippedLesson, testing::ValuesIn(shipped_ids()),
                         [](const auto& one) { return one.param; });

TEST(Lessons, are_listed_in_order_with_titles_in_both_languages) {
    const Printed printed = isotherm_prints({"lesson", "list", "--json"});
    ASSERT_EQ(printed.exit_code, 0) << printed.err;
    const Json list = Json::parse(printed.out);
    ASSERT_EQ(list.size(), shipped_ids().size());
    std::int64_t number = 0;
    for (const Json& lesson : list) {
        EXPECT_EQ(lesson["number"], ++number) << "no gap";
        EXPECT_NE(lesson["title"]["en"], lesson["title"]["ja"]);
        EXPECT_GE(lesson["minutes"], 5);
    }
    const Printed japanese = isotherm_prints({"lesson", "list", "--language", "ja"});
    EXPECT_NE(japanese.out.find("パーティションの算数"), std::string::npos) << japanese.out;
}

TEST(LessonCheck, tells_the_line_of_a_claim_that_does_not_hold) {
    LessonCopy lesson("tokyo_2012");
    lesson.replace("lesson.toml", "is = 163.68", "is = 140");
    const Printed printed = isotherm_prints({"lesson", "check", lesson.path()});
    EXPECT_EQ(printed.exit_code, 3) << printed.err;
    const std::string where =
        "lesson.toml:" + std::to_string(lesson.line_of("lesson.toml", "is = 140"));
    EXPECT_NE(printed.out.find(where), std::string::npos) << printed.out;
    EXPECT_NE(printed.out.find("163.68; 140, within 0.005 was expected"), std::string::npos)
        << printed.out;
}

TEST(LessonCheck, tells_where_a_heading_of_the_Japanese_words_is_missing) {
    LessonCopy lesson("tokyo_2012");
    lesson.replace("ja.md", "## why\n", "");
    const Printed printed = isotherm_prints({"lesson", "check", lesson.path()});
    EXPECT_EQ(printed.exit_code, 78);
    const std::string where =
        "ja.md:" + std::to_string(lesson.line_of("ja.md", "## own")) + ": error[E0103]";
    EXPECT_NE(printed.err.find(where), std::string::npos) << printed.err;
    EXPECT_NE(printed.err.find("no heading for the step why"), std::string::npos) << printed.err;
}

TEST(LessonCheck, tells_the_place_of_a_result_that_is_typed_into_the_words) {
    LessonCopy lesson("tokyo_2012");
    lesson.replace("en.md", "{a.cost.month.by_resource.second | dollars}", "$163.68");
    const Printed printed = isotherm_prints({"lesson", "check", lesson.path(), "--json"});
    EXPECT_EQ(printed.exit_code, 78);
    const Json error = Json::parse(printed.err)["error"];
    EXPECT_EQ(error["line"], lesson.line_of("en.md", "$163.68"));
    EXPECT_EQ(error["column"], 2);
    EXPECT_EQ(error["exit_code"], 78);
    EXPECT_NE(error["what"].get<std::string>().find("163.68"), std::string::npos) << error;
}

struct Slip {
    std::string name;
    std::string file;
    std::string from;
    std::string to;
    std::string told;  // what the error says
};

class WrongLesson : public testing::TestWithParam<Slip> {};

TEST_P(WrongLesson, is_refused_with_file_line_and_fix) {
    const Slip& slip = GetParam();
    LessonCopy lesson("votes");
    lesson.replace(slip.file, slip.from, slip.to);
    const Printed printed = isotherm_prints({"lesson", "check", lesson.path()});
    EXPECT_EQ(printed.exit_code, 78) << printed.out;
    EXPECT_NE(printed.err.find(slip.told), std::string::npos) << printed.err;
    EXPECT_NE(printed.err.find(slip.file + ":"), std::string::npos) << printed.err;
    EXPECT_NE(printed.err.find("help: "), std::string::npos) << printed.err;
}

INSTANTIATE_TEST_SUITE_P(
    Slips, WrongLesson,
    testing::Values(
        Slip{"key", "lesson.toml", "minutes", "minuets", "minuets"},
        Slip{"kind", "lesson.toml", "\"experiment\"", "\"experimnet\"", "experimnet"},
        Slip{"path", "lesson.toml", "of = \"a.tables.votes.consumed_write_per_second\"",
             "of = \"a.tables.votes.consumed_writes\"", "consumed_writes"},
        Slip{"no_b", "lesson.toml", "of = \"a.tables.votes.consumed_write_per_second\"",
             "of = \"b.tables.votes.throttled\"", "there is no \"b\""},
        Slip{"range", "lesson.toml", "range = [0, 5000]", "range = [5000, 0]", "range"},
        Slip{"answer", "lesson.toml", "answer = \"same\"", "answer = \"sane\"", "answer"},
        Slip{"change", "lesson.toml", "workloads.voters.write_shards=10",
             "workloads.voters.write_shard=10", "write_shard"},
        Slip{"step", "lesson.toml", "step = \"doubled\"", "step = \"double\"",
             "did you mean \"doubled\""},
        Slip{"slider", "lesson.toml", "sliders = [\"workloads.sharded_voters.write_shards\"",
             "sliders = [\"workloads.sharded_voters.shards\"", "workloads.sharded_voters.shards"},
        Slip{"scenario", "lesson.toml", "scenario = \"scenario.toml\"",
             "scenario = \"scenari.toml\"", "scenari.toml: there is no such file"},
        Slip{"band", "lesson.toml", "\"votes:write\"", "\"votes:writes\"", "votes:writes"},
        Slip{"lane", "lesson.toml", "lanes = [\"throttle\"]", "lanes = [\"throttles\"]",
             "there is no lane \"throttles\""},
        Slip{"order", "lesson.toml", "order = \"hash\"", "order = \"heats\"",
             "there is no order \"heats\""},
        Slip{"id", "lesson.toml", "id = \"votes\"", "id = \"vote\"", "folder is named \"votes\""},
        Slip{"value", "en.md", "{a.tables.votes.throttled_share | share}",
             "{a.tables.votes.throtled_share | share}", "did you mean \"throttled_share\""},
        Slip{"format", "en.md", "throttled_share | share}", "throttled_share | procent}",
             "procent"},
        Slip{"brace", "en.md", "throttled_share | share}", "throttled_share | share",
             "never closed"},
        Slip{"choice", "ja.md", "- half:", "- halb:", "no line for half"},
        Slip{"heading", "en.md", "## price", "## prize", "unknown heading"},
        Slip{"teacher", "teacher.md", "## exit", "## end", "exit"},
        Slip{"digits", "ja.md", "5,000 票です", "\xEF\xBC\x95,000 票です", "typed"}),
    [](const auto& one) { return one.param.name; });

TEST(LessonCheck, tells_a_right_picture_that_is_not_that_of_the_run) {
    LessonCopy lesson("votes");
    lesson.replace("lesson.toml", "answer = \"same\"", "answer = \"half\"");
    const Printed printed = isotherm_prints({"lesson", "check", lesson.path()});
    EXPECT_EQ(printed.exit_code, 3) << printed.err;
    EXPECT_NE(printed.out.find("picture of half is not that of the run"), std::string::npos)
        << printed.out;
}

TEST(LessonCheck, tells_a_trap_that_reaches_the_goal) {
    LessonCopy lesson("votes");
    lesson.replace("lesson.toml",
                   "trap = [\"workloads.sharded_voters.write_shards=2\", "
                   "\"workloads.tally.write_shards=2\"]",
                   "trap = [\"workloads.sharded_voters.write_shards=9\"]");
    const Printed printed = isotherm_prints({"lesson", "check", lesson.path()});
    EXPECT_EQ(printed.exit_code, 3) << printed.err;
    EXPECT_NE(printed.out.find("with the trap"), std::string::npos) << printed.out;
}

TEST(LessonRun, compares_predictions_with_the_run) {
    const Printed printed = isotherm_prints({"lesson", "run", "partition_arithmetic", "--answer",
                                             "partitions=3", "--answer", "served=2,500", "--answer",
                                             "own=tables.one_key.capacity.read=7600"});
    EXPECT_EQ(printed.exit_code, 0) << printed.err;
    for (const char* sentence :
         {"partitions: you predicted 3, and so says the run.",
          "served: you predicted 2,500; the run says 1,666.66.", "500/1,000 = 2.17",
          "not reached: b.tables.one_key.throttled == 0 (360,000)", "[documented]",
          "Nothing that you typed was stored"})
        EXPECT_NE(printed.out.find(sentence), std::string::npos) << sentence << "\n" << printed.out;
}

TEST(LessonRun, reaches_the_goal_with_the_solution_and_another_seed) {
    const Printed printed =
        isotherm_prints({"lesson", "run", "partition_arithmetic", "--step", "own", "--answer",
                         "own=tables.one_key.capacity.read=7500"});
    EXPECT_EQ(printed.exit_code, 0) << printed.err;
    EXPECT_NE(printed.out.find("It holds with another seed, too."), std::string::npos)
        << printed.out;
}

TEST(LessonRun, speaks_Japanese_and_takes_skipped_predictions) {
    const Printed printed =
        isotherm_prints({"lesson", "run", "partition_arithmetic", "--language", "ja"});
    EXPECT_EQ(printed.exit_code, 0) << printed.err;
    for (const char* sentence : {"予想なし。", "served:実行結果は 1,666.66 でした。", "文書に記載"})
        EXPECT_NE(printed.out.find(sentence), std::string::npos) << sentence << "\n" << printed.out;
}

TEST(LessonRun, refuses_wrong_usage) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> calls{
        {{"lesson", "run", "votes", "--step", "whi"}, "did you mean \"why\""},
        {{"lesson", "run", "votes", "--answer", "counted=many"}, "NUMBER, from 0 to 5000"},
        {{"lesson", "run", "votes", "--answer", "why=1"}, "asks nothing"},
        {{"lesson", "run", "votes", "--answer", "nothing=1"}, "no step \"nothing\""},
    };
    for (const auto& [arguments, told] : calls) {
        const Printed printed = isotherm_prints(arguments);
        EXPECT_EQ(printed.exit_code, 2) << printed.out;
        EXPECT_NE(printed.err.find(told), std::string::npos) << printed.err;
    }
    const Printed unknown = isotherm_prints({"lesson", "run", "vote"});
    EXPECT_EQ(unknown.exit_code, 66);
    EXPECT_NE(unknown.err.find("did you mean \"votes\""), std::string::npos) << unknown.err;
}

TEST(LessonRun, prints_the_notes_for_teachers) {
    const Printed printed = isotherm_prints({"lesson", "run", "tokyo_2012", "--teacher"});
    EXPECT_EQ(printed.exit_code, 0) << printed.err;
    EXPECT_NE(printed.out.find("the bill is $139.68"), std::string::npos) << printed.out;
}

TEST(LessonRun, calls_a_lesson_without_a_number_by_its_title) {
    LessonCopy copy("tokyo_2012");
    const auto first_line = [&] {
        const Printed printed = isotherm_prints({"lesson", "run", copy.path()});
        return printed.out.substr(0, printed.out.find('\n'));
    };
    EXPECT_EQ(first_line().rfind("Lesson 14: ", 0), 0U) << first_line();
    copy.replace("lesson.toml", "number = 14\n", "");
    const std::string title = copy.text("en.md").substr(2, copy.text("en.md").find('\n') - 2);
    EXPECT_EQ(first_line().rfind(title + " (", 0), 0U) << first_line();
}

}  // namespace
}  // namespace isotherm
