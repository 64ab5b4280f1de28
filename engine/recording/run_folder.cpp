// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/run_folder.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/recording/output_error.h"

namespace isotherm::run_folder {
namespace {

namespace fs = std::filesystem;

// All files of a run directory. Other files do not belong to a run.
const std::set<std::string, std::less<>> our_files{
    "manifest.json", "report.json", "report.html",     "run.sqlite",    "heatmap.png",
    "timeline.png",  "units.png",   "actions.png",     "heatmap.svg",   "timeline.svg",
    "units.svg",     "actions.svg", "cloudwatch.json", "findings.json", "metrics.csv",
    "metrics.txt",   "past.csv"};

bool is_complete(const std::string& path) {
    std::ifstream file(fs::path(path) / manifest_name);
    const auto json = nlohmann::json::parse(file, nullptr, false);
    return json.is_object() && json.value("program", nlohmann::json()) == "isotherm";
}

std::string in(const std::string& folder, std::string_view name) {
    return (fs::path(folder) / name).string();
}

struct Rename {
    std::string from, to;
};

void plan_renames(std::vector<Rename>& plan, const std::vector<std::string>& names,
                  const std::string& from, const std::string& to) {
    for (const std::string& name : names) plan.push_back({in(from, name), in(to, name)});
}

// Renames in order, or undoes what it did and returns the errno of the failure. It needs no memory,
// so nothing but a rename that fails can end it half-way.
int rename_all(const std::vector<Rename>& plan) {
    for (std::size_t done = 0; done < plan.size(); ++done) {
        if (std::rename(plan[done].from.c_str(), plan[done].to.c_str()) == 0) continue;
        const int reason = errno;
        while (done-- > 0) std::rename(plan[done].to.c_str(), plan[done].from.c_str());
        return reason;
    }
    return 0;
}

}  // namespace

bool is_ours(std::string_view name) { return our_files.contains(name); }

Result<std::vector<std::string>> files_in(const std::string& path, const std::string& shown) {
    std::error_code failed;
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(path, failed)) {
        const std::string name = entry.path().filename().string();
        if (name == staging_name || name == aside_name) continue;
        const bool file = !fs::is_directory(entry.symlink_status());
        if (!file || !our_files.contains(name)) {
            return Error{
                ExitCode::cannot_create,
                ErrorNumber::foreign_file_in_folder,
                {.file = shown},
                fmt::format("the folder holds \"{}\", which is not from a run", printable(name)),
                "choose a new or empty folder with --out"};
        }
        names.push_back(name);
    }
    if (failed) return output_error(shown, failed.value(), "cannot list the folder");
    // Sorted by name, with "manifest.json" last.
    std::sort(names.begin(), names.end());
    const auto manifest = std::find(names.begin(), names.end(), manifest_name);
    if (manifest != names.end()) std::rotate(manifest, manifest + 1, names.end());
    return names;
}

std::optional<Error> obstacle(const std::string& path, const std::string& shown, bool replace) {
    const auto names = files_in(path, shown);
    if (!names.ok()) return names.errors().front();
    if (names.value().empty()) return std::nullopt;
    if (!replace) {
        return Error{ExitCode::cannot_create,
                     ErrorNumber::folder_in_use,
                     {.file = shown},
                     "the folder already holds a run",
                     "choose another folder, or replace the run with --force"};
    }
    if (is_complete(path)) return std::nullopt;
    return Error{ExitCode::cannot_create,
                 ErrorNumber::no_manifest,
                 {.file = shown},
                 "the folder holds files named like those of a run, but no manifest.json, so it is "
                 "not a complete run",
                 "choose another folder, or remove the files yourself"};
}

int remove(const std::string& path) {
    int reason = 0;
    for (int pass = 0; pass < 2; ++pass) {
        for (const std::string& name : our_files) unlink(in(path, name).c_str());
        if (rmdir(path.c_str()) == 0 || errno == ENOENT) return 0;
        reason = errno;
    }
    return reason;
}

int move_files(const std::string& from, const std::string& to) {
    const std::string aside = in(to, aside_name);
    const auto fresh = files_in(from, from);
    const auto old = files_in(to, to);
    if (!fresh.ok() || !old.ok()) return EIO;
    // The manifest is moved out first and moved in last: without it, the folder does not count as a
    // run.
    std::vector<std::string> leaving = old.value();
    std::reverse(leaving.begin(), leaving.end());
    std::vector<Rename> plan;
    plan_renames(plan, leaving, to, aside);
    plan_renames(plan, fresh.value(), from, to);
    if (!leaving.empty() && mkdir(aside.c_str(), 0777) != 0) return errno;
    if (const int reason = rename_all(plan); reason != 0) {
        rmdir(aside.c_str());
        return reason;
    }
    return leaving.empty() ? 0 : remove(aside);
}

bool was_interrupted(const std::string& path) {
    return access(in(path, aside_name).c_str(), F_OK) == 0;
}

void put_back(const std::string& path) {
    const std::string aside = in(path, aside_name);
    const auto old = files_in(aside, aside);
    if (!old.ok()) return;
    // If there is a manifest, the new run is complete; only the old run has not been removed yet.
    if (access(in(path, manifest_name).c_str(), F_OK) != 0) {
        std::vector<Rename> plan;
        plan_renames(plan, old.value(), aside, path);
        if (rename_all(plan) != 0) return;
    }
    remove(aside);
}

}  // namespace isotherm::run_folder
