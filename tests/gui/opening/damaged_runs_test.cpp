// SPDX-License-Identifier: GPL-3.0-or-later
// Run directories with random damage are refused with words or read; nothing else happens.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "engine/recording/run_manifest.h"
#include "engine/vocabulary/random_stream.h"
#include "tests/gui/desktop.h"
#include "tests/temporary_folder.h"

namespace isotherm {
namespace {

constexpr double longest_reading = 2;  // seconds

void write_bytes(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

// Changes, removes or repeats some bytes.
std::string damaged(std::string bytes, RandomStream& random) {
    const auto at = [&] { return static_cast<std::size_t>(random.below(bytes.size())); };
    const std::size_t changes = 1 + static_cast<std::size_t>(random.below(8));
    switch (random.below(4)) {
        case 0:
            bytes.resize(at());
            break;
        case 1:
            bytes.insert(at(), bytes.substr(at(), 200));
            break;
        default:
            for (std::size_t i = 0; i < changes; ++i)
                bytes[at()] = static_cast<char>(random.below(256));
    }
    return bytes;
}

std::string manifest_of(const std::string& database) {
    return R"({"program": "isotherm", "format": 1, "complete": true, "fingerprint": "", "hashes": )"
           R"({"run.sqlite": ")" +
           file_hash(database) + "\"}}";
}

TEST(DamagedRuns, AreReadOrRefusedSoon) {
    const char* wish = std::getenv("ISOTHERM_MUTATIONS");
    const int mutations = wish == nullptr ? 500 : std::atoi(wish);
    const TemporaryFolder folder;
    const std::string database = folder.path("run.sqlite");
    const std::string manifest = folder.path("manifest.json");
    MadeRecording made = one_throttled_second(4, 60, 30, 1);
    made.recording.name = "damaged";
    ASSERT_TRUE(write_run_database(database, made.recording, {}).empty());
    std::ifstream written(database, std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(written), {}};
    ASSERT_FALSE(whole.empty());
    const std::string whole_manifest = manifest_of(database);
    RandomStream random(2'024, "damage");
    int read = 0, refused = 0;
    for (int i = 0; i < mutations; ++i) {
        // A third damages the manifest. The others damage the data, half of them with a hash that
        // fits, as if the writer had been wrong.
        const bool of_manifest = i % 3 == 0;
        write_bytes(database, of_manifest ? whole : damaged(whole, random));
        write_bytes(manifest, of_manifest  ? damaged(whole_manifest, random)
                              : i % 2 == 0 ? manifest_of(database)
                                           : whole_manifest);
        QElapsedTimer passed;
        passed.start();
        const auto run = read_run(folder.path().string());
        EXPECT_LT(static_cast<double>(passed.elapsed()) * 1e-3, longest_reading) << i;
        ++(run.ok() ? read : refused);
        if (run.ok()) continue;
        EXPECT_FALSE(run.errors().front().what.empty()) << i;
    }
    EXPECT_GT(refused, mutations / 2);
    EXPECT_EQ(read + refused, mutations);
}

}  // namespace
}  // namespace isotherm
