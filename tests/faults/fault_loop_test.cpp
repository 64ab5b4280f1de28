// SPDX-License-Identifier: Apache-2.0
// Runs each command that writes files, and lets each of its file calls fail in turn, in the way
// SQLite is tested. Afterwards there is either the complete old result or the complete new one and
// nothing else, the exit code says which, and leftovers of a killed program do not prevent the next
// run.
//
// This suite tries some of the calls. To try all: ISOTHERM_FAULTS=all build/dev/bin/faults_tests

#include <fmt/format.h>

#include <boost/random/mersenne_twister.hpp>

#include "tests/engine/scenario/scenario_texts.h"
#include "tests/faults/trial.h"
#include "tests/sanitized.h"

namespace isotherm {
namespace {

using Tree = std::map<std::string, std::string>;

bool tries_all() {
    const char* wish = std::getenv("ISOTHERM_FAULTS");
    return wish != nullptr && std::string(wish) == "all";
}

const std::string isotherm_program = ISOTHERM_PROGRAM_DIR "/isotherm";

struct Command {
    std::string name;
    std::vector<std::string> words;   // command line, including the path of the result
    std::vector<std::string> before;  // command that makes the old result; empty: none
    std::string start = ".";
    // The files of the result are replaced one by one; after a kill in between, the next run
    // repairs the result.
    bool in_place = false;
    bool slow = false;  // a program with a window: tries fewer faults by default
};

// Prints the name instead of the bytes in messages.
void PrintTo(const Command& command, std::ostream* out) { *out << command.name; }

std::vector<std::string> isotherm(std::vector<std::string> words) {
    words.insert(words.begin(), isotherm_program);
    return words;
}

std::vector<Command> commands() {
    const std::string scenario = "in/s.toml";
    std::vector<Command> all;
    all.push_back({"run", isotherm({"run", scenario, "--out", "out/a/run"}), {}});
    all.push_back({"run_force", isotherm({"run", scenario, "--out", "out/run", "--force"}),
                   isotherm({"run", scenario, "--out", "out/run", "--seed", "7"})});
    all.push_back({"run_in_place", isotherm({"run", "../../in/s.toml", "--out", ".", "--force"}),
                   isotherm({"run", scenario, "--out", "out/run", "--seed", "7"}), "out/run",
                   true});
    all.push_back({"checkpoint",
                   isotherm({"run", scenario, "--until", "5s", "--checkpoint", "out/c.json"}),
                   isotherm({"run", scenario, "--until", "2s", "--checkpoint", "out/c.json"})});
    const auto backtest = [](const char* target, const char* option, const char* file) {
        return isotherm({"backtest", "in/series.csv", "--policy", "target_tracking", "--set",
                         std::string("target_utilization=") + target, option, file});
    };
    all.push_back({"backtest_csv", backtest("60 %", "--csv", "out/b.csv"),
                   backtest("30 %", "--csv", "out/b.csv")});
#ifdef ISOTHERM_HAS_PICTURES
    all.push_back({"backtest_plot", backtest("60 %", "--plot", "out/b.svg"),
                   backtest("30 %", "--plot", "out/b.svg")});
    const auto plot = [](const char* theme) {
        return isotherm({"plot", "in/run", "--out", "out/p.svg", "--theme", theme});
    };
    all.push_back({"plot", plot("dark"), plot("light")});
    const auto grab = [](const char* option, const char* file, const char* theme) {
        return std::vector<std::string>{ISOTHERM_PROGRAM_DIR "/isotherm-gui",
                                        "in/run",
                                        option,
                                        file,
                                        "--theme",
                                        theme,
                                        "--size",
                                        "900x700"};
    };
    all.push_back({"grab", grab("--grab", "out/g.png", "dark"),
                   grab("--grab", "out/g.png", "light"), ".", false, true});
    all.push_back({"export", grab("--export", "out/e.csv", "dark"), {}, ".", false, true});
#endif
    return all;
}

std::string series_text() {
    std::string text = "minute,timestamp_utc,read_units_sum,write_units_sum\n";
    for (int i = 0; i < 30; ++i)
        text += fmt::format("{},2018-06-01T00:{:02}:00Z,{},600\n", i, i, i < 10 ? 2400 : 5400);
    return text;
}

bool is_partial(const std::string& path) {
    return path.find(".isotherm-partial") != std::string::npos ||
           path.find(".isotherm-replaced") != std::string::npos;
}

class FaultLoop : public testing::TestWithParam<Command> {
protected:
    void SetUp() override {
        if (sanitized) GTEST_SKIP() << "a sanitizer's library must come first";
        begin_.file("in/s.toml", good());
        begin_.file("in/series.csv", series_text());
        std::filesystem::create_directory(begin_.path("out"));
        ASSERT_EQ(exit_code_of(isotherm({"run", "in/s.toml", "--out", "in/run"}), at(begin_), {}),
                  0);
        const Command& command = GetParam();
        if (!command.before.empty()) {
            ASSERT_EQ(exit_code_of(command.before, at(begin_), {}), 0)
                << content_of(logs_.path("err"));
        }
        old_ = tree_of(begin_.path());
        Stage stage = prepared();
        stage.count = logs_.path("calls");
        ASSERT_EQ(exit_code_of(command.words, stage, {}), 0) << content_of(logs_.path("err"));
        new_ = tree_of(work());
        ASSERT_NE(new_, old_);
        const std::string calls = content_of(stage.count);
        call_count_ = std::count(calls.begin(), calls.end(), '\n');
        ASSERT_GT(call_count_, 3);
    }

