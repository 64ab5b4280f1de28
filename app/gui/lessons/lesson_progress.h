// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How far the student has come in each lesson: the step last seen, in the settings of this machine.
// Answers are not kept.

#include <QString>
#include <cstddef>

namespace isotherm {

class LessonProgress {
public:
    // Number of the step last seen, from 1 on; 0: the lesson was never opened.
    static std::size_t step(const QString& lesson);
    static bool done(const QString& lesson);
    static void reach(const QString& lesson, std::size_t step, std::size_t steps);
    static void forget_all();
};

}  // namespace isotherm
