// SPDX-License-Identifier: Apache-2.0
#pragma once
// The files of a checkout, and the findings of the rules in this folder.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace isotherm::tidy {

struct SourceFile {
    std::string path;  // relative to the root of the checkout, with slashes
    std::string text;  // empty for files that are not written by hand: pictures, recorded streams
};

struct Finding {
    std::string path;
    int line = 0;  // 0: the file or folder as a whole
    std::string rule;

    bool operator==(const Finding&) const = default;
};

// All files below engine, workloads, app, tests, resources and .ci, and the text files of the root.
std::vector<SourceFile> files_of(const std::filesystem::path& root);

// One finding per line, in the format that editors understand: path:line: rule.
std::string text_of(const std::vector<Finding>& findings);

std::vector<std::string_view> lines_of(std::string_view text);

// C++ text with the same lines in which comments, strings, characters and includes are blank.
std::string code_of(std::string_view text);

std::string folder_of(std::string_view path);
std::string name_of(std::string_view path);
bool is_cpp(std::string_view path);
bool is_below(std::string_view path, std::string_view folder);  // also true for the folder itself
bool is_word_character(char c);  // whether it can be part of an identifier

}  // namespace isotherm::tidy
