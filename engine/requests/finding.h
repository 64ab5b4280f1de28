// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a request finds in the table: an item, no item, or a condition that fails. None of these is
// a throttle: such calls are admitted and consume capacity units.

#include <cstddef>
#include <cstdint>

namespace isotherm {

// The values are part of fingerprints: append new ones at the end.
enum class Finding : std::uint8_t {
    item,              // the usual case; a put replaces an old item or adds a new one
    no_item,           // a read or delete finds nothing; a put or update adds an item
    condition_failed,  // ConditionalCheckFailedException: units are consumed, nothing is written
    // ItemCollectionSizeLimitExceededException: as condition_failed, units are consumed [inferred]
    collection_full,
    // TransactionCanceledException, or an item that a transaction only checks: units are consumed,
    // nothing is written.
    transaction_cancelled,
};
inline constexpr std::size_t finding_count = 5;
static_assert(static_cast<std::size_t>(Finding::transaction_cancelled) + 1 == finding_count);

}  // namespace isotherm
