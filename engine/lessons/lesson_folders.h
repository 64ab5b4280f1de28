// SPDX-License-Identifier: Apache-2.0
#pragma once
// Where lessons are: those that ship with the program, and those that a user names.

#include <optional>
#include <string>

#include "engine/lessons/lesson.h"

namespace isotherm {

// The folder of the lessons that ship: beside the installed program, in the source folder of a
// build, or below the current folder. nullopt if there is none.
std::optional<std::string> shipped_lessons_folder();

Result<std::vector<Lesson>> shipped_lessons();

// Reads the lesson in a folder, or the shipped one with this id.
Result<Lesson> lesson_named(const std::string& id_or_folder);

}  // namespace isotherm
