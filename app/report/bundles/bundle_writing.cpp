// SPDX-License-Identifier: Apache-2.0
// Writes bundles. Runs are simulated again, which gives the same run, or copied from the directory
// in which they are stored.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "app/report/bundles/bundle.h"
#include "app/report/bundles/bundle_error.h"
#include "app/report/bundles/zip_writer.h"
#include "app/report/run_directory/run_files.h"
#include "engine/recording/output_file.h"
#include "engine/recording/run_folder.h"
#include "engine/recording/run_manifest.h"
#include "engine/run/comparison.h"
#include "engine/run/simulation.h"
#include "engine/scenario/input_files.h"
#include "engine/vocabulary/version.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;

constexpr SimDuration simulated_at_once = 1s;

class Packing {
public:
    Packing(const BundleContent& content, const std::function<bool()>& stopping,
            const ScratchFolder& folder)
        : content_(content), stopping_(stopping), folder_(folder), document_(content.document) {}

    // Fills the folder; nullopt if stopped, true if it is complete.
    Result<std::optional<bool>> fill() {
        document_.version = version();
        for (const char name : {'a', 'b'}) {
            const BundleSource* source = name == 'a'  ? &content_.a
                                         : content_.b ? &*content_.b
                                                      : nullptr;
            if (source == nullptr) continue;
            auto filled = fill(name, *source);
            if (!filled.ok() || !filled.value()) return filled;
        }
        Errors errors = write_text("document.json", document_text(document_));
        if (errors.empty() && !content_.thumbnail.empty())
            errors = write_text("thumbnail.png", content_.thumbnail);
        if (!errors.empty()) return errors;
        return std::optional(true);
    }

private:
    Errors write_text(const std::string& name, std::string_view text) const {
        return write_new_file(folder_.path(name), text, name);
    }

    Result<std::optional<bool>> fill(char name, const BundleSource& source) {
        const std::string inside(1, name);
        std::error_code failed;
        fs::create_directories(folder_.path(inside), failed);
        BundleSlot slot{.label = source.label,
                        .seed = source.seed,
                        .seconds = source.seconds,
                        .fingerprint = "",
                        .changes = {}};
        if (!source.run.empty()) {
            auto copied = copy_run(source, inside + "/run");
            if (!copied.ok()) return copied.errors();
            slot.fingerprint = copied.value();
            // Only its differences from A are of interest; an older version's may be unreadable.
            const auto scenario = read_scenario_text(source.scenario_text, "scenario.toml");
            if (scenario.ok()) compare(name, scenario.value(), slot);
        } else {
            const std::string file =
                source.scenario_file.empty() ? "scenario.toml" : source.scenario_file;
            auto scenario = read_scenario_text(source.scenario_text, file);
            if (!scenario.ok()) return scenario.errors();
            scenario.value().seed = source.seed;
            if (source.seconds > 0) {
                auto run = simulate(source, scenario.value(), inside + "/run");
                if (!run.ok()) return run.errors();
                if (!run.value()) return std::optional<bool>();
                slot.fingerprint = *run.value();
            }
            if (Errors errors = keep_inputs(name, scenario.value(), source.scenario_file);
                !errors.empty())
                return errors;
            compare(name, scenario.value(), slot);
        }
        if (Errors errors = write_text(inside + "/scenario.toml", source.scenario_text);
            !errors.empty())
            return errors;
        (name == 'a' ? document_.a : document_.b) = slot;
        return std::optional(true);
    }

    void compare(char name, const Scenario& scenario, BundleSlot& slot) {
        if (name == 'a')
            scenario_a_ = scenario;
        else if (scenario_a_)
            slot.changes = differences(*scenario_a_, scenario);
    }

    // Returns the fingerprint.
    Result<std::string> copy_run(const BundleSource& source, const std::string& inside) const {
        if (Errors errors = check_run_files(source.run); !errors.empty()) return errors;
        const auto manifest = read_manifest(source.run);
        const auto names = run_folder::files_in(source.run, source.run);
        if (!manifest.ok()) return manifest.errors();
        if (!names.ok()) return names.errors();
        std::error_code failed;
        fs::create_directories(folder_.path(inside), failed);
        for (const std::string& file : names.value()) {
            fs::copy_file(fs::path(source.run) / file, folder_.path(inside + "/" + file), failed);
            if (failed)
                return bundle_error(source.run, ExitCode::input_output,
                                    "a file of the run cannot be copied: " + failed.message(),
                                    "check the disk and the permissions");
        }
        return manifest.value().fingerprint;
    }

    Result<std::optional<std::string>> simulate(const BundleSource& source,
                                                const Scenario& scenario,
                                                const std::string& inside) const {
        auto created = Simulation::create(scenario);
        if (!created.ok()) return created.errors();
        Simulation& simulation = *created.value();
        const SimTime until =
            std::min(sim_start + std::chrono::seconds(source.seconds), simulation.end());
        while (simulation.now() < until && !simulation.finished()) {
            if (stopping_()) return std::optional<std::string>();
            simulation.advance(std::min(simulation.now() + simulated_at_once, until));
        }
        const RunReport report = simulation.report();
        if (simulation.failure() != nullptr) return *simulation.failure();
        if (!source.fingerprint.empty() && report.fingerprint() != source.fingerprint)
            return bundle_error(source.scenario_file, ExitCode::bad_trace,
                                "the run has another fingerprint when it is repeated: a file that "
                                "it reads has changed, or another version made it",
                                "run the scenario again and save the new run");
        auto folder = OutputFolder::open(folder_.path(inside), false);
        if (!folder.ok()) return folder.errors();
        const auto written = write_run_files(*folder.value(), report);
        if (!written.ok()) return written.errors();
        return std::optional(report.fingerprint());
    }

