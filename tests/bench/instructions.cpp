// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/instructions.h"

#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <regex>
#include <stdexcept>

#include "tests/bench/measured.h"

namespace isotherm::bench {
namespace {

// Shares of a path's full length. Under Valgrind everything takes about fifty times as long.
constexpr double shorter = 0.034, longer = 0.067;

struct Counted {
    double instructions = 0;
    double requests = 0;
};

Counted counted(const std::string& valgrind, const std::string& self, const std::string& path,
                double share) {
    const std::string command = fmt::format(
        "'{}' --tool=callgrind --callgrind-out-file=/dev/null '{}' --once '{}' "
        "--share {} 2>&1",
        valgrind, self, path, share);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"),
                                                               &pclose);
    if (pipe == nullptr) throw std::runtime_error("cannot start " + valgrind);
    std::string output;
    char buffer[4'096];
    while (const std::size_t got = std::fread(buffer, 1, sizeof buffer, pipe.get()))
        output.append(buffer, got);
    std::smatch instructions, requests;
    if (!std::regex_search(output, instructions, std::regex(R"(Collected : (\d+))")) ||
        !std::regex_search(output, requests, std::regex(R"((?:^|\n)requests (\d+))")))
        throw std::runtime_error(output);
    return {std::stod(instructions[1]), std::stod(requests[1])};
}

}  // namespace

std::optional<double> instructions_a_request(const std::string& self, const std::string& path) {
    const auto valgrind = found("valgrind");
    if (!valgrind) return std::nullopt;
    const Counted few = counted(*valgrind, self, path, shorter);
    const Counted more = counted(*valgrind, self, path, longer);
    if (more.requests <= few.requests) throw std::runtime_error("the longer run did not do more");
    return (more.instructions - few.instructions) / (more.requests - few.requests);
}

}  // namespace isotherm::bench
