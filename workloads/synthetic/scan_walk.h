// SPDX-License-Identifier: Apache-2.0
#pragma once
// A Scan that reads a table page by page, again and again, in one or more segments.
//
// Each segment is read in order; the requests alternate between the segments, as with one parallel
// worker per segment. A single segment visits one partition after the other.

#include <memory>

#include "engine/units/scan_pages.h"
#include "workloads/synthetic/item_sizes.h"
#include "workloads/synthetic/key_distribution.h"

namespace isotherm {

std::unique_ptr<KeyDraws> scan_walk(const ScanPages& pages);
// The bytes that each page reads.
std::unique_ptr<KeySizes> scan_page_sizes(const ScanPages& pages);

}  // namespace isotherm