    // Copies what the scenario reads, except the largest files, and lists all of it.
    Errors keep_inputs(char slot, const Scenario& scenario, const std::string& file) {
        if (file.empty()) return {};
        const fs::path home = fs::absolute(file).lexically_normal().parent_path();
        std::vector<std::string> files = input_files(scenario, file);
        std::sort(files.begin(), files.end());
        files.erase(std::unique(files.begin(), files.end()), files.end());
        for (const std::string& one : files) {
            std::error_code failed;
            const fs::path place = fs::absolute(one).lexically_normal();
            if (place == fs::absolute(file).lexically_normal()) continue;
            const std::uint64_t bytes = fs::file_size(place, failed);
            if (failed || !fs::is_regular_file(place, failed)) continue;  // a folder, a device
            BundleInput input{.slot = slot,
                              .path = "",
                              .stored = "",
                              .bytes = bytes,
                              .xxh3 = file_hash(place.string())};
            const bool as_written = scenario.text.find(place.string()) != std::string::npos;
            input.path = as_written ? place.string() : place.lexically_relative(home).string();
            if (bytes <= largest_bundled_input) {
                input.stored = stored_name(place);
                fs::create_directories(folder_.path("inputs"), failed);
                const std::string to = folder_.path(input.stored);
                if (!fs::exists(to, failed)) fs::copy_file(place, to, failed);
                if (failed)
                    return {bundle_error(one, ExitCode::input_output,
                                         "an input cannot be copied: " + failed.message(),
                                         "check the disk and the permissions")};
            }
            document_.inputs.push_back(std::move(input));
        }
        return {};
    }

    // "inputs/1-orders.csv"; the same name for the same file of A and B.
    std::string stored_name(const fs::path& place) {
        const auto known = std::find(stored_.begin(), stored_.end(), place);
        const auto number = static_cast<std::size_t>(known - stored_.begin()) + 1;
        if (known == stored_.end()) stored_.push_back(place);
        std::string name = place.filename().string();
        constexpr std::size_t longest = 150;
        if (name.size() > longest) name = name.substr(name.size() - longest);
        for (char& c : name)
            if (c == '\\' || c == ':' || static_cast<unsigned char>(c) < ' ') c = '_';
        return fmt::format("inputs/{}-{}", number, name);
    }

    const BundleContent& content_;
    const std::function<bool()>& stopping_;
    const ScratchFolder& folder_;
    BundleDocument document_;
    std::optional<Scenario> scenario_a_;
    std::vector<fs::path> stored_;
};

// A folder takes its place in one step; copying it first, because it may be on another disk.
Errors publish_folder(const std::string& from, const fs::path& target) {
    const std::string shown = target.string();
    const fs::path partial = target.parent_path() / partial_name(target.filename().string());
    std::error_code failed;
    fs::remove_all(partial, failed);
    fs::copy(from, partial, fs::copy_options::recursive, failed);
    if (!failed) fs::rename(partial, target, failed);
    if (!failed) return {};
    const std::string why = failed.message();
    fs::remove_all(partial, failed);
    return {bundle_error(shown, ExitCode::cannot_create, "the bundle cannot be written: " + why,
                         "choose a new name in a folder that you may write")};
}

Errors publish_zip(const std::string& from, const std::string& path) {
    const auto target = followed(path);
    if (!target.ok()) return target.errors();
    const fs::path place(target.value());
    const std::string partial =
        (place.parent_path() / partial_name(place.filename().string())).string();
    std::error_code failed;
    fs::remove(partial, failed);
    Errors errors = pack_zip(from, partial, path);
    if (errors.empty()) errors = sync_path(partial, path);
    if (errors.empty()) {
        fs::rename(partial, place, failed);
        if (failed)
            errors = {bundle_error(path, ExitCode::cannot_create,
                                   "the bundle cannot be written: " + failed.message(),
                                   "choose another name")};
    }
    if (!errors.empty()) fs::remove(partial, failed);
    return errors;
}

}  // namespace

Result<std::optional<std::string>> write_bundle(const std::string& path,
                                                const BundleContent& content,
                                                const std::function<bool()>& stopping) {
    const bool as_folder = path.ends_with('/');
    const std::string target = as_folder ? path.substr(0, path.find_last_not_of('/') + 1) : path;
    std::error_code ignored;
    if (as_folder && fs::exists(target, ignored))
        return bundle_error(path, ExitCode::cannot_create, "there is something of this name",
                            "choose a new name for the folder");
    std::vector<std::string> inputs{content.a.scenario_file};
    if (content.b) inputs.push_back(content.b->scenario_file);
    std::erase(inputs, "");
    if (!as_folder) {
        if (Errors errors = check_output(target, inputs); !errors.empty()) return errors;
    }
    const auto folder = ScratchFolder::create();
    if (!folder.ok()) return folder.errors();
    const auto filled = Packing(content, stopping, *folder.value()).fill();
    if (!filled.ok()) return filled.errors();
    if (!filled.value()) return std::optional<std::string>();
    const Errors errors = as_folder ? publish_folder(folder.value()->path(), target)
                                    : publish_zip(folder.value()->path(), target);
    if (!errors.empty()) return errors;
    return std::optional(target);
}

}  // namespace isotherm
