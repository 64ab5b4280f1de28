// SPDX-License-Identifier: Apache-2.0
// Replays of recorded streams.

#include <fmt/format.h>

#include "tests/bench/bare_kernels.h"
#include "tests/bench/streams.h"
#include "tests/bench/timed_run.h"

namespace isotherm::bench {
namespace {

using Words = std::vector<std::string>;

Done replay(const std::string& path, std::string_view format, double rows) {
    return run_scenario(fmt::format(
        "duration = \"500s\"\nera = \"2016\"\n[tables.bench]\npartitions = 1000\n"
        "capacity = {{ mode = \"provisioned\", read = 100000, write = 20000 }}\n"
        "[workloads.bench]\ntable = \"bench\"\nclient = {{ retry = \"fire_and_forget\" }}\n"
        "replay = {{ file = \"{}\", limit = {}, {} }}\n",
        path, static_cast<std::uint64_t>(rows), format));
}

constexpr std::string_view oracle = "format = \"oracle_general\"";
constexpr std::string_view csv =
    "format = \"csv\", time = \"time\", time_unit = \"s\", key = \"key\", size = \"size\", "
    "operation = \"op\"";

}  // namespace

std::vector<BenchPath> replay_paths() {
    const Anchor bare{"bare kernel",
                      [](double share) {
                          return bare_replay(plain_stream(),
                                             static_cast<std::uint64_t>(share * record_count));
                      },
                      3};
    const Anchor fifo{"libCacheSim, FIFO",
                      Peer{"cachesim",
                           [] {
                               return Words{plain_stream(), "oracleGeneral", "fifo", "1gb"};
                           }},
                      0.25, true};
    const Anchor fifo_csv{"libCacheSim, FIFO",
                          Peer{"cachesim",
                               [] {
                                   return Words{
                                       csv_stream(),
                                       "csv",
                                       "fifo",
                                       "1gb",
                                       "-t",
                                       "time-col=1, obj-id-col=2, obj-size-col=3, delimiter=,, "
                                       "has-header=true"};
                               }},
                          0.08, true};
    const Anchor zstd{"zstd -dc",
                      Peer{"zstd",
                           [] {
                               return Words{"-dc", zstd_stream()};
                           }},
                      2, true};
    return {
        {"replay, oracleGeneral",
         [](double share) { return replay(plain_stream(), oracle, share * record_count); },
         {bare, fifo}},
        {"replay, oracleGeneral in zstd",
         [](double share) { return replay(zstd_stream(), oracle, share * record_count); },
         {zstd, {"decompression alone", [](double) { return bare_zstd(zstd_stream()); }, 2, true}}},
        {"replay, CSV",
         [](double share) { return replay(csv_stream(), csv, share * csv_row_count); },
         {bare, fifo_csv}},
    };
}

}  // namespace isotherm::bench
