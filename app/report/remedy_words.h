// SPDX-License-Identifier: Apache-2.0
#pragma once
// What remedies are called in English, on the console and on the page of a run. The page's Japanese
// is found by these texts (page_cause_words.h).

#include <array>
#include <string_view>

#include "engine/insight/remedy.h"

namespace isotherm {

// In the order of RemedyKind.
inline constexpr std::array<std::string_view, remedy_names.size()> remedy_texts{
    "write shards",
    "eventually consistent reads",
    "on-demand mode",
    "more capacity",
    "target tracking",
    "a lower target",
    "a higher minimum",
    "a higher maximum",
    "warm throughput",
    "a higher on-demand maximum",
    "no on-demand maximum",
    "a higher quota (Service Quotas; takes a day or two)",
    "suffixes of the index key",
    "adaptive retries",
    "a slower job",
    "a cache in front of reads (values may be a minute old)",
    "a suffix in the table's key (reads must ask for every suffix)",
    "a start of the workers that is spread over a minute",
    "a schedule",
    "DAX in front of reads (values may be five minutes old)",
    "a narrower index (entries of keys only)",
    "a sparse index (half of the entries)",
    "items of half the size (compressed, split, or with large attributes in S3)",
    "a series of tables, one for each period"};

}  // namespace isotherm
