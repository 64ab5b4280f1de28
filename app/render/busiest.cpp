#include "app/render/busiest.h"

#include <algorithm>

namespace isotherm {
namespace {

struct Weight {
    std::uint64_t throttled = 0;
    std::int64_t demand = 0;
    auto operator<=>(const Weight&) const = default;
};

Weight weight_of(const TableRecording& table, Side side) {
    Weight weight;
    for (const SeriesSecond& second : table.seconds[static_cast<std::size_t>(side)]) {
        weight.throttled += second.throttled();
        weight.demand += second.demand;
    }
    return weight;
}

}  // namespace

Side busiest_side(const TableRecording& table) {
    return weight_of(table, Side::write) < weight_of(table, Side::read) ? Side::read : Side::write;
}

std::size_t busiest_table(const Recording& recording) {
    const auto weight = [](const TableRecording& table) {
        return weight_of(table, busiest_side(table));
    };
    const auto most = std::max_element(
        recording.tables.begin(), recording.tables.end(),
        [&](const TableRecording& a, const TableRecording& b) { return weight(a) < weight(b); });
    return static_cast<std::size_t>(most - recording.tables.begin());
}

}  // namespace isotherm
