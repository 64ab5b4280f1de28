// SPDX-License-Identifier: Apache-2.0
#pragma once
// Which record each operation of a YCSB workload asks for.

#include <memory>

#include "workloads/synthetic/key_distribution.h"
#include "workloads/ycsb/ycsb_properties.h"

namespace isotherm {

class YcsbKeys {
public:
    YcsbKeys(const YcsbProperties& properties, const RandomStream& random);

    // The number of the record of the next read, update, scan or read-modify-write; always of one
    // that exists.
    std::uint64_t next();
    // The number of the next record that is inserted.
    std::uint64_t insert() { return existing_++; }

    void state(StateVisitor& visit);

private:
    std::uint64_t choice();
    std::uint64_t rank();

    YcsbDistribution distribution_;
    RandomStream random_;
    std::unique_ptr<KeyDraws> ranks_;  // for zipfian and latest
    std::uint64_t first_;              // insertstart
    std::uint64_t count_;              // insertcount: records from first_ on that are asked for
    std::uint64_t existing_;           // records before the next insert: 0 to existing_ - 1
    std::uint64_t scrambled_over_;     // zipfian: number of records over which ranks are scattered
    std::uint64_t hot_bound_;
    std::uint64_t hot_;  // hotspot: number of hot records
    double exponential_mean_;
    std::uint64_t sequence_ = 0;
};

}  // namespace isotherm
