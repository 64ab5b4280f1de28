#include "engine/run/toml_document.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "engine/run/text_file.h"

namespace isotherm {
namespace {

constexpr std::size_t largest_scenario = 16 << 20;  // bytes
constexpr int deepest_nesting = 64;
constexpr std::size_t deepest_include = 16;

// The packaged library reports by exception; here an error is a value.
struct Parsed {
    toml::table table;
    std::optional<toml::parse_error> failure;
};

Parsed parse_toml(std::string_view text, std::string_view file_name) {
    try {
        return {toml::parse(text, file_name), std::nullopt};
    } catch (const toml::parse_error& failure) {
        return {{}, failure};
    }
}

std::vector<std::string> split_lines(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t start = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    while (start <= text.size()) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        std::string line = text.substr(start, end - start);
        if (line.ends_with('\r')) line.pop_back();
        lines.push_back(std::move(line));
        start = end + 1;
    }
    return lines;
}

// toml++ recurses on nesting: what is too deep is refused before it parses. Counts brackets and the
// parts of dotted keys outside strings and comments.
std::optional<std::int64_t> line_too_deep(const std::vector<std::string>& lines) {
    int depth = 0;
    for (std::size_t n = 0; n < lines.size(); ++n) {
        int dots = 0;
        char quote = 0;
        for (std::size_t i = 0; i < lines[n].size(); ++i) {
            const char c = lines[n][i];
            if (quote != 0) {
                if (c == '\\' && quote == '"') ++i;
                else if (c == quote) quote = 0;
            } else if (c == '#') {
                break;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '[' || c == '{') {
                ++depth;
            } else if (c == ']' || c == '}') {
                --depth;
            } else if (c == '.') {
                ++dots;
            } else if (c == '=' || c == ',') {
                dots = 0;
            }
            if (depth > deepest_nesting || dots > deepest_nesting) return static_cast<std::int64_t>(n) + 1;
        }
        depth = std::max(depth, 0);
    }
    return std::nullopt;
}

// A fix for the commonest slips; toml++ says what it found.
std::string syntax_fix(const std::string& line, std::string_view description) {
    const auto comma = [&] {
        for (std::size_t i = 1; i + 1 < line.size(); ++i) {
            if (line[i] == ',' && std::isdigit(static_cast<unsigned char>(line[i - 1])) &&
                std::isdigit(static_cast<unsigned char>(line[i + 1]))) {
                return true;
            }
        }
        return false;
    };
    if (line.find('[') == std::string::npos && comma()) return "decimals have a point: use 1.5, not 1,5";
    if (description.find("redefine") != std::string_view::npos) return "keep one of the two";
    if (description.find("string") != std::string_view::npos) return "close the string with a quote";
    return "see https://toml.io for the form of the file";
}

// Where a key of this name was defined before `line`: the last one.
void find_key(const toml::table& table, std::string_view name, std::int64_t before_line,
              std::int64_t& found) {
    for (const auto& [key, node] : table) {
        const auto line = static_cast<std::int64_t>(key.source().begin.line);
        if (key.str() == name && line < before_line) found = std::max(found, line);
        if (const auto* inner = node.as_table()) find_key(*inner, name, before_line, found);
    }
}

// "cannot redefine existing integer 'a.b'" -> "b"
std::string redefined_name(std::string_view description) {
    const std::size_t end = description.rfind('\'');
    const std::size_t start = end == 0 || end == std::string_view::npos
                                  ? std::string_view::npos
                                  : description.rfind('\'', end - 1);
    if (start == std::string_view::npos) return "";
    const std::string path(description.substr(start + 1, end - start - 1));
    return path.substr(path.rfind('.') + 1);
}

std::int64_t first_definition(const std::string& text, const std::vector<std::string>& lines,
                              std::string_view description, std::int64_t second_line) {
    const std::string name = redefined_name(description);
    if (name.empty() || second_line < 2) return 0;
    std::size_t bytes = 0;
    for (std::int64_t n = 0; n + 1 < second_line; ++n) bytes += lines[static_cast<std::size_t>(n)].size() + 1;
    const Parsed before = parse_toml(std::string_view(text).substr(0, bytes), "");
    std::int64_t found = 0;
    find_key(before.table, name, second_line, found);
    return found;
}

// For a string that never ends, toml++ names the end of the line or file; its start helps more.
void point_at_string_start(Place& place, const std::vector<std::string>& lines,
                           std::string_view description) {
    if (description.find("string") == std::string_view::npos) return;
    for (auto n = std::min(static_cast<std::size_t>(place.line), lines.size()); n > 0; --n) {
        const std::size_t start = lines[n - 1].find_first_of("\"'");
        if (start == std::string::npos) continue;
        place.line = static_cast<std::int64_t>(n);
        const auto is_start_of_point = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
        place.column = 1 + std::count_if(lines[n - 1].begin(),
                                         lines[n - 1].begin() + static_cast<std::ptrdiff_t>(start),
                                         is_start_of_point);
        return;
    }
}

void merge_into(toml::table& into, toml::table&& from) {
    for (auto&& [key, node] : from) {
        auto* existing = into.get_as<toml::table>(key.str());
        if (existing != nullptr && node.is_table()) {
            merge_into(*existing, std::move(*node.as_table()));
        } else if (!into.contains(key.str())) {
            into.insert(key, std::move(node));
        }
    }
}

}  // namespace

