#pragma once
// "Did you mean …": the known name nearest to a misspelt one.

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace isotherm {

// The nearest name at an edit distance (swaps count one) of at most 2 or a third of the length.
std::optional<std::string> nearest_name(std::string_view name, std::span<const std::string> known);

// "did you mean \"zipf\"? known: hot_set, uniform, zipf", or only the list.
std::string suggestion_text(std::string_view name, std::span<const std::string> known);

}  // namespace isotherm
