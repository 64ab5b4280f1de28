// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/streams.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <vector>

#include "engine/scenario/scenario.h"

namespace isotherm::bench {
namespace {

namespace fs = std::filesystem;

// Writes the file beside its place first, so that an interrupted run leaves no half of it.
std::string made(const char* name, const std::function<void(std::FILE*)>& write) {
    const std::string path = (fs::temp_directory_path() / name).string();
    if (fs::exists(path)) return path;
    const std::string partial = path + ".partial";
    std::FILE* file = std::fopen(partial.c_str(), "wb");
    if (file == nullptr) throw std::runtime_error("cannot write " + partial);
    write(file);
    if (std::fclose(file) != 0) throw std::runtime_error("cannot write " + partial);
    fs::rename(partial, path);
    return path;
}

std::vector<Key> zipf_keys(std::uint64_t count) {
    std::vector<Key> keys(count);
    zipf_sampler()->fill(keys);
    return keys;
}

std::uint32_t bytes_of(Key key) { return static_cast<std::uint32_t>(200 + key % 4'096); }

}  // namespace

std::unique_ptr<KeyDraws> zipf_sampler() {
    const auto zipf = Catalog<KeyDistribution>::instance().create("zipf");
    const Errors errors = read_settings_text(
        fmt::format("distinct = {}\nexponent = 0.99\n", distinct_keys), "bench.toml", *zipf);
    if (!errors.empty()) throw std::runtime_error(errors.front().text());
    return zipf->start(RandomStream(1, "bench.keys"));
}

const std::string& plain_stream() {
    static const std::string path = made("isotherm-bench-20M.oracleGeneral", [](std::FILE* file) {
        const std::vector<Key> keys = zipf_keys(record_count);
        std::vector<OracleRecord> block(1 << 16);
        for (std::uint64_t first = 0; first < record_count; first += block.size()) {
            const std::uint64_t rows = std::min<std::uint64_t>(block.size(), record_count - first);
            for (std::uint64_t i = 0; i < rows; ++i) {
                const Key key = keys[first + i];
                block[i] = {static_cast<std::uint32_t>((first + i) / stream_rate), key,
                            bytes_of(key), -1};
            }
            std::fwrite(block.data(), sizeof(OracleRecord), rows, file);
        }
    });
    return path;
}

const std::string& zstd_stream() {
    static const std::string path = [] {
        const std::string plain = plain_stream(), packed = plain + ".zst";
        // The program `zstd` with its default level, because its output is what people have.
        if (!fs::exists(packed) &&
            std::system(fmt::format("zstd -q '{}' -o '{}'", plain, packed).c_str()) != 0)
            throw std::runtime_error("zstd failed; is it installed?");
        return packed;
    }();
    return path;
}

const std::string& csv_stream() {
    static const std::string path = made("isotherm-bench-10M.csv", [](std::FILE* file) {
        const std::vector<Key> keys = zipf_keys(csv_row_count);
        std::string block = "time,key,size,op\n";
        for (std::uint64_t i = 0; i < csv_row_count; ++i) {
            fmt::format_to(std::back_inserter(block), "{},{},{},{}\n", i / stream_rate, keys[i],
                           bytes_of(keys[i]), i % 10 == 0 ? "put" : "get");
            if (block.size() < (1 << 20) && i + 1 < csv_row_count) continue;
            std::fwrite(block.data(), 1, block.size(), file);
            block.clear();
        }
    });
    return path;
}

}  // namespace isotherm::bench
