// SPDX-License-Identifier: Apache-2.0
// Findings: each cause with its share, what shows it, a picture of the demand against the limit,
// and the remedies that fit.

#include <algorithm>

#include "app/report/findings_text.h"
#include "app/report/run_directory/page.h"
#include "app/report/run_directory/page_causes.h"
#include "app/report/run_directory/page_plot.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

const TableRecording* table_of(const Page& page, const ResourceName& name) {
    for (const TableRecording& table : page.recording().tables)
        if (table.name == name) return &table;
    return nullptr;
}

// Demand and limit in one second (or minute) of what throttled: a partition, or the whole.
struct Moment {
    double asked = 0, limit = 0;
};

Moment moment_of(const TableRecording& table, const ThrottleFinding& finding, std::int64_t column) {
    const double each = static_cast<double>(table.column_seconds);
    const Side side = finding.side;
    if (finding.evidence.partition) {
        const auto row = table.heat[side].row(column);
        const std::size_t partition = *finding.evidence.partition;
        const double asked =
            partition < row.size() ? HalfUnits(row[partition].demand).in_units() / each : 0;
        return {asked, table.partitions.at(partition)
                           .limit_at(side, column * table.column_seconds)
                           .in_units_per_second()};
    }
    const auto& seconds = table.seconds[side];
    if (column >= static_cast<std::int64_t>(seconds.size())) return {};
    const SeriesSecond& second = seconds[static_cast<std::size_t>(column)];
    return {HalfUnits(second.demand).in_units() / each,
            static_cast<double>(second.provisioned) * 1e-3};
}

// From a little before the first throttled second to a little after the last one.
Plot finding_plot(const Page& page, const TableRecording& table, const ThrottleFinding& finding) {
    const std::int64_t each = table.column_seconds;
    const std::int64_t first = finding.first_second / each, last = finding.last_second / each + 1;
    const std::int64_t around = std::max<std::int64_t>(5, (last - first) / 6);
    const std::int64_t begin = std::max<std::int64_t>(0, first - around);
    const std::int64_t end =
        std::min(last + around, (page.recording().seconds() + each - 1) / each);
    const std::int64_t length = std::max<std::int64_t>(1, end - begin);
    const std::int64_t columns = std::min<std::int64_t>(240, length);
    const std::string unit = std::string(unit_of_side(finding.side)) + "/s";
    PlotSeries asked{PlotMark::cut, page.plain("above the limit"), unit, {}};
    PlotSeries within{PlotMark::used, page.plain("within the limit"), unit, {}};
    PlotSeries limit{PlotMark::limit, page.plain("limit"), unit, {}};
    for (std::int64_t c = 0; c < columns; ++c) {
        // The second with most demand above its limit stands for the column.
        Moment worst = moment_of(table, finding, begin + c * length / columns);
        for (std::int64_t s = begin + c * length / columns; s < begin + (c + 1) * length / columns;
             ++s) {
            const Moment here = moment_of(table, finding, s);
            if (here.asked - here.limit > worst.asked - worst.limit) worst = here;
        }
        asked.values.push_back(worst.asked);
        within.values.push_back(std::min(worst.asked, worst.limit));
        limit.values.push_back(worst.limit);
    }
    return {static_cast<double>(begin * each),
            static_cast<double>(end * each),
            {std::move(asked), std::move(within), std::move(limit)},
            {},
            true};
}

std::string units(double value) { return grouped(value, value < 10 ? 1 : 0); }

class Facts {
public:
    void add(const Markup& name, const Markup& value) {
        html_ += markup("<dt>{}</dt><dd>{}</dd>\n", name, value);
    }
    Markup list() const { return markup("<dl class=\"small\">\n{}</dl>\n", html_); }

private:
    Markup html_;
};

void add_demand(const Page& page, const ThrottleFinding& finding, Facts& facts) {
    const FindingEvidence& of = finding.evidence;
    const std::string unit = std::string(unit_of_side(finding.side)) + "/s";
    if (of.write_units > 0)
        facts.add(page.text("One write costs"), markup("{} WCU", units(of.write_units)));
    if (of.asked > 0)
        facts.add(page.text("Asked for"), page.text("{0} {2} on average, {1} {2} at most",
                                                    units(of.asked), units(of.busiest), unit));
    if (of.most_limit > 0)
        facts.add(page.text("Limit"), of.least_limit == of.most_limit
                                          ? markup("{} {}", units(of.most_limit), unit)
                                          : page.text("{0} to {1} {2}", units(of.least_limit),
                                                      units(of.most_limit), unit));
    if (of.partition && of.whole_limit > 0)
        facts.add(
            page.text("Meanwhile the whole"),
            page.text("used {0} of {1} {2}", units(of.whole_used), units(of.whole_limit), unit));
    if (of.fresh > 0 && of.asked > 0 && of.fresh <= 0.9 * of.asked)
        facts.add(page.text("Of that, retries"),
                  page.text("about {0}; first tries were {1} a second",
                            percent(1 - of.fresh / of.asked, 0), units(of.fresh)));
    if (of.partitions > 0 && of.partition)
        facts.add(page.text("Partitions"),
                  of.partitions == 1 ? markup("P{}", *of.partition)
                                     : page.text("{0}; {1} of it on P{2}", of.partitions,
                                                 percent(of.partition_share, 0), *of.partition));
}

