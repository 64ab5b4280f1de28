// SPDX-License-Identifier: Apache-2.0
#pragma once
// Random TOML documents that are valid by construction.

#include <fmt/format.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "engine/toml/toml_writer.h"

namespace isotherm {

template <class Choices>
auto any_of(const Choices& choices) {
    return *rc::gen::elementOf(choices);
}
inline bool maybe() { return *rc::gen::arbitrary<bool>(); }
inline int at_most(int most) { return *rc::gen::inRange(0, most + 1); }

// A random document that is valid by construction. Remembers the paths of its values and tables.
class Document {
public:
    Document() {
        if (maybe()) text_ += "# first\n";
        entries({}, true);
        for (int more = at_most(6); more > 0; --more) section();
        std::string whole = maybe() ? "\xEF\xBB\xBF" : "";
        const bool carriage_returns = maybe();
        for (const char c : text_) {
            if (c == '\n' && carriage_returns) whole += '\r';
            whole += c;
        }
        text_ = whole;
        if (maybe()) text_ = text_.substr(0, text_.find_last_not_of("\r\n") + 1);
    }

    const std::string& text() const { return text_; }
    std::vector<TomlPath> values;  // paths of values that can be set
    std::vector<TomlPath> tables{{}};

private:
    std::string new_name() {
        static const std::vector<std::string> forms{
            "k{}",  "{}",     "k-{}_",           "two words {}", "d.o.t{}", "#{}",
            "[{}]", "\"{}\"", "\xE8\xA1\xA8 {}", "= {}",         "\\{}",    "'{}'"};
        return fmt::format(fmt::runtime(any_of(forms)), ++names_);
    }
    static std::string spelled(const std::string& name) {
        if (name.find('\'') == name.npos && maybe()) return "'" + name + "'";
        return maybe() ? toml_quoted(name) : toml_key(name);
    }
    static std::string spelled(const TomlPath& path) {
        std::string key;
        for (const std::string& name : path)
            key += (key.empty() ? "" : maybe() ? " . " : ".") + spelled(name);
        return key;
    }

    static std::string plain_value() {
        static const std::vector<std::string> values{"1",
                                                     "-17_000",
                                                     "2.5e3",
                                                     "true",
                                                     "0xFF",
                                                     "1979-05-27 07:32:00Z",
                                                     "07:32:00",
                                                     R"("a # b")",
                                                     R"("[x] = \"1\" \\")",
                                                     R"('C:\')",
                                                     "\"\xE8\xA1\xA8\"",
                                                     R"("")",
                                                     "\"\"\"\n[x]\n# none\na = 1\n\"\"\"",
                                                     R"("""a ""quoted"" \""" b""""")",
                                                     "'''\n[y]\n'' \\'''",
                                                     "[]"};
        return any_of(values);
    }
    std::string value(const TomlPath& path, bool on_one_line, bool reached, int depth = 0) {
        const int kind = depth > 2 ? 0 : at_most(4);
        if (kind == 3) return array(on_one_line, depth);
        if (kind == 4) return inline_table(path, reached, depth);
        const std::string plain = plain_value();
        return on_one_line && plain.find('\n') != plain.npos ? "3" : plain;
    }
    std::string array(bool on_one_line, int depth) {
        const bool lines = !on_one_line && maybe();
        std::string list = "[";
        for (int more = at_most(3); more > 0; --more) {
            if (lines && maybe()) list += " # ]";
            if (lines) list += "\n  ";
            list += value({}, on_one_line, false, depth + 1);
            if (more > 1 || lines) list += maybe() ? ", " : ",";
        }
        return list + (lines ? "\n]" : "]");
    }
    std::string inline_table(const TomlPath& path, bool reached, int depth) {
        if (reached) tables.push_back(path);
        std::string table = maybe() ? "{ " : "{";
        for (int more = at_most(3); more > 0; --more) {
            TomlPath key{new_name()};
            if (maybe()) key.push_back(new_name());
            const TomlPath inner = joined(path, key);
            if (reached && key.size() > 1) tables.push_back(joined(path, {key.front()}));
            table += spelled(key) + " = " + value(inner, true, reached, depth + 1);
            if (reached) values.push_back(inner);
            if (more > 1) table += ", ";
        }
        return table + (maybe() ? " }" : "}");
    }

    static TomlPath joined(TomlPath path, const TomlPath& key) {
        path.insert(path.end(), key.begin(), key.end());
        return path;
    }
    void comment() {
        static const std::vector<std::string> lines{"", "", "\n", "# [c]\n", "  # d = \"1\n"};
        text_ += any_of(lines);
    }
    void entry(const TomlPath& section, const TomlPath& key, bool reached) {
        const TomlPath path = joined(section, key);
        comment();
        text_ += (maybe() ? "  " : "") + spelled(key) + (maybe() ? "=" : " = ");
        text_ += value(path, false, reached) + (maybe() ? "  # e = [" : "") + "\n";
        if (reached) values.push_back(path);
    }
    void entries(const TomlPath& section, bool reached) {
        for (int more = at_most(4); more > 0; --more) {
            const std::string name = new_name();
            if (maybe()) {
                entry(section, {name}, reached);
                continue;
            }
            for (int dotted = 1 + at_most(2); dotted > 0; --dotted)
                entry(section, {name, new_name()}, reached);
            if (reached) tables.push_back(joined(section, {name}));
        }
        comment();
    }
    void section() {
        TomlPath path = any_of(headers_);
        for (int more = 1 + at_most(1); more > 0; --more) path.push_back(new_name());
        const bool list = at_most(3) == 0;
        for (int more = list ? 1 + at_most(1) : 1; more > 0; --more) {
            text_ += (maybe() ? " " : "") + std::string(list ? "[[" : "[") + spelled(path) +
                     (list ? "]]" : "]") + (maybe() ? " # [z]" : "") + "\n";
            entries(path, !list);
            if (list && maybe()) {
                text_ += "[" + spelled(path) + ".inner]\n";
                entries(path, false);
            }
        }
        if (!list) headers_.push_back(path);
        if (list) path.pop_back();
        for (; !path.empty(); path.pop_back()) tables.push_back(path);
    }

    std::string text_;
    int names_ = 0;
    std::vector<TomlPath> headers_{{}};
};

}  // namespace isotherm
