// SPDX-License-Identifier: Apache-2.0
// Finds functions by matching braces and by the text before a brace. Works for formatted code, not
// for all of C++.
#include <algorithm>
#include <array>
#include <cctype>

#include "tests/tidy/file_rules.h"

namespace isotherm::tidy {

namespace {

enum class Scope { outer, function, other };  // outer: namespaces and types

bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

std::string_view first_word(std::string_view head) {
    const auto end = std::ranges::find_if_not(head, is_word_character);
    return head.substr(0, static_cast<std::size_t>(end - head.begin()));
}

std::string_view without_template(std::string_view head) {
    while (first_word(head) == "template") {
        std::size_t i = head.find('<');
        for (int depth = 0; i < head.size(); ++i) {
            if (head[i] == '<') ++depth;
            if (head[i] == '>' && --depth == 0) break;
        }
        head.remove_prefix(std::min(i + 1, head.size()));
        while (!head.empty() && is_space(head.front())) head.remove_prefix(1);
    }
    return head;
}

// Position after the = of an initialiser, which is neither a default argument nor part of an
// operator.
std::size_t after_equals(std::string_view head) {
    constexpr std::string_view operators = "=<>!+-*/%&|^";
    int parentheses = 0;
    for (std::size_t i = 1; i < head.size(); ++i) {
        if (head[i] == '(') ++parentheses;
        if (head[i] == ')') --parentheses;
        if (head[i] != '=' || parentheses != 0) continue;
        const char before = head[i - 1];
        const bool is_operator = operators.find(before) != std::string_view::npos ||
                                 head.substr(0, i).ends_with("operator") ||
                                 head.substr(i).starts_with("==");
        if (!is_operator) return i + 1;
    }
    return std::string_view::npos;
}

// The kind of scope opened by the brace after this text.
Scope scope_of(std::string_view head) {
    head = without_template(head);
    const std::string_view word = first_word(head);
    if (head.empty() || word == "namespace" || word == "extern" ||
        head.starts_with("inline namespace"))
        return Scope::outer;
    if (word == "class" || word == "struct" || word == "union") return Scope::outer;
    if (word == "enum") return Scope::other;
    if (const std::size_t value = after_equals(head); value != std::string_view::npos) {
        const std::size_t start = head.find_first_not_of(" \n", value);
        return start < head.size() && head[start] == '[' ? Scope::function : Scope::other;
    }
    return head.find('(') != std::string_view::npos ? Scope::function : Scope::other;
}

std::string function_name(std::string_view head) {
    head = without_template(head);
    const std::size_t value = after_equals(head);
    std::size_t end = value == std::string_view::npos ? head.find('(') : value - 1;
    end = std::min(end, head.size());
    while (end > 0 && is_space(head[end - 1])) --end;
    std::size_t begin = end;
    while (begin > 0 && !is_space(head[begin - 1])) --begin;
    return std::string(head.substr(begin, end - begin));
}

// Blanks preprocessor lines, including their continuation lines.
std::string without_directives(std::string code) {
    bool inside = false;
    std::size_t begin = 0;
    while (begin < code.size()) {
        const std::size_t end = std::min(code.find('\n', begin), code.size());
        inside = inside || code[begin] == '#';
        const bool goes_on = inside && end > begin && code[end - 1] == '\\';
        if (inside)
            std::fill(code.begin() + static_cast<std::ptrdiff_t>(begin),
                      code.begin() + static_cast<std::ptrdiff_t>(end), ' ');
        inside = goes_on;
        begin = end + 1;
    }
    return code;
}

class Matcher {
public:
    explicit Matcher(std::string code) : code_(std::move(code)) {}

    std::vector<FunctionFound> functions() {
        for (at_ = 0; at_ < code_.size(); ++at_) {
            const char c = code_[at_];
            if (c == '\n') ++line_;
            if (c == '{')
                open();
            else if (c == '}')
                close();
            else if (scope() == Scope::outer)
                read(c);
        }
        return std::move(found_);
    }

private:
    struct Words {  // text since the end of the last statement
        std::string text;
        int line = 0;
        int parentheses = 0;
    };
    struct Level {
        Scope scope;
        Words before;
    };

    Scope scope() const { return levels_.empty() ? Scope::outer : levels_.back().scope; }

    void open() {
        const bool opens_statement = scope() == Scope::outer && words_.parentheses == 0;
        const Scope opened = opens_statement ? scope_of(words_.text) : Scope::other;
        levels_.push_back({opened, words_});
        words_ = {};
    }

    void close() {
        if (levels_.empty()) return;  // unbalanced because of preprocessor branches
        Level closed = std::move(levels_.back());
        levels_.pop_back();
        words_ = {};
        if (scope() != Scope::outer || closed.scope == Scope::outer) {
            words_ = scope() == Scope::outer ? Words{} : closed.before;
            return;
        }
        // member_{value} or a value in braces: the declaration continues after the brace.
        const std::size_t next = code_.find_first_not_of(" \n", at_ + 1);
        const bool goes_on = next < code_.size() && (code_[next] == ',' || code_[next] == '{');
        if (closed.scope == Scope::other || goes_on)
            words_ = std::move(closed.before);
        else
            found_.push_back({function_name(closed.before.text), closed.before.line, line_});
    }

    void read(char c) {
        if (c == '(') ++words_.parentheses;
        if (c == ')') --words_.parentheses;
        if ((c == ';' && words_.parentheses == 0) || (c == ':' && ends_with_label())) {
            words_ = {};
        } else if (!words_.text.empty() || !is_space(c)) {
            if (words_.text.empty()) words_.line = line_;
            words_.text += c;
        }
    }

    bool ends_with_label() const {
        constexpr std::array<std::string_view, 5> labels = {"public", "protected", "private",
                                                            "signals", "slots"};
        return std::ranges::any_of(labels, [&](auto label) {
            if (!words_.text.ends_with(label) || code_[at_ + 1] == ':') return false;
            const std::size_t before = words_.text.size() - label.size();
            return before == 0 || is_space(words_.text[before - 1]);
        });
    }

    std::string code_;
    std::size_t at_ = 0;
    int line_ = 1;
    Words words_;
    std::vector<Level> levels_;
    std::vector<FunctionFound> found_;
};

}  // namespace

std::vector<FunctionFound> functions_of(std::string_view text) {
    return Matcher(without_directives(code_of(text))).functions();
}

}  // namespace isotherm::tidy
