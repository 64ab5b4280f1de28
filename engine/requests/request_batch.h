// SPDX-License-Identifier: Apache-2.0
#pragma once
// Requests as columns. The engine works on a few thousand at a time, one plain loop a step.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/requests/finding.h"
#include "engine/requests/operation.h"
#include "engine/requests/outcome.h"
#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/indices.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// A partition key value, as a number. Numbers stand for themselves; text is hashed (see KeySpace).
using Key = std::uint64_t;

// One try of one request, as it waits to be sent again.
struct Request {
    SimTime arrival;
    Key key = 0;
    std::uint64_t sequence = 0;  // position in its workload's stream, from 0
    std::uint32_t bytes = 0;     // item size; for a Query the sum of the items it reads
    TableIndex table;
    WorkloadIndex workload;
    Operation operation = Operation::get_item;
    std::uint8_t attempt = 1;  // 1 for the first try
    Finding finding = Finding::item;
};

// Columns of equal length. The first group is filled by Arrivals, the second by the steps after it.
struct RequestBatch {
    std::vector<SimTime> arrival;
    std::vector<Key> key;
    std::vector<std::uint64_t> sequence;
    std::vector<std::uint32_t> bytes;
    std::vector<TableIndex> table;
    std::vector<WorkloadIndex> workload;
    std::vector<Operation> operation;
    std::vector<std::uint8_t> attempt;
    std::vector<Finding> finding;

    std::vector<PartitionIndex> partition;  // charge
    std::vector<HalfUnits> cost;            // charge
    std::vector<Outcome> outcome;           // admit
    std::vector<std::uint8_t> resent;       // react: 1 when the client will try again

    std::size_t size() const { return rows_; }

    // Rows beyond the old size are unspecified. Columns only grow, so that a window of a few
    // requests costs no more than these.
    void resize(std::size_t rows) {
        rows_ = rows;
        if (rows <= arrival.size()) return;
        arrival.resize(rows);
        key.resize(rows);
        sequence.resize(rows);
        bytes.resize(rows);
        table.resize(rows);
        workload.resize(rows);
        operation.resize(rows);
        attempt.resize(rows);
        finding.resize(rows);
        partition.resize(rows);
        cost.resize(rows);
        outcome.resize(rows);
        resent.resize(rows);
    }

    Request row(std::size_t i) const {
        return {arrival[i],  key[i],       sequence[i], bytes[i],  table[i],
                workload[i], operation[i], attempt[i],  finding[i]};
    }
    void set_row(std::size_t i, const Request& request) {
        arrival[i] = request.arrival;
        key[i] = request.key;
        sequence[i] = request.sequence;
        bytes[i] = request.bytes;
        table[i] = request.table;
        workload[i] = request.workload;
        operation[i] = request.operation;
        attempt[i] = request.attempt;
        finding[i] = request.finding;
    }

private:
    std::size_t rows_ = 0;
};

}  // namespace isotherm
