// SPDX-License-Identifier: Apache-2.0
#pragma once
// A value in an imported document, with its path. A member that is absent gives an absent value, so
// that readers need no conditions; a value of the wrong form is an error with its place.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "workloads/imports/documents/import_document.h"

namespace isotherm {

// Expressions in templates that only the service can evaluate become an object with this member,
// which has the expression as text.
inline constexpr const char* unresolved_member = "$unresolved";

// Collects what is wrong or unresolved while a document is read.
struct ImportProblems {
    Errors errors;
    struct Unresolved {
        std::string path;
        std::string expression;
    };
    std::vector<Unresolved> unresolved;
};

class ImportedValue {
public:
    ImportedValue(const ImportDocument& document, const ImportJson* json, std::string path,
                  ImportProblems& problems)
        : document_(&document), json_(json), path_(std::move(path)), problems_(&problems) {}

    // False also for null.
    bool exists() const { return json_ != nullptr && !json_->is_null(); }
    bool is_object() const { return exists() && json_->is_object(); }
    bool is_list() const { return exists() && json_->is_array(); }
    const ImportJson* json() const { return json_; }
    const std::string& path() const { return path_; }

    ImportedValue at(std::string_view name) const;
    // Like `at`, without regard to case in the first letter: tableName and TableName.
    ImportedValue at_any_case(std::string_view name) const;
    ImportedValue at(std::size_t index) const;
    // The first element of a list, or the value itself: Terraform writes blocks as lists.
    ImportedValue block(std::string_view name) const;
    std::vector<ImportedValue> elements() const;
    std::vector<std::pair<std::string, ImportedValue>> members() const;

    // A whole number of at least `lowest`, also as text; nullopt if absent, unresolved or wrong.
    std::optional<std::int64_t> count(std::int64_t lowest = 0) const;
    std::optional<double> number() const;
    std::optional<bool> flag() const;
    // Also numbers as their text; nullopt if absent or unresolved.
    std::optional<std::string> text() const;
    std::string text_or(std::string_view otherwise) const;

    bool unresolved() const;
    void wrong(ErrorNumber error, std::string what, std::string fix) const;
    const ImportDocument& document() const { return *document_; }
    ImportProblems& problems() const { return *problems_; }

private:
    bool noted_unresolved() const;
    std::string shown() const;

    const ImportDocument* document_;
    const ImportJson* json_;
    std::string path_;
    ImportProblems* problems_;
};

}  // namespace isotherm
