// SPDX-License-Identifier: Apache-2.0
// Run directories are complete or absent, are never written by two runs at once, and never replace
// other files.

#include "engine/recording/output_folder.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <thread>
#include <vector>

#include "tests/engine/scenario/scenario_folder.h"

namespace isotherm {
namespace {

bool exists(const std::string& path) { return access(path.c_str(), F_OK) == 0; }

void expect_folder_refused(const std::string& path, bool replace, ExitCode exit_code, int number,
                           std::string_view what) {
    const auto folder = OutputFolder::open(path, replace);
    ASSERT_FALSE(folder.ok());
    const Error& error = folder.errors().front();
    EXPECT_EQ(error.exit_code, exit_code) << error.text();
    EXPECT_EQ(digits_of(error.number), number) << error.text();
    EXPECT_NE(error.what.find(what), std::string::npos) << error.text();
}

constexpr const char* manifest = R"({"program": "isotherm"})";

// Number of files, folders and links in the folder.
std::ptrdiff_t entries_of(const std::string& path) {
    return std::distance(std::filesystem::directory_iterator(path), {});
}

void write_run(const std::string& path, bool replace, const std::string& content) {
    auto folder = OutputFolder::open(path, replace);
    ASSERT_TRUE(folder.ok()) << folder.errors().front().text();
    OutputFolder& out = *folder.value();
    ASSERT_TRUE(out.write("report.json", content).empty());
    ASSERT_TRUE(out.write("manifest.json", manifest).empty());
    EXPECT_EQ(content_of(out.partial_path("report.json")), content);
    const Errors errors = out.publish();
    ASSERT_TRUE(errors.empty()) << errors.front().text();
}

TEST(OutputFolder, files_appear_under_their_names_when_published) {
    const ScenarioFolder place;
    const std::string path = place.path("new/deep/run");
    write_run(path, false, "first");
    EXPECT_EQ(content_of(path + "/report.json"), "first");
    EXPECT_EQ(content_of(path + "/manifest.json"), manifest);
    EXPECT_EQ(entries_of(path), 2);
    EXPECT_EQ(entries_of(place.path("new/deep")), 1);
}

TEST(OutputFolder, an_unpublished_folder_leaves_nothing_behind) {
    const ScenarioFolder place;
    {
        auto folder = OutputFolder::open(place.path("new/deep/run"), false);
        ASSERT_TRUE(folder.ok());
        ASSERT_TRUE(folder.value()->write("report.json", "half").empty());
    }
    EXPECT_EQ(entries_of(place.path()), 0);
}

TEST(OutputFolder, a_run_is_replaced_only_when_asked) {
    const ScenarioFolder place;
    const std::string path = place.path("run");
    write_run(path, false, "first");
    expect_folder_refused(path, false, ExitCode::cannot_create, 303,
                          "the folder already holds a run");
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
        // The folder is not published, as if the run was interrupted.
    }
    EXPECT_EQ(content_of(path + "/report.json"), "first");
    EXPECT_TRUE(exists(path + "/manifest.json"));
    // Leftovers of a killed run do not prevent a new one.
    place.file(".isotherm-partial.run/report.json", "half");
    write_run(path, true, "third");
    EXPECT_EQ(content_of(path + "/report.json"), "third");
    EXPECT_EQ(entries_of(place.path()), 1);
}

TEST(OutputFolder, only_a_complete_run_is_replaced) {
    const ScenarioFolder place;
    place.file("run/report.json", "of another program");
    expect_folder_refused(place.path("run"), true, ExitCode::cannot_create, 308,
                          "no manifest.json");
    place.file("run/manifest.json", R"({"program": "webpack"})");
    expect_folder_refused(place.path("run"), true, ExitCode::cannot_create, 308,
                          "no manifest.json");
    EXPECT_EQ(content_of(place.path("run/report.json")), "of another program");
}

TEST(OutputFolder, files_added_meanwhile_are_not_lost) {
    const ScenarioFolder place;
    const std::string path = place.path("run");
    write_run(path, false, "first");
    {
        auto folder = OutputFolder::open(path, true);
        ASSERT_TRUE(folder.ok());
        ASSERT_TRUE(folder.value()->write("manifest.json", manifest).empty());
        place.file("run/notes.txt", "mine");
        EXPECT_EQ(digits_of(folder.value()->publish().front().number), 302);
    }
    EXPECT_EQ(content_of(path + "/notes.txt"), "mine");
    EXPECT_EQ(content_of(path + "/report.json"), "first");
}

TEST(OutputFolder, a_link_to_a_folder_stays_one) {
    const ScenarioFolder place;
    place.link("far/run", "here");
    std::filesystem::create_directory(place.path("far"));
    write_run(place.path("here"), false, "first");
    write_run(place.path("here"), true, "second");
    EXPECT_TRUE(std::filesystem::is_symlink(place.path("here")));
    EXPECT_EQ(content_of(place.path("far/run/report.json")), "second");
}

TEST(OutputFolder, keeps_the_permissions_of_the_folder_that_it_replaces) {
    const ScenarioFolder place;
    const std::string path = place.path("run");
    write_run(path, false, "first");
    ASSERT_EQ(chmod(path.c_str(), 0750), 0);
    write_run(path, true, "second");
    struct stat facts {};
    ASSERT_EQ(stat(path.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 07777, 0750u);
}

// A process has the folder as its working directory, so the folder cannot be exchanged.
TEST(OutputFolder, is_replaced_in_place_when_it_cannot_be_exchanged) {
    const ScenarioFolder place;
    const std::string path = place.path("run");
    const std::string before = std::filesystem::current_path();
    std::filesystem::create_directory(path);
    std::filesystem::current_path(path);
    struct stat first {
    }, last{};
    ASSERT_EQ(stat(path.c_str(), &first), 0);
    write_run(".", false, "first");
    EXPECT_EQ(content_of("report.json"), "first");
    write_run(path, true, "second");
    EXPECT_EQ(content_of("report.json"), "second");
    EXPECT_EQ(entries_of(path), 2);
    ASSERT_EQ(stat(path.c_str(), &last), 0);
    EXPECT_EQ(first.st_ino, last.st_ino);
    // State after a kill between moving the old files away and adding the new ones: the old files
    // are restored.
    std::filesystem::create_directory(".isotherm-replaced");
    std::filesystem::rename("manifest.json", ".isotherm-replaced/manifest.json");
    std::filesystem::rename("report.json", ".isotherm-replaced/report.json");
    expect_folder_refused(path, false, ExitCode::cannot_create, 303, "already holds a run");
    EXPECT_EQ(content_of("report.json"), "second");
    EXPECT_EQ(entries_of(path), 2);
    std::filesystem::current_path(before);
}

TEST(OutputFolder, a_folder_with_other_files_is_left_as_it_was) {
    const ScenarioFolder place;
    place.file("docs/thesis\x1b.txt", "three years");
    for (const bool replace : {false, true}) {
        expect_folder_refused(place.path("docs"), replace, ExitCode::cannot_create, 302,
                              "the folder holds \"thesis\\x1B.txt\", which is not from a run");
    }
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(place.path("docs")), {}), 1);
}

