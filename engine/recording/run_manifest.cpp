// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/run_manifest.h"

#include <unistd.h>

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "engine/recording/run_folder.h"
#include "engine/vocabulary/fingerprint.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

// In bytes. A manifest contains the scenario twice: as given, and with every setting written out.
constexpr std::uintmax_t largest_manifest = std::uintmax_t{256} << 20;

Error manifest_error(const std::string& path, ExitCode code, std::string what, std::string fix) {
    return {code, ErrorNumber::bad_manifest, {.file = path}, std::move(what), std::move(fix)};
}

std::string word(const Json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace

std::string file_hash(const std::string& path) {
    std::error_code none;
    if (!fs::is_regular_file(path, none)) return "";  // reading a FIFO might never end
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                               &std::fclose);
    if (file == nullptr) return "";
    Fingerprint hash;
    std::vector<unsigned char> block(1 << 16);
    std::size_t count = 0;
    while ((count = std::fread(block.data(), 1, block.size(), file.get())) > 0)
        hash.add(std::span<const unsigned char>(block.data(), count));
    if (std::ferror(file.get()) != 0) return "";
    return fmt::format("{:016x}", hash.value());
}

Result<RunManifest> read_manifest_text(const std::string& text, const std::string& path) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || word(json, "program") != "isotherm") {
        return manifest_error(path, ExitCode::bad_trace,
                              "this is not the manifest of a run, or it is damaged",
                              "name a folder that `isotherm run --out` wrote");
    }
    RunManifest manifest;
    manifest.version = word(json, "version");
    manifest.fingerprint = word(json, "fingerprint");
    const auto format = json.find("format");
    if (format == json.end() || *format != manifest_format) {
        return manifest_error(
            path, ExitCode::bad_trace,
            fmt::format("isotherm {} wrote this run in a format that this program cannot read",
                        printable(manifest.version)),
            "run its scenario again: isotherm run SCENARIO --out FOLDER --force");
    }
    const auto complete = json.find("complete");
    const auto hashes = json.find("hashes");
    bool fits = complete != json.end() && complete->is_boolean() && hashes != json.end() &&
                hashes->is_object();
    if (fits) {
        manifest.complete = complete->get<bool>();
        for (const auto& [name, hash] : hashes->items()) {
            fits = fits && hash.is_string();
            if (fits) manifest.hashes[name] = hash.get<std::string>();
        }
    }
    if (fits) return manifest;
    return manifest_error(path, ExitCode::bad_trace, "the manifest of the run is damaged",
                          "run the scenario again");
}

Result<RunManifest> read_manifest(const std::string& folder) {
    const std::string path = (fs::path(folder) / run_folder::manifest_name).string();
    std::error_code failed;
    const auto size = fs::file_size(path, failed);
    std::ifstream file(path, std::ios::binary);
    if (failed || !file) {
        return manifest_error(
            folder, ExitCode::input_missing,
            "there is no manifest.json: this is not the folder of a run, or the run did not finish",
            "name a folder that `isotherm run --out` wrote");
    }
    if (size > largest_manifest) {
        return manifest_error(path, ExitCode::bad_trace, "too large to be the manifest of a run",
                              "name a folder that `isotherm run --out` wrote");
    }
    return read_manifest_text({std::istreambuf_iterator<char>(file), {}}, path);
}

Result<StoredRun> read_run(const std::string& path) {
    std::error_code none;
    if (!fs::is_directory(path, none)) return read_run_database(path);
    const auto manifest = read_manifest(path);
    if (!manifest.ok()) return manifest.errors();
    const std::string database = (fs::path(path) / "run.sqlite").string();
    if (access(database.c_str(), F_OK) == 0) {
        const std::string hash = file_hash(database);
        if (hash.empty()) {
            return manifest_error(database, ExitCode::input_missing, "this file cannot be read",
                                  "check the disk and the permissions");
        }
        const auto stands = manifest.value().hashes.find("run.sqlite");
        if (stands == manifest.value().hashes.end() || stands->second != hash) {
            return manifest_error(database, ExitCode::bad_trace,
                                  "this file has changed since the run: its hash differs from the "
                                  "one in the manifest",
                                  "run the scenario again, or name this file instead of its folder "
                                  "to skip this check");
        }
    }
    auto stored = read_run_database(database);
    if (stored.ok() && stored.value().identity.fingerprint != manifest.value().fingerprint) {
        return manifest_error(database, ExitCode::bad_trace,
                              "its fingerprint differs from that in the manifest.json beside it",
                              "run the scenario again");
    }
    return stored;
}

}  // namespace isotherm
