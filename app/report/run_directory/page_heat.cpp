// SPDX-License-Identifier: Apache-2.0
// The heat map of a page: cells for the script that paints and zooms it.
//
// Where a map has too many cells, neighbouring seconds and partitions share one. It then has the
// hottest second of any of its partitions, and the sums of what was asked for and refused, so
// nothing that was throttled is lost. Heat is that of the window and of heatmap.png: the larger of
// demand over the partition's limit, and of the table's demand over the table's limit.

#include <algorithm>
#include <numeric>

#include "app/report/run_directory/page.h"
#include "engine/insight/table_load.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

constexpr std::size_t rows_most = 128;
constexpr std::size_t columns_most = 2'880, columns_least = 480;
constexpr std::size_t cells_of_a_map = 64'000, cells_of_a_page = 300'000;
constexpr std::size_t maps_most = 16;
constexpr std::uint32_t missing_cell = 65'535;

// One side of one table or index.
struct MapSubject {
    const TableRecording* table = nullptr;
    std::size_t index = 0;  // of the table in the recording
    Side side = Side::read;
    std::uint64_t throttled = 0;
    HalfUnits asked;
};

std::vector<MapSubject> subjects_of(const Recording& recording) {
    std::vector<MapSubject> subjects;
    for (std::size_t t = 0; t < recording.tables.size(); ++t) {
        const TableRecording& table = recording.tables[t];
        for (const Side side : both_sides) {
            MapSubject subject{&table, t, side, 0, HalfUnits{}};
            for (const SeriesSecond& second : table.seconds[side]) {
                subject.throttled += second.throttled();
                subject.asked += HalfUnits(second.demand);
            }
            if (subject.asked > HalfUnits{} && !table.heat[side].empty())
                subjects.push_back(subject);
        }
    }
    std::stable_sort(subjects.begin(), subjects.end(), [](const auto& a, const auto& b) {
        return a.throttled != b.throttled ? a.throttled > b.throttled : a.asked > b.asked;
    });
    return subjects;
}

// The partitions in the order of the hash space, in at most `rows_most` groups of neighbours.
struct MapRows {
    std::vector<std::size_t> order;   // of the partitions
    std::vector<std::size_t> row_of;  // by partition
    std::size_t each = 1;             // partitions of a row
    std::size_t count = 0;
};

MapRows rows_of(const TableRecording& table) {
    MapRows rows;
    const std::size_t partitions = table.partitions.size();
    rows.order.resize(partitions);
    std::iota(rows.order.begin(), rows.order.end(), std::size_t{0});
    std::sort(rows.order.begin(), rows.order.end(), [&](std::size_t a, std::size_t b) {
        const PartitionRecord &one = table.partitions[a], &other = table.partitions[b];
        if (one.first_position != other.first_position)
            return one.first_position < other.first_position;
        if (one.first_sort != other.first_sort) return one.first_sort < other.first_sort;
        return a < b;  // a parent before its children
    });
    rows.each = std::max<std::size_t>(1, (partitions + rows_most - 1) / rows_most);
    rows.count = (partitions + rows.each - 1) / rows.each;
    rows.row_of.resize(partitions);
    for (std::size_t at = 0; at < partitions; ++at) rows.row_of[rows.order[at]] = at / rows.each;
    return rows;
}

struct MapCells {
    std::size_t columns = 0;
    std::int64_t seconds = 0;  // of the recording, in its columns
    // By column, then row.
    std::vector<double> heat;  // below zero: no partition
    std::vector<std::uint64_t> throttled;
    std::vector<std::uint64_t> asked, refused;  // half-units
};

// Which cells have a partition at all.
void mark_present(const TableRecording& table, const MapRows& rows, MapCells& cells) {
    const std::int64_t each = table.column_seconds;
    for (std::size_t p = 0; p < table.partitions.size(); ++p) {
        const PartitionRecord& partition = table.partitions[p];
        const std::int64_t born = partition.born_second / each;
        const std::int64_t retired = partition.retired_second
                                         ? (*partition.retired_second + each - 1) / each
                                         : cells.seconds;
        const auto columns = static_cast<std::int64_t>(cells.columns);
        const std::int64_t first = born * columns / cells.seconds;
        const std::int64_t end =
            std::min(columns, (retired * columns + cells.seconds - 1) / cells.seconds);
        for (std::int64_t c = first; c < end; ++c) {
            double& heat = cells.heat[static_cast<std::size_t>(c) * rows.count + rows.row_of[p]];
            heat = std::max(heat, 0.0);
        }
    }
}

double partition_heat(const TableRecording& table, Side side, std::int64_t column,
                      std::size_t partition, std::uint32_t demand) {
    const auto& limits = table.partitions[partition].limits[side];
    const CapacityRate limit = limits.size() == 1 ? limits.front().limit
                                                  : table.partitions[partition].limit_at(
                                                        side, column * table.column_seconds);
    const double units = limit.in_units_per_second();
    return units > 0 ? HalfUnits(demand).in_units() / units : 0;
}

