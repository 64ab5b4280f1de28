// SPDX-License-Identifier: Apache-2.0
#include "engine/attributes/zipf_table.h"

#include <limits>
#include <map>
#include <mutex>

#include "engine/requests/shared_inputs.h"
#include "engine/vocabulary/exact_math.h"

namespace isotherm {
namespace {

std::vector<double> weights_of(const std::vector<ZipfBlock>& blocks) {
    std::vector<double> list;
    for (const ZipfBlock& block : blocks) list.push_back(block.weight);
    return list;
}

}  // namespace

ZipfTable::ZipfTable(const std::vector<ZipfBlock>& blocks, double exponent)
    : exponent_(exponent), alias_(weights_of(blocks)) {
    for (const ZipfBlock& block : blocks) {
        const double least = kept_share(block.first, block.first + block.width - 1);
        blocks_.push_back({block.first - 1, block.width,
                           block.width == 1 ? std::numeric_limits<std::uint64_t>::max()
                                            : random_bound(least * (1 - 1e-12))});
    }
}

double ZipfTable::kept_share(std::uint64_t first, std::uint64_t rank) const {
    return exact::pow(static_cast<double>(first) / static_cast<double>(rank), exponent_);
}

std::shared_ptr<const ZipfTable> shared_zipf_table(std::uint64_t distinct, double exponent) {
    static std::mutex mutex;
    static std::map<std::pair<std::uint64_t, double>, std::weak_ptr<const ZipfTable>> tables;
    const std::lock_guard lock(mutex);
    std::weak_ptr<const ZipfTable>& known = tables[{distinct, exponent}];
    if (auto table = known.lock()) return table;
    std::erase_if(tables, [&](const auto& entry) {
        return &entry.second != &known && entry.second.expired();
    });
    auto made = std::make_shared<const ZipfTable>(distinct, exponent);
    known = made;
    // At most 4,096 blocks, each with two columns of the alias table.
    constexpr std::size_t bytes_most = 4'096 * 48;
    if (const auto shared = SharedInputs::present()) shared->keep(made, bytes_most);
    return made;
}

}  // namespace isotherm
