// SPDX-License-Identifier: Apache-2.0
#pragma once
// The words of a lesson in one language: Markdown with a heading `## id` for each step, and lines
// `- key: text` for choices.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm {

struct WordsLine {
    std::int64_t line = 0;
    std::string text;
};

struct WordsSection {
    std::int64_t line = 0;                     // of the heading
    std::vector<WordsLine> lines;              // empty ones separate paragraphs
    std::vector<std::string> keys;             // of the choices, as they stand there
    std::map<std::string, WordsLine> choices;  // by key

    bool empty() const { return lines.empty() && choices.empty(); }
    // Paragraphs, their lines put together: with a space between, or without one in Japanese.
    std::vector<std::string> paragraphs() const;
};

struct LessonWords {
    std::string file;
    WordsLine title;
    std::vector<std::string> order;  // of the headings
    std::map<std::string, WordsSection, std::less<>> sections;
    std::int64_t last_line = 0;

    // nullptr if there is none.
    const WordsSection* section(std::string_view id) const;
    Place place(const WordsLine& line, std::int64_t column) const;
};

Result<LessonWords> read_lesson_words(const std::string& text, const std::string& file_name);

}  // namespace isotherm
