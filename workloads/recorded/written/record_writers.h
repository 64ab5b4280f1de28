// SPDX-License-Identifier: Apache-2.0
#pragma once
// Writers of binary formats with records of a fixed size.

#include "workloads/recorded/written/trace_writer.h"

namespace isotherm {

std::unique_ptr<TraceWriter> make_oracle_writer(const TraceTraits& traits);
std::unique_ptr<TraceWriter> make_orm_writer(const TraceTraits& traits);
std::unique_ptr<TraceWriter> make_vscsi_writer(const TraceTraits& traits);

}  // namespace isotherm
