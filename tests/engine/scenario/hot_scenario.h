// SPDX-License-Identifier: Apache-2.0
#pragma once
// A small scenario that throttles, for tests that need a run or a text to change.

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "engine/scenario/scenario.h"

namespace isotherm {

// One hot key on one of four partitions: throttles from the first seconds on.
inline const char* hot_scenario = R"(
name = "hot"
era = "2016"
seed = 7
duration = "2m"
[model]
initial_burst = 0
[tables.votes]
partition_key = "candidate"
item_size = "200 B"
size = "32 GB"
capacity = { mode = "provisioned", read = 40, write = 400 }
[workloads.voters]
table = "votes"
operation = "UpdateItem"
arrivals = { shape = "poisson", rate = "300/s" }
keys = { distribution = "zipf", distinct = 50, exponent = 1.2 }
client = { retry = "sdk_standard" }
)";

inline Scenario good_scenario(const std::string& text) {
    auto read = read_scenario_text(text, "test.toml");
    EXPECT_TRUE(read.ok()) << (read.ok() ? "" : read.errors().front().text());
    return std::move(read.value());
}

}  // namespace isotherm
