// SPDX-License-Identifier: Apache-2.0
#pragma once
// A client whose calls carry many items: BatchGetItem and BatchWriteItem.
//
// Each item is admitted by itself. When all are refused the call fails with
// ProvisionedThroughputExceededException; when some are, they come back as UnprocessedKeys or
// UnprocessedItems, and the caller sends these alone again, in a new and smaller call (Developer
// Guide, error handling of batch operations). The caller is taken to wait as long in both cases, by
// its retry mode, and to count both as tries [inferred].

#include <memory>

#include "engine/clients/client_policy.h"
#include "engine/requests/call_shape.h"

namespace isotherm {

// `policy` decides about whole calls. Rows must come in whole calls.
std::unique_ptr<ClientPolicy> in_grouped_calls(std::unique_ptr<ClientPolicy> policy,
                                               const CallShape& shape);

}  // namespace isotherm