// Adds a column of the recording to the cells that begin at `first`.
void add_column(const MapSubject& subject, const TableLoad& load, std::int64_t column,
                const MapRows& rows, MapCells& cells, std::size_t first) {
    const auto row = subject.table->heat[subject.side].row(column);
    const auto peaks = subject.table->heat[subject.side].peaks(column);
    for (std::size_t p = 0; p < row.size(); ++p) {
        if (row[p].demand == 0) continue;
        const double own =
            peaks.empty() ? partition_heat(*subject.table, subject.side, column, p, row[p].demand)
                          : static_cast<double>(peaks[p]);
        const std::size_t at = first + rows.row_of[p];
        cells.heat[at] = std::max({cells.heat[at], own, load.share(column)});
        cells.throttled[at] += row[p].throttled_count;
        cells.asked[at] += row[p].demand;
        cells.refused[at] += row[p].throttled;
    }
}

MapCells cells_of(const Page& page, const MapSubject& subject, const MapRows& rows) {
    const Recording& recording = page.recording();
    const TableRecording& table = *subject.table;
    MapCells cells;
    cells.seconds = std::max<std::int64_t>(
        1, (recording.seconds() + table.column_seconds - 1) / table.column_seconds);
    const std::size_t most = std::clamp(cells_of_a_map / std::max<std::size_t>(1, rows.count),
                                        columns_least, columns_most);
    cells.columns = std::min(most, static_cast<std::size_t>(cells.seconds));
    cells.heat.assign(cells.columns * rows.count, -1);
    for (auto* counts : {&cells.throttled, &cells.asked, &cells.refused})
        counts->assign(cells.heat.size(), 0);
    mark_present(table, rows, cells);
    const TableLoad load(recording, page.source.scenario, subject.index, subject.side);
    const std::int64_t recorded = std::min(cells.seconds, table.heat[subject.side].end_second());
    for (std::int64_t s = 0; s < recorded; ++s) {
        const std::size_t first = static_cast<std::size_t>(s) * cells.columns /
                                  static_cast<std::size_t>(cells.seconds) * rows.count;
        add_column(subject, load, s, rows, cells, first);
    }
    return cells;
}

std::string base64(const std::string& bytes) {
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::size_t left = std::min<std::size_t>(3, bytes.size() - at);
        std::uint32_t three = 0;
        for (std::size_t b = 0; b < 3; ++b)
            three = three << 8U | (b < left ? static_cast<unsigned char>(bytes[at + b]) : 0U);
        // n bytes are n + 1 digits.
        for (std::size_t d = 0; d < 4; ++d)
            text += d <= left ? digits[three >> (18 - 6 * d) & 63U] : '=';
    }
    return text;
}

