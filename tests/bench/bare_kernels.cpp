// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/bare_kernels.h"

#include <xxhash.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>

#include "engine/vocabulary/random_stream.h"
#include "tests/bench/streams.h"
#include "workloads/synthetic/key_distribution.h"

namespace isotherm::bench {
namespace {

// Exact: nano-units and microseconds, refilled on demand, as in the engine.
struct BareBucket {
    std::int64_t level = 0, refilled_us = 0;
};

// A bucket and a cell for each partition.
class BareTable {
public:
    // rate in milli-units per second
    explicit BareTable(std::int64_t rate) : rate_(rate) {}

    void serve(std::uint64_t key, std::int64_t now_us, std::int64_t cost_nano) {
        const std::uint64_t hash = XXH3_64bits(&key, sizeof key);
        const auto p = static_cast<std::size_t>(
            (static_cast<unsigned __int128>(hash) * bare_partitions) >> 64);
        BareBucket& bucket = buckets_[p];
        const std::int64_t earned = (now_us - bucket.refilled_us) * rate_;
        const std::int64_t most = 300'000'000 * rate_;
        bucket.level = bucket.level + earned > most ? most : bucket.level + earned;
        bucket.refilled_us = now_us;
        const bool admitted = bucket.level >= cost_nano;
        bucket.level -= admitted ? cost_nano : 0;
        cells_[p][admitted ? 0 : 1] += 1;
    }
    std::uint64_t admitted() const {
        std::uint64_t sum = 0;
        for (const auto& cell : cells_) sum += cell[0];
        return sum;
    }

private:
    std::int64_t rate_;
    std::vector<BareBucket> buckets_ = std::vector<BareBucket>(bare_partitions);
    std::vector<std::array<std::uint64_t, 2>> cells_ =
        std::vector<std::array<std::uint64_t, 2>>(bare_partitions);
};

struct Closed {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Closed>;

File opened(const std::string& path) {
    File file(std::fopen(path.c_str(), "rb"));
    if (file == nullptr) throw std::runtime_error("cannot read " + path);
    return file;
}

}  // namespace

Done bare_synthetic(std::uint64_t requests) {
    const auto keys = zipf_sampler();
    RandomStream times(1, "bench.times");
    BareTable table(1'000'000);
    std::array<Key, 2'048> block{};
    double now_us = 0;
    for (std::uint64_t done = 0; done < requests; done += block.size()) {
        keys->fill(block);
        for (const Key key : block) {
            now_us += times.exponential() * 5;  // 200,000 a second
            table.serve(key, static_cast<std::int64_t>(now_us), 1'000'000'000);
        }
    }
    return {requests, std::to_string(table.admitted())};
}

Done bare_replay(const std::string& path, std::uint64_t rows) {
    const File file = opened(path);
    BareTable table(20'000);
    std::vector<OracleRecord> block(1 << 14);
    std::uint64_t done = 0;
    while (done < rows) {
        const std::size_t count =
            std::fread(block.data(), sizeof(OracleRecord), block.size(), file.get());
        if (count == 0) break;
        for (std::size_t i = 0; i < count; ++i) {
            const OracleRecord& record = block[i];
            const std::int64_t units = (record.bytes + 4'095) / 4'096;
            table.serve(record.key, std::int64_t{record.second} * 1'000'000, units * 500'000'000);
        }
        done += count;
    }
    return {done, std::to_string(table.admitted())};
}

Done ycsb_zipf_loop(std::uint64_t draws) {
    constexpr double exponent = 0.99;
    double zeta = 0;
    for (std::uint64_t i = 1; i <= distinct_keys; ++i)
        zeta += std::pow(static_cast<double>(i), -exponent);
    const double zeta_two = 1 + std::pow(0.5, exponent);
    const double alpha = 1 / (1 - exponent);
    const double eta = (1 - std::pow(2.0 / distinct_keys, 1 - exponent)) / (1 - zeta_two / zeta);
    RandomStream random(1, "bench.anchor");
    std::uint64_t sum = 0;
    for (std::uint64_t i = 0; i < draws; ++i) {
        const double u = random.unit();
        const double uz = u * zeta;
        if (uz < 1) continue;
        sum += uz < zeta_two
                   ? 1
                   : static_cast<std::uint64_t>(distinct_keys * std::pow(eta * u - eta + 1, alpha));
    }
    return {draws, std::to_string(sum)};
}

Done bare_backtest(const BacktestSeries& series) {
    constexpr std::int64_t seconds_saved = 300, seconds_of_minute = 60;
    constexpr double target = 0.7;
    __int128 throttled = 0;
    for (const auto& demand : series.demand) {
        std::int64_t rate = 5 * nano_units_per_unit;
        __int128 level = 0;
        for (const std::int64_t asked : demand) {
            const __int128 available = level + __int128{rate} * seconds_of_minute;
            const std::int64_t served =
                available < asked ? static_cast<std::int64_t>(available) : asked;
            throttled += asked - served;
            level = std::min(available - served, __int128{rate} * seconds_saved);
            const double wanted = static_cast<double>(served) / (seconds_of_minute * target);
            if (wanted > static_cast<double>(rate) || wanted < 0.8 * static_cast<double>(rate))
                rate = static_cast<std::int64_t>(wanted);
        }
    }
    return {series.minutes(),
            std::to_string(static_cast<std::int64_t>(throttled / nano_units_per_unit))};
}

Done bare_zstd(const std::string& path) {
    const File in = opened(path);
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
    return {bytes / sizeof(OracleRecord), {}};
}

}  // namespace isotherm::bench
