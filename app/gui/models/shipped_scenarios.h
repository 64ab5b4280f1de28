// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The scenarios that ship with the program, in the order in which they teach, with what there is to
// see in each. The files say the same at length, with their sources.

#include <QString>
#include <vector>

namespace isotherm {

struct ShippedScenario {
    const char* file;
    const char* title;     // of the context "Scenarios"
    const char* sentence;  // likewise
};

const std::vector<ShippedScenario>& shipped_scenarios();
// In the language of the window.
QString shipped_text(const char* text);

// Where they are: installed beside the program, in a build tree, or in the working directory's
// source tree. Empty where they are not found.
QString shipped_folder();

// Whether a path is that of one that ships, which is never written.
bool is_shipped(const QString& path);

}  // namespace isotherm
