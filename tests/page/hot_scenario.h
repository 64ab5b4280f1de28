// SPDX-License-Identifier: Apache-2.0
#pragma once
// A scenario whose figures can be counted by hand.

#include <string>

namespace isotherm {

// 20 puts of 1 KB a second, the first at 50 ms, to one key on 10 WCU without burst: 600 of 1,199
// are refused.
inline const std::string hot_scenario = R"(
name = "hot"
era = "2024"
duration = "60s"
model.initial_burst = 0
[tables.votes]
item_size = "1 KB"
capacity = { read = 10, write = 10 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "20/s" }
keys = { distribution = "sequential", distinct = 1 }
client = { retry = "fire_and_forget" }
)";

}  // namespace isotherm
