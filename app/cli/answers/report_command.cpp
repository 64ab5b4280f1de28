// SPDX-License-Identifier: Apache-2.0
// isotherm report: writes a stored run as one page for people, in English or Japanese.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/cli/answer_commands.h"
#include "app/cli/answers/seen_run.h"
#include "app/cli/command.h"
#include "app/cli/usage.h"
#include "app/report/run_directory/report_page.h"
#include "engine/recording/output_file.h"
#include "engine/recording/run_manifest.h"
#include "engine/vocabulary/json_text.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;

struct ReportOptions {
    std::string run;
    std::string out;
    std::string language = "en";
    bool json = false;
};

Error report_error(ErrorNumber number, std::string place, std::string what, std::string fix) {
    return usage_error(number, std::move(place), std::move(what), std::move(fix));
}

// The page is made of run.sqlite and report.json, so it needs the whole folder.
Errors check_run(const std::string& run) {
    std::error_code ignored;
    if (fs::is_directory(run, ignored)) return {};
    if (is_stored_run(run))
        return {report_error(ErrorNumber::why_not_there, run,
                             "a page needs report.json beside run.sqlite",
                             "name the folder of the run")};
    if (!fs::exists(run, ignored))
        return {Error{ExitCode::input_missing,
                      ErrorNumber::bad_manifest,
                      {.file = run},
                      "there is no such folder",
                      "name the folder of a run, which `isotherm run --out` writes"}};
    return {report_error(ErrorNumber::why_not_there, run, "this is not the folder of a run",
                         "simulate it first: isotherm run S --out DIR writes DIR/report.html")};
}

// "out/votes" gives "out/votes.html".
std::string page_beside(const std::string& run) {
    std::error_code ignored;
    const fs::path real = fs::canonical(run, ignored);
    const fs::path given = fs::path(run).lexically_normal();
    const fs::path named = given.has_filename() ? given : given.parent_path();
    if (named.filename() == "." || named.filename() == ".." || named.empty())
        return (real.parent_path() / (real.filename().string() + ".html")).string();
    return named.string() + ".html";
}

// The manifest knows what is in the folder; another page in it would be a foreign file.
Errors check_place(const std::string& out, const std::string& run) {
    std::error_code ignored;
    const fs::path folder = fs::path(out).has_parent_path() ? fs::path(out).parent_path() : ".";
    if (fs::equivalent(folder, run, ignored))
        return {report_error(ErrorNumber::options_contradict, out,
                             "the page would be written into the folder of the run, whose files "
                             "the manifest lists with their hashes",
                             "choose a place beside the folder")};
    return check_output(out);
}

Result<nlohmann::ordered_json> read_report(const std::string& run) {
    const std::string path = (fs::path(run) / "report.json").string();
    const auto manifest = read_manifest(run);
    if (!manifest.ok()) return manifest.errors();
    const auto hash = manifest.value().hashes.find("report.json");
    if (hash == manifest.value().hashes.end() || hash->second != file_hash(path))
        return Error{ExitCode::bad_trace,
                     ErrorNumber::bad_manifest,
                     {.file = path},
                     "report.json is missing or is not the file that the run wrote",
                     "use the whole run directory, or run the scenario again"};
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return parse_json_text(text, path, ExitCode::bad_trace, ErrorNumber::bad_manifest);
}

ExitCode write_report(const ReportOptions& options) {
    if (const Errors errors = check_run(options.run); !errors.empty())
        return print_errors(errors, options.json);
    const std::string out = options.out.empty() ? page_beside(options.run) : options.out;
    if (const Errors errors = check_place(out, options.run); !errors.empty())
        return print_errors(errors, options.json);
    const auto seen = seen_run({options.run, {}, ""}, true);
    if (!seen.ok()) return print_errors(seen.errors(), options.json);
    const auto report = read_report(options.run);
    if (!report.ok()) return print_errors(report.errors(), options.json);
    const RunIdentity& identity = seen.value().stored.identity;
    const PageSource source{seen.value().recording(), report.value(), seen.value().scenario(),
                            identity.scenario_text, identity.version};
    const std::string page = report_page(
        source, options.language == "ja" ? PageLanguage::japanese : PageLanguage::english);
    if (const Errors errors = write_file(out, page); !errors.empty())
        return print_errors(errors, options.json);
    if (options.json) {
        fmt::print("{}\n", written_json({{"page", out},
                                         {"language", options.language},
                                         {"bytes", page.size()},
                                         {"notes", seen.value().notes}}));
        return ExitCode::done;
    }
    for (const std::string& note : seen.value().notes) fmt::print("{}\n", note);
    fmt::print("{}\n", out);
    return ExitCode::done;
}

}  // namespace

void add_report_command(CLI::App& app, ExitCode& result) {
    auto options = std::make_shared<ReportOptions>();
    CLI::App* command =
        app.add_subcommand("report", "Write a stored run as one HTML page, in English or Japanese");
    command->add_option("run", options->run, "The folder of a run")->required();
    command->add_option("-o,--out", options->out,
                        "The page to write; default: the folder's name with .html, beside it");
    command->add_option("--language", options->language, "en or ja; default: en")
        ->check(CLI::IsMember({"en", "ja"}));
    command->add_flag("--json", options->json, "Print where the page is as JSON");
    command->callback([options, &result] { result = write_report(*options); });
}

}  // namespace isotherm
