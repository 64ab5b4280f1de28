// SPDX-License-Identifier: Apache-2.0
#pragma once
// Recorded streams to replay, generated once under the system's temporary folder and read from the
// page cache: 20 million oracleGeneral records (480 MB), the same compressed with zstd (87 MB), and
// 10 million CSV rows (158 MB). 100,000 requests a second, Zipf keys with YCSB's skew.

#include <cstdint>
#include <memory>
#include <string>

#include "workloads/synthetic/key_distribution.h"

namespace isotherm::bench {

inline constexpr std::uint64_t record_count = 20'000'000;
inline constexpr std::uint64_t csv_row_count = 10'000'000;
inline constexpr std::uint64_t stream_rate = 100'000;  // requests per second
inline constexpr std::uint64_t distinct_keys = 1'000'000;

// A record of libCacheSim's oracleGeneral format.
#pragma pack(push, 1)
struct OracleRecord {
    std::uint32_t second;
    std::uint64_t key;
    std::uint32_t bytes;
    std::int64_t next_access;
};
#pragma pack(pop)
static_assert(sizeof(OracleRecord) == 24);

// The workloads' own sampler: 1,000,000 keys, exponent 0.99.
std::unique_ptr<KeyDraws> zipf_sampler();

// Paths of the files; each is made when first asked for.
const std::string& plain_stream();
const std::string& zstd_stream();
const std::string& csv_stream();

}  // namespace isotherm::bench
