// SPDX-License-Identifier: Apache-2.0
// botocore's standard retry mode: 3 attempts with full jitter, and a retry quota that limits the
// retries of a client while the service keeps refusing.

#include "engine/clients/backoff.h"

namespace isotherm {
namespace {

class SdkStandard final : public BackoffMode {
public:
    SdkStandard()
        : BackoffMode(
              BackoffSettings().costing(5, 5, 10),
              {.attempts = "botocore retries/standard.py: 3",
               .delay = "botocore retries/standard.py: 1 s, 20 s",
               .quota = "botocore retries/standard.py and quota.py: 500 tokens, 5, time-outs 10"}) {
    }
};

const Registered<RetryMode, SdkStandard> sdk_standard_entry(
    "sdk_standard", "3 attempts, full jitter up to 20 s, retry quota of 500 (botocore standard)",
    {});

}  // namespace
}  // namespace isotherm
