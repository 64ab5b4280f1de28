// SPDX-License-Identifier: Apache-2.0
// isotherm plot: draws a heat map, a timeline or the units of calls from a run directory.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "engine/past/past_metrics.h"
#include "engine/recording/output_file.h"
#include "engine/recording/run_manifest.h"
#include "engine/scenario/scenario.h"
#include "engine/vocabulary/json_text.h"
#include "engine/vocabulary/quantity.h"

#ifdef ISOTHERM_HAS_PICTURES
#include "app/render/cards/card_picture.h"
#include "app/render/picture_file.h"
#include "app/report/run_directory/run_files.h"
#endif

namespace isotherm {
namespace {

struct PlotOptions {
    std::string run;  // a run directory, its run.sqlite or, with --what view, a scenario
    std::string out;
    std::string what = "heatmap";
    std::string table;
    std::string side;
    std::string from;
    std::string to;
    std::string theme = "dark";
    std::string past;  // metrics to draw behind a timeline; empty: past.csv of the run directory
    int width = 1920;
    int height = 1080;
    double scale = 1;
    bool json = false;
    std::vector<std::string> view_words;  // unknown arguments, passed to the desktop program
};

// Lets the desktop program paint its view, with options that the plain pictures do not have.
ExitCode plot_view(const PlotOptions& asked) {
    std::vector<std::string> words{asked.run, "--export",
                                   asked.out.empty() ? "view.png" : asked.out};
    const auto add = [&words](const char* option, const std::string& value) {
        if (!value.empty()) words.insert(words.end(), {option, value});
    };
    add("--table", asked.table);
    add("--side", asked.side);
    add("--from", asked.from);
    add("--to", asked.to);
    add("--theme", asked.theme);
    add("--past", asked.past);
    // A scenario shows nothing before it has run, so simulate it to its end by default.
    const auto& more = asked.view_words;
    if (asked.run.ends_with(".toml") &&
        std::find(more.begin(), more.end(), "--advance") == more.end())
        add("--advance", "end");
    words.insert(words.end(), more.begin(), more.end());
    return start_desktop_program(words);
}

Errors unknown_words(const PlotOptions& asked) {
    if (asked.view_words.empty()) return {};
    return {
        {ExitCode::usage,
         ErrorNumber::plot_unknown_option,
         {.file = "plot"},
         fmt::format("\"{}\" is not an option of plot", printable(asked.view_words.front())),
         "see isotherm plot --help; with --what view, options of isotherm-gui are also accepted"}};
}

#ifdef ISOTHERM_HAS_PICTURES

Result<std::int64_t> second_given(const char* option, const std::string& text) {
    const auto duration = parse_duration(text);
    if (duration) return whole_seconds(*duration);
    return Error{ExitCode::usage,
                 ErrorNumber::plot_bad_range,
                 {.file = option},
                 fmt::format("{} is \"{}\"; expected {}, counted from the start of the run", option,
                             printable(text), duration_form),
                 fmt::format("write {} 10m", option)};
}

Result<PictureOptions> picture_options(const PlotOptions& asked, const RunIdentity& identity) {
    PictureOptions options;
    options.width = asked.width;
    options.height = asked.height;
    options.scale = asked.scale;
    options.fingerprint = identity.fingerprint;
    const auto theme = std::find(theme_names.begin(), theme_names.end(), asked.theme);
    options.theme = static_cast<ThemeName>(theme - theme_names.begin());
    if (!asked.table.empty()) options.table = asked.table;
    if (!asked.side.empty()) options.side = asked.side == "read" ? Side::read : Side::write;
    if (!asked.from.empty()) {
        const auto second = second_given("--from", asked.from);
        if (!second.ok()) return second.errors();
        options.first_second = second.value();
    }
    if (!asked.to.empty()) {
        const auto second = second_given("--to", asked.to);
        if (!second.ok()) return second.errors();
        options.end_second = second.value();
    }
    return options;
}

// What was recorded in the past: --past, or what the run was compared with.
Result<std::optional<PastMetrics>> past_of(const PlotOptions& asked,
                                           const std::filesystem::path& folder) {
    const std::string stored = (folder / past_file_name).string();
    std::error_code none;
    if (asked.past.empty() && !std::filesystem::exists(stored, none))
        return std::optional<PastMetrics>();
    auto past = read_past_metrics(asked.past.empty() ? stored : asked.past);
    if (!past.ok()) return past.errors();
    return std::optional(std::move(past.value()));
}

ExitCode plot(const PlotOptions& asked) {
    namespace fs = std::filesystem;
    std::error_code ignored;
    const bool is_folder = fs::is_directory(asked.run, ignored);
    const fs::path database = is_folder ? fs::path(asked.run) / "run.sqlite" : fs::path(asked.run);
    const std::string out =
        asked.out.empty() ? (database.parent_path() / (asked.what + ".png")).string() : asked.out;
    // Report a wrong file name before reading a large run.
    if (const auto format = picture_format(out); !format.ok()) {
        return print_errors(format.errors(), asked.json);
    }
    if (const Errors errors = check_output(out, {database.string()}); !errors.empty())
        return print_errors(errors, asked.json);
    const auto run = read_run(asked.run);
    if (!run.ok()) return print_errors(run.errors(), asked.json);
    auto options = picture_options(asked, run.value().identity);
    if (!options.ok()) return print_errors(options.errors(), asked.json);
    const auto past = past_of(asked, database.parent_path());
    if (!past.ok()) return print_errors(past.errors(), asked.json);
    if (past.value()) options.value().past = &*past.value();
    // Heat maps show the limits of whole tables if the scenario of the run can still be read.
    const auto scenario = read_scenario_text(run.value().identity.scenario_text, "scenario.toml");
    if (scenario.ok()) options.value().scenario = &scenario.value();
    const Recording& recording = run.value().recording;
    const auto write = asked.what == "timeline"    ? write_timeline
                       : asked.what == "units"     ? write_unit_bars
                       : asked.what == "actions"   ? write_action_bars
                       : asked.what == "consumers" ? write_consumer_lanes
                       : asked.what == "hottest"   ? write_hottest_first
                       : asked.what == "card"      ? write_card
                                                   : write_heat_map;
    const auto written = write(out, recording, options.value());
    if (!written.ok()) return print_errors(written.errors(), asked.json);
    if (asked.json)
        fmt::print("{}\n", written_json({{"picture", written.value()}}));
    else
        fmt::print("{}\n", written.value());
    return ExitCode::done;
}

#else

ExitCode plot(const PlotOptions& asked) {
    return print_errors({{ExitCode::usage,
                          ErrorNumber::plot_not_built,
                          {.file = "plot"},
                          "this program was built without picture support",
                          "build it with -DISOTHERM_GUI=ON"}},
                        asked.json);
}

#endif

}  // namespace

void add_plot_command(CLI::App& app, ExitCode& result) {
    auto options = std::make_shared<PlotOptions>();
    CLI::App* command =
        app.add_subcommand("plot", "Draw the heat map, the timeline or the unit costs of a run");
    command
        ->add_option("run", options->run,
                     "Folder that isotherm run --out wrote; with --what view also a scenario")
        ->required();
    command->add_option("--out", options->out,
                        "Picture to write, .png or .svg; default: in the run's folder");
    command
        ->add_option(
            "--what", options->what,
            "heatmap, hottest (a heat map of all tables' partitions, hottest first), "
            "timeline, units (the cost of calls), actions (the cost and latency of actions "
            "with steps), consumers (how far the readers of streams are behind), card (a small "
            "picture "
            "of the busiest tables for a gallery) or view (what the desktop program shows, also "
            "for a scenario)")
        ->check(CLI::IsMember(
            {"heatmap", "hottest", "timeline", "units", "actions", "consumers", "card", "view"}))
        ->capture_default_str();
    command->add_option("--table", options->table,
                        "Table, or index (\"votes / by_date\"); default: the most throttled one");
    command->add_option("--side", options->side, "read or write; default: the more throttled side")
        ->check(CLI::IsMember({"read", "write"}));
    command->add_option("--from", options->from, "Start at this simulated time, such as 10m");
    command->add_option("--to", options->to, "End at this simulated time");
    command
        ->add_option("--past", options->past,
                     "Metrics of the past (CSV as metrics.csv of a run) to draw behind a timeline; "
                     "default: those that the run was compared with")
        ->type_name("FILE");
    command->add_option("--theme", options->theme, "dark, light or print")
        ->check(CLI::IsMember({"dark", "light", "print"}))
        ->capture_default_str();
    command->add_option("--width", options->width, "Logical pixels")->capture_default_str();
    command->add_option("--height", options->height, "Logical pixels")->capture_default_str();
    command->add_option("--scale", options->scale, "Device pixels per logical pixel")
        ->capture_default_str();
    command->add_flag("--json", options->json, "Print JSON, also for errors");
    command->allow_extras();  // with --what view, also the options in isotherm-gui --help
    command->callback([options, command, &result] {
        options->view_words = command->remaining();
        if (options->what == "view")
            result = plot_view(*options);
        else if (const Errors errors = unknown_words(*options); !errors.empty())
            result = print_errors(errors, options->json);
        else
            result = plot(*options);
    });
}

}  // namespace isotherm
