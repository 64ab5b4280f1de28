// SPDX-License-Identifier: Apache-2.0
#pragma once
// Counts what each tenant asked for and got, and refuses requests for another tenant's items.
// Hot path where a scenario has [tenants]: once per row. Not used otherwise.

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/attributes/key_design.h"
#include "engine/recording/tenant_record.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

class TenantCounter {
public:
    // Tenants beyond this number are counted together, as "others".
    static constexpr std::size_t tenants_most = 10'000;

    explicit TenantCounter(const Scenario& scenario);

    // Removes the rows that are made on behalf of another tenant than the one whose items they ask
    // for: they get AccessDeniedException before they cost anything.
    void deny(RequestBatch& batch);
    // Counts the rows, whose outcomes are known.
    void count(const RequestBatch& batch);

    // By name.
    std::vector<TenantRecord> records() const;
    void state(StateVisitor& visit);

private:
    struct Tenant {
        std::string name;
        std::uint64_t denied = 0;
        std::vector<TenantUse> uses;  // by TableIndex
        void state(StateVisitor& visit);
    };
    struct Known {
        std::vector<Tenant> tenants;
        std::unordered_map<std::string, std::size_t> index;  // only looked up, never iterated

        Tenant& of(const Value& value);
    };

    Draw draw_of(const RequestBatch& batch, std::size_t row) const;

    std::shared_ptr<const KeyDesign> design_;
    std::uint32_t tenant_ = 0;
    std::optional<std::uint32_t> caller_;
    std::size_t workloads_ = 0;               // of callers; later ones are index writes
    std::vector<std::uint8_t> reads_stream_;  // by workload: its calls are no tenant's
    Known counted_;
    Known denied_;  // apart, because another thread counts
};

}  // namespace isotherm
