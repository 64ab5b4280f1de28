// SPDX-License-Identifier: Apache-2.0
#pragma once
// Writes a run directory such that readers see either a complete run or none. All files are written
// to a staging folder, synced, and moved into place in one step. Until that step, an existing run
// remains intact. A lock ensures that two runs never write to the same directory.

#include <memory>
#include <string>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm {

class OutputFolder {
public:
    // Checks the existing contents and locks the name. Refuses a folder with a complete run unless
    // `replace` is set, and always refuses a folder with other files. Exit codes of errors: 73, 77,
    // or 75 while another run writes to the folder.
    static Result<std::unique_ptr<OutputFolder>> open(const std::string& path, bool replace);
    // Deletes everything that was not published.
    ~OutputFolder();
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;

    // The path at which a library has to write the file that will be called `name`.
    std::string partial_path(const std::string& name) const;
    // Writes the complete file that will be called `name`.
    Errors write(const std::string& name, std::string_view content);
    // Syncs all files and moves them into place. After an error, the previous contents are in
    // place.
    Errors publish();

    const std::string& path() const { return path_; }
    std::string path_of(const std::string& name) const { return path_ + "/" + name; }

private:
    OutputFolder(std::string path, std::string place) : path_(std::move(path)), place_(place) {}
    Errors stage(bool in_place);
    Errors sync_files() const;
    Errors take_place();
    Errors exchange();
    Errors move_in();
    std::string parent() const;

    std::string path_;     // as given by the user
    std::string place_;    // path_ with symbolic links resolved
    std::string staging_;  // folder in which the files are written
    std::string made_;     // the topmost parent folder that was created; empty: none
    int lock_ = -1;        // descriptor of the locked staging folder; -1: none
    bool in_place_ = false;
    bool published_ = false;
    bool replace_ = false;
};

}  // namespace isotherm
