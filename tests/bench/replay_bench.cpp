// SPDX-License-Identifier: Apache-2.0
// Replays of generated recorded streams from the page cache, everything recorded: requests per
// second, the fingerprint, and ratios to anchors run in the same process.
//
// The streams are made once under the system's temporary folder: 50 million oracleGeneral records
// (1.2 GB), the same compressed with zstd, and 20 million CSV rows.

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <zstd.h>

#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <vector>

#include "tests/bench/timed_run.h"
#include "tests/workloads/synthetic/given_settings.h"
#include "workloads/synthetic/key_distribution.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t record_count = 50'000'000;
constexpr std::uint64_t csv_rows = 20'000'000;
constexpr std::uint64_t requests_per_second = 100'000;
constexpr std::uint64_t distinct_keys = 1'000'000;

struct Closed {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Closed>;

std::vector<Key> zipf_keys(std::uint64_t count) {
    // YCSB's skew; drawn through the workload's own sampler.
    GivenSettings given({{"distinct", std::to_string(distinct_keys)}, {"exponent", "0.99"}});
    const auto zipf = Catalog<KeyDistribution>::instance().create("zipf");
    zipf->settings(given);
    std::vector<Key> keys(count);
    zipf->start(RandomStream(1, "bench.keys"))->fill(keys);
    return keys;
}

#pragma pack(push, 1)
struct OracleGeneralRecord {
    std::uint32_t second;
    std::uint64_t key;
    std::uint32_t bytes;
    std::int64_t next_access;
};
#pragma pack(pop)
static_assert(sizeof(OracleGeneralRecord) == 24);

std::string made_path(const char* name) { return (fs::temp_directory_path() / name).string(); }

const std::string& plain_stream() {
    static const std::string path = [] {
        const std::string file_path = made_path("isotherm-bench-50M.oracleGeneral");
        if (fs::exists(file_path) && fs::file_size(file_path) == record_count * 24)
            return file_path;
        const std::vector<Key> keys = zipf_keys(record_count);
        const File file(std::fopen(file_path.c_str(), "wb"));
        std::vector<OracleGeneralRecord> block(1 << 16);
        for (std::uint64_t first = 0; first < record_count; first += block.size()) {
            const std::uint64_t rows = std::min<std::uint64_t>(block.size(), record_count - first);
            for (std::uint64_t i = 0; i < rows; ++i) {
                block[i] = {static_cast<std::uint32_t>((first + i) / requests_per_second),
                            keys[first + i],
                            static_cast<std::uint32_t>(200 + keys[first + i] % 4096), -1};
            }
            std::fwrite(block.data(), sizeof(OracleGeneralRecord), rows, file.get());
        }
        return file_path;
    }();
    return path;
}

const std::string& zstd_stream() {
    static const std::string path = [] {
        const std::string file_path = made_path("isotherm-bench-50M.oracleGeneral.zst");
        if (fs::exists(file_path)) return file_path;
        const File in(std::fopen(plain_stream().c_str(), "rb"));
        const File out(std::fopen(file_path.c_str(), "wb"));
        const std::unique_ptr<ZSTD_CCtx, std::size_t (*)(ZSTD_CCtx*)> context(ZSTD_createCCtx(),
                                                                              &ZSTD_freeCCtx);
        std::vector<char> from(1 << 20), to(ZSTD_CStreamOutSize());
        for (bool last = false; !last;) {
            const std::size_t count = std::fread(from.data(), 1, from.size(), in.get());
            last = count < from.size();
            ZSTD_inBuffer input{from.data(), count, 0};
            for (bool done = false; !done;) {
                ZSTD_outBuffer output{to.data(), to.size(), 0};
                const std::size_t left = ZSTD_compressStream2(context.get(), &output, &input,
                                                              last ? ZSTD_e_end : ZSTD_e_continue);
                std::fwrite(to.data(), 1, output.pos, out.get());
                done = last ? left == 0 : input.pos == input.size;
            }
        }
        return file_path;
    }();
    return path;
}

const std::string& csv_stream() {
    static const std::string path = [] {
        const std::string file_path = made_path("isotherm-bench-20M.csv");
        if (fs::exists(file_path)) return file_path;
        const std::vector<Key> keys = zipf_keys(csv_rows);
        const File file(std::fopen(file_path.c_str(), "wb"));
        std::string block = "time,key,size,op\n";
        for (std::uint64_t i = 0; i < csv_rows; ++i) {
            fmt::format_to(std::back_inserter(block), "{},{},{},{}\n", i / requests_per_second,
                           keys[i], 200 + keys[i] % 4096, i % 10 == 0 ? "put" : "get");
            if (block.size() > (1 << 20) || i + 1 == csv_rows) {
                std::fwrite(block.data(), 1, block.size(), file.get());
                block.clear();
            }
        }
        return file_path;
    }();
    return path;
}

void replay(benchmark::State& state, const std::string& path, const std::string& format) {
    const std::string text = fmt::format(R"(
duration = "500s"
era = "2016"
[tables.bench]
partitions = 1000
capacity = {{ mode = "provisioned", read = 100000, write = 20000 }}
[workloads.bench]
table = "bench"
client = {{ retry = "fire_and_forget" }}
replay = {{ file = "{}", {} }}
)",
                                         path, format);
    time_runs(state, text);
}

