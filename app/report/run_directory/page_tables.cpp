// SPDX-License-Identifier: Apache-2.0
// What ran: tables and indexes, and the keys that were asked for most.

#include <algorithm>

#include "app/report/run_directory/page.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

constexpr std::size_t tables_listed = 60, keys_listed = 40;

double part(std::uint64_t of, std::uint64_t whole) {
    return whole == 0 ? 0 : static_cast<double>(of) / static_cast<double>(whole);
}

const PageJson& json_of(const Page& page, const ResourceName& name) {
    const PageJson& table = page.report()["tables"][name.table];
    return name.is_index() ? table["indexes"][name.index] : table;
}

std::vector<const TableRecording*> most_throttled_first(const Recording& recording) {
    std::vector<const TableRecording*> tables;
    for (const TableRecording& table : recording.tables) tables.push_back(&table);
    if (tables.size() <= tables_listed) return tables;
    std::stable_sort(tables.begin(), tables.end(), [](const auto* a, const auto* b) {
        return a->totals.throttled != b->totals.throttled
                   ? a->totals.throttled > b->totals.throttled
                   : a->totals.attempts > b->totals.attempts;
    });
    return tables;
}

std::vector<Markup> table_row(const Page& page, const TableRecording& table) {
    const PageJson& json = json_of(page, table.name);
    const double throttled = part(table.totals.throttled, table.totals.attempts);
    const bool on_demand = json.value("capacity_mode", "") == "on_demand";
    return {markup("{}", table.name.label()),
            on_demand ? page.text("on demand") : page.text("provisioned"),
            count_markup(table.partitions_live()),
            count_markup(table.totals.attempts),
            table.totals.throttled == 0 ? markup("0")
                                        : markup("<b style=\"color:var(--accent)\">{}</b>",
                                                 count_markup(table.totals.throttled)),
            markup("{}{}", percent(throttled, 2), meter_markup(throttled, true)),
            markup("{}", grouped(number_in(json, "consumed_read_per_second"), 1)),
            markup("{}", grouped(number_in(json, "consumed_write_per_second"), 1))};
}

}  // namespace

Markup tables_section(const Page& page) {
    PageTable table{{{page.text("Table or index"), false, "name"},
                     {page.text("Mode"), false},
                     {page.text("Partitions"), true},
                     {page.text("Tries"), true},
                     {page.text("Throttled"), true},
                     {page.text("Share"), true},
                     {page.text("RCU/s consumed"), true},
                     {page.text("WCU/s consumed"), true}},
                    {}};
    const auto tables = most_throttled_first(page.recording());
    for (std::size_t t = 0; t < std::min(tables.size(), tables_listed); ++t)
        table.rows.push_back(table_row(page, *tables[t]));
    if (table.rows.empty()) return {};
    Markup content = markup("<div class=\"card\">{}{}</div>\n", table_markup(table),
                            more_markup(page, tables.size() - table.rows.size()));
    return section_markup("tables", page.text("Tables and indexes"),
                          page.text("All tries that reached them, those of index writes included."),
                          content);
}

Markup keys_section(const Page& page) {
    PageTable table{{{page.text("Key"), false, "name"},
                     {page.text("Table or index"), false, "name"},
                     {page.text("Workload"), false, "name"},
                     {page.text("Partition"), true},
                     {page.text("Tries"), true},
                     {page.text("Of all its tries"), true},
                     {page.text("Throttled"), true}},
                    {}};
    std::size_t left_out = 0;
    for (const TableRecording& one : page.recording().tables) {
        for (const HotKey& key : one.hottest) {
            if (!key.stands_out) continue;
            if (table.rows.size() == keys_listed) {
                ++left_out;
                continue;
            }
            const auto refused = std::find_if(
                one.most_throttled.begin(), one.most_throttled.end(), [&](const HotKey& other) {
                    return other.key == key.key && other.workload == key.workload;
                });
            const double share = part(key.count, one.totals.attempts);
            table.rows.push_back(
                {markup("<code>{}</code>", key.name), markup("{}", one.name.label()),
                 markup("{}", page.recording().workload_names[key.workload]),
                 markup("P{}", key.partition), count_markup(key.count),
                 markup("{}{}", percent(share), meter_markup(share, false)),
                 refused == one.most_throttled.end() ? markup("–") : count_markup(refused->count)});
        }
    }
    if (table.rows.empty()) return {};
    return section_markup(
        "keys", page.text("Hot keys"),
        page.text("Keys that stand out: asked for clearly more often than an even load would."),
        markup("<div class=\"card\">{}{}</div>\n", table_markup(table),
               more_markup(page, left_out)));
}

}  // namespace isotherm