Place TomlDocument::place(const toml::source_region& source, const std::string& path) const {
    Place at{.path = path};
    at.file = source.path ? *source.path : "";
    at.line = source.begin.line;
    at.column = source.begin.column;
    const auto lines = lines_.find(at.file);
    if (lines != lines_.end() && at.line >= 1 &&
        at.line <= static_cast<std::int64_t>(lines->second.size())) {
        at.source_line = lines->second[static_cast<std::size_t>(at.line) - 1];
    }
    return at;
}

Result<toml::table> TomlDocument::parse(const std::string& text, const std::string& file_name) {
    if (auto error = find_encoding_error(text, file_name)) return std::move(*error);
    const Lines& lines = lines_[file_name] = split_lines(text);
    if (const auto line = line_too_deep(lines)) {
        return Error{ExitCode::bad_scenario, 110, {.file = file_name, .line = *line},
                     fmt::format("nested deeper than {} levels", deepest_nesting),
                     "scenarios need four levels"};
    }
    Parsed parsed = parse_toml(text, file_name);
    if (!parsed.failure) return std::move(parsed.table);
    const toml::parse_error& failure = *parsed.failure;
    const std::string description(failure.description());
    Place at = place(failure.source(), "");
    at.file = file_name;
    point_at_string_start(at, lines, description);
    if (at.line >= 1 && at.line <= static_cast<std::int64_t>(lines.size())) {
        at.source_line = lines[static_cast<std::size_t>(at.line) - 1];
    }
    const std::int64_t first = description.find("redefine") == std::string::npos
                                   ? 0
                                   : first_definition(text, lines, description, at.line);
    const std::string also = first > 0 ? fmt::format("; first defined in line {}", first) : "";
    const std::string fix = syntax_fix(at.source_line, description);
    return Error{ExitCode::bad_scenario, 101, std::move(at), printable(description) + also, fix};
}

