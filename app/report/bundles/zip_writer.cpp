// SPDX-License-Identifier: Apache-2.0
#include "app/report/bundles/zip_writer.h"

#include <zip.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "app/report/bundles/bundle_error.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;

Errors not_packed(const std::string& shown, const std::string& why) {
    return {bundle_error(shown, ExitCode::input_output, "the bundle cannot be written: " + why,
                         "check the disk, or choose another place")};
}

// What is compressed already would only take time.
bool is_compressed(const fs::path& file) {
    return file.extension() == ".png" || file.extension() == ".gz" || file.extension() == ".zst";
}

// Adds a file; returns false on failure. The time is fixed, so that the same content gives the same
// bytes.
bool add_file(zip_t* zip, const std::string& name, const fs::path& file) {
    zip_source_t* source = zip_source_file(zip, file.c_str(), 0, -1);
    if (source == nullptr) return false;
    const zip_int64_t index = zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    constexpr zip_uint32_t regular_file = 0100644U << 16;
    constexpr zip_uint16_t first_of_1980 = (1 << 5) | 1;
    const auto at = static_cast<zip_uint64_t>(index);
    return zip_set_file_compression(zip, at, is_compressed(file) ? ZIP_CM_STORE : ZIP_CM_DEFLATE,
                                    0) == 0 &&
           zip_file_set_dostime(zip, at, 0, first_of_1980, 0) == 0 &&
           zip_file_set_external_attributes(zip, at, 0, ZIP_OPSYS_UNIX, regular_file) == 0;
}

}  // namespace

Errors pack_zip(const std::string& folder, const std::string& zip_path, const std::string& shown) {
    std::vector<fs::path> files;
    std::error_code failed;
    for (const auto& entry : fs::recursive_directory_iterator(folder, failed)) {
        if (entry.is_regular_file()) files.push_back(entry.path());
    }
    if (failed) return not_packed(shown, failed.message());
    std::sort(files.begin(), files.end());
    int code = 0;
    zip_t* zip = zip_open(zip_path.c_str(), ZIP_CREATE | ZIP_EXCL, &code);
    if (zip == nullptr) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        const std::string why = zip_error_strerror(&error);
        zip_error_fini(&error);
        return {bundle_error(shown, ExitCode::cannot_create, "the bundle cannot be created: " + why,
                             "choose a folder that exists and that you may write")};
    }
    bool added = true;
    for (const fs::path& file : files)
        added = added && add_file(zip, file.lexically_relative(folder).generic_string(), file);
    if (added && zip_close(zip) == 0) return {};
    const std::string why = zip_strerror(zip);
    zip_discard(zip);
    return not_packed(shown, why);
}

}  // namespace isotherm
