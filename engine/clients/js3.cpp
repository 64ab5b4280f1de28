// SPDX-License-Identifier: Apache-2.0
// The AWS SDK for JavaScript 3 before 2026.

#include "engine/clients/backoff.h"

namespace isotherm {
namespace {

class JavaScript3 final : public BackoffMode {
public:
    JavaScript3()
        : BackoffMode(
              BackoffSettings{.attempts = 3}.delayed_by(100ms, 100ms).costing(5, 10, 10),
              {.attempts = "aws-sdk-js-v3 before 2026: 3",
               .delay = "aws-sdk-js-v3 before 2026: 100 ms, at most 20 s",
               .quota = "aws-sdk-js-v3 before 2026: 500 tokens, 5 throttled, 10 otherwise"}) {}
};

const Registered<RetryMode, JavaScript3> js3_entry(
    "js3",
    "3 attempts, full jitter on 100 ms up to 20 s, retry quota of 500 (JavaScript 3 before 2026)",
    {});

}  // namespace
}  // namespace isotherm
