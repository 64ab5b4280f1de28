// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <zstd.h>

#include <string>

namespace isotherm {

// The bytes compressed as one frame.
inline std::string zstd_frame(const std::string& bytes) {
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
    return out;
}

}  // namespace isotherm
