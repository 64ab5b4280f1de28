// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a replayed stream has for the attributes of its scenario.

#include <functional>
#include <memory>
#include <string>

#include "engine/attributes/recorded_values.h"
#include "engine/requests/workload.h"
#include "workloads/recorded/key_names.h"

namespace isotherm {

// What the stream has in the columns of attributes; nullptr: the scenario has no such attributes.
std::shared_ptr<RecordedValues> recorded_values(const WorkloadContext& context);

// The texts of keys, which are entries of `values` if there are some.
std::function<std::string(Key)> text_of_keys(const std::shared_ptr<KeyNames>& names,
                                             const std::shared_ptr<RecordedValues>& values);

}  // namespace isotherm
