// SPDX-License-Identifier: Apache-2.0
#pragma once
// Remedies that change more than a number of a table: a cache in front of reads, another key, a
// start that is spread.

#include <map>
#include <string>
#include <vector>

#include "engine/insight/remedy.h"

namespace isotherm {

// Every setting of a scenario, by its key.
using WrittenSettings = std::map<std::string, std::string>;

// A cache aside for the single reads of this table that go through none, with a time to live of a
// minute; empty if there are no such reads. Readers may then see values that are a minute old.
std::vector<RemedyEdit> cache_edits(const Scenario& scenario, const ResourceName& resource,
                                    const WrittenSettings& written);

// The table's key with a random suffix, so that each partition gets less than its limit; empty if
// the key is no expression: then write_shards does it.
std::vector<RemedyEdit> suffix_key_edits(const Scenario& scenario, const ThrottleFinding& finding);

// The first actions of the workers that begin together, spread over a minute; empty without such
// workers.
std::vector<RemedyEdit> spread_start_edits(const Scenario& scenario, const std::string& table,
                                           const WrittenSettings& written);

}  // namespace isotherm
