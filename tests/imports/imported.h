// SPDX-License-Identifier: Apache-2.0
#pragma once
// Imports texts as if they were files, and checks that the scenario that comes out is valid.

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "engine/scenario/scenario.h"
#include "workloads/imports/import_format.h"
#include "workloads/imports/imported_plan.h"
#include "workloads/imports/written/scenario_text.h"

namespace isotherm {

struct Imported {
    ImportedFacts facts;
    ImportPlan plan;
    std::string text;
    Errors errors;
};

using ImportedFiles = std::vector<std::pair<std::string, std::string>>;

// Reads the files; `errors` has what is wrong with them.
inline Imported read_texts(const ImportedFiles& files, const ImportOptions& options = {}) {
    Imported imported;
    std::vector<ImportDocument> documents;
    for (const auto& [name, text] : files) {
        auto document = import_document_of(text, name);
        if (document.ok()) {
            documents.push_back(std::move(document.value()));
        } else {
            imported.errors.push_back(document.errors().front());
        }
    }
    const Errors errors = read_imports(documents, options, imported.facts);
    imported.errors.insert(imported.errors.end(), errors.begin(), errors.end());
    return imported;
}

// Imports the files as a whole; the scenario must pass the check.
inline Imported imported_from(const ImportedFiles& files, const ImportOptions& options = {}) {
    Imported imported = read_texts(files, options);
    for (const Error& error : imported.errors) ADD_FAILURE() << error.text();
    imported.plan = import_plan(imported.facts, options);
    imported.text = imported_scenario(imported.facts, imported.plan, "").text;
    const auto scenario = read_scenario_text(imported.text, "imported.toml");
    if (!scenario.ok()) {
        ADD_FAILURE() << scenario.errors().front().text() << "\n" << imported.text;
    }
    return imported;
}

inline Scenario scenario_of(const Imported& imported) {
    auto scenario = read_scenario_text(imported.text, "imported.toml");
    EXPECT_TRUE(scenario.ok()) << imported.text;
    return scenario.ok() ? std::move(scenario.value()) : Scenario{};
}

inline const ImportedWorkload* workload_named(const Imported& imported, const std::string& name) {
    for (const ImportedWorkload& workload : imported.plan.workloads)
        if (workload.name == name) return &workload;
    return nullptr;
}

inline bool asks_about(const Imported& imported, const std::string& path) {
    for (const ImportedAsk& ask : imported.facts.asks)
        if (ask.path.find(path) != std::string::npos) return true;
    return false;
}

}  // namespace isotherm
