// SPDX-License-Identifier: Apache-2.0
// Readers of streams and how far they were behind; alarms.

#include <algorithm>

#include "app/report/run_directory/page.h"
#include "app/report/run_directory/page_plot.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

Markup seconds_of(const PageJson& value) {
    return value.is_number() ? markup("{} s", grouped(value.get<double>(), 1)) : markup("–");
}

Markup clock_of(const PageJson& value) {
    return value.is_number() ? markup("{}", clock_of_second(value.get<std::int64_t>()))
                             : markup("–");
}

// The highest age of each minute, several minutes a column in long runs.
Plot age_plot(const Page& page, const PageJson& minutes) {
    const std::size_t count = minutes.size(), columns = std::min(plot_columns_most, count);
    PlotSeries age{PlotMark::used, page.plain("iterator age"), "s", std::vector<double>(columns)};
    for (std::size_t m = 0; m < count; ++m) {
        double& column = age.values[m * columns / count];
        column = std::max(column, number_in(minutes[m], "iterator_age_s"));
    }
    return {0, static_cast<double>(count) * 60, {std::move(age)}, {}, true};
}

Markup consumer_figure(const Page& page, const std::string& name, const PageJson& consumer) {
    const PageJson& records = consumer["records"];
    const PageJson& age = consumer["iterator_age_s"];
    const auto count = [&](std::string_view key) { return count_markup(count_in(records, key)); };
    Markup facts;
    const auto add = [&](const Markup& title, const Markup& value) {
        facts += markup("<dt>{}</dt><dd>{}</dd>\n", title, value);
    };
    add(page.text("Records written"), count("written"));
    add(page.text("Done"), count("done"));
    add(page.text("Given out again"), count("repeated"));
    add(page.text("Lost"), count("lost"));
    add(page.text("Left at the end"), count("left"));
    add(page.text("Iterator age, p50"), seconds_of(age["p50"]));
    add(page.text("Iterator age, p99"), seconds_of(age["p99"]));
    add(page.text("Iterator age, highest"), seconds_of(age["max"]));
    add(page.text("Batches, failed ones"),
        markup("{}, {}", count_markup(count_in(consumer, "batches")),
               count_markup(count_in(consumer, "batches_failed"))));
    Markup picture;
    if (!consumer["minutes"].empty()) {
        const Plot plot = age_plot(page, consumer["minutes"]);
        picture = markup("<figure><figcaption>{}</figcaption>{}</figure>", plot_key(plot),
                         plot_markup(plot));
    }
    return markup(
        "<article class=\"card finding\"><div><h3>{}</h3><div class=\"where\">{}</div><dl "
        "class=\"small\">\n{}</dl></div><div>{}</div></article>\n",
        name,
        page.text("{0}, reads the stream of {1}", consumer.value("reader", ""),
                  consumer.value("stream", "")),
        facts, picture);
}

Markup alarms_card(const Page& page) {
    PageTable table{{{page.text("Alarm"), false, "name"},
                     {page.text("Table or index"), false, "name"},
                     {page.text("Metric"), false},
                     {page.text("First throttled"), true},
                     {page.text("Told at"), true},
                     {page.text("Throttled by then"), true},
                     {page.text("In ALARM"), true}},
                    {}};
    for (const auto& [name, alarm] : page.report()["alarms"].items()) {
        const PageJson& index = alarm["index"];
        const ResourceName resource(alarm.value("table", ""),
                                    index.is_string() ? index.get<std::string>() : "");
        table.rows.push_back({markup("{}", name), markup("{}", resource.label()),
                              markup("{}", alarm.value("metric", "")),
                              clock_of(alarm["first_throttled_s"]),
                              clock_of(alarm["first_alarm_s"]),
                              alarm["throttled_before"].is_number()
                                  ? count_markup(alarm["throttled_before"].get<std::uint64_t>())
                                  : markup("–"),
                              seconds_of(alarm["in_alarm_s"])});
    }
    if (table.rows.empty()) return {};
    return markup("<div class=\"card\"><h3>{}</h3>{}</div>\n", page.text("Alarms"),
                  table_markup(table));
}

}  // namespace

Markup streams_section(const Page& page) {
    Markup content;
    for (const auto& [name, consumer] : page.report()["consumers"].items())
        content += consumer_figure(page, name, consumer);
    content += alarms_card(page);
    return section_markup("streams", page.text("Readers of streams, and alarms"),
                          page.text("Iterator age is how far a reader is behind its stream."),
                          content);
}

}  // namespace isotherm
