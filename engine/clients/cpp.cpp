// SPDX-License-Identifier: Apache-2.0
// The AWS SDK for C++ with its default retry strategy before 2026.

#include "engine/clients/backoff.h"

namespace isotherm {
namespace {

class CppSdk final : public BackoffMode {
public:
    CppSdk()
        : BackoffMode(BackoffSettings{.attempts = 11, .jitter = false, .quota = false}.delayed_by(
                          25ms, 25ms),
                      {.attempts = "aws-sdk-cpp DefaultRetryStrategy: 10 retries",
                       .delay = "aws-sdk-cpp DefaultRetryStrategy: 25 ms doubling; the limit of 20 "
                                "s is [inferred]"}) {}
};

const Registered<RetryMode, CppSdk> cpp_entry("cpp", "11 attempts, 25 ms doubling, no jitter (C++)",
                                              {});

}  // namespace
}  // namespace isotherm
