// SPDX-License-Identifier: Apache-2.0
#include "app/cli/setting_lists.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/settings_lister.h"
#include "engine/billing/price_book.h"
#include "engine/caches/cache_kind.h"
#include "engine/callers/callers.h"
#include "engine/streams/stream_reader.h"
#include "engine/scaling/scaling_policy.h"
#include "engine/scenario/scenario.h"
#include "workloads/composed/rate_factor.h"
#include "workloads/imports/import_format.h"
#include "workloads/recorded/trace_format.h"
#include "workloads/synthetic/arrival_shape.h"
#include "workloads/synthetic/item_sizes.h"
#include "workloads/synthetic/key_distribution.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

Json scenario_settings() {
    Scenario scenario;
    // Adds one table and one workload, so that their settings are visited.
    scenario.latency_given = true;
    scenario.tables["NAME"].name = "NAME";
    WorkloadSpec& workload = scenario.workloads["NAME"];
    workload.kind = "synthetic";
    workload.workload = Catalog<WorkloadKind>::instance().create("synthetic");
    return settings_of(scenario);
}

// Returns the example as lines of a scenario, such as arrivals = { shape = "poisson", rate =
// "400/s" } in [workloads.NAME].
std::string lines_of(const CatalogGroup& group, const std::string& name, const Example& example) {
    const std::string_view where = group.where;
    if (where == "workloads.NAME") return fmt::format("[{}]\n{}\n", where, example.settings);
    // model.admission cannot choose this entry; a table's capacity mode does.
    if (group.is(Catalog<AdmissionKind>::instance()) && name == "on_demand")
        return "[tables.NAME]\ncapacity = { mode = \"on_demand\" }\n";
    const std::size_t last = where.rfind('.');
    const std::string choice = fmt::format("{} = \"{}\"", where.substr(last + 1), name);
    const std::size_t outer = where.rfind('.', last - 1);
    if (outer == where.npos) {
        return fmt::format("[{}]\n{}\n{}{}", where.substr(0, last), choice, example.settings,
                           example.settings.empty() ? "" : "\n");
    }
    if (group.is(Catalog<RateFactor>::instance())) {
        return fmt::format(
            "[workloads.NAME]\narrivals = {{ shape = \"product\", rate = \"400/s\", of = [{{ {}, "
            "{} "
            "}}] }}\n",
            choice, example.settings);
    }
    if (group.is(Catalog<StreamReader>::instance()))
        return fmt::format(
            "[workloads.NAME]\ncallers = {{ kind = \"stream\", of = \"TABLE\", {}, {} }}\n", choice,
            example.settings);
    const bool of_file = group.is(Catalog<TraceFormat>::instance());
    std::string lines =
        fmt::format("[{}]\n{} = {{ {}{}{}{} }}\n", where.substr(0, outer),
                    where.substr(outer + 1, last - outer - 1), of_file ? "file = \"FILE\", " : "",
                    choice, example.settings.empty() ? "" : ", ", example.settings);
    if (of_file && !Catalog<TraceFormat>::instance().create(name)->has_times())
        lines += "arrivals = { shape = \"poisson\", rate = \"100/s\" }\n";
    return lines;
}

// Returns a text file unchanged, and a binary file in hexadecimal with 16 bytes a line.
std::string shown_file(std::string_view file) {
    if (file.find('\0') == file.npos) return std::string(file);
    std::string text;
    for (std::size_t i = 0; i < file.size(); ++i)
        text += fmt::format("{:02x}{}", static_cast<unsigned char>(file[i]),
                            i % 16 == 15 || i + 1 == file.size() ? "\n" : " ");
    return text;
}

Json example_of(const CatalogGroup& group, const std::string& name) {
    const Example example = group.catalog.example(name);
    Json json{{"scenario", lines_of(group, name, example)}};
    if (!example.file.empty()) {
        json["file"] = shown_file(example.file);
        json["requests"] = example.rows;
    }
    return json;
}

