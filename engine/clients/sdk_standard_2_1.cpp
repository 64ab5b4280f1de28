// SPDX-License-Identifier: Apache-2.0
// The standard retry mode of all AWS SDKs from 2026 (version 2.1) with the values for DynamoDB.

#include "engine/clients/backoff.h"

namespace isotherm {
namespace {

class SdkStandard21 final : public BackoffMode {
public:
    SdkStandard21()
        : BackoffMode(
              BackoffSettings{.attempts = 4}.delayed_by(1s, 25ms).costing(5, 14, 14),
              {.attempts = "AWS SDKs, standard mode 2.1 (2026): DynamoDB 4",
               .delay = "AWS SDKs, standard mode 2.1 (2026): 1 s throttled, 25 ms otherwise, at "
                        "most 20 s",
               .quota =
                   "AWS SDKs, standard mode 2.1 (2026): 500 tokens, 5 throttled, 14 otherwise"}) {}
};

const Registered<RetryMode, SdkStandard21> sdk_standard_2_1_entry(
    "sdk_standard_2_1",
    "4 attempts, 1 s after throttling and 25 ms after errors, quota 5 and 14 (SDKs from 2026)", {});

}  // namespace
}  // namespace isotherm
