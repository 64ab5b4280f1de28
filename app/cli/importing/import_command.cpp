// SPDX-License-Identifier: Apache-2.0
// isotherm import: makes a scenario of what an engineer has: table descriptions, templates, scaling
// policies, metrics, reports of hot keys and logs.

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/importing/import_files.h"
#include "app/cli/importing/import_fit.h"
#include "app/cli/importing/option_values.h"
#include "app/cli/progress.h"
#include "app/cli/usage.h"
#include "app/report/made_import.h"
#include "engine/recording/output_file.h"
#include "engine/vocabulary/json_text.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/time_reader.h"
#include "workloads/imports/import_format.h"
#include "workloads/imports/written/import_json.h"
#include "workloads/imports/imported_plan.h"
#include "workloads/imports/written/scenario_text.h"

namespace isotherm {
namespace {

struct ImportCommand {
    std::vector<std::string> files;
    std::string output;
    std::vector<std::string> parameters;
    std::string from;
    std::string to;
    std::string period;
    std::string mapping;
    ImportOptions options;
    bool json = false;
    bool strict = false;
    bool list = false;
    bool fit = false;
};

Result<WallTime> time_option(const std::string& name, const std::string& text) {
    if (const auto day = read_day(text)) return WallTime(*day);
    const TimeRead read = read_time(text);
    if (read.ok()) return read.time;
    return usage_error(ErrorNumber::bad_option, "import",
                       fmt::format("{} is \"{}\"; expected {}", name, printable(text), time_form),
                       fmt::format("write {} 2026-11-16T00:00:00Z", name));
}

Errors settle_times(ImportCommand& command) {
    for (const auto& [name, text, into] :
         {std::tuple{"--from", &command.from, &command.options.from},
          std::tuple{"--to", &command.to, &command.options.to}}) {
        if (text->empty()) continue;
        const auto time = time_option(name, *text);
        if (!time.ok()) return time.errors();
        *into = time.value();
    }
    const ImportOptions& options = command.options;
    if (options.from && options.to && *options.to <= *options.from)
        return {usage_error(ErrorNumber::options_contradict, "import", "--to is not after --from",
                            "give a later time")};
    return {};
}

// `--parameter Stage=prod Units=3000 template.yaml`: what follows --parameter and has the form of a
// parameter is one, unless there is a file of that name.
void take_more_parameters(ImportCommand& command) {
    if (command.parameters.empty()) return;
    std::vector<std::string> files;
    for (std::string& name : command.files) {
        const std::size_t equals = name.find('=');
        const bool has_form = equals != std::string::npos && equals > 0;
        std::error_code ignored;
        const bool is_parameter = has_form && !std::filesystem::exists(name, ignored);
        (is_parameter ? command.parameters : files).push_back(std::move(name));
    }
    command.files = std::move(files);
}

// A parameter that no template asks for is a mistake: its name is misspelled, or its file missing.
Errors unused_parameters(const ImportParameters& parameters) {
    Errors errors;
    for (const std::string& name : parameters.unused())
        errors.push_back(
            usage_error(ErrorNumber::bad_option, "import",
                        fmt::format("no file asks for the parameter \"{}\"", printable(name)),
                        "remove it, or write the name as the template has it"));
    return errors;
}

Errors settle_options(ImportCommand& command) {
    take_more_parameters(command);
    if (auto errors = wrong_places(command.options); !errors.empty()) return errors;
    if (auto errors = take_mapping(command.mapping, command.options); !errors.empty())
        return errors;
    for (const std::string& text : command.parameters) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0)
            return {usage_error(
                ErrorNumber::bad_option, "import",
                fmt::format("--parameter is \"{}\"; expected NAME=VALUE", printable(text)),
                "write --parameter Stage=prod")};
        command.options.parameters.set(text.substr(0, equals), text.substr(equals + 1));
    }
    if (!command.period.empty()) {
        const auto period = parse_duration(command.period);
        if (!period || whole_seconds(*period) < 1)
            return {usage_error(ErrorNumber::bad_option, "import",
                                fmt::format("--period is \"{}\"; expected {}",
                                            printable(command.period), duration_form),
                                "write --period 5m")};
        command.options.period_s = whole_seconds(*period);
    }
    return settle_times(command);
}

void print_kinds() {
    const auto& catalog = Catalog<ImportFormat>::instance();
    for (const std::string& name : catalog.names())
        fmt::print("{:<22}{}\n", name, catalog.help(name));
}