// Thousandths of the limit, little-endian.
std::string packed_heat(const MapCells& cells) {
    std::string bytes;
    for (const double heat : cells.heat) {
        const std::uint32_t value = heat < 0 ? missing_cell
                                             : static_cast<std::uint32_t>(std::min(
                                                   heat * 1'000 + 0.5, double{missing_cell - 1}));
        bytes += static_cast<char>(value & 255U);
        bytes += static_cast<char>(value >> 8U);
    }
    return bytes;
}

void add_number(std::string& bytes, std::uint64_t value) {
    for (; value >= 128; value >>= 7U) bytes += static_cast<char>((value & 127U) | 128U);
    bytes += static_cast<char>(value);
}

// For each cell that refused anything: cells passed over, tries, half-units.
std::string packed_throttled(const MapCells& cells) {
    std::string bytes;
    std::size_t next = 0;
    for (std::size_t i = 0; i < cells.throttled.size(); ++i) {
        if (cells.throttled[i] == 0) continue;
        add_number(bytes, i - next);
        add_number(bytes, cells.throttled[i]);
        add_number(bytes, cells.refused[i]);
        next = i + 1;
    }
    return bytes;
}

// Half-units of each cell, of which those that were refused are a share; empty if none were.
std::string packed_asked(const MapCells& cells) {
    std::string bytes;
    if (std::all_of(cells.throttled.begin(), cells.throttled.end(),
                    [](std::uint64_t tries) { return tries == 0; }))
        return bytes;
    for (const std::uint64_t asked : cells.asked) add_number(bytes, asked);
    return bytes;
}

PageJson rows_json(const Page& page, const MapSubject& subject, const MapRows& rows) {
    const TableRecording& table = *subject.table;
    PageJson list = PageJson::array();
    for (std::size_t row = 0; row < rows.count; ++row) {
        const std::size_t first = row * rows.each;
        const std::size_t end = std::min(first + rows.each, rows.order.size());
        std::uint64_t throttled = 0;
        KeyPosition last = 0;
        for (std::size_t at = first; at < end; ++at) {
            const PartitionRecord& partition = table.partitions[rows.order[at]];
            throttled += partition.throttled[subject.side];
            last = std::max(last, partition.last_position);
        }
        const std::string from =
            fmt::format("{:04x}", table.partitions[rows.order[first]].first_position >> 48);
        const std::string range = fmt::format("{}–{:04x}", from, last >> 48);
        const std::string hash = fmt::format("{} {}", page.plain("hash"), range);
        const bool one = end - first == 1;
        const std::string name = fmt::format("P{}", rows.order[first]);
        list.push_back({{"short", one ? name : from},
                        {"label", one ? name
                                      : fmt::format(fmt::runtime(page.plain("{0} partitions, {1}")),
                                                    end - first, hash)},
                        {"range", one ? PageJson(hash) : PageJson("")},
                        {"throttled", throttled}});
    }
    return list;
}

std::string grain_text(const Page& page, const MapSubject& subject, const MapRows& rows,
                       const MapCells& cells) {
    const double seconds = static_cast<double>(cells.seconds * subject.table->column_seconds) /
                           static_cast<double>(cells.columns);
    const std::string time = grouped(
        seconds, seconds == static_cast<double>(static_cast<std::int64_t>(seconds)) ? 0 : 1);
    const std::string rows_text =
        rows.each == 1
            ? page.plain("a row is one partition")
            : fmt::format(fmt::runtime(page.plain("a row is {0} partitions")), rows.each);
    return fmt::format(fmt::runtime(page.plain("A column is {0} s, {1}. A cell shows its hottest "
                                               "second, and its bar the share that was refused.")),
                       time, rows_text);
}

PageJson map_json(const Page& page, const MapSubject& subject, const MapRows& rows,
                  const MapCells& cells) {
    return {
        {"name", fmt::format("{}, {}", subject.table->name.label(), page.side_word(subject.side))},
        {"grain", grain_text(page, subject, rows, cells)},
        {"first", 0},
        {"end", cells.seconds * subject.table->column_seconds},
        {"columns", cells.columns},
        {"rows", rows_json(page, subject, rows)},
        {"cells", base64(packed_heat(cells))},
        {"throttled", base64(packed_throttled(cells))},
        {"asked", base64(packed_asked(cells))}};
}

Markup legend(const Page& page) {
    return markup(
        R"html(<div class="legend"><span>{}<span class="ramp"></span>{}</span><span><i class="swatch over"></i><i class="swatch over two"></i><i class="swatch over three"></i>{}</span><span><i class="swatch cut little"></i><i class="swatch cut half"></i><i class="swatch cut"></i>{}</span><span><i class="swatch gone"></i>{}</span></div>
)html",
        page.text("idle"), page.text("100 % of the limit"),
        page.text("up to 150 %, up to 300 %, and above"),
        page.text("bar: share refused, here 1, 50 and 100 %"), page.text("no partition"));
}

}  // namespace

Markup heat_section(const Page& page) {
    const std::vector<MapSubject> subjects = subjects_of(page.recording());
    PageJson maps = PageJson::array();
    std::size_t cells_used = 0;
    for (const MapSubject& subject : subjects) {
        if (maps.size() == maps_most) break;
        const MapRows rows = rows_of(*subject.table);
        if (!maps.empty() && cells_used + columns_least * rows.count > cells_of_a_page) break;
        const MapCells cells = cells_of(page, subject, rows);
        cells_used += cells.heat.size();
        maps.push_back(map_json(page, subject, rows, cells));
    }
    if (maps.empty()) return {};
    Markup figure = markup(
        R"(<figure class="card heat"><div class="tools"><select aria-label="{}"></select><span class="grow"></span><button type="button" data-act="in">{}</button><button type="button" data-act="out">{}</button><button type="button" data-act="all">{}</button></div>
<div class="hold"><canvas tabindex="0" role="img" height="300"></canvas><div class="box"></div></div>
{}<p class="more grain"></p>
<script type="application/json">{}</script></figure>
)",
        page.text("Table"), page.text("Zoom in"), page.text("Zoom out"), page.text("Whole run"),
        legend(page), script_json(maps));
    if (subjects.size() > maps.size())
        figure += markup(
            "<p class=\"more\">{}</p>\n",
            page.text("{0} quieter tables and sides have no map here; <code>isotherm plot</code> "
                      "draws any of them.",
                      subjects.size() - maps.size()));
    return section_markup(
        "heat", page.text("Demand against the limit, by partition"),
        page.text("Drag over the map to zoom, double-click for the whole run; with the keyboard: "
                  "+, −, 0 and the arrows. The bars on the right show who throttled most."),
        figure);
}

}  // namespace isotherm
