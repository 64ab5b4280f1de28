// SPDX-License-Identifier: Apache-2.0
#include "engine/vocabulary/known_names.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace isotherm {

void KnownNames::add(const Setting& setting) {
    if (!names_.emplace(setting.name).second) return;
    std::string_view rest = setting.also;
    while (!rest.empty()) {
        const std::string_view said = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(rest.size(), said.size() + 1));
        if (!said.empty()) aliases_.push_back({std::string(said), std::string(setting.name)});
    }
}

void KnownNames::add_inner(std::string_view table, const KnownNames& inner) {
    const auto add = [&](std::string_view said, std::string_view meant) {
        inner_.push_back({std::string(said), fmt::format("{}.{}", table, meant)});
    };
    for (const std::string& name : inner.names_) add(name, name);
    for (const Alias& alias : inner.aliases_) add(alias.said, alias.meant);
    for (const Alias& alias : inner.inner_) add(alias.said, alias.meant);
}

std::string KnownNames::suggestion(std::string_view name) const {
    const std::vector<std::string> known(names_.begin(), names_.end());
    const auto own = meant_name(name, known, aliases_);
    const bool exact =
        own && (bare_name(*own) == bare_name(name) ||
                std::any_of(aliases_.begin(), aliases_.end(), [&](const Alias& alias) {
                    return bare_name(alias.said) == bare_name(name);
                }));
    // A known name of an inner table is a better suggestion than a name of this table that only
    // looks similar.
    const auto inner = exact ? std::nullopt : meant_name(name, {}, inner_);
    const auto& meant = inner ? inner : own;
    const std::string list = fmt::format("known: {}", fmt::join(known, ", "));
    return meant ? fmt::format("did you mean \"{}\"? {}", *meant, list) : list;
}

std::string suggestion_text(std::string_view word, const Choice& choice) {
    if (!choice.guess) return fmt::format("known: {}", fmt::join(choice.words, ", "));
    return suggestion_text(word, choice.words, choice.also);
}

}  // namespace isotherm
