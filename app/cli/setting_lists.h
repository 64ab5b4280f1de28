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

// Returns {"help": …, "settings": […]} for each group and entry; see settings_of. Entries of
// catalogs also have "cells": whether `fidelity = "cells"` knows the entry, and "example":
// {"scenario": lines of a scenario}. If the example reads a file, it also has "file" (as text, or
// its bytes in hexadecimal) and "requests", the requests in that file.
nlohmann::ordered_json all_lists();

}  // namespace isotherm
