// SPDX-License-Identifier: Apache-2.0
#pragma once
// Everything that a scenario can choose from, with its settings: eras, catalogs, price books and
// the scenario itself.

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "engine/vocabulary/settings.h"

namespace isotherm {

struct CatalogGroup {
    const char* name;
    const char* where;  // path of the setting that selects an entry
    const CatalogBase& catalog;

    bool is(const CatalogBase& other) const { return &catalog == &other; }
};
std::vector<CatalogGroup> catalog_groups();

// By group and entry: {"help": …, "settings": […]}; see settings_of. Entries of catalogs have
// "example": {"scenario": lines of a scenario}, and where it reads a file "file" (as text, or its
// bytes in hexadecimal) and the "requests" in it.
nlohmann::ordered_json all_lists();

}  // namespace isotherm
