// SPDX-License-Identifier: Apache-2.0
// Output files named by the user: they are complete or absent, and nothing else is damaged.

#include "engine/recording/output_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "tests/engine/scenario/scenario_folder.h"

namespace isotherm {
namespace {

std::ptrdiff_t entries_in(const std::string& path) {
    return std::distance(std::filesystem::directory_iterator(path), {});
}

mode_t mode_of(const std::string& path) {
    struct stat facts {};
    return stat(path.c_str(), &facts) == 0 ? facts.st_mode & 07777 : 0;
}

void expect_refused(const std::string& path, int number, std::string_view what,
                    const std::vector<std::string>& inputs = {}) {
    for (const Errors& errors : {check_output(path, inputs), write_file(path, "new", inputs)}) {
        ASSERT_EQ(errors.size(), 1u) << path;
        EXPECT_EQ(errors.front().exit_code, ExitCode::cannot_create) << errors.front().text();
        EXPECT_EQ(digits_of(errors.front().number), number) << errors.front().text();
        EXPECT_NE(errors.front().what.find(what), std::string::npos) << errors.front().text();
    }
}

TEST(WriteFile, replaces_a_file_in_one_step) {
    const ScenarioFolder place;
    const std::string path = place.file("a.csv", "old");
    const int reader = open(path.c_str(), O_RDONLY);
    ASSERT_TRUE(write_file(path, "new").empty());
    EXPECT_EQ(content_of(path), "new");
    char old[4] = "";
    EXPECT_EQ(read(reader, old, 3), 3);  // an open descriptor still reads the old file
    EXPECT_STREQ(old, "old");
    close(reader);
    EXPECT_EQ(entries_in(place.path()), 1);
    expect_refused(place.path("none/a.csv"), 301, "No such file");
}

TEST(WriteFile, keeps_the_mode_of_what_it_replaces) {
    const ScenarioFolder place;
    const std::string path = place.file("a.csv", "old");
    for (const mode_t mode : {0600u, 0664u, 0640u}) {
        ASSERT_EQ(chmod(path.c_str(), mode), 0);
        ASSERT_TRUE(write_file(path, "new").empty());
        EXPECT_EQ(mode_of(path), mode);
    }
    const mode_t mask = umask(027);
    ASSERT_TRUE(write_file(place.path("b.csv"), "new").empty());
    umask(mask);
    EXPECT_EQ(mode_of(place.path("b.csv")), 0640u);
}

TEST(WriteFile, writes_through_links) {
    const ScenarioFolder place;
    place.file("far/a.csv", "old");
    place.link("far/a.csv", "one");
    place.link("one", "two");
    ASSERT_TRUE(write_file(place.path("two"), "new").empty());
    EXPECT_TRUE(std::filesystem::is_symlink(place.path("two")));
    EXPECT_TRUE(std::filesystem::is_symlink(place.path("one")));
    EXPECT_EQ(content_of(place.path("far/a.csv")), "new");
    EXPECT_EQ(entries_in(place.path("far")), 1);
    place.link("far/b.csv", "fresh");  // the target does not exist yet
    ASSERT_TRUE(write_file(place.path("fresh"), "new").empty());
    EXPECT_EQ(content_of(place.path("far/b.csv")), "new");
    place.link("b", "a");
    place.link("a", "b");
    expect_refused(place.path("a"), 301, "Too many levels of symbolic links");
}

TEST(WriteFile, replaces_nothing_but_regular_files) {
    const ScenarioFolder place;
    std::filesystem::create_directory(place.path("folder"));
    ASSERT_EQ(mkfifo(place.path("fifo").c_str(), 0644), 0);
    place.link("/dev/null", "device");
    expect_refused(place.path("folder"), 306, "a folder");
    expect_refused(place.path("fifo"), 306, "a FIFO");
    expect_refused(place.path("device"), 306, "a device");
    expect_refused("/dev/full", 306, "a device");
    expect_refused(place.path("folder/"), 306, "this is not the name of a file");
    EXPECT_TRUE(std::filesystem::is_fifo(place.path("fifo")));
    EXPECT_TRUE(std::filesystem::is_character_file("/dev/full"));
    EXPECT_EQ(entries_in(place.path()), 3);
}

TEST(WriteFile, never_replaces_an_input_whatever_it_is_called) {
    const ScenarioFolder place;
    const std::string input = place.file("in/trace.csv", "years of work");
    place.link("in/trace.csv", "link.csv");
    ASSERT_EQ(link(input.c_str(), place.path("hard.csv").c_str()), 0);
    for (const std::string& name : {input, place.path("link.csv"), place.path("hard.csv"),
                                    place.path("in/../in/./trace.csv")}) {
        expect_refused(name, 307, "this is also an input", {"/none", input});
    }
    EXPECT_EQ(content_of(input), "years of work");
}

// The temporary name is predictable: someone with write access to the folder could place a link
// there.
TEST(WriteFile, does_not_follow_a_link_at_its_temporary_name) {
    const ScenarioFolder place;
    place.file("victim", "mine");
    place.link("victim", partial_name("a.csv"));
    ASSERT_TRUE(write_file(place.path("a.csv"), "new").empty());
    EXPECT_EQ(content_of(place.path("victim")), "mine");
    EXPECT_EQ(content_of(place.path("a.csv")), "new");
    EXPECT_FALSE(std::filesystem::is_symlink(place.path("a.csv")));
    EXPECT_EQ(entries_in(place.path()), 2);
}

TEST(WriteFile, removes_leftovers_of_killed_programs_but_not_files_being_written) {
    const ScenarioFolder place;
    const std::string partial = place.file(partial_name("a.csv"), "half");
    ASSERT_TRUE(write_file(place.path("a.csv"), "new").empty());
    EXPECT_EQ(entries_in(place.path()), 1);

    place.file(partial_name("a.csv"), "half");
    const int other = open(partial.c_str(), O_RDONLY);
    ASSERT_EQ(flock(other, LOCK_EX), 0);
    const Errors errors = write_file(place.path("a.csv"), "newer");
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors.front().exit_code, ExitCode::busy);
    EXPECT_EQ(content_of(place.path("a.csv")), "new");
    close(other);
}

TEST(WriteFile, writes_files_with_names_of_the_maximum_length) {
    const ScenarioFolder place;
    const std::string path = place.path(std::string(255, 'x'));
    ASSERT_TRUE(write_file(path, "new").empty());
    EXPECT_EQ(content_of(path), "new");
}

TEST(WriteFile, a_file_that_grows_too_large_is_an_error_and_the_old_one_stays) {
    const ScenarioFolder place;
    const std::string path = place.file("a.csv", "old");
    const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit small{4'096, before.rlim_max};
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
    const Errors errors = write_file(path, std::string(10'000, 'x'));
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, ignored);
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors.front().exit_code, ExitCode::input_output);
    EXPECT_NE(errors.front().text().find("ulimit -f"), std::string::npos);
    EXPECT_EQ(content_of(path), "old");
    EXPECT_EQ(entries_in(place.path()), 1);
}

// Root may write to every file.
TEST(WriteFile, does_not_replace_a_file_without_write_permission) {
    if (geteuid() == 0) GTEST_SKIP() << "runs as an ordinary user only";
    const ScenarioFolder place;
    const std::string path = place.file("a.csv", "old");
    ASSERT_EQ(chmod(path.c_str(), 0444), 0);
    EXPECT_EQ(write_file(path, "new").front().exit_code, ExitCode::permission);
    EXPECT_EQ(content_of(path), "old");
}

}  // namespace
}  // namespace isotherm
