// SPDX-License-Identifier: Apache-2.0
#include "app/report/bundles/bundle.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/report/bundles/bundle_error.h"
#include "engine/recording/run_folder.h"
#include "engine/recording/run_manifest.h"
#include "engine/vocabulary/text_file.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_parents = 16;  // ".." at the start of an input's path

Error part_error(const std::string& bundle, std::string what) {
    return bundle_error(bundle, ExitCode::bad_trace, std::move(what),
                        "copy the bundle again, or save it again");
}

// Number of ".." at the start of a relative path.
std::size_t parents_of(const fs::path& path) {
    return static_cast<std::size_t>(
        std::count_if(path.begin(), path.end(), [](const fs::path& part) { return part == ".."; }));
}

// A path that leads from the folder of a scenario to a file, without detours.
bool is_sound(const fs::path& path) {
    return !path.empty() && path == path.lexically_normal() && path.has_filename() &&
           path.filename() != ".." && path.filename() != "." && parents_of(path) <= most_parents;
}

class Unpacking {
public:
    Unpacking(std::unique_ptr<BundleFiles> files, std::shared_ptr<ScratchFolder> folder)
        : files_(std::move(files)) {
        bundle_.folder = std::move(folder);
    }

    Result<OpenBundle> run() {
        Errors errors = check_space();
        if (errors.empty()) errors = unpack_all();
        if (errors.empty()) errors = read_document();
        if (errors.empty()) errors = open_slot('a', bundle_.document.a, bundle_.a);
        if (errors.empty()) errors = open_slot('b', bundle_.document.b, bundle_.b);
        if (!errors.empty()) return errors;
        return std::move(bundle_);
    }

private:
    const std::string& path() const { return files_->path(); }

    Errors check_space() const {
        std::uint64_t bytes = 0;
        for (const BundleEntry& entry : files_->entries()) bytes += entry.bytes;
        std::error_code failed;
        const fs::space_info space = fs::space(bundle_.folder->path(), failed);
        if (failed || bytes <= space.available) return {};
        return {bundle_error(path(), ExitCode::cannot_create,
                             fmt::format("it unpacks to {} bytes, but only {} are free in {}",
                                         bytes, space.available, bundle_.folder->path()),
                             "free some space, or set TMPDIR to another folder")};
    }

    Errors unpack_all() {
        std::error_code ignored;
        for (const char* folder : {"a/run", "b/run", "inputs"})
            fs::create_directories(bundle_.folder->path(folder), ignored);
        for (const BundleEntry& entry : files_->entries()) {
            Errors errors = files_->unpack(entry.name, bundle_.folder->path(entry.name));
            if (!errors.empty()) return errors;
        }
        return {};
    }

    Errors read_document() {
        if (!files_->has("document.json"))
            return {bundle_error(path(), ExitCode::input_missing,
                                 "there is no document.json: this is not a bundle",
                                 "name a file or folder NAME.isotherm")};
        const auto text = read_text_file(bundle_.folder->path("document.json"), largest_document);
        if (!text.ok()) return text.errors();
        auto document = isotherm::read_document(text.value(), path());
        if (!document.ok()) return document.errors();
        bundle_.document = std::move(document.value());
        return {};
    }

    Errors open_slot(char name, const std::optional<BundleSlot>& described,
                     std::optional<OpenBundle::Slot>& into) {
        if (!described) return {};
        const std::string inside(1, name);
        if (!files_->has(inside + "/scenario.toml"))
            return {part_error(path(), fmt::format("{}/scenario.toml is missing", inside))};
        OpenBundle::Slot slot;
        slot.scenario = bundle_.folder->path(inside + "/scenario.toml");
        if (described->has_run()) {
            slot.run = bundle_.folder->path(inside + "/run");
            if (Errors errors = check_run(inside, *described, slot); !errors.empty()) return errors;
        }
        if (Errors errors = place_inputs(name, slot); !errors.empty()) return errors;
        into = std::move(slot);
        return {};
    }

    Errors check_run(const std::string& inside, const BundleSlot& described,
                     const OpenBundle::Slot& slot) const {
        if (Errors errors = check_run_files(slot.run); !errors.empty()) {
            // The temporary folder means nothing to the user.
            for (Error& error : errors)
                error.place.file =
                    path() + ": " + inside + "/run" +
                    error.place.file.substr(std::min(slot.run.size(), error.place.file.size()));
            return errors;
        }
        const auto manifest = read_manifest(slot.run);
        if (!manifest.ok()) return manifest.errors();
        if (manifest.value().fingerprint != described.fingerprint)
            return {part_error(
                path(),
                fmt::format("the run of {} has the fingerprint {}, document.json says {}",
                            inside == "a" ? "A" : "B", printable(manifest.value().fingerprint),
                            printable(described.fingerprint)))};
        std::ifstream manifest_file(slot.run + "/manifest.json", std::ios::binary);
        const auto json = nlohmann::json::parse(manifest_file, nullptr, false);
        const auto text = read_text_file(slot.scenario, largest_document);
        if (!text.ok()) return text.errors();
        const auto run_text = json.is_object() ? json.find("scenario") : json.end();
        if (run_text == json.end() || *run_text != text.value())
            return {
                part_error(path(), fmt::format("{}/scenario.toml is not the scenario of the run "
                                               "beside it",
                                               inside))};
        return {};
    }

