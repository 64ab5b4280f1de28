// SPDX-License-Identifier: Apache-2.0
// Amazon DynamoDB Accelerator (DAX): a cluster of nodes through which calls go to the table.
//
// Each node has an item cache (GetItem, BatchGetItem) and a query cache (Query, Scan); neither
// fills or invalidates the other. Only eventually consistent reads are served. Writes go to the
// table first, then into the item cache.

#include <array>

#include "engine/caches/cache_kind.h"
#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

constexpr std::int64_t bytes_of_gb = std::int64_t{1} << 30;

// A type of node. `requests`: normalized requests per second, "DAX cluster sizing guide"; 0: not
// published.
struct NodeType {
    std::string_view name;
    std::int64_t gigabytes;
    std::uint64_t requests;
};
constexpr std::array<NodeType, 10> node_types{{{"r5.large", 16, 75'000},
                                               {"r5.xlarge", 32, 150'000},
                                               {"r5.2xlarge", 64, 300'000},
                                               {"r5.4xlarge", 128, 600'000},
                                               {"r5.8xlarge", 256, 1'000'000},
                                               {"r5.12xlarge", 384, 1'000'000},
                                               {"r5.16xlarge", 512, 1'000'000},
                                               {"r5.24xlarge", 768, 1'000'000},
                                               {"t3.small", 2, 0},
                                               {"t3.medium", 4, 0}}};

class Dax final : public CacheKind {
public:
    Dax() {
        basics_.ttl = 5min;
        basics_.negative = true;
        basics_.coalesce = true;
        basics_.hit_latency = 400us;
        basics_.hop = 300us;
    }

    void settings(SettingsVisitor& visit) override {
        constexpr double most_nodes = 11;  // per cluster: Quotas in Amazon DynamoDB
        constexpr double most_bytes = 1e15;
        std::vector<std::string> types;
        for (const NodeType& type : node_types) types.emplace_back(type.name);
        visit.field({.name = "node", .help = "type of the nodes"}, Choice{node_, types});
        visit.field(
            {.name = "nodes", .help = "nodes of the cluster", .lowest = 1, .highest = most_nodes},
            nodes_);
        visit.field({.name = "memory",
                     .help = "memory of a node that entries may take; default: all that the type "
                             "has",
                     .lowest = 1,
                     .highest = most_bytes,
                     .source = "[inferred] the part that DAX uses itself is not published"},
                    memory_);
        visit.field({.name = "node_requests",
                     .help = "normalized requests per second of a node, above which it throttles; "
                             "default: as published for the type, else no limit",
                     .lowest = 1,
                     .highest = 1e9,
                     .source = "DAX cluster sizing guide"},
                    node_requests_);
        basics_.settings(visit);
        visit.field({.name = "query_ttl",
                     .help = "the same as ttl for results of Query and Scan; 0s: they are not kept",
                     .highest = in_seconds(longest_run)},
                    query_ttl_);
    }

    CacheRules rules() const override {
        CacheRules rules;
        basics_.put_into(rules);
        rules.query_ttl = query_ttl_;
        rules.keeps_queries = query_ttl_ > 0s;
        rules.eventual_only = true;
        rules.reads_transactions = true;
        rules.on_write = OnWrite::overwrite;
        rules.nodes = static_cast<std::uint32_t>(nodes_);
        rules.node = node_;
        const NodeType& type = type_of(node_);
        rules.bytes_most = static_cast<std::uint64_t>(
            memory_.count > 0 ? memory_.count : type.gigabytes * bytes_of_gb);
        rules.node_requests =
            node_requests_ > 0 ? static_cast<std::uint64_t>(node_requests_) : type.requests;
        return rules;
    }

private:
    static const NodeType& type_of(std::string_view name) {
        for (const NodeType& type : node_types)
            if (type.name == name) return type;
        return node_types.front();
    }

    CacheBasics basics_;
    std::string node_ = "r5.large";
    std::int64_t nodes_ = 3;  // "we recommend at least three nodes": DAX cluster sizing guide
    Bytes memory_{0};
    std::int64_t node_requests_ = 0;
    SimDuration query_ttl_ = 5min;
};

const Registered<CacheKind, Dax> dax_entry(
    "dax", "DynamoDB Accelerator: nodes with an item cache and a query cache", {});

}  // namespace
}  // namespace isotherm
