// SPDX-License-Identifier: Apache-2.0
// The head of a page: whether it throttles, where, why, and what it costs.

#include "app/report/run_directory/page.h"
#include "app/report/run_directory/page_causes.h"
#include "engine/insight/headroom.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

double throttled_share(const Totals& totals) {
    return totals.attempts == 0
               ? 0
               : static_cast<double>(totals.throttled) / static_cast<double>(totals.attempts);
}

// So that a little is not shown as nothing.
std::string share_text(double share) {
    constexpr double smallest_shown = 0.00005;  // rounds to 0.01 %
    return share > 0 && share < smallest_shown ? "< 0.01 %" : percent(share, 2);
}

Markup heading(const Page& page, const Totals& totals) {
    if (totals.attempts == 0) return page.text("No requests were sent");
    if (totals.throttled == 0) return page.text("Nothing was throttled");
    return page.text("{0} of all tries were throttled",
                     markup("<em>{}</em>", share_text(throttled_share(totals))));
}

Markup growth(const Page& page) {
    const auto tightest = tightest_limit(page.recording());
    if (!tightest) return {};
    const Markup where =
        tightest->partition
            ? page.text("partition P{0} of {1}, {2}", *tightest->partition,
                        tightest->resource.label(), page.side_word(tightest->side))
            : page.text("{0}, {1}", tightest->resource.label(), page.side_word(tightest->side));
    if (tightest->use >= 1)
        return page.text(
            "It lives on its burst: in one minute, {0} was asked for {1} of the limit.", where,
            percent(tightest->use, 0));
    return page.text(
        "The load could grow by {0} until the busiest minute of {1} reaches its limit.",
        percent(1 / tightest->use - 1, 0), where);
}

Markup summary(const Page& page, const Totals& totals) {
    if (totals.attempts == 0) return page.text("So there is nothing that could be throttled.");
    if (totals.throttled == 0)
        return markup("{} {}",
                      page.text("All of {0} tries got through.", count_markup(totals.attempts)),
                      growth(page));
    Markup text = page.text("{0} of {1} tries were refused for lack of throughput.",
                            count_markup(totals.throttled), count_markup(totals.attempts));
    if (totals.given_up > 0)
        text += markup(" {}", page.text("{0} requests failed for good after their last try.",
                                        count_markup(totals.given_up)));
    return text;
}

Markup fact(const Markup& name, const Markup& value, const Markup& more) {
    return markup("<div><dt>{}</dt><dd>{}{}</dd></div>\n", name, value,
                  more.empty() ? more : markup("<small>{}</small>", more));
}

Markup facts_of_throttling(const Page& page) {
    if (page.findings.empty()) return {};
    const ThrottleFinding& first = page.findings.front();
    Markup where = page.text("{0}, {1}", first.resource.label(), page.side_word(first.side));
    Markup in;
    if (first.evidence.partition)
        in = first.evidence.partitions == 1
                 ? page.text("partition P{0}", *first.evidence.partition)
                 : page.text("{0} partitions, most of it in P{1}", first.evidence.partitions,
                             *first.evidence.partition);
    Markup others;
    if (page.findings.size() > 1)
        others = page.text("{0} of the throttled tries; {1} causes in all", percent(first.share),
                           page.findings.size());
    else
        others = page.text("{0} of the throttled tries", percent(first.share));
    Markup html = fact(page.text("Where"), where, in);
    html += fact(page.text("Why"), cause_name(page, first.cause), others);
    html += fact(page.text("When"),
                 page.text("{0} to {1}", clock_of_second(first.first_second),
                           clock_of_second(first.last_second)),
                 page.text("throttled in {0} seconds", grouped(first.evidence.throttled_seconds)));
    return html;
}

Markup cost_fact(const Page& page) {
    const PageJson& month = page.report()["cost"]["month"];
    if (month["lines"].empty()) return {};
    Markup amount = money_markup(month["total"]);
    if (!month.value("complete", true)) amount = page.text("at least {0}", amount);
    return fact(page.text("Cost a month, at this rate"), amount,
                page.text("{0} an hour; prices of {1}", money_markup(month["per_hour"], 4),
                          month["region"].get<std::string>()));
}

Markup note(std::string_view css, const Markup& text) {
    return markup("<li class=\"{}\">{}</li>\n", css, text);
}

Markup notes(const Page& page) {
    Markup html;
    if (!page.report().value("complete", true))
        html += note("bad", page.text("The run was stopped early: these are partial results."));
    for (const PageJson& limit : page.report()["broken_limits"])
        html += note("bad", page.text("Limit broken: {0}: {1}", limit["limit"].get<std::string>(),
                                      limit["text"].get<std::string>()));
    for (const PageJson& one : page.report()["expectations"]) {
        const bool holds = one["holds"].get<bool>();
        const Markup text =
            markup("{}: {}", one["name"].get<std::string>(), one["text"].get<std::string>());
        html += note(holds ? "good" : "bad", holds ? page.text("Expectation holds: {0}", text)
                                                   : page.text("Expectation broken: {0}", text));
    }
    for (const Event& event : page.recording().events)
        if (event.kind == EventKind::note) html += note("", page.sentence(event.text));
    return html.empty() ? html : markup("<ul class=\"notes\">\n{}</ul>\n", html);
}

}  // namespace

Markup answer_section(const Page& page) {
    const Totals totals = page.recording().totals();
    Markup facts = facts_of_throttling(page);
    if (totals.throttled == 0)
        facts +=
            fact(page.text("Requests"), count_markup(totals.requests),
                 page.text("{0} simulated", clock_text(sim_start + page.recording().simulated)));
    facts += cost_fact(page);
    return markup(
        "<div class=\"lead\"><p class=\"eyebrow\">{} · {}</p>\n<h1>{}</h1>\n<p "
        "class=\"sum\">{}</p></div>\n<dl class=\"facts\" style=\"margin:0\">\n{}</dl>\n{}",
        page.recording().name,
        page.text("DynamoDB as of {0}", page.report()["era"].get<std::string>()),
        heading(page, totals), summary(page, totals), facts, notes(page));
}

}  // namespace isotherm
