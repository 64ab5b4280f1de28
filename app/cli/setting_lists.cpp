// SPDX-License-Identifier: Apache-2.0
#include "app/cli/setting_lists.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/settings_lister.h"
#include "engine/billing/price_book.h"
#include "engine/scaling/scaling_policy.h"
#include "engine/scenario/scenario.h"
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
    scenario.tables["NAME"].name = "NAME";
    WorkloadSpec& workload = scenario.workloads["NAME"];
    workload.kind = "synthetic";
    workload.workload = Catalog<WorkloadKind>::instance().make("synthetic");
    return settings_of(scenario);
}

// Lists the prices of a book as if they were settings.
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

}  // namespace

std::vector<CatalogGroup> catalog_groups() {
    return {{"admission", "model.admission", Catalog<AdmissionKind>::instance()},
            {"workloads", "workloads.NAME", Catalog<WorkloadKind>::instance()},
            {"arrivals", "workloads.NAME.arrivals.shape", Catalog<ArrivalShape>::instance()},
            {"keys", "workloads.NAME.keys.distribution", Catalog<KeyDistribution>::instance()},
            {"sizes", "workloads.NAME.sizes.distribution", Catalog<ItemSizes>::instance()},
            {"formats", "workloads.NAME.replay.format", Catalog<TraceFormat>::instance()},
            {"clients", "workloads.NAME.client.retry", Catalog<RetryMode>::instance()},
            {"scaling", "tables.NAME.scaling.policy", Catalog<ScalingPolicyKind>::instance()}};
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
                                     {"settings", settings_of(*made)}};
        }
    }
    for (const PriceBooks::Book& book : shipped_price_books().books())
        all["prices"][book.name] = price_book(book);
    all["scenario"]["scenario"] = {{"help", "the top level of a scenario file"},
                                   {"settings", scenario_settings()}};
    return all;
}

}  // namespace isotherm
