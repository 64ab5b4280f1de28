// SPDX-License-Identifier: Apache-2.0
#pragma once
// Generates the requests of one synthetic workload, column by column.

#include <memory>
#include <optional>

#include "engine/requests/request_stream.h"
#include "engine/requests/workload_demand.h"
#include "engine/attributes/alias_table.h"
#include "workloads/synthetic/arrival_shape.h"
#include "workloads/synthetic/item_sizes.h"
#include "workloads/synthetic/key_distribution.h"

namespace isotherm {

// The parts of a stream. Each part has its own random numbers.
struct SyntheticParts {
    std::unique_ptr<ArrivalTimes> arrivals;
    std::unique_ptr<KeyDraws> keys;
    std::unique_ptr<KeySizes> sizes;  // nullptr: all items have item_bytes
    std::uint32_t item_bytes = 0;
    std::vector<Operation> operations;  // drawn by operation_weights if there are several
    std::vector<double> operation_weights;
    RandomStream operation_random;
    CallShape shape;
    std::uint32_t items_per_query = 1;
    bool full_pages = false;  // for a Scan with segments: sizes are those of pages, not of items
    Share filter_keeps{1};
    std::uint64_t filter_salt = 0;
    Share missing{0};
    Share condition_fails{0};
    bool absent_item_costs_attempted = false;
    RandomStream finding_random;
    std::uint32_t write_shards = 1;
    bool suffixes = false;  // whether keys are numbers to which a write shard's suffix can be added
    RandomStream shard_random;
};

// The bits above a key's number hold the suffix of its write shard, from 1; 0: no suffix.
inline constexpr int suffix_shift = 48;
static_assert(keys_highest < std::int64_t{1} << suffix_shift);
// Returns the name of a key that may have a suffix.
std::string name_with_suffix(const KeyDraws& keys, bool suffixes, Key key);
// Returns the bytes that a call on items of this size is charged for.
std::uint32_t charged_bytes(std::uint32_t item_bytes, Operation operation,
                            std::uint32_t items_per_query);
// Returns each combination of operation and result, with its share of the requests.
std::vector<CallPart> parts_of(const SyntheticParts& parts);

class SyntheticStream final : public RequestStream {
public:
    explicit SyntheticStream(SyntheticParts parts);

    std::size_t fill(const RequestColumns& rows) override;
    CallShape call_shape() const override { return parts_.shape; }
    std::uint64_t items_returned(const RequestBatch& batch,
                                 std::span<const std::uint32_t> rows) override;
    std::string key_name(Key key) const override;
    void state(StateVisitor& visit) override;

private:
    void add_shards(std::span<Key> keys);
    void fill_operations(std::span<Operation> operations);
    void fill_bytes(std::span<const Key> keys, std::span<const Operation> operations,
                    std::span<std::uint32_t> bytes) const;
    void fill_findings(const RequestColumns& rows);
    // Fills in the number of items that each of these calls reads.
    void count_items(std::span<const Key> keys, std::span<const std::uint32_t> bytes,
                     std::span<std::uint32_t> items) const;

    SyntheticParts parts_;
    std::optional<AliasTable> mix_;
    // Buffers of items_returned.
    std::vector<Key> answered_;
    std::vector<std::uint32_t> read_bytes_;
    std::vector<std::uint32_t> items_;
};

}  // namespace isotherm
