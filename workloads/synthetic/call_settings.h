// SPDX-License-Identifier: Apache-2.0
#pragma once
// The calls of a synthetic workload: their operations, number of items, and results.

#include <array>
#include <string>
#include <vector>

#include "engine/requests/workload.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

struct CallSettings {
    // Operations that can be mixed, then batch operations.
    static constexpr std::array<std::string_view, 8> single_names{
        "GetItem",    "Query", "PutItem",          "UpdateItem",
        "DeleteItem", "Scan",  "TransactGetItems", "TransactWriteItems"};
    static constexpr std::array<std::string_view, 2> batch_names{"BatchGetItem", "BatchWriteItem"};

    std::string operation = "GetItem";  // or "mix"
    std::array<Share, single_names.size()> mix{};
    Consistency consistency = Consistency::eventual;
    std::int64_t batch_items = 0;  // 0: the most that one call accepts
    Share batch_deletes{0};        // share of deletes in BatchWriteItem; the others are puts
    std::int64_t items_per_query = 1;
    Share filter_keeps{1};  // share of the items read by a Query or Scan that the filter keeps
    // Segments of a Scan that walks through the table; 0: the Scan reads pages at the chosen keys.
    std::int64_t segments = 0;
    Share missing{0};          // share of the requests that find no item
    Share condition_fails{0};  // share of the conditional writes that fail

    // Declares the settings and rejects combinations that contradict each other.
    void settings(SettingsVisitor& visit);
    // Rejects settings that do not fit the table or the era.
    void check(const WorkloadContext& context, bool sizes_given, SettingsVisitor& visit) const;

    bool walks() const { return segments > 0 && operation == "Scan"; }
    bool in_batches() const;
    CallShape shape() const;
    // The operations and their weights.
    struct Weighted {
        std::vector<Operation> operations;
        std::vector<double> weights;
    };
    Weighted operations() const;

private:
    static void check_all_items(const WorkloadContext& context, SettingsVisitor& visit);
    void check_mix(SettingsVisitor& visit);
    void check_batches(SettingsVisitor& visit) const;
    void check_outcomes(SettingsVisitor& visit) const;
    double mix_total() const;
    // Whether the workload makes any of these calls.
    bool makes(std::initializer_list<std::string_view> names) const;
    std::int64_t most_batch_items() const;
};

}  // namespace isotherm
