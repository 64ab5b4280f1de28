#pragma once
// A run directory, written so that a reader sees a complete run or none: every file is written
// under a temporary name, checked, synced and renamed; manifest.json comes last and is the sign of
// a complete run. Two runs never share one (validation.md 10).

#include <memory>
#include <string>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm {

class OutputFolder {
public:
    // Creates the folder if need be and locks it. A folder with a run in it is refused unless
    // `replace`, one with anything else always.
    static Result<std::unique_ptr<OutputFolder>> open(const std::string& path, bool replace);
    ~OutputFolder();
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;

    // Where a file that will be called `name` is to be written by a library.
    std::string partial_path(const std::string& name) const;
    // Writes a whole file under its temporary name.
    Errors write(const std::string& name, std::string_view content);
    // Syncs every file written under partial_path and gives it its name, in the given order.
    Errors publish(const std::vector<std::string>& names);

    const std::string& path() const { return path_; }
    std::string path_of(const std::string& name) const { return path_ + "/" + name; }

private:
    OutputFolder(std::string path, int lock) : path_(std::move(path)), lock_(lock) {}

    std::string path_;
    int lock_;
};

// Writes one file by itself, atomically, beside its final place.
Errors write_file(const std::string& path, std::string_view content);

}  // namespace isotherm