void print_summary(const ImportedFacts& facts, const std::string& output) {
    for (const auto& [file, kind, used, skipped] : facts.sources) {
        fmt::print("{}: {}, {} used{}\n", printable(file), kind, used,
                   skipped > 0 ? fmt::format(", {} skipped", skipped) : "");
    }
    for (const auto& [path, value, why] : facts.assumed)
        fmt::print("assumed: {} = {} ({})\n", printable(path), printable(value), printable(why));
    for (const auto& [path, why] : facts.asks)
        fmt::print("ASK {}: {}\n", printable(path), printable(why));
    if (output.empty()) return;
    fmt::print("\nwrote {}; next: {}isotherm run {}\n", output,
               facts.asks.empty() ? "" : "answer the ASK lines first, then ", output);
}

// --strict: shows the questions that are open, and writes nothing.
ExitCode refuse_open_questions(const ImportCommand& command, const ImportedFacts& facts,
                               const ImportPlan& plan) {
    if (command.json) {
        fmt::print("{}\n", written_json(import_json(facts, plan, "")));
    } else {
        print_summary(facts, "");
        fmt::print("\nnothing was written: --strict, and {} question{} open\n", facts.asks.size(),
                   facts.asks.size() == 1 ? " is" : "s are");
    }
    return ExitCode::bad_scenario;
}

// The remarks of what --fit chose stand in the scenario as well.
Errors write_scenario(const ImportCommand& command, ImportedFacts& facts, const ImportPlan& plan,
                      const ImportFit& fit) {
    for (const FittedUnknown& unknown : fit.unknowns)
        facts.remarks.push_back(
            fmt::format("chosen by --fit: {}: {}{}", unknown.name, unknown.value,
                        unknown.as_good.size() > 1
                            ? fmt::format(" (as good: {})", fmt::join(unknown.as_good, "; "))
                            : std::string(" (the others fit less well)")));
    return write_import(facts, plan, {command.output, command.files, [&](std::string text) {
                                          return with_fit(std::move(text), fit);
                                      }});
}

// --fit: runs the scenario with other values of what no file says.
Result<ImportFit> chosen_by_fit(const ImportCommand& command, const ImportedFacts& facts,
                                const ImportPlan& plan, const PastMetrics& past) {
    if (!command.fit) return ImportFit{};
    if (past.series.empty())
        return usage_error(ErrorNumber::options_contradict, "import",
                           "--fit needs metrics of consumed units, and no file has any",
                           "add the output of aws cloudwatch get-metric-data");
    catch_interrupts();
    ImportedFacts copy = facts;
    const std::string text = imported_scenario(copy, plan, "").text;
    CountLine line(!command.json);
    auto fit = fit_unknowns(
        text, plan, past, [] { return interrupted_by().has_value(); },
        [&](std::size_t runs, std::size_t most) { line.show(runs, most, "runs"); });
    if (fit.ok() && interrupted_by())
        return Error{ExitCode::interrupted,
                     ErrorNumber::output_failed,
                     {.file = "import"},
                     "stopped; nothing was written",
                     "start it again, or leave out --fit"};
    return fit;
}

nlohmann::ordered_json fit_json(const ImportFit& fit) {
    nlohmann::ordered_json unknowns = nlohmann::ordered_json::array();
    for (const FittedUnknown& unknown : fit.unknowns) {
        nlohmann::ordered_json tried = nlohmann::ordered_json::array();
        for (const auto& [value, distance] : unknown.distances)
            tried.push_back({{"value", value}, {"distance", distance}});
        unknowns.push_back({{"name", unknown.name},
                            {"value", unknown.value},
                            {"as_good", unknown.as_good},
                            {"tried", tried}});
    }
    return {{"distance_before", fit.distance_before},
            {"distance", fit.distance},
            {"noise", fit.noise},
            {"runs", fit.runs},
            {"unknowns", unknowns}};
}

void print_fit(const ImportFit& fit) {
    if (fit.runs == 0) return;
    fmt::print(
        "\nfit: distance to the recorded metrics {:.3f}, {:.3f} before; other seeds differ by "
        "{:.3f}; {} runs\n",
        fit.distance, fit.distance_before, fit.noise, fit.runs);
    for (const FittedUnknown& unknown : fit.unknowns)
        fmt::print("  {}: {}{}\n", unknown.name, unknown.value,
                   unknown.as_good.size() > 1
                       ? fmt::format("; not told apart: {}", fmt::join(unknown.as_good, "; "))
                       : std::string("; all other values fit less well"));
}

