// SPDX-License-Identifier: Apache-2.0
// The AWS SDK for Java 1 with its DynamoDB defaults.

#include "engine/clients/backoff.h"

namespace isotherm {
namespace {

class Java1 final : public BackoffMode {
public:
    Java1()
        : BackoffMode(BackoffSettings{.attempts = 11, .jitter = false, .quota = false}.delayed_by(
                          50ms, 50ms),
                      {.attempts = "aws-sdk-java PredefinedRetryPolicies: DynamoDB 10 retries",
                       .delay = "Developer Guide, error retries and exponential back-off: 50 ms "
                                "doubling; the limit of 20 s is [inferred]"}) {}
};

const Registered<RetryMode, Java1> java1_entry(
    "java1", "11 attempts, 50 ms doubling up to 20 s, no jitter (Java 1)", {});

}  // namespace
}  // namespace isotherm
