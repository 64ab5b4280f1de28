// SPDX-License-Identifier: Apache-2.0
#pragma once
// "Did you mean …": the known name that a wrong one stands for, by its meaning or its spelling.

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace isotherm {

// What people say elsewhere, and the known name it stands for: "hash_key" for "partition_key".
struct Alias {
    std::string said;
    std::string meant;
};

// Letters and digits only, in lower case: "On-Demand" and "on_demand" are one.
std::string bare_name(std::string_view name);

// The nearest name at an edit distance (swaps count one) of at most 2 or a third of the length.
std::optional<std::string> nearest_name(std::string_view name, std::span<const std::string> known);

// The known name meant by `name`: an alias, the same name in another form, the only known name that
// begins or ends with it ("put" for "PutItem"), or else the nearest.
std::optional<std::string> meant_name(std::string_view name, std::span<const std::string> known,
                                      std::span<const Alias> aliases = {});

// "did you mean \"zipf\"? known: hot_set, uniform, zipf", or only the list.
std::string suggestion_text(std::string_view name, std::span<const std::string> known,
                            std::span<const Alias> aliases = {});

}  // namespace isotherm
