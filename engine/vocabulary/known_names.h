// SPDX-License-Identifier: Apache-2.0
#pragma once
// The names of the settings of one table, collected while the table is read, and suggestions for
// unknown names.

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
    // Adds the settings of a table inside this one: "read" of "capacity" is "capacity.read".
    void add_inner(std::string_view table, const KnownNames& inner);

    bool contains(std::string_view name) const { return names_.contains(name); }
    bool empty() const { return names_.empty(); }
    // Returns the help text for an unknown name.
    std::string suggestion(std::string_view name) const;

private:
    std::set<std::string, std::less<>> names_;
    std::vector<Alias> aliases_;  // aliases of names in names_
    std::vector<Alias> inner_;    // names and aliases of inner tables: "read" for "capacity.read"
};

// Returns the help text for a word that is not one of the choices.
std::string suggestion_text(std::string_view word, const Choice& choice);

}  // namespace isotherm
