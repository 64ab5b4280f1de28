// SPDX-License-Identifier: Apache-2.0
#pragma once
// The options of `isotherm units`, and how their texts become sizes and items.

#include <string>
#include <vector>

#include "engine/units/item_size.h"
#include "engine/units/read_calls.h"
#include "engine/units/write_calls.h"

namespace isotherm {

struct UnitsOptions {
    std::string era{newest_era()};
    bool json = false;

    std::uint64_t items = 0;              // 0: not given
    std::vector<std::string> item_sizes;  // one size for all items, or one per item
    std::string total_size;
    std::vector<std::string> item_texts;  // JSON, or @FILE
    std::uint64_t missing_count = 0;
    bool missing = false;

    std::string consistency;
    std::string filter_keeps;
    std::uint64_t segments = 1;
    std::uint64_t partitions = 0;  // 0: not given
    std::string index;
    std::string projected_size;
    std::vector<std::string> projected_names;
    bool fetch = false;
    std::string available;

    std::string old_size;
    bool failed_condition = false;
    std::string absent_item_charge;
    bool expired = false;
    std::vector<std::string> global_indexes;  // CASE[:SIZE[:OLD SIZE]]
    std::vector<std::string> local_indexes;
    std::uint64_t regions = 1;
    std::string replication = "2019";
    std::vector<std::string> delete_sizes;
    std::vector<std::string> check_sizes;
    bool repeated = false;
    bool through_cache = false;

    // Vector indexes and bulk puts.
    std::int64_t dimensions = 1'024;
    std::int64_t top_k = 10;
    std::int64_t vector_indexes = 1;
    std::int64_t filters = 0;
    std::string search_size;
    std::string response_size;
    std::string mode = "on_demand";
    std::uint64_t objects = 1;
    std::string object_size;
};

// The cases that --gsi and --lsi accept.
inline constexpr std::string_view index_cases =
    "enters, moves, leaves, absent, projected or unprojected";

// The parsed options that the calls share.
struct UnitsInput {
    Era era;
    std::vector<ItemRun> items;
    std::vector<std::string> remarks;  // printed before the steps of the call
    std::optional<std::uint64_t> projected_bytes;
};

Result<UnitsInput> read_units_input(const UnitsOptions& options);
// Reads a size given for `option`. Rounds up to whole bytes and adds a remark if that changed it.
Result<std::uint64_t> read_size(const std::string& option, const std::string& text,
                                std::vector<std::string>& remarks);
Result<std::vector<ItemRun>> read_sizes(const std::string& option,
                                        const std::vector<std::string>& texts,
                                        std::vector<std::string>& remarks);
Result<std::vector<IndexChange>> read_index_changes(const UnitsOptions& options,
                                                    const WriteCall& call, UnitsInput& input);

Error units_error(const std::string& option, std::string what, std::string fix);

}  // namespace isotherm
