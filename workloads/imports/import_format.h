// SPDX-License-Identifier: Apache-2.0
#pragma once
// Interface of the kinds of files that can be imported. Each kind has one file and is listed in
// Catalog<ImportFormat>. A kind is recognized by the content and adds what it says to the facts.

#include <string>

#include "engine/vocabulary/catalog.h"
#include "workloads/imports/documents/import_document.h"
#include "workloads/imports/import_options.h"
#include "workloads/imports/imported_facts.h"
#include "workloads/imports/documents/imported_value.h"

namespace isotherm {

// One document while it is read.
struct ImportReading {
    const ImportDocument& document;
    const ImportOptions& options;
    ImportedFacts& facts;
    ImportProblems& problems;
    ImportedSource& source;

    ImportedValue root() const { return {document, &document.root(), "", problems}; }
    // One of several values in the document.
    ImportedValue value(std::size_t index) const {
        return {document, &document.values[index], "", problems};
    }
    FactSource from(Closeness closeness) const {
        // Scenarios are shared, so paths do not get into them.
        return {closeness, source.kind + " (" + document.name() + ")"};
    }
    void wrong(ErrorNumber number, std::string what, std::string fix) const {
        problems.errors.push_back(
            import_error(document, "", number, std::move(what), std::move(fix)));
    }
};

// When a kind is read: later kinds use what earlier ones say.
enum class ImportTurn : std::uint8_t { queries, definitions, neighbors, metrics, reports };

class ImportFormat : public Configurable {
public:
    void settings(SettingsVisitor&) override {}

    virtual bool fits(const ImportDocument& document) const = 0;
    virtual ImportTurn turn() const { return ImportTurn::definitions; }
    virtual void read(const ImportReading& reading) const = 0;
};

// The kinds that the content of a document fits, by name; usually one. The first is taken unless
// the options name another one.
std::vector<std::string> kinds_that_fit(const ImportDocument& document);

// Reads documents into facts. Reports errors of all documents, up to 20.
Errors read_imports(const std::vector<ImportDocument>& documents, const ImportOptions& options,
                    ImportedFacts& facts);

// Returns the table that a document without a table name is about: --table, the known table whose
// name the file's name begins with, or the only known table. Empty: not known.
std::string table_meant(const ImportReading& reading);

// Takes the region of an ARN such as arn:aws:dynamodb:eu-central-1:111122223333:table/orders; other
// texts have none.
void take_region(ImportedFacts& facts, const std::string& arn, const FactSource& from);

// What follows ":table/" of an ARN, up to the next "/"; other texts stay as they are.
std::string table_of_arn(const std::string& text);

}  // namespace isotherm
