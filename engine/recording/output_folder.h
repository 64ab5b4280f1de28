// SPDX-License-Identifier: Apache-2.0
#pragma once
// A run directory, written so that a reader sees a complete run or none: everything is written into
// a folder under another name, synced, and takes its place in one step. What is replaced stays
// whole until then. Two runs never write the same one.

#include <memory>
#include <string>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm {

class OutputFolder {
public:
    // Looks at what is there and locks the name. A folder with a complete run is refused unless
    // `replace`, one with anything else always. Errors: 73, 75 while another run writes to it, 77.
    static Result<std::unique_ptr<OutputFolder>> open(const std::string& path, bool replace);
    // What was not published is gone again.
    ~OutputFolder();
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;

    // Where a file that will be called `name` is to be written by a library.
    std::string partial_path(const std::string& name) const;
    // Writes a whole file that will be called `name`.
    Errors write(const std::string& name, std::string_view content);
    // Syncs everything that was written and gives it its place. After an error what was there
    // before is there.
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

    std::string path_;     // as the user named it
    std::string place_;    // where links lead from there
    std::string staging_;  // where the files are written
    std::string made_;     // the first folder above it that was made for it; empty: none
    int lock_ = -1;        // the staging folder
    bool in_place_ = false;
    bool published_ = false;
    bool replace_ = false;
};

}  // namespace isotherm