    Stage at(const ScenarioFolder& folder) const {
        return {folder.path(), folder.path(), logs_.path("err"), ""};
    }
    std::string work() const { return logs_.path("work"); }
    // Restores the initial state.
    Stage prepared() const {
        std::filesystem::remove_all(work());
        std::filesystem::copy(begin_.path(), work(), std::filesystem::copy_options::recursive);
        return {work(), work() + "/" + GetParam().start, logs_.path("err"), ""};
    }

    void expect_whole(const Fault& fault, int exit_code, const Tree& now) const {
        const std::string where = GetParam().name + ", " + fault.text() + ", exit code " +
                                  std::to_string(exit_code) + "\n" + content_of(logs_.path("err"));
        if (exit_code == 0) {
            EXPECT_TRUE(now == new_) << where;
            return;
        }
        std::string names;
        for (const auto& [name, content] : now)
            if (!old_.contains(name)) names += " " + name;
        EXPECT_TRUE(now == old_ || now == new_) << where << names;
        if (exit_code == 137) return;
        // Exit codes for output errors, or for an input that could not be opened.
        const std::set<int> right{66, 71, 73, 74, 77};
        EXPECT_TRUE(right.contains(exit_code)) << where;
        EXPECT_NE(content_of(logs_.path("err")).find("error"), std::string::npos) << where;
    }

    void expect_mended(const Fault& fault, const Stage& stage) const {
        std::vector<std::string> again = GetParam().words;
        // The run may have been complete when it was killed.
        if (GetParam().name == "run") again.push_back("--force");
        EXPECT_EQ(exit_code_of(again, stage, {}), 0)
            << GetParam().name << fault.text() << content_of(logs_.path("err"));
        EXPECT_TRUE(tree_of(work()) == new_) << GetParam().name << fault.text();
    }

    void try_kill(const Fault& fault) const {
        const Stage stage = prepared();
        const int exit_code = exit_code_of(GetParam().words, stage, fault);
        Tree now = tree_of(work());
        if (!GetParam().in_place) {
            std::erase_if(now, [](const auto& entry) { return is_partial(entry.first); });
            // Parent folders of the result do not count as a result.
            if (!now.contains("out/a/run")) now.erase("out/a");
            expect_whole(fault, exit_code, now);
        }
        expect_mended(fault, stage);
    }

    // Returns false if something was wrong, or if the command has fewer allocations.
    bool try_allocation(long at, bool more) const {
        const Fault fault{.at = 0, .reason = "bad_alloc", .more = more, .allocation = at};
        const Stage stage = prepared();
        const int exit_code = exit_code_of(GetParam().words, stage, fault);
        Tree now = tree_of(work());
        if (exit_code == 0 && now == new_) return false;
        const std::string said = content_of(logs_.path("err"));
        EXPECT_EQ(exit_code, 71) << GetParam().name << " allocation " << at << more << said;
        EXPECT_NE(said.find("memory"), std::string::npos);
        // The JSON library needs memory to free memory: without it the program ends at once, and
        // the next program removes what is left.
        std::erase_if(now, [](const auto& entry) { return is_partial(entry.first); });
        if (!now.contains("out/a/run")) now.erase("out/a");
        EXPECT_TRUE(now == old_ || now == new_) << GetParam().name << " allocation " << at << more;
        return !HasFailure();
    }

