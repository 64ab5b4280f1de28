// SPDX-License-Identifier: Apache-2.0
#pragma once
// The least work that a path cannot do without: read or draw, hash, take from an exact bucket,
// count in one cell. What the engine needs beyond that pays for its features.

#include <string>

#include "engine/backtest/backtest_series.h"
#include "tests/bench/bench_path.h"

namespace isotherm::bench {

inline constexpr std::size_t bare_partitions = 1'000;

// Poisson arrivals, keys by the workload's own Zipf sampler, one bucket a partition.
Done bare_synthetic(std::uint64_t requests);
// Records of an oracleGeneral stream.
Done bare_replay(const std::string& path, std::uint64_t rows);
// The Zipf formula of YCSB (Gray et al. 1994) in a bare loop.
Done ycsb_zipf_loop(std::uint64_t draws);
// A year of minutes through a bucket for reads and one for writes, whose rates follow the demand of
// the minute before at a target utilization.
Done bare_backtest(const BacktestSeries& series);
// Decompression alone.
Done bare_zstd(const std::string& path);

}  // namespace isotherm::bench
