// SPDX-License-Identifier: Apache-2.0
#include "tests/tidy/word_rules.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <set>

namespace isotherm::tidy {

namespace {

// Divided into halves, so that this file does not violate its own rules.
constexpr auto documents =
    std::to_array<std::string_view>({"throughput"
                                     "-model",
                                     "cost-and"
                                     "-operations",
                                     "trace"
                                     "-formats",
                                     "DES"
                                     "IGN"});
constexpr auto unfinished =
    std::to_array<std::string_view>({"TO"
                                     "DO",
                                     "FIX"
                                     "ME",
                                     "XX"
                                     "X",
                                     "HA"
                                     "CK"});

constexpr auto empty_words =
    std::to_array<std::string_view>({"manager", "helper", "util", "utils", "common", "misc"});
// Names of the standard library, which the project cannot choose.
constexpr auto standard_names = std::to_array<std::string_view>(
    {"common_type", "common_type_t", "common_reference", "common_with"});

bool is_upper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }
bool is_lower(char c) { return std::islower(static_cast<unsigned char>(c)) != 0; }
bool is_name_character(char c) { return is_word_character(c) || c == '-'; }

// Whether the line contains the word without a letter, digit or hyphen on either side.
bool has_word(std::string_view line, std::string_view word) {
    for (std::size_t at = line.find(word); at != std::string_view::npos;
         at = line.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !is_name_character(line[at - 1])) &&
            (end == line.size() || !is_name_character(line[end])))
            return true;
    }
    return false;
}

// File names in the line that end with .md.
std::vector<std::string> documents_in(std::string_view line) {
    constexpr std::string_view ending = ".md";
    std::vector<std::string> names;
    for (std::size_t at = line.find(ending); at != std::string_view::npos;
         at = line.find(ending, at + 1)) {
        const std::size_t end = at + ending.size();
        std::size_t begin = at;
        while (begin > 0 && is_name_character(line[begin - 1])) --begin;
        if (begin < at && (end == line.size() || !is_name_character(line[end])))
            names.emplace_back(line.substr(begin, end - begin));
    }
    return names;
}

// Splits snake_case and CamelCase into lower-case words: parse_HTTPReply -> parse, http, reply.
std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words(1);
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool begins =
            is_upper(c) && i > 0 &&
            (!is_upper(name[i - 1]) || (i + 1 < name.size() && is_lower(name[i + 1])));
        if (begins || std::isalnum(static_cast<unsigned char>(c)) == 0) words.emplace_back();
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return words;
}

bool says_nothing(std::string_view name) {
    const bool is_qt = name.size() > 1 && name[0] == 'Q' && is_upper(name[1]);
    if (is_qt || std::ranges::find(standard_names, name) != standard_names.end()) return false;
    return std::ranges::any_of(words_of(name), [](const std::string& word) {
        return std::ranges::find(empty_words, word) != empty_words.end();
    });
}

std::set<std::string> identifiers_of(std::string_view line) {
    std::set<std::string> names;
    while (!line.empty()) {
        const auto end = std::ranges::find_if_not(line, is_word_character);
        const auto size = static_cast<std::size_t>(end - line.begin());
        if (size > 0) names.emplace(line.substr(0, size));
        line.remove_prefix(std::max<std::size_t>(size, 1));
    }
    return names;
}

// Calls report(line, number) for every line.
template <typename Report>
void for_each_line(std::string_view text, Report report) {
    int number = 0;
    for (const auto line : lines_of(text)) report(line, ++number);
}

bool leads_nowhere(std::string_view target, const SourceFile& file,
                   const std::set<std::string>& paths) {
    target = target.substr(0, target.find_first_of("# "));
    if (target.empty() || target.find(':') != std::string_view::npos) return false;  // https:
    const auto path = std::filesystem::path(folder_of(file.path)) / target;
    std::string wanted = path.lexically_normal().generic_string();
    if (wanted.ends_with('/')) wanted.pop_back();
    const auto found = paths.lower_bound(wanted);
    if (found != paths.end() && *found == wanted) return false;
    const auto inside = paths.lower_bound(wanted + "/");
    return inside == paths.end() || !is_below(*inside, wanted);
}

bool has_checked_links(std::string_view path) {
    return path == "README.md" || (is_below(path, "resources/docs") && path.ends_with(".md"));
}

}  // namespace

std::vector<Finding> citation_findings(const std::vector<SourceFile>& files) {
    std::set<std::string> names;
    for (const auto& file : files) names.insert(name_of(file.path));
    std::vector<Finding> findings;
    for (const auto& file : files) {
        for_each_line(file.text, [&](std::string_view line, int number) {
            std::set<std::string> missing;
            for (const auto& name : documents_in(line))
                if (!names.contains(name)) missing.insert(name);
            for (const auto word : documents)
                if (missing.empty() && has_word(line, word)) missing.emplace(word);
            for (const auto& name : missing)
                findings.push_back({file.path, number, "cites " + name + ", which is not here"});
        });
    }
    return findings;
}

std::vector<Finding> link_findings(const std::vector<SourceFile>& files) {
    constexpr std::string_view start = "](";
    std::set<std::string> paths;
    for (const auto& file : files) paths.insert(file.path);
    std::vector<Finding> findings;
    for (const auto& file : files) {
        if (!has_checked_links(file.path)) continue;
        for_each_line(file.text, [&](std::string_view line, int number) {
            for (std::size_t at = line.find(start); at != std::string_view::npos;
                 at = line.find(start, at + 1)) {
                const auto target = line.substr(at + 2, line.find(')', at) - at - 2);
                if (leads_nowhere(target, file, paths))
                    findings.push_back({file.path, number,
                                        "the link to " + std::string(target) + " leads nowhere"});
            }
        });
    }
    return findings;
}

std::vector<Finding> name_findings(const std::vector<SourceFile>& files) {
    std::vector<Finding> findings;
    for (const auto& file : files) {
        if (says_nothing(file.path)) findings.push_back({file.path, 0, "its name says nothing"});
        if (!is_cpp(file.path) && !file.path.ends_with(".cpp.in")) continue;
        for_each_line(code_of(file.text), [&](std::string_view line, int number) {
            for (const auto& name : identifiers_of(line))
                if (says_nothing(name))
                    findings.push_back({file.path, number, "the name " + name + " says nothing"});
        });
    }
    return findings;
}

std::vector<Finding> unfinished_findings(const std::vector<SourceFile>& files) {
    std::vector<Finding> findings;
    for (const auto& file : files) {
        for_each_line(file.text, [&](std::string_view line, int number) {
            for (const auto mark : unfinished)
                if (has_word(line, mark))
                    findings.push_back({file.path, number, "says " + std::string(mark)});
        });
    }
    return findings;
}

}  // namespace isotherm::tidy
