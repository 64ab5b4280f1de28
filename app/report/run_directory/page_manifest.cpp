// SPDX-License-Identifier: Apache-2.0
// Which run it was: what somebody needs to run it again.

#include "app/report/run_directory/page.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

// Lines are kept; everything else is escaped.
Markup scenario_markup(std::string_view text) {
    Markup html;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        html += markup("{}\n", text.substr(0, end));
        if (end == text.npos) break;
        text.remove_prefix(end + 1);
    }
    return html;
}

}  // namespace

Markup manifest_section(const Page& page) {
    const PageJson& report = page.report();
    Markup facts;
    const auto add = [&](const Markup& name, const Markup& value) {
        facts += markup("<dt>{}</dt><dd>{}</dd>\n", name, value);
    };
    add(page.text("Scenario"), markup("{}", report["name"].get<std::string>()));
    add(page.text("DynamoDB as of"), markup("{} ({})", report["era"].get<std::string>(),
                                            report["admission"].get<std::string>()));
    add(page.text("Simulated time"),
        page.text("{0} from {1}", clock_text(sim_start + page.recording().simulated),
                  report["start"].get<std::string>()));
    add(page.text("Fidelity"), markup("{}", report["fidelity"].get<std::string>()));
    add(page.text("Seed"), markup("{}", report["seed"].get<std::int64_t>()));
    add(page.text("Fingerprint"),
        markup("<code>{}</code>", report["fingerprint"].get<std::string>()));
    add(page.text("Written by"), markup("isotherm {}", page.source.version));
    Markup text;
    if (!page.source.scenario_text.empty())
        text = markup("<details><summary>{}</summary><pre>{}</pre></details>\n",
                      page.text("The scenario"), scenario_markup(page.source.scenario_text));
    return section_markup(
        "run", page.text("The run"),
        page.text("The same scenario, seed and version give the same run, bit for bit."),
        markup("<div class=\"card\"><dl class=\"small\" "
               "style=\"margin-bottom:1rem\">\n{}</dl>{}</div>\n",
               facts, text));
}

}  // namespace isotherm