void replay_plain(benchmark::State& state) {
    replay(state, plain_stream(), "format = \"oracle_general\"");
}
BENCHMARK(replay_plain)->Unit(benchmark::kMillisecond);

void replay_zstd(benchmark::State& state) {
    replay(state, zstd_stream(), "format = \"oracle_general\"");
}
BENCHMARK(replay_zstd)->Unit(benchmark::kMillisecond);

void replay_csv(benchmark::State& state) {
    replay(state, csv_stream(),
           "format = \"csv\", time = \"time\", time_unit = \"s\", key = \"key\", size = \"size\", "
           "operation = \"op\"");
}
BENCHMARK(replay_csv)->Unit(benchmark::kMillisecond);

// Anchor of replay_zstd: decompression alone, as `zstd -dc` does it. Ratio at most 2.5, aim 1.5.
void anchor_zstd(benchmark::State& state) {
    for (auto _ : state) {
        const File in(std::fopen(zstd_stream().c_str(), "rb"));
        const std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> context(ZSTD_createDCtx(),
                                                                              &ZSTD_freeDCtx);
        std::vector<char> from(ZSTD_DStreamInSize()), to(ZSTD_DStreamOutSize());
        std::uint64_t bytes = 0;
        while (const std::size_t count = std::fread(from.data(), 1, from.size(), in.get())) {
            ZSTD_inBuffer input{from.data(), count, 0};
            while (input.pos < input.size) {
                ZSTD_outBuffer output{to.data(), to.size(), 0};
                ZSTD_decompressStream(context.get(), &output, &input);
                bytes += output.pos;
            }
        }
        benchmark::DoNotOptimize(bytes);
    }
    state.counters["rows/s"] = benchmark::Counter(
        static_cast<double>(record_count) * static_cast<double>(state.iterations()),
        benchmark::Counter::kIsRate);
}
BENCHMARK(anchor_zstd)->Unit(benchmark::kMillisecond);

// Anchor of synthetic_zipf: the Zipf formula YCSB uses (Gray et al. 1994), drawn in a bare loop for
// the same 12 million requests. Ratio at most 1.2, aim 0.8.
void anchor_zipf_formula(benchmark::State& state) {
    constexpr double exponent = 0.99;
    double zeta = 0;
    for (std::uint64_t i = 1; i <= distinct_keys; ++i)
        zeta += std::pow(static_cast<double>(i), -exponent);
    const double zeta_two = 1 + std::pow(0.5, exponent);
    const double alpha = 1 / (1 - exponent);
    const double eta = (1 - std::pow(2.0 / distinct_keys, 1 - exponent)) / (1 - zeta_two / zeta);
    constexpr std::uint64_t draws = 12'000'000;
    for (auto _ : state) {
        RandomStream random(1, "bench.anchor");
        std::uint64_t sum = 0;
        for (std::uint64_t i = 0; i < draws; ++i) {
            const double u = random.unit();
            const double uz = u * zeta;
            if (uz < 1) continue;
            sum += uz < zeta_two ? 1
                                 : static_cast<std::uint64_t>(distinct_keys *
                                                              std::pow(eta * u - eta + 1, alpha));
        }
        benchmark::DoNotOptimize(sum);
    }
    state.counters["draws/s"] =
        benchmark::Counter(static_cast<double>(draws) * static_cast<double>(state.iterations()),
                           benchmark::Counter::kIsRate);
}
BENCHMARK(anchor_zipf_formula)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace isotherm
