// SPDX-License-Identifier: Apache-2.0
#pragma once
// A bundle as a zip file, read by libzip.

#include "app/report/bundles/bundle_files.h"

namespace isotherm {

Result<std::unique_ptr<BundleFiles>> open_zip(const std::string& path);

}  // namespace isotherm
