// SPDX-License-Identifier: Apache-2.0
// Rules of CoreWorkload.initOperationCount … nextKeynum and its generators (brianfrankcooper/YCSB
// at commit d9faaac).

#include "workloads/ycsb/ycsb_keys.h"

#include <algorithm>

#include "engine/vocabulary/exact_math.h"
#include "engine/attributes/alias_table.h"
#include "workloads/synthetic/zipf_draws.h"

namespace isotherm {
namespace {

constexpr double zipfian_constant = 0.99;
// ScrambledZipfianGenerator draws ranks of 10^10 items, whatever the number of records.
constexpr std::uint64_t scrambled_items = 10'000'000'000;

// CoreWorkload expects twice as many inserts as the proportion says ("2 is fudge factor").
std::uint64_t expected_inserts(const YcsbProperties& properties) {
    return static_cast<std::uint64_t>(static_cast<double>(properties.operations) *
                                      properties.proportion(YcsbAction::insert) * 2.0);
}

// Ranks for `latest` are drawn among so many that they also suffice after all inserts; higher ranks
// than there are records are drawn again, which gives Zipf's law among those that exist.
std::uint64_t ranks_of_latest(const YcsbProperties& properties) {
    const auto records = static_cast<std::uint64_t>(properties.records);
    constexpr std::uint64_t least = 1'000;
    return std::max({2 * records, records + expected_inserts(properties), least});
}

}  // namespace

YcsbKeys::YcsbKeys(const YcsbProperties& properties, const RandomStream& random)
    : distribution_(properties.distribution),
      random_(random),
      first_(static_cast<std::uint64_t>(properties.insert_start)),
      count_(static_cast<std::uint64_t>(properties.inserted())),
      existing_(static_cast<std::uint64_t>(properties.records)),
      // The upper bound is included, so there is one more than there are records.
      scrambled_over_(count_ + expected_inserts(properties) + 1),
      hot_bound_(random_bound(properties.hot_operations)),
      hot_(std::clamp<std::uint64_t>(
          static_cast<std::uint64_t>(static_cast<double>(count_) * properties.hot_data), 1,
          count_)),
      // ExponentialGenerator: `percentile` of the operations go to the newest `fraction` of the
      // records.
      exponential_mean_(static_cast<double>(existing_) * properties.exponential_fraction /
                        -exact::log(1 - properties.exponential_percentile / 100)) {
    RandomStream seeds = random;
    const RandomStream ranks(seeds.next(), "ranks");
    if (distribution_ == YcsbDistribution::zipfian)
        ranks_ = zipf_draws(scrambled_items, zipfian_constant, ranks);
    if (distribution_ == YcsbDistribution::latest)
        ranks_ = zipf_draws(ranks_of_latest(properties), zipfian_constant, ranks);
}

std::uint64_t YcsbKeys::rank() {
    Key rank = 0;
    ranks_->fill({&rank, 1});
    return rank;
}

// May name a record that does not exist; the caller then asks again.
std::uint64_t YcsbKeys::choice() {
    switch (distribution_) {
        case YcsbDistribution::zipfian:
            return first_ + ycsb_hash(rank()) % scrambled_over_;
        case YcsbDistribution::latest:
            return existing_ - 1 - rank();  // wraps around if there are not so many records
        case YcsbDistribution::hotspot: {
            const bool hot = random_.next() < hot_bound_ || hot_ == count_;
            return first_ + (hot ? random_.below(hot_) : hot_ + random_.below(count_ - hot_));
        }
        case YcsbDistribution::sequential:
            return first_ + sequence_++ % count_;
        case YcsbDistribution::exponential:
            return existing_ - 1 -
                   static_cast<std::uint64_t>(random_.exponential() * exponential_mean_);
        case YcsbDistribution::uniform:
            break;
    }
    return first_ + random_.below(count_);
}

std::uint64_t YcsbKeys::next() {
    while (true) {
        const std::uint64_t number = choice();
        if (number < existing_) return number;
    }
}

void YcsbKeys::state(StateVisitor& visit) {
    if (ranks_) ranks_->state(visit);
    visit(random_, existing_, sequence_);
    visit.require(existing_ >= count_);
}

}  // namespace isotherm
