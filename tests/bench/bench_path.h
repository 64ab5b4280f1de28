// SPDX-License-Identifier: Apache-2.0
#pragma once
// The paths that are timed, each with the anchors it is compared with. Ratios are measured in
// alternating pairs, because the speed of a shared machine changes from minute to minute.

#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace isotherm::bench {

// What a body did: requests (or minutes of a backtest), and the run's fingerprint, if it is one.
struct Done {
    std::uint64_t requests = 0;
    std::string fingerprint;
};

// `share`: the share of the full length to do, above 0 and at most 1. Throws if it cannot.
using Body = std::function<Done(double share)>;

// A program of others: found in the folder ISOTHERM_PEER_DIR or in PATH.
struct Peer {
    std::string program;
    std::function<std::vector<std::string>()> arguments;  // may generate the files it names
};

struct Anchor {
    std::string name;
    std::variant<Body, Peer> body;
    double aim = 0;              // largest acceptable ratio of CPU time to the anchor's; 0: none
    bool same_requests = false;  // the ratio is of whole times, else of times per request
};

struct BenchPath {
    std::string name;
    Body ours;
    std::vector<Anchor> anchors;
    double aim_ns = 0;  // CPU time per request; 0: none. Only meaningful on a quiet machine
};

std::vector<BenchPath> synthetic_paths();
std::vector<BenchPath> replay_paths();
std::vector<BenchPath> backtest_paths();
std::vector<BenchPath> flow_paths();

}  // namespace isotherm::bench
