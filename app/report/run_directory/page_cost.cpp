// SPDX-License-Identifier: Apache-2.0
// The bill of a month at this rate, and other ways to pay for the same requests.

#include <algorithm>

#include "app/report/run_directory/page.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

constexpr std::size_t lines_listed = 60;

Markup price_of(const PageJson& line) {
    if (!line["price"].is_number()) return markup("–");
    const double price = line["price"].get<double>();
    const auto per = static_cast<std::int64_t>(count_in(line, "per"));
    return per == 1 ? markup("${:.6g}", price) : markup("${:.6g} / {}", price, grouped(per));
}

Markup bill_card(const Page& page, const PageJson& month) {
    PageTable table{{{page.text("Table or index"), false, "name"},
                     {page.text("Item"), false, "name"},
                     {page.text("Quantity"), true},
                     {page.text("Price"), true},
                     {page.text("Amount"), true}},
                    {}};
    const PageJson& lines = month["lines"];
    for (std::size_t l = 0; l < std::min(lines.size(), lines_listed); ++l) {
        const PageJson& line = lines[l];
        const double quantity = number_in(line, "quantity");
        table.rows.push_back(
            {markup("{}", line.value("resource", "")), page.known(line.value("label", "")),
             markup("{} {}", grouped(quantity, quantity < 100 ? 2 : 0), line.value("unit", "")),
             price_of(line), money_markup(line["amount"])});
    }
    Markup more = more_markup(page, lines.size() - table.rows.size());
    table.rows.push_back({markup("<b>{}</b>", page.text("Total")), Markup{}, Markup{}, Markup{},
                          markup("<b>{}</b>", money_markup(month["total"]))});
    for (const PageJson& missing : month["missing"])
        more += markup("<p class=\"more\">{}</p>\n",
                       page.text("price not known: {0}", missing.get<std::string>()));
    return markup("<div class=\"card\"><h3>{}</h3>{}{}</div>\n", page.text("A month at this rate"),
                  table_markup(table), more);
}

Markup throttling_of(const Page& page, const PageJson& choice) {
    return choice["throttled_share"].is_number()
               ? page.text("{0} throttled, as in this run",
                           percent(choice["throttled_share"].get<double>(), 2))
               : page.text("if all requests are served; not simulated");
}

Markup choices_card(const Page& page, const PageJson& choices) {
    double dearest = 0;
    for (const PageJson& choice : choices)
        if (choice.value("complete", false))
            dearest = std::max(dearest, number_in(choice, "per_month"));
    PageTable table{{{page.text("Way to pay"), false, "name"},
                     {page.text("A month"), true},
                     {Markup{}, false},
                     {page.text("Throttling"), false, "name"}},
                    {}};
    for (const PageJson& choice : choices) {
        if (!choice.value("complete", false)) continue;
        const double amount = number_in(choice, "per_month");
        table.rows.push_back(
            {markup("{}{}", page.known(choice.value("text", "")),
                    choice.value("cheapest", false) ? markup(" <b>({})</b>", page.text("cheapest"))
                                                    : Markup{}),
             money_markup(choice["per_month"]),
             meter_markup(dearest > 0 ? amount / dearest : 0, false), throttling_of(page, choice)});
    }
    if (table.rows.size() < 2) return {};
    return markup("<div class=\"card\"><h3>{}</h3>{}</div>\n",
                  page.text("Other ways to pay for the same requests"), table_markup(table));
}

}  // namespace

Markup cost_section(const Page& page) {
    const PageJson& cost = page.report()["cost"];
    const PageJson& month = cost["month"];
    if (month["lines"].empty()) return {};
    Markup content = bill_card(page, month);
    content += choices_card(page, cost["choices"]);
    return section_markup(
        "cost", page.text("Cost"),
        page.text("List prices of the book {0}, {1}.", month["book"].get<std::string>(),
                  month["region"].get<std::string>()),
        content);
}

}  // namespace isotherm
