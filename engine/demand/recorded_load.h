// SPDX-License-Identifier: Apache-2.0
#pragma once
// The demand of a recorded stream, read in steps along the run with bounded memory.

#include <memory>
#include <unordered_map>
#include <vector>

#include "engine/attributes/key_design.h"
#include "engine/attributes/key_memory.h"
#include "engine/demand/load.h"
#include "engine/model/charge.h"

namespace isotherm {

// Demand of one step of a stream on one partition and side, in units.
struct StepDemand {
    double units = 0;
    double leader = 0;  // the part that counts against the partition's maximum
};

// The units of each key of one resource and side in one step.
struct StepKeys {
    std::unordered_map<Key, double> units;
    Key heaviest = 0;
    double most = 0;

    void add(Key key, double cost);
    void clear();
};

class RecordedLoad {
public:
    // `tables` are the tables that its rows go to; `begins` holds the start of each table's period,
    // and is empty if there is only one table. Only rows that arrive from `from` on and before `to`
    // count: other settings of the workload hold at other times.
    RecordedLoad(std::unique_ptr<RequestStream> stream, std::vector<TableIndex> tables,
                 std::vector<SimTime> begins, SimTime from, SimTime to, std::uint32_t workload)
        : stream_(std::move(stream)),
          targets_(std::move(tables)),
          begins_(std::move(begins)),
          from_(from),
          to_(to),
          workload_(workload) {}

    struct Index {
        TableIndex resource;
        TableIndex base;
        const IndexSpec* spec = nullptr;
        const KeyRule* rule = nullptr;       // of a key that is an expression
        const KeyRule* sort_rule = nullptr;  // of a sort key that is an expression
        KeyMemory drawn = {};                // of such keys
    };
    struct Context {
        const Tables& tables;
        const Charge& rules;
        std::vector<Index>& indexes;                               // global indexes
        const KeyDesign* design;                                   // of their rules
        const std::vector<std::vector<const IndexSpec*>>& locals;  // by TableIndex
        std::vector<BySide<StepDemand>>& partitions;               // added to
        std::vector<BySide<StepKeys>>& keys;                       // by TableIndex; added to
        // Cost of the most expensive request in units, by TableIndex; `read` raises it.
        std::vector<BySide<double>>& dearest;
    };
    // Reads the rows that arrive before `until`.
    void read(SimTime until, const Context& context);

    bool ended() const { return ended_; }
    std::uint64_t rows() const { return rows_; }
    const RequestStream& stream() const { return *stream_; }
    const std::vector<TableIndex>& targets() const { return targets_; }

private:
    bool refill();
    void add(std::size_t row, const Context& context);
    void add_entries(std::size_t row, TableIndex table, const Context& context) const;
    // The key of an index entry; nullopt: there is none.
    std::optional<Key> index_key(Index& index, std::size_t row, std::uint64_t version,
                                 const KeyDesign* design) const;

    std::unique_ptr<RequestStream> stream_;
    std::vector<TableIndex> targets_;
    std::vector<SimTime> begins_;
    SimTime from_;
    SimTime to_;
    std::uint32_t workload_;
    std::vector<SimTime> arrival_;
    std::vector<Key> key_;
    std::vector<std::uint32_t> bytes_;
    std::vector<Operation> operation_;
    std::vector<Finding> finding_;
    std::size_t next_ = 0;
    std::size_t count_ = 0;
    std::uint64_t rows_ = 0;
    bool ended_ = false;
};

}  // namespace isotherm
