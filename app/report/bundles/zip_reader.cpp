// SPDX-License-Identifier: Apache-2.0
#include "app/report/bundles/zip_reader.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <zip.h>

#include <cstdio>
#include <filesystem>
#include <map>

#include "app/report/bundles/bundle_error.h"

namespace isotherm {
namespace {

struct ZipCloser {
    void operator()(zip_t* zip) const { zip_discard(zip); }
    void operator()(zip_file_t* file) const { zip_fclose(file); }
    void operator()(std::FILE* file) const { std::fclose(file); }
};

Error damaged_zip(const std::string& path, const std::string& why) {
    return bundle_error(path, ExitCode::bad_trace, "the bundle is damaged: " + why,
                        "copy it again, or save it again");
}

class ZipFiles final : public BundleFiles {
public:
    ZipFiles(const std::string& path, zip_t* zip) : BundleFiles(path), zip_(zip) {}

    Errors list() {
        const zip_int64_t count = zip_get_num_entries(zip_.get(), 0);
        for (zip_int64_t i = 0; i < count; ++i) {
            if (Errors errors = list(static_cast<zip_uint64_t>(i)); !errors.empty()) return errors;
        }
        return {};
    }

    Errors unpack(const std::string& name, const std::string& to) override {
        const auto at = at_.find(name);
        if (at == at_.end()) return {damaged_zip(path(), "it has no " + printable(name))};
        const std::unique_ptr<zip_file_t, ZipCloser> from(
            zip_fopen_index(zip_.get(), at->second.first, 0));
        if (from == nullptr) return {damaged_zip(path(), zip_strerror(zip_.get()))};
        const std::unique_ptr<std::FILE, ZipCloser> into(std::fopen(to.c_str(), "wbx"));
        if (into == nullptr) return {not_written(to)};
        std::vector<char> block(1 << 16);
        std::uint64_t bytes = 0;
        zip_int64_t got = 0;
        while ((got = zip_fread(from.get(), block.data(), block.size())) > 0) {
            bytes += static_cast<std::uint64_t>(got);
            if (bytes > at->second.second) break;
            if (std::fwrite(block.data(), 1, static_cast<std::size_t>(got), into.get()) !=
                static_cast<std::size_t>(got))
                return {not_written(to)};
        }
        // The end of an entry is also where libzip compares its checksum.
        if (got < 0)
            return {damaged_zip(
                path(), fmt::format("\"{}\": {}", printable(name), zip_file_strerror(from.get())))};
        if (bytes != at->second.second)
            return {damaged_zip(
                path(), fmt::format("\"{}\" has another length than it claims", printable(name)))};
        if (std::fflush(into.get()) != 0) return {not_written(to)};
        return {};
    }

private:
    static Error not_written(const std::string& to) {
        return bundle_error(to, ExitCode::input_output, "this file cannot be written",
                            "free some space, or set TMPDIR to another folder");
    }

    Errors list(zip_uint64_t index) {
        zip_stat_t entry{};
        zip_stat_init(&entry);
        if (zip_stat_index(zip_.get(), index, 0, &entry) != 0)
            return {damaged_zip(path(), zip_strerror(zip_.get()))};
        constexpr auto needed = ZIP_STAT_NAME | ZIP_STAT_SIZE;
        if ((entry.valid & needed) != needed) return {damaged_zip(path(), "an entry has no size")};
        const std::string name = entry.name;
        zip_uint8_t system = 0;
        zip_uint32_t attributes = 0;
        zip_file_get_external_attributes(zip_.get(), index, 0, &system, &attributes);
        const auto kind = static_cast<mode_t>(attributes >> 16) & S_IFMT;
        const bool is_folder = name.ends_with('/');
        if (system == ZIP_OPSYS_UNIX && kind != 0 && kind != (is_folder ? S_IFDIR : S_IFREG))
            return refuse(fmt::format("\"{}\" is a link or a device", printable(name)));
        if ((entry.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
            entry.encryption_method != ZIP_EM_NONE)
            return refuse(fmt::format("\"{}\" is encrypted", printable(name)));
        if (is_folder && entry.size == 0 && is_own_folder(name)) return {};
        at_[name] = {index, entry.size};
        return add(name, entry.size);
    }

    static bool is_own_folder(const std::string& name) {
        return name == "a/" || name == "b/" || name == "a/run/" || name == "b/run/" ||
               name == "inputs/";
    }

    std::unique_ptr<zip_t, ZipCloser> zip_;
    std::map<std::string, std::pair<zip_uint64_t, std::uint64_t>> at_;  // index, bytes
};

}  // namespace

Result<std::unique_ptr<BundleFiles>> open_zip(const std::string& path) {
    std::error_code failed;
    if (!std::filesystem::is_regular_file(path, failed))
        return bundle_error(path, ExitCode::bad_trace, "this is neither a file nor a folder",
                            "name a file or folder NAME.isotherm");
    int code = 0;
    zip_t* zip = zip_open(path.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code);
    if (zip == nullptr) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        const std::string why = zip_error_strerror(&error);
        zip_error_fini(&error);
        return code == ZIP_ER_OPEN
                   ? bundle_error(path, ExitCode::input_missing,
                                  "the bundle cannot be opened: " + why, "check the permissions")
                   : bundle_error(path, ExitCode::bad_trace,
                                  "this is not a bundle, or a damaged one: " + why,
                                  "name a file or folder NAME.isotherm");
    }
    auto files = std::make_unique<ZipFiles>(path, zip);
    if (Errors errors = files->list(); !errors.empty()) return errors;
    return std::unique_ptr<BundleFiles>(std::move(files));
}

}  // namespace isotherm
