// SPDX-License-Identifier: Apache-2.0
// Scaling decisions, what policies waited for, and other events.

#include <algorithm>
#include <map>

#include "app/report/run_directory/page.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

constexpr std::size_t changes_listed = 80, events_listed = 120;

Markup answer_of(const Page& page, const CapacityChange& change) {
    if (change.refusal.empty())
        return change.effective_second
                   ? page.text("in force at {0}", clock_of_second(*change.effective_second))
                   : Markup{};
    return markup("<span style=\"color:var(--bad)\">{}</span>",
                  page.text("refused: {0}", page.sentence(change.refusal)));
}

Markup changes_card(const Page& page) {
    PageTable table{{{page.text("Time"), false},
                     {page.text("Table or index"), false, "name"},
                     {page.text("Asked by"), false, "name"},
                     {page.text("From"), false},
                     {page.text("To"), false},
                     {page.text("Because"), false, "name"},
                     {page.text("DynamoDB's answer"), false}},
                    {}};
    const auto& changes = page.recording().capacity_changes;
    for (std::size_t c = 0; c < std::min(changes.size(), changes_listed); ++c) {
        const CapacityChange& change = changes[c];
        table.rows.push_back({markup("{}", clock_of_second(change.second)),
                              markup("{}", change.resource.label()), markup("{}", change.asked_by),
                              page.sentence(capacity_before(change)),
                              page.sentence(capacity_wanted(change)), page.sentence(change.reason),
                              answer_of(page, change)});
    }
    if (table.rows.empty()) return {};
    return markup("<div class=\"card\">{}{}</div>\n", table_markup(table),
                  more_markup(page, changes.size() - table.rows.size()));
}

// How long each policy waited in all, and for what it waited last.
Markup holds_card(const Page& page) {
    std::map<std::pair<std::string, std::string>, std::int64_t> waited;
    for (const ScalingHold& hold : page.recording().scaling_holds)
        waited[{hold.resource.label(), hold.policy}] += hold.seconds;
    if (waited.empty()) return {};
    PageTable table{{{page.text("Table or index"), false, "name"},
                     {page.text("Policy"), false, "name"},
                     {page.text("Waited, in all"), true}},
                    {}};
    for (const auto& [who, seconds] : waited)
        table.rows.push_back({markup("{}", who.first), markup("{}", who.second),
                              markup("{}", clock_of_second(seconds))});
    return markup("<div class=\"card\"><h3>{}</h3>{}</div>\n",
                  page.text("Policies that would have acted, but had to wait"),
                  table_markup(table));
}

Markup events_card(const Page& page) {
    Markup rows;
    std::size_t count = 0, left_out = 0;
    for (const Event& event : page.recording().events) {
        if (event.kind == EventKind::note) continue;
        if (count == events_listed) {
            ++left_out;
            continue;
        }
        ++count;
        rows += markup("<tr><td>{}</td><td class=\"name\">{}</td></tr>\n",
                       clock_of_second(event.second), page.sentence(event.text));
    }
    if (count == 0) return {};
    return markup(
        "<div class=\"card\"><details><summary>{}</summary><div "
        "class=\"scroll\"><table><tbody>\n{}</tbody></table></div>{}</details></div>\n",
        page.text("{0} events", count + left_out), rows, more_markup(page, left_out));
}

}  // namespace

Markup scaling_section(const Page& page) {
    Markup content = changes_card(page);
    content += holds_card(page);
    content += events_card(page);
    return section_markup(
        "scaling", page.text("Scaling decisions and events"),
        page.text("Who asked for other capacity when, and what DynamoDB answered."), content);
}

}  // namespace isotherm
