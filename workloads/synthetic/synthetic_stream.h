#pragma once
// The requests of one synthetic workload, column by column.

#include <memory>
#include <optional>

#include "engine/requests/request_stream.h"
#include "workloads/synthetic/alias_table.h"
#include "workloads/synthetic/arrival_shape.h"
#include "workloads/synthetic/item_sizes.h"
#include "workloads/synthetic/key_distribution.h"

namespace isotherm {

// Everything a stream is made of. Each part has random numbers of its own.
struct SyntheticParts {
    std::unique_ptr<ArrivalTimes> arrivals;
    std::unique_ptr<KeyDraws> keys;
    std::unique_ptr<KeySizes> sizes;  // empty: all items have item_bytes
    std::uint32_t item_bytes = 0;
    std::vector<Operation> operations;  // drawn by operation_weights when there are several
    std::vector<double> operation_weights;
    RandomStream operation_random;
    std::uint32_t items_per_query = 1;
    std::uint32_t write_shards = 1;
    RandomStream shard_random;
};

class SyntheticStream final : public RequestStream {
public:
    explicit SyntheticStream(SyntheticParts parts);

    std::size_t fill(const RequestColumns& rows) override;
    std::string key_name(Key key) const override;

private:
    void add_shards(std::span<Key> keys);
    void fill_operations(std::span<Operation> operations);
    void fill_bytes(std::span<const Key> keys, std::span<const Operation> operations,
                    std::span<std::uint32_t> bytes) const;

    SyntheticParts parts_;
    std::optional<AliasTable> mix_;
};

}  // namespace isotherm
