// SPDX-License-Identifier: Apache-2.0
// A remedy as a change of the scenario's text.

#include "engine/insight/remedy.h"

namespace isotherm {

std::string Remedy::change() const {
    std::string text;
    for (const RemedyEdit& edit : edits) {
        if (edit.value.empty()) continue;
        if (!text.empty()) text += ", ";
        text += toml_key(edit.path) + " = " + edit.value;
    }
    return text;
}

std::optional<std::string> with_remedy(const std::string& text, const Remedy& remedy) {
    std::string changed = text;
    for (const RemedyEdit& edit : remedy.edits) {
        if (edit.value.empty()) {
            if (auto without = without_toml_value(changed, edit.path)) changed = *without;
            changed = without_toml_table(changed, edit.path);
            continue;
        }
        auto with = with_toml_value(changed, edit.path, edit.value);
        if (!with) return std::nullopt;
        changed = std::move(*with);
    }
    return changed;
}

}  // namespace isotherm
