// SPDX-License-Identifier: Apache-2.0
#include "app/report/bundles/bundle_files.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "app/report/bundles/bundle_error.h"
#include "app/report/bundles/zip_reader.h"
#include "engine/recording/run_folder.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_input_name = 200;

// A name without folders that no system reads as something else.
bool is_plain(std::string_view name) {
    const auto odd = [](char c) {
        return c == '/' || c == '\\' || c == ':' || static_cast<unsigned char>(c) < ' ';
    };
    return !name.empty() && name.size() <= longest_input_name && name.front() != '.' &&
           std::none_of(name.begin(), name.end(), odd);
}

// The largest size of an entry of this name; nullopt: no entry has such a name.
std::optional<std::uint64_t> most_bytes_of(std::string_view name) {
    constexpr std::uint64_t largest_text = std::uint64_t{4} << 20;
    constexpr std::string_view inputs = "inputs/", run = "run/";
    if (name == "document.json" || name == "thumbnail.png") return largest_document;
    if (name.starts_with(inputs)) {
        name.remove_prefix(inputs.size());
        return is_plain(name) ? std::optional(largest_bundled_input) : std::nullopt;
    }
    if (!name.starts_with("a/") && !name.starts_with("b/")) return std::nullopt;
    name.remove_prefix(2);
    if (name == "scenario.toml") return largest_text;
    if (!name.starts_with(run)) return std::nullopt;
    name.remove_prefix(run.size());
    return run_folder::is_ours(name) ? std::optional(largest_bundled_file) : std::nullopt;
}

// A bundle as a folder.
class FolderFiles final : public BundleFiles {
public:
    explicit FolderFiles(const std::string& path) : BundleFiles(path) {}

    Errors list() {
        std::error_code failed;
        fs::recursive_directory_iterator at(path(), failed), end;
        std::size_t seen = 0;
        for (; !failed && at != end; at.increment(failed)) {
            const fs::path& place = at->path();
            const std::string name = place.lexically_relative(path()).generic_string();
            const fs::file_status status = fs::symlink_status(place, failed);
            if (failed) break;
            if (++seen > most_bundle_entries)
                return refuse(fmt::format("it has more than {} entries", most_bundle_entries));
            if (fs::is_directory(status)) {
                if (at.depth() < 2) continue;
                return refuse(fmt::format("\"{}\" is a folder too deep", printable(name)));
            }
            if (!fs::is_regular_file(status))
                return refuse(fmt::format("\"{}\" is a link or a device", printable(name)));
            const std::uint64_t bytes = fs::file_size(place, failed);
            if (failed) break;
            if (Errors errors = add(name, bytes); !errors.empty()) return errors;
        }
        if (!failed) return {};
        return {bundle_error(path(), ExitCode::input_missing,
                             "the folder cannot be read: " + failed.message(),
                             "check the permissions")};
    }

    Errors unpack(const std::string& name, const std::string& to) override {
        std::error_code failed;
        // copy_symlinks refuses a link that has taken the place of a file since.
        fs::copy(fs::path(path()) / name, to, fs::copy_options::copy_symlinks, failed);
        if (!failed && fs::is_regular_file(fs::symlink_status(to, failed))) return {};
        return {bundle_error(path(), ExitCode::input_output,
                             fmt::format("\"{}\" cannot be copied: {}", printable(name),
                                         failed ? failed.message() : "it is a link"),
                             "check the disk and the permissions")};
    }
};

}  // namespace

std::string entry_fault(std::string_view name, std::uint64_t bytes) {
    const auto most = most_bytes_of(name);
    if (!most) return fmt::format("no bundle has an entry \"{}\"", printable(std::string(name)));
    if (bytes > *most)
        return fmt::format("\"{}\" has {} bytes, at most {}", printable(std::string(name)), bytes,
                           *most);
    return "";
}

Errors BundleFiles::refuse(std::string what) const {
    return {bundle_error(path_, ExitCode::bad_trace, "this bundle is not safe: " + what,
                         "ask for a bundle that Isotherm wrote")};
}

Errors BundleFiles::add(std::string name, std::uint64_t bytes) {
    if (entries_.size() >= most_bundle_entries)
        return refuse(fmt::format("it has more than {} entries", most_bundle_entries));
    if (std::string fault = entry_fault(name, bytes); !fault.empty())
        return refuse(std::move(fault));
    if (has(name)) return refuse(fmt::format("it has \"{}\" twice", printable(name)));
    bytes_ += bytes;
    if (bytes_ > largest_bundle)
        return refuse(fmt::format("it unpacks to more than {} bytes", largest_bundle));
    entries_.push_back({std::move(name), bytes});
    return {};
}

bool BundleFiles::has(std::string_view name) const {
    return std::any_of(entries_.begin(), entries_.end(),
                       [&](const BundleEntry& entry) { return entry.name == name; });
}

Result<std::unique_ptr<BundleFiles>> BundleFiles::open(const std::string& path) {
    std::error_code failed;
    const fs::file_status status = fs::status(path, failed);
    if (!fs::exists(status))
        return bundle_error(path, ExitCode::input_missing, "there is no such bundle",
                            "name a file or folder NAME.isotherm");
    if (!fs::is_directory(status)) return open_zip(path);
    auto folder = std::make_unique<FolderFiles>(path);
    if (Errors errors = folder->list(); !errors.empty()) return errors;
    return std::unique_ptr<BundleFiles>(std::move(folder));
}

Result<std::shared_ptr<ScratchFolder>> ScratchFolder::create() {
    std::error_code ignored;
    std::string name = (fs::temp_directory_path(ignored) / "isotherm-bundle-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr)
        return std::shared_ptr<ScratchFolder>(new ScratchFolder(name));
    return bundle_error(name, ExitCode::cannot_create,
                        std::string("no temporary folder can be made: ") + std::strerror(errno),
                        "set TMPDIR to a folder that you may write");
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

}  // namespace isotherm
