// SPDX-License-Identifier: Apache-2.0
// The AWS SDK for PHP 3 in its legacy mode, with its DynamoDB defaults.

#include "engine/clients/backoff.h"

namespace isotherm {
namespace {

class Php final : public BackoffMode {
public:
    Php()
        : BackoffMode(
              BackoffSettings{.attempts = 11, .jitter = false, .quota = false}.delayed_by(50ms,
                                                                                          50ms),
              {.attempts = "aws-sdk-php DynamoDbClient: 10 retries",
               .delay =
                   "aws-sdk-php DynamoDbClient: 50 ms doubling; the limit of 20 s is [inferred]"}) {
    }
};

const Registered<RetryMode, Php> php_entry(
    "php", "11 attempts, 50 ms doubling up to 20 s, no jitter (PHP 3, legacy mode)", {});

}  // namespace
}  // namespace isotherm
