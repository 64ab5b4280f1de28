// SPDX-License-Identifier: Apache-2.0
#pragma once
// Which attribute of the requests is the tenant, and which requests of a tenant are refused.

#include <string>

#include "engine/vocabulary/settings.h"

namespace isotherm {

struct TenantSettings : Configurable {
    std::string attribute;  // empty: tenants are not told apart
    std::string caller;     // the attribute of who asks; empty: nothing is refused

    bool given() const { return !attribute.empty(); }
    void settings(SettingsVisitor& visit) override;
};

}  // namespace isotherm
