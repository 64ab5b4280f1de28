// SPDX-License-Identifier: Apache-2.0
#pragma once
// The entries of a bundle, which is a zip file or a folder of the same layout. Bundles come from
// other people, so nothing of one is used before its names, sizes and kinds were checked.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm {

// Limits of a bundle; a run of 1,000 partitions and a day has about 1 GiB.
inline constexpr std::size_t most_bundle_entries = 10'000;
inline constexpr std::uint64_t largest_document = std::uint64_t{16} << 20;
inline constexpr std::uint64_t largest_bundled_input = std::uint64_t{64} << 20;
inline constexpr std::uint64_t largest_bundled_file = std::uint64_t{4} << 30;
inline constexpr std::uint64_t largest_bundle = std::uint64_t{8} << 30;

struct BundleEntry {
    std::string name;
    std::uint64_t bytes = 0;
};

// Why an entry of this name and size may not be in a bundle; empty: it may. Only document.json,
// thumbnail.png, a/ and b/ with scenario.toml and run/, and inputs/ are allowed.
std::string entry_fault(std::string_view name, std::uint64_t bytes);

class BundleFiles {
public:
    // Exit codes of errors: 66 if there is nothing of this name, 65 if it is no bundle or one that
    // is not safe to unpack.
    static Result<std::unique_ptr<BundleFiles>> open(const std::string& path);
    virtual ~BundleFiles() = default;
    BundleFiles(const BundleFiles&) = delete;
    BundleFiles& operator=(const BundleFiles&) = delete;

    const std::vector<BundleEntry>& entries() const { return entries_; }
    bool has(std::string_view name) const;
    const std::string& path() const { return path_; }
    // Writes an entry to a new file. Fails if the entry has another length than it claims.
    virtual Errors unpack(const std::string& name, const std::string& to) = 0;

protected:
    explicit BundleFiles(std::string path) : path_(std::move(path)) {}
    // Adds an entry after checking it; returns the error, if any.
    Errors add(std::string name, std::uint64_t bytes);
    Errors refuse(std::string what) const;

private:
    std::string path_;
    std::vector<BundleEntry> entries_;
    std::uint64_t bytes_ = 0;
};

// A folder that is removed with everything in it.
class ScratchFolder {
public:
    static Result<std::shared_ptr<ScratchFolder>> create();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    const std::string& path() const { return path_; }
    std::string path(std::string_view name) const { return path_ + "/" + std::string(name); }

private:
    explicit ScratchFolder(std::string path) : path_(std::move(path)) {}
    std::string path_;
};

}  // namespace isotherm
