// SPDX-License-Identifier: Apache-2.0
// Opening a run directory: a folder is refused if its files do not all belong to one run.

#include "engine/recording/run_manifest.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "engine/recording/sqlite.h"
#include "tests/engine/scenario/scenario_folder.h"

namespace isotherm {
namespace {

class RunManifestTest : public testing::Test {
protected:
    RunManifestTest() {
        std::filesystem::create_directory(folder_.path("run"));
        EXPECT_TRUE(write_run_database(database_, {}, {"0123456789abcdef", "1.0", "", 1}).empty());
        folder_.file("run/manifest.json", manifest(file_hash(database_)));
    }

    static std::string manifest(const std::string& hash, const std::string& format = "1",
                                const std::string& fingerprint = "0123456789abcdef") {
        return R"({"program": "isotherm", "version": "1.0", "format": )" + format +
               R"(, "complete": true, "fingerprint": ")" + fingerprint +
               R"(", "hashes": {"run.sqlite": ")" + hash + "\"}}";
    }

    void expect_refused(ExitCode exit_code, std::string_view what) const {
        const auto run = read_run(folder_.path("run"));
        ASSERT_FALSE(run.ok()) << what;
        EXPECT_EQ(run.errors().front().exit_code, exit_code) << run.errors().front().text();
        EXPECT_NE(run.errors().front().what.find(what), std::string::npos)
            << run.errors().front().text();
        EXPECT_NE(run.errors().front().fix, "");
    }

    ScenarioFolder folder_;
    std::string database_ = folder_.path("run/run.sqlite");
};

TEST_F(RunManifestTest, a_run_is_read_from_its_folder_or_its_database) {
    for (const char* path : {"run", "run/run.sqlite"}) {
        const auto run = read_run(folder_.path(path));
        ASSERT_TRUE(run.ok()) << run.errors().front().text();
        EXPECT_EQ(run.value().identity.fingerprint, "0123456789abcdef");
    }
}

TEST_F(RunManifestTest, a_folder_without_a_manifest_is_no_run) {
    std::filesystem::remove(folder_.path("run/manifest.json"));
    expect_refused(ExitCode::input_missing, "no manifest.json");
    EXPECT_TRUE(read_run(database_).ok());  // opened directly, the database needs no manifest
}

TEST_F(RunManifestTest, a_manifest_of_another_program_is_reported) {
    for (const char* text :
         {"", "{", "[]", "null", R"({"program": "webpack"})", R"({"program": 5})"}) {
        folder_.file("run/manifest.json", text);
        expect_refused(ExitCode::bad_trace, "this is not the manifest of a run");
    }
    folder_.file("run/manifest.json", manifest("", "2"));
    expect_refused(ExitCode::bad_trace,
                   "isotherm 1.0 wrote this run in a format that this program cannot read");
    folder_.file("run/manifest.json", R"({"program": "isotherm", "format": 1})");
    expect_refused(ExitCode::bad_trace, "damaged");
}

TEST_F(RunManifestTest, a_file_that_the_run_did_not_write_is_reported) {
    Database changed(database_, Database::Mode::create);
    changed.run("UPDATE run SET value = 'other' WHERE key = 'name'");
    ASSERT_FALSE(changed.failed());
    expect_refused(ExitCode::bad_trace, "this file has changed since the run: its hash differs");
    folder_.file("run/manifest.json", manifest(file_hash(database_), "1", "ffffffffffffffff"));
    expect_refused(ExitCode::bad_trace, "its fingerprint differs from that in the manifest.json");
    folder_.file("run/manifest.json", manifest(file_hash(database_)));
    std::filesystem::remove(database_);
    expect_refused(ExitCode::input_missing, "cannot read the database");
}

TEST(FileHash, is_of_regular_files_only) {
    const ScenarioFolder folder;
    // XXH3 of empty input, 64 bits, as published by its authors.
    EXPECT_EQ(file_hash(folder.file("empty", "")), "2d06800538d394c2");
    ASSERT_EQ(mkfifo(folder.path("fifo").c_str(), 0600), 0);
    EXPECT_EQ(file_hash(folder.path("fifo")), "");
    EXPECT_EQ(file_hash(folder.path("none")), "");
}

}  // namespace
}  // namespace isotherm
