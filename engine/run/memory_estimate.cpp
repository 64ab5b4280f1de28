// SPDX-License-Identifier: Apache-2.0
#include "engine/run/memory_estimate.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <string>

#include "engine/recording/recording.h"

namespace isotherm {
namespace {

constexpr std::uint64_t unknown = std::numeric_limits<std::uint64_t>::max();
// For each partition: its row in Partitions, and the recorder's data for it.
constexpr double bytes_a_partition = 400;
// For each workload: the rows that it generates at a time, and its client's data for one batch.
constexpr double bytes_a_workload = 64'000;
// For each pair of workload and table: the index of the pair's counters.
constexpr double bytes_a_pair = 4;

double partitions_of(const Era& era, const TableSpec& table) {
    const auto count = [&](const CapacitySpec& capacity, std::int64_t given, Bytes size) {
        if (given > 0) return static_cast<double>(given);
        const Throughput units = capacity.on_demand() ? capacity.warm : capacity.provisioned;
        return static_cast<double>(partitions_at_creation(era, units, size));
    };
    double sum = count(table.capacity, table.partitions, table.size);
    for (const auto& [name, index] : table.indexes) {
        if (index.global()) sum += count(index.capacity, index.partitions, Bytes{0});
    }
    return sum;
}

// Reads a number from a kernel file such as /proc/meminfo. Returns `unknown` if the file does not
// exist or holds "max". `label` is the word before the number; empty: the number comes first.
std::uint64_t kernel_number(const char* path, const std::string& label = "") {
    std::ifstream file(path);
    std::string word;
    std::uint64_t number = 0;
    if (label.empty()) return file >> number ? number : unknown;
    while (file >> word) {
        if (word == label && file >> number) return number;
    }
    return unknown;
}

std::string gigabytes_text(double bytes) {
    const double count = bytes / (1ULL << 30);
    return fmt::format("{:.{}f} GB", count, count < 10 ? 1 : 0);
}

}  // namespace

std::uint64_t least_memory(const Scenario& scenario, const std::vector<TableSpec>& tables) {
    double resources = 0, partitions = 0;
    for (const TableSpec& table : tables) {
        resources += 1 + static_cast<double>(table.indexes.size());
        partitions += partitions_of(scenario.era, table);
    }
    const double columns =
        std::ceil(in_seconds(scenario.duration) / static_cast<double>(scenario.column_seconds()));
    const auto workloads = static_cast<double>(scenario.workloads.size());
    const double bytes = resources * columns * side_count * sizeof(SeriesSecond) +
                         partitions * bytes_a_partition + workloads * bytes_a_workload +
                         workloads * resources * bytes_a_pair;
    return bytes < 9e18 ? static_cast<std::uint64_t>(bytes) : unknown;
}

std::uint64_t available_memory() {
    std::uint64_t most = unknown;
    if (const std::uint64_t kilobytes = kernel_number("/proc/meminfo", "MemAvailable:");
        kilobytes != unknown)
        most = kilobytes * 1'024;
    const std::uint64_t group = kernel_number("/sys/fs/cgroup/memory.max");
    const std::uint64_t used = kernel_number("/sys/fs/cgroup/memory.current");
    if (group != unknown && used != unknown) most = std::min(most, group > used ? group - used : 0);
    rlimit limit{};
    if (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) {
        const std::uint64_t pages = kernel_number("/proc/self/statm");
        const std::uint64_t mapped =
            pages == unknown ? 0 : pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
        most = std::min<std::uint64_t>(most, limit.rlim_cur > mapped ? limit.rlim_cur - mapped : 0);
    }
    return most;
}

std::optional<Error> lack_of_memory(const Scenario& scenario,
                                    const std::vector<TableSpec>& tables) {
    const std::uint64_t needed = least_memory(scenario, tables);
    const std::uint64_t there = available_memory();
    if (needed <= there) return std::nullopt;
    return Error{
        ExitCode::out_of_memory,
        ErrorNumber::too_much_memory,
        {},
        fmt::format("the run needs at least {} of memory for {} tables, {} workloads and {} "
                    "of simulated time; {} are available",
                    gigabytes_text(static_cast<double>(needed)), tables.size(),
                    scenario.workloads.size(), text_of(scenario.duration),
                    gigabytes_text(static_cast<double>(there))),
        "simulate a shorter time or fewer tables, or set resolution = \"minute\""};
}

}  // namespace isotherm
