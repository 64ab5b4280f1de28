// SPDX-License-Identifier: Apache-2.0
#include "engine/run/comparison.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <utility>

#include "engine/run/run_bill.h"
#include "engine/scenario/workload_change.h"

namespace isotherm {
namespace {

// Returns the sections that contain a setting: "tables.votes" and "tables.votes.capacity" for
// "tables.votes.capacity.read = 4". Dots in quoted keys do not separate sections.
std::vector<std::string> sections_of(const std::string& line) {
    std::vector<std::string> sections;
    bool quoted = false, inner = false;
    for (std::size_t i = 0; i < line.size() && (quoted || line[i] != '='); ++i) {
        if (line[i] == '"') quoted = !quoted;
        if (line[i] != '.' || quoted) continue;
        if (std::exchange(inner, true)) sections.push_back(line.substr(0, i));
    }
    return sections;
}

}  // namespace

// Copies only what a bill needs; partitions and heat make up most of a recording's size.
Statement bill_until(const Recording& recording, const Scenario& scenario, std::int64_t seconds) {
    Recording part;
    part.start = recording.start;
    for (const TableRecording& table : recording.tables) {
        TableRecording& of = part.tables.emplace_back();
        of.name = table.name;
        of.is_index = table.is_index;
        of.column_seconds = table.column_seconds;
        of.modes = table.modes;
        of.storage = table.storage;
        const ColumnRange columns = columns_of(0, seconds, table.column_seconds);
        for (const Side side : both_sides) {
            const auto& all = table.seconds[side];
            const auto end = std::clamp<std::int64_t>(columns.end, 0, std::ssize(all));
            of.seconds[side].assign(all.begin(), all.begin() + end);
        }
    }
    return run_bill(part, scenario).bill.period;
}

RunFigures figures_of(const Recording& recording, const Scenario& scenario, std::int64_t seconds) {
    RunFigures figures;
    // While a run goes on, its recording does not know the total length, so the length is taken
    // from the columns recorded so far.
    for (const TableRecording& table : recording.tables) {
        for (const auto& side : table.seconds) {
            const std::int64_t recorded = std::ssize(side) * table.column_seconds;
            figures.seconds = std::max(figures.seconds, std::min(seconds, recorded));
        }
    }
    for (const TableRecording& table : recording.tables) {
        const ColumnRange columns = columns_of(0, figures.seconds, table.column_seconds);
        for (std::int64_t c = columns.first; c < columns.end; ++c) {
            const auto column = static_cast<std::size_t>(c);
            for (const auto& side : table.seconds) {
                if (column >= side.size()) continue;
                figures.throttled += side[column].throttled();
                figures.tries += side[column].throttled() + side[column].requests[0];
            }
        }
    }
    const Statement bill = bill_until(recording, scenario, figures.seconds);
    if (bill.complete()) figures.bill = bill.total.in_dollars();
    return figures;
}

std::vector<std::string> differences(const Scenario& a, const Scenario& b) {
    Scenario before = a, after = b;  // visiting takes non-const references; nothing is changed
    std::vector<std::string> lines = changed_settings(before, after);
    std::set<std::string> there;
    for (const std::string& line : setting_lines(after)) {
        for (const std::string& section : sections_of(line)) there.insert(section);
    }
    // Adds tables, workloads, policies and changes that A has and B lacks.
    std::set<std::string> told;
    for (const std::string& line : setting_lines(before)) {
        const std::vector<std::string> sections = sections_of(line);
        const auto gone =
            std::find_if(sections.begin(), sections.end(),
                         [&](const std::string& section) { return !there.contains(section); });
        if (gone != sections.end() && told.insert(*gone).second)
            lines.push_back(std::string(without_mark) + *gone);
    }
    return lines;
}

double PairedDifference::mean() const {
    if (differences_.empty()) return 0;
    return std::accumulate(differences_.begin(), differences_.end(), 0.0) /
           static_cast<double>(differences_.size());
}

double PairedDifference::half_width() const {
    if (differences_.size() < 2) return std::numeric_limits<double>::infinity();
    const double centre = mean();
    double squares = 0;
    for (const double difference : differences_)
        squares += (difference - centre) * (difference - centre);
    const auto n = static_cast<double>(differences_.size());
    const double deviation = std::sqrt(squares / (n - 1));
    // In double: Valgrind has no longer numbers, and Boost's start-up code for them throws there.
    using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
    const boost::math::students_t_distribution<double, InDouble> distribution(n - 1);
    return boost::math::quantile(distribution, 0.975) * deviation / std::sqrt(n);
}

bool PairedDifference::clear() const { return std::abs(mean()) > half_width(); }

}  // namespace isotherm
