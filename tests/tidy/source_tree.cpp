// SPDX-License-Identifier: Apache-2.0
#include "tests/tidy/source_tree.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <sstream>

namespace isotherm::tidy {

namespace {

constexpr std::array roots = {"engine", "workloads",      "app",       "tests",   "resources",
                              ".ci",    "CMakeLists.txt", "README.md", "LICENSE", "LICENSES"};
constexpr std::array text_endings = {".h",  ".cpp",           ".in",    ".sh", ".md", ".toml",
                                     ".ts", "CMakeLists.txt", ".ci/run"};

bool is_text(std::string_view path) {
    return std::ranges::any_of(text_endings, [&](auto ending) { return path.ends_with(ending); });
}

SourceFile file_of(const std::filesystem::path& root, const std::filesystem::path& path) {
    SourceFile file{path.lexically_relative(root).generic_string(), {}};
    if (!is_text(file.path)) return file;
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    file.text = text.str();
    return file;
}

// Walks over C++ text and blanks everything that is not code.
class Blanking {
public:
    explicit Blanking(std::string_view text) : text_(text) {}

    std::string result() {
        while (at_ < text_.size()) step();
        return std::move(text_);
    }

private:
    void step() {
        const std::string_view rest = std::string_view(text_).substr(at_);
        if (rest.starts_with("//") || starts_include(rest)) {
            blank_to(text_.find('\n', at_));
        } else if (rest.starts_with("/*")) {
            blank_to(after("*/", at_ + 2));
        } else if (rest.starts_with("R\"") && !continues_word()) {
            const std::size_t open = text_.find('(', at_);
            if (open == std::string::npos) return blank_to(open);
            const std::string close = ")" + text_.substr(at_ + 2, open - at_ - 2) + "\"";
            blank_to(after(close, open));
        } else if (rest.front() == '"' || (rest.front() == '\'' && !is_in_number())) {
            blank_to(end_of_quoted(rest.front()));
        } else {
            ++at_;
        }
    }

    bool continues_word() const { return at_ > 0 && is_word_character(text_[at_ - 1]); }

    bool starts_include(std::string_view rest) const {
        return (at_ == 0 || text_[at_ - 1] == '\n') && rest.starts_with("#include");
    }

    // Whether the quote is a digit separator as in 1'000: the word that contains it began with a
    // digit.
    bool is_in_number() const {
        std::size_t begin = at_;
        while (begin > 0 && (is_word_character(text_[begin - 1]) || text_[begin - 1] == '\''))
            --begin;
        return begin < at_ && std::isdigit(static_cast<unsigned char>(text_[begin])) != 0;
    }

    std::size_t after(std::string_view mark, std::size_t from) const {
        const std::size_t found = text_.find(mark, from);
        return found == std::string::npos ? found : found + mark.size();
    }

    std::size_t end_of_quoted(char quote) const {
        for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
            if (text_[i] == '\\')
                ++i;
            else if (text_[i] == quote)
                return i + 1;
        }
        return std::string::npos;
    }

    void blank_to(std::size_t end) {
        for (end = std::min(end, text_.size()); at_ < end; ++at_)
            if (text_[at_] != '\n') text_[at_] = ' ';
    }

    std::string text_;
    std::size_t at_ = 0;
};

}  // namespace

std::vector<SourceFile> files_of(const std::filesystem::path& root) {
    std::vector<SourceFile> files;
    for (const auto* name : roots) {
        const auto start = root / name;
        if (std::filesystem::is_regular_file(start)) files.push_back(file_of(root, start));
        if (!std::filesystem::is_directory(start)) continue;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(start))
            if (entry.is_regular_file()) files.push_back(file_of(root, entry.path()));
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

std::string text_of(const std::vector<Finding>& findings) {
    std::string text;
    for (const auto& [path, line, rule] : findings)
        text += path + (line == 0 ? "" : ":" + std::to_string(line)) + ": " + rule + "\n";
    return text;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

std::string code_of(std::string_view text) { return Blanking(text).result(); }

std::string folder_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return std::string(slash == std::string_view::npos ? "" : path.substr(0, slash));
}

std::string name_of(std::string_view path) {
    return std::string(path.substr(path.rfind('/') + 1));  // npos + 1 is 0
}

bool is_cpp(std::string_view path) { return path.ends_with(".h") || path.ends_with(".cpp"); }

bool is_below(std::string_view path, std::string_view folder) {
    return path == folder ||
           (path.starts_with(folder) && path.substr(folder.size()).front() == '/');
}

bool is_word_character(char c) {
    return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
}

}  // namespace isotherm::tidy
