// SPDX-License-Identifier: Apache-2.0
#pragma once
// Requests in columns. The engine processes a few thousand rows at a time, with one loop for each
// processing step.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/requests/finding.h"
#include "engine/requests/operation.h"
#include "engine/requests/outcome.h"
#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/indices.h"
#include "engine/vocabulary/state_visitor.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// A partition key value as a number. Numeric keys are used as they are; text is hashed (see
// key_from_text).
using Key = std::uint64_t;

// One attempt of one request, as stored while it waits to be sent again.
struct Request {
    SimTime arrival;
    Key key = 0;
    std::uint64_t sequence = 0;  // position in the stream of its workload, from 0
    std::uint32_t bytes = 0;     // item size; for a Query, the total size of the items it reads
    TableIndex table;
    WorkloadIndex workload;
    Operation operation = Operation::get_item;
    std::uint8_t attempt = 1;  // 1 for the first try
    Finding finding = Finding::item;

    void state(StateVisitor& visit) {
        visit(arrival, key, sequence, bytes, table, workload, attempt);
        visit.one_of(operation, operation_count);
        visit.one_of(finding, finding_count);
    }
};

// Columns of equal length. Arrivals fills the first group, later steps fill the second.
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

    // Of rows of flows: the number of the draw that the row's attributes belong to. Of other rows
    // that is the sequence number, and this column is not set.
    std::vector<std::uint64_t> draw;
    std::vector<PartitionIndex> partition;  // set by charge()
    std::vector<HalfUnits> cost;            // set by charge()
    std::vector<Outcome> outcome;           // set by admit()
    std::vector<std::uint8_t> resent;       // set by react(): 1 if the client will try again

    std::size_t size() const { return rows_; }

    // Sets the number of rows; the contents of new rows are unspecified. The columns never shrink,
    // so that resizing to a few rows and back costs nothing.
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
        draw.resize(rows);
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

    // Sets the rows from `first` on. Column by column, because that is faster.
    void set_rows(std::size_t first, std::span<const Request> requests) {
        const auto set = [&](auto& column, auto Request::*field) {
            auto* into = column.data() + first;
            for (const Request& request : requests) *into++ = request.*field;
        };
        set(arrival, &Request::arrival);
        set(key, &Request::key);
        set(sequence, &Request::sequence);
        set(bytes, &Request::bytes);
        set(table, &Request::table);
        set(workload, &Request::workload);
        set(operation, &Request::operation);
        set(attempt, &Request::attempt);
        set(finding, &Request::finding);
    }

    // Sets what the rows of one stream have in common, for `rows` first tries from `first` on.
    void set_fresh(std::size_t first, std::size_t rows, TableIndex to, WorkloadIndex from,
                   std::uint64_t first_sequence) {
        // Often it is one row among resent ones.
        const auto set = [&](auto& column, auto value) {
            if (rows == 1)
                column[first] = value;
            else
                std::fill_n(column.data() + first, rows, value);
        };
        set(table, to);
        set(workload, from);
        set(attempt, std::uint8_t{1});
        auto* const numbers = sequence.data() + first;
        for (std::size_t i = 0; i < rows; ++i) numbers[i] = first_sequence + i;
    }

private:
    std::size_t rows_ = 0;
};

}  // namespace isotherm
