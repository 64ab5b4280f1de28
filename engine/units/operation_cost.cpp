// SPDX-License-Identifier: Apache-2.0
#include "engine/units/operation_cost.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace isotherm {
namespace {

std::int64_t started_units(std::uint64_t bytes, Bytes unit) {
    return static_cast<std::int64_t>(
        std::max<std::uint64_t>(1, (bytes + unit.count - 1) / unit.count));
}

}  // namespace

std::int64_t read_units(const Era& era, std::uint64_t bytes) {
    return started_units(bytes, era.read_unit);
}
std::int64_t write_units(const Era& era, std::uint64_t bytes) {
    return started_units(bytes, era.write_unit);
}

std::optional<Error> find_too_large(const Era& era, std::uint64_t bytes) {
    if (bytes <= era.item_largest.count) return std::nullopt;
    return Error{ExitCode::usage,
                 ErrorNumber::item_too_large,
                 {},
                 fmt::format("an item of {} is too large: the largest allowed in {} is {}",
                             size_text(bytes), era.name, size_text(era.item_largest.count)),
                 "split the item, or keep its large part elsewhere"};
}

std::string size_text(std::uint64_t bytes) {
    constexpr std::array<std::pair<std::string_view, std::uint64_t>, 4> scales{
        {{"TB", 1ULL << 40}, {"GB", 1ULL << 30}, {"MB", 1ULL << 20}, {"KB", 1ULL << 10}}};
    for (const auto& [unit, scale] : scales) {
        // At most two decimals, and only if they are exact.
        if (bytes < scale || bytes % scale * 100 % scale != 0) continue;
        const std::uint64_t hundredths = bytes % scale * 100 / scale;
        std::string decimals = hundredths == 0 ? "" : fmt::format(".{:02}", hundredths);
        if (decimals.ends_with('0')) decimals.pop_back();
        return fmt::format("{}{} {}", grouped(static_cast<std::int64_t>(bytes / scale)), decimals,
                           unit);
    }
    return grouped(static_cast<std::int64_t>(bytes)) + " B";
}

std::string units_text(HalfUnits units) {
    return fmt::format("{}{}", units.count() / 2, units.count() % 2 == 0 ? "" : ".5");
}

std::string counted(std::uint64_t count, std::string_view noun) {
    const bool y_to_ies = noun.ends_with("ry");
    const std::string plural =
        y_to_ies ? fmt::format("{}ies", noun.substr(0, noun.size() - 1)) : fmt::format("{}s", noun);
    return fmt::format("{} {}", grouped(static_cast<std::int64_t>(count)),
                       count == 1 ? std::string(noun) : plural);
}

std::string items_text(const std::vector<ItemRun>& items, std::string_view noun) {
    constexpr std::size_t sizes_shown = 8;
    const std::string number = counted(count_of(items), noun);
    if (items.empty()) return fmt::format("no {}", counted(0, noun).substr(2));
    if (items.size() == 1 && items[0].count == 1)
        return fmt::format("{} of {}", number, size_text(items[0].bytes));
    if (items.size() == 1) {
        return fmt::format("{} x {} = {}", number, size_text(items[0].bytes),
                           size_text(bytes_of(items)));
    }
    std::string sizes;
    for (std::size_t i = 0; i < std::min(items.size(), sizes_shown); ++i) {
        if (i > 0) sizes += " + ";
        if (items[i].count > 1)
            sizes += fmt::format("{} x ", grouped(static_cast<std::int64_t>(items[i].count)));
        sizes += size_text(items[i].bytes);
    }
    if (items.size() > sizes_shown) sizes += " + …";
    return fmt::format("{}: {} = {}", number, sizes, size_text(bytes_of(items)));
}

HalfUnits consistent(std::int64_t strong_units, Consistency consistency) {
    return HalfUnits(strong_units * (consistency == Consistency::eventual ? 1 : 2));
}

// " x 0.5 (eventually consistent) = 5.5" or " (strongly consistent)".
std::string consistency_text(std::int64_t strong_units, Consistency consistency) {
    if (consistency == Consistency::strong) return " (strongly consistent)";
    return fmt::format(" x 0.5 (eventually consistent) = {}", units_text(HalfUnits(strong_units)));
}

// "40.8 KB / 4 KB, rounded up = 11 read units".
std::string rounding_text(const Era& era, std::uint64_t bytes) {
    const std::int64_t units = read_units(era, bytes);
    if (bytes == 0) return "nothing read: the minimum, 1 read unit";
    const bool even = bytes % era.read_unit.count == 0;
    return fmt::format("{} / {}{} = {} read unit{}", size_text(bytes),
                       size_text(era.read_unit.count), even ? "" : ", rounded up", units,
                       units == 1 ? "" : "s");
}

std::uint64_t count_of(const std::vector<ItemRun>& items) {
    std::uint64_t count = 0;
    for (const ItemRun& run : items) count += run.count;
    return count;
}

std::uint64_t bytes_of(const std::vector<ItemRun>& items) {
    std::uint64_t bytes = 0;
    for (const ItemRun& run : items) bytes += run.count * run.bytes;
    return bytes;
}

}  // namespace isotherm
