// SPDX-License-Identifier: Apache-2.0
// isotherm list: what a scenario can choose from, and every setting with default, range and source.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "engine/billing/price_book.h"
#include "engine/vocabulary/json_text.h"
#include "engine/scenario/scenario.h"
#include "engine/scaling/scaling_policy.h"
#include "workloads/recorded/trace_format.h"
#include "workloads/synthetic/arrival_shape.h"
#include "workloads/synthetic/item_sizes.h"
#include "workloads/synthetic/key_distribution.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

// Collects one object a setting; plug-ins are listed under their own catalogs.
class SettingsLister final : public SettingsVisitor {
public:
    explicit SettingsLister(std::string prefix = "") : prefix_(std::move(prefix)) {}

    void field(const Setting& s, double& v) override { add(s, "number", fmt::format("{}", v)); }
    void field(const Setting& s, std::int64_t& v) override {
        add(s, "whole number", fmt::format("{}", v));
    }
    void field(const Setting& s, bool& v) override {
        add(s, "true or false", v ? "true" : "false");
    }
    void field(const Setting& s, std::string& v) override { add(s, "text", v); }
    void field(const Setting& s, SimDuration& v) override { add(s, "duration", text_of(v), "s"); }
    void field(const Setting& s, WallTime& v) override { add(s, "date and time", utc_text(v)); }
    void field(const Setting& s, Bytes& v) override { add(s, "size", text_of(v), "B"); }
    void field(const Setting& s, Share& v) override { add(s, "share", text_of(v)); }
    void field(const Setting& s, RequestRate& v) override { add(s, "rate", text_of(v), "/s"); }
    void field(const Setting& s, std::vector<double>&) override { add(s, "list of numbers", ""); }
    void field(const Setting& s, std::optional<Amount>& v) override {
        add(s, "number or share", v ? text_of(*v) : "");
    }
    void field(const Setting& s, std::vector<std::string>&) override {
        add(s, "list of texts", "");
    }
    void field(const Setting& s, Choice v) override {
        add(s, fmt::format("one of {}", fmt::join(v.words, ", ")), v.chosen);
    }
    void field(const Setting& s, PlugIn v) override {
        add(s, fmt::format("{{ {} = one of {} }}", v.selector, fmt::join(v.catalog.names(), ", ")),
            v.chosen);
    }
    void group(const Setting& s, const Members& members) override {
        nested(std::string(s.name), members);
    }
    void named(const Setting& s, const std::vector<std::string>&,
               const NamedMember& member) override {
        nested(fmt::format("{}.NAME", s.name),
               [&](SettingsVisitor& inner) { member("NAME", inner); });
    }
    void list(const Setting& s, std::size_t, const Element& element) override {
        nested(fmt::format("{}[]", s.name), [&](SettingsVisitor& inner) { element(0, inner); });
    }
    bool given(std::string_view) const override { return true; }
    void reject(std::string_view, std::string, std::string) override {}

    Json settings = Json::array();

private:
    void add(const Setting& setting, std::string type, const std::string& initial,
             std::string_view unit = "") {
        Json one{{"name", prefix_ + std::string(setting.name)},
                 {"type", std::move(type)},
                 {"help", setting.help}};
        if (setting.required)
            one["required"] = true;
        else
            one["default"] = initial;
        if (setting.highest < std::numeric_limits<double>::max()) {
            one["range"] =
                fmt::format("{:.10g}{} to {:.10g}{}", setting.lowest, unit, setting.highest, unit);
        }
        if (!setting.source.empty()) one["source"] = setting.source;
        settings.push_back(std::move(one));
    }
    void nested(const std::string& name, const Members& members) {
        SettingsLister inner(prefix_ + name + ".");
        members(inner);
        for (Json& one : inner.settings) settings.push_back(std::move(one));
    }

    std::string prefix_;
};

Json settings_of(Configurable& configurable) {
    SettingsLister lister;
    configurable.settings(lister);
    return std::move(lister.settings);
}

