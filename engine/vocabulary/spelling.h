// SPDX-License-Identifier: Apache-2.0
#pragma once
// "Did you mean …": finds the known name that a wrong one probably means, by its meaning or its
// spelling.

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace isotherm {

// A term used elsewhere and the known name for it: "hash_key" for "partition_key".
struct Alias {
    std::string said;
    std::string meant;
};

// Returns only letters and digits, in lower case: "On-Demand" and "on_demand" become the same.
std::string bare_name(std::string_view name);

// Returns the nearest name within an edit distance of 2 or a third of the length, whichever is
// greater; a swap of neighbouring letters counts as one edit.
std::optional<std::string> nearest_name(std::string_view name, std::span<const std::string> known);

// Returns the known name that `name` probably means: the name that it is an alias for, the same
// name in another form, the only known name that begins or ends with `name` ("put" for "PutItem"),
// or the nearest name.
std::optional<std::string> meant_name(std::string_view name, std::span<const std::string> known,
                                      std::span<const Alias> aliases = {});

// Returns "did you mean \"zipf\"? known: hot_set, uniform, zipf", or only the list.
std::string suggestion_text(std::string_view name, std::span<const std::string> known,
                            std::span<const Alias> aliases = {});

}  // namespace isotherm
