// SPDX-License-Identifier: Apache-2.0
#pragma once
// Remedies that change more than a number of a table: a cache in front of reads, another key, a
// start that is spread, a slower job, smaller items and indexes, a series of tables.

#include <map>
#include <string>
#include <vector>

#include "engine/insight/remedy.h"

namespace isotherm {

// Every setting of a scenario, by its key.
using WrittenSettings = std::map<std::string, std::string>;

// The value of a setting; empty if there is none.
std::string value_of(const WrittenSettings& written, const TomlPath& path);

// A cache aside for the single reads of this table that go through none, with a time to live of a
// minute; empty if there are no such reads. Readers may then see values that are a minute old.
std::vector<RemedyEdit> cache_edits(const Scenario& scenario, const ResourceName& resource,
                                    const WrittenSettings& written);

// Three nodes of DAX for the same reads. It passes strongly consistent reads on to the table, so
// these are left out; empty if there are no others, or in years before DAX.
std::vector<RemedyEdit> dax_edits(const Scenario& scenario, const ResourceName& resource,
                                  const WrittenSettings& written);

// The table's key with a random suffix, so that each partition gets less than its limit; empty if
// the key is no expression: then write_shards does it.
std::vector<RemedyEdit> suffix_key_edits(const Scenario& scenario, const ThrottleFinding& finding);

// The first actions of the workers that begin together, spread over a minute; empty without such
// workers.
std::vector<RemedyEdit> spread_start_edits(const Scenario& scenario, const std::string& table,
                                           const WrittenSettings& written);

// A quarter of the job's rate, or half of the throughput that a bulk job takes; empty if the job
// has neither.
std::vector<RemedyEdit> slower_job_edits(const Scenario& scenario, const std::string& job,
                                         const WrittenSettings& written);

struct DesignChange {
    RemedyKind kind = RemedyKind::smaller_items;
    std::vector<RemedyEdit> edits;
};

// Smaller items, a narrower or sparse index, a series of tables: those that can help the finding.
// `was_split`: whether partitions of the table were split in the run, which lasted `simulated`.
std::vector<DesignChange> design_changes(const Scenario& scenario, const ThrottleFinding& finding,
                                         bool was_split, SimDuration simulated);

}  // namespace isotherm
