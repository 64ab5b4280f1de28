// SPDX-License-Identifier: Apache-2.0
// Times each path against its anchors in alternating pairs and prints a table of medians. The
// absolute times depend on the machine; ratios and instructions can be compared.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "tests/bench/branches.h"
#include "tests/bench/instructions.h"
#include "tests/bench/measured.h"
#include "tests/bench/timed_run.h"

namespace isotherm::bench {

constexpr double least_share = 0.001;

namespace {

struct Options {
    int pairs = 5;
    double share = 1;
    std::string only;
    std::string once;
    bool instructions = false;
    bool wall = false;
    bool branches = false;
};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double ns_a_request(const Measured& run) {
    return run.done.requests > 0 ? run.cpu_seconds * 1e9 / static_cast<double>(run.done.requests)
                                 : 0;
}

// What one path and one anchor came to.
struct Pairs {
    std::vector<double> ours_ns, anchor_ns, ratios;
    double peak_mb = 0;
    std::string fingerprint;
};

Measured run_anchor(const Anchor& anchor, double share) {
    if (const auto* body = std::get_if<Body>(&anchor.body)) return measured(*body, share);
    const Peer& peer = std::get<Peer>(anchor.body);
    return measured(*found(peer.program), peer.arguments());
}

Pairs timed(const BenchPath& path, const Anchor* anchor, const Options& options) {
    Pairs pairs;
    for (int i = 0; i < options.pairs; ++i) {
        const Measured ours = measured(path.ours, options.share);
        if (!pairs.fingerprint.empty() && pairs.fingerprint != ours.done.fingerprint)
            throw std::runtime_error("two runs of the same scenario differ");
        pairs.fingerprint = ours.done.fingerprint;
        pairs.ours_ns.push_back(ns_a_request(ours));
        pairs.peak_mb = std::max(pairs.peak_mb, ours.peak_mb);
        if (anchor == nullptr) continue;
        const Measured theirs = run_anchor(*anchor, options.share);
        pairs.anchor_ns.push_back(ns_a_request(theirs));
        pairs.ratios.push_back(anchor->same_requests ? ours.cpu_seconds / theirs.cpu_seconds
                                                     : ns_a_request(ours) / ns_a_request(theirs));
    }
    return pairs;
}

void print_row(const std::string& name, const std::string& anchor, const Pairs& pairs,
               const std::string& aim, const std::string& instructions) {
    std::string ratio = "-";
    if (!pairs.ratios.empty()) {
        const auto [least, most] = std::minmax_element(pairs.ratios.begin(), pairs.ratios.end());
        ratio = fmt::format("{:.3f} ({:.3f} to {:.3f})", median(pairs.ratios), *least, *most);
    }
    std::cout << fmt::format("| {} | {:.1f} | {} | {} | {} | {:.0f} | {} | {} |\n", name,
                             median(pairs.ours_ns), anchor, ratio, aim, pairs.peak_mb, instructions,
                             pairs.fingerprint)
              << std::flush;
}

// Why an anchor cannot run; empty if it can. Anchors that take the whole stream are left out of
// shorter runs.
std::string obstacle(const Anchor& anchor, const Options& options) {
    if (anchor.same_requests && options.share < 1) return "needs --share 1";
    const auto* peer = std::get_if<Peer>(&anchor.body);
    return peer == nullptr || found(peer->program) ? "" : "not found";
}

std::string aim_of(const BenchPath& path, const Anchor& anchor) {
    if (anchor.aim > 0) return fmt::format("{}", anchor.aim);
    return path.aim_ns > 0 ? fmt::format("{} ns", path.aim_ns) : "-";
}

void compare(const BenchPath& path, const Options& options, const std::string& self) {
    std::string instructions = "-";
    if (options.instructions) {
        const auto counted = instructions_a_request(self, path.name);
        instructions = counted ? fmt::format("{:.0f}", *counted) : "valgrind not found";
    }
    measured(path.ours, least_share);  // generates streams and fills the page cache
    bool compared = false;
    for (const Anchor& anchor : path.anchors) {
        const std::string why_not = obstacle(anchor, options);
        if (why_not.empty()) {
            print_row(path.name, anchor.name, timed(path, &anchor, options), aim_of(path, anchor),
                      instructions);
            compared = true;
        } else {
            std::cout << fmt::format("| {} | - | {}: {} | - | {} | - | - | - |\n", path.name,
                                     anchor.name, why_not, aim_of(path, anchor));
        }
    }
    if (!compared) print_row(path.name, "-", timed(path, nullptr, options), "-", instructions);
}

// Wall time of one thread divided by that of two, in alternating pairs. Says something only while
// the machine does nothing else.
void compare_threads(const BenchPath& path, const Options& options) {
    const auto with = [&](std::size_t threads) {
        threads_of_runs = threads;
        return measured(path.ours, options.share);
    };
    with(2);  // generates streams and fills the page cache
    std::vector<double> ratios, more_cpu;
    for (int i = 0; i < options.pairs; ++i) {
        const Measured one = with(1);
        const Measured two = with(2);
        if (one.done.fingerprint != two.done.fingerprint)
            throw std::runtime_error("the number of threads changes the result");
        ratios.push_back(one.wall_seconds / two.wall_seconds);
        more_cpu.push_back(two.cpu_seconds / one.cpu_seconds);
    }
    const auto [least, most] = std::minmax_element(ratios.begin(), ratios.end());
    std::cout << fmt::format("| {} | {:.2f} ({:.2f} to {:.2f}) | {:.2f} |\n", path.name,
                             median(ratios), *least, *most, median(more_cpu))
              << std::flush;
}

std::vector<BenchPath> all_paths() {
    std::vector<BenchPath> paths = synthetic_paths();
    for (auto make : {flow_paths, replay_paths, backtest_paths})
        for (BenchPath& path : make()) paths.push_back(std::move(path));
    return paths;
}

int run(const Options& options, const std::string& self) {
    if (options.branches) return check_branches(self) ? 0 : 1;
    std::vector<BenchPath> paths = all_paths();
    if (!options.once.empty()) {
        for (GuardedLoop& loop : guarded_loops()) paths.push_back(std::move(loop.path));
        for (const BenchPath& path : paths) {
            if (path.name != options.once) continue;
            std::cout << "requests " << path.ours(options.share).requests << '\n';
            return 0;
        }
        throw std::runtime_error("there is no path \"" + options.once + "\"");
    }
    if (options.wall)
        std::cout << "| path | wall time, 1 thread / 2 threads: median (least to most) | CPU time, "
                     "2 threads / 1 thread |\n|---|---|---|\n";
    else
        std::cout
            << "| path | ns a request | anchor | CPU ratio: median (least to most) | aim | peak MB "
               "| instructions a request | fingerprint |\n|---|---|---|---|---|---|---|---|\n";
    bool any = false;
    for (const BenchPath& path : paths) {
        if (path.name.find(options.only) == std::string::npos) continue;
        options.wall ? compare_threads(path, options) : compare(path, options, self);
        any = true;
    }
    if (!any) throw std::runtime_error("no path has \"" + options.only + "\" in its name");
    return 0;
}

}  // namespace
}  // namespace isotherm::bench

int main(int argument_count, char** arguments) {
    isotherm::bench::Options options;
    CLI::App app("Times Isotherm's paths against anchors, in alternating pairs.");
    app.add_option("--pairs", options.pairs, "pairs of runs for each anchor")
        ->check(CLI::Range(1, 100));
    app.add_option("--only", options.only, "only paths whose name contains this text");
    app.add_option("--share", options.share, "share of the full length of each run")
        ->check(CLI::Range(isotherm::bench::least_share, 1.0));
    app.add_flag("--instructions", options.instructions,
                 "also count instructions (needs valgrind; slow)");
    app.add_flag("--wall", options.wall, "compare wall times with one and two threads instead");
    app.add_flag("--branches", options.branches,
                 "count mispredicted branches of the admission loops instead, and fail if there "
                 "are too many (needs valgrind)");
    app.add_option("--once", options.once, "run this path once, untimed; for profilers");
    CLI11_PARSE(app, argument_count, arguments);
    try {
        return isotherm::bench::run(options, arguments[0]);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
