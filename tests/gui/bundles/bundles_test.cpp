// SPDX-License-Identifier: GPL-3.0-or-later
// Bundles as files: what is written is read again, and what is damaged or hostile is refused.

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <zip.h>

#include <boost/random/mersenne_twister.hpp>
#include <filesystem>
#include <fstream>

#include "app/report/bundles/bundle.h"
#include "engine/recording/run_manifest.h"
#include "engine/run/simulation.h"
#include "tests/engine/scenario/hot_scenario.h"
#include "tests/engine/scenario/scenario_folder.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;

BundleSource source_of(const std::string& text, std::int64_t seconds) {
    BundleSource source;
    source.label = "hot";
    source.scenario_text = text;
    source.seed = 7;
    source.seconds = seconds;
    return source;
}

std::string other_text() {
    std::string text = hot_scenario;
    return text.replace(text.find("write = 400"), 11, "write = 800");
}

BundleContent content_of_two(std::int64_t seconds = 5) {
    BundleContent content{.document = {},
                          .a = source_of(hot_scenario, seconds),
                          .b = source_of(other_text(), seconds),
                          .thumbnail = "picture"};
    content.document.title = "two \"hot\" ones";
    content.document.view = {"--table", "votes"};
    content.document.notes = {{3, ResourceName("votes"), Side::write, 2, "here it begins"}};
    content.document.dismissed = {"hot_key"};
    return content;
}

std::string written(const std::string& path, const BundleContent& content) {
    const auto result = write_bundle(path, content, [] { return false; });
    EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.errors().front().text());
    return result.ok() ? *result.value() : "";
}

std::string fingerprint_of(const std::string& text, std::int64_t seconds) {
    auto created = Simulation::create(good_scenario(text));
    EXPECT_TRUE(created.ok());
    created.value()->advance(sim_start + std::chrono::seconds(seconds));
    return created.value()->report().fingerprint();
}

// A zip with these entries; links are made of names that end in "@".
void make_zip(const std::string& path, const std::vector<std::pair<std::string, std::string>>& in) {
    int code = 0;
    zip_t* zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    ASSERT_NE(zip, nullptr);
    for (const auto& [name, text] : in) {
        const bool link = name.ends_with('@');
        const std::string entry = link ? name.substr(0, name.size() - 1) : name;
        zip_source_t* source = zip_source_buffer(zip, text.data(), text.size(), 0);
        const zip_int64_t at = zip_file_add(zip, entry.c_str(), source, ZIP_FL_ENC_UTF_8);
        ASSERT_GE(at, 0);
        if (link)
            zip_file_set_external_attributes(zip, static_cast<zip_uint64_t>(at), 0, ZIP_OPSYS_UNIX,
                                             (S_IFLNK | 0777U) << 16);
    }
    ASSERT_EQ(zip_close(zip), 0);
}

ExitCode refusal(const std::string& path) {
    const auto bundle = open_bundle(path);
    EXPECT_FALSE(bundle.ok()) << path;
    if (bundle.ok()) return ExitCode::done;
    EXPECT_FALSE(bundle.errors().front().what.empty());
    EXPECT_FALSE(bundle.errors().front().fix.empty());
    return bundle.errors().front().exit_code;
}

TEST(Bundles, AreReadAsTheyWereWritten) {
    const ScenarioFolder folder;
    for (const char* name : {"two.isotherm", "folder.isotherm/"}) {
        const std::string path = written(folder.path(name), content_of_two());
        const auto bundle = open_bundle(path);
        ASSERT_TRUE(bundle.ok()) << bundle.errors().front().text();
        const BundleDocument& document = bundle.value().document;
        EXPECT_EQ(document.title, "two \"hot\" ones");
        EXPECT_EQ(document.view, (std::vector<std::string>{"--table", "votes"}));
        ASSERT_EQ(document.notes.size(), 1U);
        EXPECT_EQ(document.notes, content_of_two().document.notes);
        EXPECT_EQ(document.dismissed, std::vector<std::string>{"hot_key"});
        ASSERT_TRUE(document.a && document.b);
        EXPECT_EQ(document.a->fingerprint, fingerprint_of(hot_scenario, 5));
        EXPECT_EQ(document.b->fingerprint, fingerprint_of(other_text(), 5));
        EXPECT_EQ(document.b->changes,
                  std::vector<std::string>{"tables.votes.capacity.write = 800"});
        EXPECT_EQ(content_of(bundle.value().a->scenario), hot_scenario);
        const auto run = read_run(bundle.value().b->run);
        ASSERT_TRUE(run.ok());
        EXPECT_EQ(run.value().identity.fingerprint, document.b->fingerprint);
        EXPECT_EQ(run.value().recording.seconds(), 5);
    }
    // The same content gives the same bytes, apart from when the runs were written.
    EXPECT_TRUE(fs::is_regular_file(folder.path("two.isotherm")));
    EXPECT_TRUE(fs::is_directory(folder.path("folder.isotherm")));
}