struct Group {
    const char* name;
    const char* where;  // in a scenario
    const CatalogBase& catalog;
};

std::vector<Group> groups() {
    return {{"admission", "model.admission", Catalog<AdmissionKind>::instance()},
            {"workloads", "workloads.NAME", Catalog<WorkloadKind>::instance()},
            {"arrivals", "workloads.NAME.arrivals.shape", Catalog<ArrivalShape>::instance()},
            {"keys", "workloads.NAME.keys.distribution", Catalog<KeyDistribution>::instance()},
            {"sizes", "workloads.NAME.sizes.distribution", Catalog<ItemSizes>::instance()},
            {"formats", "workloads.NAME.replay.format", Catalog<TraceFormat>::instance()},
            {"clients", "workloads.NAME.client.retry", Catalog<RetryMode>::instance()},
            {"scaling", "tables.NAME.scaling.policy", Catalog<ScalingPolicyKind>::instance()}};
}

Json scenario_settings() {
    Scenario scenario;
    // One of each, so that their settings are seen.
    scenario.tables["NAME"].name = "NAME";
    WorkloadSpec& workload = scenario.workloads["NAME"];
    workload.kind = "synthetic";
    workload.workload = Catalog<WorkloadKind>::instance().make("synthetic");
    return settings_of(scenario);
}

// A book's "settings" are its prices.
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

Json everything() {
    Json all = Json::object();
    for (const std::string& name : era_names()) {
        Era era = *era_named(name);
        all["eras"][name] = {{"help", fmt::format("DynamoDB as of {}, {}", name, era.admission)},
                             {"settings", settings_of(era)}};
    }
    for (const Group& group : groups()) {
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

void print_settings(const Json& settings) {
    for (const Json& one : settings) {
        const std::string initial = one.contains("default")
                                        ? fmt::format("= {}", one["default"].get<std::string>())
                                        : "required";
        fmt::print("      {:<34} {:<22} {}\n", one["name"].get<std::string>(), initial,
                   one["help"].get<std::string>());
        fmt::print("      {:<34} {}{}\n", "", one["type"].get<std::string>(),
                   one.contains("range") ? ", " + one["range"].get<std::string>() : "");
        if (one.contains("source"))
            fmt::print("      {:<34} source: {}\n", "", one["source"].get<std::string>());
    }
}

ExitCode list(const std::string& wanted, bool with_settings, bool json) {
    const Json all = everything();
    if (!wanted.empty() && !all.contains(wanted)) {
        std::vector<std::string> known;
        for (const auto& [name, entries] : all.items()) known.push_back(name);
        return print_errors({Error{ExitCode::usage,
                                   5,
                                   {.file = "list"},
                                   fmt::format("there is no list of \"{}\"", printable(wanted)),
                                   fmt::format("known: {}", fmt::join(known, ", "))}},
                            json);
    }
    if (json) {
        fmt::print("{}\n", written_json(wanted.empty() ? all : all[wanted]));
        return ExitCode::done;
    }
    for (const auto& [name, entries] : all.items()) {
        if (!wanted.empty() && name != wanted) continue;
        fmt::print("{}\n", name);
        for (const auto& [entry, about] : entries.items()) {
            fmt::print("  {:<18} {}\n", entry, about["help"].get<std::string>());
            if (with_settings) print_settings(about["settings"]);
        }
    }
    if (!with_settings)
        fmt::print(
            "\nisotherm list NAME --settings shows every setting with its default, range and "
            "source.\n");
    return ExitCode::done;
}

}  // namespace

void add_list_command(CLI::App& app, ExitCode& result) {
    struct Options {
        std::string wanted;
        bool settings = false;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(
        "list", "List eras, key distributions, arrival shapes, formats, clients, …");
    command->add_option("group", options->wanted, "Only this group, such as keys or formats");
    command->add_flag("--settings", options->settings,
                      "With every setting: default, range, source");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback(
        [options, &result] { result = list(options->wanted, options->settings, options->json); });
}

}  // namespace isotherm
