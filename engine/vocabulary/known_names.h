// SPDX-License-Identifier: Apache-2.0
#pragma once
// The names that one table of settings knows, gathered while it is read, and what a wrong one was
// meant to be.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/settings.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {

class KnownNames {
public:
    void add(const Setting& setting);
    // What a table inside this one knows: "read" of "capacity" is "capacity.read".
    void add_inner(std::string_view table, const KnownNames& inner);

    bool contains(std::string_view name) const { return names_.contains(name); }
    bool empty() const { return names_.empty(); }
    // How to mend an unknown name.
    std::string suggestion(std::string_view name) const;

private:
    std::set<std::string, std::less<>> names_;
    std::vector<Alias> aliases_;  // of these names, then of those of inner tables
    std::vector<Alias> inner_;
};

// How to mend a word that is none of the choice's.
std::string suggestion_text(std::string_view word, const Choice& choice);

}  // namespace isotherm
