// SPDX-License-Identifier: Apache-2.0
// Runs the fuzz targets on random mutations of the corpus. This does not replace libFuzzer, which
// is guided by coverage, but it is part of every test run and works with any compiler.
//
// More mutations: ISOTHERM_FUZZ_RUNS=1000000 build/dev/bin/fuzz_tests --gtest_filter=Mutation.*
// A failing input is stored in the current folder as finding-TARGET.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <boost/random/mersenne_twister.hpp>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "tests/fuzz/fuzz_target.h"

namespace isotherm {
namespace {

constexpr std::size_t longest = 4'096;
constexpr unsigned longest_seconds = 10;  // for one input

// The current input, for the signal handler that stores it.
std::string current_target;
std::string current_input;

extern "C" void keep_finding(int number) {
    const std::string name = "finding-" + current_target;
    const int file = open(name.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    (void)!write(file, current_input.data(), current_input.size());
    std::signal(number, SIG_DFL);
    raise(number);
}

class Mutator {
public:
    explicit Mutator(std::vector<std::string> seeds) : seeds_(std::move(seeds)) {}

    std::string next() {
        std::string input = seeds_[below(seeds_.size())];
        for (std::size_t times = 1 + below(4); times > 0; --times) change(input);
        if (input.size() > longest) input.resize(longest);
        return input;
    }

private:
    std::size_t below(std::size_t count) { return count == 0 ? 0 : random_() % count; }

    void change(std::string& input) {
        static const std::vector<std::string> words{"0",
                                                    "-1",
                                                    "9223372036854775807",
                                                    "1e308",
                                                    "nan",
                                                    "\"",
                                                    "\n",
                                                    "{",
                                                    "}",
                                                    "[",
                                                    "]",
                                                    ",",
                                                    ":",
                                                    "\\",
                                                    "null",
                                                    "\0x",
                                                    "\xff\xfe",
                                                    "true",
                                                    "\t",
                                                    "'",
                                                    "=",
                                                    "1970-01-01T00:00:00Z",
                                                    "99999999999999999999"};
        const std::size_t at = below(input.size() + 1);
        switch (below(7)) {
            case 0:
                if (!input.empty()) input[below(input.size())] ^= static_cast<char>(1 << below(8));
                return;
            case 1:
                if (!input.empty()) input[below(input.size())] = static_cast<char>(random_());
                return;
            case 2:
                input.insert(at, words[below(words.size())]);
                return;
            case 3:
                input.erase(at, 1 + below(16));
                return;
            case 4:
                input.insert(at, input.substr(below(input.size() + 1), 1 + below(64)));
                return;
            case 5: {
                const std::string& other = seeds_[below(seeds_.size())];
                input = input.substr(0, at) + other.substr(below(other.size() + 1));
                return;
            }
            default:
                input.resize(at);
        }
    }

    std::vector<std::string> seeds_;
    boost::random::mt19937 random_{20'120'118};
};

std::vector<std::string> seeds_of(const std::string& target) {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(
             std::filesystem::path(ISOTHERM_SOURCE_DIR) / "tests/fuzz/corpus" / target))
        paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> seeds;
    for (const auto& path : paths) {
        std::ifstream file(path, std::ios::binary);
        seeds.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return seeds;
}

TEST(Mutation, every_changed_input_ends_in_a_value_or_in_errors) {
    const char* wish = std::getenv("ISOTHERM_FUZZ_RUNS");
    const long runs = wish == nullptr ? 1'000 : std::atol(wish);
    const char* only = std::getenv("ISOTHERM_FUZZ_TARGET");
    for (const int number : {SIGABRT, SIGSEGV, SIGFPE, SIGALRM}) std::signal(number, keep_finding);
    for (const auto& [name, target] : fuzz_targets()) {
        if (only != nullptr && name != only) continue;
        // Every run of this target writes a database, so do fewer runs.
        const long share = name == "run_folder" ? std::max(1L, runs / 50) : runs;
        const auto started = std::chrono::steady_clock::now();
        Mutator mutator(seeds_of(name));
        current_target = name;
        for (long run = 0; run < share; ++run) {
            current_input = mutator.next();
            alarm(longest_seconds);
            target(current_input);
        }
        alarm(0);
        const double seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        std::printf("%-12s %9ld executions, %7.0f a second, 0 crashes\n", name.c_str(), share,
                    static_cast<double>(share) / seconds);
    }
    for (const int number : {SIGABRT, SIGSEGV, SIGFPE, SIGALRM}) std::signal(number, SIG_DFL);
}

}  // namespace
}  // namespace isotherm
