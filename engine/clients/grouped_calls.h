// SPDX-License-Identifier: Apache-2.0
#pragma once
// A client whose calls have several items: BatchGetItem and BatchWriteItem.
//
// Each item is admitted separately. If all items are refused, the call fails with
// ProvisionedThroughputExceededException. If some are refused, they come back as UnprocessedKeys or
// UnprocessedItems, and the caller resends only these in a new, smaller call (Developer Guide,
// error handling of batch operations). In both cases the model waits as the retry mode prescribes
// and counts an attempt [inferred].

#include <memory>

#include "engine/clients/client_policy.h"
#include "engine/requests/call_shape.h"

namespace isotherm {

// Wraps `policy`, which decides about whole calls. The rows passed to react() must form whole
// calls.
std::unique_ptr<ClientPolicy> in_grouped_calls(std::unique_ptr<ClientPolicy> policy,
                                               const CallShape& shape);

}  // namespace isotherm
