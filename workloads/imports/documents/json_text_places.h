// SPDX-License-Identifier: Apache-2.0
#pragma once
// Positions in a JSON text: where its top-level values begin and end, and the line of a member.

#include <cstdint>
#include <string_view>
#include <vector>

namespace isotherm {

struct JsonSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
};

// Deepest nesting of a document that is imported.
inline constexpr int import_nesting_most = 64;

// The top-level objects and lists in the text, in order. The last one may be incomplete. Text
// between them is part of the next one. `too_deep` is set if one is nested too deep.
struct JsonSpans {
    std::vector<JsonSpan> values;
    bool too_deep = false;
};
JsonSpans json_values_in(std::string_view text);

// Returns the line, from 1, of the member or element with this path ("Table.KeySchema.0"); 0 if the
// text has no such value. The text must be valid JSON.
std::int64_t line_of_json_path(std::string_view text, std::string_view path);

// Returns the number of the line, from 1, that contains the byte.
std::int64_t line_at(std::string_view text, std::size_t byte);

}  // namespace isotherm
