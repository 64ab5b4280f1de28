// SPDX-License-Identifier: Apache-2.0
#pragma once
// What an import assumed or left open, where the scenario has it, and how a user's answer gets
// there.

#include <string>
#include <utility>
#include <vector>

#include "engine/toml/toml_writer.h"
#include "engine/vocabulary/result.h"
#include "workloads/imports/imported_plan.h"

namespace isotherm {

struct OpenValue {
    std::string path;     // as the import names it: "tables.orders.item_size"
    std::string assumed;  // empty: a question that nothing was assumed for
    std::string why;
    bool asked = false;  // it matters enough to be asked for
    // The settings of the scenario that it stands for; empty: it is no setting.
    std::vector<TomlPath> settings;
    std::string present;    // TOML of the first setting; empty: the text does not have it
    std::string parameter;  // the name of a template's parameter, or "AWS::Region"; empty: none

    bool changeable() const { return !settings.empty() || !parameter.empty(); }
};

// Assumptions first, those that are asked for at the top; an assumption and a question about the
// same setting are one value.
std::vector<OpenValue> open_values(const ImportedFacts& facts, const ImportPlan& plan,
                                   const std::string& text);

using ImportEdits = std::vector<std::pair<TomlPath, std::string>>;  // settings with their TOML
// What makes the scenario's text say `answer`, which is TOML or, without quotes, a text. Errors if
// the scenario would not be valid with it.
Result<ImportEdits> edits_for(const std::string& text, const OpenValue& value,
                              const std::string& answer);
std::string with_import_edits(std::string text, const ImportEdits& edits);

}  // namespace isotherm
