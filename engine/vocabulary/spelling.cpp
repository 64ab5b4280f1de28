// SPDX-License-Identifier: Apache-2.0
#include "engine/vocabulary/spelling.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

namespace isotherm {
namespace {

// Restricted Damerau-Levenshtein distance (optimal string alignment): a swap of two adjacent
// characters is one edit.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> cost(a.size() + 1,
                                               std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replace = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replace});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[a.size()][b.size()];
}

}  // namespace

std::optional<std::string> nearest_name(std::string_view name, std::span<const std::string> known) {
    constexpr std::size_t longest_compared = 64;
    if (name.size() > longest_compared) return std::nullopt;
    std::optional<std::string> best;
    std::size_t best_distance = std::max<std::size_t>(2, name.size() / 3) + 1;
    for (const std::string& candidate : known) {
        const std::size_t distance = edit_distance(name, candidate);
        if (distance < best_distance && distance < candidate.size()) {
            best_distance = distance;
            best = candidate;
        }
    }
    return best;
}

std::string bare_name(std::string_view name) {
    std::string bare;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z')
            bare += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            bare += c;
    }
    return bare;
}

std::optional<std::string> meant_name(std::string_view name, std::span<const std::string> known,
                                      std::span<const Alias> aliases) {
    const std::string bare = bare_name(name);
    const auto says_it = [&](std::string_view other) {
        return !bare.empty() && bare_name(other) == bare;
    };
    for (const Alias& alias : aliases) {
        if (says_it(alias.said)) return alias.meant;
    }
    for (const std::string& candidate : known) {
        if (says_it(candidate)) return candidate;
    }
    if (auto nearest = nearest_name(name, known)) return nearest;
    constexpr std::size_t shortest_part = 3;
    std::optional<std::string> part;
    for (const std::string& candidate : known) {
        const std::string whole = bare_name(candidate);
        if (bare.size() < shortest_part || (!whole.starts_with(bare) && !whole.ends_with(bare)))
            continue;
        if (part) return std::nullopt;  // ambiguous
        part = candidate;
    }
    return part;
}

std::string suggestion_text(std::string_view name, std::span<const std::string> known,
                            std::span<const Alias> aliases) {
    const std::string list = fmt::format("known: {}", fmt::join(known, ", "));
    const auto meant = meant_name(name, known, aliases);
    return meant ? fmt::format("did you mean \"{}\"? {}", *meant, list) : list;
}

}  // namespace isotherm
