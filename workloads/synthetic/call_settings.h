// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the requests of a synthetic workload do: which call, on how many items, and what it finds.

#include <array>
#include <string>
#include <vector>

#include "engine/requests/workload.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

struct CallSettings {
    // The calls that may be mixed, then those of many items.
    static constexpr std::array<std::string_view, 8> single_names{
        "GetItem",    "Query", "PutItem",          "UpdateItem",
        "DeleteItem", "Scan",  "TransactGetItems", "TransactWriteItems"};
    static constexpr std::array<std::string_view, 2> batch_names{"BatchGetItem", "BatchWriteItem"};

    std::string operation = "GetItem";  // or "mix"
    std::array<Share, single_names.size()> mix{};
    Consistency consistency = Consistency::eventual;
    std::int64_t batch_items = 0;  // 0: as many as the call takes
    Share batch_deletes{0};        // of BatchWriteItem's items; the others are puts
    std::int64_t items_per_query = 1;
    Share filter_keeps{1};      // of the items a Query or Scan reads
    std::int64_t segments = 0;  // of a Scan that walks through the table; 0: pages of the keys
    Share missing{0};           // of the requests find no item
    Share condition_fails{0};   // of the conditional writes

    // Declares the settings and says which contradict each other.
    void settings(SettingsVisitor& visit);
    // What contradicts the table or the era.
    void check(const WorkloadContext& context, bool sizes_given, SettingsVisitor& visit) const;

    bool walks() const { return segments > 0 && operation == "Scan"; }
    bool in_batches() const;
    CallShape shape() const;
    // The calls and how often each is made.
    struct Weighted {
        std::vector<Operation> operations;
        std::vector<double> weights;
    };
    Weighted operations() const;

private:
    void check_mix(SettingsVisitor& visit);
    void check_batches(SettingsVisitor& visit) const;
    void check_outcomes(SettingsVisitor& visit) const;
    double mix_total() const;
    // Whether any of the workload's calls is one of these.
    bool makes(std::initializer_list<std::string_view> names) const;
    std::int64_t most_batch_items() const;
};

}  // namespace isotherm
