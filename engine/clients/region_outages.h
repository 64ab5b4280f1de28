// SPDX-License-Identifier: Apache-2.0
#pragma once
// Regions that fail for some time: who is there gets no answer, and turns to another Region or
// fails. Calls that find no Region never reach DynamoDB, so its metrics do not show them.
// Hot path where a scenario has outages: once per row. Not used otherwise.

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/model/charge.h"
#include "engine/requests/request_batch.h"

namespace isotherm {

class RegionOutages {
public:
    struct Outage {
        std::string name;
        std::string region;
        SimTime begin;
        SimTime end;
        SimTime moves_at = never;                       // when callers turn to another Region
        std::vector<std::uint8_t> down;                 // by TableIndex: 1 if it is there
        std::vector<TableIndex> instead;                // by TableIndex: where callers turn
        std::map<std::uint32_t, std::uint64_t> failed;  // attempts that got no answer, by workload
        std::map<std::uint32_t, std::uint64_t> moved;   // attempts elsewhere, by workload
        std::uint64_t unsent = 0;  // writes there that no other Region had when it failed

        void state(StateVisitor& visit) { visit(failed, moved, unsent); }
    };

    RegionOutages() = default;
    explicit RegionOutages(std::vector<Outage> outages) : outages_(std::move(outages)) {}

    bool empty() const { return outages_.empty(); }
    // Whether the table or index is in a Region that is down.
    bool is_down(TableIndex table, SimTime now) const {
        return std::ranges::any_of(outages_, [&](const Outage& outage) {
            return outage.begin <= now && now < outage.end && outage.down[table.value] != 0;
        });
    }
    // The table that a caller turns to at `now`; `table` itself if it does not turn away.
    // Counts what is moved.
    TableIndex turned(TableIndex table, WorkloadIndex workload, SimTime now);
    // Counts an attempt that gets no answer.
    void count_failed(TableIndex table, WorkloadIndex workload, SimTime now);

    // Moves or removes the rows of callers that are no flows (`flows`: by workload). Retries do
    // not move: they fail.
    void route(RequestBatch& batch, const std::vector<std::uint8_t>& flows, const Charge& rules);
    // Rows that were waiting for another attempt and have failed, since the last call.
    struct GivenUp {
        WorkloadIndex workload;
        TableIndex table;
        Side side = Side::read;
        std::uint64_t rows = 0;
        std::int64_t half_units = 0;

        void state(StateVisitor& visit) {
            visit(workload, table, rows, half_units);
            visit.one_of(side, side_count);
        }
    };
    std::vector<GivenUp> take_given_up() { return std::exchange(given_up_, {}); }

    std::vector<Outage>& all() { return outages_; }
    const std::vector<Outage>& all() const { return outages_; }
    void state(StateVisitor& visit) {
        visit.same_length(outages_);
        visit(given_up_);
    }

private:
    Outage* outage_of(TableIndex table, SimTime now);

    std::vector<Outage> outages_;
    std::vector<GivenUp> given_up_;
};

}  // namespace isotherm
