// Run directories: complete or not there, never shared, never someone else's (validation.md section
// 10, rows 27 and 29 to 31, and the output rule above the table).

#include "engine/recording/output_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>
#include <vector>

#include "tests/engine/run/scenario_folder.h"

namespace isotherm {
namespace {

bool exists(const std::string& path) { return access(path.c_str(), F_OK) == 0; }

void expect_refused(const std::string& path, bool replace, ExitCode exit_code, int number,
                    std::string_view what) {
    const auto folder = OutputFolder::open(path, replace);
    ASSERT_FALSE(folder.ok());
    const Error& error = folder.errors().front();
    EXPECT_EQ(error.exit_code, exit_code) << error.text();
    EXPECT_EQ(error.number, number) << error.text();
    EXPECT_NE(error.what.find(what), std::string::npos) << error.text();
}

void write_run(const std::string& path, bool replace, const std::string& content) {
    auto folder = OutputFolder::open(path, replace);
    ASSERT_TRUE(folder.ok()) << folder.errors().front().text();
    OutputFolder& out = *folder.value();
    ASSERT_TRUE(out.write("report.json", content).empty());
    ASSERT_TRUE(out.write("manifest.json", content).empty());
    EXPECT_EQ(content_of(path + "/.partial.report.json"), content);
    ASSERT_TRUE(out.publish({"report.json", "manifest.json"}).empty());
}

TEST(OutputFolder, files_appear_under_their_names_when_published) {
    const ScenarioFolder place;
    const std::string path = place.path("new/deep/run");
    write_run(path, false, "first");
    EXPECT_EQ(content_of(path + "/report.json"), "first");
    EXPECT_EQ(content_of(path + "/manifest.json"), "first");
    EXPECT_FALSE(exists(path + "/.partial.report.json"));
    EXPECT_FALSE(exists(path + "/.lock"));
}

TEST(OutputFolder, a_run_is_replaced_only_when_asked) {
    const ScenarioFolder place;
    const std::string path = place.path("run");
    write_run(path, false, "first");
    expect_refused(path, false, ExitCode::cannot_create, 303, "the folder already holds a run");
    EXPECT_EQ(content_of(path + "/report.json"), "first");
    write_run(path, true, "second");
    EXPECT_EQ(content_of(path + "/report.json"), "second");
}

TEST(OutputFolder, an_older_run_stays_until_the_new_one_is_complete) {
    const ScenarioFolder place;
    const std::string path = place.path("run");
    write_run(path, false, "first");
    {
        auto folder = OutputFolder::open(path, true);
        ASSERT_TRUE(folder.ok());
        ASSERT_TRUE(folder.value()->write("report.json", "second").empty());
        // Interrupted: never published.
    }
    EXPECT_EQ(content_of(path + "/report.json"), "first");
    EXPECT_TRUE(exists(path + "/manifest.json"));
    write_run(path, true, "third");  // what was left over is no obstacle
    EXPECT_EQ(content_of(path + "/report.json"), "third");
}

TEST(OutputFolder, a_folder_with_other_files_is_left_as_it_was) {
    const ScenarioFolder place;
    place.file("docs/thesis\x1b.txt", "three years");
    for (const bool replace : {false, true}) {
        expect_refused(place.path("docs"), replace, ExitCode::cannot_create, 302,
                       "the folder holds \"thesis\\x1B.txt\", which is not from a run");
    }
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(place.path("docs")), {}), 1);
}

TEST(OutputFolder, what_is_no_folder_is_refused) {
    const ScenarioFolder place;
    expect_refused(place.file("file", "x"), true, ExitCode::cannot_create, 301, "Not a directory");
    expect_refused(place.path("file/run"), true, ExitCode::cannot_create, 301,
                   "cannot create the folder");
    if (geteuid() == 0) return;  // root may write everywhere
    place.file("locked/x", "");
    ASSERT_EQ(chmod(place.path("locked").c_str(), 0555), 0);
    expect_refused(place.path("locked/run"), true, ExitCode::permission, 301,
                   "cannot create the folder");
    chmod(place.path("locked").c_str(), 0755);
}

TEST(OutputFolder, a_second_run_is_told_that_the_first_is_writing) {
    const ScenarioFolder place;
    const auto first = OutputFolder::open(place.path("run"), false);
    ASSERT_TRUE(first.ok());
    expect_refused(place.path("run"), false, ExitCode::busy, 304,
                   "another run is writing to this folder");
    expect_refused(place.path("run"), true, ExitCode::busy, 304,
                   "another run is writing to this folder");
}

// Row 31: the lock itself tells, not the age of a file.
TEST(OutputFolder, the_lock_file_of_a_run_that_crashed_is_no_lock) {
    const ScenarioFolder place;
    place.file("run/.lock", "");
    EXPECT_TRUE(OutputFolder::open(place.path("run"), false).ok());
}

TEST(OutputFolder, of_many_at_once_one_wins_and_the_others_are_told) {
    const ScenarioFolder place;
    for (int round = 0; round < 20; ++round) {
        const std::string path = place.path("run" + std::to_string(round));
        std::vector<std::unique_ptr<OutputFolder>> held(20);
        std::vector<int> codes(20, -1);
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < 20; ++i) {
            threads.emplace_back([&, i] {
                auto folder = OutputFolder::open(path, false);
                codes[i] = folder.ok() ? 0 : static_cast<int>(folder.errors().front().exit_code);
                if (folder.ok()) held[i] = std::move(folder.value());
            });
        }
        for (std::thread& thread : threads) thread.join();
        EXPECT_EQ(std::count(codes.begin(), codes.end(), 0), 1);
        EXPECT_EQ(std::count(codes.begin(), codes.end(), static_cast<int>(ExitCode::busy)), 19);
    }
}

// Runs that come and go: never two at a time.
TEST(OutputFolder, is_never_held_twice_while_runs_come_and_go) {
    const ScenarioFolder place;
    std::atomic<int> inside = 0, most = 0, entered = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            for (int k = 0; k < 300; ++k) {
                const auto folder = OutputFolder::open(place.path("run"), false);
                if (!folder.ok()) continue;
                ++entered;
                const int now = ++inside;
                if (now > most) most = now;
                std::this_thread::yield();
                --inside;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_GT(entered, 0);
    EXPECT_EQ(most, 1);
}

TEST(OutputFolder, a_full_device_is_an_error_and_the_part_written_is_removed) {
    const ScenarioFolder place;
    auto folder = OutputFolder::open(place.path("run"), false);
    ASSERT_TRUE(folder.ok());
    place.link("/dev/full", "run/.partial.report.json");
    const Errors errors = folder.value()->write("report.json", "content");
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors[0].exit_code, ExitCode::input_output);
    EXPECT_NE(errors[0].what.find("No space left on device"), std::string::npos)
        << errors[0].text();
    EXPECT_NE(errors[0].fix.find("bytes are left there"), std::string::npos) << errors[0].text();
    EXPECT_FALSE(std::filesystem::is_symlink(place.path("run/.partial.report.json")));
}

TEST(WriteFile, replaces_a_file_in_one_step) {
    const ScenarioFolder place;
    const std::string path = place.file("a.csv", "old");
    ASSERT_TRUE(write_file(path, "new").empty());
    EXPECT_EQ(content_of(path), "new");
    EXPECT_FALSE(exists(place.path(".partial.a.csv")));
    EXPECT_EQ(write_file(place.path("none/a.csv"), "new").front().exit_code,
              ExitCode::cannot_create);
}

}  // namespace
}  // namespace isotherm
