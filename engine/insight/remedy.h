// SPDX-License-Identifier: Apache-2.0
#pragma once
// Changes of a scenario that may end throttling, in the order in which AWS's guide lists them
// (Developer Guide, Diagnosing throttling). Those that cannot help a cause are left out.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/insight/throttle_finding.h"
#include "engine/recording/recording.h"
#include "engine/scenario/scenario.h"
#include "engine/toml/toml_edit.h"

namespace isotherm {

// The names are part of JSON output: append, never rename.
enum class RemedyKind : std::uint8_t {
    write_shards,
    eventual_reads,
    on_demand,
    more_capacity,
    target_tracking,
    lower_target,
    higher_minimum,
    higher_maximum,
    warm_throughput,
    higher_on_demand_maximum,
    no_on_demand_maximum,
    higher_quota,
    index_suffixes,
    other_retries,
    slower_job,
    cache,
    other_key,
    spread_start,
    schedule,
    dax,
    narrower_index,
    sparse_index,
    smaller_items,
    series_tables,
};
inline constexpr std::array<std::string_view, 24> remedy_names{"write_shards",
                                                               "eventual_reads",
                                                               "on_demand",
                                                               "more_capacity",
                                                               "target_tracking",
                                                               "lower_target",
                                                               "higher_minimum",
                                                               "higher_maximum",
                                                               "warm_throughput",
                                                               "higher_on_demand_maximum",
                                                               "no_on_demand_maximum",
                                                               "higher_quota",
                                                               "index_suffixes",
                                                               "other_retries",
                                                               "slower_job",
                                                               "cache",
                                                               "other_key",
                                                               "spread_start",
                                                               "schedule",
                                                               "dax",
                                                               "narrower_index",
                                                               "sparse_index",
                                                               "smaller_items",
                                                               "series_tables"};
constexpr std::string_view name_of(RemedyKind kind) {
    return remedy_names[static_cast<std::size_t>(kind)];
}

struct RemedyEdit {
    TomlPath path;
    std::string value;  // TOML; empty: the setting or section is removed
};

struct Remedy {
    RemedyKind kind = RemedyKind::more_capacity;
    std::size_t finding = 0;  // position of the finding that it is for
    std::string table;        // of that finding; empty: the change makes other tables of it
    std::vector<RemedyEdit> edits;
    // Whether the number in the first edit is the least that is certain to be needed, and the least
    // that is enough has to be found by trying.
    bool search = false;

    // "workloads.voters.write_shards = 8"; what is removed is left out.
    std::string change() const;
    bool operator==(const Remedy& other) const { return change() == other.change(); }
};

// For findings with a smaller share of the throttled tries, nothing is tried.
inline constexpr double share_to_remedy = 0.001;

// The remedies of all findings, in the order of the findings; each change once.
std::vector<Remedy> remedies_of(const std::vector<ThrottleFinding>& findings,
                                const Recording& recording, const Scenario& scenario);

// The scenario's text with the change made; nullopt if the text has no place for it.
std::optional<std::string> with_remedy(const std::string& text, const Remedy& remedy);

}  // namespace isotherm
