// SPDX-License-Identifier: Apache-2.0
// The AWS SDK for Java 2 before 2026, with its DynamoDB defaults.

#include "engine/clients/backoff.h"

namespace isotherm {
namespace {

class Java2 final : public BackoffMode {
public:
    Java2()
        : BackoffMode(
              BackoffSettings{.attempts = 9}.delayed_by(500ms, 25ms),
              {.attempts = "aws-sdk-java-v2 DynamoDbRetryPolicy: 8 retries",
               .delay = "aws-sdk-java-v2 before 2026: 25 ms, throttled 500 ms, at most 20 s",
               .quota = "aws-sdk-java-v2 before 2026: 500 tokens, 5 a retry"}) {}
};

const Registered<RetryMode, Java2> java2_entry("java2",
                                               "9 attempts, full jitter on 500 ms after throttling "
                                               "and 25 ms after errors (Java 2 before 2026)",
                                               {});

}  // namespace
}  // namespace isotherm
