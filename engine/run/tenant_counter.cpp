// SPDX-License-Identifier: Apache-2.0
#include "engine/run/tenant_counter.h"

#include <algorithm>
#include <cassert>
#include <map>

#include "engine/callers/flow_settings.h"
#include "engine/run/recording_lane.h"
#include "engine/scenario/key_rules.h"

namespace isotherm {

void count_tenants(TenantCounter& tenants, const RequestBatch& batch) { tenants.count(batch); }

TenantCounter::TenantCounter(const Scenario& scenario)
    : design_(key_design(scenario)), workloads_(scenario.workloads.size()) {
    assert(design_ != nullptr);  // the scenario has attributes
    tenant_ = design_->attributes.named(scenario.tenants.attribute).value();
    if (!scenario.tenants.caller.empty())
        caller_ = design_->attributes.named(scenario.tenants.caller);
    for (const auto& one : scenario.workloads) {
        const FlowSettings* const flow = one.second.workload->flow();
        reads_stream_.push_back(flow != nullptr && flow->reads_stream());
    }
}

Draw TenantCounter::draw_of(const RequestBatch& batch, std::size_t row) const {
    const std::uint32_t workload = batch.workload[row].value;
    const bool flow = design_->flows[workload] != 0;
    return {.number = flow ? batch.draw[row] : batch.sequence[row],
            .time = batch.arrival[row],
            .key = batch.key[row],
            .workload = workload,
            .bytes = batch.bytes[row],
            .operation = batch.operation[row]};
}

TenantCounter::Tenant& TenantCounter::Known::of(const Value& value) {
    KeyBuffer text;
    value.append_to(text);
    std::string name(text.text());
    if (const auto found = index.find(name); found != index.end()) return tenants[found->second];
    if (tenants.size() >= tenants_most) {
        name = "others";
        if (const auto found = index.find(name); found != index.end())
            return tenants[found->second];
    }
    index.emplace(name, tenants.size());
    return tenants.emplace_back(Tenant{std::move(name), 0, {}});
}

void TenantCounter::deny(RequestBatch& batch) {
    if (!caller_) return;
    std::size_t kept = 0;
    for (std::size_t row = 0; row < batch.size(); ++row) {
        const Draw draw = draw_of(batch, row);
        const Value caller = design_->attributes.value(*caller_, draw);
        if (batch.workload[row].value < workloads_ &&
            !(caller == design_->attributes.value(tenant_, draw))) {
            ++denied_.of(caller).denied;
            continue;
        }
        if (kept != row) batch.set_row(kept, batch.row(row));
        if (kept != row) batch.draw[kept] = batch.draw[row];
        ++kept;
    }
    batch.resize(kept);
}

void TenantCounter::count(const RequestBatch& batch) {
    for (std::size_t row = 0; row < batch.size(); ++row) {
        const std::uint32_t workload = batch.workload[row].value;
        if (workload >= workloads_ || reads_stream_[workload] != 0) continue;
        Tenant& tenant = counted_.of(design_->attributes.value(tenant_, draw_of(batch, row)));
        const std::size_t table = batch.table[row].value;
        if (table >= tenant.uses.size()) tenant.uses.resize(table + 1);
        TenantUse& use = tenant.uses[table];
        use.requests += batch.attempt[row] == 1 ? 1 : 0;
        ++use.attempts;
        if (is_throttled(batch.outcome[row])) {
            ++use.throttled;
            use.given_up += batch.resent[row] == 0 ? 1 : 0;
        } else if (batch.outcome[row] == Outcome::admitted) {
            use.consumed[side_of(batch.operation[row])] += batch.cost[row];
        }
    }
}

std::vector<TenantRecord> TenantCounter::records() const {
    std::map<std::string, TenantRecord> by_name;
    for (const Tenant& tenant : counted_.tenants) {
        TenantRecord& record = by_name[tenant.name];
        for (std::size_t table = 0; table < tenant.uses.size(); ++table) {
            if (tenant.uses[table].attempts == 0) continue;
            record.uses.push_back(tenant.uses[table]);
            record.uses.back().table = table;
        }
    }
    for (const Tenant& tenant : denied_.tenants) by_name[tenant.name].denied = tenant.denied;
    std::vector<TenantRecord> records;
    for (auto& [name, record] : by_name) {
        record.name = name;
        records.push_back(std::move(record));
    }
    return records;
}

void TenantCounter::Tenant::state(StateVisitor& visit) {
    visit(name, denied);
    std::uint64_t length = uses.size();
    visit(length);
    if (visit.loads()) {
        visit.require(length < std::uint64_t{1} << 32);
        uses.clear();
    }
    for (std::uint64_t i = 0; i < length; ++i) {
        TenantUse& use = visit.loads() ? uses.emplace_back() : uses[i];
        visit(use.requests, use.attempts, use.throttled, use.given_up, use.consumed);
    }
}

void TenantCounter::state(StateVisitor& visit) {
    for (Known* known : {&counted_, &denied_}) {
        std::uint64_t length = known->tenants.size();
        visit(length);
        if (visit.loads()) {
            visit.require(length <= tenants_most + 1);
            *known = Known();
        }
        for (std::uint64_t i = 0; i < length; ++i) {
            Tenant& tenant = visit.loads() ? known->tenants.emplace_back() : known->tenants[i];
            tenant.state(visit);
            if (visit.loads()) known->index.emplace(tenant.name, i);
        }
    }
}

}  // namespace isotherm