    long step_between_faults() const {
        return tries_all() ? 1 : std::max(1L, call_count_ / (GetParam().slow ? 3 : 12));
    }

    ScenarioFolder begin_;
    ScenarioFolder logs_;
    Tree old_, new_;
    long call_count_ = 0;
};

TEST_P(FaultLoop, every_call_that_fails_leaves_the_old_result_or_the_new_one) {
    const long step = step_between_faults();
    int tried = 0;
    for (const char* reason : {"EIO", "ENOSPC", "EDQUOT", "EACCES", "EMFILE"}) {
        for (const bool more : {false, true}) {
            // A folder that is replaced in place cannot be restored once all calls fail.
            if (more && GetParam().in_place) continue;
            const std::string name = reason;
            if (!tries_all() && (name == "EDQUOT" || (GetParam().slow && name != "EIO"))) continue;
            for (long at = 1 + tried % step; at <= call_count_; at += step) {
                const Fault fault{at, reason, more};
                const Stage stage = prepared();
                const int exit_code = exit_code_of(GetParam().words, stage, fault);
                Tree now = tree_of(work());
                // If all calls fail, temporary files cannot be removed either.
                if (more) std::erase_if(now, [](const auto& e) { return is_partial(e.first); });
                if (more && !now.contains("out/a/run")) now.erase("out/a");
                expect_whole(fault, exit_code, now);
                ++tried;
                if (HasFailure()) return;
            }
        }
    }
    std::printf("%-14s %4ld calls on files, %5d faults\n", GetParam().name.c_str(), call_count_,
                tried);
}

TEST_P(FaultLoop, a_kill_at_a_call_loses_nothing) {
    const long step = step_between_faults();
    int tried = 0;
    for (long at = 1; at <= call_count_; at += step, ++tried) {
        try_kill({at, "KILL"});
        if (HasFailure()) return;
    }
    std::printf("%-14s %4ld calls on files, %5d kills\n", GetParam().name.c_str(), call_count_,
                tried);
}

TEST_P(FaultLoop, a_kill_at_any_moment_loses_nothing) {
    boost::random::mt19937 moments(20'131);
    const int kills = tries_all() ? 100 : GetParam().slow ? 1 : 5;
    for (int i = 0; i < kills; ++i) {
        Fault fault;
        fault.reason = "killed";
        fault.kill_after_us = static_cast<int>(moments() % 60'000);
        try_kill(fault);
        if (HasFailure()) return;
    }
    std::printf("%-14s %d kills at random moments\n", GetParam().name.c_str(), kills);
}

// One allocation fails, or that one and all later ones.
TEST_P(FaultLoop, lack_of_memory_is_reported_and_keeps_the_old_result) {
    if (GetParam().slow && !tries_all()) GTEST_SKIP() << "only where all are tried";
    const long step = tries_all() ? 97 : 2'003;
    int tried = 0;
    // The first allocations are made by libraries, before our code can report an error.
    long first = 1;
    while (exit_code_of(GetParam().words, prepared(), {.reason = "", .allocation = first}) ==
           128 + SIGABRT)
        ++first;
    ASSERT_LT(first, 50);
    for (const bool more : {false, true}) {
        long at = first;
        for (; try_allocation(at, more); at += at < 40 && tries_all() ? 1 : step) ++tried;
        if (HasFailure()) return;
        if (!tries_all() && !GetParam().in_place) continue;
        // The result takes its place during the last allocations.
        long most = std::max(first, at - step);
        while (at - most > 1) {
            const long middle = (most + at) / 2;
            (try_allocation(middle, more) ? most : at) = middle;
        }
        for (at = std::max(first, most - 300); try_allocation(at, more); ++tried)
            at += tries_all() ? 1 : 7;
        if (HasFailure()) return;
    }
    std::printf("%-14s %d allocations that failed\n", GetParam().name.c_str(), tried);
}

INSTANTIATE_TEST_SUITE_P(Commands, FaultLoop, testing::ValuesIn(commands()),
                         [](const auto& of) { return of.param.name; });

}  // namespace
}  // namespace isotherm
