// SPDX-License-Identifier: Apache-2.0
// isotherm sweep: runs a scenario with many values of its settings. isotherm merge: joins the parts
// of a sweep that ran on several machines.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "app/cli/command.h"
#include "app/cli/progress.h"
#include "app/cli/sweep_options.h"
#include "app/report/sweep_text.h"
#include "app/cli/usage.h"
#include "engine/run/sweep_store.h"
#ifdef ISOTHERM_HAS_PICTURES
#include "app/render/sweep_picture.h"
#endif
#include "engine/vocabulary/json_text.h"

namespace isotherm {
namespace {

// The results of a sweep, in a folder or only in memory.
class Results {
public:
    explicit Results(SweepDescription sweep) : sweep_(std::move(sweep)) {}

    Errors open(const std::string& folder) {
        if (folder.empty()) return {};
        auto store = SweepStore::open(folder, sweep_);
        if (!store.ok()) return store.errors();
        store_ = std::move(store.value());
        return {};
    }
    bool add(const SweepRun& run) {
        if (store_) return store_->add(run);
        runs_[run.number] = run;
        return true;
    }
    Errors finish() {
        if (!store_) return {};
        if (Errors errors = store_->failure(); !errors.empty()) return errors;
        return store_->finish();
    }
    const SweepRuns& runs() const { return store_ ? store_->runs() : runs_; }
    const SweepDescription& sweep() const { return sweep_; }

private:
    SweepDescription sweep_;
    std::unique_ptr<SweepStore> store_;
    SweepRuns runs_;
};

std::uint64_t runs_of(const SweepDescription& sweep) {
    return sweep.runs() / sweep.parts + (sweep.part < sweep.runs() % sweep.parts ? 1 : 0);
}

void simulate(const SweepPlan& plan, const SweepOptions& options, const SweepPart& part,
              Results& results) {
    // What an earlier call has finished is not changed while threads look at it.
    std::vector<bool> finished(plan.runs());
    for (const auto& [number, run] : results.runs()) finished[number] = true;
    const std::uint64_t wanted = runs_of(results.sweep());
    CountLine progress(!options.quiet && !options.json);
    SweepExecution how;
    how.threads =
        options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    how.part = part.part;
    how.parts = part.parts;
    how.finished = [&finished](std::uint64_t run) { return bool(finished[run]); };
    how.stopping = [] { return interrupted_by().has_value(); };
    how.done = [&](const SweepRun& run) {
        const bool stored = results.add(run);
        progress.show(results.runs().size(), wanted, "runs");
        return stored;
    };
    run_sweep(plan, how);
}

Errors check_plot(const std::string& path, std::size_t varied) {
    if (path.empty()) return {};
#ifdef ISOTHERM_HAS_PICTURES
    return check_sweep_picture(path, varied);
#else
    (void)varied;
    return {usage_error(ErrorNumber::plot_not_built, "--plot",
                        "this program was built without pictures",
                        "build it with -DISOTHERM_GUI=ON")};
#endif
}

Errors plot([[maybe_unused]] const std::string& path,
            [[maybe_unused]] const SweepDescription& sweep,
            [[maybe_unused]] const SweepRuns& runs) {
#ifdef ISOTHERM_HAS_PICTURES
    if (path.empty()) return {};
    const auto written = write_sweep_picture(path, {sweep, runs});
    if (!written.ok()) return written.errors();
#endif
    return {};
}

ExitCode print_results(const SweepDescription& sweep, const SweepRuns& runs, bool json) {
    if (json)
        fmt::print("{}\n", written_json(sweep_json(sweep, runs)));
    else
        fmt::print("{}", sweep_text(sweep, runs));
    const Errors errors = failure_of(runs);
    return errors.empty() ? ExitCode::done : print_errors(errors, json);
}

ExitCode sweep(const SweepOptions& options) {
    catch_interrupts();
    SweepPlan plan;
    if (const Errors errors = read_plan(options, plan); !errors.empty())
        return print_errors(errors, options.json);
    if (const Errors errors = check_plot(options.plot, plan.axes.size()); !errors.empty())
        return print_errors(errors, options.json);
    const auto part = read_part(options.part);
    if (!part.ok()) return print_errors(part.errors(), options.json);
    if (part.value().parts > 1 && options.out.empty())
        return print_errors({usage_error(ErrorNumber::bad_sweep_option, "--part",
                                         "a part needs a folder for its results",
                                         "add --out DIR, and merge the folders of all parts")},
                            options.json);
    const std::string name = plan.scenario_of(0).value().name;
    Results results(described(plan, name, part.value().part, part.value().parts));
    if (const Errors errors = results.open(options.out); !errors.empty())
        return print_errors(errors, options.json);
    simulate(plan, options, part.value(), results);
    Errors errors = results.finish();
    if (errors.empty()) errors = plot(options.plot, results.sweep(), results.runs());
    if (!errors.empty()) return print_errors(errors, options.json);
    const std::uint64_t wanted = runs_of(results.sweep());
    const std::uint64_t done = results.runs().size();
    const ExitCode code = print_results(results.sweep(), results.runs(), options.json);
    if (done == wanted) return code;
    fmt::print(stderr, "stopped after {} of {} runs{}\n", grouped(done), grouped(wanted),
               options.out.empty() ? "" : "; the same command continues");
    return interrupted_by() == SIGTERM ? ExitCode::terminated : ExitCode::interrupted;
}

Error merge_error(const std::string& folder, std::string what, std::string fix) {
    return {ExitCode::bad_trace,
            ErrorNumber::parts_do_not_fit,
            {.file = folder},
            std::move(what),
            std::move(fix)};
}

// Adds the runs of a part. `whole` describes the sweep of all parts.
Errors join(const std::string& folder, SweepDescription& whole, SweepRuns& runs) {
    auto read = SweepStore::read(folder);
    if (!read.ok()) return read.errors();
    auto& [sweep, found] = read.value();
    sweep.part = 0;
    sweep.parts = 1;
    if (whole.identity.empty()) whole = sweep;
    if (sweep.version != whole.version)
        return {merge_error(folder,
                            fmt::format("the part is from version {}, others from {}",
                                        printable(sweep.version), printable(whole.version)),
                            "run all parts with the same version")};
    if (sweep != whole)
        return {merge_error(folder, "the part is from another sweep",
                            "name the folders of one sweep only")};
    for (auto& [number, run] : found) {
        if (!runs.try_emplace(number, std::move(run)).second)
            return {merge_error(folder, fmt::format("run {} is in two parts", number),
                                "name the folder of every part once")};
    }
    return {};
}

struct MergeOptions {
    std::vector<std::string> folders;
    std::string out;
    std::string plot;
    bool json = false;
};

ExitCode merge(const MergeOptions& options) {
    SweepDescription whole;
    SweepRuns runs;
    for (const std::string& folder : options.folders) {
        if (const Errors errors = join(folder, whole, runs); !errors.empty())
            return print_errors(errors, options.json);
    }
    if (runs.size() < whole.runs()) {
        std::uint64_t missing = 0;
        while (runs.contains(missing)) ++missing;
        return print_errors(
            {merge_error(
                options.folders.front(),
                fmt::format("{} of {} runs are missing, the first is run {}",
                            grouped(whole.runs() - runs.size()), grouped(whole.runs()), missing),
                "name the folders of all parts, after each of them is complete")},
            options.json);
    }
    if (const Errors errors = check_plot(options.plot, whole.varied.size()); !errors.empty())
        return print_errors(errors, options.json);
    Results results(whole);
    if (const Errors errors = results.open(options.out); !errors.empty())
        return print_errors(errors, options.json);
    for (const auto& [number, run] : runs)
        if (!results.add(run)) break;
    Errors errors = results.finish();
    if (errors.empty()) errors = plot(options.plot, whole, results.runs());
    if (!errors.empty()) return print_errors(errors, options.json);
    return print_results(whole, results.runs(), options.json);
}

}  // namespace

void add_sweep_command(CLI::App& app, ExitCode& result) {
    auto options = std::make_shared<SweepOptions>();
    CLI::App* command =
        app.add_subcommand("sweep", "Run a scenario with many values of its settings");
    add_sweep_options(*command, *options);
    command->add_option("--plot", options->plot,
                        "Picture of all numbers, of one or two varied settings: .svg or .png");
    command->add_option("--part", options->part,
                        "Only part I of N, as 2/8, on one of several machines; see merge");
    command->add_option("--threads", options->threads, "Runs at a time; default: one per processor")
        ->check(CLI::Range(1, 1'024));
    command->add_flag("--json", options->json, "Print sweep.json instead of text");
    command->add_flag("-q,--quiet", options->quiet, "No progress line");
    command->callback([options, &result] { result = sweep(*options); });
}

void add_merge_command(CLI::App& app, ExitCode& result) {
    auto options = std::make_shared<MergeOptions>();
    CLI::App* command = app.add_subcommand("merge", "Join the parts of a sweep");
    command->add_option("parts", options->folders, "Folders that sweep --part wrote")->required();
    command->add_option("--out", options->out, "Folder for the joined results");
    command->add_option("--plot", options->plot, "Picture of all numbers: .svg or .png");
    command->add_flag("--json", options->json, "Print sweep.json instead of text");
    command->callback([options, &result] { result = merge(*options); });
}

}  // namespace isotherm
