// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a workload asks for, known from its settings without drawing a request: its rate over time,
// the shares of its keys, the calls it makes and how large their items are.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/requests/finding.h"
#include "engine/requests/operation.h"
#include "engine/requests/request_batch.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// A stretch of time in which a mean rate runs in a straight line. Calls per second.
struct RateStretch {
    SimTime begin;
    SimTime end;
    double from = 0;
    double to = 0;
};

// Silence and bursts of random length, both exponential.
struct RandomBursts {
    double rate = 0;  // calls per second in a burst
    SimDuration on_mean{};
    SimDuration off_mean{};
};

// How often calls come, from the start of the run to its end. Where no stretch is, none come.
struct RateCurve {
    std::vector<RateStretch> stretches;  // in order, without overlap
    bool even = false;                   // evenly spaced; otherwise independent of each other
    std::optional<RandomBursts> bursts;  // the stretches are then the mean over bursts and silence
};

// Where keys lie that are not known one by one: evenly from the first position to the last, both
// included, of the hash space.
struct HashRange {
    std::uint64_t first = 0;
    std::uint64_t last = ~std::uint64_t{0};
};

// Neighbouring keys that are all alike.
struct KeyRun {
    Key first = 0;  // the keys first, first + 1, …
    std::uint64_t count = 1;
    double share = 0;               // of the requests, all keys together
    std::optional<HashRange> lies;  // instead, where the keys are not neighbours in number
};

// Pages of the whole hash space, visited in order by readers side by side, each in its own equal
// part of it.
struct HashWalk {
    std::uint64_t readers = 1;
    std::uint64_t pages = 1;  // of all readers
};

struct KeySpread {
    std::vector<KeyRun> runs;      // shares add up to 1
    bool in_order = false;         // one after the other, not drawn
    std::optional<HashWalk> walk;  // in place of runs
};

// One kind of call, with what it finds.
struct CallPart {
    Operation operation = Operation::get_item;
    Finding finding = Finding::item;
    bool empty = false;  // charged as if the item had no bytes
    double share = 1;    // of the rows
};

struct WorkloadDemand {
    RateCurve calls;
    std::uint32_t rows_per_call = 1;
    std::vector<CallPart> parts;  // shares add up to 1
    KeySpread keys;
    // The bytes a call is charged for, of a key's item; …
    std::function<std::uint32_t(Key, Operation)> bytes_of_key;
    // … and those of the item at a quantile (0 to 1, exclusive) of all items.
    std::function<std::uint32_t(double, Operation)> bytes_at;
    bool sizes_differ = false;
    std::function<std::string(Key)> key_name;
};

}  // namespace isotherm