// Returns the entry of a price book. Its "settings" are the prices.
Json price_book(const PriceBooks::Book& book) {
    Json prices = Json::array();
    for (const Price& price : book.prices) {
        Json one{
            {"name", traits_of(price.item).name},
            {"type", price.unit},
            {"help", traits_of(price.item).label},
            {"default", price.usd ? price.usd->exact_text(0) : "not known"},
            {"range", fmt::format("from {} to {}", text_of(price.valid_from),
                                  price.valid_to ? text_of(*price.valid_to) : "now")},
            {"source", fmt::format("{}: {}", static_cast<char>(price.confidence), price.source)}};
        prices.push_back(std::move(one));
    }
    const auto last = book.last_day();
    return {{"help",
             fmt::format("{}, {} to {}, {} prices in USD", book.region, text_of(book.first_day()),
                         last ? text_of(*last) : "now", book.prices.size())},
            {"settings", std::move(prices)}};
}

// Whether `fidelity = "cells"` knows an entry; see check of the scenario.
bool known_to_cells(const CatalogGroup& group, const std::string& name) {
    if (group.is(Catalog<AdmissionKind>::instance()))
        return Catalog<AdmissionKind>::instance().create(name)->knows_cells();
    if (group.is(Catalog<RetryMode>::instance()))
        return Catalog<RetryMode>::instance().create(name)->resend_plan().has_value();
    if (group.is(Catalog<ArrivalShape>::instance()))
        return Catalog<ArrivalShape>::instance().create(name)->follows_curve();
    if (group.is(Catalog<KeyDistribution>::instance()))
        return !Catalog<KeyDistribution>::instance().create(name)->moves();
    // A recorded stream can be neither changed nor drawn.
    if (group.is(Catalog<WorkloadKind>::instance()))
        return Catalog<WorkloadKind>::instance().create(name)->can_change();
    return !group.is(Catalog<TraceFormat>::instance()) &&
           !group.is(Catalog<CacheKind>::instance()) &&
           !group.is(Catalog<StreamReader>::instance());
}

}  // namespace

std::vector<CatalogGroup> catalog_groups() {
    return {{"admission", "model.admission", Catalog<AdmissionKind>::instance()},
            {"workloads", "workloads.NAME", Catalog<WorkloadKind>::instance()},
            {"arrivals", "workloads.NAME.arrivals.shape", Catalog<ArrivalShape>::instance()},
            {"factors", "workloads.NAME.arrivals.of.factor", Catalog<RateFactor>::instance()},
            {"keys", "workloads.NAME.keys.distribution", Catalog<KeyDistribution>::instance()},
            {"sizes", "workloads.NAME.sizes.distribution", Catalog<ItemSizes>::instance()},
            {"formats", "workloads.NAME.replay.format", Catalog<TraceFormat>::instance()},
            {"callers", "workloads.NAME.callers.kind", Catalog<CallerKind>::instance()},
            {"readers", "workloads.NAME.callers.reader", Catalog<StreamReader>::instance()},
            {"caches", "caches.NAME.kind", Catalog<CacheKind>::instance()},
            {"clients", "workloads.NAME.client.retry", Catalog<RetryMode>::instance()},
            {"scaling", "tables.NAME.scaling.both.policy", Catalog<ScalingPolicyKind>::instance()}};
}

nlohmann::ordered_json all_lists() {
    Json all = Json::object();
    for (const std::string& name : era_names()) {
        Era era = *era_named(name);
        all["eras"][name] = {{"help", fmt::format("DynamoDB as of {}, {}", name, era.admission)},
                             {"settings", settings_of(era)}};
    }
    for (const CatalogGroup& group : catalog_groups()) {
        for (const std::string& name : group.catalog.names()) {
            const auto made = group.catalog.make(name);
            all[group.name][name] = {{"help", group.catalog.help(name)},
                                     {"cells", known_to_cells(group, name)},
                                     {"settings", settings_of(*made)},
                                     {"example", example_of(group, name)}};
        }
    }
    const auto& imports = Catalog<ImportFormat>::instance();
    for (const std::string& name : imports.names())
        all["imports"][name] = {{"help", imports.help(name)}, {"settings", Json::array()}};
    for (const PriceBooks::Book& book : shipped_price_books().books())
        all["prices"][book.name] = price_book(book);
    all["scenario"]["scenario"] = {{"help", "the top level of a scenario file"},
                                   {"settings", scenario_settings()}};
    return all;
}

}  // namespace isotherm
