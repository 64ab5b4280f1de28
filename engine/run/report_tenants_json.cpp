// SPDX-License-Identifier: Apache-2.0
#include "engine/run/report_tenants_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/run/report_resource_json.h"
#include "engine/run/service_uses.h"
#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t tenants_shown_most = 1'000;
constexpr std::size_t contributors_most = 25;  // Developer Guide, Contributor Insights

double part_of(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

// The side whose units the item buys; nullopt: it is not throughput.
std::optional<Side> side_of_item(PriceItem item) {
    for (const CapacityMode mode : {CapacityMode::provisioned, CapacityMode::on_demand})
        for (const TableClass table_class : {TableClass::standard, TableClass::standard_ia})
            for (const Units units : all_units)
                if (throughput_item(mode, table_class, units) == item)
                    return units == Units::read ? Side::read : Side::write;
    return std::nullopt;
}

HalfUnits consumed_by(const TenantRecord& tenant, std::size_t table, Side side) {
    HalfUnits sum;
    for (const TenantUse& use : tenant.uses)
        if (use.table == table) sum += use.consumed[side];
    return sum;
}

// Adds each tenant's part of a line: what it consumed there; writes of an index are caused by the
// writes of its table.
void share_line(const Recording& recording, const StatementLine& line, TenantTable& table) {
    const auto side = side_of_item(line.item);
    if (!side) return;
    std::size_t at = recording.tables.size();
    for (std::size_t t = 0; t < recording.tables.size(); ++t) {
        const bool caused = *side == Side::write && line.resource.is_index();
        const ResourceName asked = caused ? ResourceName(line.resource.table) : line.resource;
        if (recording.tables[t].name == asked) at = t;
    }
    HalfUnits all;
    for (const TenantRow& row : table.rows) all += consumed_by(*row.record, at, *side);
    if (all == HalfUnits{}) return;
    for (TenantRow& row : table.rows) {
        if (!row.month) continue;
        if (!line.amount) {
            row.month.reset();
            continue;
        }
        const Quantity part(consumed_by(*row.record, at, *side).count(), all.count());
        *row.month += part * *line.amount;
    }
}

Json tenant_json(const Recording& recording, const TenantRow& row, const TenantUse& all) {
    Json tables = Json::array();
    for (const TenantUse& use : row.record->uses) {
        const ResourceName& name = recording.tables[use.table].name;
        tables.push_back({{"table", name.table},
                          {"index", index_json(name)},
                          {"attempts", use.attempts},
                          {"throttled", use.throttled},
                          {"consumed_read_units", use.consumed[Side::read].in_units()},
                          {"consumed_write_units", use.consumed[Side::write].in_units()}});
    }
    return {{"requests", row.total.requests},
            {"attempts", row.total.attempts},
            {"throttled", row.total.throttled},
            {"given_up", row.total.given_up},
            {"denied", row.record->denied},
            {"throttled_share", part_of(row.total.throttled, row.total.attempts)},
            {"share_of_attempts", part_of(row.total.attempts, all.attempts)},
            {"share_of_throttled", part_of(row.total.throttled, all.throttled)},
            {"consumed_read_units", row.total.consumed[Side::read].in_units()},
            {"consumed_write_units", row.total.consumed[Side::write].in_units()},
            {"cost_per_month", row.month ? Json(row.month->in_dollars()) : Json(nullptr)},
            {"by_table", std::move(tables)}};
}

Json contributors_json(const Recording& recording, const std::vector<HotKey>& keys) {
    Json list = Json::array();
    for (const HotKey& key : keys) {
        if (list.size() == contributors_most) break;
        list.push_back({{"key", key.name},
                        {"workload", recording.workload_names.empty()
                                         ? std::string()
                                         : recording.workload_names[key.workload]},
                        {"count", key.count}});
    }
    return list;
}

}  // namespace

TenantTable tenant_table(const Recording& recording, const Statement& month) {
    TenantTable table;
    for (const TenantRecord& record : recording.tenants)
        table.rows.push_back({&record, record.total(), Money{}});
    for (const StatementLine& line : month.lines) share_line(recording, line, table);
    std::stable_sort(
        table.rows.begin(), table.rows.end(),
        [](const TenantRow& a, const TenantRow& b) { return a.total.attempts > b.total.attempts; });
    if (table.rows.size() < 2) return table;
    const auto most = std::max_element(table.rows.begin(), table.rows.end(),
                                       [](const TenantRow& a, const TenantRow& b) {
                                           return a.total.throttled < b.total.throttled;
                                       });
    if (most->total.throttled == 0) return table;
    table.noisy = &*most;
    for (const TenantRow& row : table.rows)
        if (&row != table.noisy) table.others += row.total;
    return table;
}

Json tenants_json(const Recording& recording, const Scenario& scenario, const Statement& month) {
    const TenantTable table = tenant_table(recording, month);
    TenantUse all;
    std::uint64_t denied = 0;
    for (const TenantRow& row : table.rows) {
        all += row.total;
        denied += row.record->denied;
    }
    Json by_tenant = Json::object();
    for (const TenantRow& row : table.rows) {
        if (by_tenant.size() == tenants_shown_most) break;
        by_tenant[row.record->name] = tenant_json(recording, row, all);
    }
    const auto shown = by_tenant.size();
    const bool given = scenario.tenants.given();
    return {{"attribute", given ? Json(scenario.tenants.attribute) : Json(nullptr)},
            {"count", table.rows.size()},
            {"left_out", table.rows.size() - shown},
            {"denied", denied},
            {"noisy", table.noisy != nullptr ? Json(table.noisy->record->name) : Json(nullptr)},
            {"others_throttled_share",
             table.noisy != nullptr ? Json(part_of(table.others.throttled, table.others.attempts))
                                    : Json(nullptr)},
            {"by_tenant", std::move(by_tenant)}};
}

Json insights_json(const Recording& recording, const Scenario& scenario) {
    Json all = Json::array();
    for (std::size_t t = 0; t < recording.tables.size(); ++t) {
        const InsightsUse use = insights_use(scenario, recording, t);
        if (use.mode == InsightsMode::off) continue;
        const TableRecording& table = recording.tables[t];
        const bool accesses = use.mode == InsightsMode::accessed_and_throttled;
        all.push_back(
            {{"table", table.name.table},
             {"index", index_json(table.name)},
             {"mode", word_of(use.mode)},
             {"rules", use.rules},
             {"events", use.events},
             {"accessed", accesses ? contributors_json(recording, table.hottest) : Json::array()},
             {"throttled", contributors_json(recording, table.most_throttled)}});
    }
    return all;
}

}  // namespace isotherm
