// SPDX-License-Identifier: Apache-2.0
#pragma once
// Lines of TOML with comments beside them.

#include <string>
#include <string_view>
#include <vector>

namespace isotherm {

class TomlLines {
public:
    void comment(std::string_view text);
    // [a.b]  # comment
    void table(std::string_view path, std::string_view comment = {});
    // name = value  # comment
    void set(std::string_view name, std::string_view value, std::string_view comment = {});
    void blank() { text_ += '\n'; }
    const std::string& text() const { return text_; }

private:
    void line(std::string line, std::string_view comment);
    std::string text_;
};

// { name = value, name = value }
class InlineTable {
public:
    void set(std::string_view name, std::string_view value);
    std::string text() const { return "{ " + members_ + " }"; }

private:
    std::string members_;
};

// A share from 0 to 1 as a percentage in quotes, rounded to a tenth: "9.1 %", "50 %"; below 1 % to
// four digits after the point.
std::string percent_value(double share);

// Joins parts that are not empty by "; ".
std::string joined_remarks(const std::vector<std::string>& parts);

}  // namespace isotherm
