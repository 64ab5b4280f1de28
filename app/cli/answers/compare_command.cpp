// SPDX-License-Identifier: Apache-2.0
// isotherm compare: shows how the results of B differ from those of A, table by table, and whether
// the difference is more than chance. A and B are scenarios or stored runs.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/answers/compared.h"
#include "app/cli/command.h"
#include "app/cli/progress.h"
#include "app/cli/usage.h"
#include "app/report/bundles/bundle.h"
#include "app/report/comparison_text.h"
#include "app/report/english.h"
#include "engine/insight/run_comparison.h"
#include "engine/run/seed_comparison.h"
#include "engine/vocabulary/json_text.h"

namespace isotherm {
namespace {

struct CompareOptions {
    ScenarioOptions a;
    std::string b;
    std::vector<std::string> b_sets;
    std::size_t seeds = compared_seeds;
    std::string bundle;
    bool no_worse = false;
    bool json = false;
};

ScenarioOptions options_of_b(const CompareOptions& options) {
    return {options.b.empty() ? options.a.file : options.b, options.b_sets, options.a.seed};
}

// What makes the two not quite alike; sentences.
std::vector<std::string> notes_of(const Compared& a, const Compared& b) {
    std::vector<std::string> notes;
    for (const Compared* one : {&a, &b})
        if (one->stored)
            notes.insert(notes.end(), one->stored->notes.begin(), one->stored->notes.end());
    const std::vector<std::string> unlike = unlike_notes(
        {a.scenario(), a.seconds()}, {b.scenario(), b.seconds()}, a.stored || b.stored);
    notes.insert(notes.end(), unlike.begin(), unlike.end());
    return notes;
}

constexpr std::size_t differences_shown = 10;

void print_text(const std::vector<std::string>& notes, const std::vector<std::string>& different,
                const ComparedRun& first_a, const ComparedRun& first_b,
                const Comparison& comparison) {
    for (std::size_t d = 0; d < std::min(different.size(), differences_shown); ++d)
        fmt::print("B: {}\n", printable(different[d]));
    if (different.size() > differences_shown)
        fmt::print("B: and {} more\n", different.size() - differences_shown);
    for (const std::string& note : notes) fmt::print("{}\n", note);
    // The sentences are about one run; all else is about the means.
    if (comparison.pairs() > 1) fmt::print("With the first seed alone:\n");
    for (const Message& sentence : compared(first_a.all, first_b.all))
        fmt::print("{}\n", english(sentence));
    if (comparison.pairs() > 1) fmt::print("{}\n", english(verdict(comparison.throttled_share)));
    fmt::print("\n{}\n{}\n", comparison_table(comparison),
               comparison_sentence(comparison, different));
}

BundleSource source_of(const ScenarioOptions& options, const Compared& compared) {
    BundleSource source;
    if (compared.stored) {
        const StoredRun& stored = compared.stored->stored;
        source = {.label = stored.recording.name,
                  .scenario_text = stored.identity.scenario_text,
                  .scenario_file = "",
                  .seed = stored.identity.seed,
                  .seconds = stored.recording.seconds(),
                  .fingerprint = stored.identity.fingerprint,
                  .run = options.file};
        return source;
    }
    const Scenario& scenario = *compared.written;
    // --set makes it another scenario than its file has.
    source = {.label = scenario.name,
              .scenario_text = options.sets.empty() ? scenario.text : resolved_text(scenario),
              .scenario_file = options.file,
              .seed = scenario.seed,
              .seconds = compared.seconds(),
              .fingerprint = "",
              .run = ""};
    return source;
}

// Writes A, B and how they differ with the first seed as one file for the window.
Errors keep_bundle(const CompareOptions& options, const BundleSource& a, const BundleSource& b,
                   const ComparedRun& first_a, const ComparedRun& first_b) {
    BundleContent content{.document = {}, .a = a, .b = b, .thumbnail = ""};
    content.document.title = a.label == b.label ? a.label : a.label + ", " + b.label;
    content.document.sentence = compared(first_a.all, first_b.all);
    const auto written =
        write_bundle(options.bundle, content, [] { return interrupted_by().has_value(); });
    if (!written.ok()) return written.errors();
    if (written.value() && !options.json) fmt::print("{}\n", *written.value());
    return {};
}

ExitCode compare_runs(const CompareOptions& options, const Compared& a, const Compared& b,
                      const std::vector<std::string>& different) {
    const std::int64_t seconds = std::min(a.seconds(), b.seconds());
    if (seconds <= 0)
        return print_errors({usage_error(ErrorNumber::why_not_there, "compare",
                                         "A and B have no second in common: a run recorded nothing",
                                         "compare runs that got further")},
                            options.json);
    // A stored run is one run of one seed.
    const std::size_t pairs = a.stored || b.stored ? 1 : options.seeds;
    std::vector<ComparedRun> of_a, of_b;
    for (std::size_t pair = 0; pair < pairs; ++pair) {
        for (const auto& [one, runs] : {std::pair{&a, &of_a}, std::pair{&b, &of_b}}) {
            auto run = run_of(*one, pair, seconds);
            if (!run.ok()) return print_errors(run.errors(), options.json);
            if (!run.value()) return ExitCode::interrupted;
            runs->push_back(std::move(*run.value()));
        }
    }
    const Comparison comparison = comparison_of(of_a, of_b);
    const std::vector<std::string> notes = notes_of(a, b);
    if (options.json) {
        auto json = comparison_json(comparison, different);
        json["notes"] = notes;
        fmt::print("{}\n", written_json(json));
    } else {
        print_text(notes, different, of_a.front(), of_b.front(), comparison);
    }
    if (!options.bundle.empty()) {
        const Errors errors =
            keep_bundle(options, source_of(options.a, a), source_of(options_of_b(options), b),
                        of_a.front(), of_b.front());
        if (!errors.empty()) return print_errors(errors, options.json);
        if (interrupted_by()) return ExitCode::interrupted;
    }
    return options.no_worse && comparison.worse() ? ExitCode::limit_broken : ExitCode::done;
}

ExitCode compare(const CompareOptions& options) {
    catch_interrupts();
    const auto a = read_compared(options.a);
    if (!a.ok()) return print_errors(a.errors(), options.json);
    const auto b = read_compared(options_of_b(options));
    if (!b.ok()) return print_errors(b.errors(), options.json);
    const Scenario *of_a = a.value().scenario(), *of_b = b.value().scenario();
    std::vector<std::string> different;
    if (of_a != nullptr && of_b != nullptr) {
        different = differences(*of_a, *of_b);
        // A stored run may be of another version of the program, or of other inputs.
        if (different.empty() && !options.json && options.bundle.empty() && !a.value().stored &&
            !b.value().stored) {
            fmt::print("B is the same scenario as A, so it gives the same run.\n");
            return ExitCode::done;
        }
    }
    return compare_runs(options, a.value(), b.value(), different);
}

}  // namespace

void add_compare_command(CLI::App& app, ExitCode& result) {
    auto options = std::make_shared<CompareOptions>();
    CLI::App* command = app.add_subcommand(
        "compare", "Show how B's results differ from A's, checked with ten seeds");
    add_scenario_options(*command, options->a);
    command->get_option("scenario")->description("A: scenario file (TOML), or the folder of a run");
    command->add_option("b", options->b, "B, likewise; default: A, changed by --set-b");
    command->add_option("--set-b", options->b_sets, "The same as --set, for B")
        ->allow_extra_args(false);
    command->add_option("--seeds", options->seeds, "Pairs of runs; default: 10")
        ->check(CLI::Range(1, 1'000));
    command->add_option("--bundle", options->bundle,
                        "Write A, B and both runs as one document for the window, NAME.isotherm");
    command->add_flag("--no-worse", options->no_worse,
                      "Exit with 3 if B throttles a clearly larger share than A");
    command->add_flag("--json", options->json, "Print the comparison as JSON");
    command->callback([options, &result] { result = compare(*options); });
}

}  // namespace isotherm
