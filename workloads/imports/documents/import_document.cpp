// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/documents/import_document.h"

#include <fmt/format.h>
#include <utf8.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "engine/vocabulary/json_text.h"
#include "engine/vocabulary/text_file.h"
#include "workloads/imports/documents/json_text_places.h"
#include "workloads/imports/documents/yaml_values.h"
#include "workloads/recorded/byte_source.h"

namespace isotherm {
namespace {

Error document_error(const std::string& file, std::string what, std::string fix) {
    return {ExitCode::bad_trace,
            ErrorNumber::wrong_form,
            {.file = file},
            std::move(what),
            std::move(fix)};
}

// Returns UTF-8 without a byte order mark; nullopt if the text is damaged UTF-16.
std::optional<std::string> utf8_of(std::string bytes) {
    const auto starts = [&](std::string_view mark) { return bytes.starts_with(mark); };
    if (starts("\xEF\xBB\xBF")) return bytes.substr(3);
    const bool little = starts("\xFF\xFE");
    if (!little && !starts("\xFE\xFF")) return bytes;
    std::u16string wide;
    for (std::size_t i = 2; i + 1 < bytes.size(); i += 2) {
        const auto low = static_cast<unsigned char>(bytes[little ? i : i + 1]);
        const auto high = static_cast<unsigned char>(bytes[little ? i + 1 : i]);
        wide.push_back(static_cast<char16_t>(high << 8 | low));
    }
    try {
        return utf8::utf16to8(wide);
    } catch (const utf8::exception&) {
        return std::nullopt;
    }
}

void add_value(ImportDocument& document, ImportJson value, std::size_t byte) {
    document.values.push_back(std::move(value));
    document.value_lines.push_back(line_at(document.text, byte));
}

// Reads values that follow each other without separators; those that are damaged are counted.
void read_values(ImportDocument& document, std::string_view text, std::int64_t first_line) {
    const JsonSpans spans = json_values_in(text);
    if (spans.too_deep) {
        ++document.bad_values;
        return;
    }
    for (const JsonSpan& span : spans.values) {
        ImportJson value =
            ImportJson::parse(text.substr(span.begin, span.end - span.begin), nullptr, false);
        if (value.is_discarded()) {
            ++document.bad_values;
            continue;
        }
        document.values.push_back(std::move(value));
        document.value_lines.push_back(first_line);
    }
}

// Whether the first line is a value of its own and more lines follow.
bool has_json_lines(std::string_view text) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos || text.find_first_not_of(" \t\r\n", end) == text.npos)
        return false;
    const JsonSpans first = json_values_in(text.substr(0, end));
    return !first.too_deep && !first.values.empty() &&
           ImportJson::accept(text.substr(0, first.values.front().end));
}

void read_json_lines(ImportDocument& document) {
    std::int64_t line = 0;
    for (std::string_view rest = document.text; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        ++line;
        if (rest.substr(0, end).find_first_not_of(" \t\r") != std::string_view::npos)
            read_values(document, rest.substr(0, end), line);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    document.form = ImportDocument::Form::json_values;
}

std::optional<Error> read_json(ImportDocument& document) {
    if (has_json_lines(document.text)) {
        read_json_lines(document);
        return std::nullopt;
    }
    const JsonSpans spans = json_values_in(document.text);
    if (spans.values.size() > 1 && !spans.too_deep) {
        for (const JsonSpan& span : spans.values) {
            ImportJson value = ImportJson::parse(
                std::string_view(document.text).substr(span.begin, span.end - span.begin), nullptr,
                false);
            if (value.is_discarded()) {
                ++document.bad_values;
            } else {
                add_value(document, std::move(value), span.begin);
            }
        }
        document.form = ImportDocument::Form::json_values;
        if (!document.values.empty()) return std::nullopt;
    }
    auto root =
        parse_json_text(document.text, document.file, ExitCode::bad_trace, ErrorNumber::wrong_form);
    if (!root.ok()) return root.errors().front();
    document.form = ImportDocument::Form::json;
    document.bad_values = 0;
    add_value(document, std::move(root.value()), 0);
    return std::nullopt;
}

// Whether a line begins with one of the words that templates and Serverless files begin with.
bool looks_like_yaml_template(std::string_view text) {
    constexpr auto words = std::to_array<std::string_view>(
        {"AWSTemplateFormatVersion:", "Resources:", "resources:", "Transform:", "service:"});
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        const std::size_t at = text.find(word);
        return at == 0 || (at != text.npos && text[at - 1] == '\n');
    });
}

}  // namespace

std::string ImportDocument::name() const { return std::filesystem::path(file).filename().string(); }

std::string ImportDocument::stem() const {
    std::string name = this->name();
    if (name.ends_with(".gz")) name.resize(name.size() - 3);
    if (name.ends_with(".zst")) name.resize(name.size() - 4);
    const std::size_t dot = name.rfind('.');
    return dot == std::string::npos || dot == 0 ? name : name.substr(0, dot);
}

std::int64_t ImportDocument::line_of(const std::string& path) const {
    if (form == Form::json) return line_of_json_path(text, path);
    if (form != Form::yaml) return 0;
    // Values that were computed stand at the expression that they are from.
    for (std::string outer = path;; outer.resize(outer.rfind('.'))) {
        const auto found = yaml_lines.find(outer);
        if (found != yaml_lines.end()) return found->second;
        if (outer.find('.') == std::string::npos) return 0;
    }
}

Error import_error(const ImportDocument& document, const std::string& path, ErrorNumber number,
                   std::string what, std::string fix) {
    return {ExitCode::bad_trace,
            number,
            {.file = document.file, .line = document.line_of(path)},
            std::move(what),
            std::move(fix)};
}

Result<ImportDocument> import_document_of(std::string bytes, std::string file) {
    ImportDocument document;
    document.file = std::move(file);
    auto text = utf8_of(std::move(bytes));
    if (!text) {
        return document_error(document.file, "the file is damaged UTF-16",
                              "save it as UTF-8, or export it again");
    }
    document.text = std::move(*text);
    if (auto error = find_encoding_error(document.text, document.file)) {
        error->exit_code = ExitCode::bad_trace;
        return *error;
    }
    const std::size_t first = document.text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos)
        return Error{ExitCode::bad_trace,
                     ErrorNumber::empty_file,
                     {.file = document.file},
                     "the file is empty",
                     "export it again"};
    const char c = document.text[first];
    if (c == '{' || c == '[') {
        if (auto error = read_json(document)) return *error;
    } else if (looks_like_yaml_template(document.text)) {
        auto yaml = read_yaml_values(document.text, document.file);
        if (!yaml.ok()) return yaml.errors();
        document.form = ImportDocument::Form::yaml;
        document.yaml_lines = std::move(yaml.value().lines);
        add_value(document, std::move(yaml.value().root), 0);
    }
    return document;
}

Result<ImportDocument> read_import_document(const std::string& file) {
    auto source = open_source(file);
    if (!source.ok()) return source.errors();
    std::string bytes;
    std::array<char, 64 * 1024> block{};
    while (const std::size_t count = source.value()->read(block)) {
        bytes.append(block.data(), count);
        if (bytes.size() <= import_bytes_most) continue;
        return document_error(file,
                              fmt::format("the file has more than {} MB", import_bytes_most >> 20),
                              "export a shorter time, or fewer tables at a time");
    }
    if (source.value()->failure()) return *source.value()->failure();
    return import_document_of(std::move(bytes), file);
}

}  // namespace isotherm
