// SPDX-License-Identifier: Apache-2.0
// Fuzzes the readers of lessons. The first byte selects lesson.toml, the words, or a line of words.
// Any input must result in a lesson, in words or in errors with a place.

#include "engine/lessons/lesson.h"
#include "engine/lessons/lesson_value.h"
#include "engine/lessons/typed_numbers.h"
#include "tests/fuzz/fuzz_target.h"

ISOTHERM_FUZZ_TARGET(lesson) {
    using namespace isotherm;
    if (input.empty()) return;
    const std::string text(input.substr(1));
    constexpr int kinds = 3;
    switch (static_cast<unsigned char>(input.front()) % kinds) {
        case 0: {
            const auto lesson = read_lesson_text(text, "lesson.toml");
            if (!lesson.ok()) return must_be_told_well(lesson.errors());
            for (std::size_t at = 0; at < lesson.value().steps.size(); ++at)
                must_hold(lesson.value().b_at(at) == nullptr || !lesson.value().b_at(at)->empty(),
                          "a run B has changes");
            return;
        }
        case 1: {
            const auto words = read_lesson_words(text, "en.md");
            if (!words.ok()) return must_be_told_well(words.errors());
            for (const auto& [id, section] : words.value().sections)
                must_hold(section.line > 0 && section.line <= words.value().last_line,
                          "a heading is in the text");
            return;
        }
        default: {
            const auto pieces = pieces_of(text);
            if (const auto* wrong = std::get_if<PieceError>(&pieces))
                must_hold(wrong->column > 0 && !wrong->error.what.empty(), "an error has a place");
            (void)typed_numbers(text, {});
            (void)parse_goal(text);
        }
    }
}
