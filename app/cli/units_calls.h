// SPDX-License-Identifier: Apache-2.0
#pragma once
// Turns the options of `isotherm units` into a call and its cost: one function per subcommand. Each
// may add remarks about how it interpreted the options.

#include "app/cli/units_options.h"

namespace isotherm {

using Costing = Result<OperationCost> (*)(const UnitsOptions&, UnitsInput&);

Result<OperationCost> cost_of_get(const UnitsOptions& options, UnitsInput& input);
Result<OperationCost> cost_of_batch_get(const UnitsOptions& options, UnitsInput& input);
Result<OperationCost> cost_of_query(const UnitsOptions& options, UnitsInput& input);
Result<OperationCost> cost_of_scan(const UnitsOptions& options, UnitsInput& input);
Result<OperationCost> cost_of_transact_get(const UnitsOptions& options, UnitsInput& input);
Result<OperationCost> cost_of_put(const UnitsOptions& options, UnitsInput& input);
Result<OperationCost> cost_of_update(const UnitsOptions& options, UnitsInput& input);
Result<OperationCost> cost_of_delete(const UnitsOptions& options, UnitsInput& input);
Result<OperationCost> cost_of_batch_write(const UnitsOptions& options, UnitsInput& input);
Result<OperationCost> cost_of_transact_write(const UnitsOptions& options, UnitsInput& input);
Result<OperationCost> cost_of_vector_write(const UnitsOptions& options, UnitsInput& input);
Result<OperationCost> cost_of_vector_search(const UnitsOptions& options, UnitsInput& input);
Result<OperationCost> cost_of_bulk_put(const UnitsOptions& options, UnitsInput& input);

}  // namespace isotherm
