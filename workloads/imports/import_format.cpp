// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/import_format.h"

#include <fmt/format.h>

#include <algorithm>

namespace isotherm {
namespace {

struct Recognized {
    const ImportDocument* document = nullptr;
    std::string kind;
    std::unique_ptr<ImportFormat> format;
};

// What to do with a file that is known but holds nothing to import.
std::string advice_for(const ImportDocument& document) {
    const std::string& text = document.text;
    const auto has = [&](std::string_view word) { return text.find(word) != text.npos; };
    if (!document.values.empty() && document.root().is_object()) {
        const ImportJson& root = document.root();
        if (root.contains("TableNames"))
            return "this is a list of names: run `aws dynamodb describe-table --table-name NAME` "
                   "for each table";
        if (root.contains("MetricWidgetImage"))
            return "this is a picture: run `aws cloudwatch get-metric-data` for the numbers";
    }
    if (has("resource \"aws_"))
        return "this is Terraform text, which only Terraform can evaluate: run `terraform show "
               "-json > state.json`, or `terraform plan -out=plan` and `terraform show -json plan`";
    if (text.starts_with("---") || text.starts_with("+--"))
        return "this is the output of `--output table`: run the command again with `--output json`";
    return "isotherm import --list shows what can be imported, with the commands that export it";
}

}  // namespace

std::string table_of_arn(const std::string& text) {
    const std::size_t at = text.find(":table/");
    if (at == std::string::npos) return text;
    const std::string name = text.substr(at + 7);
    return name.substr(0, name.find('/'));
}

void take_region(ImportedFacts& facts, const std::string& arn, const FactSource& from) {
    constexpr std::string_view service = ":dynamodb:";
    const std::size_t at = arn.find(service);
    if (!arn.starts_with("arn:") || at == std::string::npos) return;
    const std::size_t begin = at + service.size();
    const std::string region = arn.substr(begin, arn.find(':', begin) - begin);
    if (!region.empty()) facts.region.take(region, from);
}

std::string table_meant(const ImportReading& reading) {
    if (!reading.options.table.empty()) return reading.options.table;
    const std::string stem = reading.document.stem();
    std::string longest;
    std::string only;
    int defined = 0;
    for (const auto& [name, table] : reading.facts.tables) {
        if (stem.starts_with(name) && name.size() > longest.size()) longest = name;
        if (table.defined && ++defined == 1) only = name;
    }
    return longest.empty() && defined == 1 ? only : longest;
}

std::vector<std::string> kinds_that_fit(const ImportDocument& document) {
    const auto& catalog = Catalog<ImportFormat>::instance();
    std::vector<std::string> kinds;
    for (const std::string& name : catalog.names())
        if (catalog.create(name)->fits(document)) kinds.push_back(name);
    return kinds;
}

Errors read_imports(const std::vector<ImportDocument>& documents, const ImportOptions& options,
                    ImportedFacts& facts) {
    const auto& catalog = Catalog<ImportFormat>::instance();
    Errors errors;
    std::vector<Recognized> recognized;
    for (const ImportDocument& document : documents) {
        Recognized found{&document, "", nullptr};
        for (const std::string& name : catalog.names()) {
            auto format = catalog.create(name);
            const auto chosen = options.kinds.find(document.file);
            if (chosen != options.kinds.end() && chosen->second != name) continue;
            if (!format->fits(document)) continue;
            found.kind = name;
            found.format = std::move(format);
            break;
        }
        // What nothing else knows, and the user has explained.
        if (found.format == nullptr && !options.mapping.empty() && !document.values.empty()) {
            found.kind = "json-lines";
            found.format = catalog.create(found.kind);
        }
        if (found.format == nullptr) {
            errors.push_back({ExitCode::bad_trace,
                              ErrorNumber::foreign_file,
                              {.file = document.file},
                              "the kind of this file is not recognized by its content",
                              advice_for(document)});
            continue;
        }
        recognized.push_back(std::move(found));
    }
    std::stable_sort(recognized.begin(), recognized.end(), [](const auto& a, const auto& b) {
        return a.format->turn() < b.format->turn();
    });
    for (const Recognized& one : recognized) {
        ImportProblems problems;
        ImportedSource source{one.document->file, one.kind, 0, one.document->bad_values};
        one.format->read({*one.document, options, facts, problems, source});
        for (const auto& [path, expression] : problems.unresolved) facts.ask(path, expression);
        errors.insert(errors.end(), problems.errors.begin(), problems.errors.end());
        facts.sources.push_back(std::move(source));
    }
    return errors;
}

}  // namespace isotherm
