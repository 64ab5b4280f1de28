// SPDX-License-Identifier: Apache-2.0
#pragma once
// A bundle, NAME.isotherm: a comparison of two runs as one document, with the scenarios, the runs,
// the streams that they replay and what somebody looked at and wrote down.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/report/bundles/bundle_document.h"
#include "app/report/bundles/bundle_files.h"

namespace isotherm {

inline constexpr std::string_view bundle_ending = ".isotherm";
// Whether a path has the ending of a bundle, or is a folder with a document.json.
bool is_bundle(const std::string& path);

// A bundle that was unpacked and checked.
struct OpenBundle {
    // A or B.
    struct Slot {
        std::string scenario;       // file
        std::string run;            // folder; empty: the slot has no run
        std::string missing_input;  // a file that its scenario reads and that is not there
    };
    BundleDocument document;
    std::shared_ptr<ScratchFolder> folder;  // where it was unpacked
    std::optional<Slot> a, b;
};

// Unpacks a bundle and compares hashes and fingerprints. Exit codes of errors: 66 if it or a part
// is missing, 65 if it is damaged or not safe, 73 and 74 if it cannot be unpacked.
Result<OpenBundle> open_bundle(const std::string& path);

// Compares every file of a run directory with its manifest. Exit codes as of open_bundle.
Errors check_run_files(const std::string& folder);

// What a bundle is made of.
struct BundleSource {
    std::string label;
    std::string scenario_text;
    std::string scenario_file;  // inputs are relative to its folder; empty: none are bundled
    std::int64_t seed = 0;
    std::int64_t seconds = 0;  // that the run has recorded; 0: the slot has no run
    std::string fingerprint;   // the run is to have it; empty: any
    std::string run;           // a run directory to copy; empty: the scenario is simulated again
};
struct BundleContent {
    BundleDocument document;  // without slots and inputs, which are filled in
    BundleSource a;
    std::optional<BundleSource> b;
    std::string thumbnail;  // PNG; may be empty
};

// Writes a zip file, or a folder if the path ends with "/", under a temporary name and renames it.
// An existing file is replaced, an existing folder is not. nullopt if `stopping` said to stop;
// otherwise the path written. Exit codes of errors: those of running the scenarios and of output.
Result<std::optional<std::string>> write_bundle(const std::string& path,
                                                const BundleContent& content,
                                                const std::function<bool()>& stopping);

}  // namespace isotherm
