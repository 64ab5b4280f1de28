// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/instructions.h"

#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <regex>
#include <sstream>
#include <stdexcept>

#include "tests/bench/measured.h"

namespace isotherm::bench {
namespace {

// Shares of a path's full length. Under Valgrind everything takes about fifty times as long.
constexpr double shorter = 0.034, longer = 0.067;

}  // namespace

CountedRun counted_run(const std::string& valgrind, const std::string& options,
                       const std::string& self, const std::string& path, double share) {
    const std::string command = fmt::format(
        "'{}' --tool=callgrind --callgrind-out-file=/dev/null {} '{}' --once '{}' --share {} 2>&1",
        valgrind, options, self, path, share);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"),
                                                               &pclose);
    if (pipe == nullptr) throw std::runtime_error("cannot start " + valgrind);
    std::string output;
    char buffer[4'096];
    while (const std::size_t got = std::fread(buffer, 1, sizeof buffer, pipe.get()))
        output.append(buffer, got);
    std::smatch events, requests;
    if (!std::regex_search(output, events, std::regex(R"(Collected :((?: \d+)+))")) ||
        !std::regex_search(output, requests, std::regex(R"((?:^|\n)requests (\d+))")))
        throw std::runtime_error(output);
    CountedRun run;
    run.requests = std::stod(requests[1]);
    std::istringstream numbers(events[1]);
    for (double number = 0; numbers >> number;) run.events.push_back(number);
    return run;
}

std::optional<double> instructions_a_request(const std::string& self, const std::string& path) {
    const auto valgrind = found("valgrind");
    if (!valgrind) return std::nullopt;
    const CountedRun few = counted_run(*valgrind, "", self, path, shorter);
    const CountedRun more = counted_run(*valgrind, "", self, path, longer);
    if (more.requests <= few.requests) throw std::runtime_error("the longer run did not do more");
    return (more.events[0] - few.events[0]) / (more.requests - few.requests);
}

}  // namespace isotherm::bench
