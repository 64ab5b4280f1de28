// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The scenarios that ship with the program, in the order of a tutorial, each with a sentence about
// what it shows. The files contain longer explanations and sources.

#include <QString>
#include <vector>

namespace isotherm {

// What a scenario is about; bits, because some are about several things.
enum ScenarioTopics : unsigned {
    topic_uneven = 1,
    topic_too_little = 2,
    topic_scaling = 4,
    topic_index = 8,
    topic_series = 16,
    topic_recorded = 32,
};

struct ShippedScenario {
    const char* file;
    unsigned topics;
    const char* title;     // translated in the context "Scenarios"
    const char* sentence;  // likewise
};

const std::vector<ShippedScenario>& shipped_scenarios();
// Translates a title or sentence into the window's language.
QString shipped_text(const char* text);

// Returns the folder of the scenarios: installed next to the program, in a build tree, or in the
// source tree of the working directory. Empty if not found.
QString shipped_folder();

// The picture of a shipped scenario in the program's resources.
QString shipped_picture(const QString& file);
// Whether a lesson of the same name comes with the program.
bool has_lesson(const QString& file);

// Returns whether a path is that of a shipped scenario; these are never overwritten.
bool is_shipped(const QString& path);

}  // namespace isotherm
