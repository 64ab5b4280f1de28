// SPDX-License-Identifier: Apache-2.0
#pragma once
// The demand of a workload, computed from its settings without drawing requests: its rate over
// time, the shares of its keys, its calls and the sizes of their items.

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

// A time interval in which the mean rate changes linearly. Rates are calls per second.
struct RateStretch {
    SimTime begin;
    SimTime end;
    double from = 0;
    double to = 0;
};

// Bursts alternate with silence; both have exponentially distributed lengths.
struct RandomBursts {
    double rate = 0;  // calls per second during a burst
    SimDuration on_mean{};
    SimDuration off_mean{};
};

// The rate of calls from the start to the end of the run. Between stretches there are no calls.
struct RateCurve {
    std::vector<RateStretch> stretches;  // in order, without overlap
    bool even = false;  // true: evenly spaced calls; false: independent random arrivals
    std::optional<RandomBursts> bursts;  // if set, `stretches` hold the mean of bursts and silence
};

// A range of the hash space, both ends included, over which keys are spread evenly. For keys that
// are not known individually.
struct HashRange {
    std::uint64_t first = 0;
    std::uint64_t last = ~std::uint64_t{0};
};

// Consecutive keys that all have the same share.
struct KeyRun {
    Key first = 0;  // the keys first, first + 1, …
    std::uint64_t count = 1;
    double share = 0;               // share of the requests, summed over all keys of the run
    std::optional<HashRange> lies;  // where the keys are if they are not consecutive
};

// A walk over the pages of the whole hash space in order. Several readers work in parallel, each in
// its own equal part.
struct HashWalk {
    std::uint64_t readers = 1;
    std::uint64_t pages = 1;  // total of all readers
};

struct KeySpread {
    std::vector<KeyRun> runs;      // shares add up to 1
    bool in_order = false;         // keys are used one after another, not drawn at random
    std::optional<HashWalk> walk;  // if set, replaces `runs`
};

// One kind of call, with what it finds in the table.
struct CallPart {
    Operation operation = Operation::get_item;
    Finding finding = Finding::item;
    bool empty = false;   // charged as if the item had no bytes
    double share = 1;     // share of the rows
    double returned = 0;  // items that a Query or Scan returns, on average, after filtering
};

struct WorkloadDemand {
    RateCurve calls;
    std::uint32_t rows_per_call = 1;
    std::vector<CallPart> parts;  // shares add up to 1
    KeySpread keys;
    // Bytes that a call on the item of a given key is charged for.
    std::function<std::uint32_t(Key, Operation)> bytes_of_key;
    // Bytes that a call is charged for at a quantile (0 to 1, both exclusive) of all item sizes.
    std::function<std::uint32_t(double, Operation)> bytes_at;
    bool sizes_differ = false;
    std::function<std::string(Key)> key_name;
};

}  // namespace isotherm
