// SPDX-License-Identifier: Apache-2.0
// The AWS SDK for Rust before 2026.

#include "engine/clients/backoff.h"

namespace isotherm {
namespace {

class RustSdk final : public BackoffMode {
public:
    RustSdk()
        : BackoffMode(
              BackoffSettings{.attempts = 3}.costing(5, 5, 10),
              {.attempts = "aws-sdk-rust RetryConfig::standard: 3",
               .delay = "aws-sdk-rust RetryConfig::standard: 1 s, at most 20 s",
               .quota = "aws-smithy-runtime TokenBucket: 500 tokens, 5 a retry, time-outs 10"}) {}
};

const Registered<RetryMode, RustSdk> rust_entry(
    "rust", "3 attempts, full jitter on 1 s up to 20 s, retry quota of 500 (Rust before 2026)", {});

}  // namespace
}  // namespace isotherm
