// SPDX-License-Identifier: Apache-2.0
#pragma once
// Checks of a table against its era.

#include <cstdint>
#include <string_view>

#include "engine/model/era.h"
#include "engine/model/table_spec.h"
#include "engine/scenario/table_change.h"

namespace isotherm {

// Rejects a setting that came later than the era; `introduced` says when.
void reject_later(const char* setting, std::string_view introduced, const Era& era,
                  SettingsVisitor& visit);

// Rejects features that DynamoDB did not have in the chosen era.
void check_features(const Era& era, const TableSpec& table, SettingsVisitor& visit);

// Rejects a change to a mode that the table cannot have.
void check_mode_wanted(const TableSpec& table, const TableChange& change, SettingsVisitor& visit);

// Rejects a number of partitions that is too small for the throughput. No partition serves more
// than its maximum, so such a table could never reach its throughput.
void check_shares(const Era& era, const CapacitySpec& capacity, std::int64_t partitions,
                  SettingsVisitor& visit);

}  // namespace isotherm
