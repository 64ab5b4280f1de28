// isotherm check: reads a scenario, says what it resolves to and what will obviously throttle.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/scenario_options.h"
#include "engine/run/demand_sample.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

struct CheckOptions {
    ScenarioOptions scenario;
    bool json = false;
    bool resolved = false;
};

nlohmann::ordered_json check_json(const Scenario& scenario, const DemandSample& sample) {
    nlohmann::ordered_json json{{"ok", true},
                                {"name", scenario.name},
                                {"tables", nlohmann::ordered_json::object()},
                                {"sampled_requests", sample.requests},
                                {"sampled_s", in_seconds(sample.sampled)},
                                {"warnings", demand_warnings(sample)},
                                {"resolved", resolved_text(scenario)}};
    for (const TableDemand& table : sample.tables) {
        nlohmann::ordered_json& of_table = json["tables"][table.name.table];
        nlohmann::ordered_json& one =
            table.name.is_index() ? of_table["indexes"][table.name.index] : of_table;
        one["partitions"] = table.partitions;
        for (std::size_t side = 0; side < side_count; ++side) {
            const SideDemand& demand = table.sides[side];
            one[std::string(side_names[side])] = {
                {"partition_limit_units_per_second", table.share[side].in_units_per_second()},
                {"demand_units_per_second", demand.units_per_second},
                {"hottest_partition", demand.hottest_partition},
                {"hottest_partition_units_per_second", demand.hottest_partition_units},
                {"hottest_key", printable(demand.hottest_key)},
                {"hottest_key_units_per_second", demand.hottest_key_units}};
        }
    }
    return json;
}

void print_check(const Scenario& scenario, const DemandSample& sample,
                 const CheckOptions& options) {
    fmt::print("{} is a valid scenario: {} table{}, {} workload{}, {}\n", options.scenario.file,
               scenario.tables.size(), scenario.tables.size() == 1 ? "" : "s",
               scenario.workloads.size(), scenario.workloads.size() == 1 ? "" : "s",
               text_of(scenario.duration));
    if (options.resolved) fmt::print("\n{}\n", resolved_text(scenario));
    fmt::print("Looked at the first {} requests ({}).\n\n",
               grouped(static_cast<std::int64_t>(sample.requests)),
               clock_text(SimTime(std::chrono::floor<std::chrono::seconds>(sample.sampled))));
    fmt::print("{:<20} {:>10} {:<6} {:>14} {:>12} {:>18}  {}\n", "table", "partitions", "side",
               "a partition may", "demand", "hottest partition", "hottest key");
    for (const TableDemand& table : sample.tables) {
        for (std::size_t side = 0; side < side_count; ++side) {
            const SideDemand& demand = table.sides[side];
            const std::string hottest =
                demand.units_per_second == 0
                    ? "-"
                    : fmt::format("P{} {:>9}/s", demand.hottest_partition,
                                  grouped(demand.hottest_partition_units, 1));
            const std::string key = demand.hottest_key.empty()
                                        ? "-"
                                        : fmt::format("{} {}/s", printable(demand.hottest_key),
                                                      grouped(demand.hottest_key_units, 1));
            fmt::print("{:<20} {:>10} {:<6} {:>13}/s {:>10}/s {:>18}  {}\n",
                       side == 0 ? table.name.label() : "",
                       side == 0 ? grouped(static_cast<std::int64_t>(table.partitions)) : "",
                       side_names[side], grouped(table.share[side].in_units_per_second(), 2),
                       grouped(demand.units_per_second, 1), hottest, key);
        }
    }
    for (const std::string& warning : demand_warnings(sample))
        fmt::print("\nwarning: {}\n", warning);
}

ExitCode check(const CheckOptions& options) {
    auto scenario = read_scenario(options.scenario);
    if (!scenario.ok()) return print_errors(scenario.errors(), options.json);
    auto sample = sample_demand(scenario.value());
    if (!sample.ok()) return print_errors(sample.errors(), options.json);
    if (options.json)
        fmt::print("{}\n", check_json(scenario.value(), sample.value()).dump(2));
    else
        print_check(scenario.value(), sample.value(), options);
    return ExitCode::done;
}

}  // namespace

void add_check_command(CLI::App& app, ExitCode& result) {
    auto options = std::make_shared<CheckOptions>();
    CLI::App* command =
        app.add_subcommand("check", "Check a scenario: resolved settings, partitions, hot shares");
    add_scenario_options(*command, options->scenario);
    command->add_flag("--resolved", options->resolved,
                      "Also print every setting as it will be used");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &result] { result = check(*options); });
}

}  // namespace isotherm
