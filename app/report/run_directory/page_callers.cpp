// SPDX-License-Identifier: Apache-2.0
// Who called: workloads, their actions, caches, tenants.

#include <algorithm>

#include "app/report/run_directory/page.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

constexpr std::size_t callers_listed = 60;

Markup number(const PageJson& json, std::string_view key, int decimals) {
    const auto found = json.find(key);
    return found == json.end() || !found->is_number()
               ? markup("–")
               : markup("{}", grouped(found->get<double>(), decimals));
}

Markup count_of(const PageJson& json, std::string_view key) {
    const auto found = json.find(key);
    return found == json.end() || !found->is_number() ? markup("–")
                                                      : count_markup(found->get<std::uint64_t>());
}

// "0", or the count in the accent colour.
Markup throttled_of(const PageJson& json) {
    const auto count = count_in(json, "throttled");
    return count == 0 ? markup("0")
                      : markup("<b style=\"color:var(--accent)\">{}</b>", count_markup(count));
}

Markup listed_card(const Page& page, const Markup& title, PageTable& table) {
    if (table.rows.empty()) return {};
    const std::size_t all = table.rows.size();
    if (all > callers_listed) table.rows.resize(callers_listed);
    return markup("<div class=\"card\"><h3>{}</h3>{}{}</div>\n", title, table_markup(table),
                  more_markup(page, all - table.rows.size()));
}

Markup workloads_card(const Page& page) {
    PageTable table{{{page.text("Workload"), false, "name"},
                     {page.text("Requests"), true},
                     {page.text("Tries"), true},
                     {page.text("Throttled"), true},
                     {page.text("Failed for good"), true},
                     {page.text("RCU"), true},
                     {page.text("WCU"), true}},
                    {}};
    for (const auto& [name, workload] : page.report()["workloads"].items())
        table.rows.push_back({workload.value("sent_by", "") == "index_writes"
                                  ? markup("{} ({})", name, page.text("index writes"))
                                  : markup("{}", name),
                              count_of(workload, "requests"), count_of(workload, "attempts"),
                              throttled_of(workload), count_of(workload, "given_up"),
                              number(workload, "consumed_read_units", 0),
                              number(workload, "consumed_write_units", 0)});
    return listed_card(page, page.text("Workloads"), table);
}

Markup actions_card(const Page& page) {
    PageTable table{{{page.text("Workload"), false, "name"},
                     {page.text("Actions done"), true},
                     {page.text("failed"), true},
                     {page.text("a second"), true},
                     {page.text("p50, ms"), true},
                     {page.text("p99, ms"), true},
                     {page.text("longest, ms"), true},
                     {page.text("tries per call"), true},
                     {page.text("RCU each"), true},
                     {page.text("WCU each"), true}},
                    {}};
    for (const auto& [name, workload] : page.report()["workloads"].items()) {
        const auto found = workload.find("actions");
        if (found == workload.end()) continue;
        const PageJson& latency = (*found)["latency"];
        table.rows.push_back({markup("{}", name), count_of(*found, "done"),
                              count_of(*found, "failed"), number(*found, "done_per_second", 1),
                              number(latency, "p50_ms", 1), number(latency, "p99_ms", 1),
                              number(latency, "max_ms", 1), number(*found, "amplification", 2),
                              number(*found, "read_units_per_action", 1),
                              number(*found, "write_units_per_action", 1)});
    }
    return listed_card(page, page.text("Actions of callers"), table);
}

Markup caches_card(const Page& page) {
    PageTable table{{{page.text("Cache"), false, "name"},
                     {page.text("Kind"), false},
                     {page.text("Look-ups"), true},
                     {page.text("Hits"), true},
                     {page.text("Hit ratio"), true},
                     {page.text("Stale reads"), true},
                     {page.text("RCU saved"), true},
                     {page.text("Worth"), true}},
                    {}};
    for (const auto& [name, cache] : page.report()["caches"].items()) {
        const PageJson& ratio = cache["hit_ratio"];
        table.rows.push_back({markup("{}", name), markup("{}", cache.value("kind", "")),
                              count_of(cache, "look_ups"), count_of(cache, "hits"),
                              ratio.is_number() ? markup("{}{}", percent(ratio.get<double>(), 2),
                                                         meter_markup(ratio.get<double>(), false))
                                                : markup("–"),
                              count_of(cache["stale"], "reads"),
                              number(cache, "saved_read_units", 1),
                              money_markup(cache["saved_price"], 4)});
    }
    return listed_card(page, page.text("Caches"), table);
}

Markup tenants_card(const Page& page) {
    const PageJson& tenants = page.report()["tenants"];
    if (!tenants.is_object() || !tenants.contains("by_tenant")) return {};
    PageTable table{{{page.text("Tenant"), false, "name"},
                     {page.text("Tries"), true},
                     {page.text("Of all tries"), true},
                     {page.text("Throttled"), true},
                     {page.text("Share"), true},
                     {page.text("Denied"), true},
                     {page.text("Cost a month"), true}},
                    {}};
    for (const auto& [name, tenant] : tenants["by_tenant"].items()) {
        const double all = number_in(tenant, "share_of_attempts");
        const double throttled = number_in(tenant, "throttled_share");
        table.rows.push_back({markup("{}", name), count_of(tenant, "attempts"),
                              markup("{}{}", percent(all), meter_markup(all, false)),
                              throttled_of(tenant),
                              markup("{}{}", percent(throttled), meter_markup(throttled, true)),
                              count_of(tenant, "denied"), money_markup(tenant["cost_per_month"])});
    }
    return listed_card(page, page.text("Tenants"), table);
}

}  // namespace

Markup callers_section(const Page& page) {
    Markup content = workloads_card(page);
    content += actions_card(page);
    content += caches_card(page);
    content += tenants_card(page);
    return section_markup("callers", page.text("Callers"),
                          page.text("A request may need several tries; each of them counts."),
                          content);
}

}  // namespace isotherm
