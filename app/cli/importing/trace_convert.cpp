// SPDX-License-Identifier: Apache-2.0
#include "app/cli/importing/trace_convert.h"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/importing/simulated_rows.h"
#include "app/cli/importing/trace_inputs.h"
#include "app/cli/progress.h"
#include "app/cli/scenario_options.h"
#include "app/cli/usage.h"
#include "engine/recording/output_file.h"
#include "engine/vocabulary/json_text.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/spelling.h"
#include "workloads/recorded/joined_reader.h"
#include "workloads/recorded/written/compressed_text.h"
#include "workloads/recorded/written/conversion.h"

namespace isotherm {
namespace {

struct ConvertOptions {
    TraceInputs inputs;
    std::string output;
    std::string to;
    std::string table;  // of a scenario
    std::string seed;   // of a scenario
    std::string max_disorder;
    bool sort = false;
    bool json = false;

    bool simulates() const {
        return inputs.files.size() == 1 && inputs.files.front().ends_with(".toml");
    }
};

// The rows that come in, with what they need to be read.
struct Incoming {
    OpenTrace trace;
    std::optional<Scenario> scenario;
};

Error bad_option(std::string what, std::string fix) {
    return usage_error(ErrorNumber::bad_option, "trace convert", std::move(what), std::move(fix));
}

Result<const WritableFormat*> chosen_format(const ConvertOptions& options) {
    std::vector<std::string> known;
    for (const WritableFormat& format : writable_formats()) known.emplace_back(format.name);
    if (!options.to.empty()) {
        if (const auto* format = writable_format(options.to)) return format;
        return bad_option(
            fmt::format("--to is \"{}\", which cannot be written", printable(options.to)),
            suggestion_text(options.to, known));
    }
    const std::string_view of_name = format_of_name(options.output);
    if (!of_name.empty()) return writable_format(of_name);
    return bad_option(
        fmt::format("the name \"{}\" does not say the format", printable(options.output)),
        fmt::format("add --to and one of {}", fmt::join(known, ", ")));
}

Result<ConversionOrder> chosen_order(const ConvertOptions& options) {
    ConversionOrder order;
    order.sort = options.sort;
    if (options.max_disorder.empty()) return order;
    order.max_disorder = parse_duration(options.max_disorder);
    if (order.max_disorder) return order;
    return bad_option(fmt::format("--max-disorder is \"{}\"; expected {}",
                                  printable(options.max_disorder), duration_form),
                      "write --max-disorder 5s");
}

Errors open_scenario(const ConvertOptions& options, Incoming& in) {
    auto scenario = read_scenario(
        {options.inputs.files.front(), options.inputs.further_settings, options.seed});
    if (!scenario.ok()) return scenario.errors();
    in.scenario = std::move(scenario.value());
    in.trace.names = std::make_unique<KeyNames>(KeyNames::Keep::all);
    auto rows = simulated_rows(*in.scenario, options.table, *in.trace.names,
                               [] { return interrupted_by().has_value(); });
    if (!rows.ok()) return rows.errors();
    in.trace.reader = std::move(rows.value());
    in.trace.format = "a simulated run";
    return {};
}

Errors open_rows(const ConvertOptions& options, Incoming& in) {
    if (options.simulates()) return open_scenario(options, in);
    for (const auto& [name, given] : {std::pair{"--table", !options.table.empty()},
                                      std::pair{"--seed", !options.seed.empty()}}) {
        if (given)
            return {bad_option(fmt::format("{} is for a scenario", name),
                               "remove it, or name a scenario.toml as the input")};
    }
    auto trace = open_trace_inputs(options.inputs);
    if (!trace.ok()) return trace.errors();
    in.trace = std::move(trace.value());
    return {};
}

// What the format must have and the rows do not.
std::optional<Error> missing(const WritableFormat& format, const TraceTraits& traits) {
    const bool times = format.needs_times && traits.stamps == Stamps::none;
    const bool sizes = format.needs_sizes && !traits.has_sizes;
    if (!times && !sizes) return std::nullopt;
    return bad_option(fmt::format("the rows have no {}, and the format {} has",
                                  times ? "times" : "sizes", format.name),
                      times
                          ? "write --to csv, isotherm, orm or ycsb"
                          : "write --to csv or isotherm, or give sizes: --set constant_size=1000");
}

void print_facts(const ConvertOptions& options, const Incoming& in, const WritableFormat& format,
                 const ConvertedRows& converted, const TraceWriter& writer) {
    const std::string settings = writer.settings();
    const auto losses = writer.losses();
    const BadLines bad = in.trace.reader->bad_lines();
    if (options.json) {
        nlohmann::ordered_json json{{"from", in.trace.format},
                                    {"to", format.name},
                                    {"output", options.output},
                                    {"rows", converted.rows},
                                    {"moved_forward", converted.moved},
                                    {"bad_lines", bad.count},
                                    {"losses", losses},
                                    {"replay_settings", settings}};
        fmt::print(stderr, "{}", options.output == "-" ? written_json(json) + "\n" : "");
        if (options.output != "-") fmt::print("{}\n", written_json(json));
        return;
    }
    std::FILE* out = options.output == "-" ? stderr : stdout;
    fmt::print(out, "{}: {} rows from {} to {}\n", options.output,
               grouped(static_cast<std::int64_t>(converted.rows)), in.trace.format, format.name);
    if (converted.moved > 0)
        fmt::print(out, "{} rows were moved forward\n",
                   grouped(static_cast<std::int64_t>(converted.moved)));
    if (bad.count > 0)
        fmt::print(out, "{} lines were skipped\n", grouped(static_cast<std::int64_t>(bad.count)));
    for (const std::string& loss : losses) fmt::print(out, "lost: {}\n", loss);
    fmt::print(out, "to replay it: replay = {{ file = \"{}\", format = \"{}\"{}{} }}\n",
               options.output, format.name, settings.empty() ? "" : ", ", settings);
}

// Converts into `take`; a signal ends it.
Result<ConvertedRows> convert_into(const ConvertOptions& options, Incoming& in, TraceWriter& writer,
                                   const ConversionOrder& order, const WritePiece& write) {
    const auto compressor = compressor_for(options.output);
    std::string stored;
    auto converted = convert_rows(*in.trace.reader, *in.trace.names, options.inputs.name(), writer,
                                  order, [&](std::string_view text) {
                                      stored.clear();
                                      compressor->add(text, stored);
                                      return write(stored) && !interrupted_by();
                                  });
    if (!converted.ok()) return converted;
    stored.clear();
    compressor->end(stored);
    write(stored);
    return converted;
}

Error stopped_error() {
    const bool by_user = interrupted_by() == SIGINT;
    return {by_user ? ExitCode::interrupted : ExitCode::terminated,
            ErrorNumber::output_failed,
            {.file = "trace convert"},
            "stopped; nothing was written",
            "start it again"};
}

ExitCode convert(ConvertOptions& options) {
    catch_interrupts();
    options.inputs.audit = false;
    options.inputs.expand_counts = true;
    const auto format = chosen_format(options);
    if (!format.ok()) return print_errors(format.errors(), options.json);
    const auto order = chosen_order(options);
    if (!order.ok()) return print_errors(order.errors(), options.json);
    const auto files = files_meant(options.inputs.files);
    if (!files.ok()) return print_errors(files.errors(), options.json);
    Incoming in;
    if (auto errors = open_rows(options, in); !errors.empty())
        return print_errors(errors, options.json);
    const TraceTraits traits = in.trace.reader->traits();
    if (const auto error = missing(*format.value(), traits))
        return print_errors({*error}, options.json);
    const auto writer = format.value()->make(traits);
    ConvertedRows converted;
    const auto produce = [&](const WritePiece& write) -> Errors {
        auto rows = convert_into(options, in, *writer, order.value(), write);
        if (interrupted_by()) return {stopped_error()};
        if (!rows.ok()) return rows.errors();
        converted = rows.value();
        return {};
    };
    const Errors errors =
        options.output == "-" ? produce([](std::string_view piece) {
            return std::fwrite(piece.data(), 1, piece.size(), stdout) == piece.size();
        })
                              : write_pieces(options.output, produce, files.value());
    if (!errors.empty()) return print_errors(errors, options.json);
    print_facts(options, in, *format.value(), converted, *writer);
    return ExitCode::done;
}

}  // namespace

void add_trace_convert(CLI::App& trace, ExitCode& result) {
    auto options = std::make_shared<ConvertOptions>();
    CLI::App* command = trace.add_subcommand(
        "convert", "Write streams, or the requests of a scenario's run, in another format");
    command->footer(
        "Examples: isotherm trace convert logs/*.csv.gz -o all.isotherm\n"
        "          isotherm trace convert scenario.toml -o requests.csv.zst --table votes");
    add_trace_inputs(*command, options->inputs);
    command
        ->add_option("-o,--out", options->output,
                     "File to write; names ending in .gz and .zst are compressed; -: standard "
                     "output")
        ->type_name("FILE")
        ->required();
    command->add_option("--to", options->to,
                        "Format to write; default: by the output's name (.isotherm, .csv, .vscsi, "
                        ".trace, .oracleGeneral, .int32be)");
    command->add_flag("--sort", options->sort,
                      "Sort by time; sorted parts wait in temporary files");
    command->add_option("--max-disorder", options->max_disorder,
                        "Move rows forward whose time is earlier than that of a row before, by "
                        "this at most; default: rows stay as they are");
    command->add_option("--table", options->table, "Of a scenario: the table to log");
    command->add_option("--seed", options->seed, "Of a scenario: another seed");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &result] { result = convert(*options); });
}

}  // namespace isotherm
