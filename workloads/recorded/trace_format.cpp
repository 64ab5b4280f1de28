#include "workloads/recorded/trace_format.h"

#include <algorithm>

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

FormatGuess guess_format(const TraceHead& head) {
    FormatGuess best;
    // Names come in order, so a draw always goes to the same one.
    for (const std::string& name : Catalog<TraceFormat>::instance().names()) {
        Likeness likeness = Catalog<TraceFormat>::instance().create(name)->likeness(head);
        if (likeness.score > best.likeness.score) best = {name, std::move(likeness)};
    }
    return best;
}

}  // namespace isotherm
