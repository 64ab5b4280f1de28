// SPDX-License-Identifier: Apache-2.0
#pragma once
// The partitions of a table or index in report.json. The report is read by people and programs as a
// whole, so it lists only the busiest; run.sqlite has all of them.

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "engine/recording/recording.h"

namespace isotherm {

// At most this many partitions of a table or index are listed.
inline constexpr std::size_t partitions_listed_of_table = 1'000;
// At most this many in the whole report, but at least one of each table. A partition takes 400
// bytes, so all lists together take 0.8 MB.
inline constexpr std::size_t partitions_listed_in_all = 2'000;

// Returns how many entries each of many lists may have: at most `of_one`, and the most that keeps
// all of them together within `in_all`, but at least one. What shorter lists do not need goes to
// the others. `lengths`: of all lists.
std::size_t listed_of_each(std::vector<std::size_t> lengths, std::size_t of_one,
                           std::size_t in_all);

// Returns how many partitions each table and index may list.
std::size_t partitions_listed_of_each(const Recording& recording);

// Adds the counts of the table's partitions, and the `most` busiest of them: those with the most
// throttled tries, then those with the most consumed units, in order of birth.
void add_partitions(nlohmann::ordered_json& json, const TableRecording& table, std::size_t most);

}  // namespace isotherm
