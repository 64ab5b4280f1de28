// SPDX-License-Identifier: Apache-2.0
#include "engine/run/request_log.h"

#include "engine/run/simulation.h"

namespace isotherm {
namespace {

class Log {
public:
    explicit Log(const RequestQuery& query) : query_(query) {}

    void add(const RequestBatch& batch, const Simulation& simulation) {
        for (std::size_t i = 0; i < batch.size(); ++i) {
            if (batch.arrival[i] < query_.first || batch.arrival[i] >= query_.end) continue;
            if (query_.side && side_of(batch.operation[i]) != *query_.side) continue;
            const Recording& recording = simulation.recording();
            if (recording.tables[batch.table[i].value].name != query_.table) continue;
            const KeyPosition position = position_of(batch.key[i]);
            if (position < query_.first_position || position > query_.last_position) continue;
            if (++log.count > query_.most) continue;
            log.requests.push_back({.arrival = batch.arrival[i],
                                    .workload = recording.workload_names[batch.workload[i].value],
                                    .operation = batch.operation[i],
                                    .key = simulation.key_name(batch.workload[i], batch.key[i]),
                                    .position = position,
                                    .bytes = batch.bytes[i],
                                    .cost = batch.cost[i],
                                    .attempt = batch.attempt[i],
                                    .outcome = batch.outcome[i],
                                    .sent_again = batch.resent[i] != 0});
        }
    }

    RequestLog log;

private:
    const RequestQuery& query_;
};

}  // namespace

Result<RequestLog> log_requests(const Scenario& scenario, const RequestQuery& query,
                                const std::atomic<bool>& stopping) {
    Log log(query);
    const Simulation* simulated = nullptr;
    auto created = Simulation::create(
        scenario, {.log = [&](const RequestBatch& batch) { log.add(batch, *simulated); }});
    if (!created.ok()) return created.errors();
    Simulation& simulation = *created.value();
    simulated = &simulation;
    while (simulation.now() < query.end && !simulation.finished() && !stopping)
        simulation.advance(std::min(simulation.now() + stopping_interval, query.end));
    return std::move(log.log);
}

}  // namespace isotherm
