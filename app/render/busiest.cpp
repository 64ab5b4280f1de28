#include "app/render/busiest.h"

#include <algorithm>

namespace isotherm {
namespace {

struct Weight {
    std::uint64_t throttled = 0;
    std::int64_t demand = 0;
    auto operator<=>(const Weight&) const = default;
};

Weight weight_of(const TableRecording& table, Side side, std::int64_t seconds) {
    Weight weight;
    const auto& columns = table.seconds[static_cast<std::size_t>(side)];
    const std::int64_t counted =
        std::min(std::ssize(columns), std::max<std::int64_t>(1, seconds / table.column_seconds));
    for (std::int64_t c = 0; c < counted; ++c) {
        const SeriesSecond& column = columns[static_cast<std::size_t>(c)];
        weight.throttled += column.throttled();
        weight.demand += column.demand;
    }
    return weight;
}

}  // namespace

Side busiest_side(const TableRecording& table, std::int64_t seconds) {
    return weight_of(table, Side::write, seconds) < weight_of(table, Side::read, seconds)
               ? Side::read
               : Side::write;
}

std::size_t busiest_table(const Recording& recording, std::int64_t seconds) {
    const auto weight = [seconds](const TableRecording& table) {
        return weight_of(table, busiest_side(table, seconds), seconds);
    };
    const auto most = std::max_element(
        recording.tables.begin(), recording.tables.end(),
        [&](const TableRecording& a, const TableRecording& b) { return weight(a) < weight(b); });
    return static_cast<std::size_t>(most - recording.tables.begin());
}

}  // namespace isotherm