    // Puts the files that the scenario reads where it expects them. The scenario is moved into so
    // many folders that files above its own do not land beside the run.
    Errors place_inputs(char name, OpenBundle::Slot& slot) {
        std::size_t parents = 1;
        for (const BundleInput& input : bundle_.document.inputs) {
            const fs::path path(input.path);
            if (!is_sound(path))
                return {part_error(files_->path(), fmt::format("\"{}\" is not the path of an input",
                                                               printable(input.path)))};
            if (input.slot == name && path.is_relative())
                parents = std::max(parents, parents_of(path) + 1);
        }
        std::error_code failed;
        fs::path folder = bundle_.folder->path(std::string(1, name));
        for (std::size_t p = 0; p < parents; ++p) folder /= "in";
        fs::create_directories(folder, failed);
        const std::string moved = (folder / "scenario.toml").string();
        fs::rename(slot.scenario, moved, failed);
        slot.scenario = moved;
        for (const BundleInput& input : bundle_.document.inputs) {
            if (input.slot != name) continue;
            if (Errors errors = place(input, folder, slot); !errors.empty()) return errors;
        }
        return {};
    }

    Errors place(const BundleInput& input, const fs::path& folder, OpenBundle::Slot& slot) {
        const fs::path path(input.path);
        const std::string at = path.is_absolute() ? path.string() : (folder / path).string();
        if (!input.stored.empty()) {
            const std::string from = bundle_.folder->path(input.stored);
            if (!input.stored.starts_with("inputs/") || !files_->has(input.stored))
                return {part_error(files_->path(),
                                   fmt::format("\"{}\" is missing", printable(input.stored)))};
            if (file_hash(from) != input.xxh3)
                return {part_error(files_->path(),
                                   fmt::format("\"{}\" is another file than document.json says: "
                                               "its hash differs",
                                               printable(input.stored)))};
            if (path.is_relative()) {
                std::error_code failed;
                const fs::path target = (folder / path).lexically_normal();
                fs::create_directories(target.parent_path(), failed);
                fs::copy_file(from, target, failed);
                if (!failed) return {};
                return {part_error(files_->path(),
                                   fmt::format("the input \"{}\" cannot be put in its place: {}",
                                               printable(input.path), failed.message()))};
            }
        }
        if (file_hash(at) != input.xxh3) slot.missing_input = input.path;
        return {};
    }

    std::unique_ptr<BundleFiles> files_;
    OpenBundle bundle_;
};

}  // namespace

bool is_bundle(const std::string& path) {
    std::error_code ignored;
    fs::path given = fs::path(path).lexically_normal();
    if (!given.has_filename()) given = given.parent_path();
    return given.extension() == bundle_ending ||
           fs::is_regular_file(fs::path(path) / "document.json", ignored);
}

Errors check_run_files(const std::string& folder) {
    const auto manifest = read_manifest(folder);
    if (!manifest.ok()) return manifest.errors();
    const auto changed = [&](const std::string& name, const char* what) {
        return Errors{bundle_error((fs::path(folder) / name).string(), ExitCode::bad_trace, what,
                                   "run the scenario again")};
    };
    for (const auto& [name, hash] : manifest.value().hashes) {
        if (!run_folder::is_ours(name))
            return changed("manifest.json", "the manifest lists a file that no run has");
        const std::string found = file_hash((fs::path(folder) / name).string());
        if (found.empty()) return changed(name, "this file of the run is missing");
        if (found != hash)
            return changed(name,
                           "this file has changed since the run: its hash differs from the one in "
                           "the manifest");
    }
    if (!manifest.value().hashes.contains("run.sqlite"))
        return changed("manifest.json", "the manifest lists no run.sqlite");
    const auto names = run_folder::files_in(folder, folder);
    if (!names.ok()) return names.errors();
    for (const std::string& name : names.value()) {
        if (name != run_folder::manifest_name && !manifest.value().hashes.contains(name))
            return changed(name, "this file is not in the manifest of the run");
    }
    return {};
}

Result<OpenBundle> open_bundle(const std::string& path) {
    auto files = BundleFiles::open(path);
    if (!files.ok()) return files.errors();
    auto folder = ScratchFolder::create();
    if (!folder.ok()) return folder.errors();
    return Unpacking(std::move(files.value()), std::move(folder.value())).run();
}

}  // namespace isotherm
