// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/trace_format.h"

#include <algorithm>
#include <limits>

#include "engine/vocabulary/number_reader.h"

namespace isotherm {

void TraceColumns::move_to_front(std::size_t from, std::size_t count) {
    const auto move = [&](auto& column) {
        const auto first = column.begin() + static_cast<std::ptrdiff_t>(from);
        std::copy(first, first + static_cast<std::ptrdiff_t>(count), column.begin());
    };
    move(time_us);
    move(key);
    move(bytes);
    move(verb);
    move(place);
}

std::optional<std::uint64_t> parse_bad_lines_most(std::string_view text) {
    if (text.empty()) return 0;
    if (text == "all") return std::numeric_limits<std::uint64_t>::max();
    return number_in<std::uint64_t>(text);
}

std::optional<Error> skipping_refused(const TraceReader& reader, std::uint64_t bad_lines_most,
                                      const std::string& file) {
    if (bad_lines_most == 0 || reader.traits().row_word != "record") return std::nullopt;
    Error error;
    error.exit_code = ExitCode::bad_scenario;
    error.number = ErrorNumber::bad_replay_setting;
    error.place.file = file;
    error.what =
        "this stream has binary records, not lines; bad records cannot be skipped (skip_bad)";
    error.fix = "remove skip_bad; nothing after a damaged record can be trusted";
    return error;
}

FormatGuess guess_format(const TraceHead& head, const std::vector<std::string>& candidates) {
    FormatGuess best;
    // Names are in alphabetical order, so a tie always has the same result.
    for (const std::string& name : candidates) {
        Likeness likeness = Catalog<TraceFormat>::instance().create(name)->likeness(head);
        if (likeness.score > best.likeness.score) best = {name, std::move(likeness)};
    }
    return best;
}

}  // namespace isotherm