TEST(Bundles, AreNotReplacedByHalfOnes) {
    const ScenarioFolder folder;
    const std::string path = folder.file("two.isotherm", "older");
    BundleContent broken = content_of_two();
    broken.b->fingerprint = "0000000000000000";
    const auto refused = write_bundle(path, broken, [] { return false; });
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.errors().front().exit_code, ExitCode::bad_trace);
    EXPECT_EQ(content_of(path), "older");
    const auto stopped = write_bundle(path, content_of_two(), [] { return true; });
    ASSERT_TRUE(stopped.ok());
    EXPECT_FALSE(stopped.value().has_value());
    EXPECT_EQ(content_of(path), "older");
    fs::create_directory(folder.path("there.isotherm"));
    EXPECT_FALSE(
        write_bundle(folder.path("there.isotherm/"), content_of_two(), [] { return false; }).ok());
    EXPECT_FALSE(write_bundle(folder.path("no/where.isotherm"), content_of_two(1), [] {
                     return false;
                 }).ok());
    // Nothing is left beside them.
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 2);
}

// A scenario that replays a file above its own folder finds it in the bundle again.
TEST(Bundles, BringTheFilesThatAScenarioReads) {
    const ScenarioFolder folder;
    const std::string nasa = std::string(ISOTHERM_SOURCE_DIR) + "/resources/scenarios/nasa.toml";
    BundleContent content{
        .document = {}, .a = source_of(content_of(nasa), 10), .b = {}, .thumbnail = ""};
    content.a.scenario_file = nasa;
    const auto read = read_scenario_file(nasa);
    ASSERT_TRUE(read.ok());
    content.a.seed = read.value().seed;
    const std::string path = written(folder.path("nasa.isotherm"), content);
    const auto bundle = open_bundle(path);
    ASSERT_TRUE(bundle.ok()) << bundle.errors().front().text();
    EXPECT_EQ(bundle.value().a->missing_input, "");
    const auto again = read_scenario_file(bundle.value().a->scenario);
    ASSERT_TRUE(again.ok()) << again.errors().front().text();
    const std::string inside = bundle.value().folder->path();
    for (const auto& [name, workload] : again.value().workloads)
        for (const std::string& file :
             workload.workload->input_files(workload_context(again.value(), workload)))
            EXPECT_TRUE(fs::canonical(file).string().starts_with(fs::canonical(inside).string()));
    auto created = Simulation::create(again.value());
    ASSERT_TRUE(created.ok());
    created.value()->advance(sim_start + 10s);
    EXPECT_EQ(created.value()->report().fingerprint(), bundle.value().document.a->fingerprint);
}

TEST(Bundles, RefuseWhatIsNotSafe) {
    const ScenarioFolder folder;
    const std::string path = folder.path("bad.isotherm");
    const std::string large(largest_bundled_input + 1, '\0');
    const std::vector<std::pair<std::string, std::string>> bad{
        {"../evil.toml", "x"},        {"/tmp/evil.toml", "x"},
        {"a/../../evil", "x"},        {"inputs/../evil", "x"},
        {"inputs/a/b", "x"},          {"inputs/.hidden", "x"},
        {"inputs/a\\b", "x"},         {"a/run/evil.sh", "x"},
        {"c/scenario.toml", "x"},     {"inputs/link@", "/etc"},
        {"a/scenario.toml@", "/etc"}, {"inputs/large", large},
        {"a/run/sub/", ""},           {"evil", "x"}};
    for (const auto& entry : bad) {
        make_zip(path, {entry});
        EXPECT_EQ(refusal(path), ExitCode::bad_trace) << entry.first;
    }
    EXPECT_NE(entry_fault("a/run/run.sqlite", largest_bundled_file + 1), "");
    EXPECT_EQ(entry_fault("a/run/run.sqlite", largest_bundled_file), "");
    // A folder with a link, or with too much in it.
    const std::string two = written(folder.path("two.isotherm/"), content_of_two(1));
    fs::create_directories(two + "/inputs");
    fs::create_symlink("/etc/passwd", two + "/inputs/link");
    EXPECT_EQ(refusal(two), ExitCode::bad_trace);
    fs::remove(two + "/inputs/link");
    ASSERT_TRUE(open_bundle(two).ok());
    std::ofstream(two + "/a/run/report.json", std::ios::app) << ' ';
    EXPECT_EQ(refusal(two), ExitCode::bad_trace);
    EXPECT_EQ(refusal(folder.path("none.isotherm")), ExitCode::input_missing);
    EXPECT_EQ(refusal(folder.file("text.isotherm", "no zip")), ExitCode::bad_trace);
    EXPECT_EQ(refusal(folder.file("empty.isotherm", "")), ExitCode::bad_trace);
}

