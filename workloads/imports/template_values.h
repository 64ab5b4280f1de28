// SPDX-License-Identifier: Apache-2.0
#pragma once
// Evaluates the functions of a CloudFormation template as far as the template and the user's
// parameters allow. What only the service knows becomes an object with `unresolved_member`.

#include <map>
#include <set>
#include <string>

#include "workloads/imports/import_options.h"
#include "workloads/imports/documents/imported_value.h"

namespace isotherm {

class TemplateValues {
public:
    // `root` has Parameters, Mappings, Conditions and Resources and must outlive this object.
    TemplateValues(const ImportJson& root, const ImportOptions& options, std::string stack_name);

    // Returns the value with all functions replaced. Members that are AWS::NoValue are left out.
    ImportJson evaluate(const ImportJson& value);
    // Whether a resource exists: its Condition, if it has one, is true. Conditions that cannot be
    // evaluated count as true.
    bool exists(const ImportJson& resource);
    // The name of a table, or its logical id if it has none or none that can be evaluated.
    std::string table_name(const std::string& logical_id);
    // AWS::Region; empty if the user has not given it.
    const std::string& region() const { return options_->region; }

    static ImportJson unresolved_value(std::string expression);

private:
    using Function = ImportJson (TemplateValues::*)(const ImportJson&);

    const ImportJson& section(const char* name) const;
    ImportJson call(const std::string& function, const ImportJson& argument);
    ImportJson reference(const ImportJson& name);
    ImportJson substitute(const ImportJson& argument);
    ImportJson choose(const ImportJson& argument);
    ImportJson attribute(const ImportJson& argument);
    ImportJson join(const ImportJson& argument);
    ImportJson split(const ImportJson& argument);
    ImportJson select(const ImportJson& argument);
    ImportJson find_in_map(const ImportJson& argument);
    ImportJson equals(const ImportJson& argument);
    ImportJson all_of(const ImportJson& argument);
    ImportJson any_of(const ImportJson& argument);
    ImportJson negation(const ImportJson& argument);
    ImportJson condition(const ImportJson& name);
    ImportJson import_value(const ImportJson& argument);
    ImportJson text_value(const std::string& text);
    ImportJson parameter(const std::string& name, const ImportJson& declared);

    const ImportJson* root_;
    const ImportOptions* options_;
    std::string stack_name_;
    std::set<std::string> open_;  // conditions and tables that are being evaluated
    int depth_ = 0;
};

}  // namespace isotherm
