// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a request finds where its workload says so: no item, or a condition that does not hold.
// Neither is a refusal: such calls are admitted and consume units.

#include <cstdint>

namespace isotherm {

// The numbers are in fingerprints: only append.
enum class Finding : std::uint8_t {
    item,              // an item, as most requests do; a put finds the old one or none
    no_item,           // nothing: a read or delete in vain; a put or update adds an item
    condition_failed,  // ConditionalCheckFailedException: paid for, but nothing is written
    collection_full,   // ItemCollectionSizeLimitExceededException: the same [inferred]
};

}  // namespace isotherm
