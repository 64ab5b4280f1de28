// SPDX-License-Identifier: Apache-2.0
#include "app/report/run_directory/report_page.h"

#include <algorithm>

#include "app/report/run_directory/page.h"
#include "app/report/run_directory/page_resources.h"
#include "engine/insight/findings.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

// What the script says.
PageJson script_words(const Page& page) {
    return {{"light", page.plain("Light")},
            {"dark", page.plain("Dark")},
            {"missing", page.plain("no partition here at this time")},
            {"hottest", page.plain("hottest second: {0} % of the limit")},
            {"throttled", page.plain("{0} tries refused, {1} % of the units")}};
}

struct PageSection {
    std::string_view id;
    PagePhrase title;
    Markup content;
};

std::vector<PageSection> sections_of(const Page& page) {
    std::vector<PageSection> sections{{"why", "Causes", findings_section(page)},
                                      {"heat", "Heat map", heat_section(page)},
                                      {"time", "Timelines", timelines_section(page)},
                                      {"tables", "Tables", tables_section(page)},
                                      {"keys", "Hot keys", keys_section(page)},
                                      {"callers", "Callers", callers_section(page)},
                                      {"streams", "Streams", streams_section(page)},
                                      {"scaling", "Scaling", scaling_section(page)},
                                      {"cost", "Cost", cost_section(page)},
                                      {"run", "The run", manifest_section(page)}};
    std::erase_if(sections, [](const PageSection& section) { return section.content.empty(); });
    return sections;
}

// The page must need nothing from elsewhere, and this forbids the browser to fetch anything.
constexpr std::string_view head =
    R"(<!doctype html>
<html lang="{}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="generator" content="isotherm {}">
<title>{} · Isotherm</title>
<style>
{}</style>
</head>
<body>
<div class="bar"><div class="bar-inner"><span class="brand"><i></i>Isotherm</span><nav>{}</nav><button id="theme" type="button">{}</button></div></div>
<main>
)";

}  // namespace

Markup table_markup(const PageTable& table) {
    if (table.rows.empty()) return {};
    const auto css = [](const PageTable::Column& column) {
        const std::string text = std::string(column.number ? "n " : "") + std::string(column.css);
        return text.empty() ? Markup{} : markup(R"( class="{}")", text);
    };
    Markup html = markup(R"(<div class="scroll"><table><thead><tr>)");
    for (const PageTable::Column& column : table.columns)
        html += markup("<th{}>{}</th>", column.number ? markup(R"( class="n")") : Markup{},
                       column.title);
    html += markup("</tr></thead><tbody>\n");
    for (const std::vector<Markup>& row : table.rows) {
        html += markup("<tr>");
        for (std::size_t c = 0; c < row.size(); ++c)
            html += markup("<td{}>{}</td>", css(table.columns[c]), row[c]);
        html += markup("</tr>\n");
    }
    return html += markup("</tbody></table></div>\n");
}

Markup section_markup(std::string_view id, const Markup& title, const Markup& hint,
                      const Markup& content) {
    if (content.empty()) return {};
    return markup("<section id=\"{}\">\n<h2>{}</h2>\n<p class=\"hint\">{}</p>\n{}</section>\n", id,
                  title, hint, content);
}

Markup more_markup(const Page& page, std::size_t left_out) {
    if (left_out == 0) return {};
    return markup(R"(<p class="more">{}</p>)",
                  page.text("and {0} more; run.sqlite has all of them",
                            grouped(static_cast<std::int64_t>(left_out))));
}

Markup script_json(const PageJson& json) {
    const std::string text = json.dump(-1, ' ', false, PageJson::error_handler_t::replace);
    std::string safe;
    safe.reserve(text.size());
    for (const char c : text) {
        if (c == '<')
            safe += "\\u003c";
        else
            safe += c;
    }
    return {std::move(safe)};
}

Markup count_markup(std::uint64_t count) {
    return markup("{}", grouped(static_cast<std::int64_t>(count)));
}

std::string clock_of_second(std::int64_t second) {
    return clock_text(sim_start + std::chrono::seconds(second));
}

std::string_view unit_of_side(Side side) { return side == Side::read ? "RCU" : "WCU"; }

Markup money_markup(const PageJson& amount, int decimals) {
    if (!amount.is_number()) return markup("–");
    const double dollars = amount.get<double>();
    return markup("{}${}", dollars < 0 ? "−" : "",
                  grouped(dollars < 0 ? -dollars : dollars, decimals));
}

Markup meter_markup(double share, bool throttled) {
    return markup(R"(<span class="meter{}"><i style="width:{:.1f}%"></i></span>)",
                  throttled ? " hot" : "", std::clamp(share, 0.0, 1.0) * 100);
}

std::string report_page(const PageSource& source, PageLanguage language) {
    const Page page{source, language, findings_of(source.recording, source.scenario)};
    const std::vector<PageSection> sections = sections_of(page);
    Markup links;
    for (const PageSection& section : sections)
        links += markup(R"(<a href="#{}">{}</a>)", section.id, page.text(section.title));
    Markup html =
        markup(head, language == PageLanguage::japanese ? "ja" : "en", source.version,
               source.recording.name, Markup{std::string(page_style())}, links, page.text("Dark"));
    html += answer_section(page);
    for (const PageSection& section : sections) html += section.content;
    html += markup("</main>\n<footer>{}</footer>\n",
                   page.text("Simulated by Isotherm {0}. Nothing on this page was measured in AWS.",
                             source.version));
    html += markup("<script id=\"words\" type=\"application/json\">{}</script>\n",
                   script_json(script_words(page)));
    html += markup("<script>\n{}</script>\n</body>\n</html>\n", Markup{std::string(page_script())});
    return html.html;
}

}  // namespace isotherm
