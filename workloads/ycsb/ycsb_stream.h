// SPDX-License-Identifier: Apache-2.0
#pragma once
// The requests of a YCSB workload. A read-modify-write is two requests on the same record at the
// same time: the read, and the update.

#include <vector>

#include "engine/requests/request_stream.h"
#include "engine/attributes/alias_table.h"
#include "workloads/synthetic/arrival_shape.h"
#include "workloads/ycsb/ycsb_keys.h"

namespace isotherm {

struct YcsbParts {
    YcsbProperties properties;
    std::unique_ptr<ArrivalTimes> arrivals;  // of operations
    Operation read = Operation::get_item;
    Operation scan = Operation::scan;
    std::uint32_t item_bytes = 0;
    RandomStream keys;
    RandomStream actions;
    RandomStream scans;
};

class YcsbStream final : public RequestStream {
public:
    explicit YcsbStream(YcsbParts parts);

    std::size_t fill(const RequestColumns& rows) override;
    std::string key_name(Key key) const override { return parts_.properties.key_text(key); }
    void state(StateVisitor& visit) override;

private:
    // A request; `update_follows`: the update of a read-modify-write comes next.
    struct Next {
        SimTime arrival{};
        Key key = 0;
        std::uint32_t bytes = 0;
        Operation operation = Operation::get_item;
        bool update_follows = false;
    };
    bool next_time(SimTime& time);
    Next request_at(SimTime time);
    std::uint32_t scanned_bytes();

    YcsbParts parts_;
    AliasTable actions_;
    YcsbKeys keys_;
    std::unique_ptr<KeyDraws> scan_lengths_;  // nullptr: uniform
    std::vector<SimTime> times_;              // of the next operations
    std::size_t next_time_ = 0;               // position in times_
    std::uint64_t left_;                      // operations
    bool update_waits_ = false;
    SimTime update_at_{};
    Key updated_ = 0;
};

}  // namespace isotherm
