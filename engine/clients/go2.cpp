// SPDX-License-Identifier: Apache-2.0
// The AWS SDK for Go 2 before 2026.

#include "engine/clients/backoff.h"

namespace isotherm {
namespace {

class Go2 final : public BackoffMode {
public:
    Go2()
        : BackoffMode(
              BackoffSettings{.attempts = 3}.costing(5, 5, 10),
              {.attempts = "aws-sdk-go-v2 aws/retry before 2026: 3",
               .delay = "aws-sdk-go-v2 aws/retry before 2026: 1 s, at most 20 s",
               .quota = "aws-sdk-go-v2 aws/ratelimit: 500 tokens, 5 a retry, time-outs 10"}) {}
};

const Registered<RetryMode, Go2> go2_entry(
    "go2", "3 attempts, full jitter on 1 s up to 20 s, retry quota of 500 (Go 2 before 2026)", {});

}  // namespace
}  // namespace isotherm
