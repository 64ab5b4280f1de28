// SPDX-License-Identifier: Apache-2.0
#pragma once
// Writers of formats with one request per line.

#include "workloads/recorded/written/trace_writer.h"

namespace isotherm {

std::unique_ptr<TraceWriter> make_cachelib_writer(const TraceTraits& traits);
std::unique_ptr<TraceWriter> make_csv_writer(const TraceTraits& traits);
std::unique_ptr<TraceWriter> make_disksim_writer(const TraceTraits& traits);
std::unique_ptr<TraceWriter> make_twitter_writer(const TraceTraits& traits);
std::unique_ptr<TraceWriter> make_ycsb_writer(const TraceTraits& traits);

}  // namespace isotherm
