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
};
std::vector<CatalogGroup> catalog_groups();

// All lists as JSON: group, then entry, then {"help": …, "settings": […]}; for the settings see
// settings_of.
nlohmann::ordered_json all_lists();

}  // namespace isotherm
