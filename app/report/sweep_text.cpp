// SPDX-License-Identifier: Apache-2.0
#include "app/report/sweep_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

using Row = std::vector<std::string>;

// Decimals for four significant digits; none above 1,000.
int decimals_of(double value) {
    const double size = std::abs(value);
    if (size == 0 || size >= 1'000) return 0;
    return std::clamp(3 - static_cast<int>(std::floor(std::log10(size))), 0, 6);
}

// The interval has the decimals of the mean.
std::string mean_text(const SweepMean& mean) {
    if (!mean.mean) return "-";
    const int decimals = decimals_of(*mean.mean);
    std::string text = grouped(*mean.mean, decimals);
    if (mean.high) text += " ± " + grouped(*mean.high - *mean.mean, decimals);
    return text;
}

// Length in characters as shown; "±" takes two bytes.
std::size_t width_of(const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string table_text(const std::vector<Row>& rows) {
    std::vector<std::size_t> widths(rows.front().size());
    for (const Row& row : rows)
        for (std::size_t c = 0; c < row.size(); ++c)
            widths[c] = std::max(widths[c], width_of(row[c]));
    std::string text;
    for (const Row& row : rows) {
        for (std::size_t c = 0; c < row.size(); ++c)
            text += (c == 0 ? "" : "  ") + std::string(widths[c] - width_of(row[c]), ' ') + row[c];
        text += '\n';
    }
    return text;
}

}  // namespace

std::string sweep_text(const SweepDescription& sweep, const SweepRuns& runs) {
    std::vector<Row> rows(1);
    for (const std::string& path : sweep.varied) rows[0].push_back(printable(path));
    for (const std::string& name : sweep.numbers) rows[0].push_back(name);
    for (std::uint64_t s = 0; s < sweep.settings.size(); ++s) {
        const auto first = runs.lower_bound(s * sweep.seeds);
        if (first == runs.end() || first->first >= (s + 1) * sweep.seeds) continue;
        Row row;
        for (const std::string& value : sweep.settings[s]) row.push_back(printable(value));
        for (const SweepMean& mean : means_of(sweep, runs, s)) row.push_back(mean_text(mean));
        rows.push_back(std::move(row));
    }
    std::string text = table_text(rows);
    if (sweep.seeds > 1)
        text += fmt::format(
            "\nMeans over {} seeds, ± half the width of the 95 % confidence "
            "interval.\n",
            sweep.seeds);
    return text;
}

}  // namespace isotherm
