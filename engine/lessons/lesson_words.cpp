// SPDX-License-Identifier: Apache-2.0
#include "engine/lessons/lesson_words.h"

#include <fmt/format.h>

#include <optional>

#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/text_file.h"
#include "engine/vocabulary/trimmed.h"

namespace isotherm {
namespace {

constexpr std::string_view step_mark = "## ";
constexpr std::string_view title_mark = "# ";
constexpr std::string_view choice_mark = "- ";
constexpr std::string_view comment_begin = "<!--";
constexpr std::string_view comment_end = "-->";

bool is_key_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_key(std::string_view text) {
    for (const char c : text)
        if (!is_key_character(c)) return false;
    return !text.empty();
}

// Whether a space belongs between two lines of text that end and begin with these bytes. Japanese
// has none between its characters.
bool wants_space(char before, char after) {
    return static_cast<unsigned char>(before) < 0x80 || static_cast<unsigned char>(after) < 0x80;
}

bool has_open_brace(std::string_view text) {
    const std::size_t open = text.rfind('{');
    return open != text.npos && text.find('}', open) == text.npos;
}

class WordsReader {
public:
    explicit WordsReader(const std::string& file_name) { words_.file = file_name; }

    void take(std::string_view line) {
        ++words_.last_line;
        const std::string text(without_comments(line));
        if (text.starts_with(step_mark)) return heading(trimmed(text.substr(step_mark.size())));
        if (text.starts_with(title_mark)) return title(trimmed(text.substr(title_mark.size())));
        if (section_ == nullptr) {
            if (!trimmed(text).empty())
                report("text before the first heading", "write it below a heading ## STEP");
            return;
        }
        if (choice(text)) return;
        add(text);
    }

    Result<LessonWords> finish() {
        if (words_.title.text.empty()) {
            errors_.push_back({ExitCode::bad_scenario, ErrorNumber::missing_setting,
                               Place{.file = words_.file, .line = 1}, "there is no title",
                               "begin with a line \"# Title of the lesson\""});
        }
        for (auto& [id, section] : words_.sections)
            while (!section.lines.empty() && section.lines.back().text.empty())
                section.lines.pop_back();
        if (!errors_.empty()) return errors_;
        return std::move(words_);
    }

private:
    std::string_view without_comments(std::string_view line) {
        if (in_comment_) {
            const std::size_t end = line.find(comment_end);
            if (end == line.npos) return "";
            in_comment_ = false;
            return trimmed(line.substr(end + comment_end.size()));
        }
        const std::size_t begin = line.find(comment_begin);
        if (begin == line.npos) return trimmed(line, "\r");
        in_comment_ = line.find(comment_end, begin) == line.npos;
        return trimmed(line.substr(0, begin));
    }

    void heading(std::string_view id) {
        if (!is_key(id)) {
            report(fmt::format("\"{}\" is not the id of a step", printable(id)),
                   "write letters, digits and _ only: ## two_keys");
            return;
        }
        section_ = &words_.sections[std::string(id)];
        if (section_->line > 0) {
            report(fmt::format("there is a second heading \"## {}\"; the first is in line {}", id,
                               section_->line),
                   "put the words of a step under one heading");
            return;
        }
        section_->line = words_.last_line;
        words_.order.emplace_back(id);
        open_choice_ = nullptr;
    }

    void title(std::string_view text) {
        if (!words_.title.text.empty())
            report(
                fmt::format("there is a second title; the first is in line {}", words_.title.line),
                "write ## and the id of a step");
        words_.title = {words_.last_line, std::string(text)};
    }

    // Takes `- key: text`.
    bool choice(std::string_view text) {
        if (!text.starts_with(choice_mark)) return false;
        const std::size_t colon = text.find(':');
        if (colon == text.npos) return false;
        const std::string_view key = text.substr(choice_mark.size(), colon - choice_mark.size());
        if (!is_key(key)) return false;
        const auto [at, added] = section_->choices.try_emplace(
            std::string(key),
            WordsLine{words_.last_line, std::string(trimmed(text.substr(colon + 1)))});
        if (!added) report(fmt::format("a second line for {}", key), "use another key");
        if (added) section_->keys.emplace_back(key);
        open_choice_ = &at->second;
        return true;
    }

    void add(std::string_view text) {
        const std::string_view content = trimmed(text);
        if (open_choice_ != nullptr && text.starts_with(' ') && !content.empty()) {
            const bool space = !open_choice_->text.empty() &&
                               wants_space(open_choice_->text.back(), content.front());
            open_choice_->text += (space ? " " : "") + std::string(content);
            return;
        }
        open_choice_ = nullptr;
        if (content.empty() && (section_->lines.empty() || section_->lines.back().text.empty()))
            return;
        // A value may be broken between two lines.
        if (!section_->lines.empty() && has_open_brace(section_->lines.back().text)) {
            section_->lines.back().text += " " + std::string(content);
            return;
        }
        section_->lines.push_back({words_.last_line, std::string(content)});
    }

    void report(std::string what, std::string fix) {
        constexpr std::size_t most = 20;
        if (errors_.size() >= most) return;
        errors_.push_back({ExitCode::bad_scenario, ErrorNumber::wrong_form,
                           Place{.file = words_.file, .line = words_.last_line, .column = 1},
                           std::move(what), std::move(fix)});
    }

    LessonWords words_;
    WordsSection* section_ = nullptr;
    WordsLine* open_choice_ = nullptr;  // which indented lines continue
    bool in_comment_ = false;
    Errors errors_;
};

}  // namespace

std::vector<std::string> WordsSection::paragraphs() const {
    std::vector<std::string> all;
    bool open = false;
    for (const WordsLine& line : lines) {
        if (line.text.empty()) {
            open = false;
            continue;
        }
        if (!open || line.text.starts_with(choice_mark)) {
            all.push_back(line.text);
        } else {
            const bool space = wants_space(all.back().back(), line.text.front());
            all.back() += (space ? " " : "") + line.text;
        }
        open = true;
    }
    return all;
}

const WordsSection* LessonWords::section(std::string_view id) const {
    const auto found = sections.find(id);
    return found == sections.end() ? nullptr : &found->second;
}

Place LessonWords::place(const WordsLine& line, std::int64_t column) const {
    return {.file = file, .line = line.line, .column = column, .source_line = line.text};
}

Result<LessonWords> read_lesson_words(const std::string& text, const std::string& file_name) {
    if (auto error = find_encoding_error(text, file_name)) return *std::move(error);
    WordsReader reader(file_name);
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        reader.take(std::string_view(text).substr(start, end - start));
        start = end + 1;
    }
    return reader.finish();
}

}  // namespace isotherm