// The document's own claims are not believed either.
TEST(Bundles, CompareFingerprintsAndPlaces) {
    const ScenarioFolder folder;
    const std::string two = written(folder.path("two.isotherm/"), content_of_two(1));
    const std::string document = content_of(two + "/document.json");
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string changed = document;
        const auto at = changed.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        std::ofstream(two + "/document.json") << changed.replace(at, from.size(), to);
        return refusal(two);
    };
    const std::string fingerprint = fingerprint_of(hot_scenario, 1);
    EXPECT_EQ(with(fingerprint, "0123456789abcdef"), ExitCode::bad_trace);
    EXPECT_EQ(with("\"format\": 1", "\"format\": 2"), ExitCode::bad_trace);
    EXPECT_EQ(with("\"inputs\": []", R"("inputs": [{"slot": "a", "path": "../../../../x/..",
        "stored": null, "bytes": 1, "xxh3": ""}])"),
              ExitCode::bad_trace);
    EXPECT_EQ(with("\"inputs\": []", R"("inputs": [{"slot": "a", "path": "scenario.toml",
        "stored": "inputs/1", "bytes": 1, "xxh3": ""}])"),
              ExitCode::bad_trace);
    EXPECT_EQ(with("\"notes\": [", "\"notes\": [1, "), ExitCode::bad_trace);
    EXPECT_EQ(with("\"seconds\": 1", "\"seconds\": 99999999999"), ExitCode::bad_trace);
    std::ofstream(two + "/document.json") << document;
    EXPECT_TRUE(open_bundle(two).ok());
    std::ofstream(two + "/a/scenario.toml", std::ios::app) << "\n";
    EXPECT_EQ(refusal(two), ExitCode::bad_trace) << "not the scenario of the run";
}

// Whatever happens to the bytes of a bundle: it is refused, or it is still the same.
TEST(Bundles, DamagedOnesAreRefusedOrTheSame) {
    const ScenarioFolder folder;
    const std::string good = content_of(written(folder.path("two.isotherm"), content_of_two(1)));
    const std::string fingerprint = fingerprint_of(hot_scenario, 1);
    const std::string path = folder.path("damaged.isotherm");
    boost::random::mt19937 random(20'240'501);
    const auto below = [&](std::size_t count) { return random() % count; };
    int refused = 0;
    constexpr int mutations = 100;
    for (int m = 0; m < mutations; ++m) {
        std::string bytes = good;
        switch (m % 4) {
            case 0:
                bytes.resize(below(bytes.size()));
                break;
            case 1:  // in the directory at the end, where names and sizes stand
                bytes[bytes.size() - 1 - below(2'000)] ^= static_cast<char>(1 + below(255));
                break;
            case 2:
                bytes.erase(below(bytes.size()), 1 + below(100));
                break;
            default:
                bytes[below(bytes.size())] ^= static_cast<char>(1 + below(255));
        }
        std::ofstream(path, std::ios::binary) << bytes;
        const auto bundle = open_bundle(path);
        refused += bundle.ok() ? 0 : 1;
        if (!bundle.ok()) continue;
        EXPECT_EQ(bundle.value().document.a->fingerprint, fingerprint);
        EXPECT_EQ(content_of(bundle.value().a->scenario), hot_scenario);
    }
    EXPECT_GT(refused, mutations / 2);
}

}  // namespace
}  // namespace isotherm
