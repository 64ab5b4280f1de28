// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/tenant_settings.h"

namespace isotherm {

void TenantSettings::settings(SettingsVisitor& visit) {
    visit.field({.name = "attribute",
                 .help = "the attribute of the requests that is the tenant; left out: tenants are "
                         "not told apart"},
                attribute);
    visit.field({.name = "caller",
                 .help = "the attribute that is the tenant on whose behalf a request is made; a "
                         "request for another tenant is refused before it costs anything",
                 .source = "IAM condition key dynamodb:LeadingKeys"},
                caller);
    if (!caller.empty() && attribute.empty()) {
        visit.reject("caller", "there is no attribute to compare it with", "add attribute = \"…\"");
    }
}

}  // namespace isotherm