Errors TomlDocument::include_into(toml::table& table, const std::string& file_name,
                                  std::vector<std::string> chain) {
    namespace fs = std::filesystem;
    const toml::node* includes = table.get("include");
    if (includes == nullptr) return {};
    const Place at = place(includes->source(), "include");
    const auto refused = [&](std::string what, std::string fix) {
        return Errors{Error{ExitCode::bad_scenario, 111, at, std::move(what), std::move(fix)}};
    };
    std::vector<std::string> names;
    if (const auto* list = includes->as_array()) {
        for (const toml::node& node : *list) names.push_back(node.value_or(std::string{}));
    } else {
        names.push_back(includes->value_or(std::string{}));
    }
    table.erase("include");
    for (const std::string& name : names) {
        const fs::path relative(name);
        if (name.empty()) return refused("include takes file names", "include = [\"prices.toml\"]");
        // Links are followed before the check, so that none leads out of the folder.
        const fs::path folder = fs::weakly_canonical(fs::path(chain.front()).parent_path() / ".");
        const fs::path target = fs::weakly_canonical(fs::path(file_name).parent_path() / relative);
        const bool inside = std::mismatch(folder.begin(), folder.end(), target.begin(), target.end())
                                    .first == folder.end() ||
                            (std::prev(folder.end())->empty() && target.string().starts_with(folder.string()));
        if (relative.is_absolute() || !inside) {
            return refused(fmt::format("\"{}\" lies outside the scenario's folder", printable(name)),
                           "copy the file beside the scenario");
        }
        std::vector<std::string> longer = chain;
        longer.push_back((fs::path(file_name).parent_path() / relative).lexically_normal().string());
        if (std::find(chain.begin(), chain.end(), longer.back()) != chain.end()) {
            return refused(fmt::format("includes form a cycle: {}", fmt::join(longer, " -> ")),
                           "take one of them out");
        }
        if (longer.size() > deepest_include) {
            return refused(fmt::format("includes go deeper than {}", deepest_include), "flatten them");
        }
        auto text = read_text_file(longer.back(), largest_scenario);
        if (!text.ok()) {
            return refused(fmt::format("\"{}\": {}", printable(name), text.errors().front().what),
                           text.errors().front().fix);
        }
        auto parsed = parse(text.value(), longer.back());
        if (!parsed.ok()) return parsed.errors();
        if (Errors errors = include_into(parsed.value(), longer.back(), longer); !errors.empty()) return errors;
        merge_into(table, std::move(parsed.value()));
    }
    return {};
}

Result<TomlDocument> TomlDocument::from_text(const std::string& text, const std::string& file_name) {
    TomlDocument document;
    document.text_ = text;
    auto parsed = document.parse(text, file_name);
    if (!parsed.ok()) return parsed.errors();
    document.root_ = std::move(parsed.value());
    const std::string normal = std::filesystem::path(file_name).lexically_normal().string();
    if (Errors errors = document.include_into(document.root_, file_name, {normal}); !errors.empty()) {
        return errors;
    }
    if (document.root_.empty()) {
        return Error{ExitCode::bad_scenario, 112, {.file = file_name},
                     text.empty() ? "the file is empty" : "the file holds only comments",
                     "a scenario has at least duration, one table and one workload; see `isotherm list`"};
    }
    return document;
}

Result<TomlDocument> TomlDocument::from_file(const std::string& path) {
    auto text = read_text_file(path, largest_scenario);
    if (!text.ok()) return text.errors();
    return from_text(text.value(), path);
}

Errors TomlDocument::apply(const std::vector<Override>& overrides) {
    Errors errors;
    for (const Override& override_ : overrides) {
        const auto refuse = [&](std::string what) {
            errors.push_back({ExitCode::usage, 113, {.file = "--set", .path = override_.path}, std::move(what),
                              "write --set tables.votes.capacity.read=2000"});
        };
        // Anything that is not a TOML value by itself is text: --set era=2016 and "4 KB" both work.
        Parsed parsed = parse_toml("value = " + override_.value, "--set");
        const bool is_text = parsed.failure || parsed.table.size() != 1;
        toml::table* table = &root_;
        std::size_t start = 0;
        for (std::size_t dot; (dot = override_.path.find('.', start)) != std::string::npos; start = dot + 1) {
            const std::string key = override_.path.substr(start, dot - start);
            if (!table->contains(key)) table->insert(key, toml::table{});
            table = table->get_as<toml::table>(key);
            if (table == nullptr) break;
        }
        const std::string key = override_.path.substr(start);
        if (table == nullptr || key.empty()) {
            refuse(fmt::format("\"{}\" is not a path of names through tables", printable(override_.path)));
        } else if (is_text) {
            table->insert_or_assign(key, override_.value);
        } else {
            table->insert_or_assign(key, std::move(*parsed.table.get("value")));
        }
    }
    return errors;
}

}  // namespace isotherm
