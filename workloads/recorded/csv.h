// SPDX-License-Identifier: Apache-2.0
#pragma once
// Finds the columns of delimited text, by the names in its header or by their numbers.

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "engine/attributes/recorded_values.h"
#include "engine/vocabulary/number_reader.h"
#include "workloads/recorded/text_fields.h"

namespace isotherm {

struct CsvColumns {
    std::optional<std::size_t> time;
    std::size_t key = 0;
    std::optional<std::size_t> size;
    std::optional<std::size_t> operation;
    std::vector<std::optional<std::size_t>> of_attributes;  // as RecordedValues::columns
    std::size_t count = 0;
};

// What a scenario says of the header. `names`: of time, key, size and operation; "": none.
struct CsvHeader {
    const std::array<std::string, 4>& names;
    bool named = true;  // whether the first line names the columns
    char delimiter = ',';
    const RecordedValues* values = nullptr;  // whose columns are looked for, too

    bool find_columns(TextLines& lines, CsvColumns& columns) const {
        Header header;
        if (!named) return number_columns(lines, columns);
        if (!header.read(lines, delimiter, "a header that names the columns")) return false;
        const auto optional_column = [&](const std::string& name,
                                         std::optional<std::size_t>& position) {
            std::size_t found = 0;
            if (name.empty()) return true;
            if (!header.require(lines, name, found)) return false;
            position = found;
            return true;
        };
        columns.count = header.size();
        for (const auto& [name, needed] : columns_of(values)) {
            columns.of_attributes.push_back(header.find(column_named(name)));
            std::size_t found = 0;
            if (needed && !header.require(lines, column_named(name), found)) return false;
        }
        return optional_column(names[0], columns.time) &&
               header.require(lines, names[1], columns.key) &&
               optional_column(names[2], columns.size) &&
               optional_column(names[3], columns.operation);
    }

    static std::vector<RecordedValues::Column> columns_of(const RecordedValues* values) {
        return values == nullptr ? std::vector<RecordedValues::Column>() : values->columns();
    }
    // "key" is the column of the key, whatever that is called.
    const std::string& column_named(const std::string& name) const {
        return name == RecordedValues::key_column ? names[1] : name;
    }

    // Without a header, the number of columns is that of the first row, which is parsed later.
    bool number_columns(TextLines& lines, CsvColumns& columns) const {
        if (!lines.good()) return false;
        if (!lines.next_row(delimiter)) {
            lines.fail_if_empty("the stream is empty");
            return false;
        }
        columns.count = lines.field_count();
        const auto position = [&](const std::string& name) -> std::optional<std::size_t> {
            if (name.empty()) return std::nullopt;
            const auto number = number_in<std::uint64_t>(name);
            if (!number || *number == 0 || *number > columns.count) {
                lines.fail(
                    {lines.line().data(), ErrorNumber::trace_wrong_header,
                     fmt::format(
                         "there is no column \"{}\"; without a header columns are \"1\" to \"{}\"",
                         printable(name), columns.count),
                     "correct the column, or leave out header = false"});
                return std::nullopt;
            }
            return *number - 1;
        };
        columns.time = position(names[0]);
        columns.key = position(names[1]).value_or(0);
        columns.size = position(names[2]);
        columns.operation = position(names[3]);
        for (const auto& [name, needed] : columns_of(values)) {
            const bool there = number_in<std::uint64_t>(column_named(name)).has_value();
            columns.of_attributes.push_back(needed || there ? position(column_named(name))
                                                            : std::nullopt);
        }
        if (names[1].empty()) {
            lines.fail({nullptr, ErrorNumber::trace_wrong_header,
                        "the column of the key is not given", "set key"});
        }
        return lines.good();
    }
};

}  // namespace isotherm
