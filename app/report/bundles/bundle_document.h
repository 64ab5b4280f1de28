// SPDX-License-Identifier: Apache-2.0
#pragma once
// document.json of a bundle: what a comparison of two runs is about, apart from the runs
// themselves.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/requests/operation.h"
#include "engine/vocabulary/message.h"
#include "engine/vocabulary/resource_name.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

// Incremented when the meaning of a document changes. Readers accept only their own format.
inline constexpr int bundle_format = 1;

// A or B.
struct BundleSlot {
    std::string label;  // for people: "votes"
    std::int64_t seed = 0;
    std::int64_t seconds = 0;          // recorded
    std::string fingerprint;           // of its run; empty: the slot has a scenario only
    std::vector<std::string> changes;  // settings that differ from those of A

    bool has_run() const { return !fingerprint.empty(); }
};

// A line that somebody wrote about a moment.
struct BundleNote {
    std::int64_t second = 0;
    ResourceName resource;
    Side side = Side::read;
    std::optional<std::size_t> partition;
    std::string text;

    bool operator==(const BundleNote&) const = default;
};

// A file that a scenario reads: an included scenario or a recorded stream.
struct BundleInput {
    char slot = 'a';
    std::string path;    // as the scenario names it: absolute, or relative to its folder
    std::string stored;  // entry of the bundle: "inputs/1-orders.csv"; empty: too large
    std::uint64_t bytes = 0;
    std::string xxh3;
};

struct BundleDocument {
    std::string version;  // of the program that wrote it
    std::string title;
    std::optional<BundleSlot> a, b;
    std::vector<std::string> view;  // arguments of isotherm-gui and `isotherm plot`
    std::vector<BundleNote> notes;
    std::vector<Message> sentence;       // how B differs from A
    std::vector<std::string> dismissed;  // causes of findings that are not shown
    std::vector<BundleInput> inputs;
};

std::string document_text(const BundleDocument& document);
// `path` is for messages. Exit code of errors: 65.
Result<BundleDocument> read_document(const std::string& text, const std::string& path);

}  // namespace isotherm
