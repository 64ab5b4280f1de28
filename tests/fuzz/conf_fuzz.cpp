// SPDX-License-Identifier: Apache-2.0
// Fuzzes the reader of Dynamic DynamoDB's configuration files, for a table and for one of its
// indexes. Any text must result in settings of the policy or in errors with a place.

#include "engine/backtest/dynamic_dynamodb_file.h"
#include "engine/scaling/scaling_policy.h"
#include "tests/fuzz/fuzz_target.h"

ISOTHERM_FUZZ_TARGET(conf) {
    using namespace isotherm;
    for (const ConfiguredResource& resource :
         {ConfiguredResource{"", ""}, ConfiguredResource{"orders", "by_day"}}) {
        const auto policy = Catalog<ScalingPolicyKind>::instance().create("dynamic_dynamodb");
        const Errors errors =
            apply_dynamic_dynamodb_file(std::string(input), "dynamic.conf", resource, *policy);
        if (!errors.empty()) must_be_told_well(errors);
    }
}
