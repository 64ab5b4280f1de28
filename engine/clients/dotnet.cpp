// SPDX-License-Identifier: Apache-2.0
// The AWS SDK for .NET 4 before 2026, with its DynamoDB defaults.

#include "engine/clients/backoff.h"

namespace isotherm {
namespace {

class DotNet final : public BackoffMode {
public:
    DotNet()
        : BackoffMode(BackoffSettings{.attempts = 10},
                      {.attempts = "aws-sdk-net 4 before 2026: DynamoDB 10",
                       .delay = "aws-sdk-net 4 before 2026: 1 s, at most 20 s",
                       .quota = "aws-sdk-net 4 before 2026: 500 tokens, 5 a retry"}) {}
};

const Registered<RetryMode, DotNet> dotnet_entry(
    "dotnet", "10 attempts, full jitter on 1 s up to 20 s, retry quota of 500 (.NET 4 before 2026)",
    {});

}  // namespace
}  // namespace isotherm
