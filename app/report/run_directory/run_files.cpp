// SPDX-License-Identifier: Apache-2.0
#include "app/report/run_directory/run_files.h"

#include <fmt/format.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "app/report/cloudwatch.h"
#include "app/report/english_json.h"
#include "app/report/metric_files.h"
#include "app/report/record_lines.h"
#include "app/report/run_directory/report_page.h"
#include "engine/insight/findings.h"
#include "engine/insight/findings_json.h"
#include "engine/recording/run_database.h"
#include "engine/recording/run_manifest.h"
#include "engine/vocabulary/json_text.h"
#include "engine/vocabulary/version.h"

#ifdef ISOTHERM_HAS_PICTURES
#include "app/render/picture_file.h"
#endif

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

// Returns the hashes of the written files. Fails if a file cannot be read back, because the
// manifest could not guarantee its content.
Result<Json> hashes_of(const OutputFolder& folder, const std::vector<std::string>& files) {
    Json hashes = Json::object();
    for (const std::string& name : files) {
        const std::string hash = file_hash(folder.partial_path(name));
        if (hash.empty()) {
            return Error{ExitCode::input_output,
                         ErrorNumber::output_failed,
                         {.file = folder.path_of(name)},
                         "cannot read the file back after writing it",
                         "check the disk, or choose another place"};
        }
        hashes[name] = hash;
    }
    return hashes;
}

Json manifest_json(const RunReport& report, const std::vector<std::string>& files,
                   const Json& hashes) {
    const Scenario& scenario = report.scenario();
    Json inputs = Json::array();
    for (const auto& [name, workload] : scenario.workloads) {
        const WorkloadContext context = workload_context(scenario, workload);
        for (const std::string& path : workload.workload->input_files(context)) {
            inputs.push_back({{"workload", name}, {"file", path}, {"xxh3", file_hash(path)}});
        }
    }
    const auto now = std::chrono::floor<SimDuration>(std::chrono::system_clock::now());
    return {{"program", "isotherm"},
            {"format", manifest_format},
            {"version", version()},
            {"written", utc_text(std::chrono::floor<std::chrono::seconds>(now))},
            {"name", scenario.name},
            {"seed", scenario.seed},
            {"complete", report.complete()},
            {"fingerprint", report.fingerprint()},
            {"scenario", scenario.text},
            {"scenario_resolved", resolved_text(scenario)},
            {"inputs", inputs},
            {"files", files},
            {"hashes", hashes}};
}

}  // namespace

Result<std::vector<std::string>> write_run_files(OutputFolder& folder, const RunReport& report) {
    return write_run_files(folder, report, Json::object());
}

Result<std::vector<std::string>> write_run_files(OutputFolder& folder, const RunReport& report,
                                                 const Json& further, const PastMetrics* past) {
    std::vector<std::string> names;
    Errors errors;
    const auto written = [&](const std::string& name, Errors result) {
        if (result.empty()) names.push_back(name);
        errors.insert(errors.end(), result.begin(), result.end());
    };
#ifdef ISOTHERM_HAS_PICTURES
    PictureOptions options;
    options.fingerprint = report.fingerprint();
    options.past = past;
    options.scenario = &report.scenario();
    const auto picture = [&](const std::string& name, const Result<std::string>& drawn) {
        written(name, drawn.ok() ? folder.write(name, drawn.value()) : drawn.errors());
    };
    picture("heatmap.png", draw_heat_map(report.recording(), options, PictureFormat::png));
    picture("timeline.png", draw_timeline(report.recording(), options, PictureFormat::png));
    picture("units.png", draw_unit_bars(report.recording(), options, PictureFormat::png));
    if (!report.recording().actions.empty())
        picture("actions.png", draw_action_bars(report.recording(), options, PictureFormat::png));
#endif
    Json json = in_english(report.json());
    json.update(further);
    written("report.json", folder.write("report.json", record_lines(json) + "\n"));
    const PageSource page{report.recording(), json, &report.scenario(), report.scenario().text,
                          std::string(version())};
    written("report.html", folder.write("report.html", report_page(page, PageLanguage::english)));
    written(
        "cloudwatch.json",
        folder.write("cloudwatch.json", written_json(cloudwatch_json(report.recording())) + "\n"));
    written("metrics.csv", folder.write("metrics.csv", metrics_csv(report.recording())));
    written("metrics.txt", folder.write("metrics.txt", openmetrics_text(report.recording())));
    if (past != nullptr) written(past_file_name, folder.write(past_file_name, text_of_past(*past)));
    const Json causes{
        {"findings", findings_json(findings_of(report.recording(), &report.scenario()))}};
    written("findings.json", folder.write("findings.json", written_json(causes) + "\n"));
    const RunIdentity identity{report.fingerprint(), version(), report.scenario().text,
                               report.scenario().seed};
    written("run.sqlite",
            write_run_database(folder.partial_path("run.sqlite"), report.recording(), identity));
    if (errors.empty()) {
        const auto hashes = hashes_of(folder, names);
        names.push_back("manifest.json");
        errors =
            hashes.ok()
                ? folder.write("manifest.json",
                               written_json(manifest_json(report, names, hashes.value())) + "\n")
                : hashes.errors();
    }
    if (errors.empty()) errors = folder.publish();
    if (!errors.empty()) return errors;
    std::vector<std::string> paths;
    for (const std::string& name : names) paths.push_back(folder.path_of(name));
    return paths;
}

}  // namespace isotherm
