// SPDX-License-Identifier: Apache-2.0
#pragma once
// The files of a checkout, and what the rules of this folder find in them.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace isotherm::tidy {

struct SourceFile {
    std::string path;  // from the root of the checkout, with slashes
    std::string text;  // empty where nobody writes it by hand: pictures, recorded streams
};

struct Finding {
    std::string path;
    int line = 0;  // 0: the file or folder as a whole
    std::string rule;

    bool operator==(const Finding&) const = default;
};

// Everything below engine, workloads, app, tests, resources and .ci, and the texts of the root.
std::vector<SourceFile> files_of(const std::filesystem::path& root);

// One finding a line, as editors read it: path:line: rule.
std::string text_of(const std::vector<Finding>& findings);

std::vector<std::string_view> lines_of(std::string_view text);

// A C++ text of the same lines, in which comments, strings, characters and includes are blank.
std::string code_of(std::string_view text);

std::string folder_of(std::string_view path);
std::string name_of(std::string_view path);
bool is_cpp(std::string_view path);
bool is_below(std::string_view path, std::string_view folder);  // or the folder itself
bool is_word_character(char c);                                 // of an identifier

}  // namespace isotherm::tidy