void add_causes(const Page& page, const ThrottleFinding& finding, Facts& facts) {
    const FindingEvidence& of = finding.evidence;
    constexpr std::size_t most_named = 3;
    Markup keys;
    for (std::size_t k = 0; k < std::min(of.keys.size(), most_named); ++k) {
        const KeyEvidence& key = of.keys[k];
        // Keys of an index are sent by no workload of their own.
        const Markup workload = key.workload.empty() ? Markup() : markup("{}, ", key.workload);
        keys += markup("{}<code>{}</code> ({}{})", k == 0 ? "" : " · ", key.name, workload,
                       page.text("{0} times", count_markup(key.throttled)));
    }
    if (!keys.empty()) facts.add(page.text("Keys refused most"), keys);
    if (of.limit_before > 0)
        facts.add(page.text("Before the splits"),
                  page.text("{0} partitions, {1} a second for each", of.partitions_before,
                            units(of.limit_before)));
    if (of.lowered)
        facts.add(page.text("Lowered by"),
                  page.text("{0}, from {1}, at {2}", of.lowered->asked_by,
                            grouped(of.lowered->before), clock_of_second(of.lowered->second)));
    if (of.scaling && of.scaling->asked_second)
        facts.add(
            of.scaling->policy.empty() ? page.text("The policy") : markup("{}", of.scaling->policy),
            of.scaling->in_force_second
                ? page.text("asked for {0} at {1}, in force at {2}", grouped(of.scaling->wanted),
                            clock_of_second(*of.scaling->asked_second),
                            clock_of_second(*of.scaling->in_force_second))
                : page.text("asked for {0} at {1}; refused", grouped(of.scaling->wanted),
                            clock_of_second(*of.scaling->asked_second)));
    if (of.scaling && of.scaling->maximum)
        facts.add(page.text("Its maximum"), markup("{}", grouped(*of.scaling->maximum)));
    if (finding.cause == ThrottleCause::retry_storm)
        facts.add(page.text("Sent before"),
                  page.text("about {0} of these tries", percent(of.resent_share, 0)));
    if (!of.job.empty())
        facts.add(page.text("The job"),
                  page.text("{0}; other traffic is {1} a second", of.job, units(of.others)));
    if (of.index_wait_s > 0)
        facts.add(page.text("Entries of the index waited"),
                  page.text("up to {0} s", grouped(of.index_wait_s, 0)));
    if (of.weak)
        facts.add(page.text("Evidence"),
                  page.text("weak: no capacity increase of the policy matches it"));
}

Markup reported(const ThrottleFinding& finding) {
    Markup html = markup("<code>{}</code>", finding.exception());
    for (const std::string& more : {finding.reason(), finding.metric()})
        if (!more.empty()) html += markup(" · <code>{}</code>", more);
    return html;
}

Markup remedies(const Page& page, const std::vector<Remedy>& all, std::size_t finding) {
    std::vector<RemedyKind> kinds;
    for (const Remedy& remedy : all)
        if (remedy.finding == finding &&
            std::find(kinds.begin(), kinds.end(), remedy.kind) == kinds.end())
            kinds.push_back(remedy.kind);
    Markup names;
    for (const RemedyKind kind : kinds)
        names += markup("{}{}", names.empty() ? "" : " · ", remedy_name(page, kind));
    return names;
}

Markup finding_card(const Page& page, const std::vector<Remedy>& all, std::size_t number) {
    const ThrottleFinding& finding = page.findings[number];
    Facts facts;
    add_demand(page, finding, facts);
    add_causes(page, finding, facts);
    facts.add(page.text("DynamoDB reports"), reported(finding));
    if (const Markup fits = remedies(page, all, number); !fits.empty())
        facts.add(page.text("Worth trying"), fits);
    Markup picture;
    const TableRecording* table = table_of(page, finding.resource);
    if (table != nullptr && finding.cause != ThrottleCause::collection_full) {
        const Plot plot = finding_plot(page, *table, finding);
        picture = markup(
            "<figure><figcaption><span class=\"where\">{}</span>{}</figcaption>{}</figure>",
            finding.evidence.partition
                ? page.text("partition P{0} of {1}, {2}", *finding.evidence.partition,
                            finding.resource.label(), page.side_word(finding.side))
                : page.text("{0}, {1}", finding.resource.label(), page.side_word(finding.side)),
            plot_key(plot), plot_markup(plot));
    }
    return markup(
        "<article class=\"card finding\"><div><div class=\"share\"><b>{}</b><h3>{}</h3></div>\n"
        "<div class=\"where\">{} · {}</div>\n<p>{}</p>\n{}</div><div>{}</div></article>\n",
        percent(finding.share), cause_name(page, finding.cause),
        page.text("{0}, {1}", finding.resource.label(), page.side_word(finding.side)),
        page.text("{0} to {1}", clock_of_second(finding.first_second),
                  clock_of_second(finding.last_second)),
        cause_meaning(page, finding.cause), facts.list(), picture);
}

}  // namespace

Markup findings_section(const Page& page) {
    std::vector<Remedy> all;
    if (page.source.scenario != nullptr)
        all = remedies_of(page.findings, page.recording(), *page.source.scenario);
    constexpr std::size_t most_cards = 12;
    Markup cards;
    std::size_t shown = 0, marginal = 0;
    for (std::size_t f = 0; f < page.findings.size(); ++f) {
        if (is_marginal(page.findings[f]) || shown == most_cards) {
            ++marginal;
            continue;
        }
        cards += finding_card(page, all, f);
        ++shown;
    }
    if (marginal > 0)
        cards +=
            markup("<p class=\"more\">{}</p>\n", page.text("{0} more, in findings.json", marginal));
    return section_markup(
        "why", page.text("Why it throttled"),
        page.text("Every throttled try belongs to one cause; the shares add up to 100 %. "
                  "<code>isotherm fix</code> tries remedies on the same requests and says what "
                  "they cost."),
        cards);
}

}  // namespace isotherm