TEST(OutputFolder, a_path_that_is_not_a_folder_is_refused) {
    const ScenarioFolder place;
    expect_folder_refused(place.file("file", "x"), true, ExitCode::cannot_create, 301,
                          "Not a directory");
    expect_folder_refused(place.path("file/run"), true, ExitCode::cannot_create, 301,
                          "cannot create the folder");
    if (geteuid() == 0) return;  // root may write everywhere
    place.file("locked/x", "");
    ASSERT_EQ(chmod(place.path("locked").c_str(), 0555), 0);
    expect_folder_refused(place.path("locked/run"), true, ExitCode::permission, 301,
                          "cannot create the folder");
    chmod(place.path("locked").c_str(), 0755);
}

TEST(OutputFolder, a_second_run_fails_while_the_first_is_writing) {
    const ScenarioFolder place;
    const auto first = OutputFolder::open(place.path("run"), false);
    ASSERT_TRUE(first.ok());
    expect_folder_refused(place.path("run"), false, ExitCode::busy, 304,
                          "another run is writing to this folder");
    expect_folder_refused(place.path("run"), true, ExitCode::busy, 304,
                          "another run is writing to this folder");
}

TEST(OutputFolder, one_of_many_concurrent_runs_wins_and_the_others_fail) {
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

// Runs start and end repeatedly; never two at a time hold the folder.
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

// Someone with write access to the parent folder places a link at the temporary name.
TEST(OutputFolder, does_not_follow_a_link_at_its_temporary_name) {
    const ScenarioFolder place;
    place.file("victim/report.json", "mine");
    place.link("victim", ".isotherm-partial.run");
    const auto folder = OutputFolder::open(place.path("run"), false);
    ASSERT_FALSE(folder.ok());
    EXPECT_EQ(content_of(place.path("victim/report.json")), "mine");
}

}  // namespace
}  // namespace isotherm