ExitCode import(ImportCommand& command) {
    if (command.list) {
        print_kinds();
        return ExitCode::done;
    }
    if (auto errors = settle_options(command); !errors.empty())
        return print_errors(errors, command.json);
    end_at_interrupts("import: stopped; nothing was written\n");
    if (!command.output.empty()) {
        if (auto errors = check_output(command.output, command.files); !errors.empty())
            return print_errors(errors, command.json);
    }
    ImportedFacts facts;
    if (auto errors = read_import_files(command.files, command.options, facts); !errors.empty())
        return print_errors(errors, command.json);
    if (auto errors = unused_parameters(command.options.parameters); !errors.empty())
        return print_errors(errors, command.json);
    if (auto errors = unknown_table(facts, command.options); !errors.empty())
        return print_errors(errors, command.json);
    const ImportPlan plan = import_plan(facts, command.options);
    if (const auto error = nothing_to_write(facts)) return print_errors({*error}, command.json);
    ImportedFacts all = facts;  // with what comes up while the scenario is written
    if (const WholeImport whole = whole_import(all, plan); !whole.errors.empty())
        return print_errors(whole.errors, command.json);
    if (command.strict && !all.asks.empty()) {
        facts.asks = std::move(all.asks);
        return refuse_open_questions(command, facts, plan);
    }
    const PastMetrics past = imported_past(facts, plan);
    const auto fit = chosen_by_fit(command, facts, plan, past);
    if (!fit.ok()) return print_errors(fit.errors(), command.json);
    if (command.output.empty()) {
        const ImportedScenario scenario = imported_scenario(facts, plan, "");
        if (!command.json) fmt::print("{}", with_fit(scenario.text, fit.value()));
    } else if (auto errors = write_scenario(command, facts, plan, fit.value()); !errors.empty()) {
        return print_errors(errors, command.json);
    }
    if (command.json) {
        auto json = import_json(facts, plan, command.output);
        if (command.fit) json["fit"] = fit_json(fit.value());
        fmt::print("{}\n", written_json(json));
    } else if (!command.output.empty()) {
        print_summary(facts, command.output);
        print_fit(fit.value());
    }
    return ExitCode::done;
}

}  // namespace

void add_import_command(CLI::App& app, ExitCode& result) {
    auto command = std::make_shared<ImportCommand>();
    CLI::App* sub = app.add_subcommand(
        "import", "Make a scenario of table descriptions, templates, metrics and logs");
    sub->footer(
        "Example: isotherm import describe.json policies.json cloudwatch.json -o orders.toml\n"
        "Any mix of files and folders; what each is shows in its content. Several sources refine "
        "each other.");
    sub->add_option("files", command->files, "Files and folders to import; \"-\": standard input")
        ->type_name("FILE");
    sub->add_option("-o,--out", command->output,
                    "Scenario to write; without it, it is printed to standard output")
        ->type_name("FILE");
    ImportOptions& options = command->options;
    sub->add_option("--table", options.table,
                    "Only this table; also the table of files that name none");
    sub->add_option("--index", options.index, "The global index of files that name none");
    sub->add_option("--from", command->from, "Start of the run and of what is imported")
        ->type_name("TIME");
    sub->add_option("--to", command->to, "End of the run and of what is imported")
        ->type_name("TIME");
    sub->add_option("--parameter", command->parameters, "Parameters of a template, one or several")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false);
    sub->add_option("--region", options.region, "AWS Region of a template and of a global table");
    sub->add_option("--metric", options.metric, "CloudWatch metric of files that name none");
    sub->add_option("--period", command->period, "Period of metrics that do not show it")
        ->type_name("DURATION");
    sub->add_option("--zone", options.zone,
                    "Time zone of times without one, such as Europe/Berlin");
    sub->add_option(
           "--map", command->mapping,
           "Members of JSON lines of any program: time, key, operation, size, table, index")
        ->type_name("PART=MEMBER,…");
    sub->add_option("--rule", options.rule, "Name of a Contributor Insights rule");
    sub->add_option("--attempts", options.attempts, "Tries of the callers; default: 3 are assumed")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{100}));
    sub->add_flag("--fit", command->fit,
                  "Run the scenario with other values of what no file says (skew of keys, course "
                  "within a minute, burst at the start, partitions), and write those that fit the "
                  "metrics best");
    sub->add_flag("--strict", command->strict,
                  "Write nothing and exit with code 78 while a question is open");
    sub->add_flag("--list", command->list, "Print what can be imported, with the commands");
    sub->add_flag("--json", command->json, "Print JSON");
    sub->callback([command, &result] {
        if (command->files.empty() && !command->list) {
            result = print_errors(
                {usage_error(ErrorNumber::bad_option, "import", "no file is named",
                             "name one: isotherm import describe.json -o orders.toml")},
                command->json);
            return;
        }
        result = import(*command);
    });
}

}  // namespace isotherm
