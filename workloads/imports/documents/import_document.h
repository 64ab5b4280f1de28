// SPDX-License-Identifier: Apache-2.0
#pragma once
// A file to import as text and, where it is JSON or YAML, as values. Reads gzip and zstd, UTF-8
// with or without a byte order mark, and UTF-16; JSON, several JSON values one after the other, and
// YAML with CloudFormation's short tags.

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm {

using ImportJson = nlohmann::ordered_json;

// Largest text that is imported, after decompression.
inline constexpr std::size_t import_bytes_most = std::size_t{512} << 20;

struct ImportDocument {
    std::string file;  // as the user gave it
    std::string text;  // UTF-8
    enum class Form : std::uint8_t { text, json, json_values, yaml } form = Form::text;
    std::vector<ImportJson> values;                  // of JSON and YAML: at least one
    std::vector<std::int64_t> value_lines;           // first line of each
    std::map<std::string, std::int64_t> yaml_lines;  // by path
    std::uint64_t bad_values = 0;                    // lines that are not JSON, in json_values

    const ImportJson& root() const { return values.front(); }
    // The name without folders: "orders-ttl.json".
    std::string name() const;
    // The name without folders and extensions: "orders-ttl".
    std::string stem() const;
    // The line of a value, or 0 if it is unknown. The path has names and numbers joined by dots.
    std::int64_t line_of(const std::string& path) const;
};

// Reads a file, or "-": standard input.
Result<ImportDocument> read_import_document(const std::string& file);
// Understands the bytes of a file.
Result<ImportDocument> import_document_of(std::string bytes, std::string file);

// Returns an error of exit code 65 with the file and, if it is known, the line.
Error import_error(const ImportDocument& document, const std::string& path, ErrorNumber number,
                   std::string what, std::string fix);

}  // namespace isotherm
